"""What is seen of a row of a table, and the evidences of what it is: a row of the plan, the title of those below it, a
note across the table, what explains the headings, a total, the headings again, a number without a row, or what says
that nothing will be done."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property

from plans.columns import EXTRA, RECOMMENDATION
from plans.importing.rows.cell_patterns import PERIOD_BAND, alike, is_full, is_ref, is_speck, words
from plans.importing.rows.sheet import Band
from plans.importing.source_document import Cell, Row
from plans.importing.tables.deeds import is_deed
from plans.importing.tables.heading_looks import asks_what
from plans.importing.tables.texts import is_code
from plans.importing.vocabulary.heading_meanings import read_heading
from plans.importing.vocabulary.heading_words import THEME

ROW, TITLE, NOTE, EXPLANATION, TOTAL, NUMBERED = "row", "title", "note", "explanation", "total", "numbered"
NOTHING = "nothing"
"""What says that nothing will be done."""
HEADINGS = "headings"
"""Headings that are printed again."""
KINDS = (ROW, TITLE, NOTE, EXPLANATION, TOTAL, NUMBERED, NOTHING, HEADINGS)
KIND_SAID = {
    ROW: "a row of the plan",
    TITLE: "the title of the rows below it",
    NOTE: "a note",
    EXPLANATION: "what explains the headings",
    TOTAL: "a total",
    NUMBERED: "a number kept for later",
    NOTHING: "saying that nothing will be done",
    HEADINGS: "the headings again",
}
"""The kinds in words."""
OF_ITSELF = 3.0
"""What it weighs that a row of a plan's table is a row of the plan."""
LONGEST_HEADING = 120
"""Letters: a row with a longer cell repeats no headings."""
AGAIN = 0.75
"""The share of a row's cells that are headings, where it prints them again."""
MOST_WORDS = 14
"""A title has no more words; what is longer is a cell that stands alone."""
_MOST_OF_NUMBERED = 40
"""Words of one that is numbered ("Recommendation 3: …"): what must improve may be printed above its actions."""
_NUMBERED = re.compile(r"(?:[A-Za-z]+ )?(?:[A-Z]{1,3} ?)?\d{1,3}(?:\.\d{1,3})*(?:[.):]|\s*[-–—]|\s)\s*\S")
_OPENINGS = ("Within", "Immediately", "Immediate", "Ongoing")
_SAYS_NOTE = re.compile(r"(?:note|notes|n\.?b\.?|advisory|please note|key)\b\s*[:.(–-]|\*+\s", re.IGNORECASE)
_SIGNED = re.compile(r"(?:signed|signature)(?: (?:by|of|on behalf of)\b.{0,60})?\s*[:_.…]+\W*", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:accept(?:ed)?|tolerated?|none(?: (?:at present|at this time|identified|planned|currently))?"
    r"|nil|n/?a|not applicable|no (?:further |additional |new )?actions?"
    r"(?: (?:is |are )?(?:required|needed|necessary|planned|proposed))?|[-–—]+)(?:\.|\s*[–—-]\s.{0,80}|\s*\(.*\))?",
    re.IGNORECASE | re.DOTALL,
)
_REFUSED = re.compile(
    r"(?:not (?:agreed|accepted|supported)|reject(?:ed)?|refused|declined|disagreed?)\W*", re.IGNORECASE
)
_SUMS = re.compile(r"(?:sub-?|grand )?totals?\b.{0,40}|(?:overall|average|count)(?: \w+)?:?", re.IGNORECASE)

_COUNT = re.compile(r"\d+(?:\.\d+)?\s*%?(?: (?:of|out of) \d+)?|\d+/\d+")


@dataclass
class RowFacts:
    """A row of a plan's table. `after_join`: the first after a page join, where a lone cell may be the rest of the row
    before; `follows_text`: its first column is where the plan prints what must improve; `under_refs`: it is where it
    prints references, so that words alone in it are no rest of a row; `under_headings`: it is the first below them.
    `looks`: how the cells of those columns look of which most look so; `references`: the column that numbers the rows;
    `actions` that of what will be done; `improves`: a column says what must improve;
    `sums_up`: all of it is bold, and nobody leads it, where other rows are neither;
    `known`: the words of the headings above it, in lower case; `exact`: the file says where its cells stand."""

    row: Row
    after_join: bool = False
    follows_text: bool = False
    under_refs: bool = False
    under_headings: bool = False
    looks: dict[int, Callable[[str], object]] = field(default_factory=dict)
    references: int | None = None
    actions: int | None = None
    improves: bool = True
    known: frozenset[str] = frozenset()
    exact: bool = False
    sums_up: bool = False

    @cached_property
    def filled(self) -> list[tuple[int, Cell]]:
        cells = enumerate(self.row.cells)
        return [(place, cell) for place, cell in cells if cell and (place == 0 or not is_speck(cell.flat))]

    @cached_property
    def texts(self) -> list[str]:
        return [cell.flat for _, cell in self.filled]

    @cached_property
    def across(self) -> Cell | None:
        return spanning(self.row) if self.filled and len(self.row.cells) > 1 else None

    @cached_property
    def title(self) -> tuple[str, str | None]:
        """The words of one title that a row may be, its first letters in the cell before it perhaps, and what of them
        was guessed; "" for a row of other cells."""
        filled = self.filled
        if not filled or len(self.row.cells) < 2 or len(filled) > 2 or filled[-1][0] - filled[0][0] > 1:
            return "", None
        title, doubt = ("", None) if is_ref(filled[0][1].flat) else _mended(self.texts)
        return (title, doubt) if len(title.split()) <= MOST_WORDS else ("", None)

    @cached_property
    def is_title_like(self) -> bool:
        title, _ = self.title
        upper = bool(title) and title.lstrip("0123456789.() ")[:1].isupper() and title[-1] not in ".,;"
        return upper and len(self.filled) == 1 and not self.is_number_alone

    @property
    def is_bold(self) -> bool:
        """Whether several cells are filled, and all of them bold."""
        return len(self.filled) > 2 and all(cell.is_bold for _, cell in self.filled)

    @property
    def is_number_alone(self) -> bool:
        """Whether its only cell is what may number a row."""
        return len(self.filled) == 1 and is_code(self.texts[0])

    @cached_property
    def fits(self) -> tuple[int, int]:
        """How many cells look as their columns do, and how many stand in columns of one look."""
        typed = [looks(cell.flat) for place, cell in self.filled if (looks := self.looks.get(place))]
        return sum(map(bool, typed)), len(typed)

    @cached_property
    def headings_again(self) -> float:
        """The share of its cells that are headings of its table."""
        if len(self.filled) < 2 or not self.known or any(len(text) > LONGEST_HEADING for text in self.texts):
            return 0.0
        return sum(text.lower() in self.known for text in self.texts) / len(self.texts)

    def action(self) -> str | None:
        """What will be done; None where its table has no column for it, or the row does not reach it."""
        cells = self.row.cells
        return cells[self.actions].flat.strip() if self.actions is not None and self.actions < len(cells) else None

    @property
    def stands_first(self) -> bool:
        return bool(self.filled) and self.filled[0][0] == 0

    @property
    def title_or_across(self) -> bool:
        """Whether its only cell stands across the table, or at its start."""
        return self.across is not None or self.stands_first

    @property
    def is_emphasised(self) -> bool:
        title, _ = self.title
        return self.filled[0][1].is_bold or (title.isupper() and len(words(title)) > 1)


@dataclass(frozen=True, slots=True)
class KindEvidence:
    """What speaks for a row being of a kind."""

    name: str
    speaks_for: str
    weight: float
    holds: Callable[[RowFacts], bool]


ROWS = (
    KindEvidence("one cell across the table", TITLE, 5,
                 lambda r: r.across is not None and len(r.across.flat.split()) <= _most_words(r.across.flat)),
    KindEvidence("many words across the table", NOTE, 5,
                 lambda r: r.across is not None and len(r.across.flat.split()) > _most_words(r.across.flat)),
    KindEvidence("the same words in every cell", TITLE, 5, lambda r: len(r.filled) > 2 and len(set(r.texts)) == 1),
    KindEvidence("a period alone", TITLE, 5, lambda r: bool(PERIOD_BAND.fullmatch(r.title[0]))),
    KindEvidence("bold or capital words alone", TITLE, 5, lambda r: r.is_title_like and r.is_emphasised),
    KindEvidence("words alone under references", TITLE, 5,
                 lambda r: r.is_title_like and r.stands_first and r.under_refs and len(words(r.title[0])) > 1),
    KindEvidence("words alone in the first column", TITLE, 5,
                 lambda r: r.is_title_like and r.stands_first and not r.after_join and not r.follows_text),
    KindEvidence("it asks what is to stand below", EXPLANATION, 5,
                 lambda r: r.under_headings and asks_what(r.row)
                 and not any(map(is_ref, r.texts))),
    KindEvidence("no cell looks as its column does, right below the headings", EXPLANATION, 5,
                 lambda r: r.under_headings and r.fits[1] > 1 and not r.fits[0]),
    KindEvidence("no cell looks as its column does, and few words in many cells", EXPLANATION, 5,
                 lambda r: r.fits[1] > 1 and not r.fits[0] and len(r.texts) > 3
                 and 2 * len(set(r.texts)) <= len(r.texts)),
    KindEvidence("it says that it is a note", NOTE, 6,
                 lambda r: len(r.filled) == 1 and r.title_or_across and bool(_SAYS_NOTE.match(r.texts[0]))),
    KindEvidence("it is to be signed", NOTE, 7, lambda r: any(map(_SIGNED.fullmatch, r.texts))),
    KindEvidence("bold and led by nobody, above rows that are neither", TITLE, 5, lambda r: r.sums_up),
    KindEvidence("it was told as a title before", TITLE, 9, lambda r: r.row.titles),
    KindEvidence("a number and nothing else", NUMBERED, 4.5,
                 lambda r: r.exact and not r.row.titles and r.is_number_alone
                 and r.filled[0][0] == r.references and not any(cell.rows > 1 or cell.fill for cell in r.row.cells)),
    KindEvidence("what will be done says that nothing is", NOTHING, 5,
                 lambda r: len(r.filled) > 1 and bool(r.action()) and bool(_NOTHING.fullmatch(r.action() or ""))),
    KindEvidence("it says that it is refused", NOTHING, 5,
                 lambda r: r.action() is not None and any(map(_REFUSED.fullmatch, r.texts))),
    KindEvidence("it has a number and words, and nothing stands under what will be done", NOTHING, 4,
                 lambda r: r.exact and r.action() == "" and not r.improves and len(r.filled) == 2
                 and r.filled[0][0] == r.references and not any(cell.rows > 1 for cell in r.row.cells)),
    KindEvidence("its cells are the headings", HEADINGS, 9, lambda r: r.headings_again >= AGAIN),
    KindEvidence("words over several columns, and a count", TOTAL, 5,
                 lambda r: len(r.filled) == 2 and r.filled[0][1].columns > 2
                 and bool(_COUNT.fullmatch(r.texts[1])) and r.filled[0][1].columns + 2 > len(r.row.cells)),
    KindEvidence("a label of a count, and nothing beside it", TOTAL, 6,
                 lambda r: r.exact and len(r.filled) == 2 and r.texts[0].endswith(":")
                 and r.texts[1].isdigit() and r.filled[1][0] == r.filled[0][0] + 1),
    KindEvidence("it sums up", TOTAL, 7,
                 lambda r: bool(r.filled) and bool(_SUMS.fullmatch(r.texts[0]))
                 and all(not any(map(str.isalpha, text)) for text in r.texts[1:])),
)  # fmt: skip


def mark_sums(facts: list[RowFacts], who: list[int]) -> list[RowFacts]:
    """Mark the rows that sum up those below them, and give them: bold throughout, without anyone in the columns `who`,
    where most rows of the table are not so."""
    bold = [told.is_bold and not any(map(told.row.at, who)) for told in facts]
    if 2 * sum(bold) < len(facts):
        for told, sums in zip(facts[:-1], bold, strict=False):
            told.sums_up = sums and bool(told.action())
    return [told for told in facts if told.sums_up]


def read_band(facts: RowFacts) -> Band:
    """The title that a row of that kind is."""
    if facts.across is not None:
        return Band(facts.across.flat, facts.row.line)
    title, doubt = facts.title
    if facts.sums_up:
        return Band(facts.action() or facts.texts[0], facts.row.line)
    return Band(title or facts.texts[0], facts.row.line, doubt)


def spanning(row: Row) -> Cell | None:
    """The only filled cell of a row, where it spans the table (but for one column at most) and is neither a reference
    nor what a label says of the row above ("Progress: …")."""
    filled = row.filled
    if len(filled) != 1 or len(row.cells) < 3 or filled[0].columns < max(2, len(row.cells) - 1):
        return None
    text = filled[0].flat
    label, colon, _ = text.partition(":")
    labelled = colon and read_heading(label).certain not in (None, RECOMMENDATION, THEME, EXTRA)
    return None if labelled or is_ref(text) or is_speck(text) else filled[0]


def _most_words(text: str) -> int:
    return _MOST_OF_NUMBERED if _NUMBERED.match(text) else MOST_WORDS


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


def begins_below(rows: tuple[Row, ...], number: int) -> bool:
    """Whether what stands alone in a row is nothing to be done, and the row below it begins with words of its own."""
    below = next((row for row in rows[number + 1 :] if any(row.cells)), None)
    texts = [cell.flat for cell in rows[number].cells if cell]
    return below is not None and bool(below.cells[0]) and is_full(below) and len(texts) == 1 and not is_deed(texts[0])
