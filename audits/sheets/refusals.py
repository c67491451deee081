"""What of a file that came home would be refused as things stand, told with its cell before anybody applies it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from audits.models import SheetOut
from audits.sheets.rows import MergedRow
from plans import models as m
from plans.operations.decisions.extensions import refusal_of
from plans.operations.editing.leads import find_lead
from plans.operations.evidence import lacking
from plans.operations.progress.updates import EARLY, NARRATIVE_LIMIT
from plans.operations.words import REASON_LIMIT
from plans.permissions.permission import Denied
from plans.permissions.plans import can_edit_plan
from plans.sheets import fields as f
from plans.sheets.cell_merge import MergedCell, swapped
from plans.sheets.marks import NAMELESS
from plans.sheets.typed import Unread, same_words
from plans.trail import Actor

NEEDS_PERSON = "A new date is asked for by a person: merge this on the sheet’s page."
NO_NAMES = "Names were left out of this file, so {} where the plan is edited."
PART_EXEMPT = "Part of its words is exempt and did not leave with the sheet. Edit them in the plan."
HAS_STEPS = "Its words are made of steps, which are changed one by one where the plan is edited."
ANOTHER_ROW = "Another row changed it, or part of it is exempt and did not leave. Edit it in the plan."
NO_RATING = "The plan’s scheme has no {} any more."
MOST_LETTERS = {f.PROGRESS: NARRATIVE_LIMIT, f.QUESTION: REASON_LIMIT, f.BESIDE: REASON_LIMIT}


def unnamed(name: str) -> str:
    """What is said of a name that no lead has."""
    return f"No lead is called “{name}” yet. Name it where the plan is edited."


@dataclass(slots=True)
class Refusals:
    """Tells of each cell that would be taken why it would be refused `by` that person, for words true of the day
    `on`."""

    sheet: SheetOut
    by: m.User | Actor | None
    on: date
    edits: dict[int, str] = field(default_factory=dict)
    recommendations: dict[int, str] = field(default_factory=dict)
    """What the rows before said of each recommendation."""

    def told(self, rows: Iterable[MergedRow]) -> tuple[MergedRow, ...]:
        """The rows, each cell with why it would be refused."""
        return tuple(replace(row, cells=tuple(self._told(row, cell) for cell in row.cells)) for row in rows)

    def _told(self, row: MergedRow, cell: MergedCell) -> MergedCell:
        if cell not in row.telling or isinstance(cell.sheet, Unread):
            return cell
        why = row.hindrance or self._why(row, cell)
        return replace(cell, refused=why) if why else cell

    def _why(self, row: MergedRow, cell: MergedCell) -> str:
        if len(str(cell.sheet)) > MOST_LETTERS.get(cell.field, len(str(cell.sheet))):
            most = MOST_LETTERS[cell.field]
            return f"It has {len(str(cell.sheet)):,} letters, and {most:,} can be kept. Shorten it in the file."
        if row.claims(cell):
            return "" if isinstance(self.by, Actor) else lacking(row.action)
        if cell.field == f.RAG:
            return self._unrated(row, cell)
        if cell.field == f.FORECAST:
            return EARLY if isinstance(cell.sheet, date) and cell.sheet < self.on else ""
        if cell.field == f.DATE:
            return NEEDS_PERSON if isinstance(self.by, Actor) else _undated(row, cell)
        return self._of_plan(row, cell)

    def _unrated(self, row: MergedRow, cell: MergedCell) -> str:
        if not cell.sheet or m.Rag.objects.filter(scheme=row.action.plan.scheme_id, code=cell.sheet).exists():
            return ""
        return NO_RATING.format(row.in_words(f.RAG, cell.sheet))

    def _of_plan(self, row: MergedRow, cell: MergedCell) -> str:
        """Why the words of the plan, or who is named in it, would not be changed."""
        if cell.field in f.OF_NAMES:
            return self._denied(row.action.plan) or self._unnamed(row.action, cell)
        if cell.field == f.RECOMMENDATION:
            return self._denied(row.action.plan) or self._of_recommendation(row, cell)
        if f.is_words(cell.field):
            return self._denied(row.action.plan) or words_refused(self.sheet, row, (cell.field,))
        return ""

    def _denied(self, plan: m.Plan) -> str:
        """Why this person does not edit the plan; asked once of each."""
        if plan.pk not in self.edits:
            self.edits[plan.pk] = ""
            try:
                if isinstance(self.by, m.User):
                    can_edit_plan.check(self.by, plan)
            except Denied as denied:
                self.edits[plan.pk] = str(denied)
        return self.edits[plan.pk]

    def _unnamed(self, action: m.Action, cell: MergedCell) -> str:
        """Who of these can't be named: no lead is called so, or they have a part in the action already."""
        if NAMELESS in self.sheet.flags and cell.field == f.LEAD:
            return NO_NAMES.format("who leads is changed")
        for name in swapped(cell.then, cell.sheet, cell.now)[0]:
            lead = find_lead(name, action.plan)
            if lead is None:
                return unnamed(name)
            if action.pk and action.assignments.filter(withdrawn=False, step=None, lead=lead).exists():
                return (
                    f"“{lead}” has a part in the action already, so can’t be named again. Edit that where it is kept."
                )
        return ""

    def _of_recommendation(self, row: MergedRow, cell: MergedCell) -> str:
        if NAMELESS in self.sheet.flags:
            return NO_NAMES.format("the plan’s words are edited")
        rec, words = row.action.recommendation, str(cell.sheet or "")
        if self.recommendations.setdefault(rec.pk, words) != words or not same_words(rec.text, str(cell.now or "")):
            return ANOTHER_ROW
        return ""


def _undated(row: MergedRow, cell: MergedCell) -> str:
    """Why the day can't be asked for."""
    wanted = cell.sheet
    if not isinstance(wanted, date):
        return "A date is not taken away by a sheet. Change it where the plan is edited."
    timescale = first_timescale(row.action)
    if timescale is None:
        return "The action has no timescale that could move. Give it one where the plan is edited."
    return refusal_of(timescale, wanted)


def first_timescale(action: m.Action) -> m.Timescale | None:
    """The timescale that a new date is asked of: the first that has a day, or the first."""
    dated = action.timescales.current().filter(met_on=None, step__met_on=None).order_by("latest", "pk")
    return dated.exclude(latest=None).first() or dated.first()


def words_refused(sheet: SheetOut, row: MergedRow, fields: tuple[str, ...]) -> str:
    """Why the plan's own words of an action can't be changed by this file; empty where they can."""
    if NAMELESS in sheet.flags:
        return NO_NAMES.format("the plan’s words are edited")
    stored, cells = stored_words(row.action), filter(None, map(row.cell, fields))
    if any(not same_words(str(cell.now or ""), stored.get(cell.field, "")) for cell in cells):
        return PART_EXEMPT
    if f.TEXT in fields and row.action.steps.filter(withdrawn=False).exists():
        return HAS_STEPS
    return ""


def stored_words(action: m.Action) -> Mapping[str, str]:
    """The plan's own words of an action, by field."""
    return {
        f.TEXT: action.text,
        f.EVIDENCE: action.expected_evidence,
        f.OUTCOME: action.outcome,
        f.RELATED: "\n".join(action.related_plans),
        **{f"{f.EXTRA}{' '.join(name.split())}": words for name, words in action.extra.items()},
    }
