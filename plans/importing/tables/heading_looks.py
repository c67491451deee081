"""The look of a row of headings, whatever its words: bold, coloured, short, above rows of another look."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plans.importing.rows.cell_patterns import is_dated, is_ref, is_speck
from plans.importing.source_document import Cell, Row
from plans.importing.tables.table_columns import facts_of
from plans.importing.vocabulary.heading_meanings import MOST_TELLING, read_heading

ASKS_WHAT = re.compile(
    r".*\?|[(\[].*[)\]]|(?:e\.?g\.?|i\.e\.?|for example|to be completed|please|insert|enter)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""What explains a column: a question, words in brackets, an instruction to whoever fills it in."""
LONGEST_HEADING = 8
"""Words of a heading that looks like one."""
FEWEST_KNOWN = 3
"""Headings that are known, of a row which is then none of the plan's."""


@dataclass(frozen=True, slots=True)
class RowEvidence:
    """What speaks for a row (`heading`) above others (`below`) being their headings."""

    name: str
    weight: float
    holds: Callable[[Row, tuple[Row, ...]], bool]


def filled_cells(row: Row) -> list[Cell]:
    return [cell for cell in row.filled if not is_speck(cell.flat)]


def _is_bold(row: Row) -> bool:
    return bool(filled_cells(row)) and all(cell.is_bold for cell in filled_cells(row))


def _is_coloured(row: Row) -> bool:
    return bool(filled_cells(row)) and all(cell.fill for cell in filled_cells(row))


def stands_out(row: Row, below: tuple[Row, ...]) -> bool:
    """Whether a row is set apart from those below it as headings are, by bold words or a colour."""
    return bool(below) and any(
        of(row) and not any(map(of, below[:3])) for of in (_is_bold, _is_coloured) if len(filled_cells(row)) > 1
    )


def asks_what(row: Row) -> bool:
    """Whether most cells of a row ask what is to stand below them."""
    filled = filled_cells(row)
    return len(filled) > 1 and 2 * sum(bool(ASKS_WHAT.fullmatch(cell.flat)) for cell in filled) >= len(filled)


def says_headings(cells: Iterable[Cell]) -> bool:
    """Whether at least half of a row's cells, and several, say what plans print above their columns."""
    filled = [cell.flat for cell in cells if cell]
    known = sum(len(text.split()) <= MOST_TELLING and bool(read_heading(text).certain) for text in filled)
    return known >= FEWEST_KNOWN and 2 * known >= len(filled)


def _is_unlike(row: Row, below: tuple[Row, ...]) -> bool:
    """Whether no cell looks as most cells below it do, of those that most look like days, numbers, ratings."""
    looks = {column.position: column.look for column in facts_of(("",) * len(row.cells), below)}
    typed = [look(cell.flat) for place, cell in enumerate(row.cells) if cell and (look := looks.get(place))]
    return len(typed) > 1 and not any(typed)


HEADINGS = (
    RowEvidence("bold above plain rows", 3, lambda row, below: _is_bold(row) and not any(map(_is_bold, below[:3]))),
    RowEvidence(
        "a colour behind all of its cells", 2,
        lambda row, below: _is_coloured(row) and not any(map(_is_coloured, below[:3])),
    ),
    RowEvidence(
        "few words, no sentence", 1,
        lambda row, below: all(
            len(cell.flat.split()) <= LONGEST_HEADING and cell.flat[-1] not in ".;" for cell in filled_cells(row)
        ),
    ),
    RowEvidence(
        "a day or a number among headings", -4,
        lambda row, below: any(is_ref(c.flat) or (is_dated(c.flat) and any(map(str.isdigit, c.flat)))
                               for c in filled_cells(row)),
    ),
    RowEvidence("it asks what is to stand below", -6, lambda row, below: asks_what(row)),
    RowEvidence("no cell is like most of those below it", 2, lambda row, below: _is_unlike(row, below)),
    RowEvidence(
        "fewer cells than the rows below it", -3,
        lambda row, below: len(filled_cells(row)) + 1 < max((len(filled_cells(other)) for other in below), default=0),
    ),
)  # fmt: skip
"""The look of a row of headings."""
