"""What a document says of its day is the position of that day, for whoever asks after it was brought in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.sources import NotThereYet, as_at, learnt
from plans import models as m
from plans.clock import today
from plans.operations.imports.new_plan import commit_import
from plans.operations.plans import open_plan, set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from plans.wording import day
from tests import factories
from tests.plans.operations.editions.edited_plans import ALL, FIRST, LATER, apply

PRINTED, LATER_PRINTED = date(2026, 3, 31), date(2026, 8, 31)
BROUGHT = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
BETWEEN = date(2026, 6, 15)

db = pytest.mark.django_db


def brought(**fields) -> m.Plan:
    return commit_import(by=SYSTEM, data=FIRST.encode(), name="libraries.md", at=BROUGHT, **fields).plan


def words_of(state) -> list[str]:
    return [action.text for action in state.actions]


def before_anybody_spoke(state):
    """The state without what was said and decided."""
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(rec, actions=tuple(replace(a, stage="", updates=(), decisions=()) for a in rec.actions))
                for rec in section.recommendations
            ),
        )
        for section in state.sections
    )
    return replace(state, sections=sections)


@db
def test_a_plan_stands_as_printed_on_the_day_of_its_document():
    plan = brought()
    moment = m.ChangeSet.objects.get(verb="import_plan").moment
    printed = as_at(plan, on=PRINTED)
    assert printed == as_at(plan, on=BROUGHT.date(), known=moment)
    assert printed.actions[0].latest_update.narrative == "Draft is out"
    assert {lead.name for lead in printed.leads} == {"Head of Libraries", "Reader Services Team"}


@db
def test_how_that_is_known_is_told_and_only_of_days_before():
    plan = brought()
    assert learnt(plan, on=PRINTED) == "As printed in the document of 31 March 2026, brought in on 12 November 2026"
    assert learnt(plan, on=BROUGHT.date()) == ""


@db
def test_before_its_day_and_before_it_was_known_it_was_not_there():
    plan = brought()
    with pytest.raises(NotThereYet, match="It reaches back to 31 March 2026"):
        as_at(plan, on=PRINTED - timedelta(days=1))
    known = BROUGHT - timedelta(seconds=1)
    with pytest.raises(NotThereYet):
        as_at(plan, on=PRINTED, known=known)


@db
def test_what_people_change_later_leaves_the_printed_day_alone():
    plan = brought()
    printed = as_at(plan, on=PRINTED)
    action = factories.actions_of(plan)[0]
    action.text = "Ask everybody"
    with change_set(plan, by=SYSTEM, verb="test", door="command", at=BROUGHT + timedelta(days=2)) as act:
        act.save(action)
    set_up_plan(by=SYSTEM, plan=plan, title="Another title", at=BROUGHT + timedelta(days=3))
    assert as_at(plan, on=PRINTED) == printed
    assert words_of(as_at(plan, on=today()))[0] == "Ask everybody"


@db
def test_an_edition_reaches_back_to_its_own_day_with_what_it_says_and_no_more():
    plan = brought()
    printed = as_at(plan, on=BETWEEN)
    survey = m.Action.objects.get(text__startswith="Survey readers")
    survey.expected_evidence = "A report that somebody asked for in November"
    with change_set(plan, by=SYSTEM, verb="test", door="command", at=BROUGHT + timedelta(days=2)) as act:
        act.save(survey)
    manager = factories.person("Moira Manager", plan=plan, role="manager", is_administrator=True)
    apply(plan, LATER, by=manager, keys=ALL)
    assert as_at(plan, on=BETWEEN) == printed
    then = as_at(plan, on=LATER_PRINTED)
    assert "Survey readers twice a year" in words_of(then)
    assert "Repair the roof of the Quay branch" in words_of(then)
    [said] = [action for action in then.actions if action.text.startswith("Survey")]
    assert said.expected_evidence == ""
    unknown = as_at(plan, on=LATER_PRINTED, known=BROUGHT + timedelta(days=5))
    assert "Survey readers once a year" in words_of(unknown)
    assert learnt(plan, on=LATER_PRINTED) == (
        "As printed in the document of 31 March 2026, brought in on 12 November 2026 and "
        f"the edition of 31 August 2026, brought in on {day(today())}"
    )


@db
def test_a_document_brought_into_a_plan_that_was_opened_before_reaches_back_too():
    plan = open_plan(by=SYSTEM, title="Libraries", at=BROUGHT - timedelta(days=3))
    brought(into=plan)
    assert as_at(plan, on=PRINTED).title.startswith("Library Service")


class AnyLaterHistory(TestCase):
    """Whatever people say of a plan once it was brought in, its printed day stays what it was."""

    words = st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["red", "amber", "green"]), st.integers(0, 9)), max_size=6
    )

    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(words)
    def test_the_printed_day_is_the_same_for_ever(self, words):
        plan = brought()
        printed = as_at(plan, on=PRINTED)
        lead = factories.person("Ada Lead", plan=plan, role="officer")
        for which, code, days in words:
            action = factories.actions_of(plan)[which]
            word = Word(narrative=code, rag=factories.rag(code), position_on=today() - timedelta(days=days))
            submit_progress(by=lead, action=action, word=word)
        assert as_at(plan, on=PRINTED) == printed
        assert before_anybody_spoke(as_at(plan, on=today())) == before_anybody_spoke(as_at(plan, on=BROUGHT.date()))
