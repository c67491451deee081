"""Fonts whose characters are numbered by a table within the file, which pdfminer knows by name only.

Without that table none of a font's text would come through, and nothing would tell: a font that also has signs beyond
the first 65,536 (🟢) is written so. ISO 32000-1, 9.7.5.4.
"""

import re
from collections.abc import Mapping
from typing import Any

from pdfminer.cmapdb import CMapBase, FileCMap
from pdfminer.pdffont import PDFCIDFont
from pdfminer.pdftypes import PDFStream, resolve1

_BLOCK = re.compile(rb"begincid(?P<kind>char|range)(?P<body>.*?)endcid", re.DOTALL)
_CHAR = re.compile(rb"<(?P<code>[0-9a-fA-F]{2,8})>\s*(?P<cid>\d{1,5})")
_RANGE = re.compile(rb"<(?P<first>[0-9a-fA-F]{2,8})>\s*<(?P<last>[0-9a-fA-F]{2,8})>\s*(?P<cid>\d{1,5})")
MOST = 65_536
"""Characters of a font."""

_by_name = PDFCIDFont.get_cmap_from_spec


def know_embedded_tables() -> None:
    """Have pdfminer read such tables, in this process."""
    PDFCIDFont.get_cmap_from_spec = _from_spec  # type: ignore[method-assign,assignment]


def _from_spec(font: PDFCIDFont, spec: Mapping[str, Any], strict: bool) -> CMapBase:
    encoding = resolve1(spec.get("Encoding"))
    found = table_of(encoding.get_data()) if isinstance(encoding, PDFStream) else None
    return found or _by_name(font, spec, strict)


def table_of(data: bytes) -> CMapBase | None:
    """The table that a stream holds; None where it holds none."""
    table = FileCMap()
    left = MOST
    for block in _BLOCK.finditer(data):
        if block["kind"] == b"char":
            entries = [(found["code"], 0, int(found["cid"])) for found in _CHAR.finditer(block["body"])]
        else:
            entries = [
                (found["first"], int(found["last"], 16) - int(found["first"], 16), int(found["cid"]))
                for found in _RANGE.finditer(block["body"])
            ]
        for code, further, cid in entries:
            for step in range(min(max(0, further), left - 1) + 1 if left > 0 else 0):
                left -= 1
                number = int(code, 16) + step
                written = number.to_bytes(len(code) // 2, "big").decode("latin-1")
                # A sign that the font has no picture of is numbered 0; what it means stands at its code.
                table.add_code2cid(written, cid + step or number)
    return table if left < MOST else None
