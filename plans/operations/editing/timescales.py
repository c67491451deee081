"""Timescales: the words as printed, and what they are read as.

On a live plan a date that people work to does not move here: that is asked for and decided
(`plans.operations.decisions.extensions`). What was misread or mistyped is corrected, with a reason, and the record
keeps both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans.models import Action, Extension, Plan, Section, Step, Timescale
from plans.operations.editing import edit
from plans.operations.editing.edit import check_stands, differs, editing
from plans.operations.editing.order import last
from plans.operations.editing.things import about, plan_of
from plans.operations.errors import Refused
from plans.timescales import KINDS, KINDS_WITHOUT_LATEST
from plans.trail import Act
from plans.wording import day


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """A timescale as it is to be: the words, and what they mean."""

    text: str
    kind: str
    earliest: date | None = None
    latest: date | None = None

    @property
    def values(self) -> dict:
        return {"text": self.text, "kind": self.kind, "earliest": self.earliest, "latest": self.latest}


def add_timescale(
    *, by, under: Section | Action | Step, dating: Dating, why: str = "", door: str = "web", at=None
) -> Timescale:
    """Add a timescale to a section, an action or a step. Raises Denied and Refused."""
    row = Timescale(**_owner(under))
    plan, details = plan_of(under), about(row)
    with editing(plan, by=by, verb="add_timescale", why=why, details=details, door=door, at=at) as act:
        under.refresh_from_db()
        check_stands(under)
        [row] = put_dates(act, (dating,), **_owner(under))
    return row


def change_timescale(
    *, by, timescale: Timescale, dating: Dating, why: str = "", opened: str = "", door: str = "web", at=None
) -> Timescale:
    """Change the words of a timescale or what they are read as; of a dated one on a live plan that is a correction.

    Raises Denied; Refused where the date was moved by an agreed request or one waits; Overtaken.
    """
    dating = _checked(dating)
    plan = plan_of(timescale)
    corrects = plan.status == Plan.Status.LIVE and timescale.latest is not None
    verb = "correct_timescale" if corrects else "change_timescale"
    with editing(plan, by=by, verb=verb, why=why, details=about(timescale), door=door, at=at) as act:
        if differs(act, timescale, dating.values, opened=opened):
            _check_not_moved(timescale, dating)
            for name, value in dating.values.items():
                setattr(timescale, name, value)
            act.save(timescale)
    return timescale


def give_first_date(*, by, action: Action, latest: date, why: str = "", door: str = "web", at=None) -> Timescale:
    """Give an action without a date one: in place of the words that stand where its date would be, or as its first
    timescale. Raises Denied; Refused where it has a date, or several such words."""
    current = list(action.timescales.current().filter(step=None))
    if any(each.latest for each in current):
        raise Refused("It has a date already, which moves by a request.", "due")
    if len(current) > 1:
        raise Refused("It has several timescales without a day. Say on its page which one is meant.", "due")
    dating = Dating(text=day(latest), kind="date", latest=latest)
    if current:
        return change_timescale(by=by, timescale=current[0], dating=dating, why=why, door=door, at=at)
    return add_timescale(by=by, under=action, dating=dating, why=why, door=door, at=at)


def put_dates(act: Act, datings, **owner) -> list[Timescale]:
    """Within an act: write new ones. Raises Refused."""
    rows = []
    for dating in map(_checked, datings):
        row = Timescale(**owner, **dating.values)
        row.order = last(row)
        act.save(row)
        rows.append(row)
    return rows


def _owner(under) -> dict:
    match under:
        case Section():
            return {"section": under}
        case Step():
            return {"action": under.action, "step": under}
    return {"action": under}


def _checked(dating: Dating) -> Dating:
    words = edit.text(dating.text, field="text", limit=2000, need="Enter the timescale as the plan prints it.")
    if dating.kind not in KINDS:
        raise Refused("Choose what kind of timescale it is.", "kind")
    if dating.kind in KINDS_WITHOUT_LATEST and dating.latest:
        raise Refused("A timescale of this kind has no last day. Clear the day, or choose another kind.", "latest")
    if dating.earliest and dating.latest and dating.earliest > dating.latest:
        raise Refused("The last day is before the first. Change one of them.", "latest")
    return Dating(text=words, kind=dating.kind, earliest=dating.earliest, latest=dating.latest)


def _check_not_moved(timescale: Timescale, dating: Dating) -> None:
    if dating.latest == timescale.latest:
        return
    requests = timescale.extensions.values_list("status", flat=True)
    if Extension.Status.REQUESTED in requests:
        raise Refused("A request to move this date waits for a decision. It has to be decided first.", "latest")
    if Extension.Status.AGREED in requests:
        raise Refused("This date was moved by an agreed request. Ask for another on the action’s page.", "latest")
