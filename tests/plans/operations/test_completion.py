"""Claimed, verified, returned, closed; and dates that move only by somebody else's decision."""

from datetime import timedelta

import pytest

from plans import models as m
from plans.operations.decisions.completion import close_action, return_claim, verify_completion
from plans.operations.decisions.extensions import decide_extension, request_extension
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(action, lead):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    return submit_progress(by=lead, action=action, word=word)


def test_a_verified_claim_gets_the_schemes_finished_rating(action, claim, manager):
    verify_completion(by=manager, claim=claim, reason="Saw ten files.")
    action.refresh_from_db()
    assert action.stage == "verified"
    assert action.updates.order_by("id").last().rag.code == "blue"


def test_nobody_verifies_a_claim_that_they_made_or_recorded(plan, action, manager, lead):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    own = submit_progress(by=manager, action=action, word=word)
    with pytest.raises(Denied, match="yourself"):
        verify_completion(by=manager, claim=own)
    recorded = submit_progress(by=manager, action=action, word=word, said_by=lead)
    with pytest.raises(Denied, match="yourself"):
        verify_completion(by=manager, claim=recorded)


def test_a_returned_claim_says_what_is_missing_and_the_action_goes_on(action, claim, manager):
    with pytest.raises(Refused, match="missing"):
        return_claim(by=manager, claim=claim, reason=" ")
    return_claim(by=manager, claim=claim, reason="The sample is too small.")
    action.refresh_from_db()
    assert action.stage == "in_progress"


def test_a_claim_is_decided_once(claim, manager):
    verify_completion(by=manager, claim=claim)
    with pytest.raises(Refused, match="not possible"):
        return_claim(by=manager, claim=claim, reason="Second thoughts.")


def test_a_finished_action_takes_no_more_updates(action, claim, manager, lead):
    verify_completion(by=manager, claim=claim)
    with pytest.raises(Refused, match="verified"):
        submit_progress(by=lead, action=action, word=Word(narrative="More.", rag=factories.rag("green")))


def test_closing_needs_a_manager_and_a_reason(action, lead, manager):
    with pytest.raises(Denied):
        close_action(by=lead, action=action, kind="superseded", reason="By the new plan.")
    with pytest.raises(Refused):
        close_action(by=manager, action=action, kind="superseded", reason="")
    with pytest.raises(Refused):
        close_action(by=manager, action=action, kind="verified", reason="A short cut.")
    close_action(by=manager, action=action, kind="superseded", reason="By the new plan.")
    action.refresh_from_db()
    assert action.stage == "superseded"


def test_an_agreed_extension_moves_the_date_and_the_first_one_is_kept(action, lead, manager):
    timescale = action.timescales.get()
    first = timescale.latest
    request = request_extension(by=lead, timescale=timescale, to_latest=first + timedelta(days=30), reason="Illness.")
    timescale.refresh_from_db()
    assert timescale.latest == first
    with pytest.raises(Refused, match="already waits"):
        request_extension(by=lead, timescale=timescale, to_latest=first + timedelta(days=60), reason="More.")
    decide_extension(by=manager, extension=request, agreed=True)
    timescale.refresh_from_db()
    request.refresh_from_db()
    assert (timescale.latest, request.from_latest) == (first + timedelta(days=30), first)
    with pytest.raises(Refused, match="decided already"):
        decide_extension(by=manager, extension=request, agreed=False, reason="No.")


def test_nobody_decides_on_a_date_that_they_asked_for(action, manager):
    timescale = action.timescales.get()
    request = request_extension(
        by=manager, timescale=timescale, to_latest=timescale.latest + timedelta(days=9), reason="Holidays."
    )
    with pytest.raises(Denied, match="yourself"):
        decide_extension(by=manager, extension=request, agreed=True)


def test_an_earlier_date_is_no_extension(action, lead):
    timescale = action.timescales.get()
    with pytest.raises(Refused, match="later"):
        request_extension(by=lead, timescale=timescale, to_latest=timescale.latest, reason="Sooner.")


def test_the_stored_stage_is_the_one_that_follows_from_what_was_said_and_decided(plan, action, claim, manager):
    from plans.queries import plan_state

    return_claim(by=manager, claim=claim, reason="Not yet.")
    stored = dict(m.Action.objects.of_plan(plan).values_list("pk", "stage"))
    assert {a.id: a.stage for a in plan_state(plan).actions} == stored


def test_of_a_closed_plan_nothing_is_decided(plan, action, claim, lead, manager):
    from plans.operations.plans import set_up_plan

    timescale = action.timescales.get()
    later = timescale.latest + timedelta(days=30)
    request = request_extension(by=lead, timescale=timescale, to_latest=later, reason="Illness.")
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    set_up_plan(by=officer, plan=plan, status="closed")
    for attempt in (
        lambda: verify_completion(by=manager, claim=m.ProgressUpdate.objects.get(pk=claim.pk)),
        lambda: close_action(
            by=manager, action=m.Action.objects.get(pk=action.pk), kind="superseded", reason="By another."
        ),
        lambda: decide_extension(by=manager, extension=m.Extension.objects.get(pk=request.pk), agreed=True),
    ):
        with pytest.raises(Denied, match="closed"):
            attempt()


def test_the_date_of_a_finished_action_does_not_move(action, claim, lead, manager):
    verify_completion(by=manager, claim=claim)
    timescale = action.timescales.get()
    with pytest.raises(Refused, match="doesn’t have to move"):
        request_extension(
            by=lead, timescale=timescale, to_latest=timescale.latest + timedelta(days=30), reason="Illness."
        )


def test_nobody_without_a_part_in_the_plan_is_quoted(plan, action):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    for who in (factories.person("Vera Viewer", plan=plan, role="viewer"), factories.person("Otto Outsider")):
        with pytest.raises(Refused, match="no part in this plan"):
            submit_progress(
                by=officer, action=action, word=Word(narrative="Fine.", rag=factories.rag("green")), said_by=who
            )
