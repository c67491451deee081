"""How a page of the paper ends, and the last one."""

import pytest

from plans import columns
from reports.appendix import render
from reports.appendix.html.page import html
from reports.appendix.layout import build
from reports.appendix.pdf import document as printing
from reports.appendix.pdf.continuation import last_cells, tables
from tests.reports.appendix import nasty
from tests.reports.appendix.reading import OPTIONS, book
from tests.reports.factories import action, column, plan, recommendation, section

NARROW = (column("Area", columns.RECOMMENDATION), column("Action", columns.ACTION))


def papers(state):
    return printing.laid_out_paper(build(state, OPTIONS)).pages


def says(page, words):
    return any(words in getattr(box, "text", "") for box in page._page_box.descendants())


def test_the_last_row_of_a_page_reaches_down_as_far_as_the_recommendation_beside_it():
    rows = (action("Short"), action(nasty.words("tall", 300)))
    said = recommendation(nasty.words("area", 70), *rows, ref="15.")
    parted = []
    for before in range(4):
        filler = [recommendation("Area", action(nasty.words("does", 30)), ref=f"{at}.") for at in range(before)]
        made = section("A band", *filler, said, recommendation("Area", action("Last"), action("Of all"), ref="16."))
        for page in papers(plan(made, columns=NARROW)):
            parted.append(says(page, "Short") and not says(page, "tall"))
            for table in tables(page._page_box):
                ends = {round(cell.position_y + cell.border_height(), 3) for cell in last_cells(table.children[-1])}
                assert ends == {round(table.content_box_y() + table.height, 3)}
    assert any(parted)


def areas(count, at_a_time=1):
    rows = [action(nasty.words("does", 90)) for _ in range(count)]
    return [recommendation("Area", *rows[n : n + at_a_time], ref=f"{n}.") for n in range(0, count, at_a_time)]


def rows_of_last(pages):
    return [row for table in tables(pages[-1]._page_box) for group in table.children[1:] for row in group.children]


@pytest.mark.parametrize("at_a_time", [1, 3])
@pytest.mark.parametrize("notes", [(), ("Read with the plan:", "1. The panel meets each month.")])
def test_no_paper_ends_on_a_page_of_a_single_row_or_of_notes_alone(at_a_time, notes):
    for count in range(14, 21):
        pages = papers(plan(section("A band", *areas(count, at_a_time)), columns=NARROW, notes_after=notes))
        assert len(pages) == 1 or len(rows_of_last(pages)) > 1


def test_rows_are_set_closer_where_that_saves_a_page_of_little():
    made = [plan(section("A band", *areas(count)), columns=NARROW) for count in range(12, 27)]
    set_closer = [state for state in made if is_closer(papers(state))]
    assert set_closer
    assert len(set_closer) < len(made) / 2
    for state in set_closer:
        as_usual = printing._set(html(build(state, OPTIONS))).pages
        assert len(papers(state)) == len(as_usual) - 1


def is_closer(pages):
    [body] = [box for box in pages[0]._page_box.descendants() if box.element_tag == "body"]
    return "apx--closer" in body.element.get("class")


@pytest.mark.parametrize("sections", [1, 2])
def test_no_sheet_ends_on_a_page_of_a_single_row(sections):
    for count in range(14, 24):
        rest = areas(count)
        bands = [section("A band", *rest)] if sections == 1 else [section("A band", *rest[:-1]), section("B", rest[-1])]
        sheet = book(render(plan(*bands, columns=NARROW), OPTIONS, "xlsx"))["Appendix"]
        last = max((each.id for each in sheet.row_breaks.brk), default=4)
        said = [sheet.cell(row, 2).value for row in range(last + 1, sheet.max_row + 1)]
        assert sum(bool(value) for value in said) > 1
