"""What the tests of the list add to the small plans of `tests.factories`."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta

from django.http import QueryDict
from django.utils import timezone

from plans import models as m
from plans import stages
from plans.filters.listing import Listing
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.factories import TODAY

WORDS = ("Twenty files audited.", "Waiting for the recruitment panel.", "Children’s reviews are on time.")


def write(plan, *rows):
    """Save these rows of a plan through the trail; returns the last."""
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        return act.add(*rows)


def change(row, **fields):
    """Save a row of a plan with some of its fields changed."""
    for name, value in fields.items():
        setattr(row, name, value)
    return write(_plan_of(row), row)


def say(action, words="Work goes on.", *, rag=None, days_ago=0, forecast=None, corrects=None):
    """An update of so many days ago; `rag` by its code in the default scheme."""
    day = TODAY - timedelta(days=days_ago)
    return write(
        action.plan,
        m.ProgressUpdate(
            action=action,
            narrative=words,
            position_on=day,
            recorded_at=timezone.make_aware(datetime.combine(day, time(12))),
            rag=factories.rag(rag) if rag else None,
            forecast_on=forecast,
            said_by_name="Ada Lead",
            recorded_by_name="Ada Lead",
            corrects=corrects,
        ),
    )


def lead_it(action, name, role="lead"):
    """Assign the lead of that name to an action too, making it known if need be."""
    lead = m.Lead.objects.filter(name=name).first()
    if lead is None:
        with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
            lead = act.add(m.Lead(name=name))
    return write(action.plan, m.Assignment(action=action, lead=lead, printed=name, role=role, order=1))


def undate(action, kind=None, text=""):
    """Take an action's days away; with a kind, leave a timescale of that kind in their place."""
    for timescale in action.timescales.all():
        change(timescale, withdrawn=True)
    if kind:
        write(action.plan, m.Timescale(action=action, order=1, kind=kind, text=text))


def listing(user, address="", *, on=TODAY) -> Listing:
    return Listing(user, QueryDict(address), on=on)


def refs(listed) -> list[str]:
    """The references of a listing's actions, in its order."""
    return [standing.action.ref for standing in listed.standings.select_related("action__recommendation")]


def varied(seed: int):
    """Two plans whose actions are in every state, by chance; and somebody who sees both and leads some."""
    chance = random.Random(seed)  # noqa: S311
    plans = [factories.plan(actions=14, sections=3), factories.plan("Fostering Plan", actions=8, sections=2)]
    plans[1].status = "closed"
    write(plans[1], plans[1])
    for action in (action for plan in plans for action in factories.actions_of(plan)):
        change(action, stage=chance.choice(list(stages.STAGES)))
        if chance.random() < 0.4:
            undate(action, chance.choice([None, "ongoing", "tbc"]))
        if chance.random() < 0.5:
            lead_it(action, chance.choice(["School Head", "Health Board"]), chance.choice(["lead", "supporting"]))
        for days in sorted(chance.sample(range(60), chance.randint(0, 3)), reverse=True):
            rag = chance.choice(["red", "amber", "green", "blue", None])
            forecast = TODAY + timedelta(days=chance.randint(-20, 90)) if chance.random() < 0.5 else None
            say(action, chance.choice(WORDS), rag=rag, days_ago=days, forecast=forecast)
    posts = list(m.Lead.objects.filter(name="Health Board"))
    user = factories.person("Moira Manager", plan=plans[0], role="manager", posts=posts)
    factories.grant_role(user=user, plan=plans[1], role="viewer")
    return user


def _plan_of(row) -> m.Plan:
    if isinstance(row, m.Recommendation):
        return row.section.plan
    return row.plan if isinstance(row, m.Action) else row.action.plan
