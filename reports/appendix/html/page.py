"""The appendix as one HTML page that needs nothing from elsewhere: the download, and what the PDF is made from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import document_fromstring

from plans import columns as meanings
from reports.appendix import columns
from reports.appendix.html import htmlpaper, summarypage
from reports.appendix.html.cellmarkup import badge, cell, paragraph
from reports.appendix.html.htmlpaper import STYLESHEET, colgroup, heads
from reports.appendix.html.markup import Markup, joined, tag
from reports.appendix.large_print import largepage
from reports.appendix.model import Appendix, Band, Exceptions, Line, Meaning, Row, Table
from reports.appendix.widths import is_tall

LARGE = STYLESHEET.with_name("appendix-large.css")
"""What large print has beside it."""

SHORT_NOTES = 12
"""Notes below the plan that stand together, on one page."""

_OF_WORDS = ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "strong", "b", "text", "title", "caption")
_MARKED = re.compile(r'(<(tr|h[34]|p)\b[^>]* data-mark="([^"]+)"[^>]*>)(.*?)</\2>', re.DOTALL)
_CELL_END = re.compile(r"</t[dh]>")

_CLASSES = {**dict.fromkeys(columns.OF_RECOMMENDATION, "apx-of"), meanings.ACTION: "apx-act"}
"""By what a column means, how its cells are known where a page goes on with their row."""


def html(appendix: Appendix, *, closer: bool = False) -> str:
    """The whole document; `closer` sets the plan's rows with less room between them."""
    heading = " – ".join(part for part in (appendix.reference, appendix.title, appendix.version) if part)
    told = {"keywords": appendix.mark} | ({"author": appendix.author} if appendix.author else {})
    return htmlpaper.document(
        heading,
        _parts(appendix),
        styles=_styles(appendix),
        class_=f"apx apx--{appendix.paper}{' apx--closer' if closer else ''}",
        running=appendix.running,
        told=told,
    )


def web_page(appendix: Appendix) -> str:
    """The document as a web page that comes home: the mark of each row is the name of a place in each of its
    cells as well, which programs keep that save the page anew, and that of words without a row (in large print) the
    name of a division around them, as such a place goes with the words that are written over. (A PDF would list all
    these places.)"""
    numbers = itertools.count(1)

    def name(mark: str) -> str:
        return f"r{next(numbers)}_{mark.replace(' ', '_')}"

    def placed(row: re.Match[str]) -> str:
        opening, element, mark, inside = row.groups()
        ends = [cell.start() for cell in _CELL_END.finditer(inside)] if element == "tr" else [len(inside)]
        for at in reversed(ends):
            inside = f"{inside[:at]}{tag('a', id=name(mark))}{inside[at:]}"
        whole = Markup(f"{opening}{inside}</{element}>")
        return whole if element == "tr" else tag("div", whole, id=name(mark))

    page = html(appendix)
    if appendix.marks is None:
        return page
    outside = appendix.marks.outside(_outside(page)).replace(" ", "_")
    return _MARKED.sub(placed, page).replace("</h1>", f"{tag('a', id=outside)}</h1>", 1)


def _outside(document: str) -> Iterator[str]:
    """What the page says in elements without a mark that stand in no row with one."""
    page = document_fromstring(document)
    for element in page.iter(*_OF_WORDS):
        row = next(element.iterancestors("tr"), element)
        if "data-mark" not in row.attrib:
            yield element.text_content()
    for drawing in page.iter("svg"):
        yield "".join(text.text_content() for text in drawing.iter("text"))


def _parts(appendix: Appendix) -> Iterable[Markup | None]:
    name = (appendix.council, appendix.title, appendix.subtitle)
    yield htmlpaper.title_block(*name, appendix.facts, number=appendix.reference)
    yield htmlpaper.withheld(appendix.withheld)
    if appendix.paper == "large":
        yield tag("main", *largepage.parts(appendix))
        return
    yield tag(
        "main",
        summarypage.summary(appendix.summary) if appendix.summary else None,
        summarypage.since(appendix.since) if appendix.since else None,
        _meanings(appendix),
        _exceptions(appendix.exceptions, "e") if appendix.exceptions else None,
        _exceptions(appendix.asked, "q") if appendix.asked else None,
        tag("h2", "The plan"),
        *(paragraph(line, class_="apx-note apx-before") for line in appendix.before),
        *(_band(band, last=band is appendix.bands[-1]) for band in appendix.bands),
        None if appendix.bands else tag("p", "The plan has no sections yet.", class_="apx-none"),
        _notes(appendix.after) if appendix.after else None,
    )


def _notes(after: Sequence[Line]) -> Markup:
    """What stands below the plan: with the end of the table and, where it is short, on one page."""
    short = "apx-with apx-whole" if len(after) <= SHORT_NOTES else "apx-with"
    return tag("div", tag("h2", "Notes"), *(paragraph(line, class_="apx-note") for line in after), class_=short)


def _exceptions(exceptions: Exceptions, prefix: str) -> Markup:
    found = _table(exceptions.table, prefix) if exceptions.table else tag("p", exceptions.none)
    rest = tag("p", exceptions.rest, class_="apx-note") if exceptions.rest else None
    return joined(tag("h2", exceptions.title), found, rest)


def _band(band: Band, *, last: bool) -> Markup:
    heading = tag("h3", band.title, class_="apx-band") if band.title else None
    none = tag("p", "No actions in this section.", class_="apx-none")
    found = _table(band.table, "p", last=last) if band.table else none
    return tag("section", heading, found, class_="apx-section")


def _table(table: Table, prefix: str, *, last: bool = False) -> Markup:
    """The table; the end of the paper's last one stays together, so that no page is left with a single row."""

    def row_of(row: Row) -> Markup:
        return _row(row, classes, tall=is_tall(row, table), last=last and row is table.groups[-1][-1])

    classes = [_CLASSES.get(meaning) for meaning in table.meanings] or [None] * len(table.headings)
    return tag(
        "table",
        colgroup(prefix, len(table.headings)),
        heads(table.headings),
        *(tag("tbody", *map(row_of, group)) for group in table.groups),
        class_="apx-table",
    )


def _row(row: Row, classes: Sequence[str | None], *, tall: bool, last: bool) -> Markup:
    own = [class_ for class_, holds in (("apx-tall", tall), ("apx-with", last)) if holds]
    cells = (cell(c, class_) for c, class_ in zip(row.cells, classes, strict=True) if c)
    return tag("tr", *cells, class_=" ".join(own) or None, data_mark=row.mark or None)


def _meanings(appendix: Appendix) -> Markup:
    """What the words mean, and from which record the paper is drawn: with the summary, so that no page is left over
    for them at the end."""
    rows = [tag("tr", *_meaning(left), *_meaning(right)) for left, right in appendix.meanings_in_pairs]
    return joined(
        tag("h2", "What the words mean") if rows or appendix.legend else None,
        tag("table", colgroup("m", 4), tag("tbody", *rows), class_="apx-legend") if rows else None,
        *(tag("p", text, class_="apx-note") for text in appendix.legend),
        tag("p", appendix.trail, class_="apx-trail"),
    )


def _meaning(meaning: Meaning | None) -> tuple[Markup, Markup]:
    if meaning is None:
        return tag("td"), tag("td")
    term = badge(meaning.badge) if meaning.badge else meaning.term
    return tag("th", term, scope="row"), tag("td", meaning.text)


def _width_rules(appendix: Appendix) -> str:
    """The columns' widths as rules: the page has no inline style, so that a strict policy can name its hash."""
    tables: dict[str, Sequence[float]] = {
        "s": summarypage.widths(appendix.summary),
        "m": (10, 40, 10, 40),
        "c": (28, 8, 64),
        "r": (28, 24, 24, 24),
        "t": summarypage.trend_widths(appendix.since.trend) if appendix.since else (),
        "l": (34, 66) if appendix.paper == "large" else (),
    }
    for prefix, found in (("e", appendix.exceptions), ("q", appendix.asked)):
        if found and found.table:
            tables[prefix] = found.table.widths
    tables["p"] = next((band.table.widths for band in appendix.bands if band.table), ())
    columns = ((f"{prefix}{at}", width) for prefix, widths in tables.items() for at, width in enumerate(widths))
    return "".join(f".apx-{column} {{ width: {width:.3f}%; }}\n" for column, width in columns)


def _styles(appendix: Appendix) -> str:
    sheets = (STYLESHEET, LARGE) if appendix.paper == "large" else (STYLESHEET,)
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets) + _width_rules(appendix)
