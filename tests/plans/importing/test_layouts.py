"""Plans in layouts unlike each other come in as a careful reader reads them, with a question wherever one would
hesitate, and with every word somewhere."""

from datetime import datetime

import pytest

from plans.importing.coverage import coverage_of
from plans.importing.rows import mend
from plans.importing.understanding import understand
from plans.importing.understood_plan import UnderstoodAction, UnderstoodLead, UnderstoodPlan, UnderstoodStep
from plans.timescales import Timescale
from tests.plans.importing.layouts.loading import NAMES, document_of, reading_of


def plan_of(name: str) -> UnderstoodPlan:
    return understand(mend(document_of(name)), name=name, dated=None)


@pytest.mark.parametrize("name", NAMES)
def test_a_layout_is_read_as_a_careful_reader_reads_it(name):
    expected, plan = reading_of(name), plan_of(name)
    assert as_read(plan) == expected["sections"]
    assert plan.title == expected["title"]
    assert (plan.dated.isoformat() if plan.dated else None) == expected["dated"]
    for field in ("legend", "plan_leads"):
        assert list(getattr(plan, field)) == expected.get(field, list(getattr(plan, field)))
    assert "notes" not in expected or [*plan.notes_before, *plan.notes_after] == expected["notes"]


@pytest.mark.parametrize("name", NAMES)
def test_what_is_doubtful_of_a_layout_is_asked(name):
    plan, expected = plan_of(name), reading_of(name)["questions"]
    asked = [question for question in plan.questions if question.field not in ("dated", "title")]
    for row, field, text, because in expected:
        alike = [q for q in asked if (q.row, q.field, q.text) == (row, field, text)]
        assert any(because in question.because for question in alike), (row, field, text, because, asked)
    assert len(asked) == len(expected), asked


@pytest.mark.parametrize("name", NAMES)
def test_each_action_of_a_layout_says_where_it_stands(name):
    document = document_of(name)
    lines = {row.line for part in document.parts for row in getattr(part, "rows", [part])}
    for action in plan_of(name).actions:
        assert action.lines
        assert action.line == action.lines[0]
        assert set(action.lines) <= lines


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_layout_is_somewhere(name):
    """Whatever room for its rows the reader has: none is dropped without a word."""
    document, plan = document_of(name), plan_of(name)
    told = coverage_of(document, plan)
    assert told.words and told.unplaced == ()


def as_read(plan: UnderstoodPlan) -> list:
    """A plan in the form of a reading: what is empty left out."""
    return [
        {
            "title": section.title,
            "recommendations": [
                {"ref": rec.ref, "text": rec.text, "actions": [_action(action) for action in rec.actions]}
                for rec in section.recommendations
            ],
        }
        for section in plan.sections
    ]


def _action(action: UnderstoodAction) -> dict:
    values = {
        **_step(action),
        "ref": action.ref,
        "lead_in": action.lead_in,
        "steps": [_step(step) for step in action.steps],
        "evidence": action.evidence,
        "progress": action.progress,
        "outcome": action.outcome,
        "rag": action.rag,
        "done": action.done,
        "extra": dict(action.extra),
    }
    return {field: value for field, value in values.items() if value}


def _step(step: UnderstoodAction | UnderstoodStep) -> dict:
    values = {
        "text": step.text,
        "leads": [_lead(lead) for lead in step.leads],
        "by": [_dated(timescale) for timescale in step.timescales],
    }
    return {field: value for field, value in values.items() if value}


def _lead(lead: UnderstoodLead) -> str:
    return lead.name if lead.role == "lead" else f"{lead.role}: {lead.name}"


def _dated(timescale: Timescale) -> str:
    """The words of a timescale, with the day that they mean where it is printed in digits; a day in words must be the
    day that was read."""
    if timescale.kind != "date":
        return timescale.text
    if "/" in timescale.text:
        return f"{timescale.text} = {timescale.latest}"
    assert timescale.latest == datetime.strptime(timescale.text, "%d %B %Y").date()
    return timescale.text
