"""The appendix as one HTML page that needs nothing from elsewhere: the download, and what the PDF is made from."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lxml.html import document_fromstring

from plans import columns as meanings
from reports.appendix import columns, largepage
from reports.appendix.cellmarkup import badge, cell, paragraph
from reports.appendix.markup import SVG, Markup, joined, tag
from reports.appendix.model import (
    Appendix,
    Band,
    Change,
    Exceptions,
    Line,
    Meaning,
    Row,
    Since,
    Summary,
    SummaryRow,
    Table,
    Trend,
)
from reports.appendix.widths import is_tall
from reports.charts import Bar

STYLESHEET = Path(__file__).parents[2] / "static" / "css" / "appendix.css"
LARGE = STYLESHEET.with_name("appendix-large.css")
"""What large print has beside it."""

SUMMARY_WIDTHS = (18.0, 25.0)
"""Per cent for the section's name and its bar; the counts share the rest."""

SHORT_NOTES = 12
"""Notes below the plan that stand together, on one page."""

_OF_WORDS = ("p", "h1", "h2", "h3", "h4", "li", "td", "th", "strong", "b", "text", "title", "caption")
_MARKED = re.compile(r'(<(tr|h[34]|p)\b[^>]* data-mark="([^"]+)"[^>]*>)(.*?)(?=</\2>)', re.DOTALL)
_CELL_END = re.compile(r"</t[dh]>")

_CLASSES = {**dict.fromkeys(columns.OF_RECOMMENDATION, "apx-of"), meanings.ACTION: "apx-act"}
"""By what a column means, how its cells are known where a page goes on with their row."""


def html(appendix: Appendix, *, closer: bool = False) -> str:
    """The whole document; `closer` sets the plan's rows with less room between them."""
    heading = " – ".join(part for part in (appendix.reference, appendix.title, appendix.version) if part)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", heading),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="keywords", content=appendix.mark),
        tag("meta", name="author", content=appendix.author) if appendix.author else None,
        tag("style", Markup(_styles(appendix))),
    )
    classes = f"apx apx--{appendix.paper}{' apx--closer' if closer else ''}"
    body = tag("body", *_parts(appendix), class_=classes, data_running=appendix.running)
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en-GB')}\n"


def web_page(appendix: Appendix) -> str:
    """The document as a web page that comes home: the mark of each row is the name of a place in each of its
    cells as well, which programs keep that save the page anew. (A PDF would list all these places.)"""
    numbers = itertools.count(1)

    def placed(row: re.Match[str]) -> str:
        opening, element, mark, inside = row.groups()
        ends = [cell.start() for cell in _CELL_END.finditer(inside)] if element == "tr" else [len(inside)]
        for at in reversed(ends):
            place = tag("a", id=f"r{next(numbers)}_{mark.replace(' ', '_')}")
            inside = f"{inside[:at]}{place}{inside[at:]}"
        return f"{opening}{inside}"

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
    yield _title_block(appendix)
    if appendix.withheld:
        yield tag("p", tag("strong", appendix.withheld), class_="apx-withheld")
    if appendix.paper == "large":
        yield tag("main", *largepage.parts(appendix))
        return
    yield tag(
        "main",
        _summary(appendix.summary) if appendix.summary else None,
        _since(appendix.since) if appendix.since else None,
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


def _title_block(appendix: Appendix) -> Markup:
    left = tag(
        "div",
        tag("p", appendix.council, class_="apx-council") if appendix.council else None,
        tag("h1", appendix.title),
        tag("p", appendix.subtitle) if appendix.subtitle else None,
        class_="apx-name",
    )
    number = tag("p", tag("b", appendix.reference)) if appendix.reference else None
    right = tag("div", number, *(tag("p", fact) for fact in appendix.facts), class_="apx-facts")
    return tag("header", left, right, class_="apx-title")


def _summary(summary: Summary) -> Markup:
    told = joined(tag("h2", "Summary"), tag("p", summary.sentence, class_="apx-lead"))
    return joined(told, _counts(summary, summary.total)) if summary.total else told


def _counts(summary: Summary, total: SummaryRow) -> Markup:
    charted = any(row.bar for row in summary.rows)
    heads = [tag("th", "Section", scope="col")]
    heads += [tag("th", "Chart", scope="col")] if charted else []
    heads += [tag("th", badge(b), scope="col", class_="ap-n") for b in summary.badges]
    heads += [tag("th", words, scope="col", class_="ap-n") for words in summary.headings]
    return tag(
        "table",
        tag("caption", "Actions by section and rating" if charted else "Actions by section"),
        _colgroup("s", len(heads)),
        tag("thead", tag("tr", *heads)),
        tag("tbody", *(_summary_row(row, charted) for row in summary.rows)) if summary.rows else None,
        tag("tbody", _summary_row(total, charted), class_="apx-total"),
        class_="apx-sum",
    )


def _since(since: Since) -> Markup:
    """What happened, each action once; and how the ratings moved."""
    parts = [
        tag("tr", tag("th", part.name, scope="row"), tag("td", f"{part.count:,}", class_="ap-n"), tag("td", part.which))
        for part in since.parts
    ]
    total = tag(
        "tr", tag("th", "All", scope="row"), tag("td", f"{since.total:,}", class_="ap-n"), tag("td", since.told)
    )
    heads = (("What happened", None), ("Actions", "ap-n"), ("Which", None))
    happened = tag(
        "table",
        tag("caption", since.title),
        _colgroup("c", 3),
        tag("thead", tag("tr", *(tag("th", words, scope="col", class_=class_) for words, class_ in heads))),
        tag("tbody", *parts),
        tag("tbody", total, class_="apx-total"),
        class_="apx-sum",
    )
    travel = _travel(since) if since.changes else None
    ratings = _trend(since.trend) if since.trend else None
    return joined(tag("h2", "Direction of travel"), tag("p", since.directions), travel, ratings, happened)


def _trend(trend: Trend) -> Markup:
    heads = [tag("th", "Position", scope="col"), tag("th", "Chart", scope="col")]
    heads += [tag("th", badge(each), scope="col", class_="ap-n") for each in trend.badges]
    rows = [
        tag("tr", tag("th", each.name, scope="row"), tag("td", _bar(each.bar)),
            *(tag("td", f"{count:,}", class_="ap-n") for count in each.counts))
        for each in trend.positions
    ]  # fmt: skip
    return tag(
        "table",
        tag("caption", trend.title),
        _colgroup("t", len(heads) + 1),
        tag("thead", tag("tr", *heads, _numbers_head("All"))),
        tag("tbody", *rows),
        class_="apx-sum apx-whole",
    )


def _travel(since: Since) -> Markup:
    heads = ("Rating", since.then, "Now", "Change")
    rows = [tag("tr", tag("th", badge(change.badge), scope="row"), *_counted(change)) for change in since.changes]
    first, *others = heads
    return tag(
        "table",
        tag("caption", f"Ratings at {since.then} and now"),
        _colgroup("r", 4),
        tag("thead", tag("tr", tag("th", first, scope="col"), *(_numbers_head(words) for words in others))),
        tag("tbody", *rows),
        class_="apx-sum",
    )


def _numbers_head(words: str) -> Markup:
    return tag("th", words, scope="col", class_="ap-n")


def _counted(change: Change) -> list[Markup]:
    return [tag("td", words, class_="ap-n") for words in change.counted]


def _summary_row(row: SummaryRow, charted: bool) -> Markup:
    chart = tag("td", _bar(row.bar) if row.bar else None) if charted else None
    return tag(
        "tr",
        tag("th", row.name, scope="row"),
        chart,
        *(tag("td", str(count), class_="ap-n") for count in row.counts),
    )


_TYPE = "Appendix Sans, Arial, Helvetica, sans-serif"
"""The paper's type, said of each word in a drawing: a drawing takes none from the page around it, and would be set in
whichever the machine has."""


def _bar(bar: Bar) -> Markup:
    drawn = [tag("title", bar.description)]
    for segment in bar.segments:
        paint, middle = segment.paint, segment.x + segment.width / 2
        drawn.append(
            tag("rect", x=f"{segment.x:g}", y="1", width=f"{segment.width:g}", height=f"{bar.height - 2:g}",
                fill=paint.fill, stroke=paint.edge, stroke_dasharray="3 2" if paint.dashed else None)
        )  # fmt: skip
        drawn.append(
            tag("text", segment.label, x=f"{middle:g}", y="11.5", text_anchor="middle", font_size="9",
                font_weight="700", font_family=_TYPE, fill=paint.word)
        )  # fmt: skip
    size = {"width": f"{bar.width:g}", "height": f"{bar.height:g}"}
    return tag("svg", *drawn, xmlns=SVG, **size, viewBox=f"0 0 {bar.width:g} {bar.height:g}", role="img")


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
        _colgroup(prefix, len(table.headings)),
        tag("thead", tag("tr", *(tag("th", heading, scope="col") for heading in table.headings))),
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
    half = -(-len(appendix.meanings) // 2)
    pairs = zip(appendix.meanings[:half], [*appendix.meanings[half:], None][:half], strict=True)
    rows = [tag("tr", *_meaning(left), *_meaning(right)) for left, right in pairs]
    return joined(
        tag("h2", "What the words mean") if rows or appendix.legend else None,
        tag("table", _colgroup("m", 4), tag("tbody", *rows), class_="apx-legend") if rows else None,
        *(tag("p", text, class_="apx-note") for text in appendix.legend),
        tag("p", appendix.trail, class_="apx-trail"),
    )


def _meaning(meaning: Meaning | None) -> tuple[Markup, Markup]:
    if meaning is None:
        return tag("td"), tag("td")
    term = badge(meaning.badge) if meaning.badge else meaning.term
    return tag("th", term, scope="row"), tag("td", meaning.text)


def _colgroup(prefix: str, columns: int) -> Markup:
    return tag("colgroup", *(tag("col", class_=f"apx-{prefix}{at}") for at in range(columns)))


def _width_rules(appendix: Appendix) -> str:
    """The columns' widths as rules: the page has no inline style, so that a strict policy can name its hash."""
    tables: dict[str, Sequence[float]] = {
        "s": _summary_widths(appendix.summary) if appendix.summary else (),
        "m": (10, 40, 10, 40),
        "c": (28, 8, 64),
        "r": (28, 24, 24, 24),
        "t": _trend_widths(appendix.since.trend) if appendix.since and appendix.since.trend else (),
        "l": (34, 66) if appendix.paper == "large" else (),
    }
    for prefix, found in (("e", appendix.exceptions), ("q", appendix.asked)):
        if found and found.table:
            tables[prefix] = found.table.widths
    tables["p"] = next((band.table.widths for band in appendix.bands if band.table), ())
    columns = ((f"{prefix}{at}", width) for prefix, widths in tables.items() for at, width in enumerate(widths))
    return "".join(f".apx-{column} {{ width: {width:.3f}%; }}\n" for column, width in columns)


def _trend_widths(trend: Trend) -> tuple[float, ...]:
    counts = len(trend.badges) + 1
    return (*SUMMARY_WIDTHS, *[(100 - sum(SUMMARY_WIDTHS)) / counts] * counts)


def _summary_widths(summary: Summary) -> tuple[float, ...]:
    charted = any(row.bar for row in summary.rows)
    counts = len(summary.badges) + len(summary.headings)
    firsts = SUMMARY_WIDTHS if charted else (sum(SUMMARY_WIDTHS),)
    return (*firsts, *[(100 - sum(SUMMARY_WIDTHS)) / counts] * counts)


def _styles(appendix: Appendix) -> str:
    sheets = (STYLESHEET, LARGE) if appendix.paper == "large" else (STYLESHEET,)
    return "".join(sheet.read_text(encoding="utf-8") for sheet in sheets) + _width_rules(appendix)
