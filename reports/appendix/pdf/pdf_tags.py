"""Puts right the structure that WeasyPrint 70.0 gives to tables, so that the PDF passes PDF/UA-1.

WeasyPrint tags a table anew on every page it reaches. A screen reader then meets several small tables, headings
that name the wrong columns below a spanning cell, and spans that reach past the end of their table (ISO 14289-1
clause 7.2, which a validator refuses). `finish` works from the identity of the HTML elements: what was one table
becomes one table again, whole cells included, each data cell naming its headings; repeated headings, what a page says
again of the page before, page numbers and the decorative shapes of badges become artifacts, which are not read out.

It leans on internals of WeasyPrint (`box.mark`, the order of its content streams), so that version is pinned.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pydyf
from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder

from reports.appendix.pdf.continuation import is_again
from reports.appendix.pdf.glyphs import needs_order

Structure: TypeAlias = pydyf.Dictionary
"""A structure element of the PDF."""

Cells = dict[Any, list[Structure]]
"""From a cell's HTML element to its structure elements, one for each page that it reaches."""

Tables = dict[Any, dict[Any, dict[Any, Cells]]]
"""From the HTML elements of tables, row groups and rows, nested, to the cells."""


def finish(document: Any, pdf: pydyf.PDF) -> None:
    """Mend the structure tree of the finished document; to be given to `write_pdf` as `finisher`."""
    tree = _Tree(pdf)
    for number, groups in enumerate(_tables(document).values(), start=1):
        _join_table(tree, number, groups)
    _join_items(tree)
    _drop_repeated(document, pdf, tree)
    live = tree.live()
    _unread_is_artifact(pdf, tree, live)
    _name_words(document, pdf)
    tree.forget_all_but(live)


def _join_items(tree: _Tree) -> None:
    """Put a paragraph that stands within an item of a list, after its words or a list of its own, into the item's body:
    an item has a label and one body, and nothing beside them."""
    for item in [element for element in tree.elements.values() if element["S"] == "/LI"]:
        body = None
        for kid in tree.kids(item):
            if kid["S"] == "/Lbl":
                continue
            if body is None:
                body = kid
                kid["S"] = "/LBody"
                continue
            item["K"].remove(kid.reference)
            body["K"].append(kid.reference)
            kid["P"] = body.reference
            kid["S"] = "/NonStruct" if kid["S"] == "/LBody" else kid["S"]


class _Tree:
    """The structure elements of a PDF, by reference."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        objects = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary)]
        self.elements = {item.reference: item for item in objects if item.get("Type") == "/StructElem"}
        self.root = next(item for item in objects if item.get("Type") == "/StructTreeRoot")
        self._dropped: set[bytes] = set()

    def parent(self, element: Structure) -> Structure:
        return self.elements[element["P"]]

    def kids(self, element: Structure) -> list[Structure]:
        """The structure elements below this one, without marked content and object references."""
        return [self.elements[kid] for kid in element["K"] if kid in self.elements]

    def set_kids(self, element: Structure, kids: list[Structure]) -> None:
        element["K"] = pydyf.Array([kid.reference for kid in kids])
        for kid in kids:
            kid["P"] = element.reference

    def drop(self, element: Structure) -> None:
        """Take the element, and so all below it that nobody else took over, out of the tree."""
        self._dropped.add(element.reference)

    def live(self) -> set[bytes]:
        """The references of all elements that can still be reached; forgets kids that were dropped."""
        document = next(item for item in self.elements.values() if item["S"] == "/Document")
        found: set[bytes] = set()
        waiting = [document]
        while waiting:
            element = waiting.pop()
            found.add(element.reference)
            element["K"] = pydyf.Array([kid for kid in element["K"] if not self._is_dropped(kid)])
            waiting += self.kids(element)
        return found

    def forget_all_but(self, live: set[bytes]) -> None:
        for reference, element in self.elements.items():
            if reference not in live:
                element.clear()

    def _is_dropped(self, kid: Any) -> bool:
        element = self.elements.get(kid)
        decorative = element is not None and element["S"] == "/Figure" and "Alt" not in element
        return decorative or kid in self._dropped


def _tables(document: Any) -> Tables:
    """All tables of the document with their cells, in the order of its pages. A cell that goes on under a later
    row, because it spans rows, stays in the row where it began."""
    found: Tables = {}
    parts: dict[Any, list[Structure]] = {}
    for page in document.pages:
        for table, group, row, cell, structure in _cells(page._page_box, None, None, None):
            cells = found.setdefault(table, {}).setdefault(group, {}).setdefault(row, {})
            if cell not in parts:
                parts[cell] = cells[cell] = []
            parts[cell].append(structure)
    return found


def _cells(box: Any, table: Any, group: Any, row: Any) -> Iterator[tuple[Any, Any, Any, Any, Structure]]:
    """Each cell below a box with the elements it stands in."""
    if isinstance(box, AbsolutePlaceholder):
        box = box._box
    name = box.element_tag if box.element is not None else None
    if name == "table":
        table = box.element
    elif name in ("thead", "tbody", "tfoot"):
        group = box.element
    elif name == "tr":
        row = box.element
    elif is_again(box):
        return
    elif name in ("td", "th") and "mark" in vars(box):
        yield table, group, row, box.element, box.mark
        return
    for child in getattr(box, "children", ()):
        yield from _cells(child, table, group, row)


@dataclass(slots=True)
class _Grid:
    """Where the cells of one table stand, and the headings that have been met."""

    number: int
    row: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    of_column: dict[int, list[pydyf.String]] = field(default_factory=dict)
    of_row: dict[int, dict[int, pydyf.String]] = field(default_factory=dict)

    def place(self, columns: int, rows: int) -> int:
        """The first free column of the current row, for a cell that spans so many columns and rows."""
        column = 0
        while (self.row, column) in self.taken:
            column += 1
        self.taken.update((self.row + y, column + x) for y in range(rows) for x in range(columns))
        return column

    def name_column_heading(self, column: int, columns: int) -> pydyf.String:
        """A name for the heading of these columns."""
        name = self._name(column)
        for x in range(columns):
            self.of_column.setdefault(column + x, []).append(name)
        return name

    def name_row_heading(self, column: int, rows: int) -> pydyf.String:
        """A name for the heading, in that column, of the current row and those that it spans."""
        name = self._name(column)
        for y in range(rows):
            self.of_row.setdefault(self.row + y, {})[column] = name
        return name

    def headings(self, column: int, columns: int, rows: int) -> list[pydyf.String]:
        """The names of the headings of a data cell: the nearest of its rows, then those of its columns."""
        own = [name for y in range(rows) for name in self._left_of(self.row + y, column)]
        above = [name for x in range(columns) for name in self.of_column.get(column + x, ())]
        return own + above

    def _name(self, column: int) -> pydyf.String:
        return pydyf.String(f"t{self.number}r{self.row}c{column}")

    def _left_of(self, row: int, column: int) -> list[pydyf.String]:
        """The run of row headings nearest to the left, as HTML finds them."""
        names = self.of_row.get(row, {})
        nearest = max((at for at in names if at < column), default=None)
        run: list[pydyf.String] = []
        while nearest is not None and nearest in names:
            run.insert(0, names[nearest])
            nearest -= 1
        return run


def _join_table(tree: _Tree, number: int, groups: dict[Any, dict[Any, Cells]]) -> None:
    """Make one table of the fragments that stand on several pages: every row goes into the first of them."""
    table, *others = _fragments(tree, groups)
    captions = [kid for kid in tree.kids(table) if kid["S"] == "/Caption"]
    grid = _Grid(number)
    joined = [_join_group(tree, grid, rows) for rows in groups.values()]
    tree.set_kids(table, [*captions, *joined])
    for fragment in others:
        tree.drop(fragment)


def _fragments(tree: _Tree, groups: dict[Any, dict[Any, Cells]]) -> list[Structure]:
    """The table elements in which the cells stand, in the order of the pages."""
    cells = [cells for rows in groups.values() for cells in rows.values()]
    parts = [part for row in cells for parts in row.values() for part in parts]
    tables = [tree.parent(tree.parent(tree.parent(part))) for part in parts]
    return list({table.reference: table for table in tables}.values())


def _join_group(tree: _Tree, grid: _Grid, rows: dict[Any, Cells]) -> Structure:
    """The group with all its rows, and those with all their cells; moves the grid below it."""
    end = grid.row + len(rows)
    joined = []
    for cells in rows.values():
        row = tree.parent(next(iter(cells.values()))[0])
        tree.set_kids(row, [_join_cell(tree, grid, end, element, parts) for element, parts in cells.items()])
        joined.append(row)
        grid.row += 1
    group = tree.parent(joined[0])
    tree.set_kids(group, joined)
    return group


def _join_cell(tree: _Tree, grid: _Grid, end: int, element: Any, parts: list[Structure]) -> Structure:
    """The cell with what stands in it on all pages, its spans, and its headings or its own name as one. A column
    heading that is repeated on later pages keeps only its first appearance."""
    cell, *continued = parts
    head = tree.parent(tree.parent(cell))["S"] == "/THead"
    if not head:
        for part in continued:
            for kid in tree.kids(part):
                kid["P"] = cell.reference
            cell["K"].extend(part["K"])
    columns = int(element.get("colspan", 1))
    rows = min(int(element.get("rowspan", 1)), end - grid.row)
    column = grid.place(columns, rows)
    cell["A"] = attributes = pydyf.Dictionary({"O": "/Table"})
    if columns > 1:
        attributes["ColSpan"] = columns
    if rows > 1:
        attributes["RowSpan"] = rows
    if cell["S"] == "/TD":
        attributes["Headers"] = pydyf.Array(grid.headings(column, columns, rows))
    elif head:
        attributes["Scope"] = "/Column"
        cell["ID"] = grid.name_column_heading(column, columns)
    else:
        attributes["Scope"] = "/Row"
        cell["ID"] = grid.name_row_heading(column, rows)
    return cell


def _drop_repeated(document: Any, pdf: pydyf.PDF, tree: _Tree) -> None:
    """Take what a page repeats within a cell that goes on out of the tree."""
    for page, of_page in zip(document.pages, _owners(pdf, tree), strict=True):
        for number, box in page.marked.items():
            if is_again(box):
                tree.drop(tree.elements[of_page[number]])


def _owners(pdf: pydyf.PDF, tree: _Tree) -> list[pydyf.Array]:
    """For each page, the references of the elements that own its marked contents."""
    numbers = pdf.objects[int(tree.root["ParentTree"].split()[0])]["Nums"]
    return numbers[1::2]


def _unread_is_artifact(pdf: pydyf.PDF, tree: _Tree, live: set[bytes]) -> None:
    """Mark the content of every element that was dropped, or never stood in the tree, as an artifact."""
    for stream, of_page in zip(_streams(pdf), _owners(pdf, tree), strict=True):
        unread = {number for number, owner in enumerate(of_page) if owner not in live}
        for at, item in enumerate(stream):
            if isinstance(item, pydyf.Dictionary) and item.get("MCID") in unread:
                stream[at - 1], stream[at] = "/Artifact", pydyf.Dictionary({"Type": "/Pagination"})
        for number in unread:
            of_page[number] = "null"


def _name_words(document: Any, pdf: pydyf.PDF) -> None:
    """Give words whose shapes do not tell their letters in order, as in Hindi, beside them, as text."""
    for page, stream in zip(document.pages, _streams(pdf), strict=True):
        for item in stream:
            box = page.marked.get(item.get("MCID")) if isinstance(item, pydyf.Dictionary) else None
            if isinstance(box, TextBox) and needs_order(box.text):
                item["ActualText"] = pydyf.String(box.text)


def _streams(pdf: pydyf.PDF) -> list[list[Any]]:
    """The contents of each page."""
    pages = [item for item in pdf.objects if isinstance(item, pydyf.Dictionary) and item.get("Type") == "/Page"]
    pages.sort(key=lambda page: page["StructParents"])
    return [pdf.objects[int(page["Contents"].split()[0])].stream for page in pages]
