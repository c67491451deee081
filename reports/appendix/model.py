"""The laid-out appendix as frozen values: everything that is printed and nothing about how a format prints it.

`layout.build` makes an `Appendix`; each format walks it. Every text in it has been cleaned (see `text.clean`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from plans.sheets.marks import Seal
from reports.appendix.options import Paper
from reports.charts import Bar

BULLET = "•"
"""The marker of an item in a list without numbers."""

Style = Literal["plain", "strong", "muted"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A paragraph of a cell. `marker` (a bullet, "2." or "1–3.") hangs before it; `label`, a reference, is
    printed bold on the same line. `depth` is within how many items of lists it stands."""

    text: str
    marker: str = ""
    label: str = ""
    style: Style = "plain"
    depth: int = 0

    @property
    def plain(self) -> str:
        """The whole line as one text, further in where it stands within an item."""
        return "  " * self.depth + " ".join(part for part in (self.marker, self.label, self.text) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A rating as shown: a word, a colour of `reports.charts.PALETTE`, and a shape of `plans.palette` ("": the
    colour's own)."""

    word: str
    colour: str
    shape: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """`span` is how many rows it covers, `heads` whether it is the header of those rows. `on` is given where the
    cell says one day and nothing else."""

    lines: tuple[Line, ...] = ()
    badge: Badge | None = None
    on: date | None = None
    span: int = 1
    heads: bool = False

    @property
    def text(self) -> str:
        """The cell as plain text, a line each."""
        words = [self.badge.word] if self.badge else []
        return "\n".join([*words, *(line.plain for line in self.lines)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells beside the table's columns; None where a cell above spans this row. `action_id` is whose row it is, for
    pages that lead from it to the action; None where a recommendation has none. `mark` is by which the row is known
    when the file comes home (`plans.sheets.marks`)."""

    cells: tuple[Cell | None, ...]
    action_id: int | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`meanings` are those of the plan's columns (none in tables of the product's own), `names` the fields that its
    cells are when the file comes home. `widths` are per cent of the page's width and add up to 100. A group is the rows
    under one recommendation: no span leaves its group. Tall rows may be cut by a page where the `paper` is told."""

    headings: tuple[str, ...]
    widths: tuple[float, ...]
    meanings: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    groups: tuple[tuple[Row, ...], ...]
    paper: Paper | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for group in self.groups for row in group)


class Marks(Protocol):
    """Marks the rows of a file, for a format that writes them otherwise than they stand here (`rowmarks`)."""

    @property
    def seal(self) -> Seal: ...

    def row(self, table: Table, row: Row, spanning: Mapping[int, str] | None = None) -> str: ...

    def value(self, row: Row, name: str, cell: Cell, before: str = "") -> str: ...

    def outside(self, texts: Iterable[str]) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A section under its heading; `title` is empty where the plan prints none. `table` is None where it has
    no rows."""

    title: str
    table: Table | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """Counts beside the summary's headings; `bar` is None in the row of totals."""

    name: str
    counts: tuple[int, ...]
    bar: Bar | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """`badges` head the first columns of counts, `headings` the rest (total, past date). `total` is None where
    the sentence says all that a table would."""

    sentence: str
    badges: tuple[Badge, ...]
    headings: tuple[str, ...]
    rows: tuple[SummaryRow, ...]
    total: SummaryRow | None

    @property
    def charted(self) -> bool:
        """Whether anything is rated, so that there are bars."""
        return any(row.bar for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How many actions were of a rating in the paper before, and are in this one."""

    badge: Badge
    then: int
    now: int

    @property
    def counted(self) -> tuple[str, str, str]:
        """Then, now, and the difference with its sign."""
        by = self.now - self.then
        return f"{self.then:,}", f"{self.now:,}", f"{'+' if by > 0 else '−' if by < 0 else ''}{abs(by):,}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One part of what changed: its words, how many actions are in it, and which."""

    name: str
    count: int
    which: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendRow:
    """The ratings of one issued position or of this one: its name, the counts under the headings of the trend, and
    their bar."""

    name: str
    counts: tuple[int, ...]
    bar: Bar


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The ratings of the last positions, the oldest first; `badges` head the counts, before that of all."""

    badges: tuple[Badge, ...]
    positions: tuple[TrendRow, ...]

    @property
    def title(self) -> str:
        return "Trend of the ratings, at each paper as it was issued"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since the paper before, whose period is `then`. The `parts` add up to `total`; `told` says what
    that is made of, `directions` how the ratings went. `changes` is empty where they are of two schemes; `trend` is
    None before the third paper."""

    title: str
    then: str
    changes: tuple[Change, ...]
    directions: str
    parts: tuple[Happened, ...]
    total: int
    told: str
    trend: Trend | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptions:
    """A table before the plan's own: of the exceptions, or of what members asked. `table` is None when there are none;
    then `none` says so. `rest` says how many more there are than it shows."""

    title: str
    none: str
    table: Table | None
    rest: str = ""

    @property
    def told(self) -> str:
        """What stands below the table, or in its place."""
        return self.rest if self.table else self.none


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a rating (`badge`) or a short word (`term`) means."""

    text: str
    term: str = ""
    badge: Badge | None = None


Value = str | int | date | None
"""What a cell of the flat data holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """The same plan for those who filter and count: one row an action, every field in a column of its own. `marks` are
    those of the rows, where the file is marked."""

    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Appendix:
    """The whole paper. `reference` (the report's number) and `facts` stand at the right of the title block;
    `running` is printed at the foot of each page. `before` and `after` are the lines above and below the plan's
    tables. `mark` is by which the file is known when it comes home (`plans.filemark`); `attached` the data
    that go with a paper that is issued; `withheld` says that it is not for publication, and why, `version`
    which of its versions it is, shortly; its properties name the `author`."""

    mark: str
    title: str
    subtitle: str
    council: str
    reference: str
    facts: tuple[str, ...]
    running: str
    paper: Paper
    on: date
    summary: Summary | None
    since: Since | None = None
    exceptions: Exceptions | None
    asked: Exceptions | None = None
    before: tuple[Line, ...]
    bands: tuple[Band, ...]
    after: tuple[Line, ...]
    meanings: tuple[Meaning, ...]
    legend: tuple[str, ...]
    trail: str
    data: Data
    marks: Marks | None = None
    attached: str = ""
    withheld: str = ""
    author: str = ""
    version: str = ""

    @property
    def meanings_in_pairs(self) -> Iterator[tuple[Meaning, Meaning | None]]:
        """The meanings in two columns, read down the first and then the second."""
        half = -(-len(self.meanings) // 2)
        return zip(self.meanings[:half], [*self.meanings[half:], None][:half], strict=True)
