"""What a row of a sheet asks for beside an update: another date, other responsible officers."""

from __future__ import annotations

from datetime import date

from audits.models import SheetOut
from audits.operations.sheets.update import sayer_of
from audits.sheets.merges import MergedRow
from plans import models as m
from plans.operations.decisions.extensions import request_extension
from plans.operations.editing import Led, add_lead, change_lead, find_lead, withdraw
from plans.operations.errors import Refused
from plans.operations.words import REASON_LIMIT
from plans.sheets import fields as f
from plans.sheets.marks import NAMELESS
from plans.sheets.merge import swapped
from plans.sheets.typed import Unread
from plans.trail import Actor
from plans.wording import listed


def ask_for_date(*, by, sheet: SheetOut, row: MergedRow, why: str, door: str) -> m.Extension:
    """Ask for the later day that the row says, as whoever the sheet is of: their words are the reason, where they gave
    any; `why` it was merged is that of a file that nobody is named for. Raises Denied, and Refused for what can't be
    asked for."""
    wanted = row.says(f.DATE)
    if not isinstance(wanted, date):
        raise Refused("A date is not taken away by a sheet. Change it where the plan is edited.")
    if isinstance(by, Actor):
        raise Refused("A new date is asked for by a person: merge this on the sheet’s page.")
    dated = row.action.timescales.current().filter(met_on=None, step__met_on=None).order_by("latest", "pk")
    timescale = dated.exclude(latest=None).first() or dated.first()
    if timescale is None:
        raise Refused("The action has no timescale that could move. Give it one where the plan is edited.")
    return request_extension(
        by=by,
        timescale=timescale,
        to_latest=wanted,
        reason=_reason(sheet, row, why),
        said_by=sayer_of(sheet, row.action) if sheet.whom else None,
        said_by_name=sheet.whom,
        door=door,
    )


def _reason(sheet: SheetOut, row: MergedRow, why: str) -> str:
    """Why whoever the sheet is of wants the date to move, as they said it: of a paper only what they changed in it."""
    said = row.cell(f.PROGRESS)
    if said and said.sheet and not isinstance(said.sheet, Unread):
        return str(said.sheet)[:REASON_LIMIT]
    if not sheet.whom:
        return why
    return f"{sheet.in_words[0].upper()}{sheet.in_words[1:]} gives no reason."


def name_responsible(*, by, sheet: SheetOut, row: MergedRow, why: str, door: str) -> str:
    """Make the responsible officers of the action those that the row says, and tell what was done: who was there when
    the sheet left and stands in it no more is replaced, or taken out; who has been named here since stays. Of a file
    that left without names nobody goes. Raises Denied, and Refused for a name that no lead has."""
    cell = row.cell(f.RESPONSIBLE)
    coming, going = swapped(cell.then, cell.sheet, cell.now) if cell else ([], [])
    there = list(row.action.assignments.filter(role=m.Assignment.Role.RESPONSIBLE, withdrawn=False))
    leads = {name: find_lead(name, row.action.plan) for name in coming}
    for name, lead in leads.items():
        if lead is None:
            raise Refused(f"No lead is called “{name}” yet. Name it where the plan is edited.")
    kept = {lead.pk for lead in leads.values() if lead}
    new = [name for name, lead in leads.items() if lead and lead.pk not in {each.lead_id for each in there}]
    gone = [each for each in there if each.printed in going and each.lead_id not in kept]
    if NAMELESS in sheet.flags:
        gone = []
    done = []
    while new and gone:
        before, name = gone.pop(0), new.pop(0)
        done.append(f"{name} in place of {before.printed}")
        led = Led(name=name, role=before.role, note=before.note)
        change_lead(by=by, assignment=before, led=led, why=why, door=door)
    for name in new:
        add_lead(by=by, action=row.action, led=Led(name=name, role=m.Assignment.Role.RESPONSIBLE), why=why, door=door)
        done.append(f"{name} named")
    for each in gone:
        withdraw(by=by, thing=each, reason=why, door=door)
        done.append(f"{each.printed} taken out")
    return listed(done) or "As it is here"
