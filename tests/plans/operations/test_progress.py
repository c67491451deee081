"""Saying how it is going: what is kept, what is refused, and what two people at once do to each other."""

from datetime import timedelta

import pytest

from plans import models as m
from plans.clock import today
from plans.operations.errors import Changed, Refused
from plans.operations.evidence import Proof
from plans.operations.progress.updates import NARRATIVE_LIMIT, Word, submit_progress
from plans.permissions.permission import Denied
from tests import factories
from tests.kept import path_of

pytestmark = pytest.mark.django_db


def word(**fields):
    return Word(**{"narrative": "Two of three teams trained.", "rag": factories.rag("amber"), **fields})


def test_an_update_keeps_its_words_its_rating_and_who_said_it(action, lead):
    update = submit_progress(by=lead, action=action, word=word())
    action.refresh_from_db()
    assert (update.narrative, update.rag.code, update.said_by, update.recorded_by_name) == (
        "Two of three teams trained.",
        "amber",
        lead,
        "Ada Lead",
    )
    assert (update.position_on, action.stage) == (today(), "in_progress")


def test_a_claim_moves_the_action_to_claimed_and_keeps_its_evidence_with_it(action, lead):
    proof = Proof(file_name="register.csv", data=b"name,date\r\nA,1\r\n")
    update = submit_progress(by=lead, action=action, word=word(claims_completion=True, proofs=(proof,)))
    action.refresh_from_db()
    [evidence] = action.evidence.all()
    assert action.stage == "claimed"
    assert (evidence.update, evidence.file_name, evidence.size) == (update, "register.csv", 16)
    assert path_of(evidence.sha256).read_bytes() == b"name,date\r\nA,1\r\n"


def test_steps_that_are_said_to_be_done_are_met_on_the_day_the_words_are_true_of(action, lead):
    from plans.trail import SYSTEM, change_set

    step = m.Step(action=action, order=0, text="Agree the protocol")
    with change_set(action.plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(step)
    submit_progress(by=lead, action=action, word=word(position_on=today() - timedelta(days=3), steps_met=(step.pk,)))
    step.refresh_from_db()
    assert step.met_on == today() - timedelta(days=3)


@pytest.mark.parametrize(
    "fields, field",
    [
        ({"narrative": "   "}, "narrative"),
        ({"narrative": "x" * (NARRATIVE_LIMIT + 1)}, "narrative"),
        ({"position_on": today() + timedelta(days=1)}, "position_on"),
        ({"forecast_on": today() - timedelta(days=1)}, "forecast"),
        ({"proofs": (Proof(file_name="tool.exe", data=b"MZ"),)}, "evidence"),
        ({"proofs": (Proof(file_name="report.pdf", data=b"MZ\x90\0 an executable"),)}, "evidence"),
        ({"proofs": (Proof(file_name="empty.pdf", data=b""),)}, "evidence"),
        ({"proofs": (Proof(url="javascript:alert(1)"),)}, "evidence_link"),
    ],
)
def test_what_cant_stand_is_refused_by_its_field_and_nothing_is_written(action, lead, fields, field):
    before = m.ChangeSet.objects.count()
    with pytest.raises(Refused) as refused:
        submit_progress(by=lead, action=action, word=word(**fields))
    assert refused.value.field == field
    assert (m.ChangeSet.objects.count(), action.updates.count(), action.evidence.count()) == (before, 0, 0)


def test_the_finished_rating_can_only_be_reached_by_a_claim(action, lead):
    with pytest.raises(Refused, match="verified"):
        submit_progress(by=lead, action=action, word=word(rag=factories.rag("blue")))


def test_a_rating_of_another_scheme_is_refused(action, lead):
    from plans.trail import SYSTEM, change_set

    other = m.RagScheme(name="Traffic light")
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        act.save(other)
        foreign = m.Rag(scheme=other, code="amber", label="Amber", colour="amber", rank=1)
        act.save(foreign)
    with pytest.raises(Refused, match="own ratings"):
        submit_progress(by=lead, action=action, word=word(rag=foreign))


def test_the_second_of_two_writers_sees_what_the_first_said_and_writes_nothing(action, lead, plan):
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    first = submit_progress(by=manager, action=action, word=word(), seen=None, check_seen=True)
    with pytest.raises(Changed) as changed:
        submit_progress(by=lead, action=action, word=word(), seen=None, check_seen=True)
    assert changed.value.latest == first
    assert action.updates.count() == 1
    submit_progress(by=lead, action=action, word=word(), seen=first.pk, check_seen=True)
    assert action.updates.count() == 2


def test_a_contributor_updates_only_what_a_post_of_theirs_is_assigned_to(plan, action):
    stranger = factories.person("Sam Stranger", plan=plan, role="contributor")
    with pytest.raises(Denied, match="a post of yours"):
        submit_progress(by=stranger, action=action, word=word())


def test_a_viewer_updates_nothing_and_somebody_deactivated_neither(plan, action, lead):
    viewer = factories.person("Vera Viewer", plan=plan, role="viewer")
    with pytest.raises(Denied):
        submit_progress(by=viewer, action=action, word=word())
    lead.is_active = False
    with pytest.raises(Denied):
        submit_progress(by=lead, action=action, word=word())


def test_an_officer_records_what_a_lead_said_and_both_names_are_kept(plan, action, lead):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    update = submit_progress(by=officer, action=action, word=word(), said_by=lead)
    assert (update.said_by_name, update.recorded_by_name) == ("Ada Lead", "Olive Officer")
    with pytest.raises(Denied):
        submit_progress(by=lead, action=action, word=word(), said_by=officer)


def test_a_late_update_for_an_earlier_day_does_not_speak_for_the_action_now(plan, action, lead):
    submit_progress(by=lead, action=action, word=word(rag=factories.rag("green")))
    earlier = word(rag=factories.rag("red"), position_on=today() - timedelta(days=30))
    submit_progress(by=lead, action=action, word=earlier)
    [found] = m.Action.objects.filter(pk=action.pk).with_position()
    assert found.rag_now == factories.rag("green").pk
