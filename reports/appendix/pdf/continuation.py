"""What is named again at the head of a page that goes on with a table: the band over its headings, the recommendation
beside its actions, the reference before the rest of a row that the page before has cut.

It works on WeasyPrint's boxes before they are laid out: the page before is finished, so what is left may be changed.
A place is WeasyPrint's own note of where to go on: the index of a child, with the place within that child below it
(of a text: how many bytes are done). Boxes that repeat something bear `again`, and are not read out (see `pdf_tags`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from weasyprint.formatting_structure.boxes import BlockBox, Box, LineBox, TableBox, TableCellBox, TableRowBox, TextBox

from reports.appendix.text import shorten
from reports.appendix.words import CONTINUED, REPEATED

Place: TypeAlias = dict[int, Any] | None

_BOLD = {"font_weight": 700}
_SAID_SO = {"font_style": "italic", "font_weight": 400}


def begin(root: Box, place: Place) -> Place:
    """Name again what goes on at that place, and give the place where the page then begins."""
    box, band, path, at = root, None, [], place
    while at and not isinstance(box, TableBox | TextBox):
        ((index, at),) = at.items()
        above = box.children[index - 1] if index else None
        band = above if above is not None and "apx-band" in _classes(above) else band
        path.append(index)
        box = box.children[index]
    if not at or "apx-table" not in _classes(box):
        return place
    if band is not None:
        _name_band(box, band)
    at = _go_on(box, at)
    for index in reversed(path):
        at = {index: at}
    return at


def close(page: Box) -> None:
    """Let the cells that a finished page shows last in each column end where the lowest of them does, as a ruled
    table's do: those that span rows of a later page, and those of the last row beside them."""
    for table in tables(page):
        for group in table.children[1:]:
            last = last_cells(group)
            for cell in last:
                cell.padding_bottom = cell.padding_top  # What was added for rows that have gone to the next page.
            bottom = max((cell.position_y + cell.border_height() for cell in last), default=0)
            for cell in last:
                cell.padding_bottom += bottom - cell.position_y - cell.border_height()
            table.height = bottom - table.content_box_y()


def last_cells(group: Box) -> list[Box]:
    """The cells of a page's group of rows that reach its last row, or would go on below it."""
    rows = enumerate(group.children, start=1)
    return [cell for at, row in rows for cell in row.children if at + cell.rowspan > len(group.children)]


def rows(box: Any, place: Place = None) -> int:
    """How many rows of the plan's tables stand below the box; with a place, those before it."""
    if isinstance(box, TableRowBox):
        return 1
    children = getattr(box, "children", ())
    if place is None:
        return sum(map(rows, children))
    [(index, within)] = place.items()
    before = sum(map(rows, children[:index]))
    return before + (rows(children[index], within) if within and index < len(children) else 0)


def is_again(box: Any) -> bool:
    """Whether the box repeats what a page before has said."""
    return "again" in vars(box)


def _name_band(table: TableBox, band: Box) -> None:
    """Put the band over the table's repeated headings, once for all pages that follow."""
    head = table.children[0]
    first = head.children[0]
    if is_again(first):
        return
    title = "".join(band.element.itertext())
    cell = first.children[0].copy_with_children([_line(band, (f"{title} ", {}), (CONTINUED, _SAID_SO))])
    cell.style = band.style.copy()
    cell.style["vertical_align"] = "top"
    cell.colspan = sum(each.colspan for each in first.children)
    row = first.copy_with_children([cell])
    cell.again = row.again = True
    head.children = [row, *head.children]


def _go_on(table: TableBox, place: dict[int, Any]) -> Place:
    """Name the recommendation again beside the row that comes next, and the reference in one that is cut."""
    ((group_at, within),) = place.items()
    if not within:
        return place
    group = table.children[group_at]
    ((row_at, cut),) = within.items()
    if cut:
        rest = _rest(group.children[row_at], cut)
        group.children = [*group.children[: row_at + 1], rest, *group.children[row_at + 1 :]]
        _name_spanning(group, row_at, row_at + 1)
        return {group_at: {row_at + 1: None}}
    _name_spanning(group, row_at, row_at)
    return place


def _name_spanning(group: Box, reached: int, row_at: int) -> None:
    """Give a row the cells that began above `reached` and go on there."""
    row = group.children[row_at]
    for at, above in enumerate(group.children[:reached]):
        for cell in above.children:
            if at + cell.rowspan > reached:
                row.children = [*row.children, _named(cell, at + cell.rowspan - reached)]
                cell.rowspan = row_at - at
    row.children = sorted(row.children, key=lambda cell: cell.grid_x)


def _rest(row: TableRowBox, cut: dict[int, Any]) -> TableRowBox:
    """What is left of a row that the page has cut, as a row of its own."""
    cells = []
    for at, cell in enumerate(row.children):
        if at in cut:
            cells.append(_rest_of_cell(cell, cut[at]))
        elif _says_where(cell) and "apx-act" not in _classes(cell):
            cells.append(_named(cell, cell.rowspan))
        else:
            cells.append(cell.copy_with_children([_reference(cell)] if _says_where(cell) else []))
        cell.rowspan = 1
    return row.copy_with_children(cells)


def _rest_of_cell(cell: TableCellBox, place: Place) -> TableCellBox:
    rest = _remainder(cell, place)
    if any(isinstance(child, LineBox) for child in rest.children):
        rest.children = [BlockBox.anonymous_from(cell, rest.children)]
    if _says_where(cell):
        rest.children = [_reference(cell), *rest.children]
    return rest


def _says_where(cell: TableCellBox) -> bool:
    """Whether a reader finds the place by this cell: the recommendation, its reference, the action."""
    return bool({"apx-of", "apx-act"} & _classes(cell)) or cell.element_tag == "th"


def _remainder(box: Box, place: Place) -> Box:
    """A copy of the box without what stands before the place."""
    if place is None:
        return box.deepcopy()
    ((index, within),) = place.items()
    if isinstance(box, TextBox):
        return box.copy_with_text(box.text.encode()[index:].decode())
    first, *others = box.children[index:] or (None,)
    children = [_remainder(first, within)] if first is not None else []
    return box.copy_with_children([*children, *(child.deepcopy() for child in others)])


def _named(cell: TableCellBox, rows: int) -> TableCellBox:
    """A copy of the cell, for so many rows, that says what it said and, unless it has no text but a reference, that
    it goes on."""
    label = _label(cell)
    said = " ".join(" ".join(cell.element.itertext()).split()).removeprefix(label).strip()
    copy = cell.copy_with_children([_block(cell, (f"{label} ", _BOLD), *_going_on(said))])
    copy.rowspan, copy.again = rows, True
    return copy


def _going_on(said: str) -> list[tuple[str, dict[str, Any]]]:
    return [(f"{CONTINUED} ", _SAID_SO), (shorten(said, REPEATED), {})] if said else []


def _reference(cell: TableCellBox) -> BlockBox:
    """The cell's reference, and that it goes on."""
    block = _block(cell, (f"{_label(cell)} ", _BOLD), (CONTINUED, _SAID_SO))
    for box in block.descendants():
        box.again = True
    return block


def _label(cell: TableCellBox) -> str:
    """The reference at the head of the cell."""
    found = cell.element.find(".//b[@class='apx-ref']")
    return "" if found is None else (found.text or "").strip()


def _classes(box: Box) -> frozenset[str]:
    return frozenset((box.element.get("class") or "").split()) if box.element is not None else frozenset()


def tables(box: Any) -> Iterator[Box]:
    """The plan's tables that stand below the box; none stand within their cells."""
    if isinstance(box, TableBox):
        if "apx-table" in _classes(box):
            yield box
        return
    for child in getattr(box, "children", ()):
        yield from tables(child)


def _block(parent: Box, *pieces: tuple[str, dict[str, Any]]) -> BlockBox:
    block = BlockBox.anonymous_from(parent, [])
    block.children = [_line(block, *pieces)]
    return block


def _line(parent: Box, *pieces: tuple[str, dict[str, Any]]) -> LineBox:
    """A line of these texts, each with what is its own of style."""
    line = LineBox.anonymous_from(parent, [])
    line.children = [_text(line, text, style) for text, style in pieces if text.strip()]
    return line


def _text(line: LineBox, text: str, style: dict[str, Any]) -> TextBox:
    box = TextBox.anonymous_from(line, text)
    box.style = box.style.copy()
    box.style.update(style)
    return box
