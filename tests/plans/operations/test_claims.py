"""What a later word does to a claim that waits: it withdraws it, unless it says that the claim stands."""

from datetime import timedelta

import pytest

from audits.sources import as_at
from plans import models as m
from plans import worklists
from plans.assembly import assemble
from plans.clock import today
from plans.operations.decisions.completion import return_claim, verify_completion, withdraw_claim
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import live_rows, plan_state
from plans.trail import SYSTEM
from tests import factories

pytestmark = pytest.mark.django_db

DONE = "All forty are trained."


@pytest.fixture
def claim(action, lead):
    return says(lead, action, narrative=DONE, claims_completion=True)


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


def says(by, action, rag="green", **fields):
    word = Word(**{"narrative": "Two left at once.", "rag": factories.rag(rag), **fields})
    return submit_progress(by=by, action=action, word=word)


def stage_of(action) -> str:
    """As it is stored; it has to be what follows from what was said and decided, now and as at today."""
    stored = m.Action.objects.get(pk=action.pk).stage
    [live] = [each for each in plan_state(action.plan).actions if each.id == action.pk]
    [past] = [each for each in as_at(action.plan, on=today()).actions if each.id == action.pk]
    assert {stored, live.stage, past.stage} == {stored}
    return stored


def test_a_later_word_withdraws_the_claim_in_the_same_act_and_the_action_is_owed_again(action, claim, lead, manager):
    on = today()
    assert list(worklists.to_verify(manager)) == [claim]
    assert action not in worklists.to_chase(manager, on=on)
    acts = m.ChangeSet.objects.count()
    says(lead, action, rag="amber", narrative="Not done after all.")
    assert m.ChangeSet.objects.count() == acts + 1
    assert stage_of(action) == "in_progress"
    decision = action.decisions.get()
    assert (decision.kind, decision.claim, decision.by, decision.on) == ("claim_withdrawn", claim, lead, on)
    assert decision.reason == "", "nothing that we wrote is kept as their words"
    assert not worklists.to_verify(manager).exists()
    far = on + timedelta(days=400)
    positioned = m.Action.objects.filter(pk=action.pk).with_position()
    assert positioned.overdue(on=far).exists()
    assert positioned.owes_update(on=far).exists()
    with pytest.raises(Refused, match="not possible"):
        verify_completion(by=manager, claim=claim)


def test_one_that_says_that_it_stands_is_a_claim_too_which_somebody_else_verifies(
    action, claim, lead, officer, manager
):
    again = says(officer, action, narrative="I saw the register.", claim_stands=True)
    assert (again.claims_completion, stage_of(action), action.decisions.count()) == (True, "claimed", 0)
    assert list(worklists.to_verify(manager)) == [again]
    assert not worklists.to_verify(officer).exists()
    with pytest.raises(Refused, match="newer claim"):
        verify_completion(by=manager, claim=claim)
    with pytest.raises(Denied, match="yourself"):
        verify_completion(by=officer, claim=again)
    verify_completion(by=manager, claim=again)
    assert stage_of(action) == "verified"


def test_who_made_the_first_claim_does_not_verify_the_one_that_renews_it(action, lead, officer, manager):
    says(officer, action, claims_completion=True)
    again = says(lead, action, claim_stands=True)
    assert not worklists.to_verify(officer).exists()
    with pytest.raises(Denied, match="yourself"):
        verify_completion(by=officer, claim=again)


def test_words_of_a_day_before_the_claim_leave_it_alone_unless_they_say_otherwise(action, claim, officer):
    before = claim.position_on - timedelta(days=3)
    late = says(officer, action, position_on=before)
    assert (stage_of(action), action.decisions.count()) == ("claimed", 0)
    stands = says(officer, action, position_on=before, claim_stands=True, narrative="It was on its way.")
    assert (late.claims_completion, stands.claims_completion, stage_of(action)) == (False, False, "claimed")
    says(officer, action, position_on=before, claim_stands=False, narrative="It never was.")
    assert stage_of(action) == "in_progress"
    decision = action.decisions.get()
    assert decision.on == claim.position_on
    assert decision.reason == ""


def test_a_claim_withdrawn_of_an_earlier_day_stood_until_that_day(plan, action, lead, officer):
    day = today() - timedelta(days=10)
    says(lead, action, claims_completion=True, position_on=day)
    says(officer, action, rag="amber", position_on=day + timedelta(days=4))
    rows = live_rows(plan)
    stages = {
        days: next(a.stage for a in assemble(rows, on=day + timedelta(days=days)).actions if a.id == action.pk)
        for days in (0, 3, 4, 10)
    }
    assert stages == {0: "claimed", 3: "claimed", 4: "in_progress", 10: "in_progress"}


def test_nobody_speaks_of_a_claim_that_was_decided_while_they_wrote(action, claim, lead, manager):
    return_claim(by=manager, claim=claim, reason="Two names are missing.")
    for stands in (True, False):
        with pytest.raises(Refused, match=r"decided while you wrote.*Moira Manager.*Two names are missing"):
            says(lead, action, claim_stands=stands)
    assert action.updates.count() == 1


def test_a_command_that_speaks_withdraws_it_too(action, claim):
    says(SYSTEM, action)
    assert stage_of(action) == "in_progress"
    assert (action.decisions.get().by, action.decisions.get().by_name) == (None, "System (command)")


def test_whoever_may_claim_takes_it_back_with_a_reason_that_is_the_latest_word(plan, action, claim, lead, manager):
    viewer = factories.person("Vera Viewer", plan=plan, role="viewer")
    with pytest.raises(Denied):
        withdraw_claim(by=viewer, claim=claim, reason="Because.")
    with pytest.raises(Refused, match="whoever was to verify"):
        withdraw_claim(by=lead, claim=claim, reason=" ")
    with pytest.raises(Refused, match="not finished"):
        withdraw_claim(by=lead, claim=claim, reason="Because.", rag=factories.rag("blue"))
    withdraw_claim(by=lead, claim=claim, reason="Two of them left again.", rag=factories.rag("amber"))
    last = action.updates.last()
    assert (last.narrative, last.rag.code, stage_of(action)) == ("Two of them left again.", "amber", "in_progress")
    assert (action.decisions.get().kind, action.decisions.get().reason) == (
        "claim_withdrawn",
        "Two of them left again.",
    )
    with pytest.raises(Refused, match="not possible"):
        withdraw_claim(by=lead, claim=claim, reason="Once more.")


def test_without_another_rating_it_keeps_the_one_it_has(action, claim, lead):
    withdraw_claim(by=lead, claim=claim, reason="Two of them left again.")
    assert action.updates.last().rag.code == "green"


def test_a_withdrawn_claim_can_be_made_again_and_is_the_only_one_to_verify(action, claim, lead, manager):
    withdraw_claim(by=lead, claim=claim, reason="Two of them left again.")
    anew = says(lead, action, claims_completion=True, narrative="Now they are.")
    assert list(worklists.to_verify(manager)) == [anew]
    with pytest.raises(Refused, match="newer claim"):
        verify_completion(by=manager, claim=claim)
    verify_completion(by=manager, claim=anew)
    assert stage_of(action) == "verified"
