"""A file of many rows is applied by a worker while a page waits: once, all of it or nothing, and it can be stopped."""

import pytest
from django.urls import reverse

from audits.models import SheetReturn
from audits.operations.sheets import orders
from audits.operations.sheets.application import apply_return
from audits.operations.sheets.home import discard, keep_choices
from audits.verification import faults
from plans import models as m
from plans.clock import today
from plans.operations.bulk import MOST_AT_ONCE
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.workforce import tell_given_up
from tests import factories
from tests.audits.sheets.bringing import come_home, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions(plan, officer):
    return factories.actions_of(plan)


@pytest.fixture
def returned(plan, officer, actions, monkeypatch):
    """A sheet home with three updates, more than are applied while somebody waits."""
    monkeypatch.setattr(orders, "MOST_AT_ONCE", 2)
    return come_home(officer, sheet_of(plan, officer), {each.pk: {"progress": "Begun."} for each in actions})


@pytest.fixture
def page(returned, client):
    """The page of the sheet: sends what is asked, and takes the work that waits for a worker."""

    def send(**more):
        address = f"{reverse('sheet', args=[returned.sheet_id])}?file={returned.pk}"
        if not more:
            return client.get(address)
        day = {f"position_on_{part}": str(getattr(today(), part)) for part in ("day", "month", "year")}
        return client.post(address, {"reason": "It is home.", **day, **more})

    return send


def ordered(page, waiting):
    """Have it applied by a worker; the work, not begun."""
    with waiting(execute=False) as work:
        assert page(do="apply", seen=page().context["stamp"]).status_code == 302
    return work


def test_many_rows_are_applied_by_a_worker_as_one_act(page, returned, actions, django_capture_on_commit_callbacks):
    assert MOST_AT_ONCE == 200
    work = ordered(page, django_capture_on_commit_callbacks)
    shown = page()
    assert "All of it is applied at once" in shown.text and shown["Refresh"] == "2"
    assert not m.ProgressUpdate.objects.exists()
    for each in (*work, *work):
        each()
    assert "3 cells in 3 rows" in page().text and "Refresh" not in page()
    assert {update.narrative for update in m.ProgressUpdate.objects.all()} == {"Begun."}
    assert m.ChangeSet.objects.filter(verb="merge_sheet").count() == 1
    returned.refresh_from_db()
    assert returned.act.why == "It is home." and list(faults()) == []


def test_what_is_missing_or_stale_is_said_at_once(page, officer, actions):
    assert page(do="apply", reason="").status_code == 422
    submit_progress(by=officer, action=actions[0], word=Word(narrative="Meanwhile.", position_on=today()))
    assert page(do="apply", seen="an earlier one").status_code == 409
    assert not SheetReturn.objects.get().ordered


def test_what_comes_between_leaves_nothing_applied_and_all_choices_kept(
    page, officer, actions, django_capture_on_commit_callbacks
):
    work = ordered(page, django_capture_on_commit_callbacks)
    submit_progress(by=officer, action=actions[0], word=Word(narrative="Meanwhile.", position_on=today()))
    for each in work:
        each()
    shown = page()
    assert "so nothing has been applied" in shown.text and 'value="It is home."' in shown.text
    assert not m.ProgressUpdate.objects.filter(narrative="Begun.").exists()


def test_it_is_stopped_before_it_is_written_and_after_that_not(page, returned, django_capture_on_commit_callbacks):
    work = ordered(page, django_capture_on_commit_callbacks)
    for taken in ({"do": "apply"}, {"do": "discard"}, {"do": "keep"}):
        assert page(**taken).status_code == 409
    assert page(do="stop").status_code == 302
    for each in work:
        each()
    assert not m.ProgressUpdate.objects.exists() and "Apply</button>" in page().text
    for each in ordered(page, django_capture_on_commit_callbacks):
        each()
    with pytest.raises(Refused, match="has been applied"):
        orders.stop_merge(by=m.User.objects.get(pk=returned.came_by_id), returned=returned)
    assert m.ProgressUpdate.objects.count() == 3


def test_while_it_waits_no_other_door_applies_changes_or_takes_it_away(
    page, returned, officer, django_capture_on_commit_callbacks
):
    ordered(page, django_capture_on_commit_callbacks)
    for verb in (
        lambda: apply_return(by=officer, returned=returned, choices={}, reason="Twice."),
        lambda: discard(by=officer, returned=returned),
        lambda: keep_choices(by=officer, returned=returned, choices={}, position_on=None),
    ):
        with pytest.raises(Refused, match="being applied"):
            verb()
    assert SheetReturn.objects.get().ordered


def test_what_no_worker_could_apply_is_told_and_waits(page, returned, django_capture_on_commit_callbacks, monkeypatch):
    work = ordered(page, django_capture_on_commit_callbacks)
    monkeypatch.setattr(orders, "apply_return", lambda **_all: 1 / 0)
    for each in work:
        each()
    assert "Something went wrong" in page().text and not m.ProgressUpdate.objects.exists()
    ordered(page, django_capture_on_commit_callbacks)
    tell_given_up(orders.apply_ordered.module_path, [returned.pk])
    assert "Something went wrong" in page().text and not SheetReturn.objects.get().ordered
