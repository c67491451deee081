"""Setting up a plan and its reporting periods."""

from __future__ import annotations

from datetime import date

from django.utils.text import slugify

from plans.models import Membership, Period, Plan, ProgressUpdate, User
from plans.operations.editing.things import FRAME, mark
from plans.operations.errors import Overtaken, Refused
from plans.operations.freshness import check_seen
from plans.operations.periods import check_days
from plans.operations.schemes import default_scheme
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.plans import can_manage_plan, can_open_plan
from plans.permissions.records import can_purge
from plans.trail import change_set
from plans.trail.tracked_models import history_of

SETTABLE = set(FRAME) - {"coordinator_id", "scheme_id"} | {"coordinator", "scheme", "evidence_policy"}


def open_plan(*, by, title: str, slug: str = "", door: str = "web", at=None) -> Plan:
    """Open an empty draft plan; the person who does becomes its officer. Without a `slug` it gets a free one.

    Raises Denied; django's ValidationError for a title that can't stand or a slug that is taken.
    """
    can_open_plan.enforce(by, None)
    plan = Plan(title=title, slug=slug or free_slug(title), status=Plan.Status.DRAFT, scheme=default_scheme(at=at))
    plan.full_clean()
    with change_set(by=by, verb="open_plan", door=door, at=at) as act:
        act.save(plan)
        act.join(plan)
        if isinstance(by, User):
            act.save(Membership(user=by, plan=plan, role=Membership.Role.OFFICER))
    return plan


def free_slug(title: str) -> str:
    """A slug made of the title that no plan has yet."""
    base = slugify(title)[:70].strip("-") or "plan"
    taken = set(Plan.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return next(s for s in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if s not in taken)


def set_up_plan(
    *, by, plan: Plan, why: str = "", opened: str = "", seen: int | None = None, door: str = "web", at=None, **fields
) -> Plan:
    """Set what frames a plan: `fields` are those of `SETTABLE`; `opened` is the `mark` of the plan as the form was
    opened on it, `seen` the newest act on it then.

    Raises Denied; TypeError for another field; django's ValidationError for a value that can't stand; Refused for a
    change that the plan's status or its ratings rule out; Overtaken; Stale.
    """
    can_manage_plan.enforce(by, plan)
    unknown = fields.keys() - SETTABLE
    if unknown:
        raise TypeError(f"not settable: {', '.join(sorted(unknown))}")
    why = said(why, limit=REASON_LIMIT, field="why")
    with change_set(plan, by=by, verb="set_up_plan", why=why, door=door, at=at) as act:
        plan.refresh_from_db()
        check_seen(plan, seen)
        changed = {name for name, value in fields.items() if getattr(plan, name) != value}
        if changed and opened and opened != mark(plan):
            last = history_of(Plan).objects.filter(id=plan.pk).order_by("-history_id").select_related("change")
            raise Overtaken(plan, last.first().change)
        _check_frame(plan, changed, fields)
        for name in changed:
            setattr(plan, name, fields[name])
        plan.full_clean()
        act.save(plan)
    return plan


def _check_frame(plan: Plan, changed: set[str], fields: dict) -> None:
    """What a closed, a live and a rated plan keep."""
    if plan.status == Plan.Status.CLOSED and changed - {"status"}:
        if "status" in changed:
            raise Refused("Make the plan live again first, then change its details.", "status")
        raise Refused("This plan is closed and kept as it was. Make it live again to change its details.", "status")
    if plan.status != Plan.Status.DRAFT and fields.get("status") == Plan.Status.DRAFT and "status" in changed:
        raise Refused("People rely on what this plan says, so it can’t become a draft again.", "status")
    rated = ProgressUpdate.objects.of_plan(plan).exclude(rag=None)
    if "scheme" in changed and rated.exists():
        raise Refused(
            f"Actions have been rated in {plan.scheme} already. Change the scheme on its own page, where you say what "
            "each rating becomes.",
            "scheme",
        )


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
    """Open a reporting period. Raises Denied; Refused for days that don't follow one another; django's
    ValidationError for a second one of that name or day."""
    can_manage_plan.enforce(by, plan)
    check_days(position_on=position_on, due_on=due_on, meeting_on=meeting_on)
    period = Period(plan=plan, name=name, position_on=position_on, due_on=due_on, meeting_on=meeting_on)
    period.full_clean()
    with change_set(plan, by=by, verb="open_period", door=door, at=at) as act:
        act.save(period)
    return period


def set_retention(
    *,
    by,
    plan: Plan,
    retain_until: date | None,
    hold: bool = False,
    hold_reason: str = "",
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Plan:
    """Say how long a plan is kept once it is closed, and whether it is on hold: kept whatever the date. Raises
    Denied; Refused for a hold without a reason; Stale."""
    can_purge.enforce(by, plan)
    need = "Say why it is held, and for whom." if hold else ""
    reason = said(hold_reason, limit=REASON_LIMIT, field="hold_reason", need=need)
    with change_set(plan, by=by, verb="set_retention", door=door, at=at) as act:
        plan.refresh_from_db()
        check_seen(plan, seen)
        plan.retain_until, plan.hold, plan.hold_reason = retain_until, hold, reason if hold else ""
        act.save(plan)
    return plan
