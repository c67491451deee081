"""The reference by which papers and people know an action stays its own, whatever comes, goes or moves beside it."""

import pytest
from django.utils import timezone

from audits import changes
from plans import models as m
from plans.operations.bulk import BulkChange, carry_out, choose_actions, look_through
from plans.operations.editing import add_action, bring_back, change_action, move, values_of, withdraw
from plans.operations.freshness import acts_since, newest_act
from plans.operations.retraction import take_back_act
from plans.trail import SYSTEM, change_set
from tests import factories

pytestmark = pytest.mark.django_db

WHY = "It is done elsewhere."


@pytest.fixture
def plan():
    return factories.plan(actions=4)


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


def refs_of(plan, **which):
    return {each.pk: each.ref for each in m.Action.objects.of_plan(plan).filter(**which)}


@pytest.fixture
def actions(plan):
    found = factories.actions_of(plan)
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        for number, each in enumerate(found):
            each.printed_ref, each.recommendation = "", found[0].recommendation
            each.recommendation.printed_ref = "5."
            act.save(each.recommendation)
            each.order = number
            act.save(each)
    return m.Action.objects.of_plan(plan).order_by("recommendation", "order")


def test_withdrawing_bringing_back_adding_and_moving_leave_every_reference_as_it_was(plan, officer, actions):
    before = refs_of(plan)
    assert sorted(before.values()) == ["5.1", "5.2", "5.3", "5.4"]
    one, two, three, four = actions
    for each in (two, three):
        withdraw(by=officer, thing=each, reason=WHY)
    assert refs_of(plan) == before
    new = add_action(by=officer, recommendation=one.recommendation, text="Something new", why=WHY)
    assert new.ref == "5.5"
    move(by=officer, thing=m.Action.objects.get(pk=four.pk), to=0, why=WHY)
    bring_back(by=officer, thing=m.Action.objects.get(pk=two.pk), why=WHY)
    assert refs_of(plan) == {**before, new.pk: "5.5"}
    standing = dict(m.Standing.objects.filter(plan=plan).values_list("action", "ref"))
    assert standing[four.pk] == "5.4"


def test_a_reference_that_went_elsewhere_with_its_action_is_not_given_again(plan, officer, actions):
    one, *_others, four = actions
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        other = m.Recommendation(section=one.recommendation.section, order=9, printed_ref="6.", text="Something else")
        act.save(other)
    before = refs_of(plan)
    move(by=officer, thing=m.Action.objects.get(pk=four.pk), to=0, into=other, why=WHY)
    assert refs_of(plan) == before
    new = add_action(by=officer, recommendation=one.recommendation, text="Something new", why=WHY)
    beside = add_action(by=officer, recommendation=other, text="Something new there", why=WHY)
    assert refs_of(plan) == {**before, new.pk: "5.5", beside.pk: "6.2"}


def test_between_recommendations_of_one_number_it_takes_a_free_one(plan, officer, actions):
    one, *_others = actions
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        other = m.Recommendation(section=one.recommendation.section, order=9, printed_ref="5.", text="Something else")
        act.save(other)
    there = add_action(by=officer, recommendation=other, text="Something new there", why=WHY)
    before = refs_of(plan)
    assert before[there.pk] == "5.1"
    move(by=officer, thing=m.Action.objects.get(pk=there.pk), to=0, into=one.recommendation, why=WHY)
    assert refs_of(plan) == {**before, there.pk: "5.5"}


def test_what_was_not_withdrawn_is_neither_stale_nor_in_the_log_of_it(plan, officer, actions):
    _one, two, three, _four = actions
    seen = newest_act(three)
    withdraw(by=officer, thing=two, reason=WHY)
    assert not acts_since(three, seen)
    act = m.ChangeSet.objects.order_by("-pk")[0]
    rows = changes.of_acts([act.pk])[act.pk]
    assert [row.object_id for row in rows if not row.only_place] == [two.pk]
    assert not [each for row in rows for each in row.differences if each.label == "Reference"]


def test_a_reference_that_somebody_writes_is_a_change_though_it_ends_like_the_place(plan, officer, actions):
    _one, two, *_others = actions
    seen = newest_act(two)
    change_action(by=officer, action=two, **{**values_of(two), "ref": "A.2"}, why=WHY)
    assert acts_since(two, seen)


def test_taking_a_withdrawal_of_many_back_brings_each_back_under_its_reference(plan, officer, actions):
    before = refs_of(plan)
    now = timezone.now()
    edit = choose_actions(by=officer, actions=[each.pk for each in actions[1:3]], came_from="/actions/", at=now)
    change = BulkChange(what="withdraw", reason=WHY, among=frozenset(edit.actions))
    look_through(by=officer, edit=edit, change=change, typed="", at=now)
    edit.refresh_from_db()
    carry_out(by=officer, edit=edit)
    assert refs_of(plan) == before
    act = m.ChangeSet.objects.filter(verb="change_many").latest("pk")
    new = add_action(by=officer, recommendation=actions[0].recommendation, text="Something new", why=WHY)
    take_back_act(by=officer, plan=plan, act=act, reason=WHY)
    assert refs_of(plan, withdrawn=False) == {**before, new.pk: "5.5"}
    acts = changes.of_acts(m.ChangeSet.objects.exclude(verb__in=("test", "add_action")).values_list("pk", flat=True))
    told = [each.label for found in acts.values() for row in found if row.model is m.Action for each in row.differences]
    assert told and "Reference" not in told


def test_a_draft_is_numbered_as_it_is_put_together(plan, officer, actions):
    plan.status = m.Plan.Status.DRAFT
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(plan)
    one, *_others = m.Action.objects.of_plan(plan).order_by("order")
    withdraw(by=officer, thing=one, reason=WHY)
    add_action(by=officer, recommendation=one.recommendation, text="Something new")
    withdraw(by=officer, thing=_others[0], reason=WHY)
    assert sorted(refs_of(plan, withdrawn=False).values()) == ["5.1", "5.2", "5.3"]
