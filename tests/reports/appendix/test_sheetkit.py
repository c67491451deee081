"""What the sheets of a workbook are made with: values, looks, heights and widths."""

from datetime import date

import pytest
from openpyxl import Workbook

from reports.appendix.model import Badge, Cell, Line
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.sheetkit import BAND, HEADING, HEADS, MUTED, NOTE, PLAIN, STRONG_NOTE, TITLE
from reports.appendix.workbook.sheetpieces import named_again, pieces
from reports.appendix.workbook.summarysheet import Grid


@pytest.fixture
def sheet():
    return Workbook().active


@pytest.mark.parametrize(
    ("value", "held", "kind", "format_", "direction"),
    [
        (date(1900, 3, 1), date(1900, 3, 1), "d", "d mmmm yyyy", 0),
        (date(1900, 2, 28), "1900-02-28", "s", "General", 0),
        (0, 0, "n", "General", 0),
        (7, 7, "n", "General", 0),
        ("=1+1", "=1+1", "s", "General", 0),
        ("_x000D_", "_x005F_x000D_", "s", "General", 0),
        ("مرحبا", "مرحبا", "s", "General", 2),
        ("", None, "n", "General", 0),
        (None, None, "n", "General", 0),
    ],
)
def test_a_value_is_what_it_is_and_a_text_nothing_but_text(sheet, value, held, kind, format_, direction):
    cell = sheetkit.put(sheet, 2, 3, value, PLAIN)
    assert (cell.value, cell.data_type, cell.number_format) == (held, kind, format_)
    assert (cell.alignment.readingOrder, cell.alignment.vertical, cell.alignment.wrap_text) == (direction, "top", True)
    assert cell.alignment.horizontal == ("left" if kind == "d" else None)
    assert sheet.cell(2, 3).value == held


@pytest.mark.parametrize(
    ("look", "size", "bold", "italic", "filled", "ruled", "vertical"),
    [
        (PLAIN, 8, False, False, False, True, "top"),
        (HEADS, 8, True, False, False, True, "top"),
        (MUTED, 8, False, True, False, True, "top"),
        (HEADING, 8, True, False, True, True, "center"),
        (BAND, 10, True, False, True, False, "center"),
        (TITLE, 14, True, False, False, False, "center"),
        (NOTE, 8, False, False, False, False, "top"),
        (STRONG_NOTE, 9, True, False, False, False, "top"),
    ],
)
def test_a_look_has_its_type_its_ground_and_its_rules(sheet, look, size, bold, italic, filled, ruled, vertical):
    cell = sheetkit.put(sheet, 1, 1, "words", look)
    font = cell.font
    assert (font.name, font.size, font.bold or False, font.italic or False) == ("Arial", size, bold, italic)
    assert (cell.fill.fill_type == "solid", cell.border.left.style == "thin") == (filled, ruled)
    assert (cell.alignment.vertical, cell.alignment.wrap_text) == (vertical, True)


def test_words_are_cut_where_a_cell_holds_no_more_of_them():
    assert [len(sheetkit.text("w" * count)) for count in (31_999, 32_000, 32_001)] == [31_999, 32_000, 32_000]
    assert sheetkit.text("w" * 32_001).endswith("w" + sheetkit.CUT)


@pytest.mark.parametrize(
    ("lines", "size", "tall"), [(0, 8, 4), (1, 8, 14.8), (2, 8, 25.6), (1, 10, 17.5), (3, 16, 68.8), (40, 8, 409)]
)
def test_a_row_is_as_tall_as_its_lines(lines, size, tall):
    assert sheetkit.height(lines, size) == pytest.approx(tall)


def test_lines_are_counted_in_what_a_cell_leaves_free_and_in_no_less_than_a_letter():
    words = "MM MM"
    for size, bold in ((8.0, False), (8.0, True), (14.0, False)):
        wide = sheetkit.metrics.width(words, size, arial=True, bold=bold) + 5
        found = [sheetkit.lines_of(words, wide + more, size=size, bold=bold) for more in (0.01, -0.01)]
        assert found == [1, 2]
    assert sheetkit.lines_of("one\n\ntwo", 400.0) == 3
    assert sheetkit.lines_of("MM", 1.0) == sheetkit.lines_of("MM", 13.0) == 2
    assert sheetkit.tall("a\nb", TITLE, 400.0) == pytest.approx(2 * 10.8 * 14 / 8 + 4)


def test_words_stand_across_all_columns_in_one_cell(sheet):
    sheetkit.full_width(sheet, 2, 3, "a\nb", BAND, 300.0)
    assert [sheet.cell(2, at).value for at in (1, 2, 3)] == ["a\nb", None, None]
    assert {sheet.cell(2, at).fill.fill_type for at in (1, 2, 3)} == {"solid"}
    assert list(map(str, sheet.merged_cells.ranges)) == ["A2:C2"]
    assert sheet.row_dimensions[2].height == pytest.approx(31)


def test_cells_are_made_one_and_one_alone_stays_as_it_is(sheet):
    sheetkit.merge(sheet, 2, 2, 2, 2)
    assert not sheet.merged_cells.ranges
    sheetkit.merge(sheet, 2, 2, 3, 2)
    sheetkit.merge(sheet, 4, 1, 4, 2)
    assert sorted(map(str, sheet.merged_cells.ranges)) == ["A4:B4", "B2:B3"]


def test_widths_are_in_digits_of_seven_pixels(sheet):
    sheetkit.set_widths(sheet, [52.5, 105.0, 100.0])
    assert [sheet.column_dimensions[each].width for each in "ABC"] == [10, 20, 19.05]
    book = Workbook()
    sheetkit.set_normal_font(book)
    assert (book._named_styles["Normal"].font.name, book._named_styles["Normal"].font.size) == ("Arial", 10)


def test_a_sheet_prints_what_it_is_told_or_nothing(sheet):
    for rows, wanted in ((7, "$A$1:$C$7"), (1, "$A$1:$C$1"), (0, "$A$1:$C$1")):
        sheetkit.print_only(sheet, rows, 3)
        assert sheet.print_area.rpartition("!")[2] == wanted
    sheetkit.put(sheet, 1, 2, "words", PLAIN)
    sheetkit.print_nothing(sheet)
    assert sheet.print_area.rpartition("!")[2] == "$E$1"


@pytest.mark.parametrize(("column", "stands"), [(0, "C1"), (2, "B1")])
def test_a_file_is_marked_in_a_hidden_column_behind_the_last_or_in_one_that_is_told(sheet, column, stands):
    sheetkit.put(sheet, 3, 2, "words", PLAIN)
    sheetkit.mark(sheet, "mark", column=column)
    assert (sheet[stands].value, sheet.column_dimensions[stands[0]].hidden) == ("mark", True)


@pytest.mark.parametrize(
    ("paper", "orientation", "size", "scale"),
    [("a4", "landscape", 9, 93), ("a3", "landscape", 8, 93), ("large", "portrait", 9, 200)],
)
def test_a_sheet_is_printed_on_its_paper_at_its_scale(sheet, paper, orientation, size, scale):
    sheetkit.set_page(sheet, paper, "f" * 300, header_row=3)
    setup = sheet.page_setup
    assert (setup.orientation, setup.paperSize, setup.scale) == (orientation, size, scale)
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$3:$3")
    assert len(sheet.oddFooter.left.text) == 200


def test_the_words_of_a_chart_are_small_and_bold_unless_that_is_not_wanted():
    for bold in (True, False):
        made = sheetkit.label_text("#17151c", **({} if bold else {"bold": False}))
        paint = made.p[0].pPr.defRPr
        assert (paint.sz, paint.b, paint.solidFill.srgbClr, paint.latin.typeface) == (800, bold, "17151C", "Arial")


@pytest.mark.parametrize(
    ("paragraphs", "parts"),
    [
        ((37,), [37]),
        ((38,), [37, 1]),
        ((74,), [37, 37]),
        ((20, 20), [37, 3]),
        ((37, 1), [37, 1]),
        ((36, 2, 3), [37, 4]),
    ],
)
def test_a_text_taller_than_a_row_is_parted_where_the_row_is_full(paragraphs, parts):
    """A paragraph of so many words that stand below each other, and those that follow it."""
    text = "\n".join(" ".join(["MMM"] * count) for count in paragraphs)
    wide = sheetkit.metrics.width("MMM", 8, arial=True) + 6
    found = pieces(text, wide)
    assert [lines for _, lines in found] == parts
    assert [part.split() for part, _ in found] == [["MMM"] * count for count in parts]
    assert sum(part.count("\n") for part, _ in found) == (len(paragraphs) - 1 if paragraphs != (37, 1) else 0)


def test_what_goes_on_repeats_three_hundred_letters_at_most():
    again = named_again(Cell(lines=(Line(text="word " * 100, label="7."),)))
    assert again.startswith("7. (continued) word word") and again.endswith("…")
    assert len(again.removeprefix("7. (continued) ")) + 6 >= 300 and len(again) <= 317


def test_a_rating_is_told_by_its_sign_and_its_word():
    words = {sheetkit.badge_text(Badge(word="Red", colour=each)) for each in ("red", "green")}
    assert len(words) == 2 and all(each.endswith(" Red") for each in words)


@pytest.mark.parametrize(
    ("tables", "widths", "spans"),
    [
        ([[100]], [100], [[(1, 1)]]),
        ([[100], [50, 50]], [50, 50], [[(1, 2)], [(1, 1), (2, 2)]]),
        ([[30, 70], [60, 40]], [30, 30, 40], [[(1, 1), (2, 3)], [(1, 2), (3, 3)]]),
        ([[30, 70], [34, 66]], [30, 70], [[(1, 1), (2, 2)], [(1, 1), (2, 2)]]),
        ([[30, 70], [35.1, 64.9]], [30, 5.1, 64.9], [[(1, 1), (2, 3)], [(1, 2), (3, 3)]]),
        ([[95.1, 4.9]], [100], [[(1, 1), (2, 2)]]),
        ([[94.9, 5.1]], [94.9, 5.1], [[(1, 1), (2, 2)]]),
    ],
)
def test_tables_of_other_widths_stand_below_each_other_in_columns_that_suit_all(tables, widths, spans):
    grid = Grid(100.0, tables)
    assert grid.widths == pytest.approx(widths)
    assert [grid.spans(each) for each in tables] == spans
