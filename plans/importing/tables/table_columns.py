"""The columns of a table as they are seen: each with what stands in its cells, and the others beside it."""

from itertools import islice, pairwise

from plans.columns import ACTION, RECOMMENDATION, REF
from plans.importing.source_document import Cell, Row
from plans.importing.tables.facts import MOST, ColumnFacts
from plans.importing.tables.text_evidence import NUMBERS
from plans.importing.tables.texts import MOST_LOOKED_AT, opens_with_title, share_of
from plans.importing.vocabulary.heading_meanings import CERTAIN, LIKELY
from plans.importing.vocabulary.ratings import colour_of

ABOVE = 1.2 * CERTAIN
"""How sure it is that a column numbers what must improve, beside another that numbers the rows."""


def facts_of(texts: tuple[str, ...], rows) -> list[ColumnFacts]:
    """The columns of a table under these headings; one without a heading and without cells is none."""
    bare = not any(text.strip() for text in texts)
    rows = [row for row in rows if not row.titles]
    filled = [sum(map(bool, row.cells)) for row in rows[: 2 * MOST_LOOKED_AT]]
    found = [
        ColumnFacts(
            text,
            place,
            [cell.flat for cell in cells],
            bare,
            _merged(rows, filled, place),
            share_of(opens_with_title, cells),
            share_of(lambda cell: len(cell.blocks) > 1, cells),
            _coloured(rows, place) if not cells else 0.0,
        )
        for place, text in enumerate(texts)
        for cells in [_cells(rows, place)]
    ]
    found = [column for column in found if column.heading.strip() or column.cells]
    for column in found:
        column.beside = [other for other in found if other is not column]
    for column, after in pairwise(found):
        if _numbers(column, after):
            column.words = {REF: ABOVE if after.says(RECOMMENDATION) else LIKELY}
    for column in found:
        if _numbers_above(column, found):
            column.words = {**column.words, REF: ABOVE}
    return found


def _numbers_above(column: ColumnFacts, columns: list[ColumnFacts]) -> bool:
    """Whether it numbers what must improve: it stands before that, and after that, before what will be done, stands
    another that numbers rows."""
    improves = next((other.position for other in columns if other.says(RECOMMENDATION)), -1)
    acts = next((other.position for other in columns if other.says(ACTION) and other.position > improves), -1)
    between = any(other.says(REF) and improves < other.position < acts for other in columns)
    numbers = column.says(REF) or (bool(NUMBERS.fullmatch(column.normal)) and column.numbered >= MOST)
    return between and numbers and column.position < improves


def _numbers(column: ColumnFacts, after: ColumnFacts) -> bool:
    """Whether its heading is a short form of the one after it, and its cells number what stands there: "Act. |
    Action"."""
    begins = column.normal
    shorter = 2 <= len(begins) < len(after.normal) and not column.is_known and after.normal.startswith(begins)
    return shorter and column.numbered >= MOST > after.numbered


def _cells(rows, place: int) -> list[Cell]:
    return list(islice(filter(None, (row.at(place) for row in rows)), MOST_LOOKED_AT))


def _merged(rows: list[Row], filled: list[int], place: int) -> float:
    """The share of a column's cells that stand for several rows: merged, or with nothing below them where the row
    below says other things. `filled` is how many cells of each row are."""
    over = count = 0
    above: Cell | None = None
    for row, cells in zip(rows, filled, strict=False):
        cell = row.at(place)
        if cells <= bool(cell):
            continue
        if above:
            over += above.rows > 1 or not cell
        count += bool(cell)
        above = cell
    over += above is not None and above.rows > 1
    return over / count if count else 0.0


def _coloured(rows, place: int) -> float:
    fills = [colour_of(row.cells[place].fill) for row in rows[:MOST_LOOKED_AT] if place < len(row.cells)]
    several = len(set(filter(None, fills))) > 1
    return sum(map(bool, fills)) / len(fills) if several else 0.0
