"""A sheet comes home: what it says is proposed, asked or told, applied as one act, and undone as one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audits import log
from audits.operations.sheets.application import merge_of
from audits.operations.sheets.choices import tally
from audits.operations.sheets.home import take_in
from audits.operations.sheets.out import Whom, whom_of_lead
from audits.sheets.files import bytes_of
from audits.sheets.sides import now as side_now
from audits.sheets.sides import sent
from audits.timeline import timeline
from audits.verification import faults
from plans import models as m
from plans import rules
from plans.clock import now, today
from plans.operations.decisions.extensions import decide_extension
from plans.operations.editing import add_lead
from plans.operations.editing.leads import Led
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.operations.imports.questions import settle_question
from plans.operations.people import name_lead
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.retraction import take_back_act
from plans.permissions.actions import can_verify
from plans.queries import plan_state
from plans.sheets.cell_merge import Outcome
from plans.sheets.fields import FILLED
from plans.sheets.keys import key_of
from plans.trail import SYSTEM, change_set
from plans.wording import day
from plans.worklists import waiting
from reports.reminders.chase import chased
from tests import factories
from tests.audits.sheets.bringing import WHY, apply, come_home, fill, outcomes, sheet_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions(plan, officer):
    found = factories.actions_of(plan)
    for action in found[:2]:
        word = Word(narrative=f"Begun with {action.row}.", rag=factories.rag("green"), forecast_on=today())
        submit_progress(by=officer, action=action, word=word)
    return found


def latest(action):
    return action.updates.order_by("position_on", "pk").last()


def test_a_sheet_that_nobody_changed_says_nothing(plan, officer, actions):
    for form in ("xlsx", "docx"):
        sheet = sheet_of(plan, officer, form=form, filled=FILLED)
        merge = merge_of(come_home(officer, sheet, data=bytes_of(sheet), name=f"sheet.{form}"))
        assert {cell.outcome for row in merge.rows for cell in row.cells} == {Outcome.SAME}
        assert (merge.new, merge.missing, merge.unknown, merge.unknown_columns) == ((), (), (), ())


def test_what_is_filled_in_becomes_updates_claims_requests_and_questions_in_one_act(plan, officer, actions):
    first, second, third = actions
    sheet = sheet_of(plan, officer, filled=FILLED)
    later = today() + timedelta(days=120)
    name_lead(by=SYSTEM, name="Quality Board")
    said = {
        first.pk: {"progress": " Two of three  are done. ", "rag": "amber ", "forecast": f"{later:%-d/%-m/%y}"},
        second.pk: {"rag": "Blue", "date": later, "responsible": "Quality Board"},
        third.pk: {"complete": "x", "question": "Does this count agency staff?"},
    }
    returned = come_home(officer, sheet, said)
    assert set(outcomes(returned).values()) == {"sheet"}
    before = m.ChangeSet.objects.count()
    act = apply(officer, returned)
    assert m.ChangeSet.objects.count() == before + 1
    returned.refresh_from_db()
    assert returned.waits == []
    update = latest(first)
    assert (update.narrative, update.rag.code, update.forecast_on) == ("Two of three are done.", "amber", later)
    assert (update.said_by_name, update.recorded_by) == ("Nadia Ferris", officer)
    claim = latest(second)
    assert (claim.claims_completion, claim.rag.code) == (True, "green")
    assert m.Action.objects.get(pk=second.pk).stage == "claimed"
    asked = m.Extension.objects.get(timescale__action=second)
    assert (asked.to_latest, asked.status) == (later, "requested")
    assert (asked.asked_by, asked.asked_by_name) == (officer, "Nadia Ferris")
    assert asked.reason == "", "nothing that we wrote is kept as their words"
    assert second.assignments.filter(role="responsible").exists()
    assert latest(third).claims_completion
    question = m.OpenQuestion.objects.get(action=third)
    assert question.text == "Does this count agency staff?"
    assert "Nadia Ferris" in question.because
    assert (act.verb, act.why, act.door) == ("merge_sheet", WHY, "workbook")
    assert {each["kind"] for each in returned.applied} == {"update", "claim", "date", "lead", "question"}
    assert list(faults()) == []
    assert outcomes(returned) == {}, "home again, everything is agreed"


def test_whoever_merges_is_asked_for_their_parts_once_and_not_for_each_row(plan, officer, actions):
    def asked_for(rows):
        said = {action.pk: {"progress": f"More of {action.row}."} for action in rows}
        returned = come_home(officer, sheet_of(plan, officer), said)
        with CaptureQueriesContext(connection) as queries:
            apply(officer, returned)
        return [query for query in queries if 'FROM "plans_membership"' in query["sql"]]

    assert len(asked_for(actions[:1])) == len(asked_for(actions))
    assert not officer.keeps_parts


def test_words_are_added_and_two_dates_are_asked(plan, officer, actions):
    [first, *_others] = actions
    sheet = sheet_of(plan, officer)
    here, there = today() + timedelta(days=20), today() + timedelta(days=50)
    submit_progress(
        by=officer, action=first, word=Word(narrative="Said here.", rag=factories.rag("red"), forecast_on=here)
    )
    returned = come_home(officer, sheet, {first.pk: {"progress": "Said there.", "forecast": there}})
    assert outcomes(returned) == {(first.pk, "progress"): "both", (first.pk, "forecast"): "both"}
    apply(officer, returned)
    update = latest(first)
    assert (update.narrative, update.rag.code, update.forecast_on) == ("Said there.", "red", here), "undecided waits"
    assert outcomes(returned) == {(first.pk, "forecast"): "both"}
    assert [each.narrative for each in first.updates.order_by("pk")][-2:] == ["Said here.", "Said there."]


def test_a_claim_made_meanwhile_is_neither_renewed_nor_withdrawn_by_words_that_know_nothing_of_it(
    plan, officer, actions
):
    [first, *_others] = actions
    sheet = sheet_of(plan, officer)
    claim = submit_progress(by=officer, action=first, word=Word(narrative="All done.", claims_completion=True))
    apply(officer, come_home(officer, sheet, {first.pk: {"progress": "Nearly there."}}))
    action = m.Action.objects.get(pk=first.pk)
    assert (action.stage, list(action.standing_claims())) == ("claimed", [claim])
    assert list(faults()) == []


def test_rows_that_are_not_there_close_nothing_and_a_new_one_is_noted_or_added(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    new = [{"text": "Visit each carer once a month", "lead": "Head of Early Help", "date": date(2027, 3, 31)}]
    returned = come_home(officer, sheet, without=[actions[0].pk], new=new)
    merge = merge_of(returned)
    assert [action.pk for action in merge.missing] == [actions[0].pk]
    [row] = merge.new
    assert (row.text, row.above) == ("Visit each carer once a month", actions[2])
    act = apply(officer, returned, {f"new-{row.number}": "add"})
    added = factories.actions_of(plan)[-1]
    assert (added.text, added.recommendation) == ("Visit each carer once a month", actions[2].recommendation)
    assert added.timescales.get().latest == date(2027, 3, 31)
    assert m.Action.objects.get(pk=actions[0].pk).stage == "in_progress"
    take_back_act(by=officer, plan=plan, act=act, reason="The wrong file.")
    assert m.Action.objects.get(pk=added.pk).withdrawn


def test_what_a_new_row_says_of_its_action_is_taken_with_it_in_the_same_act_and_undone_with_it(plan, officer, actions):
    sheet, later = sheet_of(plan, officer, filled=FILLED), today() + timedelta(days=60)
    new = {
        "text": "Visit each carer",
        "rag": "Amber",
        "progress": "First meeting held.",
        "forecast": later,
        "responsible": "Head of Early Help",
        "question": "Whose budget is it?",
    }
    claimed = {"text": "Ring each school", "complete": "yes", "rag": "Pink", "forecast": "some day"}
    stood = plan_state(plan)
    returned = come_home(officer, sheet, new=[new, claimed])
    choices = {f"new-{row.number}": "add" for row in merge_of(returned).new}
    before = m.ChangeSet.objects.count()
    act = apply(officer, returned, choices)
    assert m.ChangeSet.objects.count() == before + 1
    first, second = factories.actions_of(plan)[-2:]
    update = latest(first)
    assert (update.narrative, update.rag.code, update.forecast_on) == ("First meeting held.", "amber", later)
    assert (update.said_by_name, update.recorded_by) == ("Nadia Ferris", officer)
    assert first.assignments.get(role="responsible").lead.name == "Head of Early Help"
    assert m.OpenQuestion.objects.get(action=first).text == "Whose budget is it?"
    assert (second.stage, latest(second).claims_completion) == ("claimed", True)
    returned.refresh_from_db()
    waits = {(each["action"], tuple(each["fields"])): each["why"] for each in returned.waits}
    assert waits.keys() == {(second.pk, ("rag",)), (second.pk, ("forecast",))}
    assert "“Pink”: This is none of the plan’s ratings" in waits[second.pk, ("rag",)]
    assert list(faults()) == []
    take_back_act(by=officer, plan=plan, act=act, reason="The wrong file.")
    assert plan_state(plan) == stood
    assert list(faults()) == []


def test_nothing_that_is_chosen_beforehand_is_refused(plan, officer, manager, actions):
    """What would be refused is off before anybody applies it, with its reason; a manager, who does not edit the plan,
    has what edits it off as well."""
    first, second, third = actions
    plan.evidence_policy = "always"
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    name_lead(by=SYSTEM, name="Quality Board")
    sheet = sheet_of(plan, officer, filled=FILLED)
    past = today() - timedelta(days=3)
    said = {
        first.pk: {"progress": "x" * 5000, "complete": "Yes", "forecast": past, "rag": "Red"},
        second.pk: {"date": date(2020, 1, 1), "responsible": "Nobody We Know", "question": "?" * 3000},
        third.pk: {"rag": "Blue", "responsible": "Quality Board", "date": today() + timedelta(days=900)},
    }
    returned = come_home(manager, sheet, said)
    merge = merge_of(returned, manager)
    refused = {(row.action.pk, cell.field): cell.refused for row in merge.rows for cell in row.telling if cell.refused}
    assert refused.keys() == {
        *((first.pk, name) for name in ("progress", "complete", "forecast")),
        *((second.pk, name) for name in ("date", "responsible", "question")),
        *((third.pk, name) for name in ("rag", "responsible")),
    }
    asked = tally(merge, {})
    assert (asked.refused, asked.taken, asked.open) == (8, 2, 0)
    apply(manager, returned)
    returned.refresh_from_db()
    assert {(each["action"], each["fields"][0]): each["why"] for each in returned.waits} == refused
    assert sum(len(each["fields"]) for each in returned.applied) == asked.taken


def test_what_cannot_be_applied_is_named_and_the_rest_is_applied(plan, officer, actions):
    first, second, third = actions
    plan.evidence_policy = "always"
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    sheet = sheet_of(plan, officer, filled=FILLED)
    said = {
        first.pk: {"progress": "Finished, we think.", "complete": "Yes", "forecast": "when it is ready"},
        second.pk: {"date": date(2026, 1, 1), "responsible": "Nobody We Know"},
        third.pk: {"text": "Do it otherwise", "rag": "Magenta"},
    }
    returned = come_home(officer, sheet, said)
    assert outcomes(returned)[third.pk, "rag"] == "unread"
    apply(officer, returned, {f"{third.pk}-text": "sheet"})
    returned.refresh_from_db()
    waits = {(each["action"], tuple(each["fields"])): each["why"] for each in returned.waits}
    assert "evidence" in waits[first.pk, ("complete",)]
    assert "later than the agreed" in waits[second.pk, ("date",)]
    assert "No lead is called" in waits[second.pk, ("responsible",)]
    assert latest(first).narrative == "Finished, we think."
    assert not latest(first).claims_completion
    assert m.Action.objects.get(pk=third.pk).text == "Do it otherwise"
    assert list(faults()) == []


def test_it_is_undone_as_one_and_comes_home_again(plan, officer, actions):
    first, second, _third = actions
    sheet = sheet_of(plan, officer)
    stood = plan_state(plan)
    returned = come_home(
        officer, sheet, {first.pk: {"progress": "Done there.", "rag": "Blue"}, second.pk: {"rag": "Red"}}
    )
    told = outcomes(returned)
    act = apply(officer, returned)
    sheet.refresh_from_db()
    assert sheet.merged_at
    with pytest.raises(Refused, match="merged already"):
        apply(officer, returned)
    take_back_act(by=officer, plan=plan, act=act, reason="The file of last year.")
    sheet.refresh_from_db()
    assert (plan_state(plan), sheet.merged_at, outcomes(returned)) == (stood, None, told)
    assert list(faults()) == []
    apply(officer, returned)
    assert latest(second).rag.code == "red"


def test_it_is_not_undone_once_something_stands_upon_it(plan, officer, manager, actions):
    sheet = sheet_of(plan, officer)
    later = today() + timedelta(days=120)
    act = apply(officer, come_home(officer, sheet, {actions[0].pk: {"date": later}}))
    decide_extension(by=manager, extension=m.Extension.objects.get(), agreed=True)
    with pytest.raises(Refused, match="Something was done since"):
        take_back_act(by=officer, plan=plan, act=act, reason="The wrong file.")


def test_a_page_that_was_opened_before_something_was_said_is_shown_anew(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, {actions[0].pk: {"rag": "Red"}})
    seen = merge_of(returned).stamp
    submit_progress(by=officer, action=actions[0], word=Word(narrative="Meanwhile.", rag=factories.rag("amber")))
    with pytest.raises(Stale):
        apply(officer, returned, seen=seen)


def test_rows_of_two_sheets_in_one_book_go_to_their_own_and_of_a_copied_row_one_is_new(plan, officer, actions):
    one, two = sheet_of(plan, officer), sheet_of(plan, officer)
    key = str(key_of(two.secret, two.pk, actions[1].pk))
    copied = str(key_of(one.secret, one.pk, actions[0].pk))
    new = [
        {"text": actions[1].text, "progress": "Of the other sheet.", "key": key},
        {"text": "Something else altogether", "progress": "Also.", "key": copied},
    ]
    data = fill(bytes_of(one), {actions[0].pk: {"progress": "Of the first."}}, new=new)
    found = {each.sheet: each for each in take_in(by=officer, data=data, name="both.xlsx", at=now())}
    assert outcomes(found[one]) == {(actions[0].pk, "progress"): "sheet"}
    assert outcomes(found[two])[actions[1].pk, "progress"] == "sheet"
    assert set(outcomes(found[two]).values()) == {"sheet", "emptied"}
    assert [row.text for row in merge_of(found[one]).new] == ["Something else altogether"]


def test_a_row_that_lost_its_key_is_matched_by_its_words_and_asked(plan, officer, actions):
    sheet = sheet_of(plan, officer)
    returned = come_home(officer, sheet, {actions[0].pk: {"key": "", "progress": "Whose is this?"}})
    [row] = [row for row in merge_of(returned).rows if row.matched]
    assert row.action == actions[0]
    apply(officer, returned)
    assert latest(actions[0]).narrative == "Begun with 1.", "nothing of it is chosen beforehand"


def test_what_a_lead_with_an_account_says_is_theirs_so_they_do_not_verify_it(plan, officer, actions):
    lead = factories.lead()
    ada = factories.person("Ada Lead", plan=plan, role="manager", posts=[lead])
    sheet = sheet_of(plan, officer, whom=whom_of_lead(lead, on=today()))
    apply(officer, come_home(officer, sheet, {actions[0].pk: {"complete": "yes", "progress": "All of it."}}))
    claim = latest(actions[0])
    assert claim.said_by == ada
    assert not can_verify.allows(ada, claim)


def test_the_row_of_a_lead_named_here_meanwhile_is_kept(plan, officer, actions):
    sheet = sheet_of(plan, officer, filled=FILLED)
    name_lead(by=SYSTEM, name="Quality Board")
    led = Led(name="Quality Board", role="responsible")
    add_lead(by=officer, action=actions[0], led=led, why="It was theirs.")
    merge = merge_of(come_home(officer, sheet))
    assert [(cell.field, cell.outcome) for _row, cell in merge.cells(Outcome.HERE)] == [("responsible", Outcome.HERE)]
    assert side_now(sheet)[actions[0].pk].values["responsible"] == "Quality Board"


def test_the_log_of_a_plan_holds_nothing_that_the_same_merge_did_in_another(plan, officer, actions):
    other = factories.plan("Fostering Plan", actions=1)
    factories.grant_role(user=officer, plan=other, role="officer")
    [theirs] = factories.actions_of(other)
    sheet = sheet_of(plan, officer, actions=[actions[0].pk, theirs.pk])
    said = {actions[0].pk: {"progress": "Ours."}, theirs.pk: {"progress": "Only theirs."}}
    act = apply(officer, come_home(officer, sheet, said))
    for each, mine, words in ((plan, actions[0], "Ours."), (other, theirs, "Only theirs.")):
        [logged] = [one for one in log.describe(log.acts(each, log.Asked())) if one.act == act]
        assert logged.actions == (mine,)
        assert [each.after for each in logged.differences if each.label == "What was said"] == [words]


def test_a_question_back_and_its_answer_stand_on_the_timeline(plan, officer, actions):
    [first, *_others] = actions
    sheet = sheet_of(plan, officer)
    apply(officer, come_home(officer, sheet, {first.pk: {"question": "Does this count agency staff?"}}))
    [entry] = [entry for entry in timeline(first) if "Does this count" in entry.words]
    assert entry.kind == "decision"
    assert "Nadia Ferris" in entry.facts[0]
    settle_question(by=officer, question=m.OpenQuestion.objects.get(action=first), answer="It does.")
    newest = timeline(first)[0]
    assert newest.words == "It does."
    assert "Does this count agency staff?" in newest.facts[0]


def test_a_question_back_is_owed_an_answer_that_stands_in_the_next_sheet_and_goes_with_the_undoing(
    plan, officer, actions
):
    [first, second, *_others] = actions
    sheet = sheet_of(plan, officer, filled=FILLED)
    asked = {first.pk: {"question": "Does this count agency staff?", "progress": "Begun.", "rag": "Red"}}
    returned = come_home(officer, sheet, asked)
    before = waiting(officer, on=today()).to_chase
    act = apply(officer, returned)
    assert waiting(officer, on=today()).to_chase == before + 1
    [debts] = chased([plan], on=today())
    assert debts.asked_back == 1
    take_back_act(by=officer, plan=plan, act=act, reason="The wrong file.")
    assert all("Taken back since" in entry.facts for entry in timeline(first) if entry.act == act)
    [question] = m.OpenQuestion.objects.all()
    assert (question.is_undone, waiting(officer, on=today()).to_chase) == (True, before)
    apply(officer, returned)
    waits = sent(sheet_of(plan, officer))
    assert "Asked back: Does this count agency staff? Not answered yet." in waits[first.pk]["said"]
    settle_question(by=officer, question=m.OpenQuestion.objects.get(answered_on=None), answer="It does.")
    later = sheet_of(plan, officer)
    said = sent(later)
    assert said[first.pk]["said"].endswith(f"Does this count agency staff? Answer of {day(today())}: It does.")
    assert "Asked back" not in said[second.pk]["said"]
    assert "Asked back" not in sent(sheet_of(plan, officer, whom=Whom(name="Somebody Else")))[first.pk]["said"]
    assert outcomes(come_home(officer, later, data=bytes_of(later), name="later.xlsx")) == {}


def test_the_timeline_says_of_whom_a_rating_is_not(plan, officer, actions):
    """A rating that was not taken stays as it was, under the name of somebody who said something else."""
    first, second, _third = actions
    sheet = sheet_of(plan, officer)
    said = {
        first.pk: {"progress": "Two of three are done.", "rag": "Red"},
        second.pk: {"progress": "Begun.", "rag": "Red"},
    }
    apply(officer, come_home(officer, sheet, said), {f"{first.pk}-rag": "here"})
    left, taken = timeline(first)[0], timeline(second)[0]
    assert left.words == "Two of three are done."
    assert "Green stayed from before: it is no word of Nadia Ferris’s" in left.facts
    assert not any("stayed from before" in fact for fact in taken.facts)
    assert "Green to Red" in taken.facts


def test_a_row_without_words_leaves_those_of_before_standing_as_they_were(plan, officer, actions):
    """As of their day and by whoever said them: nobody is made to say a sentence of ours, and silence ends nothing that
    is owed."""
    first, _second, third = actions
    before = today() - timedelta(days=20)
    submit_progress(
        by=officer, action=third, word=Word(narrative="Long ago.", rag=factories.rag("green"), position_on=before)
    )
    sheet, later = sheet_of(plan, officer), today() + timedelta(days=90)
    returned = come_home(officer, sheet, {third.pk: {"rag": "Red"}, first.pk: {"forecast": later}})
    apply(officer, returned)
    update = latest(third)
    assert (update.narrative, update.position_on, update.rag.code) == ("Long ago.", before, "red")
    assert (update.said_by_name, update.recorded_by) == (officer.name, officer)
    assert (latest(first).narrative, latest(first).forecast_on) == ("Begun with 1.", later)
    entry = timeline(third)[0]
    assert (entry.title, entry.words) == (f"{sheet} came home without words", "")
    assert {"Green to Red", "The words of before stand"} <= set(entry.facts)
    assert list(faults()) == []


def test_a_rating_of_what_nobody_has_spoken_of_stands_without_words(plan, officer, actions):
    """It gives the rating and ends nothing that is owed, live or in the state that papers are made of."""
    third, on = actions[2], today()

    def owing():
        state = plan_state(plan)
        kept = set(m.Action.objects.of_plan(plan).owes_update(on=on).values_list("pk", flat=True))
        assert kept == {action.id for action in state.actions if rules.owes_update(state, action, on)}
        return kept

    assert owing() == {third.pk}
    apply(officer, come_home(officer, sheet_of(plan, officer), {third.pk: {"rag": "Red"}}))
    assert (latest(third).narrative, latest(third).rag.code) == ("", "red")
    assert owing() == {third.pk}
    assert "Nothing was ever said in words, so that is still owed" in timeline(third)[0].facts
    submit_progress(by=officer, action=third, word=Word(narrative="It has begun.", rag=factories.rag("red")))
    assert owing() == set()
    assert list(faults()) == []
