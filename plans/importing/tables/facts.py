"""What is seen of one column of a table, for evidences to judge."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from plans.columns import ACTION, EXTRA, RECOMMENDATION
from plans.importing.rows.recognising import is_dated, is_ref
from plans.importing.source_document import Cell, Row
from plans.importing.tables.deeds import is_deed
from plans.importing.vocabulary.heading_meanings import (
    CERTAIN,
    is_response,
    may_head_actions,
    meanings_within,
    normal,
    read_heading,
    unnumbered,
)  # fmt: skip
from plans.importing.vocabulary.headings import STEP
from plans.importing.vocabulary.ratings import colour_named, colour_of, is_rating, says_status, status_named

MOST_LOOKED_AT = 60
"""Cells of a column that are looked at; more tell no more."""
LIKELY_ENOUGH = 0.7
MOST = 0.6
"""The share of a column's cells that most of them are."""
TEXTS = frozenset({ACTION, STEP, RECOMMENDATION})
"""What stands in texts."""
FEWEST_TYPED = 2
"""Cells of a column that show how its cells look."""
LONGEST_TITLE = 6
"""Words with which a cell is titled."""
SHORTEST_TEXT, LONGEST_LOOK = 2.5, 8
"""Words of a cell on average: of texts at least, and of days, ratings and people at most."""
RECURRING = 3
"""Words on average of a cell that says of which kind its row is."""
_LEVEL = re.compile(r"(?:very )?(?:high|medium|low|critical|essential|desirable|urgent|h|m|l|p?[1-5])", re.IGNORECASE)
_VERDICT = re.compile(
    r"(?:(?:fully|partly|partially|not|noted and)\s+)?(?:agree[ds]?|accept(?:s|ed)?|support(?:s|ed)?|reject(?:s|ed)?"
    r"|concur(?:s|red)?|disagree[ds]?|decline[ds]?|noted|yes|no)(?:\s*[,(–-]?\s*(?:in (?:principle|part|full)"
    r"|partly|partially|fully)\)?)?\W*",
    re.IGNORECASE,
)
"""What is answered to a recommendation in a word: "Partly agreed", "Accepted in principle"."""
_DEMANDS = re.compile(
    r"\b(?:must|shall|should|ought to|needs? to|(?:was|were|is|are|has|have|had|did|does|do|could) not|failed|fails"
    r"|lack(?:s|ed)?|too (?:many|few|much|little|often|long)|weakness(?:es)?|there (?:was|were|is|are) no)\b"
    r"|^(?:no|not|some|few)\b",
    re.IGNORECASE,
)
"""What is wrong, or must be, as whoever inspects says it."""
_MACHINE_MADE = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])[A-Za-z0-9_-]{12,}")
_WORD_LEVEL = re.compile(r"(?:very )?(?:high|medium|moderate|low|critical|severe|extreme)", re.IGNORECASE)
MARK = re.compile(r"\s*(?:[xX×✓✔■█●▪*•-]|yes|y)\s*")
"""What stands under a month of a timeline."""
_PERSON = re.compile(r"[A-Z][a-z]+ (?:[A-Z]['’]?)?[A-Z][a-z]+|[A-Z]{2,4}|[A-Z]\.? ?[A-Z][a-z]+")
_DAY = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:19|20)\d\d\b|\d[./-]\d", re.IGNORECASE
)
_CODE = re.compile(r"#?(?:[A-Za-z]{1,8}[ ./-]?)?\d[\w./-]{0,14}(?: ?\([a-z]{1,4}\))?")
"""What may number a row: "CB-2026-014", "kX1", "100412", "AFI 1"."""
_ORIGINAL = re.compile(r"(?:original|initial|previous|baseline|first)\b")
_REPORTS = re.compile(
    r"\W*(?:\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]+(?: \d{2,4})?"
    r"|[A-Z][a-z]{2,8} \d{2,4})"
    r"\s*[:–-]\s*\S|.*\b(?:(?:has|have|is|are) (?:now )?(?:been|being)|not (?:yet )?(?:begun|started)|so far|to date"
    r"|under way|in hand|on order|awaiting)\b",
    re.DOTALL,
)
"""What was done, as a log says it: "04/09/2026: Begun."."""
_WHOLE_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|(?:19|20)\d\d(?:[./-]\d{1,2}){0,2}")
_POST = re.compile(
    r"\b(?:head|director|manager|officer|lead|team|service|coordinator|chair|board|leader|adviser)s?\b", re.IGNORECASE
)


def is_code(text: str) -> bool:
    """Whether a text can number a row, and is no day."""
    return is_ref(text) or (bool(_CODE.fullmatch(text.strip())) and not _WHOLE_DAY.fullmatch(text.strip()))


def is_level(text: str) -> bool:
    """Whether a text says how urgent or high something is, and nothing else."""
    return bool(_LEVEL.fullmatch(text.strip(" .")))


def is_shown_rating(text: str) -> bool:
    """Whether a text is a rating, or a status in words."""
    named = len(text.split()) <= 4 and (colour_named(text) is not None or status_named(text) is not None)
    return is_rating(text) or named or says_status(text)


@dataclass
class ColumnFacts:
    """A column by its heading and its cells, and the other columns of its table beside it. `bare`: no column of its
    table has a heading; `merged`: the share of its cells that stand for several
    rows, `titled` that of those that open with a title of their own, `listed` that of those with several paragraphs;
    `coloured` the share of its rows that show nothing but the colour of a rating, where there are several of them."""

    heading: str
    position: int
    cells: list[str]
    bare: bool = False
    merged: float = 0.0
    titled: float = 0.0
    listed: float = 0.0
    coloured: float = 0.0
    beside: list["ColumnFacts"] = field(default_factory=list)

    @cached_property
    def normal(self) -> str:
        return normal(unnumbered(self.heading))

    @cached_property
    def words(self) -> dict[str, float]:
        """The meanings of which the words of the heading speak, each with how sure that is."""
        return meanings_within(self.heading) if self.heading.strip() else {}

    @cached_property
    def period(self) -> str | None:
        return read_heading(self.heading).period if self.heading.strip() else None

    @cached_property
    def is_known(self) -> bool:
        """Whether the heading is one that plans print."""
        return bool(self.words)

    @property
    def first(self) -> str:
        """The meaning of which its words speak most."""
        return max(self.words, key=lambda meaning: self.words[meaning], default=EXTRA)

    def says(self, *meanings: str) -> bool:
        """Whether its words speak of one of these meanings above all. Steps are what will be done where nothing else
        is."""
        return any(self.words.get(meaning, 0) >= LIKELY_ENOUGH for meaning in meanings) or (
            ACTION in meanings and self.are_steps_alone
        )

    def demands_beside(self, meaning: str) -> bool:
        """Whether it says what is wrong or must be, beside texts of that meaning which do not."""
        return self.demands >= MOST and any(
            other.says(meaning) and other.length >= SHORTEST_TEXT and 2 * other.demands < self.demands
            and 2 * len(other.cells) > len(self.cells)
            for other in self.beside
        )  # fmt: skip

    @cached_property
    def are_steps_alone(self) -> bool:
        both = (self, *self.beside)
        return STEP in self.words and not any(one.words.get(ACTION, 0) >= LIKELY_ENOUGH for one in both)

    def others_say(self, *meanings: str) -> bool:
        """Whether another column does, whose cells do not say otherwise: a grade or a number is no text."""
        return any(other.says(*meanings) for other in self.beside if not (other.is_no_text and set(meanings) <= TEXTS))

    @property
    def is_no_text(self) -> bool:
        graded = max(self.graded, self.shown_rated) > 0.5
        return graded or self.names_kind or (len(self.cells) > 1 and self.coded >= 0.9)

    @property
    def may_head_actions(self) -> bool:
        return bool(self.heading.strip()) and may_head_actions(self.heading)

    def share(self, looks: Callable[[str], object]) -> float:
        """The share of its cells that look so; 0 for a column without cells."""
        return sum(bool(looks(cell)) for cell in self.cells) / len(self.cells) if self.cells else 0.0

    @cached_property
    def dated(self) -> float:
        return self.share(is_dated)

    @cached_property
    def days(self) -> float:
        """The share of its cells that name a day, a month or a year: "weekly" and "in place" do not."""
        return self.share(_DAY.search)

    @cached_property
    def counted(self) -> float:
        """The share of its cells that are numbers, or grades, and nothing else."""
        return self.share(lambda cell: cell.strip().isdigit() or _LEVEL.fullmatch(cell.strip()))

    @cached_property
    def numbered(self) -> float:
        return self.share(is_ref)

    @cached_property
    def coded(self) -> float:
        """The share of its cells that may number rows, where no two are alike and they are no dates."""
        alike = len({cell.strip() for cell in self.cells}) < len(self.cells)
        return 0.0 if alike else self.share(is_code)

    @cached_property
    def look(self) -> Callable[[str], object] | None:
        """How its cells look, of which most look so: days, numbers of rows, ratings, people."""
        if len(self.cells) < FEWEST_TYPED:
            return None
        looks = ((self.days, _DAY.search), (self.coded, is_code), (self.shown_rated, is_shown_rating))
        return next((look for share, look in looks if share >= MOST), None)

    @cached_property
    def recurring(self) -> bool:
        """Whether its cells are a few words each and the same ones again and again."""
        return len(self.cells) > 2 and self.length <= RECURRING and 2 * len(set(self.cells)) <= len(self.cells) + 1

    @cached_property
    def demands(self) -> float:
        """The share of its cells that say what is wrong or must be: "staff must be trained", "doors were not shut"."""
        return self.share(_DEMANDS.search)

    @cached_property
    def deeds(self) -> float:
        """The share of its cells that open as what is to be done."""
        return self.share(is_deed)

    @cached_property
    def reported(self) -> float:
        """The share of its cells that open with a day before what was done, or say how far something has come."""
        return self.share(_REPORTS.match)

    @cached_property
    def in_runs(self) -> bool:
        """Whether its cells say one thing for several rows that follow each other, and each thing once."""
        runs = [cell for cell, below in zip(self.cells, [*self.cells[1:], ""], strict=True) if cell != below]
        return 1 < len(runs) < len(self.cells) and len(set(runs)) == len(runs)

    @property
    def is_original(self) -> bool:
        """Whether its heading says that something else has taken its place."""
        return bool(_ORIGINAL.match(self.normal))

    @cached_property
    def names_kind(self) -> bool:
        """Whether its cells are an answer in a word, or a few words again and again, or under a heading that is not
        certain no texts, beside a column of texts that may say what is done."""
        unsure = self.words.get(ACTION) != CERTAIN or is_response(self.heading)
        few = self.share(_VERDICT.fullmatch) >= MOST or self.recurring
        short = unsure and len(self.cells) > 1 and self.length <= RECURRING
        longer = [other for other in self.beside if other.length >= SHORTEST_TEXT + self.length]
        return (few or short) and any(
            other.may_head_actions or (few and (other.is_text or ACTION in other.words)) for other in longer
        )

    @cached_property
    def rated(self) -> float:
        return self.share(is_rating)

    @cached_property
    def shown_rated(self) -> float:
        """As `rated`, statuses in words among them."""
        return self.share(is_shown_rating)

    @cached_property
    def quantified(self) -> float:
        """The share of its cells that count something: "6 of 14", "22 installed"."""
        return self.share(lambda cell: any(map(str.isdigit, cell)) and not is_dated(cell))

    @cached_property
    def levelled(self) -> float:
        """The share of its cells that say how high something is, in words."""
        return self.share(lambda cell: _WORD_LEVEL.fullmatch(cell.strip()))

    @cached_property
    def machine_made(self) -> float:
        """The share of its cells that a program made to tell rows apart: one long sign of letters and figures."""
        return self.share(lambda cell: _MACHINE_MADE.fullmatch(cell.strip()))

    @cached_property
    def scored(self) -> bool:
        """Whether its cells are numbers, some of them above those of a scale of five."""
        numbers = [int(cell) for cell in self.cells if cell.strip().isdecimal() and len(cell) < 4]
        return 2 * len(numbers) > len(self.cells) and max(numbers) > 5

    @cached_property
    def graded(self) -> float:
        return self.share(lambda cell: _LEVEL.fullmatch(cell.strip()))

    @cached_property
    def peopled(self) -> float:
        return self.share(lambda cell: _PERSON.fullmatch(cell.strip()) or (len(cell) < 60 and _POST.search(cell)))

    @cached_property
    def marked(self) -> bool:
        return all(map(MARK.fullmatch, self.cells))

    @cached_property
    def length(self) -> float:
        """How many words a cell has."""
        return sum(len(cell.split()) for cell in self.cells) / len(self.cells) if self.cells else 0.0

    @property
    def later(self) -> list["ColumnFacts"]:
        """The columns after it."""
        return [other for other in self.beside if other.position > self.position]

    @property
    def is_free(self) -> bool:
        """Whether nothing but its cells says what it means."""
        headed = bool(self.heading.strip())
        return self.bare or (headed and not self.is_known and len(self.cells) > 1)

    @cached_property
    def is_text(self) -> bool:
        """Whether its cells are texts of their own, and neither a heading nor their look says of what."""
        looks = (self.dated, self.numbered, self.shown_rated, self.peopled)
        return self.is_free and self.length >= SHORTEST_TEXT and (not self.is_short or max(looks) < MOST)

    @property
    def is_short(self) -> bool:
        return self.length <= LONGEST_LOOK

    @property
    def texts_before(self) -> int:
        """How many columns of texts stand before it."""
        return sum(other.is_text for other in self.beside if other.position < self.position)


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
            _titled(cells),
            _listed(cells),
            _coloured(rows, place) if not cells else 0.0,
        )
        for place, text in enumerate(texts)
        for cells in [_cells(rows, place)]
    ]
    found = [column for column in found if column.heading.strip() or column.cells]
    for column in found:
        column.beside = [other for other in found if other is not column]
    return found


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


def opens_with_title(cell: Cell) -> bool:
    """Whether a cell opens with a title above its text: a short line that is no sentence."""
    if len(cell.blocks) < 2:
        return False
    first = cell.blocks[0].text.strip()
    return len(first.split()) <= LONGEST_TITLE and first[:1].isupper() and first[-1] not in ".,;:"


def _listed(cells: list[Cell]) -> float:
    return sum(len(cell.blocks) > 1 for cell in cells) / len(cells) if cells else 0.0


def _coloured(rows, place: int) -> float:
    fills = [colour_of(row.cells[place].fill) for row in rows[:MOST_LOOKED_AT] if place < len(row.cells)]
    several = len(set(filter(None, fills))) > 1
    return sum(map(bool, fills)) / len(fills) if several else 0.0


def _titled(cells: list[Cell]) -> float:
    return sum(map(opens_with_title, cells)) / len(cells) if cells else 0.0
