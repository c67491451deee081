"""What each kind of change does to one action: nothing but the verb by which it is done on the action's own page, so
that what those refuse is refused here."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date

from plans import models as m
from plans import stages
from plans.operations.decisions.completion import close_action
from plans.operations.decisions.extensions import agree_later_date, movable, request_extension
from plans.operations.editing import (
    Led,
    add_lead,
    change_action,
    change_lead,
    find_lead,
    move,
    values_of,
    withdraw,
)
from plans.operations.errors import Refused
from plans.permissions.actions import can_ask_extension, can_close
from plans.permissions.plans import can_agree_dates, can_edit_plan
from plans.wording import day, listed

LAST_PLACE = 30_000
"""A place past every other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkChange:
    """What is to become of each action, and the reason that is one for all. `what` is of `CHANGES`; of the others
    those count that its kind asks for: `name` of a lead, `instead` of whom, the title of a `section`, the day
    `latest`, the `related` plan, the `kind` of closing. `among` are the ids of all actions that change."""

    what: str
    reason: str
    name: str = ""
    instead: str = ""
    section: str = ""
    latest: date | None = None
    related: str = ""
    kind: str = ""
    among: frozenset[int] = frozenset()

    def as_json(self) -> dict:
        """Without `among`, which is kept beside it."""
        said = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "among"}
        return {**said, "latest": self.latest.isoformat() if self.latest else None}

    @classmethod
    def from_json(cls, said: dict, *, among: Iterable[int]) -> BulkChange:
        latest = date.fromisoformat(said["latest"]) if said["latest"] else None
        return cls(**{**said, "latest": latest}, among=frozenset(among))


@dataclass(frozen=True, slots=True)
class _Kind:
    """`words` name it in a choice; `check` is who may, asked of the action, and `before` what it says now, read before
    any is changed; `write` changes one and returns what it says then."""

    words: str
    check: Callable[[m.User, m.Action], None]
    before: Callable[[m.Action, BulkChange], str]
    write: Callable[..., str]


def _edits(by: m.User, action: m.Action) -> None:
    can_edit_plan.check(by, action.plan)


def _role(change: BulkChange) -> str:
    roles = m.Assignment.Role
    return roles.RESPONSIBLE if change.what == "responsible" else roles.LEAD


def _leads(action: m.Action, change: BulkChange) -> list[m.Assignment]:
    """Who has that part in the action as a whole; only the one in whose place another comes, where that is said."""
    found = [
        each
        for each in action.assignments.all()
        if each.role == _role(change) and each.step_id is None and not each.withdrawn
    ]
    if not change.instead:
        return found
    wanted = find_lead(change.instead, action.plan)
    return [each for each in found if wanted is not None and each.lead_id == wanted.pk]


def _lead_before(action: m.Action, change: BulkChange) -> str:
    return listed([each.lead.name for each in _leads(action, change)]) or "Nobody"


def _write_lead(by: m.User, action: m.Action, change: BulkChange) -> str:
    led, leads = Led(name=change.name, role=_role(change)), _leads(action, change)
    if change.instead and not leads:
        raise Refused(f"“{change.instead}” does not have that part in it.")
    if len(leads) > 1:
        named = listed([f"“{each.lead.name}”" for each in leads])
        raise Refused(f"{named} have that part in it. Say in whose place the new one comes.")
    if not leads:
        return add_lead(by=by, action=action, led=led, why=change.reason).lead.name
    [now] = leads
    if now.lead != find_lead(change.name, action.plan):
        led = Led(name=change.name, role=now.role, note=now.note)
        now = change_lead(by=by, assignment=now, led=led, why=change.reason)
    return now.lead.name


def _section_before(action: m.Action, _change: BulkChange) -> str:
    return action.recommendation.section.title or "The section without a title"


def _write_section(by: m.User, action: m.Action, change: BulkChange) -> str:
    """The recommendation goes, with all that stands under it: where only some of that was chosen, nothing does."""
    wanted = change.section.casefold()
    sections = [each for each in action.plan.sections.filter(withdrawn=False) if each.title.casefold() == wanted]
    if not sections:
        raise Refused(f"The plan has no section “{change.section}”.")
    if len(sections) > 1:
        raise Refused(f"The plan has several sections “{change.section}”. Move it on its own page.")
    above = m.Recommendation.objects.get(pk=action.recommendation_id)
    left = above.actions.filter(withdrawn=False).exclude(pk__in=change.among).count()
    if left:
        raise Refused(
            f"It stands under recommendation {above.printed_ref or 'without a number'} with {left} more that "
            "you have not selected. A recommendation goes whole: select them too, or move this one on its own page."
        )
    if above.section_id != sections[0].pk:
        move(by=by, thing=above, to=LAST_PLACE, into=sections[0], why=change.reason)
    return sections[0].title


def _date_before(action: m.Action, _change: BulkChange) -> str:
    days = [day(each.latest) for each in movable(action) if each.latest]
    return listed(days) or "No date"


def _write_date(by: m.User, action: m.Action, change: BulkChange) -> str:
    """A manager’s is agreed at once; another’s waits for a manager."""
    dates = movable(action)
    if not dates:
        raise Refused("It has no date that could move. Give it one on its own page.")
    if len(dates) > 1:
        raise Refused(f"It has {len(dates)} dates. Move the one that is meant on its own page.")
    latest = change.latest or date.max
    if latest == dates[0].latest:
        return day(latest)
    if can_agree_dates.allows(by, action.plan):
        agree_later_date(by=by, timescale=dates[0], to_latest=latest, reason=change.reason)
        return day(latest)
    request_extension(by=by, timescale=dates[0], to_latest=latest, reason=change.reason)
    return f"{day(latest)}, once a manager has agreed"


def _related_before(action: m.Action, _change: BulkChange) -> str:
    return "; ".join(action.related_plans) or "None"


def _write_related(by: m.User, action: m.Action, change: BulkChange) -> str:
    now = list(action.related_plans)
    if change.what == "related":
        related = now if change.related in now else [*now, change.related]
    elif change.related in now:
        related = [each for each in now if each != change.related]
    else:
        raise Refused(f"“{change.related}” is not among its related plans.")
    change_action(by=by, action=action, **{**values_of(action), "related_plans": related}, why=change.reason)
    return "; ".join(action.related_plans) or "None"


def _stands(_action: m.Action, _change: BulkChange) -> str:
    return "In the plan"


def _write_withdrawal(by: m.User, action: m.Action, change: BulkChange) -> str:
    withdraw(by=by, thing=action, reason=change.reason)
    return "Withdrawn"


def _stage_before(action: m.Action, _change: BulkChange) -> str:
    return stages.STAGES[action.stage]


def _write_closing(by: m.User, action: m.Action, change: BulkChange) -> str:
    close_action(by=by, action=action, kind=change.kind, reason=change.reason)
    return stages.STAGES[change.kind]


CHANGES = {
    "lead": _Kind("Lead", _edits, _lead_before, _write_lead),
    "responsible": _Kind("Responsible officer", _edits, _lead_before, _write_lead),
    "section": _Kind("Section", _edits, _section_before, _write_section),
    "date": _Kind("Agreed date", can_ask_extension.check, _date_before, _write_date),
    "related": _Kind("Related plans, one more", _edits, _related_before, _write_related),
    "unrelated": _Kind("Related plans, one less", _edits, _related_before, _write_related),
    "close": _Kind("Close without its being done", can_close.check, _stage_before, _write_closing),
    "withdraw": _Kind("Withdraw from the plan", _edits, _stands, _write_withdrawal),
}
"""Everything that can be changed of many actions at once, in the order in which it is offered."""

OF_OFFICERS = ("lead", "responsible", "section", "date", "related", "unrelated", "withdraw")
OF_MANAGERS = ("date", "close")


def offered_to(user: m.User) -> list[tuple[str, str]]:
    """What this person may change in some plan, each with its words; whether of an action is asked of each."""
    role = m.Membership.Role
    parts = set(user.parts.values())
    may = set(OF_OFFICERS) - {"date"} if user.is_administrator else set()
    may |= set(OF_OFFICERS) if role.OFFICER in parts else set()
    may |= set(OF_MANAGERS) if role.MANAGER in parts else set()
    return [(what, kind.words) for what, kind in CHANGES.items() if what in may]
