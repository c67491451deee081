"""Sheets as people fill them in: what they change that is not asked for, days in any order, new rows, other officers.
Nothing is said that they did not say."""

from datetime import timedelta

import pytest

from audits.operations.sheets.application import merge_of
from audits.operations.sheets.out import whom_of_lead
from audits.sheets.as_json import merge_as_json
from audits.sheets.pages import rows_shown
from audits.timeline import timeline
from plans import models as m
from plans.clock import today
from plans.operations.decisions.extensions import decide_extension
from plans.permissions.actions import can_decide_extension
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


def test_a_new_date_is_asked_by_whoever_the_sheet_is_of_and_recorded_by_who_merged_it(plan, officer, manager, actions):
    sheet = sheet_of(plan, officer)
    later = today() + timedelta(days=200)
    said = {actions[0].pk: {"date": later, "progress": "The builder has gone."}, actions[1].pk: {"date": later}}
    apply(officer, come_home(officer, sheet, said))
    one, two = m.Extension.objects.order_by("pk")
    assert (one.asked_by_name, one.reason) == ("Nadia Ferris", "The builder has gone.")
    assert (two.asked_by_name, two.reason) == ("Nadia Ferris", f"Sheet {sheet.pk} gives no reason.")
    assert one.asked_by == officer
    entry = next(each for each in timeline(actions[0]) if "asked for a new date" in each.title)
    assert entry.title.startswith("Nadia Ferris asked")
    assert entry.facts == ("Recorded by Olive Officer",)
    decide_extension(by=manager, extension=one, agreed=True)


def test_who_asked_for_a_date_in_their_sheet_does_not_decide_on_it(plan, officer, manager, actions):
    lead = factories.lead()
    ada = factories.person("Ada Lead", plan=plan, role="manager", posts=[lead])
    sheet = sheet_of(plan, officer, whom=whom_of_lead(lead, on=today()))
    apply(officer, come_home(officer, sheet, {actions[0].pk: {"date": today() + timedelta(days=200)}}))
    asked = m.Extension.objects.get()
    assert (asked.asked_by, asked.asked_by_name) == (ada, sheet.whom)
    assert not can_decide_extension.allows(ada, asked)
    assert can_decide_extension.allows(manager, asked)
