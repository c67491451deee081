"""The first sheet of the workbook, which prints as the first page of the paper does: the figures with their chart,
what the words mean, the exceptions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.worksheet.worksheet import Worksheet

from reports.appendix.model import Appendix, Badge, Exceptions, Meaning, Since, Summary, SummaryRow, Trend
from reports.appendix.widths import PAGE
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.plansheet import ROOM, PlanSheet, Span
from reports.appendix.workbook.sheetkit import BAND, HEADING, HEADS, INK, NOTE, PLAIN, STRONG_NOTE, TITLE, Look, rated
from reports.charts import PALETTE

SLIVER = 5.0
"""Points by which two edges of tables may differ and still be taken for one."""

_NAMES = 0.25
"""The part of the page that the sections' names have."""

_PARTS = (0.28, 0.1, 0.62)
_MEANINGS = (0.1, 0.4, 0.1, 0.4)
_CHART_WIDTH = 0.6
_CHART_ROW, _CHART_REST = 17.0, 58.0
"""Points of the chart for each bar, and for its axis and key."""

_UNSAID = {"showSerName": False, "showCatName": False, "showLegendKey": False, "showPercent": False}

_CENTIMETRE = 72 / 2.54


def write(sheet: Worksheet, appendix: Appendix) -> None:
    """Write the summary to an empty sheet."""
    page, summary = PAGE[appendix.paper], appendix.summary
    counts = len(summary.badges) + len(summary.headings) if summary else 1
    tables = [
        [page],
        [page * _NAMES, *[page * (1 - _NAMES) / counts] * counts],
        [page * part for part in _MEANINGS],
        [page * part for part in _PARTS] if appendix.since else [page],
        _widths(appendix.exceptions, page),
        _widths(appendix.asked, page),
        _trend_widths(appendix, page),
    ]
    grid = Grid(page, tables)
    writers = (PlanSheet(sheet, widths, page, grid.spans(widths), room=ROOM[appendix.paper]) for widths in tables)
    whole, counted, meant, parted, excepted, questioned, rated_then = writers
    sheetkit.set_widths(sheet, grid.widths)
    _head(whole, appendix)
    if summary and summary.total:
        _counts(_below(whole, counted), summary, summary.total)
        _chart(_below(counted, whole), counted.spans, summary)
    if appendix.since:
        _since(_below(whole, parted), appendix.since, rated_then)
        _below(parted, whole)
    _meanings(_below(whole, meant), appendix)
    last = _below(meant, whole)
    for text in (*appendix.legend, appendix.trail):
        last.across(text, NOTE)
    _listed(last, excepted, appendix.exceptions)
    _listed(last, questioned, appendix.asked)
    _notes(last, appendix)
    sheetkit.set_page(sheet, appendix.paper, appendix.running, header_row=None)
    sheetkit.print_only(sheet, last.at - 1, len(grid.widths))


def _widths(found: Exceptions | None, page: float) -> list[float]:
    return [page * width / 100 for width in found.table.widths] if found and found.table else [page]


def _listed(last: PlanSheet, writer: PlanSheet, found: Exceptions | None) -> None:
    """A table before the plan's own, below what was written last."""
    if found is None:
        return
    last.across(found.title, BAND)
    if found.table:
        _below(last, writer).header(found.table.headings)
        for group in found.table.groups:
            writer.group(group)
        _below(writer, last)
    if found.told:
        last.across(found.told, NOTE)


class Grid:
    """Columns so fine that tables of other widths stand below each other: a cell of one covers some of them."""

    def __init__(self, page: float, tables: Sequence[Sequence[float]]) -> None:
        self._edges = [0.0]
        for edge in sorted({edge for widths in tables for edge in accumulate(widths)}):
            if edge - self._edges[-1] > SLIVER and page - edge > SLIVER:
                self._edges.append(edge)
        self._edges.append(page)
        self.widths = [right - left for left, right in zip(self._edges, self._edges[1:], strict=False)]

    def spans(self, widths: Sequence[float]) -> list[Span]:
        """The first and last column that each cell of a table with these widths covers."""
        ends = [self._nearest(edge) for edge in accumulate(widths)]
        return [(first + 1, max(first + 1, last)) for first, last in zip([0, *ends], ends, strict=False)]

    def _nearest(self, edge: float) -> int:
        return min(range(len(self._edges)), key=lambda at: abs(self._edges[at] - edge))


def _below(above: PlanSheet, writer: PlanSheet) -> PlanSheet:
    """The writer, going on below what another has written."""
    writer.go_on_below(above)
    return writer


def _head(writer: PlanSheet, appendix: Appendix) -> None:
    writer.across(appendix.title, TITLE)
    for parts in ((appendix.council, appendix.subtitle), (appendix.reference, *appendix.facts)):
        if said := " · ".join(part for part in parts if part):
            writer.across(said, NOTE)
    if appendix.withheld:
        writer.across(appendix.withheld, STRONG_NOTE)
    if appendix.summary:
        writer.across("Summary", BAND)
        writer.across(appendix.summary.sentence, STRONG_NOTE)


def _counts(writer: PlanSheet, summary: Summary, total: SummaryRow) -> None:
    heads = [("Section", HEADING), *((sheetkit.badge_text(badge), rated(badge)) for badge in summary.badges)]
    writer.cells([*heads, *((heading, HEADING) for heading in summary.headings)])
    for row in (*summary.rows, total):
        look = HEADS if row is total else PLAIN
        writer.cells([(row.name, look), *((count, look) for count in row.counts)])


def _trend_widths(appendix: Appendix, page: float) -> list[float]:
    if not appendix.since or not appendix.since.trend:
        return [page]
    counts = len(appendix.since.trend.badges) + 1
    return [page * _NAMES, *[page * (1 - _NAMES) / counts] * counts]


def _since(writer: PlanSheet, since: Since, rated_then: PlanSheet) -> None:
    """What changed since the paper before: how the ratings moved, their trend, then what happened, each action once."""
    writer.across("Direction of travel", BAND)
    writer.across(since.directions, STRONG_NOTE)
    if since.changes:
        writer.cells([(words, HEADING) for words in ("Rating", since.then, "Now, and the change")])
        for change in since.changes:
            then, now, by = change.counted
            words = f"{now} ({by})"
            writer.cells([(sheetkit.badge_text(change.badge), rated(change.badge)), (then, PLAIN), (words, PLAIN)])
    if since.trend:
        _trend(_below(writer, rated_then), since.trend)
        _below(rated_then, writer)
    writer.cells([(words, HEADING) for words in (since.title, "Actions", "Which")])
    for part in since.parts:
        writer.cells([(part.name, PLAIN), (part.count, PLAIN), (part.which, PLAIN)])
    writer.cells([("All", HEADS), (since.total, HEADS), (since.told, HEADS)])


def _trend(writer: PlanSheet, trend: Trend) -> None:
    heads = [(sheetkit.badge_text(badge), rated(badge)) for badge in trend.badges]
    writer.cells([(trend.title, HEADING), *heads, ("All", HEADING)])
    for each in trend.positions:
        writer.cells([(each.name, PLAIN), *((count, PLAIN) for count in each.counts)])


def _chart(writer: PlanSheet, spans: Sequence[Span], summary: Summary) -> None:
    """The bars of the paper as a chart of the counts above, where anything is rated."""
    if not summary.charted:
        return
    last, bars = writer.at - 2, len(summary.rows)
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "stacked", 100, 40
    chart.title, chart.legend.position = None, "b"
    chart.x_axis.scaling.orientation, chart.x_axis.delete, chart.y_axis.delete = "maxMin", False, True
    chart.y_axis.majorGridlines = None
    first = last - bars + 1
    for badge, (column, _) in zip(summary.badges, spans[1:], strict=False):
        chart.series.append(_series(writer.sheet, badge, column, first, last))
    chart.x_axis.txPr = chart.legend.txPr = sheetkit.label_text(INK, bold=False)
    chart.set_categories(Reference(writer.sheet, min_col=1, min_row=first, max_row=last))
    tall = min(sheetkit.TALLEST, _CHART_REST + _CHART_ROW * bars)
    chart.width, chart.height = writer.page * _CHART_WIDTH / _CENTIMETRE, (tall - 4) / _CENTIMETRE
    writer.sheet.add_chart(chart, f"A{writer.at}")
    writer.blank(tall)


def _series(sheet: Worksheet, badge: Badge, column: int, first: int, last: int) -> Series:
    """The counts of one rating, in its colour, each with its number unless that is none."""
    paint = PALETTE[badge.colour]
    made = Series(Reference(sheet, min_col=column, min_row=first, max_row=last))
    made.tx = SeriesLabel(v=badge.word)
    edge = LineProperties(solidFill=paint.edge.lstrip("#").upper(), prstDash="dash" if paint.dashed else None)
    made.graphicalProperties = GraphicalProperties(solidFill=paint.fill.lstrip("#").upper(), ln=edge)
    counts = [sheet.cell(row=row, column=column).value for row in range(first, last + 1)]
    words = sheetkit.label_text(paint.word)
    labels = [DataLabel(idx=at, showVal=True, txPr=words, **_UNSAID) for at, count in enumerate(counts) if count]
    made.dLbls = DataLabelList(dLbl=labels, showVal=False, **_UNSAID)
    return made


def _notes(writer: PlanSheet, appendix: Appendix) -> None:
    """What stands above and below the plan: here it neither parts its headings from its rows nor takes a page."""
    if appendix.before or appendix.after:
        writer.across("Notes to the plan", BAND)
    for line in (*appendix.before, *appendix.after):
        writer.across(line.plain, NOTE)


def _meanings(writer: PlanSheet, appendix: Appendix) -> None:
    if not appendix.meanings and not appendix.legend:
        return
    writer.across("What the words mean", BAND)
    for left, right in appendix.meanings_in_pairs:
        writer.cells([*_meaning(left), *_meaning(right)])


def _meaning(meaning: Meaning | None) -> list[tuple[str, Look]]:
    if meaning is None:
        return [("", PLAIN), ("", PLAIN)]
    if meaning.badge:
        return [(sheetkit.badge_text(meaning.badge), rated(meaning.badge)), (meaning.text, PLAIN)]
    return [(meaning.term, HEADS), (meaning.text, PLAIN)]
