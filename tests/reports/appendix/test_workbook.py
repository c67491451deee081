"""The workbook: what is text stays text, what is a day is a day, and it prints as the paper does."""

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from reports.appendix import render
from reports.appendix.large_print import largesheet
from reports.appendix.layout import build
from reports.appendix.model import Badge, Cell, Line, Row, Table
from reports.appendix.widths import PAGE
from reports.appendix.workbook import sheetkit, summarysheet
from reports.appendix.workbook.plansheet import ROOM, PlanSheet
from reports.appendix.workbook.sheetpieces import pieces
from reports.charts import NOT_RATED
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, book, missing, sheet_text
from tests.reports.appendix.rendered import MAKERS, rendered, state
from tests.reports.states import PLANS

EMU = 12_700
"""To a point."""


def opened(name):
    return book(rendered(name, "xlsx"))


@pytest.mark.parametrize("name", MAKERS)
def test_every_printed_text_is_on_the_sheets(name):
    found = "\n".join(sheet_text(sheet) for sheet in opened(name))
    unescaped = found.replace("_x005F_", "_")
    assert missing(state(name), unescaped) == []


@given(plan=PLANS)
@settings(max_examples=20)
def test_any_plan_makes_a_workbook_without_formulas(plan):
    for sheet in book(render(plan, OPTIONS, "xlsx")):
        assert not [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type in ("f", "e")]


def test_text_that_looks_like_a_formula_or_an_error_stays_text():
    values = {cell.value: cell.data_type for row in opened("hostile")["Data"].iter_rows() for cell in row}
    assert values['=HYPERLINK("http://host.invalid/?"&A1,"Click me")'] == "s"
    assert values["@SUM(1)"] == "s"
    assert values["=1+1"] == "s"


def test_what_excel_would_take_for_an_escape_is_escaped():
    assert sheetkit.text("_x000D_ stays") == "_x005F_x000D_ stays"
    assert sheetkit.text("a_b_c") == "a_b_c"


def test_days_are_real_days():
    due = [cell.value for cell in column(opened("nine_columns")["Data"], "Due")]
    assert due[0] == datetime(2026, 5, 31)
    assert all(value is None or isinstance(value, datetime) for value in due)


def test_a_cell_of_the_paper_that_is_one_day_is_a_real_day():
    sheet = opened("nine_columns")["Appendix"]
    cells = column(sheet, "Timescale", header=4)
    days = [cell for cell in cells if isinstance(cell.value, datetime)]
    assert days and all(cell.number_format == "d mmmm yyyy" for cell in days)


def test_a_day_before_excels_calendar_is_text():
    sheet = book(render(make.plan(), OPTIONS, "xlsx")).active
    assert sheetkit.put(sheet, 9, 1, date(1899, 12, 31), sheetkit.PLAIN).data_type == "s"


def column(sheet, heading, header=1):
    at = next(cell.column for cell in sheet[header] if cell.value == heading)
    return [sheet.cell(row=row, column=at) for row in range(header + 1, sheet.max_row + 1)]


def test_the_data_has_one_row_an_action():
    sheet = opened("nine_columns")["Data"]
    assert sheet.max_row - 1 == len(state("nine_columns").actions)
    assert sheet.auto_filter.ref.startswith("A1:") and sheet.freeze_panes == "A2"


def test_the_counts_on_the_summary_add_up():
    rows = [[cell.value for cell in row if cell.value is not None] for row in opened("nine_columns")["Summary"]]
    start = next(at for at, row in enumerate(rows) if row[0] == "Section")
    end = next(at for at, row in enumerate(rows) if row and row[0] == "All")
    heading, *bands, total = rows[start : end + 1]
    assert heading[-5:] == ["– Not rated", "Total", "Claimed", "Verified", "Past date"]
    assert total[1:] == [sum(band[at] for band in bands) for at in range(1, len(total))]
    assert sum(total[1:-4]) == total[-4] == 43


@pytest.mark.parametrize("name", ["nine_columns", "bullets", "with_glossary"])
def test_it_prints_landscape_to_the_width_of_a_page_under_its_header(name):
    sheet = opened(name)["Appendix"]
    assert sheet.page_setup.orientation == "landscape"
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDEFGHIJ" if letter in sheet.column_dimensions]
    assert sum(widths[: sheet.max_column - 1]) * 7 * 0.75 * 1.04 * sheet.page_setup.scale / 100 < PAGE["a4"]
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref.startswith("A4:")


def test_every_row_that_is_written_has_a_height():
    sheet = opened("bullets")["Appendix"]
    assert all(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))


def test_a_cell_taller_than_a_row_goes_on_in_the_next_rows():
    sheet = opened("cell_longer_than_a_page")["Appendix"]
    assert max(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)) <= sheetkit.TALLEST
    words = " ".join(cell.value for cell in column(sheet, "Action", header=4) if cell.value).split()
    assert [word for word in words if word.startswith("long")] == [f"long{at}" for at in range(3000)]


def test_a_spanning_recommendation_has_rows_enough_for_its_words():
    sheet = opened("recommendation_longer_than_a_page")["Appendix"]
    areas = (found for found in sheet.merged_cells.ranges if found.min_col == found.max_col == 1)
    area = min(areas, key=lambda found: found.min_row)
    tall = sum(sheet.row_dimensions[row].height for row in range(area.min_row, area.max_row + 1))
    wide = sheet.column_dimensions["A"].width * 7 * 0.75
    assert tall >= sheetkit.LEADING * sheetkit.lines_of(sheet.cell(area.min_row, 1).value, wide)


def test_a_row_that_is_added_for_a_cell_taller_than_those_it_spans_has_edges_too():
    sheet, said = Workbook().active, Cell(lines=(Line(text="Mow"),))
    writer = PlanSheet(sheet, [100.0, 100.0], 200.0)
    tall = Cell(lines=tuple(Line(text=str(n)) for n in range(60)), span=2)
    writer.group((Row(cells=(tall, said)), Row(cells=(None, said))))
    assert [sheet.cell(row, 2).value for row in range(1, writer.at)] == ["Mow", "Mow", None]
    assert sheet.cell(3, 2).border.bottom.style == "thin"


def ends(left):
    """After which rows pages end, where a band begins with so many points left of one."""
    sheet, said = Workbook().active, Cell(lines=tuple(Line(text=str(n)) for n in range(6)))
    writer = PlanSheet(sheet, [100.0, 100.0], 200.0, room=300.0)
    writer.blank(300.0 - left)
    writer.band("Now", Table(headings=("Area", "Action"), widths=(50, 50), groups=((Row(cells=(said, said)),),)))
    return [each.id for each in sheet.row_breaks.brk]


def test_a_band_begins_where_its_title_its_headings_and_its_first_row_stand_on_the_page():
    title, headings, row = 17.5, 14.8, 68.8
    assert ends(title + headings + row + 3) == []
    assert ends(title + headings + row - 3) == [1]


@pytest.mark.parametrize("paper", ["a4", "large"])
def test_all_that_is_seen_of_a_sheet_is_printed(paper):
    with_marks = book(render(state("nine_columns"), replace(OPTIONS, paper=paper), "xlsx"))
    for sheet in (with_marks["Summary"], with_marks["Appendix"]):
        seen = sheet.max_column - 1  # the last is hidden
        assert sheet.column_dimensions[get_column_letter(seen + 1)].hidden
        printed = sheet.print_area.replace("$", "").rpartition("!")[2]
        assert printed == f"A1:{get_column_letter(seen)}{sheet.max_row}"


def test_a_row_is_hardly_taller_than_its_words_are_printed():
    """LibreOffice prints these four lines of Liberation Sans in 9.2 points each."""
    words = "Draft agreed by housing, health and education, and on the agenda of the board for its meeting in spring"
    assert sheetkit.lines_of(words, 120.0) == 4
    assert 4 * 9.2 + 4 <= sheetkit.height(4) <= 1.25 * (4 * 9.2 + 2)


def test_a_text_that_fits_a_row_is_not_altered():
    words = "First paragraph\n\n  second   paragraph"
    assert pieces(words, 200) == [(words, 3)]


def test_a_text_longer_than_a_cell_can_hold_says_that_it_was_cut():
    long = sheetkit.text("word " * 10_000)
    assert len(long) <= 32_767 and long.endswith(sheetkit.CUT)


def test_an_ampersand_does_not_become_a_code_in_the_footer():
    plan = make.plan(organisation="Health & Care")
    sheet = book(render(plan, OPTIONS, "xlsx"))["Appendix"]
    assert "Health && Care" in sheet.oddFooter.left.text


def test_it_is_the_same_bytes_from_run_to_run_and_tells_no_time():
    again = render(state("bullets"), OPTIONS, "xlsx")
    assert again == rendered("bullets", "xlsx")
    with zipfile.ZipFile(io.BytesIO(again)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-11-22T00:00:00Z" in archive.read("docProps/core.xml")


def test_the_summary_comes_first_with_its_chart_and_the_data_is_not_printed():
    workbook = opened("nine_columns")
    assert workbook.sheetnames == ["Summary", "Appendix", "Data"]
    (chart,) = workbook["Summary"]._charts
    size, row = chart.anchor.ext, workbook["Summary"].row_dimensions[chart.anchor._from.row + 1].height
    assert (row - 5) * EMU < size.height < row * EMU and size.width == pytest.approx(0.6 * PAGE["a4"] * EMU, rel=0.01)
    said = [series.tx.v or series.tx.strRef.f for series in chart.series]
    assert said == ["Red", "Amber", "Green", "Blue", "Not rated"]
    printed = workbook["Data"].print_area.replace("$", "").rpartition("!")[2].partition(":")[0]
    assert workbook["Data"][printed].value is None


def test_the_summary_has_no_chart_where_nothing_is_rated():
    plan = make.plan(make.section("Now", make.recommendation("Area", make.action("Do"))))
    assert book(render(plan, OPTIONS, "xlsx"))["Summary"]._charts == []


@pytest.mark.parametrize("name", ["nine_columns", "cut_span"])
def test_no_page_cuts_a_recommendation(name):
    sheet = opened(name)["Appendix"]
    ends = [each.id for each in sheet.row_breaks.brk]
    assert ends
    merged = [(area.min_row, area.max_row) for area in sheet.merged_cells.ranges if area.max_row > area.min_row]
    assert merged and not [area for area in merged for end in ends if area[0] <= end < area[1]]
    head = sheet.row_dimensions[4].height
    for start, end in zip([0, *ends], [*ends, sheet.max_row], strict=True):
        tall = sum(sheet.row_dimensions[row].height for row in range(start + 1, end + 1))
        assert tall + (head if start else 0) <= ROOM["a4"]


def test_a_page_of_the_sheet_that_goes_on_names_the_band_and_the_recommendation():
    sheet = opened("cut_span")["Appendix"]
    for end in (each.id for each in sheet.row_breaks.brk):
        assert sheet.cell(end + 1, 1).value == "Within 3 months (continued)"
        assert sheet.cell(end + 2, 1).value.startswith("1. (continued) area0 area1")


def printed_pages(sheet, room):
    """The rows of each page: one ends where it is told and where the next row has no room."""
    pages, used, told = [[]], 0.0, {end.id for end in sheet.row_breaks.brk}
    for row in range(1, sheet.max_row + 1):
        height = sheet.row_dimensions[row].height
        if row - 1 in told or (pages[-1] and used + height > room):
            pages, used = [*pages, []], 0.0
        pages, used = [*pages[:-1], [*pages[-1], row]], used + height
    return pages


@pytest.mark.parametrize("room", range(130, 560, 23))
def test_no_page_of_the_summary_ends_with_a_title_or_goes_on_without_headings(room, monkeypatch):
    monkeypatch.setitem(ROOM, "a4", float(room))
    sheet = Workbook().active
    titled = build(state("nine_columns"), OPTIONS)
    summarysheet.write(sheet, titled)
    first = {row: sheet.cell(row, 1) for row in range(1, sheet.max_row + 1)}
    bands = [row for row, cell in first.items() if cell.fill == sheetkit.BAND.fill]
    pages = printed_pages(sheet, room)
    assert bands and not [page for page in pages if page[-1] in bands]
    heads = [row for row, cell in first.items() if cell.value == titled.exceptions.table.headings[0]]
    rows = range(heads[0] + 1, heads[0] + len(titled.exceptions.table.groups) + len(heads))
    assert not [page for page in pages if page[0] in rows and page[0] not in heads]


def test_a_style_is_made_once_however_many_cells_have_it(monkeypatch):
    once, made, make_style = rendered("nine_columns", "xlsx"), [], sheetkit._made
    monkeypatch.setattr(sheetkit, "_made", lambda *of: made.append(of[1:]) or make_style(*of))
    again = render(state("nine_columns"), OPTIONS, "xlsx")
    assert again == once
    assert len(made) == len(set(made)) < 30


@pytest.mark.parametrize(("paper", "size"), [("a4", 8), ("a3", 8), ("large", 5)])
def test_a_printed_page_has_a_margin_and_a_foot_that_stays_small(paper, size):
    sheet = Workbook().active
    sheetkit.set_page(sheet, paper, "Plan & paper", header_row=None)
    assert (sheet.oddFooter.left.size, sheet.oddFooter.right.size) == (size, size)
    margins = sheet.page_margins
    assert {margins.left, margins.right, margins.top, margins.bottom} == {12 / 25.4}
    assert margins.footer == margins.header == 6 / 25.4


def test_what_is_not_rated_has_a_dashed_edge_and_a_rating_a_whole_one():
    edges = [sheetkit.rated(Badge(word="", colour=each)).border for each in ("red", NOT_RATED)]
    assert [{edge.left.style, edge.right.style, edge.top.style, edge.bottom.style} for edge in edges] == [
        {"thin"},
        {"dashed"},
    ]


def test_large_print_keeps_what_leads_to_labels_and_values_with_them_and_its_title_whole():
    appendix = build(state("nine_columns"), replace(OPTIONS, paper="large"))
    for write in (largesheet.write_front, largesheet.write_plan):
        sheet = Workbook().active
        write(sheet, appendix)
        pages = printed_pages(sheet, ROOM["large"])
        value = {row: sheet.cell(row, 2).value for page in pages for row in page}
        assert len(pages) > 1 and not [page for page in pages[:-1] if value[page[-1]] is None]
    assert sheetkit.TITLE.alignment.wrap_text
