"""WeasyPrint 70.0 without what no paper asks of it, while a paper is set.

A paper has no floats, no positioned boxes and no notes; its lengths are points; its rules are straight and of one
colour. WeasyPrint asks for all of that anew of every box, and takes half of its time for it. Here it is answered once.
It leans on WeasyPrint's insides, so that version is pinned; what it prints is held against the library's own by a test.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import Any

import pydyf
from weasyprint.draw import border
from weasyprint.draw import text as drawn_text
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure.boxes import Box, TableCellBox
from weasyprint.layout import background, block, inline, percent
from weasyprint.text import line_break

from reports.appendix.pdf import paragraphs

_ONE_AT_A_TIME = RLock()
"""What is changed is WeasyPrint's own, in the whole process."""

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)

_resolve_percentages = percent.resolve_percentages
_layout_box_backgrounds = background.layout_box_backgrounds
_draw_border = border.draw_border
_strut = line_break.strut
_to_bytes = pydyf._to_bytes
_page_references = pydyf.PDF.page_references.fget


@contextmanager
def quick() -> Iterator[None]:
    """Have WeasyPrint do no more than a paper needs. Nor is rubbish collected meanwhile: the boxes of a paper are all
    in use until it is written, and looking through them again and again took a fifth of the time."""
    with _ONE_AT_A_TIME:
        collected = gc.isenabled()
        gc.disable()
        undo = [_put(*change) for change in _changes()]
        try:
            yield
        finally:
            for owner, name, value in undo:
                setattr(owner, name, value)
            if collected:
                gc.enable()


def _changes() -> Iterator[tuple[Any, str, Any]]:
    """What is put in the place of what, by its owner and name."""
    yield Box, "is_in_normal_flow", is_in_normal_flow
    for name in ("is_floated", "is_footnote"):
        yield Box, name, _no
    yield pydyf.PDF, "page_references", property(page_references)
    yield pydyf, "_to_bytes", to_bytes
    for original, ours in (
        (percent.resolve_percentages, resolve_percentages),
        (background.layout_box_backgrounds, layout_box_backgrounds),
        (border.draw_border, draw_border),
        (line_break.strut, strut),
        (block.collapse_margin, collapse_margin),
        (inline.split_text_box, paragraphs.split_text_box),
        (inline.iter_line_boxes, paragraphs.iter_line_boxes),
        (drawn_text.draw_first_line, paragraphs.draw_first_line),
    ):
        for module in _users_of(original):
            yield module, original.__name__, ours


def _put(owner: Any, name: str, value: Any) -> tuple[Any, str, Any]:
    was = vars(owner)[name]
    setattr(owner, name, value)
    return owner, name, was


def _users_of(function: Any) -> list[Any]:
    """The modules that know the function by its name."""
    known = [module for name, module in sys.modules.items() if name.startswith(("weasyprint.", "reports.appendix."))]
    return [module for module in known if vars(module).get(function.__name__) is function]


def to_bytes(item: Any) -> bytes:
    """A part of what is written, of which a paper of 500 actions has two thirds of a million: asked what it is in the
    order in which there are most."""
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    if kind is float:
        return _number(item)
    return b"%d" % item if kind is int else _to_bytes(item)


@lru_cache(maxsize=50_000)
def _number(value: float) -> bytes:
    """The places on a page repeat themselves."""
    return _to_bytes(value)


def is_in_normal_flow(self: Box) -> bool:
    """Whether the box stands where it is written; the marks of a list's items do not."""
    style = self.style
    return style["position"] in ("static", "relative") and style["float"] == "none"


def _no(self: Box) -> bool:
    return False


def resolve_percentages(box: Box, containing_block: Any) -> None:
    """The lengths of a box: worked out once for all boxes of a style that knows no per cent."""
    known = vars(box.style).get("lengths")
    if known:
        vars(box).update(known)
        return
    _resolve_percentages(box, containing_block)
    if known is None:
        box.style.lengths = _fixed(box) and {name: getattr(box, name) for name in _LENGTHS}


def _fixed(box: Box) -> bool:
    """Whether nothing of the box's lengths depends on what it stands in."""
    style = box.style
    if style["border_collapse"] == "collapse" or style["width"] != "auto" or style["height"] != "auto":
        return False
    units = (getattr(style[name], "unit", "px") for name in _LENGTHS)
    return all(unit == "px" for unit in units)


def layout_box_backgrounds(page: Any, box: Box, images: Any, layout_children: bool = True, style: Any = None) -> None:
    """The backgrounds of a box and of those within it: most have none, nor rules with rounded corners."""
    if box is page or style is not None or not _is_plain(box):
        _layout_box_backgrounds(page, box, images, layout_children, style)
        return
    box.background = None
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, images)


def _is_plain(box: Box) -> bool:
    """Whether the box has neither a background nor rules, but for those of a cell."""
    style = box.style
    known = vars(style).get("plain")
    if known is None:
        known = style.plain = (
            (isinstance(box, TableCellBox) or not any(style[f"border_{side}_width"] for side in _SIDES))
            and style["visibility"] == style["overflow"] == "visible"
            and style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and not style["box_shadow"]
            and not any(value for _, value in style["background_image"])
            and get_color(style, "background_color").alpha == 0
        )
    return known


def strut(style: Any) -> tuple[float, float]:
    """The height of a line of that style, and how far down its letters stand."""
    known = vars(style).get("strut")
    if known is None:
        known = style.strut = _strut(style)
    return known


def page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """How a PDF refers to its pages, worked out once for each number of them."""
    known = vars(pdf).get("references", ())
    if len(known) != len(pdf.pages["Kids"]) // 3:
        known = pdf.references = _page_references(pdf)
    return known


def collapse_margin(adjoining_margins: list[float]) -> float:
    """The margin that adjoining ones come to."""
    if not adjoining_margins:
        return 0
    return max(0, *adjoining_margins) + min(0, *adjoining_margins)


def draw_border(stream: Any, box: Box) -> None:
    """The rules of a box: those of a cell as bars, without the paths that cut their ends to fit."""
    if not isinstance(box, TableCellBox):
        _draw_border(stream, box)
        return
    x, y, wide, tall = box.position_x, box.position_y, box.border_width(), box.border_height()
    top, right, bottom, left = (getattr(box, f"border_{side}_width") for side in _SIDES)
    bars = {
        "bottom": (x, y + tall - bottom, wide, bottom),
        "left": (x, y, left, tall),
        "right": (x + wide - right, y, right, tall),
        "top": (x, y, wide, top),
    }
    with stream.artifact(), stream.stacked():
        for side, bar in bars.items():
            if getattr(box, f"border_{side}_width"):
                stream.set_color(get_color(box.style, f"border_{side}_color"))
                stream.rectangle(*bar)
                stream.fill()
