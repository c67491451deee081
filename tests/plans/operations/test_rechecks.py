"""Verified is not the end: what has lasted is embedded, what has not is open again, and what is closed says why."""

from datetime import timedelta

import pytest

from plans.clock import today
from plans.operations.decisions.completion import (
    close_action,
    embed,
    fail_recheck,
    reopen_action,
    return_claim,
    verify_completion,
)
from plans.operations.errors import Refused
from plans.operations.evidence import Proof
from plans.operations.plans import set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.actions import can_recheck
from plans.permissions.permission import Denied
from plans.queries import plan_state
from plans.worklists import to_recheck
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(action, lead):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    return submit_progress(by=lead, action=action, word=word)


@pytest.fixture
def verified(claim, manager, action):
    verify_completion(by=manager, claim=claim, recheck_on=today() + timedelta(days=90))
    action.refresh_from_db()
    return action


def test_what_has_lasted_is_embedded_on_the_day_of_the_recheck(verified, manager):
    decision = embed(by=manager, action=verified, on=today(), reason="Ten files, all recorded.")
    verified.refresh_from_db()
    assert (verified.stage, decision.on, decision.reason) == ("embedded", today(), "Ten files, all recorded.")


@pytest.mark.parametrize("days, words", [(1, "can’t be in the future"), (-400, "can’t have been re-checked before")])
def test_a_recheck_has_a_day_that_can_be(verified, manager, days, words):
    with pytest.raises(Refused, match=words):
        embed(by=manager, action=verified, on=today() + timedelta(days=days))


def test_what_has_not_lasted_is_open_again_under_the_rating_it_deserves(verified, manager, plan):
    with pytest.raises(Refused, match="Say what the re-check found"):
        fail_recheck(by=manager, action=verified, reason="", rag=factories.rag("red"))
    for rag in (None, factories.rag("blue")):
        with pytest.raises(Refused, match=r"stands now|not finished"):
            fail_recheck(by=manager, action=verified, reason="Half the files lack it.", rag=rag)
    fail_recheck(by=manager, action=verified, reason="Half the files lack it.", rag=factories.rag("red"))
    verified.refresh_from_db()
    assert verified.stage == "in_progress"
    assert verified.updates.order_by("-id").first().rag.code == "red"
    [state] = [each for each in plan_state(plan).actions if each.id == verified.pk]
    assert state.stage == "in_progress"


def test_an_embedded_action_can_still_slip(verified, manager):
    embed(by=manager, action=verified)
    fail_recheck(by=manager, action=verified, reason="It stopped in May.", rag=factories.rag("amber"))
    verified.refresh_from_db()
    assert verified.stage == "in_progress"


def test_nobody_rechecks_what_they_claimed(action, manager, lead, plan):
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=manager, action=action, word=word, said_by=lead)
    other = factories.person("Nora Manager", plan=plan, role="manager")
    verify_completion(by=other, claim=claim)
    with pytest.raises(Denied, match="somebody else has to re-check"):
        embed(by=manager, action=action)
    embed(by=other, action=action)


@pytest.mark.parametrize("how", ["renewed", "returned"])
def test_whoever_made_an_earlier_one_of_the_claims_that_led_to_it_does_not_recheck_either(
    action, manager, lead, plan, how
):
    other = factories.person("Nora Manager", plan=plan, role="manager")
    due = today() + timedelta(days=90)
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    claim = submit_progress(by=manager, action=action, word=word)
    if how == "returned":
        return_claim(by=other, claim=claim, reason="Where is the register?")
    again = Word(narrative="Here it is.", rag=factories.rag("green"), claims_completion=True)
    newest = submit_progress(by=lead, action=action, word=again)
    verify_completion(by=other, claim=newest, recheck_on=due)
    action.refresh_from_db()
    may = how == "returned"
    assert can_recheck.allows(manager, action) is may
    assert bool(to_recheck(manager, on=due)) is may
    assert to_recheck(other, on=due)
    if not may:
        with pytest.raises(Denied, match="somebody else has to re-check"):
            embed(by=manager, action=action)


def test_it_waits_under_to_verify_from_its_day_on(verified, manager, lead):
    due = today() + timedelta(days=90)
    assert [each.action for each in to_recheck(manager, on=due)] == [verified]
    assert not to_recheck(manager, on=due - timedelta(days=1))
    assert not to_recheck(lead, on=due)
    embed(by=manager, action=verified)
    assert not to_recheck(manager, on=due)


def test_the_day_of_a_recheck_is_one_to_come(claim, manager):
    with pytest.raises(Refused, match="has to be one to come"):
        verify_completion(by=manager, claim=claim, recheck_on=today())
    claim.action.refresh_from_db()
    assert claim.action.stage == "claimed"


def test_what_is_closed_is_opened_again_by_a_manager_with_a_reason(action, manager, lead):
    close_action(by=manager, action=action, kind="risk_accepted", reason="The board bears it.")
    with pytest.raises(Denied):
        reopen_action(by=lead, action=action, reason="We can after all.")
    with pytest.raises(Refused, match="Say why"):
        reopen_action(by=manager, action=action, reason=" ")
    reopen_action(by=manager, action=action, reason="The money is there after all.")
    action.refresh_from_db()
    assert action.stage == "in_progress"


@pytest.mark.parametrize(
    "policy, expected, refused",
    [("never", "x", False), ("asked", "", False), ("asked", "x", True), ("always", "", True)],
)
def test_a_claim_brings_evidence_as_the_plan_asks(plan, action, lead, manager, policy, expected, refused):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    set_up_plan(by=officer, plan=plan, evidence_policy=policy)
    type(action).objects.filter(pk=action.pk).update(expected_evidence=expected)
    action = type(action).objects.get(pk=action.pk)
    bare = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True)
    if refused:
        with pytest.raises(Refused, match="Attach or link"):
            submit_progress(by=lead, action=action, word=bare)
        assert not action.updates.exists()
        proof = Proof(url="https://intranet.example/audit")
        bare = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,))
    assert submit_progress(by=lead, action=action, word=bare).claims_completion
