"""What may be chosen of a file that came home, and what is taken of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from audits.sheets.file_merge import Merge
from audits.sheets.rows import MergedRow, NewRow
from plans.operations.errors import Refused
from plans.sheets.cell_merge import MergedCell, Outcome
from plans.wording import listed

SHEET, OTHER, HERE, ADD, NOTE, LEAVE = "sheet", "other", "here", "add", "note", "leave"
"""What may be chosen: of a cell the sheet, the other thing that it may mean or what is here, of a new row whether it is
added, noted or left."""


def taken_of(merge: Merge, choices: dict[str, str]) -> dict[int, set[str]]:
    """The fields that are taken of each action: as it was chosen, else as it is chosen beforehand."""
    taken: dict[int, set[str]] = {}
    for row in merge.rows:
        for cell in row.telling:
            chosen = choices.get(row.choice(cell)) or (SHEET if row.is_chosen(cell) else HERE)
            says = chosen == SHEET or (chosen == OTHER and cell.other is not None)
            if says and cell.outcome is not Outcome.UNREAD and not row.hindrance:
                taken.setdefault(row.action.pk, set()).add(cell.field)
    return taken


def new_beforehand(new: NewRow) -> str:
    """What is chosen of a new row unless somebody chooses otherwise."""
    return NOTE if new.above and not new.twin else LEAVE


def undecided(merge: Merge, choices: dict[str, str]) -> list[tuple[MergedRow, str]]:
    """The cells that were changed in both, or are doubtful, and of which nothing was chosen, each with its row."""
    return [
        (row, cell.field)
        for row, cell in merge.cells(Outcome.BOTH, Outcome.SHEET)
        if not row.is_chosen(cell) and not row.hindrance and not cell.refused and not choices.get(row.choice(cell))
    ]


def refused(merge: Merge, choices: dict[str, str]) -> list[tuple[MergedRow, MergedCell]]:
    """The cells that would be refused as things stand and that nobody takes all the same, each with its row."""
    taken = taken_of(merge, choices)
    return [
        (row, cell)
        for row, cell in merge.cells(Outcome.BOTH, Outcome.SHEET)
        if cell.refused and cell.field not in taken.get(row.action.pk, ())
    ]


@dataclass(frozen=True, slots=True)
class MergeCounts:
    """What applying would do as it is chosen: how many cells, in how many rows, of those changed in the sheet only and
    in both are taken, how many are open, and refused as things stand; the others are left out. Of the rows without a
    key how many become actions and notes."""

    alone: int
    alone_taken: int
    both: int
    both_taken: int
    unusable: int
    open_alone: int
    open_both: int
    refused: int
    added: int
    noted: int

    @property
    def taken(self) -> int:
        return self.alone_taken + self.both_taken

    @property
    def open(self) -> int:
        return self.open_alone + self.open_both


def tally(merge: Merge, choices: dict[str, str]) -> MergeCounts:
    """What applying would do with these choices."""
    taken, open_cells = taken_of(merge, choices), undecided(merge, choices)
    of_new = [choices.get(f"new-{new.number}", new_beforehand(new)) for new in merge.new if new.above]
    told = {row.choice(cell): cell.outcome for row in merge.rows for cell in row.telling}
    is_taken = {f"{pk}-{name}" for pk, names in taken.items() for name in names}
    is_open = {f"{row.action.pk}-{name}" for row, name in open_cells}

    def how_many(outcomes: tuple[Outcome, ...], of: Collection[str]) -> int:
        return sum(name in of for name, outcome in told.items() if outcome in outcomes)

    alone, both, unusable = (Outcome.SHEET,), (Outcome.BOTH,), (Outcome.EMPTIED, Outcome.UNREAD)
    return MergeCounts(
        alone=how_many(alone, told),
        alone_taken=how_many((*alone, *unusable), is_taken),
        both=how_many(both, told),
        both_taken=how_many(both, is_taken),
        unusable=how_many(unusable, told),
        open_alone=how_many(alone, is_open),
        open_both=how_many(both, is_open),
        refused=len(refused(merge, choices)),
        added=of_new.count(ADD),
        noted=of_new.count(NOTE),
    )


def chosen_by_name(merge: Merge, words: str) -> tuple[str, str]:
    """The choice that is typed as "4.2:progress=sheet" of a cell, by its reference and its field, or as "row 14=add" of
    a row without a key, by its place: its name and what is chosen. Raises Refused for a cell or a row that says nothing
    new or has its name with another, and for what is not offered of it."""
    which, _equals, what = (part.strip() for part in words.rpartition("="))
    offered = _offered(merge)
    found = offered[which.casefold()]
    if not found:
        told = listed(sorted(name for name, each in offered.items() if each)) or "nothing of this file"
        raise Refused(f"“{which}” is none of the cells that may be chosen: {told}.")
    if len(found) > 1:
        raise Refused(f"{len(found)} rows are called “{which}”. Choose on the sheet’s page.")
    [(name, choices)] = found
    if what.casefold() not in choices:
        raise Refused(f"“{what}” can’t be chosen of {which}: {listed(list(choices))} can.")
    return name, what.casefold()


def _offered(merge: Merge) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """From what each cell and each new row is called to the name of its choice and what may be chosen."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for row in merge.rows:
        for cell in row.telling:
            if cell.outcome is not Outcome.UNREAD and not row.hindrance:
                of_cell = (row.choice(cell), (SHEET, OTHER, HERE) if cell.other else (SHEET, HERE))
                found[f"{row.action.known_as}:{cell.field}".casefold()].append(of_cell)
    for new in merge.new:
        of_row = (f"new-{new.number}", (ADD, NOTE, LEAVE) if new.above else (LEAVE,))
        found[new.place.casefold()].append(of_row)
    return found
