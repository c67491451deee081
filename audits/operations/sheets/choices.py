"""What may be chosen of a file that came home, and what is taken of it."""

from __future__ import annotations

from collections import defaultdict

from audits.sheets.merges import Merge, MergedRow, NewRow
from plans.operations.errors import Refused
from plans.sheets.merge import Outcome
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
    """The cells that were changed in both and of which nothing was chosen, each with its row."""
    return [
        (row, cell.field)
        for row, cell in merge.cells(Outcome.BOTH, Outcome.SHEET)
        if not row.is_chosen(cell) and not row.hindrance and not choices.get(row.choice(cell))
    ]


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
