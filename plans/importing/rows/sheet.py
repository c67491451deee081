"""The mended form of a document: one set of columns, and what is printed under them in order."""

from dataclasses import dataclass, field

from plans.importing.grid import Cell, Paragraph


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column over all tables: the heading first printed for it, what it means, the period it names."""

    heading: str
    meaning: str
    period: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A row across the table that titles those below it. `doubt`: what of its words had to be guessed."""

    title: str
    line: int
    doubt: str | None = None


def cell_in(cells: dict[int, Cell], column: int | None) -> Cell | None:
    """The cell of a column; None where the row or the whole document has none."""
    return None if column is None else cells.get(column)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the plan: its cells by column number. `after_join`: the first one printed after a page join.
    `dropped`: by column number, what a page join printed twice and read differently, in the prints left out.
    `ruling`: what a person said of the row (`plans.importing.rulings`). `joins`: the lines of the rows that were
    joined to it."""

    cells: dict[int, Cell]
    line: int
    after_join: bool = False
    dropped: dict[int, tuple[str, ...]] = field(default_factory=dict)
    ruling: str = ""
    joins: list[int] = field(default_factory=list)

    @property
    def lines(self) -> tuple[int, ...]:
        """Where it stands in the document: its own line and those of the rows joined to it."""
        return (self.line, *self.joins)

    def text(self, column: int | None) -> str:
        """The text of the cell in a column, on one line; "" where there is none."""
        cell = cell_in(self.cells, column)
        return cell.flat if cell else ""


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings that a table printed, by column number: an event, because a section's may differ."""

    printed: dict[int, str]
    line: int


Event = Band | PlanRow | Headings | Paragraph


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document after mending. `events` in printed order; `glossary` and `legend` come from tables of
    their own; `running` are the page headers that were taken out."""

    columns: tuple[SheetColumn, ...]
    events: tuple[Event, ...]
    glossary: tuple[tuple[str, str], ...] = ()
    legend: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    vocabulary: dict[str, int] = field(default_factory=dict)

    def column(self, meaning: str) -> int | None:
        """The number of the first column of that meaning, or None."""
        return next((n for n, column in enumerate(self.columns) if column.meaning == meaning), None)

    def columns_of(self, meaning: str) -> tuple[int, ...]:
        return tuple(n for n, column in enumerate(self.columns) if column.meaning == meaning)
