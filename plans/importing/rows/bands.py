"""Rows that are a band: words across the table which title the rows below them."""

import re
from difflib import SequenceMatcher

from plans.columns import EXTRA, RECOMMENDATION
from plans.importing.rows.recognising import PERIOD_BAND, alike, is_ref, is_speck, words
from plans.importing.rows.sheet import Band
from plans.importing.source_document import Cell, Row
from plans.importing.vocabulary.heading_meanings import CERTAIN, read_heading
from plans.importing.vocabulary.headings import THEME

MOST_WORDS = 14
"""A band is a title; what is longer is a cell that stands alone."""

_MOST_OF_NUMBERED = 40
"""Words of one that is numbered ("Recommendation 3: …"): what must improve may be printed above its actions."""
_NUMBERED = re.compile(r"(?:[A-Za-z]+ )?(?:[A-Z]{1,3} ?)?\d{1,3}(?:\.\d{1,3})*(?:[.):]|\s*[-–—]|\s)\s*\S")

_OPENINGS = ("Within", "Immediately", "Immediate", "Ongoing")


def read_band(row: Row, *, after_join: bool, follows_text: bool, under_refs: bool = False) -> Band | None:
    """The band that a row is, or None for a row of the plan.

    `after_join`: the row is the first after a page join, where a lone cell may be the rest of the row before.
    `follows_text`: the row's first column is where the plan prints what must improve; `under_refs`: it is where it
    prints references, so that words alone in it are no rest of a row.
    """
    filled = [(place, cell) for place, cell in enumerate(row.cells) if cell and (place == 0 or not is_speck(cell.flat))]
    if not filled or len(row.cells) < 2:
        return None
    across = spanning(row)
    if across is not None and _most_words(across.flat) >= len(across.flat.split()):
        return Band(across.flat, row.line)
    texts = {cell.flat for _, cell in filled}
    if len(texts) == 1 and len(filled) > 2:
        return Band(filled[0][1].flat, row.line)
    # What is left may be one title whose first letters went into the cell before it.
    if len(filled) > 2 or filled[-1][0] - filled[0][0] > 1 or is_ref(filled[0][1].flat):
        return None
    title, doubt = _mended([cell.flat for _, cell in filled])
    if not title or len(title.split()) > MOST_WORDS:
        return None
    first, cells = filled[0][0], [cell for _, cell in filled]
    title_like = title[:1].isupper() and title[-1] not in ".,;" and len(cells) == 1
    if first == 0 and under_refs and title_like and len(words(title)) > 1:
        return Band(title, row.line, doubt)
    if PERIOD_BAND.fullmatch(title) or _titles(title, cells, first, after_join, follows_text):
        return Band(title, row.line, doubt)
    return None


def spanning(row: Row) -> Cell | None:
    """The only filled cell of a row, where it spans the table (but for one column at most) and is neither a reference
    nor what a label says of the row above ("Progress: …")."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) != 1 or len(row.cells) < 3 or filled[0].columns < max(2, len(row.cells) - 1):
        return None
    text = filled[0].flat
    label, colon, _ = text.partition(":")
    reading = read_heading(label) if colon else None
    labelled = reading and reading.confidence == CERTAIN and reading.meaning not in (RECOMMENDATION, THEME, EXTRA)
    return None if labelled or is_ref(text) or is_speck(text) else filled[0]


def _most_words(text: str) -> int:
    return _MOST_OF_NUMBERED if _NUMBERED.match(text) else MOST_WORDS


def _titles(title: str, cells: list[Cell], first: int, after_join: bool, follows_text: bool) -> bool:
    """Whether a lone short text that is no timescale titles what follows."""
    if len(cells) > 1 or not title[:1].isupper() or title[-1] in ".,;":
        return False
    if cells[0].is_bold or (title.isupper() and len(words(title)) > 1):
        return True
    return first == 0 and not after_join and not follows_text


def _mended(texts: list[str]) -> tuple[str, str | None]:
    """The title from the one or two cells that hold it, and what of it was guessed."""
    if len(texts) == 1:
        joined = texts[0]
    elif len(texts[0]) <= 6 and " " not in texts[0] and texts[1][:1].islower():
        joined = texts[0] + texts[1]
    else:
        return "", None
    opening, _, rest = joined.partition(" ")
    for known in _OPENINGS if not PERIOD_BAND.fullmatch(joined) else ():
        if opening != known and _misread(opening, known):
            mended = f"{known} {rest}".strip()
            if PERIOD_BAND.fullmatch(mended):
                return mended, f"extracted as “{' | '.join(texts)}”"
    return joined, None


def _misread(word: str, known: str) -> bool:
    plain = re.sub(r"\W", "", word)
    ratio = SequenceMatcher(None, plain.lower(), known.lower(), autojunk=False).ratio()
    return max(ratio, alike(word, known)) >= 0.8 and plain.lower() != known.lower()
