"""What giving a document another shape has to say of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from plans.importing.rows.cell_patterns import squash
from plans.importing.rows.sheet import Doubt
from plans.importing.rulings import HEADINGS, NONE, ROWS, Rulings
from plans.importing.source_document import Paragraph, Row, SourceDocument, Table
from plans.importing.tables.heading_rows import HeadingRow, find_headings, headings_in

NOTHING: frozenset[str] = frozenset()


@dataclass(slots=True)
class Told:
    """`doubts`: what a person should look at. `aside`: words that were printed and need no place in the plan, such as
    labels that are printed again for each action; `labels` are those that were printed once. `rulings` is what a
    person said of lines and columns; `themes` are headings of columns whose cells became bands; `headings` are the
    lines of rows that were read as headings by what stands below them; `form` are the labels that several small tables
    print alike; `in_words`: its rows were lines, whose words say who and by when where no cell does."""

    rulings: Rulings = NONE
    doubts: list[Doubt] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    themes: list[str] = field(default_factory=list)
    headings: set[int] = field(default_factory=set)
    form: frozenset[str] = NOTHING
    in_words: bool = False

    def is_ruled(self, part: Table | Paragraph) -> bool:
        """Whether a person has said of any line of a table that it is a row or holds the headings."""
        lines = (row.line for row in part.rows) if isinstance(part, Table) else iter(())
        return any(self.rulings.of(line) in (*ROWS, HEADINGS) for line in lines)

    def has_told(self, table: Table) -> bool:
        """Whether one of its rows was told to hold its headings."""
        return any(row.line in self.headings for row in table.rows)

    def headings_of(self, table: Table) -> HeadingRow | None:
        """The headings of a table: those that were told before, else what is found."""
        known = (number for number, row in enumerate(table.rows) if row.line in self.headings)
        number = next(known, None)
        return headings_of(table.rows) if number is None else headings_in(table.rows, number)

    def is_form(self, table: Table) -> bool:
        """Whether all rows of a table begin with labels of a form."""
        return bool(self.form) and all(squash(row.cells[0].flat) in self.form for row in table.rows if row.cells)

    def headings_are_ruled(self) -> bool:
        """Whether a person has pointed out the headings of the plan."""
        return HEADINGS in self.rulings.lines.values()

    def doubt(
        self, line: int | None, field: str, text: str, because: str, instead: tuple[tuple[int, str], ...] = ()
    ) -> None:
        self.doubts.append(Doubt(line, field, text, because, instead))


def headings_of(rows: tuple[Row, ...]) -> HeadingRow | None:
    """The headings of a table, running headers not yet taken out."""
    return find_headings(rows, NOTHING)


def below_alike(
    tables: Iterable[Table], headings: Callable[[Table], HeadingRow | None]
) -> dict[tuple[str, ...], tuple[Row, ...]]:
    """What stands below the same headings, in whatever table: tables under the same headings are one."""
    below: dict[tuple[str, ...], tuple[Row, ...]] = {}
    for table in tables:
        if found := headings(table):
            below[found.texts] = (*below.get(found.texts, ()), *table.rows[found.end :])
    return below


def has_headings(document: SourceDocument) -> bool:
    """Whether any table of a document has a plan's headings."""
    return any(headings_of(table.rows) for table in document.tables)
