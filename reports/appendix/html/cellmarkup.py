"""A cell of the appendix, and what stands in it, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reports.appendix.html.markup import SVG, Markup, joined, tag
from reports.appendix.model import BULLET, Badge, Cell, Line
from reports.appendix.text import right_to_left
from reports.appendix.widths import badge_wraps
from reports.charts import paint_of

_CLASS = {"plain": None, "strong": "apx-strong", "muted": "apx-muted"}


def cell(cell: Cell, class_: str | None = None) -> Markup:
    """The cell as th or td. A single plain line stands in it without a paragraph of its own."""
    shown = [badge(cell.badge)] if cell.badge else []
    bare = len(cell.lines) == 1 and not cell.lines[0].marker and cell.lines[0].style == "plain" and not shown
    inside = [_words(cell.lines[0])] if bare else [*shown, *_blocks(cell.lines)]
    span = cell.span if cell.span > 1 else None
    own = {"rowspan": span, "class_": class_, "dir": _direction(cell.lines[0]) if bare else None}
    if cell.heads:
        return tag("th", *inside, scope="rowgroup" if span else "row", **own)
    return tag("td", *inside, **own)


def badge(badge: Badge) -> Markup:
    """The word, in a shape, then a colour."""
    paint = paint_of(badge.colour, badge.shape)
    path = tag("path", d=paint.path, fill=paint.word)
    unread = {"aria_hidden": "true", "focusable": "false"}
    shape = tag("svg", path, xmlns=SVG, class_="ap-rag__shape", viewBox="0 0 10 10", **unread)
    long = " ap-rag--long" if badge_wraps(badge.word) else ""
    return tag("strong", shape, badge.word, class_=f"ap-rag ap-rag--{badge.colour}{long}")


def paragraph(line: Line, class_: str | None = None, mark: str = "") -> Markup:
    """A line as a paragraph, its marker before it; `mark` is by which it is known when the file comes home."""
    marker = f"{line.marker} " if line.marker else None
    return tag("p", marker, _words(line), class_=class_, dir=_direction(line), data_mark=mark or None)


def _blocks(lines: Sequence[Line], depth: int = 0) -> list[Markup]:
    """Paragraphs and lists in turn, lists within their items. Markers that a list would not give by itself ("1–3.")
    stand in the text."""
    blocks: list[Markup] = []
    for listed, run in groupby(_items(lines, depth), key=lambda item: bool(item[0].marker)):
        items = list(run)
        markers = [line.marker for line, _ in items]
        if listed and markers == [f"{number}." for number in range(1, len(items) + 1)]:
            blocks.append(tag("ol", *(_item(*item, depth) for item in items)))
        elif listed and set(markers) == {BULLET}:
            blocks.append(tag("ul", *(_item(*item, depth) for item in items)))
        else:
            for line, within in items:
                blocks += [paragraph(line, class_=_CLASS[line.style]), *_blocks(within, depth + 1)]
    return blocks


def _items(lines: Sequence[Line], depth: int) -> list[tuple[Line, list[Line]]]:
    """The lines of that depth, each with those that stand within it."""
    items: list[tuple[Line, list[Line]]] = []
    for line in lines:
        if items and line.depth > depth:
            items[-1][1].append(line)
        else:
            items.append((line, []))
    return items


def _item(line: Line, within: Sequence[Line], depth: int) -> Markup:
    return tag("li", _words(line), *_blocks(within, depth + 1), dir=_direction(line))


def _words(line: Line) -> Markup:
    if not line.label:
        return joined(line.text)
    return joined(tag("b", line.label, class_="apx-ref"), " " if line.text else None, line.text)


def _direction(line: Line) -> str | None:
    return "rtl" if right_to_left(line.text) else None
