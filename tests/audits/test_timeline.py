"""An act that did several things shows each of them on the action's timeline."""

from datetime import date

import pytest

from audits.timeline import timeline
from plans import models as m
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.plans.operations.editions.edited_plans import FIRST, LATER, against, apply, imported

pytestmark = pytest.mark.django_db


def the(text: str) -> m.Action:
    return m.Action.objects.get(text__startswith=text)


def told(action) -> list[str]:
    return [f"{entry.title}: {entry.words}" for entry in timeline(action)]


def test_several_updates_of_one_act_are_all_there_the_newest_first():
    plan = factories.plan(actions=1)
    [action] = factories.actions_of(plan)
    with change_set(plan, by=SYSTEM, verb="merge_sheet", door="workbook") as act:
        for day, words in ((1, "Half done."), (8, "All but one done.")):
            act.save(
                m.ProgressUpdate(
                    action=action,
                    position_on=date(2026, 9, day),
                    recorded_at=act.moment,
                    narrative=words,
                    rag=factories.rag("amber" if day == 1 else "green"),
                    said_by_name="Dilys Marsh",
                    recorded_by_name=act.record.actor_name,
                )
            )
    entries = [entry for entry in timeline(action) if entry.kind == "update"]
    assert [(entry.words, entry.update.rag.code) for entry in entries] == [
        ("All but one done.", "green"),
        ("Half done.", "amber"),
    ]
    assert "Amber to Green" in entries[0].facts


def test_an_edition_that_moves_a_date_says_progress_and_changes_words_shows_all_three():
    plan = imported()
    manager = factories.person("Moira Manager", plan=plan, role="manager", is_administrator=True)
    text = LATER.replace("Consult staff on a new rota", "Consult staff on a rota of their own")
    text = text.replace("Head of Libraries | 30 June 2026", "Head of Libraries | 31 July 2026")
    apply(plan, text, by=manager, keys=[e.key for e in against(plan, text).differences if e.can_apply])
    newest = told(the("Consult"))
    act = timeline(the("Consult"))[0].act
    of_it = [entry for entry in timeline(the("Consult")) if entry.act == act]
    assert [entry.kind for entry in of_it] == ["update", "decision", "change"], newest
    assert of_it[0].words == "Completed"
    assert "31 July 2026" in of_it[1].title
    assert [d.after for d in of_it[2].differences if d.label == "Action"] == ["Consult staff on a rota of their own"]


def test_an_import_shows_what_was_printed_even_where_it_is_only_a_rating():
    imported(FIRST.replace("Two visited | Amber", " | Amber"))
    entries = timeline(the("Visit"))
    assert [entry.title for entry in entries] == ["Printed in the plan", "Imported with the plan"]
    assert entries[0].update.rag.code == "amber"


def test_the_update_that_withdraws_a_claim_and_the_withdrawal_both_stand_there():
    plan = factories.plan(actions=1)
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    [action] = factories.actions_of(plan)
    for words, claims in (("All done.", True), ("Not done after all.", False)):
        word = Word(narrative=words, rag=factories.rag("green"), claims_completion=claims)
        submit_progress(by=lead, action=action, word=word)
    assert told(action)[:3] == [
        f"Ada Lead withdrew the claim: {action.decisions.get().reason}",
        "Ada Lead’s update: Not done after all.",
        "Ada Lead’s update: All done.",
    ]
