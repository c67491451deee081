"""What a reader hands on: a document as free text and tables, a table as rows of cells, a cell as blocks.

Every reader, whatever its format, produces these values and nothing else, so that what follows (mending rows,
understanding cells) knows no format. Text is already free of markup and entities; emphasis is kept on runs
because plans use it to tell supporting names from leads and bands from rows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

JOINED, MOVED, CARRIED, LINES = "joined", "moved", "carried", "lines"
"""What a reader did to a cell that a PDF or a text had broken: put two halves together, moved it to another column,
carried it down to a row that does not print it, or took printed lines without rules between them for one cell."""


class BlockKind(Enum):
    """What a block of a cell is."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    """One bullet of a list."""
    LIST = "list"
    """A whole list whose marks were lost on the way: its items run together in one text."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or a list item. `lines` are its printed lines (a wrap, not a new thought), each of runs. `depth` is
    within how many items an item stands."""

    kind: BlockKind
    lines: tuple[tuple[Run, ...], ...]
    depth: int = 0

    @property
    def line_texts(self) -> tuple[str, ...]:
        return tuple(line[0].text if len(line) == 1 else "".join([run.text for run in line]) for line in self.lines)

    @property
    def bullet(self) -> str:
        """What is printed before an item, further in for one that stands within another; nothing for others."""
        return f"{'  ' * self.depth}• " if self.kind is BlockKind.ITEM else ""

    @property
    def text(self) -> str:
        """The block as one line."""
        if len(self.lines) == 1 and len(self.lines[0]) == 1:
            return self.lines[0][0].text
        return " ".join(self.line_texts)


@dataclass(frozen=True, slots=True)
class Cell:
    """A table cell. `rows` and `columns` are how many it spans where the format tells (1 where it does not; the
    cells it covers are there, empty). `fill` is its background and `ink` the colour of all its words, each as
    "RRGGBB" in capitals, None for none, white, or black. `repair` says what was done to it (`JOINED` …) in a table that
    lost its cells."""

    blocks: tuple[Block, ...] = ()
    rows: int = 1
    columns: int = 1
    fill: str | None = None
    ink: str | None = None
    repair: str = ""

    @classmethod
    def of(cls, *texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> "Cell":
        """A plain cell with a block for each of these texts that says something."""
        return cls(tuple(Block(kind, ((Run(text),),)) for text in texts if text))

    def __bool__(self) -> bool:
        return bool(self.blocks)

    @property
    def text(self) -> str:
        """The cell's text: wrapped lines joined, one line a paragraph, list items after a bullet."""
        return "\n".join(f"{b.bullet}{b.text}" for b in self.blocks)

    @property
    def flat(self) -> str:
        """The cell's text in one line, without bullets."""
        if len(self.blocks) == 1:
            return self.blocks[0].text
        return " ".join([block.text for block in self.blocks])

    @property
    def verbatim(self) -> str:
        """The cell as printed, every printed line on a line of its own."""
        return "\n".join(
            (block.bullet if number == 0 else "") + line
            for block in self.blocks
            for number, line in enumerate(block.line_texts)
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """Every printed line."""
        return tuple(line for block in self.blocks for line in block.line_texts)

    @property
    def is_bold(self) -> bool:
        """Whether all of its words are bold."""
        runs = [run for block in self.blocks for line in block.lines for run in line if run.text.strip()]
        return bool(runs) and all(run.bold for run in runs)

    def with_text(self, text: str) -> "Cell":
        """The same cell with this plain text as its only paragraph (no text: no block)."""
        block = Block(BlockKind.PARAGRAPH, ((Run(text, bold=self.is_bold),),))
        return replace(self, blocks=(block,) if text else ())

    def without_start(self, letters: int) -> "Cell":
        """The same cell without its first letters, where they stand in one run."""
        if not self.blocks:
            return self
        (head, *runs), *lines = self.blocks[0].lines
        shorter = replace(head, text=head.text[letters:].lstrip())
        if not shorter.text and runs:
            shorter, *runs = replace(runs[0], text=runs[0].text.lstrip()), *runs[1:]
        first = replace(self.blocks[0], lines=((shorter, *runs), *lines))
        return replace(self, blocks=(first, *self.blocks[1:]) if first.text else self.blocks[1:])


@dataclass(frozen=True, slots=True)
class Row:
    """One extracted row. `line` numbers what the file holds in printed order, each row and paragraph its own (in a
    text it is the line, 1 is the first). `place` is where a person finds it: "page 3, row 12", "sheet Plan, row 5";
    empty where the line says it. `titles`: it is known to title the rows below it, and is no row of its own."""

    cells: tuple[Cell, ...]
    line: int
    place: str = ""
    titles: bool = False

    @property
    def filled(self) -> list[Cell]:
        """Its cells that are not blank."""
        return [cell for cell in self.cells if cell]

    @property
    def texts(self) -> list[str]:
        """What these say, each in one line."""
        return [cell.flat for cell in self.cells if cell]

    def at(self, place: int) -> Cell:
        """The cell at a place from 0, a blank one where the row has none."""
        return self.cells[place] if place < len(self.cells) else Cell()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows that stand together. A plan's table that runs over several pages comes as several of these, unless it is
    `whole`: then its first row is known not to go on from the table before. `exact`: the file itself says in which
    column each cell stands, so that nothing may move it; a PDF and a text do not. `columns` are those of the
    spreadsheet (from 0) that its own are, where that has others between them."""

    rows: tuple[Row, ...]
    whole: bool = False
    exact: bool = False
    columns: tuple[int, ...] = ()

    @classmethod
    def under(cls, headings: Iterable[str], rows: Sequence[Row], *, exact: bool = False) -> "Table":
        """A table of these rows under headings that are not printed above them."""
        first = Row(tuple(map(Cell.of, headings)), rows[0].line, rows[0].place)
        return cls((first, *rows), whole=True, exact=exact)

    @property
    def texts(self) -> list[str]:
        """What its cells say that are not blank, row by row."""
        return [text for row in self.rows for text in row.texts]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text outside tables. `level` is the heading's level, 0 for ordinary text; `lines` were broken on purpose;
    `place` as of a row."""

    lines: tuple[str, ...]
    line: int
    level: int = 0
    listed: bool = False
    place: str = ""

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def texts(self) -> list[str]:
        return list(self.lines)

    @property
    def names_sheet(self) -> bool:
        """Whether it is the name of the sheet whose table follows."""
        return self.place == f"sheet {self.text}"


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """Everything that a file holds, in printed order. `notices` say what a person should know of how it was read:
    what was left out, and what is there but not seen (a hidden sheet, a hidden column). `unsaved` are the cells, by the
    place of their row and their column from 0, that hold a formula and not what it comes to."""

    parts: tuple[Table | Paragraph, ...]
    notices: tuple[str, ...] = ()
    unsaved: tuple[tuple[str, int], ...] = ()

    @property
    def tables(self) -> list[Table]:
        return [part for part in self.parts if isinstance(part, Table)]

    @property
    def pieces(self) -> Iterator[Row | Paragraph]:
        """Its paragraphs and the rows of its tables, one by one."""
        return (piece for part in self.parts for piece in (part.rows if isinstance(part, Table) else (part,)))

    @property
    def lines(self) -> list[str]:
        """The lines of its paragraphs."""
        return [line for part in self.parts if isinstance(part, Paragraph) for line in part.lines]

    def with_tables(self, change: Callable[[Table], Iterable[Table | Paragraph]]) -> "SourceDocument":
        """The document with what comes of each of its tables in its place."""
        parts = (new for part in self.parts for new in (change(part) if isinstance(part, Table) else (part,)))
        return replace(self, parts=tuple(parts))
