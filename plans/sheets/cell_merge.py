"""The three-way merge of one cell: what it held when the sheet left, what the sheet holds, what the record says now.
The table of docs/sheets.md, as a function."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from plans.sheets.fields import field_of
from plans.sheets.typed import Unread, names, same_words
from plans.sheets.values import Value


class Outcome(StrEnum):
    """What became of a cell."""

    SAME = "same"
    """Nobody changed it."""
    HERE = "here"
    """Changed here only."""
    AGREED = "agreed"
    """Changed in both, to the same."""
    SHEET = "sheet"
    """Changed in the sheet only."""
    BOTH = "both"
    """Changed in both, to different things."""
    EMPTIED = "emptied"
    """Taken out in the sheet, and nothing put in its place."""
    UNREAD = "unread"
    """What stands in the sheet can't be read."""


TELLS = (Outcome.SHEET, Outcome.BOTH, Outcome.EMPTIED, Outcome.UNREAD)
"""The outcomes of which a person is told: the sheet says something that the record does not."""


@dataclass(frozen=True, slots=True)
class MergedCell:
    """One cell with its three sides. `sheet` is None where the sheet has no such column."""

    field: str
    then: Value
    sheet: Value | Unread
    now: Value
    outcome: Outcome
    adds: bool = False
    doubt: str = ""
    """Why nobody should take it unseen."""
    other: Value = None
    """What else it may mean."""
    refused: str = ""
    """Why it would not be taken as things stand, and how to mend that."""

    @property
    def is_chosen(self) -> bool:
        """Whether it is taken unless somebody says no."""
        told = self.outcome is Outcome.SHEET or (self.outcome is Outcome.BOTH and self.adds)
        return told and not self.doubt and not self.refused

    @property
    def why_left(self) -> str:
        """Why it is not taken beforehand, as far as the cell itself tells."""
        return self.sheet.why if isinstance(self.sheet, Unread) else self.doubt or self.refused


def merge(
    field: str,
    then: Value,
    sheet: Value | Unread,
    now: Value,
    *,
    said: Collection[Value] = (),
    printed: bool = False,
) -> MergedCell:
    """Merge a cell that the sheet has; one in which was `printed` what was said last, so that it did not leave empty to
    be written in. `said` is what was said or asked for here besides: an update before the last, a
    date that nobody has decided on. A sheet that says the same says nothing new."""
    adds = field_of(field).adds
    outcome = _outcome(then, sheet, now, said, is_left=adds and not printed and not sheet)
    return MergedCell(field, then, sheet, now, outcome, adds)


def swapped(then: Value, sheet: Value | Unread, now: Value) -> tuple[list[str], list[str]]:
    """Of a cell that lists names who comes, and who goes: who stood there when the sheet left and stands in it no more.
    Who was named here since stays."""
    said, left, here = (names(each) if isinstance(each, str) else [] for each in (sheet, then, now))
    kept, there, sent = ({name.casefold() for name in each} for each in (said, here, left))
    gone = [name for name in here if name.casefold() in sent - kept]
    return [name for name in said if name.casefold() not in there], gone


def _outcome(then: Value, sheet: Value | Unread, now: Value, said: Collection[Value], *, is_left: bool) -> Outcome:
    here = not _alike(then, now)
    if isinstance(sheet, Unread):
        return Outcome.UNREAD
    if is_left:
        return Outcome.HERE if here else Outcome.SAME
    if _alike(then, sheet):
        return Outcome.HERE if here else Outcome.SAME
    if _alike(sheet, now):
        return Outcome.AGREED
    if sheet is None or sheet == "":
        return Outcome.EMPTIED
    if any(_alike(sheet, other) for other in said):
        return Outcome.AGREED
    return Outcome.BOTH if here else Outcome.SHEET


def _alike(one: Value, other: Value) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return same_words(one, other)
    return (one or None) == (other or None)
