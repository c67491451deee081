"""What stands at the head of a paper as HTML: how many actions are of each rating, and how the ratings went."""

from __future__ import annotations

from reports.appendix.html.cellmarkup import badge
from reports.appendix.html.htmlpaper import colgroup, heads, number
from reports.appendix.html.markup import SVG, Markup, joined, tag
from reports.appendix.model import Since, Summary, SummaryRow, Trend
from reports.charts import Bar

WIDTHS = (18.0, 25.0)
"""Per cent for the section's name and its bar; the counts share the rest."""

_TYPE = "Appendix Sans, Arial, Helvetica, sans-serif"
"""The paper's type, said of each word in a drawing: a drawing takes none from the page around it, and would be set in
whichever the machine has."""


def summary(summary: Summary) -> Markup:
    """The sentence, and the counts by section where they say more."""
    told = joined(tag("h2", "Summary"), tag("p", summary.sentence, class_="apx-lead"))
    return joined(told, _counts(summary, summary.total)) if summary.total else told


def since(since: Since) -> Markup:
    """How the ratings moved, and what happened, each action once."""
    columns = (("What happened", None), ("Actions", "ap-n"), ("Which", None))
    parts = (_happened(part.name, part.count, part.which) for part in since.parts)
    happened = _table(
        since.title,
        colgroup("c", 3),
        tag("thead", tag("tr", *(tag("th", words, scope="col", class_=class_) for words, class_ in columns))),
        tag("tbody", *parts),
        tag("tbody", _happened("All", since.total, since.told), class_="apx-total"),
    )
    travel = _travel(since) if since.changes else None
    ratings = _trend(since.trend) if since.trend else None
    return joined(tag("h2", "Direction of travel"), tag("p", since.directions), travel, ratings, happened)


def widths(summary: Summary | None) -> tuple[float, ...]:
    """Of the columns of the counts, in per cent; none without a summary."""
    if summary is None:
        return ()
    firsts = WIDTHS if summary.charted else (sum(WIDTHS),)
    return _shared(firsts, len(summary.badges) + len(summary.headings))


def trend_widths(trend: Trend | None) -> tuple[float, ...]:
    """The same of the trend."""
    return _shared(WIDTHS, len(trend.badges) + 1) if trend else ()


def _shared(firsts: tuple[float, ...], counts: int) -> tuple[float, ...]:
    return (*firsts, *[(100 - sum(WIDTHS)) / counts] * counts)


def _table(caption: str, *parts: Markup | None, class_: str = "apx-sum") -> Markup:
    return tag("table", tag("caption", caption), *parts, class_=class_)


def _counts(summary: Summary, total: SummaryRow) -> Markup:
    names = ["Section", "Chart"] if summary.charted else ["Section"]
    counted = [*map(badge, summary.badges), *summary.headings]
    rows = [_summary_row(row, summary.charted) for row in summary.rows]
    return _table(
        "Actions by section and rating" if summary.charted else "Actions by section",
        colgroup("s", len(names) + len(counted)),
        heads(names, counted),
        tag("tbody", *rows) if rows else None,
        tag("tbody", _summary_row(total, summary.charted), class_="apx-total"),
    )


def _summary_row(row: SummaryRow, charted: bool) -> Markup:
    chart = tag("td", _bar(row.bar) if row.bar else None) if charted else None
    return tag("tr", tag("th", row.name, scope="row"), chart, *(number(str(count)) for count in row.counts))


def _happened(name: str, count: int, which: str) -> Markup:
    return tag("tr", tag("th", name, scope="row"), number(f"{count:,}"), tag("td", which))


def _trend(trend: Trend) -> Markup:
    rows = (
        tag("tr", tag("th", each.name, scope="row"), tag("td", _bar(each.bar)),
            *(number(f"{count:,}") for count in each.counts))
        for each in trend.positions
    )  # fmt: skip
    return _table(
        trend.title,
        colgroup("t", len(trend.badges) + 3),
        heads(("Position", "Chart"), [*map(badge, trend.badges), "All"]),
        tag("tbody", *rows),
        class_="apx-sum apx-whole",
    )


def _travel(since: Since) -> Markup:
    rows = (
        tag("tr", tag("th", badge(change.badge), scope="row"), *map(number, change.counted)) for change in since.changes
    )
    return _table(
        f"Ratings at {since.then} and now",
        colgroup("r", 4),
        heads(("Rating",), (since.then, "Now", "Change")),
        tag("tbody", *rows),
    )


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
