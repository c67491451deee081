"""A later edition is applied as far as a person accepts it, as one act, and nothing goes by absence."""

from datetime import date

import pytest
from django.core.management import call_command

from plans import models as m
from plans import stages
from plans.importing import CHANGED, DATE, GONE, MOVED, NEW, PROGRESS
from plans.operations.decisions.completion import verify_completion
from plans.operations.decisions.extensions import decide_extension, request_extension
from plans.operations.editions import MEANWHILE
from plans.operations.errors import Refused
from plans.operations.imports.new_plan import commit_import
from plans.operations.plans import set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import plan_state
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.kept import path_of
from tests.plans.operations.editions.edited_plans import (
    ALL,
    FIRST,
    LATER,
    WITHOUT_VISITS,
    against,
    apply,
    imported,
    key_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return imported()


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def manager(plan):
    """A manager who may import, because they run the site too."""
    return factories.person("Moira Manager", plan=plan, role="manager", is_administrator=True)


def the(text: str) -> m.Action:
    return m.Action.objects.get(text__startswith=text)


def test_everything_accepted_is_one_act_that_names_the_file_and_what_was_left(plan, manager):
    before = m.ChangeSet.objects.count()
    done = apply(plan, WITHOUT_VISITS, by=manager, keys=ALL)
    assert m.ChangeSet.objects.count() == before + 1
    act = m.ChangeSet.objects.order_by("-pk").first()
    assert (act.verb, act.actor_name, act.door) == ("apply_edition", "Moira Manager", "import")
    assert act.details["file"] == "libraries-2.md"
    assert path_of(act.details["sha256"]).read_text() == WITHOUT_VISITS
    assert act.details["applied"] == done.applied == {"changed": 3, "progress": 1, "date": 1, "new": 2}
    assert act.details["left"] == done.left == {"gone": 1}
    call_command("verify_audit")


def test_after_it_the_edition_says_nothing_that_the_plan_does_not(plan, manager):
    apply(plan, LATER, by=manager, keys=ALL)
    assert against(plan, LATER).differences == ()


def test_new_rows_stand_where_the_edition_has_them_with_all_that_it_says_of_them(plan, officer):
    text = FIRST.replace(
        "|  |  | Publish", "|  |  | Paint the doors | Head of Property | May 2026 | Begun | Amber |\n|  |  | Publish"
    )
    [key] = against(plan, text).defaults
    apply(plan, text, by=officer, keys=[key])
    under = m.Recommendation.objects.get(text="Open on more evenings")
    assert [action.text.split()[0] for action in under.actions.order_by("order")] == ["Consult", "Paint", "Publish"]
    painted = the("Paint")
    assert painted.assignments.get().lead.name == "Head of Property"
    assert painted.timescales.get().latest == date(2026, 5, 31)
    assert (painted.updates.get().rag.code, painted.stage) == ("amber", stages.IN_PROGRESS)


def test_only_what_is_accepted_changes(plan, officer):
    edition = against(plan, LATER)
    apply(plan, LATER, by=officer, keys=[key_of(edition, CHANGED, "Survey")])
    assert the("Survey").text == "Survey readers twice a year"
    plan.refresh_from_db()
    assert plan.title.endswith("March 2026")
    assert m.Action.objects.count() == 4
    assert m.ProgressUpdate.objects.count() == 2
    assert {each.key for each in against(plan, LATER).differences} == {
        each.key for each in edition.differences if "Survey" not in each.place.subject
    }


def test_a_new_action_brings_its_new_recommendation(plan, officer):
    apply(plan, LATER, by=officer, keys=[key_of(against(plan, LATER), NEW, "roof")])
    assert the("Repair the roof").recommendation.text == "Mend what leaks"


def test_accepting_nothing_writes_nothing(plan, officer, settings):
    acts = m.ChangeSet.objects.count()
    done = apply(plan, LATER, by=officer, keys=[])
    assert (done.applied, m.ChangeSet.objects.count()) == ({}, acts)
    assert not [f for f in settings.EVIDENCE_DIR.rglob("*") if f.is_file() and f.read_text() == LATER]


def test_a_moved_row_keeps_its_updates_its_evidence_and_its_place_in_the_trail(plan, officer):
    visits = the("Visit")
    lines = FIRST.splitlines()
    moved = [line for line in lines if "Visit every" in line]
    text = "\n".join([*lines[:5], moved[0], *(line for line in lines[5:] if line not in moved)]) + "\n"
    apply(plan, text, by=officer, keys=[key_of(against(plan, text), MOVED)])
    visits.refresh_from_db()
    assert visits.recommendation.text == "Open on more evenings"
    assert [action.pk for action in visits.recommendation.actions.order_by("order")][1] == visits.pk
    assert visits.updates.get().narrative == "Two visited"
    assert against(plan, text).differences == ()


def test_a_moved_date_is_agreed_when_a_manager_applies_it_and_the_first_is_kept(plan, manager):
    apply(plan, LATER, by=manager, keys=[key_of(against(plan, LATER), DATE)])
    extension = m.Extension.objects.get()
    assert (extension.from_latest, extension.to_latest) == (date(2026, 9, 30), date(2026, 11, 30))
    assert (extension.status, extension.decided_by, extension.asked_by_name) == ("agreed", manager, "The document")
    assert extension.reason == "In “libraries-2.md”, dated 31 August 2026."
    timescale = extension.timescale
    assert (timescale.latest, timescale.text) == (date(2026, 11, 30), "30 November 2026")
    call_command("verify_audit")


def test_a_moved_date_is_only_asked_for_when_an_officer_applies_it(plan, officer):
    apply(plan, LATER, by=officer, keys=[key_of(against(plan, LATER), DATE)])
    extension = m.Extension.objects.get()
    assert (extension.status, extension.asked_by, extension.timescale.latest) == (
        "requested",
        officer,
        date(2026, 9, 30),
    )
    again = LATER + "\nA note that makes the file another.\n"
    [waiting] = [each for each in against(plan, again).differences if each.kind == DATE]
    assert "asked to move this date already" in waiting.refusal
    with pytest.raises(Refused, match="asked to move this date already"):
        apply(plan, again, by=officer, keys=[waiting.key])
    boss = factories.person("Max Manager", plan=plan, role="manager")
    decide_extension(by=boss, extension=extension, agreed=True)
    [worded] = [each for each in against(plan, again).differences if each.about == "timescale"]
    assert (worded.kind, worded.slips) == (CHANGED, None)


def test_a_date_that_is_brought_forward_is_counted_as_moved_and_can_be_agreed(plan, officer):
    text = FIRST.replace("30 September 2026", "May 2026")
    [key] = against(plan, text).defaults
    apply(plan, text, by=officer, keys=[key])
    extension = m.Extension.objects.get()
    boss = factories.person("Max Manager", plan=plan, role="manager")
    decide_extension(by=boss, extension=extension, agreed=True)
    extension.timescale.refresh_from_db()
    assert extension.timescale.latest == date(2026, 5, 31)


def test_the_dates_of_a_draft_are_nobodys_promise_yet_and_simply_change(plan, officer):
    plan.status = "draft"
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    apply(plan, LATER, by=officer, keys=[key_of(against(plan, LATER), DATE)])
    assert the("Publish").timescales.get().latest == date(2026, 11, 30)
    assert not m.Extension.objects.exists()


def test_an_agreed_date_is_not_taken_away_by_a_document_that_gives_none(plan, officer):
    text = FIRST.replace("30 September 2026", "Ongoing")
    [difference] = against(plan, text).differences
    assert "gives no day in its place" in difference.refusal
    [gone] = against(plan, FIRST.replace("30 September 2026", "")).differences
    assert (gone.kind, gone.can_withdraw) == (GONE, False)


STEPS = """# Lock Gates Plan, {month} 2026

| Ref | Recommendation | Action | Lead | By when |
|---|---|---|---|---|
| 1 | Keep the gates safe | Survey that covers:<br>• hinges<br>• {second}<br>• paint | {lead} | Ongoing |
"""


def test_steps_are_told_one_by_one_and_a_step_that_was_met_stays_met():
    plan = imported(STEPS.format(month="March", second="sluices", lead="Lock Keeper"))
    officer = factories.person("Otto Officer", plan=plan, role="officer")
    met = m.Step.objects.get(text="hinges")
    word = Word(narrative="Hinges are done.", steps_met=(met.pk,))
    submit_progress(by=officer, action=met.action, word=word)
    text = STEPS.format(month="May", second="sluices and paddles", lead="Lock Keeper").replace("• paint", "• bolts")
    edition = against(plan, text)
    assert {(e.kind, e.about) for e in edition.differences if e.about == "step"} == {
        (NEW, "step"),
        (CHANGED, "step"),
        (GONE, "step"),
    }
    gone = key_of(edition, GONE)
    apply(plan, text, by=officer, withdraw={gone: "It is stainless now."})
    action = met.action
    action.refresh_from_db()
    assert [step.text for step in action.steps.filter(withdrawn=False)] == ["hinges", "sluices and paddles", "bolts"]
    assert action.text == "Survey that covers:\n• hinges\n• sluices and paddles\n• bolts"
    met.refresh_from_db()
    assert met.met_on
    assert {e.about for e in against(plan, text).differences} <= {"plan"}
    call_command("verify_audit")


def test_an_abbreviation_of_the_glossary_means_in_a_later_edition_whom_it_meant_before():
    glossary = "\n**Glossary**\n\n| LKP | Lock Keeper |\n|---|---|\n| WM | Water Manager |\n"
    first = STEPS.format(month="March", second="sluices", lead="LKP") + glossary
    plan = imported(first)
    assert m.LeadAlias.objects.get(plan=plan).name == "LKP"
    more = first.replace("| Ongoing |", "| Ongoing |\n|  |  | Oil the winches | LKP | Ongoing |")
    apply(plan, more, by=SYSTEM)
    assert the("Oil").assignments.get().lead == the("Survey").assignments.get().lead


def test_a_command_moves_no_date(plan):
    with pytest.raises(Refused, match="somebody who can be asked"):
        apply(plan, LATER, by=SYSTEM, keys=[key_of(against(plan, LATER), DATE)])


def test_a_date_that_was_agreed_after_the_document_is_not_moved_unless_somebody_says_so(plan, officer, manager):
    timescale = the("Publish").timescales.get()
    asked = request_extension(by=officer, timescale=timescale, to_latest=date(2026, 12, 31), reason="Builders.")
    decide_extension(by=manager, extension=asked, agreed=True)
    [moved] = [each for each in against(plan, LATER).differences if each.kind == DATE]
    assert (moved.slips, moved.default, moved.can_apply) == (-31, False, True)
    assert "31 December 2026 was agreed" in moved.note


def test_progress_is_an_update_by_the_document_of_its_own_day_and_a_claim_is_only_a_claim(plan, officer):
    keys = [key_of(against(plan, LATER), PROGRESS, words) for words in ("Consult", "Visit")]
    apply(plan, LATER, by=officer, keys=keys)
    visited, consulted = the("Visit").updates.last(), the("Consult").updates.last()
    assert (visited.narrative, visited.rag.code, visited.position_on) == ("Nine visited", "green", date(2026, 8, 31))
    assert (visited.by_document, visited.said_by_name, visited.recorded_by) == (True, "The document", officer)
    assert (consulted.claims_completion, the("Consult").stage) == (True, stages.CLAIMED)
    assert the("Visit").updates.count() == 2


def test_words_that_claim_nothing_withdraw_a_claim_only_when_somebody_says_so(plan, officer):
    word = Word(narrative="All visited.", claims_completion=True, position_on=date(2026, 8, 1))
    claim = submit_progress(by=officer, action=the("Visit"), word=word)
    [difference] = [e for e in against(plan, LATER).differences if e.kind == PROGRESS and "Visit" in e.place.subject]
    assert (difference.default, difference.can_apply) == (False, True)
    assert ("Claimed complete", "Claim withdrawn") in [(each.before, each.after) for each in difference.changes]
    assert "withdraws the claim that waits to be verified" in difference.note
    apply(plan, LATER, by=officer, keys=[difference.key])
    decision = the("Visit").decisions.get()
    assert (the("Visit").stage, decision.kind, decision.claim) == (stages.IN_PROGRESS, "claim_withdrawn", claim)
    assert decision.on == date(2026, 8, 31)
    assert {a.stage for a in plan_state(plan).actions if a.id == the("Visit").pk} == {stages.IN_PROGRESS}


def test_a_document_that_says_complete_renews_the_claim(plan, officer):
    word = Word(narrative="Agreed.", claims_completion=True, position_on=date(2026, 8, 1))
    submit_progress(by=officer, action=the("Consult"), word=word)
    apply(plan, LATER, by=officer, keys=[key_of(against(plan, LATER), PROGRESS, "Consult")])
    assert (the("Consult").stage, the("Consult").standing_claims().count()) == (stages.CLAIMED, 2)


def test_the_plans_own_newer_word_stands(plan, officer):
    word = Word(narrative="Forty visited", rag=factories.rag("amber"), position_on=date(2026, 10, 1))
    submit_progress(by=officer, action=the("Visit"), word=word)
    [difference] = [e for e in against(plan, LATER).differences if e.kind == PROGRESS and "Visit" in e.place.subject]
    assert not difference.default
    assert "update of 1 October 2026 is newer than the document" in difference.refusal
    with pytest.raises(Refused, match="is newer than the document"):
        apply(plan, LATER, by=officer, keys=[difference.key])


def test_words_of_the_very_day_of_an_update_are_applied_only_when_somebody_says_so(plan, officer):
    word = Word(narrative="Forty visited", position_on=date(2026, 8, 31))
    submit_progress(by=officer, action=the("Visit"), word=word)
    [difference] = [e for e in against(plan, LATER).differences if e.kind == PROGRESS and "Visit" in e.place.subject]
    assert (difference.default, difference.can_apply) == (False, True)
    assert "of the document’s own day" in difference.note
    apply(plan, LATER, by=officer, keys=[difference.key])
    assert the("Visit").updates.count() == 3


def test_a_verified_action_takes_neither_progress_nor_a_date(plan, officer, manager):
    action = the("Publish")
    claim = submit_progress(by=officer, action=action, word=Word(narrative="Published.", claims_completion=True))
    verify_completion(by=manager, claim=claim)
    text = LATER.replace("30 November 2026 |  |", "30 November 2026 | On the way |")
    told = [each for each in against(plan, text).differences if "Publish" in each.place.subject]
    assert {(each.kind, each.default) for each in told} == {(DATE, False), (PROGRESS, False)}
    assert all("verified" in each.refusal for each in told)


def test_what_is_gone_is_kept_unless_it_is_withdrawn_for_a_reason(plan, officer):
    gone = key_of(against(plan, WITHOUT_VISITS), GONE)
    with pytest.raises(Refused, match="Say why it is withdrawn") as refused:
        apply(plan, WITHOUT_VISITS, by=officer, keys=[], withdraw={gone: "  "})
    assert refused.value.field == f"why-{gone}"
    with pytest.raises(Refused, match="kept, or withdrawn with a reason"):
        apply(plan, WITHOUT_VISITS, by=officer, keys=[gone])
    apply(plan, WITHOUT_VISITS, by=officer, keys=[], withdraw={gone: "All groups have closed."})
    action = the("Visit")
    assert (action.withdrawn, action.withdrawn_reason) == (True, "All groups have closed.")
    assert action.updates.count() == 1
    [told] = m.ChangeSet.objects.order_by("-pk").first().details["withdrawn"]
    assert told["why"] == "All groups have closed."
    call_command("verify_audit")


def test_a_recommendation_goes_with_what_stands_under_it(plan, officer):
    text = "\n".join(FIRST.splitlines()[:6]) + "\n"
    edition = against(plan, text)
    rec = key_of(edition, GONE, about="recommendation")
    apply(plan, text, by=officer, keys=[], withdraw={rec: "Done with."})
    assert set(m.Action.objects.filter(withdrawn=True).values_list("withdrawn_reason", flat=True)) == {"Done with."}
    assert against(plan, text).differences == ()


def test_a_recommendation_under_which_something_stays_is_not_withdrawn(plan, officer):
    text = "\n".join([*FIRST.splitlines()[:6], FIRST.splitlines()[-1]]) + "\n"
    rec = key_of(against(plan, text), GONE, about="recommendation")
    with pytest.raises(Refused, match="can’t be withdrawn while “Visit every reading group"):
        apply(plan, text, by=officer, keys=[], withdraw={rec: "Done with."})
    assert not m.Action.objects.filter(withdrawn=True).exists()


def test_a_lead_in_anothers_place_takes_it_and_history_says_who_it_was(plan, officer):
    text = FIRST.replace("Head of Libraries | 30 June", "Head of Culture | 30 June")
    apply(plan, text, by=officer)
    rows = the("Consult").assignments.order_by("pk")
    assert [(row.printed, row.withdrawn) for row in rows] == [("Head of Libraries", True), ("Head of Culture", False)]
    assert against(plan, text).differences == ()


def test_nothing_is_applied_when_the_plan_has_changed_since_the_differences_were_shown(plan, officer):
    seen = against(plan, LATER).digest
    submit_progress(by=officer, action=the("Visit"), word=Word(narrative="Three visited", position_on=date(2026, 5, 1)))
    acts = m.ChangeSet.objects.count()
    with pytest.raises(Refused) as refused:
        apply(plan, LATER, by=officer, seen=seen)
    assert str(refused.value) == MEANWHILE
    assert m.ChangeSet.objects.count() == acts


@pytest.mark.parametrize("text", [FIRST, LATER])
def test_the_same_bytes_go_into_a_plan_once(plan, officer, text):
    apply(plan, LATER, by=officer)
    with pytest.raises(Refused, match="very file was brought into this plan"):
        apply(plan, text, by=officer)
    assert commit_import(by=SYSTEM, data=text.encode(), name="copy.md").plan == plan


@pytest.mark.parametrize("role", ["viewer", "contributor", "manager"])
def test_it_is_officers_who_apply_an_edition(plan, role):
    with pytest.raises(Denied):
        apply(plan, LATER, by=factories.person("Somebody Else", plan=plan, role=role))


def refs_of(plan):
    return {each.pk: each.ref for each in m.Action.objects.of_plan(plan)}


def test_what_an_edition_adds_or_no_longer_has_leaves_each_its_reference(plan, officer):
    before = refs_of(plan)
    assert sorted(before.values()) == ["1.1", "1.2", "2.1", "2.2"]
    publish = "|  |  | Publish the new hours"
    new = "".join(
        f"|  |  | {words} | Head of Libraries | Ongoing |  |  |\n" for words in ("Print posters", "Train doormen")
    )
    later = FIRST.replace(publish, new + publish).replace("March 2026", "August 2026")
    later = "".join(line for line in later.splitlines(True) if "Survey readers" not in line)
    later = later.replace("|  |  | Visit every", "| 2 | Know what readers want | Visit every")
    edition = against(plan, later)
    gone = key_of(edition, GONE, "Survey", about="action")
    apply(plan, later, by=officer, withdraw={gone: "It is done elsewhere."})
    added = {the("Print").pk: "1.3", the("Train").pk: "1.4"}
    assert refs_of(plan) == {**before, **added}
    assert the("Survey").withdrawn
    left = [each.changes for each in against(plan, later).differences if each.about == "action"]
    assert left == []


def test_an_officer_of_another_plan_applies_nothing_here(plan):
    other = factories.plan()
    with pytest.raises(Denied):
        apply(plan, LATER, by=factories.person("Otto Officer", plan=other, role="officer"))


def test_a_closed_plan_takes_no_edition(plan, officer):
    set_up_plan(by=officer, plan=plan, status="closed")
    with pytest.raises(Refused, match="closed"):
        apply(plan, LATER, by=officer)
