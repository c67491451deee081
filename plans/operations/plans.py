"""Setting up a plan and its reporting periods."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from plans import permissions
from plans.models import Period, Plan, User
from plans.operations.schemes import default_scheme
from plans.trail import change_set

SETTABLE = {
    "code",
    "title",
    "subtitle",
    "organisation",
    "committee",
    "status",
    "report_ref",
    "anchor_on",
    "cadence_days",
}


def open_plan(*, by, title: str, slug: str = "", door: str = "web", at=None) -> Plan:
    """Open an empty draft plan, for an officer to be appointed to and a document to be imported into.

    Raises Denied; django's ValidationError for a slug that is taken.
    """
    permissions.enforce(permissions.check_can_administer, by, None)
    plan = Plan(title=title, slug=slug or slugify(title)[:80], status=Plan.Status.DRAFT, scheme=default_scheme(at=at))
    plan.full_clean()
    with change_set(by=by, verb="open_plan", door=door, at=at) as act:
        act.save(plan)
        act.join(plan)
    return plan


def set_up_plan(*, by, plan: Plan, coordinator: User | None = None, door: str = "web", at=None, **fields) -> Plan:
    """Set what frames a plan: `fields` are those of `SETTABLE`. Raises Denied; TypeError for another field;
    django's ValidationError for a value that can't stand."""
    permissions.enforce(permissions.check_can_manage_plan, by, plan)
    unknown = fields.keys() - SETTABLE
    if unknown:
        raise TypeError(f"not settable: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(plan, name, value)
    if coordinator:
        plan.coordinator = coordinator
    plan.full_clean()
    with change_set(plan, by=by, verb="set_up_plan", door=door, at=at) as act:
        act.save(plan)
    return plan


def open_period(
    *,
    by,
    plan: Plan,
    name: str,
    position_on: date,
    due_on: date | None = None,
    meeting_on: date | None = None,
    door: str = "web",
    at=None,
) -> Period:
    """Open a reporting period. Raises Denied; django's ValidationError for a second one of that name or day."""
    permissions.enforce(permissions.check_can_manage_plan, by, plan)
    period = Period(plan=plan, name=name, position_on=position_on, due_on=due_on, meeting_on=meeting_on)
    period.full_clean()
    with change_set(plan, by=by, verb="open_period", door=door, at=at) as act:
        act.save(period)
    return period
