"""Which row of a table holds its headings, and what they were before the extraction cut them up."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from plans.columns import ACTION, EXTRA, LEAD, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.cell_patterns import is_full
from plans.importing.rows.running_headers import without_debris
from plans.importing.source_document import Row
from plans.importing.tables.column_meanings import column_meanings
from plans.importing.tables.evidence import WORDS
from plans.importing.tables.heading_groups import with_groups_above, with_groups_below
from plans.importing.tables.heading_looks import HEADINGS
from plans.importing.tables.table_columns import facts_of
from plans.importing.vocabulary.heading_meanings import (
    MOST_TELLING,
    HeadingMeaning,
    is_period,
    may_head_actions,
    read_heading,
    unnumbered,
)
from plans.importing.vocabulary.heading_words import REVISED, STEP

ROWS_LOOKED_AT = 10
"""Headings stand among the first rows of a table; titles and noise may stand above them."""
LOOK = 0.3
"""What the look of a row weighs beside the words of its headings."""
_TELLING = frozenset({ACTION, RECOMMENDATION, STEP})
"""A plan's headings have at least one of these."""
MOST_NUMBERED = 0.75
"""The share of cells that are references where they stand in a column of their own, under the heading of its words."""
_WEEK = re.compile(r"(?:w|wk|week|m|month)\.? ?\d{1,2}", re.IGNORECASE)
"""A week or month of a timeline: "W3", "Week 12"."""
LONGEST_WITH_STOP = 4
"""Words of a heading that ends in a full stop; a longer one is a sentence."""
LONGEST_HEADING = 120
"""Letters: a row with a longer cell repeats no headings."""


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """Where a table's headings stand (the first row after them is `end`) and their mended words by position. `cut`:
    letters of them stood in the cells beside, so that its cells are not as its author made them. `rival`: the row that
    may hold them as well, and `margin` by how much less speaks for the table if it does."""

    start: int
    end: int
    texts: tuple[str, ...]
    cut: bool = False
    rival: int | None = None
    margin: float = 0.0


def find_headings(rows: tuple[Row, ...], running: frozenset[str]) -> HeadingRow | None:
    """The heading row of a plan's table, or None for a table that has none: of the rows that read as headings the one
    for which, with what its columns then mean and what the rows below it then are, most speaks."""
    found: dict[int, tuple[float, HeadingRow]] = {}
    for number, row in enumerate(rows[:ROWS_LOOKED_AT]):
        candidates = _candidates(row, running)
        readings = [HeadingRow(number, number + 1, texts, texts != candidates[0]) for texts in candidates]
        readings += [HeadingRow(number, number + 2, texts) for texts in _grouped(candidates[0], number, rows)]
        for reading in readings:
            score = _score(reading.texts, rows[reading.end :])
            if score > found.get(number, (0.0,))[0]:
                found[number] = score, reading
    if not found:
        return None
    if max(found) > 0:
        found = {number: (score + _fit(one, rows), one) for number, (score, one) in found.items()}
    (best_score, best), *others = sorted(found.values(), key=lambda one: (-one[0], one[1].start))
    if not others and best_score < 0:
        return None  # several rows of the plan stand above it: it is one of them, whatever its words
    rival = others[0] if others else None
    if rival:
        best = replace(best, rival=rival[1].start, margin=best_score - rival[0])
    whole = in_several_rows(best, rows, running)
    return replace(whole, texts=_beside_numbers(whole.texts, rows[whole.end :]))


def _grouped(texts: tuple[str, ...], number: int, rows: tuple[Row, ...]) -> list[tuple[str, ...]]:
    """The headings of a row with those of the row below that stand under it, where there are any."""
    below = with_groups_below(texts, rows[number], rows[number + 1]) if number + 1 < len(rows) else None
    return [below] if below else []


def in_several_rows(best: HeadingRow, rows: tuple[Row, ...], running: frozenset[str]) -> HeadingRow:
    """The headings with those of the row above or below that belong to them."""
    if best.end > best.start + 1:
        return best
    above = with_groups_above(best.texts, rows[best.start - 1]) if best.start else None
    if above:
        return replace(best, start=best.start - 1, texts=above)
    for below in _grouped(best.texts, best.start, rows):
        return replace(best, end=best.end + 1, texts=below)
    return _with_second_row(best, rows, running)


def headings_in(rows: tuple[Row, ...], start: int) -> HeadingRow:
    """The headings of which it is known in which row they stand, with those of the row below it that belong to them."""
    found = HeadingRow(start, start + 1, tuple(cell.flat for cell in rows[start].cells))
    return next((HeadingRow(start, start + 2, texts) for texts in _grouped(found.texts, start, rows)), found)


def _fit(found: HeadingRow, rows: tuple[Row, ...]) -> float:
    """What speaks for a row being the headings beside its words: its look above the rows below it, what the cells
    below it say for the meanings of the columns, and that no row of the plan stands above it."""
    below = rows[found.end :]
    looks = sum(one.weight for one in HEADINGS if one.holds(rows[found.start], below))
    columns = column_meanings(facts_of(found.texts, below)).values()
    cells = sum(max(-1.0, min(1.0, one.score / WORDS - one.confidence)) for one in columns if one.meaning != EXTRA)
    return LOOK * looks + cells - sum(map(is_full, rows[: found.start]))


def _beside_numbers(texts: tuple[str, ...], below: tuple[Row, ...]) -> tuple[str, ...]:
    """The headings, with one that stands over a reference in a cell of its own and the words of what it numbers put
    over the words."""
    moved = list(texts)
    if not any(text and not beside for text, beside in pairwise(texts)):
        return texts
    rows = [row for row in below if sum(map(bool, row.cells)) > 1]  # a band across the table numbers nothing
    columns = {column.position: column for column in facts_of(texts, rows)}
    for place, column in columns.items():
        beside = columns.get(place + 1)
        if column.says(REF) or not beside or beside.heading.strip():
            continue
        if column.cells and column.numbered >= MOST_NUMBERED and beside.numbered < MOST_NUMBERED and beside.length > 1:
            moved[place], moved[place + 1] = "", texts[place]
    return tuple(moved)


def is_headings(row: Row, running: frozenset[str], known: frozenset[str]) -> bool:
    """Whether a row within a table repeats its headings (`known`: their lower-case words)."""
    if any(len(cell.flat) > LONGEST_HEADING for cell in row.cells):
        return False
    for texts in _candidates(row, running):
        filled = [text.lower() for text in texts if text]
        if len(filled) > 1 and sum(text in known for text in filled) * 4 >= len(filled) * 3:
            return True
    return False


def _candidates(row: Row, running: frozenset[str]) -> list[tuple[str, ...]]:
    texts = tuple(without_debris(cell, running) for cell in row.cells)
    mended = list(texts)
    for place in range(len(mended) - 1):
        piece, following = mended[place], mended[place + 1]
        if re.fullmatch(r"[A-Za-z]{1,5}", piece) and following[:1].islower():
            # "A | rea for Improvement": the first letters went into the neighbouring cell.
            mended[place], mended[place + 1] = "", piece + following
        elif len(piece) == 1 and following.startswith(piece):
            # "A | Area for Improvement": the first letter was read twice.
            mended[place] = ""
    return [texts, tuple(mended)]


def _score(texts: tuple[str, ...], below: tuple[Row, ...]) -> float:
    """How much a row looks like headings of the rows `below`: the sum of its headings' confidence, less a little for
    each that is not known; 0 when it cannot be one."""
    # A row of the plan may hold a period, which is a heading only among other headings.
    filled = [text for text in texts if text and not is_period(text) and not _WEEK.fullmatch(text)]
    if any(text[-1] == "." and len(text.split()) > LONGEST_WITH_STOP for text in filled):
        return 0.0
    short = [text for text in filled if len(unnumbered(text).split()) <= MOST_TELLING]
    readings: list[HeadingMeaning] = [read_heading(text) for text in short]
    known = {reading.meaning for reading in readings if reading.meaning != EXTRA}
    if len(readings) < len(filled) or len(known) < 2 or not (known & _TELLING or _may_tell(texts, known, below)):
        return 0.0
    names = known & {LEAD, RESPONSIBLE} and TIMESCALE in known and known & {ACTION, STEP}
    own = sum(reading.certain == EXTRA for reading in readings)
    if sum(reading.meaning != EXTRA for reading in readings) * 2 < len(filled) - own and not names:
        return 0.0
    return sum(reading.confidence or -0.1 for reading in readings)


def _may_tell(texts: tuple[str, ...], known: set[str], below: tuple[Row, ...]) -> bool:
    """Whether headings stand beside who and by when, as only a plan has them, that may be of actions by their words or
    by what stands below them."""
    if not (known & {TIMESCALE, REVISED} and known & {LEAD, RESPONSIBLE}):
        return False
    if any(map(may_head_actions, filter(None, texts))):
        return True
    return any(one.meaning == ACTION for one in column_meanings(facts_of(texts, below)).values())


def _with_second_row(found: HeadingRow, rows: tuple[Row, ...], running: frozenset[str]) -> HeadingRow:
    """Headings set in two rows, where the second fills only what the first leaves empty."""
    if found.end >= len(rows):
        return found
    second = [without_debris(cell, running) for cell in rows[found.end].cells]
    second += [""] * (len(found.texts) - len(second))
    filled = [place for place, text in enumerate(second) if text]
    free = all(place < len(found.texts) and not found.texts[place] for place in filled)
    if not filled or not free or any(read_heading(second[place]).meaning == EXTRA for place in filled):
        return found
    texts = tuple(one or other for one, other in zip(found.texts, second, strict=False))
    return replace(found, end=found.end + 1, texts=texts)
