"""What a page shows of a merge: each cell with its three sides in words, what may be done, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from audits.models import SheetReturn
from audits.sheets.file_merge import Merge
from audits.sheets.rows import MergedRow, NewRow
from plans import models as m
from plans.sheets import fields as f
from plans.sheets.cell_merge import MergedCell, Outcome, swapped
from plans.sheets.marks import NAMELESS
from plans.sheets.typed import Unread
from plans.tree import PLAN
from plans.wording import day, listed, number_of

FLAGS = {Outcome.BOTH: "In both", Outcome.EMPTIED: "Emptied", Outcome.UNREAD: "Not read"}

TAKE = {
    f.PROGRESS: "Take it as an update",
    f.RAG: "Take it, with the update",
    f.FORECAST: "Take it, with the update",
    f.COMPLETE: "Take it, with the update",
    f.DATE: "Ask for the new date",
    f.RESPONSIBLE: "Name them as responsible",
    f.LEAD: "Change who leads",
    f.TEXT: "Change the plan’s words",
    f.RECOMMENDATION: "Change the recommendation’s words, for all of its actions",
    f.QUESTION: "Keep it as an open question",
    f.BESIDE: "Keep it as a note",
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell as the page shows it. `name` is that of its choice, `chosen` what is chosen; `take`, `other` and
    `leave` are the words of what is offered, `hint` what becomes of it; `doubt` says why
    nothing is chosen for anybody, `refused` why it would not be taken as things stand. One that can't be read offers
    nothing."""

    heading: str
    flag: str
    name: str
    then: str
    sheet: str
    now: str
    by: str
    why: str
    doubt: str
    refused: str
    chosen: str
    other: str
    take: str
    leave: str
    hint: str

    @property
    def is_both(self) -> bool:
        return self.flag == FLAGS[Outcome.BOTH]


@dataclass(frozen=True, slots=True)
class ShownRow:
    """`asks` where something of it is open, or was changed in both."""

    row: MergedRow
    cells: tuple[ShownCell, ...]
    asks: bool
    both: int
    alone: int


@dataclass(frozen=True, slots=True)
class ShownNew:
    """A row without a key as the page shows it: what is `chosen`, what is `taken` with it if it is added, and what of
    that is `left` out and why."""

    new: NewRow
    chosen: str
    taken: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """What became of cells, or why they wait, by the action that they are of."""

    words: str
    count: int
    cells: int
    where: tuple[tuple[m.Action | None, str], ...]


def rows_telling(merge: Merge) -> list[MergedRow]:
    """The rows that say something, those that ask first."""
    return sorted((row for row in merge.rows if row.telling), key=lambda row: not _asks(row))


def _asks(row: MergedRow) -> bool:
    return (
        row.matched
        or row.astray
        or any(cell.outcome is Outcome.BOTH or not row.is_chosen(cell) for cell in row.telling)
    )


def rows_shown(merge: Merge, choices: dict[str, str], rows: Iterable[MergedRow] | None = None) -> list[ShownRow]:
    """These rows, or all that say something, as the page shows them."""
    found = []
    for row in rows_telling(merge) if rows is None else rows:
        cells = tuple(_cell(merge, row, cell, choices) for cell in row.telling)
        both = sum(cell.outcome is Outcome.BOTH for cell in row.telling)
        found.append(ShownRow(row, cells, _asks(row), both, len(cells) - both))
    return found


def new_shown(new: NewRow, chosen: str) -> ShownNew:
    """A row without a key, as the page shows it."""
    taken: list[str] = []
    left: list[str] = []
    row = new.read
    if row is None:
        return ShownNew(new, chosen, (), ())
    for cell in row.telling:
        said = f"{f.field_of(cell.field).heading}: {row.in_words(cell.field, cell.sheet)}"
        if row.is_chosen(cell):
            taken.append(f"{said}{', as a claim' if row.claims(cell) else ''}")
        else:
            left.append(f"{said}: {cell.why_left}")
    return ShownNew(new, chosen, tuple(taken), tuple(left))


def _cell(merge: Merge, row: MergedRow, cell: MergedCell, choices: dict[str, str]) -> ShownCell:
    name = row.choice(cell)
    changed_here = cell.outcome is Outcome.BOTH
    update = row.action.standing.update if changed_here and cell.field in (f.PROGRESS, f.RAG, f.FORECAST) else None
    return ShownCell(
        heading=f.field_of(cell.field).heading,
        flag=FLAGS.get(cell.outcome, ""),
        name=name,
        then=row.in_words(cell.field, cell.then),
        sheet=row.in_words(cell.field, cell.sheet),
        now=row.in_words(cell.field, cell.now) if changed_here else "",
        by=f"{update.said_by_name}, {day(update.position_on)}" if update else "",
        why=cell.sheet.why if isinstance(cell.sheet, Unread) else "",
        doubt=cell.doubt,
        refused=cell.refused,
        chosen=choices.get(name) or ("sheet" if row.is_chosen(cell) else "here" if _is_left(cell) else ""),
        other=f"Take {row.in_words(cell.field, cell.other)}" if cell.other else "",
        take=_take(row, cell),
        leave=_leave(row, cell),
        hint=_hint(merge, row, cell),
    )


def _is_left(cell: MergedCell) -> bool:
    return bool(cell.refused) or cell.outcome in (Outcome.EMPTIED, Outcome.UNREAD)


def _take(row: MergedRow, cell: MergedCell) -> str:
    if cell.field in f.OF_NAMES and cell.outcome is Outcome.EMPTIED:
        return "Take them out"
    if cell.other:
        return f"Take {row.in_words(cell.field, cell.sheet)}"
    if cell.outcome is Outcome.BOTH and not cell.adds:
        return f"Sheet: {row.in_words(cell.field, cell.sheet)}"
    if cell.field == f.RAG and not row.claims(cell):
        return f"Take {row.in_words(cell.field, cell.sheet)}, with the update"
    return TAKE.get(cell.field, "Change the plan’s words")


def _leave(row: MergedRow, cell: MergedCell) -> str:
    if cell.outcome is Outcome.BOTH and not cell.adds:
        return f"Here: {row.in_words(cell.field, cell.now)}"
    return "Leave it waiting" if cell.refused else "Leave it out"


def _replaced(cell: MergedCell) -> str:
    """Who is responsible no more."""
    coming, going = swapped(cell.then, cell.sheet, cell.now)
    if not going:
        return ""
    return f"In place of {listed(going)}" if coming else f"Without {listed(going)}"


def _hint(merge: Merge, row: MergedRow, cell: MergedCell) -> str:
    """What becomes of it."""
    if row.claims(cell):
        return "It becomes a claim, for somebody else to verify"
    if cell.field == f.PROGRESS:
        return f"Said by {merge.sheet.whom}{'. Both stay' if cell.outcome is Outcome.BOTH else ''}"
    if cell.field in f.OF_NAMES:
        return "" if NAMELESS in merge.sheet.flags else _replaced(cell)
    if cell.field == f.DATE and isinstance(cell.now, date):
        return f"{day(cell.now)} stays until a manager agrees"
    if cell.field == f.FORECAST and isinstance(cell.sheet, date):
        due = row.cell(f.DATE)
        if due and isinstance(due.now, date) and cell.sheet > due.now:
            return f"{number_of((cell.sheet - due.now).days, 'day')} beyond the agreed date"
    return _without_words(row) if cell.field == f.RAG else ""


def _without_words(row: MergedRow) -> str:
    """What a rating does to what is owed, where the row has no words to it."""
    said = row.cell(f.PROGRESS)
    if said and said in row.telling:
        return ""
    last = row.action.standing.position_on
    return f"Without words: those of {day(last)} stand" if last else "Without words, so an update is still owed"


def became(returned: SheetReturn, kinds: dict[str, str] | None = None) -> list[Became]:
    """What became of the cells that were taken, by kind, or without kinds what waits and why."""
    found = returned.applied if kinds else returned.waits
    actions = m.Action.objects.select_related(PLAN).in_bulk([each["action"] for each in found if each["action"]])
    if not kinds:
        return [
            Became(each["why"], 1, len(each["fields"]), ((actions.get(each["action"]), _headings(each["fields"])),))
            for each in found
        ]
    told = []
    for kind, words in kinds.items():
        mine = [each for each in found if each["kind"] == kind]
        if mine:
            where = tuple((actions.get(each["action"]), each["words"]) for each in mine)
            told.append(Became(words, len(mine), sum(len(each["fields"]) for each in mine), where))
    return told


def _headings(names: list[str]) -> str:
    return ", ".join(f.field_of(name).heading for name in names)
