"""The first sheet of the workbook, and the sheets of large print: tables below each other, without a file."""

from datetime import date
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from reports.appendix.large_print import largesheet
from reports.appendix.large_print.largeprint import Fact, Facts, Heading, MarkedLine
from reports.appendix.model import (
    Badge,
    Cell,
    Change,
    Data,
    Exceptions,
    Happened,
    Line,
    Meaning,
    Row,
    Since,
    Summary,
    SummaryRow,
    Table,
    Trend,
    TrendRow,
)
from reports.appendix.workbook import sheetkit, summarysheet
from reports.appendix.workbook.document import _data, _marked, _named, _outside, _wordy
from reports.appendix.workbook.sheetkit import BAND, HEADING, NOTE, PLAIN, STRONG_NOTE
from reports.charts import Part, stacked_bar

RED, NONE = Badge(word="Red", colour="red"), Badge(word="Not rated", colour="none")


def bar(*counts):
    return stacked_bar([Part(name="x", colour="red", count=n) for n in counts], name="x", scale=9)


def summary(*rows, badges=(RED, NONE)):
    made = [SummaryRow(name=f"Band {n}", counts=counts, bar=bar(*counts[:2])) for n, counts in enumerate(rows)]
    total = SummaryRow(name="All", counts=tuple(map(sum, zip(*rows, strict=True))))
    return Summary(sentence="So it is.", badges=badges, headings=("Total",), rows=tuple(made), total=total)


def appendix(**fields):
    told = {
        "title": "Plan", "council": "Council", "subtitle": "", "reference": "", "facts": ("As at May",), "withheld": "",
        "paper": "a4", "running": "Plan", "summary": None, "since": None, "exceptions": None, "asked": None,
        "meanings": (), "meanings_in_pairs": (), "legend": (), "trail": "Drawn", "before": (), "after": (),
    }  # fmt: skip
    return SimpleNamespace(**told | fields)


def written(**fields):
    sheet = Workbook().active
    summarysheet.write(sheet, appendix(**fields))
    return sheet


def said(sheet):
    return [[cell.value for cell in row if cell.value is not None] for row in rows_of(sheet)]


def rows_of(sheet, **more):
    return sheet.iter_rows(max_row=sheet.max_row, **more)


def test_a_sheet_of_nothing_has_its_head_and_from_which_record_it_is():
    sheet = written()
    assert said(sheet) == [["Plan"], ["Council"], ["As at May"], ["Drawn"]]
    assert sheet.print_area.rpartition("!")[2] == "$A$1:$E$4" and not sheet._charts
    assert [cell.font.size for cell, *_ in rows_of(sheet)] == [14, 8, 8, 8]
    assert (said(written(withheld="Not so", facts=(), council=""))) == [["Plan"], ["Not so"], ["Drawn"]]


def test_counts_stand_under_the_ratings_with_their_chart_below():
    sheet = written(summary=summary((2, 0, 2), (1, 3, 4)))
    found = said(sheet)
    heads = [sheetkit.badge_text(RED), sheetkit.badge_text(NONE)]
    assert found[3:9] == [
        ["Summary"], ["So it is."], ["Section", *heads, "Total"], ["Band 0", 2, 0, 2], ["Band 1", 1, 3, 4],
        ["All", 3, 3, 6],
    ]  # fmt: skip
    assert [sheet.cell(at, 1).font.bold for at in (6, 7, 8, 9)] == [True, False, False, True]
    assert sheet.row_dimensions[10].height == 58 + 2 * 17
    [chart] = sheet._charts
    assert (chart.anchor if isinstance(chart.anchor, str) else "") == "A10"
    one = 72 / 2.54
    assert (chart.width, chart.height) == pytest.approx((773.8 * 0.6 / one, (92 - 4) / one))
    assert (chart.overlap, chart.gapWidth, chart.grouping, chart.legend.position) == (100, 40, "stacked", "b")
    assert (chart.x_axis.delete, chart.y_axis.delete, chart.y_axis.majorGridlines) == (False, True, None)
    assert [each.val.numRef.f for each in chart.series] == ["'Sheet'!$C$7:$C$8", "'Sheet'!$D$7:$D$8"]
    assert chart.series[0].cat.numRef.f == "'Sheet'!$A$7:$A$8"
    assert [[label.idx for label in each.dLbls.dLbl] for each in chart.series] == [[0, 1], [1]]
    assert [each.graphicalProperties.line.prstDash for each in chart.series] == ["solid", "dash"]
    assert not chart.series[0].dLbls.showVal and chart.series[0].dLbls.dLbl[0].showVal
    assert not any(getattr(chart.series[0].dLbls.dLbl[0], name) for name in summarysheet._UNSAID)


def test_a_chart_of_many_bands_is_no_taller_than_a_row_may_be():
    sheet = written(summary=summary(*[(1, 0, 1)] * 30))
    assert sheet.row_dimensions[sheet._charts[0].anchor and 38].height == 409


def shares(sheet):
    """Of the sheet's columns, in per cent of the page."""
    wide = (each.width for _, each in sorted(sheet.column_dimensions.items()) if not each.hidden)
    return [round(100 * each * 0.75 * 7 / 773.8) for each in wide]


def test_the_columns_are_as_fine_as_the_tables_that_stand_below_each_other_ask():
    """Names have a quarter and three counts the rest, words and their meanings a tenth and four, and so on."""
    assert shares(written(summary=summary((2, 0, 2)))) == [10, 15, 25, 10, 15, 25]
    assert shares(written()) == [10, 15, 25, 10, 40]
    assert shares(written(exceptions=listed("Mow"))) == [10, 15, 25, 10, 40]
    assert shares(written(since=since())) == [10, 15, 3, 10, 12, 10, 40]


def pair(left, right):
    return Meaning(text=f"is {left}", term=left), right and Meaning(text="is red", badge=RED)


def test_meanings_stand_in_two_columns_below_their_title():
    sheet = written(meanings=(1,), meanings_in_pairs=[pair("QA", True), pair("SW", None)], legend=("* Funded",))
    assert said(sheet)[3:] == [
        ["What the words mean"], ["QA", "is QA", sheetkit.badge_text(RED), "is red"], ["SW", "is SW"], ["* Funded"],
        ["Drawn"],
    ]  # fmt: skip
    assert ["What the words mean"] in said(written(legend=("* Funded",)))
    assert ["What the words mean"] not in said(written())


def listed(*texts, none="None is.", rest=""):
    rows = tuple((Row(cells=(Cell(lines=(Line(text=text),)), Cell())),) for text in texts)
    table = Table(headings=("Action", "Lead"), widths=(60, 40), groups=rows) if rows else None
    return Exceptions(title="Exceptions", none=none, table=table, rest=rest)


def test_exceptions_and_notes_stand_below_under_their_titles():
    line = Line(text="Led by Ann", label="Note:")
    sheet = written(exceptions=listed("Mow", "Rake", rest="and 3 more"), asked=listed(), before=(line,))
    assert said(sheet)[4:] == [
        ["Exceptions"], ["Action", "Lead"], ["Mow"], ["Rake"], ["and 3 more"], ["Exceptions"], ["None is."],
        ["Notes to the plan"], ["Note: Led by Ann"],
    ]  # fmt: skip
    assert said(written(after=(line,)))[-2:] == [["Notes to the plan"], ["Note: Led by Ann"]]
    assert ["Notes to the plan"] not in said(written())


def since(**fields):
    told = {
        "title": "Since May, each action once", "then": "May", "directions": "Better 1.", "changes": (),
        "parts": (Happened(name="Better", count=1200, which="7.1"),), "total": 3, "told": "3 actions.",
    }  # fmt: skip
    return Since(**told | fields)


def test_what_changed_is_told_by_ratings_by_papers_and_by_parts():
    trend = Trend(badges=(RED, NONE), positions=(TrendRow(name="No 1", counts=(1, 2, 3), bar=bar(1, 2)),))
    sheet = written(
        since=since(changes=(Change(badge=RED, then=3, now=1), Change(badge=NONE, then=1, now=2)), trend=trend)
    )
    red, none = map(sheetkit.badge_text, (RED, NONE))
    assert said(sheet)[3:] == [
        ["Direction of travel"], ["Better 1."], ["Rating", "May", "Now, and the change"], [red, "3", "1 (−2)"],
        [none, "1", "2 (+1)"], [trend.title, red, none, "All"], ["No 1", 1, 2, 3],
        ["Since May, each action once", "Actions", "Which"], ["Better", 1200, "7.1"], ["All", 3, "3 actions."],
        ["Drawn"],
    ]  # fmt: skip
    bare = written(since=since())
    assert len(said(bare)) == 9


def test_a_difference_has_its_sign():
    found = [Change(badge=RED, then=then, now=now).counted for then, now in ((1, 3), (3, 1), (2, 2), (1200, 100))]
    assert found == [("1", "3", "+2"), ("3", "1", "−2"), ("2", "2", "0"), ("1,200", "100", "−1,100")]


def test_the_sheets_of_large_print_have_labels_and_values_in_two_columns():
    sheet = Workbook().active
    facts = Facts(
        of="It",
        facts=(Fact(label="Lead", cell=Cell(lines=(Line(text="Ann"),)), mark="m1"), Fact(badge=RED, cell=Cell())),
    )
    blocks = [
        Heading(level=3, text="Now"), MarkedLine(line=Line(text="Parks", label="Area:"), mark="m2"), Line(text="So"),
        Heading(level=4, text="Action", mark="m3"), facts, Line(text="After"),
    ]  # fmt: skip
    writer = largesheet._writer(sheet)
    largesheet._write(writer, appendix(paper="large"), blocks)
    assert [[cell.value for cell in row] for row in rows_of(sheet, max_col=3)] == [
        ["Now", None, None], ["Area: Parks", None, "m2"], ["So", None, None], ["Action", None, "m3"],
        ["Lead", "Ann", "m1"], [sheetkit.badge_text(RED), None, None], ["After", None, None],
    ]  # fmt: skip
    assert [sheet.cell(at, 1).fill == BAND.fill for at in (1, 4)] == [True, False]
    assert sheet.cell(4, 1).font.size == STRONG_NOTE.font.size
    widths = [sheet.column_dimensions[each].width for each in "AB"]
    assert widths == pytest.approx([242 * share / 0.75 / 7 for share in (0.34, 0.66)], abs=0.01)
    assert sheet.print_area.rpartition("!")[2] == "$A$1:$B$7" and writer._room == 364


def test_what_leads_to_labels_and_values_stands_on_a_page_with_the_first_of_them():
    for left, ended in ((16.15 + 14.8 + 0.01, []), (16.15 + 14.8 - 0.01, [1])):
        writer = largesheet._writer(Workbook().active)
        writer.blank(364 - left)
        facts = Facts(
            of="It", facts=(Fact(label="Lead", cell=Cell()), Fact(label="Due", cell=Cell(lines=(Line(text="x"),) * 9)))
        )
        largesheet._write(writer, appendix(paper="large"), [Heading(level=4, text="Action"), facts])
        assert [each.id for each in writer.sheet.row_breaks.brk][:1] == (ended or [3])


def test_the_flat_data_has_a_row_an_action_a_filter_and_its_marks_behind():
    sheet = Workbook().active
    long = "w " * 13
    data = Data(
        headings=("Ref", "Action"),
        rows=(("1", long), (None, date(2026, 5, 3)), (7, long * 9)),
        marks=("m1", "m2", "m3"),
    )
    _data(sheet, appendix(), data)
    assert [[cell.value for cell in row] for row in rows_of(sheet)] == [
        ["Ref", "Action", None], ["1", long, "m1"], [None, date(2026, 5, 3), "m2"], [7, long * 9, "m3"],
    ]  # fmt: skip
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == ("A1:B4", "A2", "$1:$1")
    widths = [sheet.column_dimensions[each].width for each in "AB"]
    assert widths == pytest.approx([points / 0.75 / 7 for points in (85, 210)], abs=0.01)
    lines = sheetkit.lines_of(long * 9, 210.0)
    heights = [sheet.row_dimensions[at].height for at in (1, 2, 3, 4)]
    assert lines > 2 and heights == pytest.approx([25.6, 14.8, 14.8, 10.8 * lines + 4])
    assert sheet.cell(1, 1).fill == HEADING.fill


def test_words_are_more_than_a_word_from_twenty_five_letters():
    assert [_wordy(("x", 7, None, "w" * count)) for count in (24, 25)] == [False, True]
    assert not _wordy((10**30,))


def test_what_stands_in_rows_without_a_mark_is_outside():
    book = Workbook()
    for title in ("Summary", "Appendix", "Data"):
        sheetkit.put(_named(book, title), 1, 1, f"in {title}", NOTE)
    sheet = book["Appendix"]
    sheetkit.put(sheet, 2, 1, date(2026, 5, 3), PLAIN)
    assert book.sheetnames == ["Summary", "Appendix", "Data"]
    assert list(_outside(book)) == ["in Summary", "in Appendix", "2026-05-03"]
    assert _marked(sheet) == set()
