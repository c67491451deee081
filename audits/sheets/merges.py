"""The merge of a file that came home: each cell with its three sides, and the rows that are new or not there."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from audits.models import SheetOut
from audits.sheets import sides
from audits.sheets.cells import Days, Reading
from audits.sheets.returns import ReadRow, ReadSheet
from audits.sheets.sides import Side
from plans import models as m
from plans import stages
from plans.operations.imports.left_open import SHEET
from plans.queries import acts_taken_back
from plans.sheets import fields as f
from plans.sheets.merge import TELLS, MergedCell, Outcome
from plans.sheets.typed import Unread, in_one_line, same_words, words, writes_months_first
from plans.sheets.values import Value, in_words
from plans.tree import PLAN


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row that is known. `matched` by its words, so that nothing of it is chosen beforehand; `hindrance` says why
    nothing of it can be taken."""

    action: m.Action
    place: str
    cells: tuple[MergedCell, ...]
    labels: dict[str, str]
    finished: frozenset[str]
    """The codes of ratings that mean finished."""
    matched: bool = False
    hindrance: str = ""

    @property
    def telling(self) -> list[MergedCell]:
        """The cells that say something that the record does not."""
        return [cell for cell in self.cells if cell.outcome in TELLS]

    def cell(self, name: str) -> MergedCell | None:
        return next((cell for cell in self.cells if cell.field == name), None)

    def says(self, name: str) -> Value | Unread:
        """What the sheet says in a field; nothing where it has none."""
        cell = self.cell(name)
        return cell.sheet if cell else None

    def claims(self, cell: MergedCell) -> bool:
        """Whether taking the cell claims that the action is complete."""
        return (cell.field == f.COMPLETE and cell.sheet is True) or (
            cell.field == f.RAG and cell.sheet in self.finished
        )

    def choice(self, cell: MergedCell) -> str:
        """The name under which a choice of the cell is sent and kept."""
        return f"{self.action.pk}-{cell.field}"

    def is_chosen(self, cell: MergedCell) -> bool:
        return cell.is_chosen and not self.matched and not self.hindrance

    def as_chosen(self, others: Collection[str]) -> MergedRow:
        """The same row where cells of these fields mean the other thing that they may mean."""
        cells = [replace(each, sheet=each.other, other=None) if each.field in others else each for each in self.cells]
        return replace(self, cells=tuple(cells))

    def in_words(self, name: str, value: Value | Unread) -> str:
        return value.text if isinstance(value, Unread) else in_words(name, value, self.labels)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row without a key, with what it says; `above` is the action of the row above it."""

    number: int
    place: str
    cells: dict[str, str]
    above: m.Action | None
    twin: m.Action | None = None
    """The action that has these words already."""

    @property
    def text(self) -> str:
        return words(self.cells.get(f.TEXT, ""))


@dataclass(frozen=True, slots=True)
class Merge:
    """All of one sheet's return. `missing` are the actions that went out and are not in the file; `unknown` the rows of
    which nothing can be taken, each with why; `became` those without a key that were taken before, each with what it
    became and what it says otherwise by now."""

    sheet: SheetOut
    rows: tuple[MergedRow, ...]
    new: tuple[NewRow, ...]
    missing: tuple[m.Action, ...]
    became: tuple[tuple[NewRow, m.Action, str], ...]
    unknown: tuple[tuple[str, str], ...]
    unknown_columns: tuple[str, ...]
    days: Days
    """How the days of the file are read."""
    notices: tuple[str, ...] = ()
    """What else is in the file."""

    def cells(self, *outcomes: Outcome) -> list[tuple[MergedRow, MergedCell]]:
        """The cells with one of these outcomes, each with its row."""
        return [(row, cell) for row in self.rows for cell in row.cells if cell.outcome in outcomes]

    @property
    def stamp(self) -> str:
        """What tells whether it is still the merge that somebody saw."""
        told = [(row.action.pk, str(cell)) for row in self.rows for cell in row.telling]
        return hashlib.sha256(repr((told, [row.cells for row in self.new])).encode()).hexdigest()[:16]


def merged(sheet: SheetOut, returned: ReadSheet) -> Merge:
    """The merge as things stand now."""
    then, now, actions = sides.then(sheet), sides.now(sheet), sides.actions_of(sheet)
    said = _said(sheet)
    typed = list(_days(returned, then))
    days = Days({letters: writes_months_first(typed, letters) for letters in (4, 2)}, returned.is_text)
    rows, there = [], set()
    for action, found in _by_action(returned).items():
        there.add(action)
        side, current = then[action], now.get(action)
        ratings = (*(current or side).plan.scheme.ratings, *side.plan.scheme.ratings)
        reading = Reading(sheet, side, current or side, ratings, sides.made_on(sheet), days, said[action])
        names = [name for name in _names(sheet, found) if any(name in row.cells for row in found)]
        cells = [reading.cell(name, found) for name in names]
        rows.append(
            MergedRow(
                actions[action],
                found[0].place,
                tuple(cells),
                (current or side).labels | side.labels,
                frozenset(rating.code for rating in ratings if rating.means_finished),
                matched=any(row.matched for row in found),
                hindrance=_hindrance(current),
            )
        )
    order = {pk: at for at, pk in enumerate(actions)}
    without_key, unknown = _others(returned, actions)
    became, new = _taken_before(sheet, without_key)
    return Merge(
        sheet,
        tuple(sorted(rows, key=lambda row: order[row.action.pk])),
        new,
        () if sheet.is_file else tuple(action for pk, action in actions.items() if pk not in there and pk in now),
        became,
        unknown,
        tuple(returned.unknown_columns),
        days,
        tuple(returned.notices),
    )


def _by_action(returned: ReadSheet) -> dict[int, list[ReadRow]]:
    found: dict[int, list[ReadRow]] = defaultdict(list)
    for row in returned.rows:
        if row.action is not None:
            found[row.action].append(row)
    return found


def _days(returned: ReadSheet, then: dict[int, Side]):
    """What stands in the file where days do, each beside the one that was sent."""
    for row in returned.rows:
        for name in (f.FORECAST, f.DATE):
            sent = then[row.action].values[name] if row.action in then else None
            if row.cells.get(name):
                yield row.cells[name], sent if isinstance(sent, date) else None


def _names(sheet: SheetOut, found: list[ReadRow]) -> list[str]:
    """The fields that a row may hold: those of a sheet, or in their order all that a file of ours says otherwise."""
    if not sheet.is_file:
        return [*f.MERGED, f.BESIDE]
    told = {name for row in found for name in row.cells}
    return [*(name for name in f.MERGED if name in told), *sorted(told - set(f.MERGED))]


def _said(sheet: SheetOut) -> dict[int, dict[str, list[Value]]]:
    """Of each action what was said of it by anybody and asked for, whether or not it stands: a sheet that says it
    again says nothing new."""
    found: dict[int, dict[str, list[Value]]] = defaultdict(lambda: defaultdict(list))
    ids = sheet.actions
    for action, narrative in m.ProgressUpdate.objects.filter(action__in=ids).values_list("action", "narrative"):
        found[action][f.PROGRESS].append(narrative)
    asked = m.Extension.objects.filter(timescale__action__in=ids, status=m.Extension.Status.REQUESTED)
    for action, day in asked.values_list("timescale__action", "to_latest"):
        found[action][f.DATE].append(day)
    questions = m.OpenQuestion.objects.filter(action__in=ids, field=SHEET)
    for action, text in questions.exclude(answer__startswith="Taken back").values_list("action", "text"):
        found[action][f.QUESTION].append(text)
        found[action][f.BESIDE].append(text)
    return found


def _hindrance(current: Side | None) -> str:
    if current is None:
        return "It was withdrawn from the plan since, so nothing more is said of it."
    if current.action.stage in stages.FINISHED:
        return f"It is {stages.STAGES[current.action.stage].lower()} by now, so it takes no more updates."
    return ""


def _others(returned: ReadSheet, actions) -> tuple[list[NewRow], tuple[tuple[str, str], ...]]:
    """The rows that are of no action of the sheet: new ones, and those of which nothing can be taken."""
    new, unknown = [], []
    for number, row in enumerate(returned.rows):
        if row.action is not None:
            continue
        if row.why:
            unknown.append((row.place, row.why))
        elif row.cells.get(f.TEXT, "").strip():
            new.append(NewRow(number, row.place, row.cells, actions.get(row.above or 0)))
        elif any(row.cells.get(name, "").strip() for name in (*f.MERGED, f.BESIDE)):
            unknown.append((row.place, "It has neither a key nor the words of an action."))
    return new, tuple(unknown)


def _taken_before(
    sheet: SheetOut, rows: list[NewRow]
) -> tuple[tuple[tuple[NewRow, m.Action, str], ...], tuple[NewRow, ...]]:
    """The rows without a key that were taken from an earlier file of the sheet, with what each became, as long as that
    stands; and the others, each with the action that has its words already."""
    if not rows:
        return (), ()
    taken = _taken(sheet) if sheet.pk else []
    before = {in_one_line(each["row"].get(f.TEXT, "")): each for each in taken}
    beside = m.Action.objects.filter(**{f"{PLAN}__in": sides.plans_of(sheet)}, withdrawn=False).reverse()
    twins = {in_one_line(text): pk for pk, text in beside.values_list("pk", "text")}
    asked = {twins.get(in_one_line(row.text)) for row in rows} | {each["action"] for each in taken}
    known = m.Action.objects.select_related(PLAN).in_bulk(asked - {None})
    became, others = [], []
    for row in rows:
        said = in_one_line(row.text)
        if said in before:
            became.append((row, known[before[said]["action"]], _since(before[said]["row"], row.cells)))
        else:
            others.append(replace(row, twin=known[twins[said]] if said in twins else None))
    return tuple(became), tuple(others)


def _taken(sheet: SheetOut) -> list[dict]:
    """What rows without a key became in the merges of a sheet that stand."""
    done = sheet.returns.exclude(act=None).exclude(act__in=acts_taken_back()).order_by("pk")
    return [each for applied in done.values_list("applied", flat=True) for each in applied if each.get("row")]


def _since(before: dict[str, str], cells: dict[str, str]) -> str:
    """What a row says otherwise than when it was taken."""
    told = [
        f"{f.field_of(name).heading}: {text}"
        for name, text in cells.items()
        if name in (*f.FILLED, f.LEAD, f.BESIDE) and text and not same_words(before.get(name, ""), text)
    ]
    return "; ".join(told)
