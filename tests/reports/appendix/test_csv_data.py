import csv
import io

import pytest
from hypothesis import given, settings

from reports.appendix import render
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS
from tests.reports.appendix.rendered import rendered, state
from tests.reports.states import PLANS


def rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_one_row_an_action_under_its_headings():
    heading, *found = rows(rendered("nine_columns", "csv"))
    first = dict(zip(heading, found[0], strict=True))
    assert len(found) == len(state("nine_columns").actions)
    assert (first["Section"], first["Ref"], first["Due"], first["RAG"]) == ("Immediately", "1.1", "2026-05-31", "Blue")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", " =1+1", "＝1+1"])
def test_a_formula_is_disarmed(text):
    plan = make.plan(make.section("", make.recommendation(text, make.action())))
    heading, found = rows(render(plan, OPTIONS, "csv"))
    assert dict(zip(heading, found, strict=True))["Recommendation"] == "'" + text.strip()


@given(PLANS)
@settings(max_examples=20)
def test_no_cell_of_any_plan_begins_as_a_formula_does(plan):
    found = rows(render(plan, OPTIONS, "csv"))
    assert not [cell for row in found for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert {len(row) for row in found} == {len(found[0])}


def test_it_begins_with_the_mark_by_which_spreadsheets_know_utf_8():
    assert rendered("hostile", "csv").startswith(b"\xef\xbb\xbf")
