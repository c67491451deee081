"""The past is kept: live, as at today, and frozen now are one state; a late word changes only what is known since."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.operations.snapshots import freeze
from audits.sources import NotThereYet, as_at, frozen
from plans import canonical, rules, standings
from plans import models as m
from plans.clock import today
from plans.operations.decisions import completion, extensions
from plans.operations.errors import Refused
from plans.operations.people import amend_person
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import plan_state
from plans.trail import SYSTEM, change_set
from tests import factories


class AnyHistory(TestCase):
    """Whatever people do, in whatever order, the three sources agree."""

    moves = st.lists(
        st.tuples(
            st.sampled_from(["update", "claim", "verify", "return", "close", "ask", "agree", "refuse"]),
            st.integers(0, 2),
            st.sampled_from(["red", "amber", "green"]),
            st.integers(0, 60),
        ),
        max_size=10,
    )

    @classmethod
    def setUpTestData(cls):
        plan = factories.plan()
        lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
        others = [factories.person(f"{role} of it", plan=plan, role=role) for role in ("manager", "officer")]
        cls.people = [each.pk for each in (lead, *others)]

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(moves)
    def test_live_as_at_today_and_frozen_are_equal(self, moves):
        plan = m.Plan.objects.get()
        lead, manager, officer = (m.User.objects.get(pk=pk) for pk in self.people)
        actions = factories.actions_of(plan)
        for what, which, code, days in moves:
            try:
                _do(what, actions[which], lead, manager, code, days)
            except (Refused, Denied):
                continue
        live = plan_state(plan)
        assert as_at(plan, on=today()) == live
        assert canonical.from_json(canonical.to_json(live)) == live
        stored = dict(m.Action.objects.of_plan(plan).values_list("pk", "stage"))
        assert {action.id: action.stage for action in live.actions} == stored
        _lists_agree_with_rules(plan, live)
        _standings_are_those_of_the_past(live)
        period = open_period(by=officer, plan=plan, name="Now", position_on=today())
        with_period = plan_state(plan)
        snapshot = freeze(by=officer, period=period)
        assert frozen(snapshot) == with_period
        assert snapshot.digest == canonical.digest(with_period)


def _do(what, action, lead, manager, code, days):
    action.refresh_from_db()
    claim = action.updates.filter(claims_completion=True).order_by("-id").first()
    timescale = action.timescales.get()
    request = timescale.extensions.filter(status="requested").first()
    word = Word(
        narrative=f"{code} {days}",
        rag=factories.rag(code),
        position_on=today() - timedelta(days=days),
        claims_completion=what == "claim",
    )
    match what:
        case "update" | "claim":
            submit_progress(by=lead, action=action, word=word)
        case "verify" if claim:
            completion.verify_completion(by=manager, claim=claim)
        case "return" if claim:
            completion.return_claim(by=manager, claim=claim, reason="Not yet.")
        case "close":
            completion.close_action(by=manager, action=action, kind="risk_accepted", reason="Too dear.")
        case "ask":
            day = timescale.latest + timedelta(days=days)
            extensions.request_extension(by=lead, timescale=timescale, to_latest=day, reason="Late.")
        case "agree" | "refuse" if request:
            extensions.decide_extension(by=manager, extension=request, agreed=what == "agree", reason="Decided.")


def _standings_are_those_of_the_past(live):
    """What is kept beside each action is what the state of the plan says."""
    kept = {standing.pk: standing for standing in m.Standing.objects.all()}
    for action in live.actions:
        values = rules.standing(action, action.stage)
        assert {name: getattr(kept[action.id], name) for name in values} == values
    assert list(standings.differing(m.Action.objects.all())) == []


def _lists_agree_with_rules(plan, live):
    """The querysets of the lists say what the pure rules say."""
    on = today()
    position = m.Action.objects.of_plan(plan).with_position()

    def ids(test):
        return {action.id for action in live.actions if test(action)}

    def listed(queryset):
        return set(queryset.values_list("pk", flat=True))

    assert listed(position.overdue(on=on)) == ids(lambda a: rules.overdue(a, on))
    assert listed(position.owes_update(on=on)) == ids(lambda a: rules.owes_update(live, a, on))
    assert listed(position.no_date()) == ids(rules.no_date)
    assert listed(position.forecast_late()) == ids(rules.forecast_late)
    ratings = {action.id: rules.rating(live, action) for action in live.actions}
    assert {a.pk: a.rag_now for a in position} == {pk: r.id if r else None for pk, r in ratings.items()}


@pytest.mark.django_db
def test_a_late_word_for_an_earlier_day_counts_on_that_day_but_not_in_what_was_known_before():
    now = timezone.now()
    plan = factories.plan()
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    action = factories.actions_of(plan)[0]
    submit_progress(by=lead, action=action, word=Word(narrative="Fine.", rag=factories.rag("green")))
    known = m.Chain.objects.get(key=plan.chain_key).last_moment
    before = as_at(plan, on=today(), known=known)
    late = Word(narrative="In truth it was not.", rag=factories.rag("red"), position_on=today())
    submit_progress(by=lead, action=action, word=late)
    after = as_at(plan, on=today())
    assert rules.rating(after, after.actions[0]).code == "red"
    assert as_at(plan, on=today(), known=known) == before
    assert rules.rating(before, before.actions[0]).code == "green"
    assert canonical.digest(as_at(plan, on=today(), known=known)) == canonical.digest(before)
    assert known > now


@pytest.mark.django_db
def test_before_it_was_put_in_a_plan_was_not_there():
    plan = factories.plan()
    with pytest.raises(NotThereYet):
        as_at(plan, on=today() - timedelta(days=1))


@pytest.mark.django_db
def test_the_past_is_read_in_a_fixed_number_of_queries(django_assert_max_num_queries):
    plan = factories.plan(actions=40)
    with django_assert_max_num_queries(31):
        as_at(plan, on=today())


@pytest.mark.django_db
def test_who_coordinates_a_plan_is_told_as_it_was():
    """By the name that they had on the day; of a plan that nobody coordinates, nobody."""
    plan = factories.plan()
    assert as_at(plan, on=today()).coordinator == plan_state(plan).coordinator == ""
    first = factories.person("Cora Coordinator")
    plan.coordinator = first
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    live = plan_state(m.Plan.objects.get(pk=plan.pk))
    then = m.Chain.objects.get(key=plan.chain_key).last_moment
    assert as_at(plan, on=today()) == live and live.coordinator == "Cora Coordinator"
    named = {"name": "Cora Newname", "email": first.email, "job_title": "", "is_administrator": False}
    amend_person(by=SYSTEM, user=first, **named)
    plan.coordinator = factories.person("Cyril Coordinator")
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    assert as_at(plan, on=today(), known=then).coordinator == "Cora Coordinator"
    assert as_at(plan, on=today()).coordinator == "Cyril Coordinator"
