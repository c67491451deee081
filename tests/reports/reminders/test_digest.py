"""What a reminder tells: each thing once, the most pressing first, and nothing that is not theirs."""

from datetime import timedelta

import pytest

from plans import models as m
from plans import wording
from plans.operations.decisions.completion import return_claim, withdraw_claim
from plans.operations.decisions.extensions import request_extension
from plans.operations.evidence import Proof
from plans.operations.members_questions import record_members_question
from plans.operations.people import appoint, grant_role, withdraw_role
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.reminders import choose_reminders
from plans.trail import SYSTEM
from reports.reminders.digest import QUOTE_LIMIT, SOON_DAYS, TITLE_LIMIT, digest, named_as, quoted
from tests import factories

pytestmark = pytest.mark.django_db


def kinds(told):
    return {part.kind: [line.title for line in part.lines] for part in told.parts} if told else {}


def says(by, action, on, **fields):
    word = Word(**{"narrative": "Half of it is done.", "rag": factories.rag("amber"), "position_on": on, **fields})
    return submit_progress(by=by, action=action, word=word)


def claims(by, action):
    proof = Proof(file_name="register.txt", data=b"Trained: 40 of 42")
    return submit_progress(
        by=by,
        action=action,
        word=Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,)),
    )


def test_each_action_is_told_once_under_what_presses_most(lead, actions, on):
    told = digest(lead, on=on)
    assert {kind: len(titles) for kind, titles in kinds(told).items()} == {"overdue": 2, "owed": 1}
    assert told.summary == "2 overdue, 1 update owed"
    [first, _second] = told.parts[0].lines
    assert first.title == "EH 1.1 Do the thing numbered 1 and show that it works"
    assert first.facts == ("14 days late: agreed for 8 November 2026.", "Nothing has been said of it yet.")
    assert first.url.endswith(f"/actions/{actions[0].pk}/update/")
    assert first.url.startswith("http")


def test_while_a_report_is_collected_it_says_until_when_and_for_what(lead, collecting, on):
    told = digest(lead, on=on)
    assert told.summary == "2 overdue, 1 update needed by Friday 27 November"
    asked = "An update is needed by Friday 27 November, for “End November 2026”."
    assert all(asked in line.facts for part in told.parts for line in part.lines)
    assert told.deadlines == [collecting]


def test_what_was_said_since_the_position_date_is_needed_no_more(lead, actions, collecting, on):
    says(lead, actions[2], collecting.position_on - timedelta(days=1))
    assert digest(lead, on=on).summary == "2 overdue, 1 update needed by Friday 27 November"
    says(lead, actions[2], collecting.position_on)
    assert digest(lead, on=on).summary == "2 overdue, 1 due soon"


def test_what_is_due_soon_is_told_when_nothing_else_presses(lead, actions, clock, on):
    early = actions[0].timescales.get().latest - timedelta(days=SOON_DAYS)
    clock.set(day=early)
    for action in actions:
        says(lead, action, early)
    told = digest(lead, on=early)
    assert told.summary == "1 due soon"
    assert told.parts[0].lines[0].facts[0] == "Due on 8 November 2026, in 14 days."
    later = digest(lead, on=early + timedelta(days=10))
    assert [line.facts[0] for line in later.parts[0].lines] == [
        "Due on 8 November 2026, in 4 days.",
        "Due on 15 November 2026, in 11 days.",
    ]


def test_a_returned_claim_comes_back_with_its_reason(lead, manager, actions, on):
    claim = claims(lead, actions[2])
    assert kinds(digest(lead, on=claim.position_on)).get("returned") is None
    return_claim(by=manager, claim=claim, reason="Two names are missing.")
    early = actions[2].timescales.get().latest - timedelta(days=1)
    [line] = [line for part in digest(lead, on=early).parts if part.kind == "returned" for line in part.lines]
    assert "Moira Manager returned your claim" in line.facts[-1]
    assert "“Two names are missing.”" in line.facts[-1]


def test_managers_are_told_what_waits_for_their_decision_and_not_their_own_claims(lead, manager, actions, on):
    claims(lead, actions[0])
    claims(manager, actions[1])
    timescale = actions[2].timescales.get()
    request_extension(by=lead, timescale=timescale, to_latest=on + timedelta(days=60), reason="Illness.")
    told = digest(manager, on=on)
    assert told.summary == "1 to verify, 1 new date to decide"
    [words] = told.parts[1].lines[0].facts
    assert words == "Ada Lead asks to move it from 22 November 2026 to 21 January 2027: “Illness.”"


def test_who_was_to_verify_a_claim_is_told_once_that_it_is_withdrawn(plan, lead, manager, officer, actions, clock, on):
    day = timedelta(days=1)
    claim = claims(lead, actions[0])
    clock.set(day=on + day)
    assert digest(manager, on=on + day).summary == "1 to verify"
    withdraw_claim(by=officer, claim=claim, reason="Two of them left.")
    assert digest(manager, on=on + day) is None
    told = digest(manager, on=on + 2 * day)
    assert told.summary == "1 claim withdrawn"
    [line] = told.parts[0].lines
    assert line.facts == ("Olive Officer withdrew the claim of 22 November 2026: “Two of them left.”",)
    assert "withdrawn" not in kinds(digest(officer, on=on + 2 * day))
    assert digest(manager, on=on + 3 * day) is None
    assert "overdue" in kinds(digest(lead, on=on + 2 * day))
    choose_reminders(by=manager, user=manager, without=["to_verify"], weekly_on=None)
    assert digest(manager, on=on + 2 * day) is None


def test_a_weekly_mail_tells_of_every_claim_withdrawn_in_its_week(lead, manager, actions, clock, on):
    choose_reminders(by=manager, user=manager, without=[], weekly_on=0)
    monday = on + timedelta(days=8)
    claim = claims(lead, actions[0])
    clock.set(day=monday - timedelta(days=5))
    withdraw_claim(by=lead, claim=claim, reason="Two of them left.")
    clock.set(day=monday)
    assert digest(manager, on=monday).summary == "1 claim withdrawn"


def test_what_may_be_switched_off_is_left_out_and_the_obligatory_stays(lead, collecting, on):
    choose_reminders(by=lead, user=lead, without=m.ReminderChoice.OPTIONAL, weekly_on=None)
    assert digest(lead, on=on).summary == "2 overdue, 1 update needed by Friday 27 November"
    assert digest(lead, on=on - timedelta(days=30)) is None


def test_nobody_is_told_of_what_they_may_not_update(plan, lead, on):
    assert digest(lead, on=on)
    membership = m.Membership.objects.get(user=lead)
    withdraw_role(membership=membership, why="Moved.")
    assert digest(lead, on=on) is None
    reader = factories.person("Vera Viewer", plan=plan, role="viewer")
    appoint(lead=factories.lead(), user=reader, from_on=on - timedelta(days=1))
    assert digest(reader, on=on) is None


@pytest.mark.parametrize("status", ["draft", "closed"])
def test_nothing_is_owed_in_a_plan_that_is_not_live(plan, lead, manager, actions, on, status):
    claims(lead, actions[0])
    m.Plan.objects.filter(pk=plan.pk).update(status=status)
    assert (digest(lead, on=on), digest(manager, on=on)) == (None, None)


def test_an_officer_s_reminder_tells_of_one_plan_what_is_owed_whatever_was_switched_off(plan, lead, on):
    factories.plan("Another Plan", actions=1)
    choose_reminders(by=lead, user=lead, without=m.ReminderChoice.OPTIONAL, weekly_on=None)
    assert digest(lead, on=on, plan=plan).summary == "2 overdue, 1 update owed"


def test_who_claimed_an_action_is_asked_for_nothing_more_of_it(lead, actions, collecting, clock, on):
    """Whatever else would press: its date, a report that is collected, an update that is owed, a date that comes."""
    claims(lead, actions[0])
    claims(lead, actions[2])
    for days in (0, 60):
        clock.set(day=on + timedelta(days=days))
        told = digest(lead, on=on + timedelta(days=days))
        urls = [line.url for part in told.parts for line in part.lines]
        assert [url.partition("/actions/")[2] for url in urls] == [f"{actions[1].pk}/update/"]


def test_what_was_said_last_is_told_with_its_rating_and_how_often_the_plan_asks(lead, actions, on):
    """How often is told of what is owed alone; a day further off than a fortnight is not told."""
    factories.move(actions[1].timescales.get(), to=on + timedelta(days=SOON_DAYS))
    factories.move(actions[2].timescales.get(), to=on + timedelta(days=SOON_DAYS + 1))
    for action in actions:
        says(lead, action, on - timedelta(days=90))
    facts = {line.title: line.facts for part in digest(lead, on=on).parts for line in part.lines}
    late, soon, later = (facts[title] for title in sorted(facts))
    said = "Last update 24 August 2026, rated Amber"
    assert late[-1] == f"{said}."
    assert soon == ("Due on 6 December 2026, in 14 days.", f"{said}; the plan asks every 28 days.")
    assert later == (f"{said}; the plan asks every 28 days.",)


def test_an_update_is_needed_from_the_position_date_on(lead, plan, on):
    period = open_period(by=SYSTEM, plan=plan, name="End May", position_on=on, due_on=on + timedelta(days=5))
    assert digest(lead, on=on).deadlines == [period]
    assert digest(lead, on=on - timedelta(days=1)).deadlines == []


def test_the_soonest_of_several_reports_is_the_day_by_which_updates_are_needed(lead, plan, collecting, on):
    other = factories.plan("Another Plan", actions=1)
    factories.person("Olga Officer", plan=other, role="officer")
    grant_role(user=lead, plan=other, role="contributor")
    later = open_period(by=SYSTEM, plan=other, name="End of year", position_on=on, due_on=on + timedelta(days=12))
    told = digest(lead, on=on)
    assert told.deadlines == [collecting, later]
    assert "needed by Friday 27 November" in told.summary


@pytest.mark.parametrize(
    ("due_in", "when"),
    [(3, "in 3 days"), (0, "today"), (-2, "2 days late")],
)
def test_a_question_of_members_is_told_with_how_long_there_is_to_answer_it(lead, officer, actions, on, due_in, when):
    due = on + timedelta(days=due_in)
    asked = record_members_question(
        by=officer,
        action=actions[0],
        text="How many were trained?",
        meeting="Scrutiny",
        asked_on=on - timedelta(days=10),
        lead=factories.lead(),
        due_on=due,
    )
    told = digest(lead, on=on)
    [line] = [line for part in told.parts if part.kind == "asked" for line in part.lines]
    assert line.facts == (
        "Scrutiny asked on 12 November 2026: “How many were trained?”",
        f"To be answered by {wording.day(due)}, {when}.",
    )
    assert line.url.endswith(f"/{asked.pk}/")
    assert "1 question of members to answer, " in told.summary  # with no day of a report, which is none of its


def test_somebody_whose_account_is_closed_is_told_nothing(lead, on):
    assert digest(lead, on=on) is not None
    lead.is_active = False
    assert digest(lead, on=on) is None


def test_long_words_are_cut_after_a_word_and_shorter_ones_stand_whole():
    whole = "word " * 21 + "whole"
    assert len(whole) == TITLE_LIMIT == 110
    assert named_as("", whole) == whole
    assert named_as("", f"{whole}s") == "word " * 20 + "word…"
    reason = "word " * 31 + "whole"
    assert len(reason) == QUOTE_LIMIT == 160
    assert quoted(reason) == f"“{reason}”."
    assert quoted(f"{reason}s") == "“" + "word " * 30 + "word…”"
