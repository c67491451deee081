"""Small plans of invented councils, one in each shape that plans come in, with the faults that extraction leaves.

They are the files of `shapes/`; this module names them.
"""

from pathlib import Path

_SHAPES = Path(__file__).parent / "shapes"

EVERY_SHAPE = {path.stem: path.read_text(encoding="utf-8") for path in sorted(_SHAPES.glob("*.txt"))}

OCR_MARKDOWN = EVERY_SHAPE["ocr_markdown"]
TABS_WITH_HTML = EVERY_SHAPE["tabs_with_html"]
TABS_PLAIN = EVERY_SHAPE["tabs_plain"]
TABS_WITH_BANDS = EVERY_SHAPE["tabs_with_bands"]
NUMBERED_ACTIONS = EVERY_SHAPE["numbered_actions"]
