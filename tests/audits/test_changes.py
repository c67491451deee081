"""A change in words that a person reads."""

import pytest

from audits import changes
from plans import models as m
from plans.trail import SYSTEM, change_set
from tests import factories


@pytest.mark.django_db
def test_the_log_tells_what_a_plan_prints_beside_its_table_word_by_word():
    """Pairs as pairs, lines as lines; what became empty as nothing."""
    plan = factories.plan(glossary=[["HoS", "Head of Service"], ["EH", "Early Help"]], legend=["Red: late"])
    plan.glossary, plan.legend, plan.notes_before = [["HoS", "Head of Schools"]], [], ["One.", "Two."]
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    first, second = changes.of_objects(m.Plan, [plan.pk])
    assert {"Abbreviations", "Legend"} <= {each.label for each in first.differences}
    told = {each.label: (each.before, each.after) for each in second.differences}
    assert told == {
        "Abbreviations": ("HoS: Head of Service; EH: Early Help", "HoS: Head of Schools"),
        "Legend": ("Red: late", ""),
        "Notes before the table": ("", "One.; Two."),
    }


@pytest.mark.parametrize(
    ("model", "name", "value", "words"),
    [
        (m.Action, "extra", {"Cost": "None", "Ward": "Hill"}, "Cost: None; Ward: Hill"),
        (m.Action, "related_plans", ["Roads", "Parks"], "Roads; Parks"),
        (m.Action, "stage", "in_progress", "In progress"),
        (m.Timescale, "kind", "ongoing", "Ongoing"),
        (m.Timescale, "latest", factories.TODAY, "22 November 2026"),
        (m.User, "is_active", False, "No"),
        (m.User, "is_active", True, "Yes"),
        (m.Plan, "status", "closed", "Closed"),
        (m.Plan, "title", "Roads", "Roads"),
        (m.Plan, "glossary", [], ""),
    ],
)
def test_a_value_in_words(model, name, value, words):
    assert changes.in_words(model, name, value) == words
