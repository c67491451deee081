"""A table of what changed: its cells, its lines, and how many of them are shown at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core.paginator import Page, Paginator

from plans.movement.words import Run
from plans.state import RagState

FEW, A_PAGE = 50, 200
"""Rows that a table shows until it is opened, and a page of one that is."""


@dataclass(frozen=True, slots=True)
class Opened:
    """The table that is shown page by page, and which page of it."""

    key: str = ""
    page: int = 1

    def of(self, key: str, found: Sequence) -> Page:
        """What is shown of the rows of a table."""
        if key == self.key:
            return Paginator(found, A_PAGE).get_page(self.page)
        return Paginator(found, FEW).page(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableCell:
    """What stands in one column: words, or a rating (`is_rating`, for None is one too), or a day, or words with what
    became of them. `under` is printed small beneath, `flag` in a frame; `gone` words are struck out."""

    text: str = ""
    rating: RagState | None = None
    is_rating: bool = False
    on: date | None = None
    under: str = ""
    flag: str = ""
    gone: bool = False
    runs: tuple[Run, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether it holds words that take a line of their own where the screen is narrow."""
        return bool(self.runs) or len(self.text) > 24


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """One action of a table; `cells` are in the order of the table's headings."""

    action_id: int
    ref: str
    headline: str
    cells: tuple[TableCell, ...]
    is_there: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesTable:
    """`lines` are those of its `page`; `shape` names the widths of its columns in the stylesheet."""

    key: str
    title: str
    note: str
    headings: tuple[str, ...]
    page: Page
    lines: tuple[TableLine, ...]
    shape: str = "part"

    @property
    def is_cut(self) -> bool:
        """Whether only its first rows are shown."""
        return self.page.paginator.per_page == FEW and self.page.has_next()

    @property
    def alone(self) -> ChangesTable:
        """The same, without the rows of its other pages behind it."""
        paginator = self.page.paginator
        return replace(self, page=Paginator(range(paginator.count), paginator.per_page).page(self.page.number))

    @property
    def rows(self) -> list[tuple[TableLine, list[tuple[str, TableCell]]]]:
        """Each line with its cells, each after its heading."""
        return [(line, list(zip(self.headings, line.cells, strict=True))) for line in self.lines]
