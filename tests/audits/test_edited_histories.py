"""However a plan is edited, its past stays readable: live, as at today and read back are one state, the trail holds,
and what is withdrawn is in none of them."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.sources import as_at
from audits.verification import faults
from plans import canonical, columns, standings
from plans import models as m
from plans.clock import today
from plans.operations import editing
from plans.operations.editing import Dating, Led
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import plan_state
from tests import factories

MODELS = list(editing.NOUNS)
MOVES = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "move", "away", "withdraw", "bring back", "update"]),
        st.sampled_from(MODELS),
        st.integers(0, 9),
        st.integers(0, 3),
    ),
    min_size=4,
    max_size=14,
)


class AnyEditing(TestCase):
    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(MOVES)
    def test_the_three_sources_agree_and_the_trail_holds(self, moves):
        plan = factories.plan(actions=4, sections=2, status="draft")
        officer = factories.person("Olive Officer", plan=plan, role="officer")
        for what, model, which, number in moves:
            try:
                _do(what, plan, officer, model, which, number)
            except (Refused, Denied):
                continue
        live = plan_state(plan)
        assert as_at(plan, on=today()) == live
        assert canonical.from_json(canonical.to_json(live)) == live
        assert {action.id for action in live.actions} == set(
            m.Action.objects.of_plan(plan).current().values_list("pk", flat=True)
        )
        assert list(faults()) == []
        assert list(standings.differing(m.Action.objects.all())) == []
        _texts_hold_their_steps(live)
        _no_two_share_a_place(plan)


def _do(what, plan, by, model, which, number):
    rows = list(model.objects.order_by("pk"))
    thing = rows[which % len(rows)] if rows else None
    words = f"Words {which} {number}"
    how = {"by": by, "why": "Because."}
    if what == "add":
        _add(plan, model, which, number, how, words)
    elif what == "update":
        actions = factories.actions_of(plan)
        word = Word(narrative=words, rag=factories.rag("green"))
        submit_progress(by=by, action=actions[which % len(actions)], word=word)
    elif thing is None:
        return
    elif what == "change":
        _change(thing, how, words)
    elif what == "move":
        editing.move(**how, thing=thing, to=number)
    elif what == "away" and model in (m.Action, m.Recommendation):
        parents = list((m.Recommendation if model is m.Action else m.Section).objects.order_by("pk"))
        editing.move(**how, thing=thing, to=number, into=parents[number % len(parents)])
    elif what == "withdraw":
        editing.withdraw(by=by, thing=thing, reason=words)
    elif what == "bring back":
        editing.bring_back(**how, thing=thing)


def _add(plan, model, which, number, how, words):
    def some(of):
        rows = list(of.objects.order_by("pk"))
        return rows[which % len(rows)]

    action = some(m.Action)
    steps = list(action.steps.all())
    match model:
        case m.Section:
            editing.add_section(**how, plan=plan, title=words)
        case m.Column:
            editing.add_column(**how, plan=plan, heading=words, meaning=list(columns.MEANINGS)[which])
        case m.Source:
            editing.add_source(**how, plan=plan, title=words)
        case m.Recommendation:
            sources = list(m.Source.objects.values_list("pk", flat=True))[:number]
            editing.add_recommendation(**how, section=some(m.Section), text=words, sources=sources, links_text="1-3")
        case m.Action:
            editing.add_action(**how, recommendation=some(m.Recommendation), text=words, steps=[words] * number)
        case m.Step:
            editing.add_step(**how, action=action, text=words)
        case m.Assignment:
            step = steps[0] if steps and number % 2 else None
            editing.add_lead(**how, action=action, step=step, led=Led(name=f"Lead {number}", new=True))
        case m.Timescale:
            due = Dating(text=words, kind="date", latest=today() + timedelta(days=which))
            editing.add_timescale(**how, under=steps[0] if steps else some(m.Section), dating=due)


def _change(thing, how, words):
    match thing:
        case m.Section():
            editing.change_section(**how, section=thing, title=words)
        case m.Column():
            editing.change_column(**how, column=thing, heading=words, meaning=thing.meaning)
        case m.Source():
            editing.change_source(**how, source=thing, title=words)
        case m.Recommendation():
            editing.change_recommendation(**how, recommendation=thing, text=words, links_text="2, 7")
        case m.Action():
            editing.change_action(**how, action=thing, text=words)
        case m.Step():
            editing.change_step(**how, step=thing, text=words, met_on=today())
        case m.Assignment():
            editing.change_lead(**how, assignment=thing, led=Led(name="Lead 1", role="supporting", new=True))
        case m.Timescale():
            editing.change_timescale(**how, timescale=thing, dating=Dating(text=words, kind="ongoing"))


def _texts_hold_their_steps(live):
    for action in live.actions:
        if action.steps:
            assert action.text.splitlines()[-len(action.steps) :] == [f"• {step.text}" for step in action.steps]
        else:
            assert action.lead_in == ""


def _no_two_share_a_place(plan):
    for model in (m.Section, m.Column, m.Source, m.Recommendation, m.Action, m.Step):
        for thing in model.objects.filter(withdrawn=False):
            orders = list(editing.siblings(thing).values_list("order", flat=True))
            assert len(set(orders)) == len(orders), model
