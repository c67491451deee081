"""Web pages, saved ones among them (.html, .mht), read by lxml's HTML parser.

What is not read as text: scripts, styles, navigation, forms' lists of choices, and what the page itself hides.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError

from bs4.dammit import EncodingDetector
from lxml import etree, html

from plans.importing.errors import NotAPlan
from plans.importing.grid import Cell, Document, Kind, Paragraph, Table
from plans.importing.readers.assembling import MOST_COLUMNS, Placed, assembled
from plans.importing.readers.building import CellBuilder
from plans.importing.readers.colours import colour
from plans.importing.readers.limits import MOST_ROWS, Progress

_UNSEEN = {"script", "style", "noscript", "template", "head", "nav", "svg", "math", "select", "object", "iframe",
           "textarea", "button", "colgroup", "area", "audio", "video", "canvas", "datalist"}  # fmt: skip
_BLOCKS = {"p", "div", "section", "article", "header", "footer", "main", "aside", "figure", "figcaption", "blockquote",
           "address", "dl", "dt", "dd", "ul", "ol", "pre", "hr", "form", "fieldset", "center", "caption", "table",
           "thead", "tbody", "tfoot", "tr", "td", "th", "details", "summary", "body", "html",
           *(f"h{n}" for n in range(1, 7))}  # fmt: skip
_STYLE = re.compile(r"(?P<name>[\w-]+)\s*:\s*(?P<value>[^;]+)")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{3,6}\b|rgba?\([^)]*\)|\b[A-Za-z]+\b")
_SPACE = re.compile(r"\s+")
_PARTS_OF_TABLE = ("thead", "tbody", "tfoot", "tr")
_DEEPEST = 200
_FARTHEST = MOST_COLUMNS * 4


def read_web_archive(data: bytes, name: str, progress: Progress) -> Document:
    """The page in a page saved in one file."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        pages = (part for part in message.walk() if part.get_content_type() == "text/html")
        page = next(pages, None)
        source = page.get_payload(decode=True) if page is not None else None
        charset = page.get_content_charset() if page is not None else None
    except (MessageError, LookupError, ValueError) as error:
        raise NotAPlan(f"{name} is damaged. Save the page again as a web page (.html).") from error
    if not isinstance(source, bytes):
        raise NotAPlan(f"{name} holds no web page. Save the page again as a web page (.html).")
    return _read(source, name, progress, charset)


def read_web_page(data: bytes, name: str, progress: Progress) -> Document:
    """The paragraphs and tables of a page. A table that holds other tables is layout, not a table."""
    return _read(data, name, progress, None)


def _read(data: bytes, name: str, progress: Progress, charset: str | None) -> Document:
    root = None
    if data.strip():
        parser = html.HTMLParser(
            encoding=_encoding(data, charset), no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            root = html.document_fromstring(data, parser=parser)
        except (etree.LxmlError, ValueError, LookupError) as error:
            raise NotAPlan(f"{name} cannot be read as a web page. Save it again from the browser.") from error
    if root is None:
        raise NotAPlan(f"{name} is empty. Choose the file that holds the plan's table.")
    walker = _Walker(name, progress, sum(1 for _ in root.iter("tr")))
    walker.take(root, 0)
    walker.end_paragraph()
    return Document(tuple(walker.parts))


def _encoding(data: bytes, charset: str | None) -> str:
    """The encoding that the page's mark, its sender or itself declares, if its bytes are in it; else by trial."""
    stripped, mark = EncodingDetector.strip_byte_order_mark(data)
    declared = EncodingDetector.find_declared_encoding(stripped, is_html=True)
    for encoding in filter(None, (mark, charset, declared, "utf-8", "cp1252")):
        try:
            data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        return encoding
    return "cp1252"


class _Walker:
    def __init__(self, name: str, progress: Progress, rows_in_all: int):
        self.name, self.progress, self.rows_in_all = name, progress, rows_in_all
        self.parts: list[Table | Paragraph] = []
        self.builder, self.level, self.listed = CellBuilder(), 0, False
        self.line, self.tables = 1, 0

    def take(self, element, depth: int) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSEEN or _is_hidden(element):
            return
        if tag == "table" and not _is_layout(element):
            self.end_paragraph()
            self.take_table(element)
            return
        block = tag in _BLOCKS or tag == "li"
        if block:
            self.end_paragraph(int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0, listed=tag == "li")
        elif tag == "br":
            self.builder.end_line()
        self.add(element.text)
        for one in element if depth < _DEEPEST else ():
            self.take(one, depth + 1)
            self.add(one.tail)
        if block:
            self.end_paragraph()

    def add(self, text: str | None) -> None:
        if text:
            self.builder.add(_SPACE.sub(" ", text))

    def end_paragraph(self, level: int = 0, *, listed: bool = False) -> None:
        lines = tuple(line for block in self.builder.blocks() for line in block.line_texts)
        if lines:
            self.parts.append(Paragraph(lines, self.line, self.level, self.listed))
            self.line += 1
        self.level, self.listed = level, listed

    def take_loose(self, element) -> None:
        """What stands in a table and in none of its cells: its caption, and what a careless page left between rows."""
        self.add(element.text)
        for one in element:
            if one.tag in _PARTS_OF_TABLE:
                self.take_loose(one)
            elif element.tag != "tr" or one.tag not in ("td", "th"):
                self.take(one, 0)
            self.add(one.tail)

    def take_table(self, table) -> None:
        self.tables += 1
        self.take_loose(table)
        self.end_paragraph()
        places, placed = {}, []
        for row, one in _placed(table, self.name):
            places[row] = f"table {self.tables}, row {row + 1}"
            placed += one
            if row % 50 == 0:
                self.progress(self.line + row, max(self.rows_in_all, self.line + row))
        rows = assembled(placed, places, self.line)
        if rows:
            self.parts.append(Table(rows))
            self.line += len(rows)


def _is_hidden(element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.IGNORECASE))


def _is_layout(table) -> bool:
    """Whether a table only arranges the page: it has a few rows, and a table within it that has as many or more."""
    inner = next(table.iterdescendants("table"), None)
    if inner is None:
        return False
    within = sum(1 for _ in inner.iter("tr"))
    own = sum(1 for _ in _rows(table))
    return own <= 3 and within >= max(own, 2)


def _rows(table) -> Iterator:
    for one in table:
        if one.tag == "tr":
            yield one
        elif one.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in one if row.tag == "tr")


def _placed(table, name: str) -> Iterator[tuple[int, list[Placed]]]:
    """Row by row, the cells with where they stand, past those that reach down from above."""
    taken: dict[int, int] = {}
    for row, element in enumerate(_rows(table)):
        if row > MOST_ROWS:
            raise NotAPlan(f"{name} has more than {MOST_ROWS:,} rows. Import the plan in parts.")
        found, column = [], 0
        row_fill = _fill(element)
        for one in element:
            if one.tag not in ("td", "th") or _is_hidden(one):
                continue
            while taken.get(column, 0) > row:
                column += 1
            rows, columns = _span(one.get("rowspan"), MOST_ROWS), _span(one.get("colspan"), MOST_COLUMNS)
            if column > _FARTHEST:
                rows = columns = 1  # a plan has no such columns; nothing is gained by keeping places free for them
            cell = _cell(one)
            fill = _fill(one) or row_fill
            found.append(Placed(row, column, Cell(cell.blocks, rows, columns, fill, cell.ink)))
            if rows > 1:
                taken.update(dict.fromkeys(range(column, column + columns), row + rows))
            column += columns
        yield row, found


def _span(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.strip().isdigit() and len(text) < 9 else 1


def _styles(element) -> dict[str, str]:
    style = element.get("style")
    return {m["name"].lower(): m["value"].strip() for m in _STYLE.finditer(style)} if style else {}


def _fill(element) -> str | None:
    found = _styles(element)
    background = found.get("background-color") or found.get("background") or element.get("bgcolor")
    if not background:
        return None
    return next((rgb for part in _COLOUR.findall(background) if (rgb := colour(part))), None)


def _cell(element) -> Cell:
    reader = _CellReader()
    reader.take(element, element.tag == "th", False, _ink(element), 0)
    return Cell(reader.builder.blocks(), ink=reader.inks.pop() if len(reader.inks) == 1 else None)


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
            if isinstance(tag, str) and tag not in _UNSEEN and depth < _DEEPEST and not _is_hidden(one):
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
            self.builder.end_block(Kind.ITEM, max(self.lists - 1, 0))
        elif tag in ("ul", "ol"):
            # A list without items has lost their marks.
            self.builder.end_block(Kind.PARAGRAPH if one.find(".//li") is not None else Kind.LIST)
            self.lists += 1
        elif tag in _BLOCKS and one.getparent().tag != "li":
            self.builder.end_block()
        styles = _styles(one)
        weight, slant = styles.get("font-weight", ""), styles.get("font-style", "")
        self.take(
            one,
            (bold or tag in ("b", "strong", "th") or weight.startswith(("bold", "6", "7", "8", "9")))
            and weight not in ("normal", "400"),
            italic or tag in ("i", "em") or slant.startswith(("italic", "oblique")),
            _ink(one) or ink,
            depth + 1,
        )
        if tag in ("ul", "ol"):
            self.lists -= 1
        if tag in _BLOCKS or tag == "li":
            self.builder.end_block()

    def add(self, text: str | None, bold: bool, italic: bool, ink: str | None) -> None:
        if text:
            self.builder.add(_SPACE.sub(" ", text), bold=bold, italic=italic)
            if text.strip():
                self.inks.add(ink)


def _box(element) -> str:
    """A check box as it is drawn; what is typed into a field as text."""
    if element.get("type", "").lower() in ("checkbox", "radio"):
        return "☒" if element.get("checked") is not None else "☐"
    return element.get("value", "") if element.get("type", "text").lower() in ("text", "date") else ""
