"""Sheets as people fill them in: what they change that is not asked for, days in any order, new rows, other officers.
Nothing is said that they did not say."""

import pytest

from audits.operations.sheets.application import merge_of
from audits.sheets.as_json import merge_as_json
from audits.sheets.pages import rows_shown
from plans import models as m
from tests import factories
from tests.audits.sheets.bringing import apply, come_home, outcomes, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions(plan, officer):
    return factories.actions_of(plan)


def cells_of(returned, action):
    return {cell.field: (row, cell) for row in merge_of(returned).rows if row.action == action for cell in row.telling}


def test_a_cell_for_reading_that_was_changed_is_shown_and_not_taken_unless_chosen(client, plan, officer, actions):
    [first, *_others] = actions
    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, {first.pk: {"text": "Do it otherwise", "progress": "Begun."}})
    row, cell = cells_of(returned, first)["text"]
    assert "only for reading" in cell.doubt
    assert not row.is_chosen(cell)
    becomes = {each["field"]: each["becomes"] for each in merge_as_json(merge_of(returned))["changes"]}
    assert becomes == {"text": "asked", "progress": "update"}
    [shown] = rows_shown(merge_of(returned), {})
    assert {each.heading: each.chosen for each in shown.cells} == {"Action": "", "Progress": "sheet"}
    page = client.get(f"/sheets/{sheet.pk}/").content.decode()
    assert "This cell was only for reading, and was changed all the same." in page
    apply(officer, returned)
    assert m.Action.objects.get(pk=first.pk).text == first.text
    assert outcomes(returned) == {(first.pk, "text"): "sheet"}


def test_a_cell_for_reading_that_was_chosen_changes_the_words_of_the_plan(plan, officer, actions):
    [first, *_others] = actions
    returned = come_home(officer, sheet_of(plan, officer), {first.pk: {"text": "Do it otherwise"}})
    apply(officer, returned, {f"{first.pk}-text": "sheet"})
    assert m.Action.objects.get(pk=first.pk).text == "Do it otherwise"
