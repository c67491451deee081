"""Who owes what as the database counts it is what reckoning action by action, from the plan's state, gives."""

import random
from collections import defaultdict
from datetime import timedelta

import pytest
from django.utils import timezone

from plans import models as m
from plans import rules, stages, standings
from plans.queries import plan_state
from reports.reminders.chase import chased, owed_by_plan
from tests import factories

pytestmark = pytest.mark.django_db

KINDS = ("needed", "overdue", "returned")


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in (2, 101, 102))])
def test_the_counts_are_those_of_reckoning_action_by_action(seed, on):
    plans = any_plans(random.Random(seed), on)  # noqa: S311
    found = chased(plans, on=on)
    assert [debts.plan for debts in found] == plans
    owed = owed_by_plan(m.Plan.objects.owed_since(on=on))
    kinds = set()
    for debts in found:
        expected = reckoned(debts.plan, on)
        counted = {key_of(debt): {kind: getattr(debt, kind) for kind in KINDS} for debt in everybody(debts)}
        assert counted == {key: {kind: len(sets[kind]) for kind in KINDS} for key, (sets, _leads) in expected.items()}
        assert {key_of(debt): set(debt.leads) for debt in everybody(debts)} == {
            key: leads for key, (_sets, leads) in expected.items()
        }
        assert owed.get(debts.plan.pk, 0) == len(set().union(*(sets["needed"] for sets, _leads in expected.values())))
        assert_said(debts)
        kinds |= {key[0] for key in expected} | {kind for sets, _leads in expected.values() for kind in sets}
    assert kinds == {"user", "name", "lead", "none", *KINDS}, "every case is there"


def everybody(debts):
    return [*debts.people, *debts.unreachable]


def key_of(debt):
    if debt.user:
        return "user", debt.user.pk
    if debt.why_not == "No account" and not set(debt.leads.values()) & {debt.name}:
        return "name", debt.name
    return ("lead", *debt.leads) if debt.leads else ("none",)


def assert_said(debts):
    for debt in everybody(debts):
        spoken = m.ProgressUpdate.objects.filter(
            said_by=debt.user, action__recommendation__section__plan=debts.plan
        ).order_by("recorded_at")
        last = spoken.last() if debt.user else None
        assert debt.said == (timezone.localdate(last.recorded_at) if last else None)


def reckoned(plan, on):
    """From each debtor to the ids of their actions by kind and their posts, by the pure rules."""
    state = plan_state(plan)
    debts = defaultdict(lambda: (defaultdict(set), set()))
    for action in state.actions:
        owes = [
            kind
            for kind, does in (
                ("needed", rules.owes_update(state, action, on)),
                ("overdue", rules.overdue(action, on)),
                ("returned", came_back(action)),
            )
            if does
        ]
        parts = {a.lead_id for a in (*action.assignments, *(a for step in action.steps for a in step.assignments))}
        debtors = [(key, lead) for lead in parts for key in holders(lead, on)] or [(("none",), None)]
        for key, lead in debtors if owes else ():
            for kind in owes:
                debts[key][0][kind].add(action.id)
            debts[key][1].update({lead} - {None})
    return debts


def came_back(action):
    said = [update.recorded_at for update in action.updates]
    returns = [decision for decision in action.decisions if decision.kind == stages.RETURN]
    return action.stage == stages.IN_PROGRESS and any(max(said) <= decision.recorded_at for decision in returns)


def holders(lead, on):
    held = [h for h in m.Holding.objects.filter(lead=lead) if (h.from_on or on) <= on <= (h.to_on or on)]
    return {("user", h.user_id) if h.user_id else ("name", h.name) for h in held} or {("lead", lead)}


def any_plans(dice, on):
    """Two plans of actions of every stage, with several posts each, held by none, one or two, some on other days."""
    plans = [factories.plan(f"{name} Plan", actions=24, sections=2) for name in ("Kite", "Raft")]
    users = [factories.person(f"Pat {word}", plan=plans[at % 2], role="contributor") for at, word in enumerate("ABC")]
    m.Membership.objects.filter(user=users[2]).update(role="viewer")
    posts = [m.Lead(name=f"Post {n}", kind=dice.choice(["post", "person", "board"])) for n in range(8)]
    m.Lead.objects.bulk_create(posts)
    m.Holding.objects.bulk_create(
        m.Holding(
            lead=post,
            user=user,
            name=user.name if user else dice.choice(["Nora", "Ned"]),
            from_on=dice.choice([None, on - timedelta(days=9), on + timedelta(days=1)]),
            to_on=dice.choice([None, None, on + timedelta(days=5)]),
        )
        for post in posts
        for user in dice.sample([*users, None], dice.choice([0, 1, 1, 2]))
    )
    for plan in plans:
        for action in factories.actions_of(plan):
            _anything(dice, action, posts, users, on)
    standings.rebuild()
    return plans


def _anything(dice, action, posts, users, on):
    """Give the action parts, perhaps by a step, and a history that ends somewhere."""
    gone = dice.random() < 0.3
    step = _put(m.Step(action=action, order=1, text="-", withdrawn=gone, withdrawn_reason="Gone." if gone else ""))
    action.assignments.update(withdrawn=True)
    m.Assignment.objects.bulk_create(
        m.Assignment(action=action, step=dice.choice([None, step]), lead=post, printed="-", role="lead", order=order)
        for order, post in enumerate(dice.sample(posts, dice.choice([0, 1, 2, 3])))
    )
    action.timescales.update(latest=on + timedelta(days=dice.randint(-30, 30)))
    moment = timezone.now() - timedelta(days=90)
    for end in dice.choice(["", "u", "c", "cr", "cru", "cv", "ucr"]):
        moment += timedelta(days=dice.randint(1, 20))
        if end in "uc":
            user, said = dice.choice(users), timezone.localdate(moment) - timedelta(days=dice.randint(0, 30))
            last = _put(
                m.ProgressUpdate(
                    action=action,
                    narrative="-",
                    position_on=said,
                    said_by=user,
                    said_by_name=user.name,
                    recorded_by=user,
                    recorded_by_name=user.name,
                    recorded_at=moment,
                    claims_completion=end == "c",
                )
            )
        else:
            _put(
                m.Decision(
                    action=action,
                    claim=last,
                    kind=stages.RETURN if end == "r" else stages.VERIFY,
                    on=timezone.localdate(moment),
                    by=users[0],
                    by_name="-",
                    recorded_at=moment,
                    reason="-",
                )
            )
    [state] = [a for a in plan_state(action.plan).actions if a.id == action.pk]
    m.Action.objects.filter(pk=action.pk).update(stage=state.stage)


def _put(row):
    [row] = type(row).objects.bulk_create([row])
    return row
