"""The one update that a row of a sheet becomes: its words, rating, forecast and claim, with the rest as it is now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from audits.models import SheetOut
from audits.sheets.refusals import NO_RATING
from audits.sheets.rows import MergedRow
from plans import models as m
from plans import stages
from plans.operations.errors import Refused
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.parts import speaks_in
from plans.sheets import fields as f
from plans.trail import Actor
from plans.wording import day

OF_UPDATE = (f.PROGRESS, f.RAG, f.FORECAST, f.COMPLETE)
"""The fields that become one update."""

LEFT_OFF = {"evidence": (f.COMPLETE, f.RAG), "forecast": (f.FORECAST,)}
"""From the field of a refusal to those without which the rest of the update can stand."""


@dataclass(frozen=True, slots=True)
class Updated:
    """`fields` are those that the update holds; `left` those that it could not, each with why."""

    update: m.ProgressUpdate
    fields: tuple[str, ...]
    left: tuple[tuple[str, str], ...] = ()


def sayer_of(sheet: SheetOut, action: m.Action) -> m.User | m.Lead | Actor:
    """Who says what the sheet says of the action: the person, where they have a part in the plan; the lead, where it
    leads the action; else somebody of that name."""
    if sheet.user and speaks_in(sheet.user, action.plan):
        return sheet.user
    if sheet.lead and action.assignments.filter(withdrawn=False, lead=sheet.lead).exists():
        return sheet.lead
    return Actor(None, sheet.whom)


def update_of(*, by, sheet: SheetOut, row: MergedRow, taken: set[str], position_on: date, door: str) -> Updated | None:
    """Submit the update that the taken cells of a row become; None where none of them is of an update. A claim that
    lacks its evidence, or a forecast that can't stand, is left off, and the rest is said all the same. Raises Denied
    and Refused."""
    fields = [name for name in OF_UPDATE if name in taken]
    left: list[tuple[str, str]] = []
    while fields:
        word = _word(row, fields, position_on)
        try:
            said_by = sayer_of(sheet, row.action)
            if f.PROGRESS not in fields:
                word, said_by = _upon_words(row.action, word, said_by, position_on)
            update = submit_progress(by=by, action=row.action, word=word, said_by=said_by, door=door)
        except Refused as refused:
            off = [name for name in LEFT_OFF.get(refused.field or "", ()) if name in fields and _claims(row, name)]
            if not off:
                raise
            left += [(name, str(refused)) for name in off]
            fields = [name for name in fields if name not in off]
        else:
            return Updated(update, tuple(fields), tuple(left))
    if left:
        raise Refused(left[0][1])
    return None


def _claims(row: MergedRow, name: str) -> bool:
    """Whether it can be left off: of a rating only one that claims."""
    return name != f.RAG or _finishes(row)


def _finishes(row: MergedRow) -> bool:
    return row.says(f.RAG) in row.finished


def _word(row: MergedRow, fields: list[str], position_on: date) -> Word:
    complete = row.says(f.COMPLETE)
    claims = (f.RAG in fields and _finishes(row)) or (f.COMPLETE in fields and complete is True)
    denies = f.COMPLETE in fields and complete is False
    is_claimed = row.action.stage == stages.CLAIMED
    word = Word(
        narrative=str(row.says(f.PROGRESS)) if f.PROGRESS in fields else "",
        rag=_rating(row, fields),
        position_on=position_on,
        forecast_on=_forecast(row, fields, position_on),
        claims_completion=claims and not is_claimed,
        knows_of_claim=False,
    )
    return replace(word, claim_stands=False if denies else True if claims else None) if is_claimed else word


def _upon_words(
    action: m.Action, word: Word, sayer: m.User | m.Lead | Actor, position_on: date
) -> tuple[Word, m.User | m.Lead | Actor]:
    """A word that says nothing in words leaves those of before standing: as of their day, so that silence ends nothing
    that is owed, and under the name of whoever said them. A claim, or that one does not stand, is said by its own
    sayer on its own day; so is, without any words, what is the first that is said."""
    stands = action.updates.filter(position_on__lte=position_on, corrected_by=None).last()
    narrative = stands.narrative if stands else ""
    if stands is None or word.claims_completion or word.claim_stands is not None:
        return replace(word, narrative=narrative, words_stand=True), sayer
    said_by = stands.said_by if stands.said_by and speaks_in(stands.said_by, action.plan) else None
    word = replace(word, narrative=narrative, position_on=stands.position_on, words_stand=True)
    return word, said_by or Actor(None, stands.said_by_name)


def _rating(row: MergedRow, fields: list[str]) -> m.Rag | None:
    """The rating of the sheet, or the one that stands now. One that means finished is only claimed."""
    code, standing = row.says(f.RAG), row.action.standing.rag
    if f.RAG in fields and code not in row.finished:
        if not code:
            return None
        found = m.Rag.objects.filter(scheme=row.action.plan.scheme_id, code=code).first()
        if found is None:
            raise Refused(NO_RATING.format(row.in_words(f.RAG, code)), "rag")
        return found
    return (
        standing
        if standing and standing.scheme_id == row.action.plan.scheme_id and not standing.means_finished
        else None
    )


def _forecast(row: MergedRow, fields: list[str], position_on: date) -> date | None:
    """The forecast of the sheet, or the one that stands now, while that is still to come."""
    if f.FORECAST in fields:
        wanted = row.says(f.FORECAST)
        return wanted if isinstance(wanted, date) else None
    standing = row.action.standing.forecast_on
    return standing if standing and standing >= position_on else None


def said_in(updated: Updated) -> str:
    """What became of it, in words."""
    if f.PROGRESS not in updated.fields and not updated.update.claims_completion:
        return (
            f"Without words: those of {day(updated.update.position_on)} stand"
            if updated.update.narrative
            else "Without words"
        )
    kind = "Claim" if updated.update.claims_completion else "Update"
    return f"{kind} of {day(updated.update.position_on)}, said by {updated.update.said_by_name}"
