"""Where pages of the workbook's sheet end, how tall its rows are, and where marks stand: in points, without a file."""

from datetime import date
from math import inf
from types import SimpleNamespace

import pytest
from openpyxl import Workbook

from reports.appendix.model import Badge, Cell, Line, Row, Table
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.plansheet import PlanSheet, _keep_end, write
from reports.appendix.workbook.sheetkit import BAND, LEADING, MUTED, NOTE, PLAIN, TALLEST

ONE, TWO, BANDED = 14.8, 25.6, 17.5
"""Points of a row of one line, of two, and of a band."""


def cell(lines=1, span=1, on=None):
    return Cell(lines=tuple(Line(text=f"w{n}") for n in range(lines)), span=span, on=on)


def row(*cells, mark=""):
    return Row(cells=(*cells, cell(), cell())[: max(2, len(cells))], mark=mark, action_id=1)


def writer(left=inf, room=300.0, points=(100.0, 100.0), page=200.0, **more):
    """A writer on a page of that room, of which so much is left."""
    made = PlanSheet(Workbook().active, points, page, room=room, **more)
    if left < room:
        made.blank(room - left)
    return made


def ends(made):
    return [each.id for each in made.sheet.row_breaks.brk]


def heights(made):
    return [round(made.sheet.row_dimensions[at].height, 3) for at in range(1, made.at)]


def said(made, column=1):
    return [made.sheet.cell(at, column).value for at in range(1, made.at)]


def of(*groups, widths=(50, 50), headings=("a", "b")):
    return Table(headings=headings, widths=widths, groups=groups)


@pytest.mark.parametrize(
    ("write", "needs"),
    [
        (lambda made: made.across("Now", BAND), BANDED + 2 * TWO),
        (lambda made: made.blank(100.0), 100.0),
        (lambda made: made.keep_together([("Led by", NOTE), ("a\nb", NOTE)], row(cell(3))), ONE + TWO + 36.4),
        (lambda made: made.keep_together([("Led by", NOTE)], row(cell(20))), 150.0),
        (lambda made: made.group((row(cell(4), cell(2)),)), 47.2),
        (lambda made: made.group((row(cell(7, span=2), cell()), row(None, cell()))), 79.6),
        (lambda made: made.band("Now", None), BANDED + 2 * TWO),
        (lambda made: made.group((row(cell(2)), row(cell(4)))), TWO),
        (lambda made: made.band("Now", of((row(cell(7, span=2)), row(None)))), 2 * BANDED + 79.6),
        (lambda made: made.band("Now", of((row(cell(9)),), (row(),))), 2 * BANDED + 101.2),
    ],
)  # fmt: skip
def test_a_page_ends_before_what_has_no_room_on_it_and_not_before_what_just_fits(write, needs):
    for left, ended in ((needs + 0.01, False), (needs - 0.01, True)):
        made = writer(left)
        write(made)
        assert (1 in ends(made)) == ended


def test_a_page_that_has_only_begun_takes_what_is_taller_than_it_and_the_next_has_what_is_left():
    made = writer()
    made.blank(700.0)
    made.blank(200.0)
    assert ends(made) == []
    made.blank(1.0)
    assert (ends(made), made._used) == ([2], 1.0)


def test_the_heads_of_a_table_stand_at_the_head_of_each_page_where_they_are_repeated():
    made = writer()
    made.header(("Area", "Action"), repeated=True)
    made.header(tuple(["Area", "Action"]))  # noqa: C409 another tuple that says the same
    made.group((row(cell(26)),))
    assert (said(made)[:1], ends(made), made._used) == (["Area"], [], pytest.approx(ONE + 284.8))
    made.group((row(),))
    assert (ends(made), made._used) == ([2], 2 * ONE)
    made.header(("Area", "Progress"))
    assert said(made)[-1] == "Area" and made.at == 5


@pytest.mark.parametrize("repeated", [True, False])
def test_a_page_that_goes_on_says_its_band_and_its_heads_unless_these_are_repeated(repeated):
    made = writer(room=100.0)
    made.header(("Area", "Action"), **({"repeated": True} if repeated else {}))
    made.band("Now", of(*[(row(),)] * 6, headings=("Area", "Action")))
    first, *others = ends(made)
    again = said(made)[first : first + 2]
    assert again == ["Now (continued)", "w0" if repeated else "Area"] and not others[1:]
    assert said(made).count("w0") == 6


def test_a_recommendation_goes_on_beside_as_many_rows_as_a_page_holds():
    made = writer(room=60.0)
    area = Cell(lines=(Line(text="Keep the park", label="7."),), span=5)
    made.group((row(area, cell()), *(row(None, cell()) for _ in range(4))))
    assert ends(made) == [4]
    assert said(made) == ["7. Keep the park", None, None, None, "7. (continued) Keep the park"]
    assert said(made, 2) == ["w0"] * 5
    assert [str(each) for each in made.sheet.merged_cells.ranges] == ["A1:A4"]
    assert heights(made) == [ONE] * 4 + [TWO]


def test_rows_beside_a_tall_cell_grow_together_to_its_height_and_no_more():
    made = writer(room=2000.0)
    made.group((row(cell(9, span=2), cell(2)), row(None, cell())))
    assert heights(made) == [TWO, round(9 * LEADING + 4 - TWO, 3)]
    assert made._used == pytest.approx(9 * LEADING + 4)
    made.group((row(cell(3, span=2), cell(4)), row(None, cell())))
    assert heights(made)[2:] == [47.2, ONE]


def test_where_the_last_row_may_grow_no_more_rows_are_added():
    made = writer(room=2000.0)
    made.group((row(cell(90, span=2), cell()), row(None, cell())))
    tall = 90 * LEADING + 4
    assert heights(made) == [ONE, TALLEST, TALLEST, round(tall - ONE - 2 * TALLEST, 3)]
    assert sum(heights(made)) == pytest.approx(tall) == made._used
    assert [str(each) for each in made.sheet.merged_cells.ranges] == ["A1:A4"]
    assert {made.sheet.cell(at, 2).border.bottom.style for at in range(1, 5)} == {"thin"}


def test_a_cell_taller_than_a_row_may_be_goes_on_below_with_nothing_beside_it():
    made = writer(room=2000.0)
    made.group((row(cell(60), cell(2), mark="AQ1-2-x-y-z"),))
    assert heights(made) == [37 * LEADING + 4, 23 * LEADING + 4]
    assert [text.count("w") for text in said(made)] == [37, 23]
    assert said(made, 2) == ["w0\nw1", None]
    assert [bool(text) for text in said(made, 3)] == [True, True] and said(made, 3)[0] != said(made, 3)[1]


def test_two_rows_that_are_kept_together_stand_on_one_page():
    for left, ended in ((2 * ONE + 35.01, []), (2 * ONE + 34.99, [1])):
        made = writer(left)
        first, second = row(), row(cell(1), cell())
        made.keep_with(first, second, 35.0)
        made.group((first,))
        made.group((second,))
        assert ends(made) == ended


def tables(*counts):
    """Tables of so many rows, each row a line taller than the one before."""
    return [of(*((row(cell(n)),) for n in range(1, count + 1))) for count in counts]


@pytest.mark.parametrize(
    ("counts", "before", "apart"),
    [((3,), (0, -2), 36.4), ((2, 2), (1, -2), TWO), ((4, 2, 1), (1, -1), 2 * BANDED + ONE),
     ((1, 1), (0, -1), 2 * BANDED + ONE)],
)  # fmt: skip
def test_the_last_row_is_kept_with_the_one_before_it(counts, before, apart):
    made, given = writer(), tables(*counts)
    _keep_end(made, given)
    table, at = before
    assert made._below == {id(given[table].rows[at]): pytest.approx(apart)}


def test_an_only_row_is_kept_with_none():
    made = writer()
    _keep_end(made, tables(1))
    assert made._below == {}


def test_a_mark_stands_behind_the_last_column_of_a_row():
    made = writer(spans=((1, 1), (2, 2), (3, 5)), page=300.0, points=[100.0] * 3)
    made.across("Now", NOTE, "mark")
    made.across("Later", NOTE)
    made.group((row(cell(), cell(), cell(), mark="AQ1"),))
    assert said(made, 6) == ["mark", None, "AQ1"]
    assert sorted(map(str, made.sheet.merged_cells.ranges)) == ["A1:E1", "A2:E2", "C3:E3"]


def test_the_mark_of_a_row_is_of_the_words_of_spanning_cells_that_stand_beside_it():
    marks = SimpleNamespace(row=lambda table, row, beside: f"{row.mark} {table.headings[0]} {beside}")
    for drawn, wanted in ((marks, ["m1 a {0: 'w0'}", "m2 a {}"]), (None, ["m1", "m2"])):
        made = writer(marks=drawn)
        made.group((row(mark="m0"),))
        made.band("", of((row(cell(span=2), mark="m1"), row(None, mark="m2"), row())))
        assert said(made, 3) == ["m0", None, *wanted, None]


def test_a_cell_looks_and_counts_as_what_it_says_and_what_is_left_of_it_as_nothing():
    made, muted, heads = writer(room=2000.0), Cell(lines=(Line(text="No", style="muted"),)), Line(text="", label="7.")
    made.group((row(cell(60), muted), row(cell(on=date(2026, 5, 31)), muted)))
    made.group((row(Cell(lines=(heads,), span=2)), row(None)))
    assert [made.sheet.cell(at, 2).font.italic for at in (1, 2, 3)] == [True, False, True]
    assert said(made)[2] == date(2026, 5, 31) and made.sheet.cell(4, 1).font.bold


def test_what_is_led_by_a_row_that_goes_on_stands_with_its_first_part():
    for left, ended in ((ONE + 403.61, []), (ONE + 403.59, [1])):
        made = writer(left, room=2000.0)
        made.keep_together([("Led by", NOTE)], row(cell(60)))
        assert ends(made) == ended


@pytest.mark.parametrize(("lines", "rows", "last"), [(12, 9, ONE + 0.4), (304, 2, 0.4)])
def test_the_least_that_a_tall_cell_lacks_is_made_room_for(lines, rows, last):
    made = writer(room=20000.0)
    made.group((row(cell(lines, span=rows)), *[row(None)] * (rows - 1)))
    assert heights(made)[-1] == pytest.approx(last)


def test_rows_of_nothing_but_spanning_cells_are_as_tall_as_a_line():
    made = writer()
    made.group((row(cell(span=2), cell(span=2)), row(None, None)))
    assert heights(made) == [ONE, ONE]
    assert sorted(map(str, made.sheet.merged_cells.ranges)) == ["A1:A2", "B1:B2"]


def test_pages_of_the_plan_hold_as_many_rows_as_have_room_below_the_heads():
    sheet = Workbook().active
    write(
        sheet,
        paper(
            [of(*((row(),) for _ in range(130)), widths=(20, 80)), of((row(),), headings=("c", "d"), widths=(50, 50))]
        ),
    )
    assert [each.id for each in sheet.row_breaks.brk] == [37, 73, 109]
    assert [sheet.cell(at, 1).value for at in (4, 38, 74)] == ["a", "w0", "w0"]
    wide = [773.8 * share / 0.75 / 7 for share in (0.2, 0.8)]
    assert [sheet.column_dimensions[each].width for each in "AB"] == pytest.approx(wide, abs=0.01)


def test_a_cell_covers_the_columns_of_the_sheet_that_it_spans():
    made = writer(spans=((1, 3), (4, 4)))
    made.cells([("Where", PLAIN), (7, PLAIN)])
    made.cells([("two\nlines", MUTED), (None, PLAIN)])
    assert sorted(map(str, made.sheet.merged_cells.ranges)) == ["A1:C1", "A2:C2"]
    assert (said(made), said(made, 2), said(made, 4)) == (["Where", "two\nlines"], [None, None], [7, None])
    assert heights(made) == [ONE, TWO]


def test_a_rating_is_its_shape_and_word_with_what_is_said_below_it():
    made, red = writer(), Badge(word="Red", colour="red")
    made.group((row(Cell(badge=red, lines=(Line(text="Claimed"),)), cell()),))
    assert said(made) == [f"{sheetkit.badge_text(red)}\nClaimed"] and heights(made) == [TWO]


def test_a_writer_goes_on_where_another_has_come():
    above, below = writer(left=100.0), writer()
    below.go_on_below(above)
    assert (below.at, below._used) == (2, 200.0)


def paper(tables, **fields):
    told = {"title": "Plan", "council": "", "subtitle": "", "reference": "", "facts": (), "withheld": "", "paper": "a4"}
    bands = [SimpleNamespace(title="", table=each) for each in tables]
    return SimpleNamespace(bands=bands, marks=None, running="", **told | fields)


def test_the_sheet_has_its_title_what_is_told_beside_it_and_a_filter_over_its_rows():
    sheet = Workbook().active
    write(sheet, paper(tables(2, 1), council="Council", reference="R 1", facts=("As at May",)))
    first = [cell.value for cell in sheet["A"]]
    assert first == ["Plan", "Council", "R 1 · As at May", "a", "w0", "w0\nw1", "w0"]
    assert (sheet.auto_filter.ref, sheet.print_title_rows, sheet.freeze_panes) == ("A4:B7", "$4:$4", "A5")
    assert sheet.print_area.rpartition("!")[2] == "$A$1:$B$7"


def test_a_plan_without_rows_has_no_header_and_a_paper_that_is_withheld_says_so():
    sheet = Workbook().active
    write(sheet, paper([None], paper="a3", withheld="Not so"))
    assert [cell.value for cell in sheet["A"]][3:] == ["Not so", "No actions in this section."]
    assert (sheet.auto_filter.ref, sheet.freeze_panes, sheet.print_title_rows) == (None, None, None)
