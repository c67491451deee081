"""The merge of a file that came home: each cell with its three sides, and the rows that are new or not there."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import partial

from audits.models import SheetOut
from audits.sheets import sides
from audits.sheets.cells import Days, Reading
from audits.sheets.new_rows import blank, names_said, taken_before, without_key
from audits.sheets.refusals import Refusals
from audits.sheets.returns import ReadRow, ReadSheet
from audits.sheets.rows import MergedRow, NewRow
from audits.sheets.sides import Side
from plans import models as m
from plans import stages
from plans.operations.imports.left_open import SHEET
from plans.sheets import fields as f
from plans.sheets.cell_merge import MergedCell, Outcome
from plans.sheets.typed import writes_months_first
from plans.sheets.values import Value
from plans.state import RagState
from plans.trail import Actor


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


def merged(sheet: SheetOut, returned: ReadSheet, *, by: m.User | Actor | None = None, on: date) -> Merge:
    """The merge as things stand now. What `by` would be refused as of the day `on`, on which the words are true, is
    told with its cell; without `by` only what everybody would be."""
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
                _finished(ratings),
                matched=any(row.matched for row in found),
                astray=any(row.astray for row in found),
                hindrance=_hindrance(current),
            )
        )
    order = {pk: at for at, pk in enumerate(actions)}
    refusals = Refusals(sheet, by, on)
    keyless, unknown = without_key(returned, actions, partial(_of_new, sheet, now | then, days, refusals))
    became, new = taken_before(sheet, keyless)
    return Merge(
        sheet,
        refusals.told(sorted(rows, key=lambda row: order[row.action.pk])),
        new,
        () if sheet.is_file else tuple(action for pk, action in actions.items() if pk not in there and pk in now),
        became,
        unknown,
        tuple(returned.unknown_columns),
        days,
        tuple(returned.notices),
    )


def _of_new(
    sheet: SheetOut, known: dict[int, Side], days: Days, refusals: Refusals, row: ReadRow, above: m.Action
) -> MergedRow:
    """What a row without a key says of the action that it would become, of which nothing was said yet."""
    side = blank(known[above.pk].plan)
    ratings = side.plan.scheme.ratings
    reading = Reading(sheet, side, side, ratings, sides.made_on(sheet), days, defaultdict(list))
    cells = tuple(reading.cell(name, [row]) for name in names_said(row))
    action = m.Action(recommendation=above.recommendation, stage=side.action.stage)
    [read] = refusals.told([MergedRow(action, row.place, cells, side.labels, _finished(ratings))])
    return read


def _finished(ratings: tuple[RagState, ...]) -> frozenset[str]:
    return frozenset(rating.code for rating in ratings if rating.means_finished)


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
    for action, text in questions.exclude(answer__startswith=m.OpenQuestion.UNDONE).values_list("action", "text"):
        found[action][f.QUESTION].append(text)
        found[action][f.BESIDE].append(text)
    return found


def _hindrance(current: Side | None) -> str:
    if current is None:
        return "It was withdrawn from the plan since, so nothing more is said of it."
    if current.action.stage in stages.FINISHED:
        return f"It is {stages.STAGES[current.action.stage].lower()} by now, so it takes no more updates."
    return ""
