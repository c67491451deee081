"""The rows of a file of ours that came home: which action each is of by its mark, which column is which by what the
marks say was printed there, and which cells say something else by now. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from plans.importing import SourceDocument, Table
from plans.sheets import marks
from plans.sheets.fields import TEXT
from plans.sheets.marks import CODES, HEADINGS, PrintedCell, RowMark
from plans.sheets.prints import prints_of
from plans.sheets.returned import unsaved_of


@dataclass(slots=True)
class MarkedRow:
    """A row with the texts of its cells by column; one that a page or a sheet cut is one row again."""

    place: str
    mark: RowMark
    cells: dict[int, str]
    unsaved: frozenset[int] = frozenset()
    """The columns in which a formula stands without what it comes to."""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A cell whose column is known. `text` is what is the cell's own; of one that `stands` as it was printed it may
    hold what was printed beside it; of one that `is_unsaved` the file does not tell what its formula comes to."""

    printed: PrintedCell
    text: str
    stands: bool
    is_unsaved: bool = False


@dataclass(slots=True)
class MarkedPage:
    """A table of the file, or a sheet: its rows in order, those of the headings apart."""

    head: dict[int, str] = field(default_factory=dict)
    rows: list[MarkedRow] = field(default_factory=list)
    without: list[MarkedRow] = field(default_factory=list)
    """Rows below the first without a mark, each with that of the row above it."""
    columns: dict[str, int] = field(default_factory=dict)
    """Where each column stands by its code, where that is known: of values that stand by themselves."""

    @property
    def is_flat(self) -> bool:
        """Whether it is of flat data, the headings of which are known."""
        return all(row.mark.is_flat for row in self.rows)


def pages_of(document: SourceDocument) -> list[MarkedPage]:
    """The pages on which rows with a mark stand."""
    found: dict[str, MarkedPage] = defaultdict(MarkedPage)
    values = _Values()
    number = 0
    unsaved = unsaved_of(document)
    for part in document.parts:
        if isinstance(part, Table):
            number += 1
            for row in part.rows:
                sheet, comma, _row = row.place.rpartition(", row ")
                page = sheet if comma else "" if row.place else f"table {number}"
                open_formulas = unsaved.get(row.place, frozenset())
                if not values.take_row(row, is_unsaved=bool(open_formulas)):
                    _take(found[page], row, part.columns, open_formulas)
        elif (mark := marks.find(part.text)) and mark.is_value:
            values.take(part.place or f"line {part.line}", mark, marks.unmarked(part.text))
    return [page for page in (*found.values(), values.page) if page.rows]


class _Values:
    """The values of a paper in large print, each of which stands by itself: those of one action are one row."""

    def __init__(self) -> None:
        self.page = MarkedPage()
        self._rows: dict[str, MarkedRow] = {}
        self._last = 0

    def take_row(self, row, *, is_unsaved: bool) -> bool:
        """Take a row, where it is one of a label and its value, or of words without a label."""
        texts = [cell.verbatim for cell in row.cells]
        mark = next(filter(None, map(marks.find, texts)), None)
        if mark is None or not mark.is_value:
            return False
        said = map(marks.unmarked, texts if mark.is_unlabelled else texts[1:])
        self.take(row.place or f"line {row.line}", mark, "\n".join(filter(None, said)), is_unsaved=is_unsaved)
        return True

    def take(self, place: str, mark: RowMark, text: str, *, is_unsaved: bool = False) -> None:
        """Take what was read of one value into the row of its action. Of one that stands there twice that counts which
        says something else than was printed, and an empty one only where no other does."""
        own = self._rows.get(f"{mark.start}-{mark.seal}")
        if own and mark.goes_on:
            own.cells[self._last] = "\n".join(filter(None, (own.cells.get(self._last), text)))
            return
        if own is None and mark.action and not mark.goes_on:
            own = self._rows[f"{mark.start}-{mark.seal}"] = MarkedRow(place, replace(mark, cells=()), {})
            self.page.rows.append(own)
        if own is None:
            return
        for printed in mark.cells:
            column = self._last = self.page.columns.setdefault(printed.code, len(self.page.columns))
            if printed not in own.mark.cells:
                own.mark = replace(own.mark, cells=(*own.mark.cells, printed))
                own.cells[column] = text
            elif text and not (own.cells.get(column) and printed.still_says(text)):
                own.cells[column] = text
            own.unsaved |= {column} if is_unsaved else set()


def _take(page: MarkedPage, row, columns: Sequence[int], unsaved: frozenset[int]) -> None:
    texts = {
        (columns[at] if at < len(columns) else at): cell.verbatim for at, cell in enumerate(row.cells) if cell.blocks
    }
    place = row.place or f"line {row.line}"
    mark = next(filter(None, map(marks.find, texts.values())), None)
    texts = {column: said for column, text in texts.items() if (said := marks.unmarked(text))}
    if mark is None:
        if page.rows and texts:
            page.without.append(MarkedRow(place, page.rows[-1].mark, texts))
        elif len(texts) >= len(page.head):
            page.head = texts
        return
    if not mark.action:
        return
    above = next((each for each in page.rows if each.mark.action == mark.action), None) if mark.goes_on else None
    if above is None:
        page.rows.append(MarkedRow(place, mark, texts, unsaved))
        return
    for column, text in texts.items():
        above.cells[column] = "\n".join(filter(None, (above.cells.get(column), text)))


def cells_of(row: MarkedRow, columns: dict[str, int]) -> list[ReadCell]:
    """The cells of a row as they are read. A column that is not there says nothing."""
    found = []
    for printed in row.mark.cells:
        if printed.code in columns:
            text, is_unsaved = row.cells.get(columns[printed.code], ""), columns[printed.code] in row.unsaved
            stands = not is_unsaved and printed.still_says(text, loose=row.mark.is_flat)
            found.append(ReadCell(printed, printed.own_words(text), stands, is_unsaved))
    return found


def unknown_columns(page: MarkedPage, columns: dict[str, int]) -> list[str]:
    """The headings of columns that nothing tells and that say something."""
    used = {column for row in page.rows for column in row.cells} - set(columns.values())
    return [page.head.get(column, f"column {column + 1}") for column in sorted(used)]


def new_rows(page: MarkedPage, columns: dict[str, int]) -> list[MarkedRow]:
    """The rows without a mark that somebody wrote: they say what is to be done, and more beside it, and are no
    headings."""
    at = columns.get(CODES[TEXT])
    head = set(page.head.values())
    return [
        row
        for row in page.without
        if at in row.cells and len(row.cells) > 1 and len(head & set(row.cells.values())) < 2
    ]


def columns_of(page: MarkedPage) -> dict[str, int]:
    """From the code of each column to where it stands: by its heading, where that is known, and by the cells that
    say what was printed in them; what is left stands in its order, where as many columns are left."""
    if page.columns:
        return page.columns
    codes = list(dict.fromkeys(printed.code for row in page.rows for printed in row.mark.cells))
    columns = sorted({column for row in page.rows for column in row.cells} | set(page.head))
    scores = sorted(_scores(page, codes, columns), reverse=True)
    found: dict[str, int] = {}
    for score, _near, code, column in scores:
        if score and code not in found and column not in found.values():
            found[code] = column
    codes = [code for code in codes if code not in found]
    columns = [column for column in columns if column not in found.values()]
    if len(codes) == len(columns) or (len(codes) == 1 and columns):
        found |= dict(zip(codes, columns, strict=False))
    return found


def _scores(page: MarkedPage, codes: list[str], columns: list[int]) -> Iterator[tuple[int, float, str, int]]:
    """How often a column says what was printed under a code, words counting more than an empty cell; of equals that
    first which stands nearest to its place."""
    votes: dict[tuple[str, int], int] = defaultdict(int)
    for row in page.rows:
        texts = [(column, row.cells.get(column, "")) for column in columns]
        cells = [(column, prints_of(text, loose=row.mark.is_flat), 3 if text else 1) for column, text in texts]
        for printed in row.mark.cells:
            for column, prints, weight in cells:
                if printed.all in prints:
                    votes[printed.code, column] += weight
    headed = {CODES.get(HEADINGS.get(name, name)): column for column, name in page.head.items() if page.is_flat}
    for at, code in enumerate(codes):
        for rank, column in enumerate(columns):
            score = votes[code, column] + (3 * len(page.rows) if headed.get(code) == column else 0)
            yield score, -abs(at - rank), code, column
