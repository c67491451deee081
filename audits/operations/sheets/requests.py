"""What a row of a sheet asks for beside an update: another date, other leads, other words of its recommendation."""

from __future__ import annotations

from datetime import date

from audits.models import SheetOut
from audits.operations.sheets.update import sayer_of
from audits.sheets.refusals import ANOTHER_ROW, NEEDS_PERSON, NO_NAMES, first_timescale, unnamed
from audits.sheets.rows import MergedRow
from plans import models as m
from plans.operations.decisions.extensions import request_extension
from plans.operations.editing import (
    Led,
    add_lead,
    change_lead,
    change_recommendation,
    find_lead,
    values_of,
    withdraw,
)
from plans.operations.errors import Refused
from plans.operations.words import REASON_LIMIT
from plans.sheets import fields as f
from plans.sheets.cell_merge import swapped
from plans.sheets.marks import NAMELESS
from plans.sheets.typed import Unread, same_words
from plans.trail import Actor
from plans.wording import listed, number_of


def ask_for_date(*, by, sheet: SheetOut, row: MergedRow, why: str, door: str) -> m.Extension:
    """Ask for the later day that the row says, as whoever the sheet is of: their words are the reason, where they gave
    any; `why` it was merged is that of a file that nobody is named for. Raises Denied, and Refused for what can't be
    asked for."""
    wanted = row.says(f.DATE)
    if not isinstance(wanted, date):
        raise Refused("A date is not taken away by a sheet. Change it where the plan is edited.")
    if isinstance(by, Actor):
        raise Refused(NEEDS_PERSON)
    timescale = first_timescale(row.action)
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
    """Why whoever the sheet is of wants the date to move, as they said it; nothing where they did not. `why` it was
    merged is the reason of a file that nobody is named for."""
    said = row.cell(f.PROGRESS)
    if said and said.sheet and not isinstance(said.sheet, Unread):
        return str(said.sheet)[:REASON_LIMIT]
    return "" if sheet.whom else why


ROLES = {f.RESPONSIBLE: m.Assignment.Role.RESPONSIBLE, f.LEAD: m.Assignment.Role.LEAD}
"""From a field of names to the part that they have in the action."""


def name_leads(*, by, sheet: SheetOut, row: MergedRow, field: str, why: str, door: str) -> str:
    """Make those who lead the action, or are its responsible officers, the ones that the row says in that field, and
    tell what was done: who was there when the sheet left and stands in it no more is replaced, or taken out; who has
    been named here since stays. Of a file that left without names nobody goes. Raises Denied, and Refused for a name
    that no lead has, and for who leads where names were left out."""
    cell = row.cell(field)
    coming, going = swapped(cell.then, cell.sheet, cell.now) if cell else ([], [])
    there = list(row.action.assignments.filter(role=ROLES[field], step=None, withdrawn=False))
    if NAMELESS in sheet.flags and field == f.LEAD:
        raise Refused(NO_NAMES.format("who leads is changed"))
    leads = {name: _lead(name, row.action.plan) for name in coming}
    kept = {lead.pk for lead in leads.values()}
    new = [name for name, lead in leads.items() if lead.pk not in {each.lead_id for each in there}]
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
        add_lead(by=by, action=row.action, led=Led(name=name, role=ROLES[field]), why=why, door=door)
        done.append(f"{name} named")
    for each in gone:
        withdraw(by=by, thing=each, reason=why, door=door)
        done.append(f"{each.printed} taken out")
    return listed(done) or "As it is here"


def _lead(name: str, plan: m.Plan) -> m.Lead:
    """Raises Refused for a name that no lead has."""
    lead = find_lead(name, plan)
    if lead is None:
        raise Refused(unnamed(name))
    return lead


def say_recommendation(*, by, sheet: SheetOut, row: MergedRow, why: str, door: str) -> str:
    """Change what the action's recommendation says, and tell of how many actions it is. Raises Denied; Refused where
    names or something exempt did not leave with the file, and where it says something else by now."""
    rec = m.Recommendation.objects.get(pk=row.action.recommendation_id)
    cell, words = row.cell(f.RECOMMENDATION), str(row.says(f.RECOMMENDATION))
    if NAMELESS in sheet.flags:
        raise Refused(NO_NAMES.format("the plan’s words are edited"))
    if not same_words(rec.text, words):
        if cell is None or not same_words(rec.text, str(cell.now or "")):
            raise Refused(ANOTHER_ROW)
        change_recommendation(by=by, recommendation=rec, **{**values_of(rec), "text": words}, why=why, door=door)
    return f"The recommendation of {number_of(rec.actions.filter(withdrawn=False).count(), 'action')}"
