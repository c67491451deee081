"""Rows under the recommendation to which they belong."""

import re
from dataclasses import dataclass, field

from plans.columns import ACTION, LINKS, RECOMMENDATION, REF
from plans.importing.rows import PlanRow, Sheet
from plans.importing.rows.recognising import squash
from plans.importing.source_document import Cell
from plans.importing.understanding.references import bare_ref

_CODE = re.compile(r"\([a-z0-9]{1,2}\)", re.IGNORECASE)
_SUBNUMBER = re.compile(r"\W*\d+\.\d+\W*")
_SHORTEST_REPEAT = 6
"""Letters of a recommendation whose repeat is no accident."""
RECOMMENDATION_LEVEL = frozenset({REF, RECOMMENDATION, LINKS})
"""What is printed once for all actions of a recommendation."""


@dataclass(slots=True)
class RecommendationRows:
    """One recommendation's printed cells, the line where they stand, and the rows of its actions. `dropped` as of a
    `PlanRow`: what the rows that are no action's left out; `printed` are its cells with its own reference, where the
    column of references otherwise numbers actions."""

    ref: str | None
    sources: tuple[str, ...]
    cells: dict[int, Cell]
    line: int
    rows: list[PlanRow] = field(default_factory=list)
    dropped: dict[int, tuple[str, ...]] = field(default_factory=dict)
    printed: dict[int, Cell] = field(default_factory=dict)


def numbers_actions(sheet: Sheet) -> bool:
    """Whether the reference column numbers actions: there is nothing else to number, or references of the form
    "1.2", or many of any form, stand beside an action without a recommendation of its own."""
    ref, rec = sheet.column(REF), sheet.column(RECOMMENDATION)
    if rec is None:
        return True
    rows = [event for event in sheet.events if isinstance(event, PlanRow) and event.text(ref)]
    alone = [row.text(ref) for row in rows if not row.text(rec)]
    return any(_SUBNUMBER.fullmatch(text) for text in alone) or 3 * len(alone) > len(rows)


def group_rows(rows: list[PlanRow], sheet: Sheet, *, refs_are_of_actions: bool) -> list[RecommendationRows]:
    """A section's rows as groups in printed order. A row that only prints a recommendation opens a group and is
    no action's row."""
    ref, rec = (None if refs_are_of_actions else sheet.column(REF)), sheet.column(RECOMMENDATION)
    upper = {n for n, column in enumerate(sheet.columns) if column.meaning in RECOMMENDATION_LEVEL}
    if refs_are_of_actions:
        upper.discard(sheet.column(REF))
    groups: list[RecommendationRows] = []
    last: PlanRow | None = None
    for row in rows:
        if not groups or ((row.text(rec) or row.text(ref)) and not _repeats(row, last, ref, rec, sheet)):
            last = row
            own = _own_ref(row, upper, sheet)
            sources, number = read_ref(row.text(ref) or own)
            cells = {n: cell for n, cell in row.cells.items() if n in upper}
            printed = {n: cell for n, cell in row.cells.items() if n in upper or (own and n == sheet.column(REF))}
            groups.append(RecommendationRows(number, sources, cells, row.line, printed=printed))
        if _is_action(row, upper, sheet):
            groups[-1].rows.append(row)
        else:
            groups[-1].dropped.update(row.dropped)
    return groups


def _repeats(row: PlanRow, last: PlanRow | None, ref: int | None, rec: int | None, sheet: Sheet) -> bool:
    """Whether a row prints the recommendation of the one before again, as spreadsheets do in every row."""
    if last is None or sheet.column(ACTION) is None or len(squash(row.text(rec))) < _SHORTEST_REPEAT:
        return False
    return squash(row.text(rec)) == squash(last.text(rec)) and row.text(ref) in ("", last.text(ref))


def _is_action(row: PlanRow, upper: set[int], sheet: Sheet) -> bool:
    """Whether a row says anything of an action; where there is no column of actions every row does."""
    if sheet.column(ACTION) is None:
        return True
    ref = sheet.column(REF) if _own_ref(row, upper, sheet) else None
    return any(cell and number not in upper and number != ref for number, cell in row.cells.items())


def _own_ref(row: PlanRow, upper: set[int], sheet: Sheet) -> str:
    """The reference that a row which only prints a recommendation gives it, where references number actions."""
    ref = sheet.column(REF)
    alone = row.text(sheet.column(RECOMMENDATION)) and not row.text(sheet.column(ACTION))
    return row.text(ref) if ref not in upper and alone and not _SUBNUMBER.fullmatch(row.text(ref)) else ""


def read_ref(text: str) -> tuple[tuple[str, ...], str | None]:
    """The source codes and the number of a printed reference: "(a) (b) 3" is ("(a)", "(b)") and "3"."""
    codes = tuple(_CODE.findall(text))
    return codes, bare_ref(re.sub(r"\s+", " ", _CODE.sub("", text)) if codes else text)
