"""The world in which each cell of the tables of who may do what is tried: a plan, its people, and a way to try a
verb that leaves the world as it was."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from plans import models as m
from plans.operations import people
from plans.operations import plans as plan_verbs
from plans.operations.decisions import completion, extensions
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.trail import SYSTEM, change_set
from tests import factories

ROLES = ("outsider", "elsewhere", "viewer", "stranger", "lead", "officer", "manager", "administrator")
"""Without a role; officer of another plan; the plan's own roles, a contributor without (stranger) and with (lead) a
post that leads the action; an administrator without a role in the plan."""
BLIND = {"outsider", "elsewhere"}
"""Who may not know of the plan."""

STATES = ("not started", "in progress", "claimed", "returned", "verified", "superseded", "withdrawn", "plan closed")
DOCUMENT = (
    b"# A plan\n\n| Ref | Recommendation | Action | Lead |\n|---|---|---|---|\n| 1 | Mend it | Do it | A Team |\n"
)


@dataclass
class World:
    plan: m.Plan
    action: m.Action
    people: dict
    claim: m.ProgressUpdate | None
    extension: m.Extension
    empty: m.Plan


def word(**more) -> Word:
    return Word(narrative="Half done.", rag=factories.rag("amber"), **more)


def build(state: str) -> World:
    """A plan whose first action is in the state that is asked for, with a request for a new date on it."""
    plan, other = factories.plan(actions=1), factories.plan("Road Safety Plan", actions=1)
    action, post = factories.actions_of(plan)[0], _second_post(plan)
    cast = {
        "outsider": factories.person("Otto Outsider"),
        "elsewhere": factories.person("Elsa Elsewhere", plan=other, role="officer"),
        "viewer": factories.person("Vera Viewer", plan=plan, role="viewer"),
        "stranger": factories.person("Sam Stranger", plan=plan, role="contributor"),
        "lead": factories.person("Ada Lead", plan=plan, role="contributor", posts=[post]),
        "officer": factories.person("Olive Officer", plan=plan, role="officer"),
        "manager": factories.person("Moira Manager", plan=plan, role="manager"),
        "administrator": factories.person("Abe Administrator", is_administrator=True),
    }
    empty = plan_verbs.open_plan(by=SYSTEM, title="Empty plan", door="command")
    people.grant_role(user=cast["officer"], plan=empty, role="officer")
    extension = extensions.request_extension(
        by=cast["lead"],
        timescale=_second_date(action),
        to_latest=factories.TODAY.replace(year=2098),
        reason="Illness.",
    )
    claim = _bring(action, cast, state)
    return World(plan, m.Action.objects.get(pk=action.pk), cast, claim, extension, empty)


def _second_date(action) -> m.Timescale:
    timescale = m.Timescale(action=action, order=1, text="another day", kind="date", latest=factories.TODAY)
    with change_set(action.plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(timescale)
    return timescale


def _second_post(plan) -> m.Lead:
    """A post of this plan alone: the factories' own leads in every plan."""
    post = people.name_lead(name="Head of Play")
    assignment = m.Assignment.objects.get(action__recommendation__section__plan=plan)
    assignment.lead = post
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(assignment)
    return post


def _bring(action, cast, state):
    lead, manager = cast["lead"], cast["manager"]
    claim = None
    if state == "in progress":
        submit_progress(by=lead, action=action, word=word())
    if state in ("claimed", "returned", "verified"):
        claim = submit_progress(by=lead, action=action, word=word(claims_completion=True))
    if state == "returned":
        completion.return_claim(by=manager, claim=claim, reason="More.")
    if state == "verified":
        completion.verify_completion(by=manager, claim=claim)
    if state == "superseded":
        completion.close_action(by=manager, action=action, kind="superseded", reason="Merged.")
    with change_set(action.plan, by=SYSTEM, verb="test", door="command") as act:
        if state == "withdrawn":
            action = m.Action.objects.get(pk=action.pk)
            action.withdrawn, action.withdrawn_reason = True, "Twice in the plan."
            act.save(action)
        if state == "plan closed":
            plan = m.Plan.objects.get(pk=action.plan.pk)
            plan.status = m.Plan.Status.CLOSED
            act.save(plan)
    return claim


class Undo(Exception):
    """Takes back what a cell did, so that the next finds the world as it was."""


def outcome(do, world, by) -> str:
    try:
        with transaction.atomic():
            do(world, m.User.objects.get(pk=by.pk))
            raise Undo
    except Undo:
        return "done"
    except Denied:
        return "denied"
    except Refused:
        return "refused"


def fresh(world) -> World:
    """The same rows, read again: a cell that was taken back must leave nothing in memory either."""
    return World(
        m.Plan.objects.get(pk=world.plan.pk),
        m.Action.objects.get(pk=world.action.pk),
        world.people,
        world.claim and m.ProgressUpdate.objects.get(pk=world.claim.pk),
        m.Extension.objects.get(pk=world.extension.pk),
        m.Plan.objects.get(pk=world.empty.pk),
    )
