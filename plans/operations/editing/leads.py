"""Leads on actions and their steps, among those that the organisation has or new ones."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from plans import leadnames
from plans.importing import kind_of_lead
from plans.models import Action, Assignment, Lead, LeadAlias, Plan, Step
from plans.operations.editing.edit import check_stands, differs, editing, text
from plans.operations.editing.order import last
from plans.operations.errors import Refused
from plans.trail import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Led:
    """Who leads: the name, the part they have, what they are to do. `new` says that a name which nobody bears yet
    is no slip."""

    name: str
    role: str = Assignment.Role.LEAD
    note: str = ""
    new: bool = False


def find_lead(name: str, plan: Plan | None = None, *, but: Lead | None = None) -> Lead | None:
    """The lead that the organisation knows by that name, an alias of it, or the plan's own abbreviation; another than
    `but`."""
    wanted = leadnames.key(name)
    leads = Lead.objects.current().exclude(pk=but.pk if but else None)
    for lead in leads.order_by("pk"):
        if leadnames.key(lead.name) == wanted:
            return lead
    aliases = LeadAlias.objects.filter(lead__in=leads).select_related("lead").order_by("plan_id", "pk")
    of_these = (None, plan.pk if plan else None)
    return next((a.lead for a in aliases if a.plan_id in of_these and leadnames.key(a.name) == wanted), None)


def is_new(led: Led, plan: Plan) -> bool:
    """Whether the name would make a new lead, so that the act belongs to the register too."""
    return find_lead(led.name, plan) is None


def add_lead(
    *, by, action: Action, led: Led, step: Step | None = None, why: str = "", door: str = "web", at=None
) -> Assignment:
    """Put a lead on an action, or on one of its steps. Raises Denied; Refused for a name that nobody bears where
    it is not said to be new, and for one that is there already."""
    plan = action.plan
    with editing(plan, by=by, verb="add_lead", why=why, register=is_new(led, plan), door=door, at=at) as act:
        for thing in filter(None, (action, step)):
            thing.refresh_from_db()
            check_stands(thing)
        return assign(act, action, led, step)


def change_lead(
    *, by, assignment: Assignment, led: Led, why: str = "", opened: str = "", door: str = "web", at=None
) -> Assignment:
    """Change who it is, the part they have or what they are to do. Raises Denied, Refused, Overtaken."""
    plan = assignment.action.plan
    led = _checked(led)
    with editing(plan, by=by, verb="change_lead", why=why, register=is_new(led, plan), door=door, at=at) as act:
        values = {"name": led.name, "role": led.role, "note": led.note}
        if differs(act, assignment, values, opened=opened):
            if led.name != assignment.printed:
                assignment.lead = _lead(act, led, plan)
            assignment.printed, assignment.role, assignment.note = led.name, led.role, led.note
            check_one_lead(assignment)
            act.save(assignment)
    return assignment


def assign(act: Act, action: Action, led: Led, step: Step | None = None) -> Assignment:
    """Within an act: write one. Raises Refused."""
    led = _checked(led)
    row = Assignment(action=action, step=step, printed=led.name, role=led.role, note=led.note)
    row.lead = _lead(act, led, action.plan)
    check_one_lead(row)
    row.order = last(row)
    act.save(row)
    return row


def _checked(led: Led) -> Led:
    if led.role not in Assignment.Role.values:
        raise Refused("Choose the part that they have.", "role")
    return Led(
        name=text(led.name, field="name", limit=300, need="Enter who leads: a post, a person, a team or an agency."),
        role=led.role,
        note=text(led.note, field="note", limit=2000),
        new=led.new,
    )


def _lead(act: Act, led: Led, plan: Plan) -> Lead:
    lead = find_lead(led.name, plan)
    if lead:
        return lead
    if not led.new:
        near = get_close_matches(led.name, Lead.objects.current().values_list("name", flat=True), n=2, cutoff=0.6)
        named = " or ".join(f"“{name}”" for name in near)
        mend = f"Did you mean {named}? If not, tick" if near else "Choose one from the list, or tick"
        raise Refused(f"No lead is called “{led.name}” yet. {mend} that it is a new name.", "name")
    lead = Lead(name=led.name, kind=kind_of_lead(led.name))
    act.save(lead)
    return lead


def check_one_lead(row: Assignment) -> None:
    """Raises Refused where the same lead stands there already."""
    beside = Assignment.objects.filter(action=row.action, step=row.step, lead=row.lead, withdrawn=False)
    if beside.exclude(pk=row.pk).exists():
        raise Refused(f"“{row.lead}” is there already. Edit that one instead.", "name")
