"""The rows of a file that came home: those that are known, each with its merged cells, and those without a key."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from plans import models as m
from plans.sheets import fields as f
from plans.sheets.cell_merge import TELLS, MergedCell
from plans.sheets.typed import Unread, words
from plans.sheets.values import Value, in_words


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A row that is known. `matched` by its words, or `astray`, with the words of another beside its
    key, so that nothing of it is chosen beforehand; `hindrance` says why
    nothing of it can be taken."""

    action: m.Action
    place: str
    cells: tuple[MergedCell, ...]
    labels: dict[str, str]
    finished: frozenset[str]
    """The codes of ratings that mean finished."""
    matched: bool = False
    astray: bool = False
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
        return cell.is_chosen and not (self.matched or self.astray or self.hindrance)

    def as_chosen(self, others: Collection[str]) -> MergedRow:
        """The same row where cells of these fields mean the other thing that they may mean."""
        cells = [replace(each, sheet=each.other, other=None) if each.field in others else each for each in self.cells]
        return replace(self, cells=tuple(cells))

    def in_words(self, name: str, value: Value | Unread) -> str:
        return value.text if isinstance(value, Unread) else in_words(name, value, self.labels)


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row without a key, with what it says; `above` is the action of the row above it, and `read` what it says of
    itself as an action that begins, where it can become one."""

    number: int
    place: str
    cells: dict[str, str]
    above: m.Action | None
    read: MergedRow | None = None
    twin: m.Action | None = None
    """The action that has these words already."""

    @property
    def text(self) -> str:
        return words(self.cells.get(f.TEXT, ""))
