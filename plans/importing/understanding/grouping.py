"""Rows under the recommendation to which they belong."""

import re
from dataclasses import dataclass, field

from plans.columns import ACTION, LINKS, RECOMMENDATION, REF
from plans.importing.grid import Cell
from plans.importing.rows import PlanRow, Sheet
from plans.importing.understanding.refs import bare_ref

_CODE = re.compile(r"\([a-z0-9]{1,2}\)", re.IGNORECASE)
_SUBNUMBER = re.compile(r"\W*\d+\.\d+\W*")
RECOMMENDATION_LEVEL = frozenset({REF, RECOMMENDATION, LINKS})
"""What is printed once for all actions of a recommendation."""


@dataclass(slots=True)
class Group:
    """One recommendation's printed cells, the line where they stand, and the rows of its actions. `dropped` as of a
    `PlanRow`: what the rows that are no action's left out."""

    ref: str | None
    sources: tuple[str, ...]
    cells: dict[int, Cell]
    line: int
    rows: list[PlanRow] = field(default_factory=list)
    dropped: dict[int, tuple[str, ...]] = field(default_factory=dict)


def numbers_actions(sheet: Sheet) -> bool:
    """Whether the reference column numbers actions: there is nothing else to number, or references of the form
    "1.2", or many of any form, stand beside an action without a recommendation of its own."""
    ref, rec = sheet.column(REF), sheet.column(RECOMMENDATION)
    if rec is None:
        return True
    rows = [event for event in sheet.events if isinstance(event, PlanRow) and event.text(ref)]
    alone = [row.text(ref) for row in rows if not row.text(rec)]
    return any(_SUBNUMBER.fullmatch(text) for text in alone) or 3 * len(alone) > len(rows)


def group_rows(rows: list[PlanRow], sheet: Sheet, *, refs_are_of_actions: bool) -> list[Group]:
    """A section's rows as groups in printed order. A row that only prints a recommendation opens a group and is
    no action's row."""
    ref, rec = (None if refs_are_of_actions else sheet.column(REF)), sheet.column(RECOMMENDATION)
    upper = {n for n, column in enumerate(sheet.columns) if column.meaning in RECOMMENDATION_LEVEL}
    if refs_are_of_actions:
        upper.discard(sheet.column(REF))
    groups: list[Group] = []
    for row in rows:
        if not groups or row.text(rec) or row.text(ref):
            sources, number = read_ref(row.text(ref))
            cells = {n: cell for n, cell in row.cells.items() if n in upper}
            groups.append(Group(number, sources, cells, row.line))
        if _is_action(row, upper, sheet):
            groups[-1].rows.append(row)
        else:
            groups[-1].dropped.update(row.dropped)
    return groups


def _is_action(row: PlanRow, upper: set[int], sheet: Sheet) -> bool:
    """Whether a row says anything of an action; where there is no column of actions every row does."""
    return sheet.column(ACTION) is None or any(number not in upper for number in row.cells)


def read_ref(text: str) -> tuple[tuple[str, ...], str | None]:
    """The source codes and the number of a printed reference: "(a) (b) 3" is ("(a)", "(b)") and "3"."""
    codes = tuple(_CODE.findall(text))
    return codes, bare_ref(re.sub(r"\s+", " ", _CODE.sub("", text)) if codes else text)
