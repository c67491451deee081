"""How a page of the paper ends, and the last one."""

import pytest

from plans import columns
from reports.appendix import pdf as printing
from reports.appendix.continuation import last_cells, tables
from reports.appendix.layout import build
from tests.reports.appendix import nasty
from tests.reports.appendix.reading import OPTIONS
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
        for page in papers(plan(section("A band", *filler, said), columns=NARROW)):
            parted.append(says(page, "Short") and not says(page, "tall"))
            for table in tables(page._page_box):
                ends = {round(cell.position_y + cell.border_height(), 3) for cell in last_cells(table.children[-1])}
                assert ends == {round(table.content_box_y() + table.height, 3)}
    assert any(parted)
