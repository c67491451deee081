"""What may be chosen of a file that came home, and what is taken of it."""

from __future__ import annotations

from audits.sheets.merges import Merge, MergedRow, NewRow
from plans.sheets.merge import Outcome

SHEET, OTHER, HERE, ADD, NOTE, LEAVE = "sheet", "other", "here", "add", "note", "leave"
"""What may be chosen: of a cell the sheet, the other thing that it may mean or what is here, of a new row whether it is
added, noted or left."""


def key_of(row: MergedRow, name: str) -> str:
    """The name of a cell's choice."""
    return f"{row.action.pk}-{name}"


def taken_of(merge: Merge, choices: dict[str, str]) -> dict[int, set[str]]:
    """The fields that are taken of each action: as it was chosen, else as it is chosen beforehand."""
    taken: dict[int, set[str]] = {}
    for row in merge.rows:
        for cell in row.telling:
            chosen = choices.get(key_of(row, cell.field)) or (SHEET if row.is_chosen(cell) else HERE)
            says = chosen == SHEET or (chosen == OTHER and cell.other is not None)
            if says and cell.outcome is not Outcome.UNREAD and not row.hindrance:
                taken.setdefault(row.action.pk, set()).add(cell.field)
    return taken


def new_beforehand(new: NewRow) -> str:
    """What is chosen of a new row unless somebody chooses otherwise."""
    return NOTE if new.above and not new.twin else LEAVE


def undecided(merge: Merge, choices: dict[str, str]) -> list[tuple[MergedRow, str]]:
    """The cells that were changed in both and of which nothing was chosen, each with its row."""
    return [
        (row, cell.field)
        for row, cell in merge.cells(Outcome.BOTH, Outcome.SHEET)
        if not row.is_chosen(cell) and not row.hindrance and not choices.get(key_of(row, cell.field))
    ]
