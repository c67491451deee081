"""The mended form of a document: one set of columns, and what is printed under them in order."""

from dataclasses import dataclass, field

from plans.importing.source_document import Cell, Paragraph


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column over all tables: the heading first printed for it, what it means (one of `plans.columns`, or STEP
    or SUPPORTING of `plans.importing.vocabulary.heading_words`), the period it names, how sure its meaning is, the
    meaning for which it speaks where the column of that meaning is blank, and why a person should look at it."""

    heading: str
    meaning: str
    period: str | None = None
    confidence: float = 1.0
    stands_in: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """A row across the table that titles those below it. `doubt`: what of its words had to be guessed."""

    title: str
    line: int
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """What of mending a person should look at; `line` None for what is of the whole document; `instead` as of a
    question."""

    line: int | None
    field: str
    text: str
    because: str
    instead: tuple[tuple[int, str], ...] = ()


def cell_in(cells: dict[int, Cell], column: int | None) -> Cell | None:
    """The cell of a column; None where the row or the whole document has none."""
    return None if column is None else cells.get(column)


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A row of the plan: its cells by column number. `after_join`: the first one printed after a page join.
    `dropped`: by column number, what a page join printed twice and read differently, in the prints left out.
    `ruling`: what a person said of the row (`plans.importing.rulings`). `apart`: its table cuts no row in two.
    `joins`: the lines of the rows that were joined to it; `steps`: the rows of its steps, where they are printed a row
    each; `settled`: it says itself that nothing will be done; `lost`: its table lost the places of its cells."""

    cells: dict[int, Cell]
    line: int
    after_join: bool = False
    dropped: dict[int, tuple[str, ...]] = field(default_factory=dict)
    ruling: str = ""
    apart: bool = False
    joins: list[int] = field(default_factory=list)
    steps: list["PlanRow"] = field(default_factory=list)
    settled: bool = False
    lost: bool = False

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
    """A whole document after mending. `events` in printed order; `glossary`, `legend` and `key` (the name of a
    colour, and what is printed in a cell filled with it) come from tables of their own; `running` are the page headers
    that were taken out, `aside` other words that need no place in the plan; `themes` are the headings of columns whose
    cells became bands; `in_words`: its rows were lines, whose words say who and by when where no cell does."""

    columns: tuple[SheetColumn, ...]
    events: tuple[Event, ...]
    glossary: tuple[tuple[str, str], ...] = ()
    legend: tuple[str, ...] = ()
    running: tuple[str, ...] = ()
    vocabulary: dict[str, int] = field(default_factory=dict)
    key: tuple[tuple[str, str], ...] = ()
    aside: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    themes: tuple[str, ...] = ()
    in_words: bool = False

    @property
    def rows(self) -> list[PlanRow]:
        return [event for event in self.events if isinstance(event, PlanRow)]

    @property
    def filled(self) -> frozenset[int]:
        """The columns in which something stands."""
        return frozenset(number for row in self.rows for number, cell in row.cells.items() if cell)

    def column(self, meaning: str) -> int | None:
        """The number of the first column of that meaning, or None."""
        return next((n for n, column in enumerate(self.columns) if column.meaning == meaning), None)

    def stand_ins(self, meaning: str) -> tuple[int, ...]:
        """The columns that speak where the one of that meaning is blank, the last printed first."""
        return tuple(n for n, column in reversed(list(enumerate(self.columns))) if column.stands_in == meaning)

    def columns_of(self, meaning: str) -> tuple[int, ...]:
        return tuple(n for n, column in enumerate(self.columns) if column.meaning == meaning)
