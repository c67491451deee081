"""What a row of a sheet asks for beside an update: another date."""

from __future__ import annotations

from datetime import date

from audits.models import SheetOut
from audits.operations.sheets.update import sayer_of
from audits.sheets.merges import MergedRow
from plans import models as m
from plans.operations.decisions.extensions import request_extension
from plans.operations.errors import Refused
from plans.operations.words import REASON_LIMIT
from plans.sheets import fields as f
from plans.sheets.typed import Unread
from plans.trail import Actor


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
