"""The rows of a web page's table, with where each cell stands, and what cells hold: paragraphs, lists and inner
tables as blocks, and their colours.
"""

import re
from collections.abc import Iterator

from plans.filemark import marks_row
from plans.importing.errors import NotAPlan
from plans.importing.readers.cell_builder import CellBuilder
from plans.importing.readers.colours import colour
from plans.importing.readers.limits import MOST_ROWS
from plans.importing.readers.placed_cells import MOST_COLUMNS, PlacedCell
from plans.importing.source_document import BlockKind, Cell

UNSEEN = {"script", "style", "noscript", "template", "head", "nav", "svg", "math", "select", "object", "iframe",
           "textarea", "button", "colgroup", "area", "audio", "video", "canvas", "datalist"}  # fmt: skip
BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "blockquote",
           "address", "dl", "dt", "dd", "ul", "ol", "pre", "hr", "form", "fieldset", "center", "caption", "table",
           "thead", "tbody", "tfoot", "tr", "td", "th", "details", "summary", "body", "html",
           *(f"h{n}" for n in range(1, 7))}  # fmt: skip
"""Elements whose text is not read, and those that stand on lines of their own."""
DEEPEST = 200
"""How far elements may nest: what stands deeper is not read."""
SPACE = re.compile(r"\s+")
_STYLE = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>[^;]+)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,6}\b|rgba?\([^)]*\)|\b[A-Za-z]+\b")


def is_hidden(element) -> bool:
    """Whether the page itself hides it."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.IGNORECASE))


def read_cell(element) -> Cell:
    """A table cell, without its spans and its fill."""
    reader = _CellReader()
    bold = element.tag == "th" or _is_bold(_styles(element).get("font-weight", ""))
    reader.take(element, bold, False, _ink(element), 0)
    return Cell(reader.builder.blocks(), ink=reader.inks.pop() if len(reader.inks) == 1 else None)


def fill_of(element) -> str | None:
    """The background of a cell or row, None for none."""
    found = _styles(element)
    background = found.get("background-color") or found.get("background") or element.get("bgcolor")
    if not background:
        return None
    return next((rgb for part in _COLOUR.findall(background) if (rgb := colour(part))), None)


def _styles(element) -> dict[str, str]:
    style = element.get("style")
    return {m["name"].lower(): m["value"].strip() for m in _STYLE.finditer(style)} if style else {}


def _is_bold(weight: str) -> bool:
    return weight.startswith(("bold", "6", "7", "8", "9"))


def _ink(element) -> str | None:
    if element.tag == "font":
        return colour(element.get("color"))
    return colour(_styles(element).get("color"))


class _CellReader:
    """Reads a cell through its paragraphs, lists and inner tables."""

    def __init__(self) -> None:
        self.builder = CellBuilder()
        self.inks: set[str | None] = set()
        self.lists = 0

    def take(self, element, bold: bool, italic: bool, ink: str | None, depth: int) -> None:
        self.add(element.text, bold, italic, ink)
        for one in element:
            tag = one.tag
            if isinstance(tag, str) and tag not in UNSEEN and depth < DEEPEST and not is_hidden(one):
                self.take_child(one, tag, bold, italic, ink, depth)
            self.add(one.tail, bold, italic, ink)

    def take_child(self, one, tag: str, bold: bool, italic: bool, ink: str | None, depth: int) -> None:
        if tag == "br":
            self.builder.end_line()
            return
        if tag == "input":
            self.add(_box(one), bold, italic, ink)
            return
        if tag == "li":
            self.builder.end_block(BlockKind.ITEM, max(self.lists - 1, 0))
        elif tag in ("ul", "ol"):
            # A list without items has lost their marks.
            self.builder.end_block(BlockKind.PARAGRAPH if one.find(".//li") is not None else BlockKind.LIST)
            self.lists += 1
        elif tag in BLOCKS and one.getparent().tag != "li":
            self.builder.end_block()
        styles = _styles(one)
        weight, slant = styles.get("font-weight", ""), styles.get("font-style", "")
        self.take(
            one,
            (bold or tag in ("b", "strong", "th") or _is_bold(weight)) and weight not in ("normal", "400"),
            italic or tag in ("i", "em") or slant.startswith(("italic", "oblique")),
            _ink(one) or ink,
            depth + 1,
        )
        if tag in ("ul", "ol"):
            self.lists -= 1
        if tag in BLOCKS or tag == "li":
            self.builder.end_block()

    def add(self, text: str | None, bold: bool, italic: bool, ink: str | None) -> None:
        if text:
            self.builder.add(SPACE.sub(" ", text), bold=bold, italic=italic)
            if text.strip():
                self.inks.add(ink)


def _box(element) -> str:
    """A check box as it is drawn; what is typed into a field as text."""
    if element.get("type", "").lower() in ("checkbox", "radio"):
        return "☒" if element.get("checked") is not None else "☐"
    return element.get("value", "") if element.get("type", "text").lower() in ("text", "date") else ""


_NUMBER = re.compile(r"^r\d+_")
"""What makes the name of a place the only one of its page."""
_FARTHEST = MOST_COLUMNS * 4


def rows_of(table) -> Iterator:
    """The rows that are the table's own, not those of a table within it."""
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in one if row.tag == "tr")


def placed_in(table, name: str) -> Iterator[tuple[int, list[PlacedCell]]]:
    """Row by row, the cells with where they stand, past those that reach down from above."""
    taken: dict[int, int] = {}
    for row, element in enumerate(rows_of(table)):
        if row > MOST_ROWS:
            raise NotAPlan(f"{name} has more than {MOST_ROWS:,} rows. Import the plan in parts.")
        found, column = [], 0
        row_fill = fill_of(element)
        for one in element:
            if one.tag not in ("td", "th") or is_hidden(one):
                continue
            while taken.get(column, 0) > row:
                column += 1
            rows, columns = _span(one.get("rowspan"), MOST_ROWS), _span(one.get("colspan"), MOST_COLUMNS)
            if column > _FARTHEST:
                rows = columns = 1  # a plan has no such columns; nothing is gained by keeping places free for them
            cell = read_cell(one)
            fill = fill_of(one) or row_fill
            found.append(PlacedCell(row, column, Cell(cell.blocks, rows, columns, fill, cell.ink)))
            if rows > 1:
                taken.update(dict.fromkeys(range(column, column + columns), row + rows))
            column += columns
        if mark := mark_of(element):
            found.append(PlacedCell(row, _FARTHEST + 1, Cell.of(mark)))
        yield row, found


def mark_of(element) -> str:
    """The mark of a row of our own, which is the name of a place in it where a program saved the page anew."""
    return next(filter(marks_row, (element.get("data-mark", ""), *map(mark_named, element.iter("a")))), "")


def mark_named(place) -> str:
    """The mark that the name of a place, or of a division, is."""
    mark = _NUMBER.sub("", place.get("id") or place.get("name") or "").replace("_", " ")
    return mark if marks_row(mark) else ""


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.strip().isdigit() and len(text) < 9 else 1
