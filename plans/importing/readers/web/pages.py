"""Web pages, saved ones among them (.html, .mht), read by lxml's HTML parser.

What is not read as text: scripts, styles, navigation, forms' lists of choices, and what the page itself hides.
"""

import re
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError

from bs4.dammit import EncodingDetector
from lxml import etree, html

from plans.filemark import marks_row
from plans.importing.errors import NotAPlan
from plans.importing.readers.cell_builder import CellBuilder
from plans.importing.readers.limits import Progress
from plans.importing.readers.placed_cells import assembled
from plans.importing.readers.text import told_of
from plans.importing.readers.web.saved_sheets import is_of_sheets, read_sheets
from plans.importing.readers.web.tables import (
    BLOCKS,
    DEEPEST,
    SPACE,
    UNSEEN,
    is_hidden,
    mark_named,
    mark_of,
    placed_in,
    rows_of,
)
from plans.importing.source_document import Paragraph, SourceDocument, Table

_PARTS_OF_TABLE = ("thead", "tbody", "tfoot", "tr")


def read_web_archive(data: bytes, name: str, progress: Progress) -> SourceDocument:
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


def read_web_page(data: bytes, name: str, progress: Progress) -> SourceDocument:
    """The paragraphs and tables of a page. A table that holds other tables is layout, not a table."""
    return _read(data, name, progress, None)


def _read(data: bytes, name: str, progress: Progress, charset: str | None) -> SourceDocument:
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
    struck = _without_struck(root)
    told = (told_of("Words that are struck through were left out", struck),) if struck else ()
    if is_of_sheets(root):
        sheets = read_sheets(root, name, progress)
        return replace(sheets, notices=(*sheets.notices, *told))
    walker = _Walker(name, progress, sum(1 for _ in root.iter("tr")))
    walker.take(root, 0)
    walker.end_paragraph()
    return SourceDocument(tuple(walker.parts), told)


def _without_struck(root: html.HtmlElement) -> list[str]:
    """The words of a page that are struck through, which are taken out of it."""
    struck = [one for one in root.iter("del", "s", "strike", "span", "td", "p", "li") if _is_struck(one)]
    texts = [text for one in struck if (text := SPACE.sub(" ", one.text_content()).strip())]
    for one in struck:
        if one.tag in ("td", "p", "li"):
            one.text = None
            one[:] = []
        elif one.getparent() is not None:
            one.drop_tree()
    return texts


def _is_struck(element: html.HtmlElement) -> bool:
    style = element.get("style", "")
    return element.tag in ("del", "s", "strike") or ("line-through" in style and "text-decoration" in style)


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
        if not isinstance(tag, str) or tag in UNSEEN or is_hidden(element):
            return
        if tag == "table" and not _is_layout(element):
            self.end_paragraph()
            self.take_table(element)
            return
        if tag == "div" and (mark := mark_named(element)):
            self.take_marked(element, depth, mark)
            return
        block = tag in BLOCKS or tag == "li"
        if tag == "dd" and _follows_term(element):
            self.add(" ")
        elif block:
            self.end_paragraph(int(tag[1]) if re.fullmatch(r"h[1-6]", tag) else 0, listed=tag == "li")
        elif tag == "br":
            self.builder.end_line()
        self.add(_own_mark(element))
        self.take_inside(element, depth)
        if tag == "dt" and _is_described(element):
            self.add("" if element.text_content().rstrip().endswith(":") else ":")
        elif block:
            self.end_paragraph()

    def add(self, text: str | None) -> None:
        if text:
            self.builder.add(SPACE.sub(" ", text))

    def end_paragraph(self, level: int = 0, *, listed: bool = False) -> None:
        lines = tuple(line for block in self.builder.blocks() for line in block.line_texts)
        if lines:
            self.parts.append(Paragraph(lines, self.line, self.level, self.listed))
            self.line += 1
        self.level, self.listed = level, listed

    def take_inside(self, element, depth: int) -> None:
        self.add(element.text)
        for one in element if depth < DEEPEST else ():
            self.take(one, depth + 1)
            self.add(one.tail)

    def take_marked(self, element, depth: int, mark: str) -> None:
        """Take what stands in a division of ours as one paragraph under its mark, which a program that saves the page
        anew keeps around whatever somebody writes there."""
        self.end_paragraph()
        first = len(self.parts)
        self.take_inside(element, depth)
        self.end_paragraph()
        own: list[Paragraph] = []
        for part in self.parts[first:]:
            if not isinstance(part, Paragraph) or _is_under_another(part, mark):
                break
            own.append(part)
        if own or first == len(self.parts):
            lines = [line for paragraph in own for line in paragraph.lines]
            whole = (f"{mark} {lines[0]}", *lines[1:]) if lines else (mark,)
            self.parts[first : first + len(own)] = [Paragraph(whole, own[0].line if own else self.line)]

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
        for row, one in placed_in(table, self.name):
            places[row] = f"table {self.tables}, row {row + 1}"
            placed += one
            if row % 50 == 0:
                self.progress(self.line + row, max(self.rows_in_all, self.line + row))
        rows = assembled(placed, places, self.line)
        if rows:
            self.parts.append(Table(rows))
            self.line += len(rows)


def _is_under_another(part: Paragraph, mark: str) -> bool:
    """Whether a paragraph bears another mark than that of the division around it."""
    return marks_row(part.text) and mark.partition(" ")[0] not in part.text


def _own_mark(element: html.HtmlElement) -> str:
    """The mark that a place bears, or a paragraph of a value of ours."""
    mark = mark_of(element) if element.tag == "a" else element.get("data-mark", "")
    return f" {mark} " if marks_row(mark) else ""


def _follows_term(element: html.HtmlElement) -> bool:
    above = element.getprevious()
    return above is not None and above.tag == "dt"


def _is_described(element: html.HtmlElement) -> bool:
    """Whether a term has its description right below it, with which it is one line: "Lead: Jo Bell"."""
    below = element.getnext()
    return below is not None and below.tag == "dd" and bool(element.text_content().strip())


def _is_layout(table) -> bool:
    """Whether a table only arranges the page: it has a few rows, and a table within it that has as many or more."""
    inner = next(table.iterdescendants("table"), None)
    if inner is None:
        return False
    within = sum(1 for _ in inner.iter("tr"))
    own = sum(1 for _ in rows_of(table))
    return own <= 3 and within >= max(own, 2)
