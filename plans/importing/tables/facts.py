"""What is seen of one column of a table, for evidences to judge."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from plans.columns import ACTION, EXTRA, RECOMMENDATION
from plans.importing.rows.cell_patterns import is_dated, is_ref
from plans.importing.tables.deeds import is_deed
from plans.importing.tables.texts import (
    DAY,
    DEMANDS,
    LEVEL,
    MARK,
    ORIGINAL,
    REPORTS,
    VERDICT,
    WORD_LEVEL,
    is_code,
    is_person,
    is_shown_rating,
    share_of,
)
from plans.importing.vocabulary.heading_meanings import (
    CERTAIN,
    is_response,
    may_head_actions,
    meanings_within,
    normal,
    read_heading,
    unnumbered,
)  # fmt: skip
from plans.importing.vocabulary.heading_words import STEP
from plans.importing.vocabulary.ratings import ANSWERS, is_rating, is_sign

LIKELY_ENOUGH = 0.7
MOST = 0.6
"""The share of a column's cells that most of them are."""
MOST_BLANK = 0.75
"""Of the cells of a text of each row: one with fewer is said of some rows alone."""
TEXTS = frozenset({ACTION, STEP, RECOMMENDATION})
"""What stands in texts."""
FEWEST_TYPED = 2
"""Cells of a column that show how its cells look."""
SHORTEST_TEXT, LONGEST_LOOK = 2.5, 8
"""Words of a cell on average: of texts at least, and of days, ratings and people at most."""
RECURRING = 3
"""Words on average of a cell that says of which kind its row is."""


@dataclass
class ColumnFacts:
    """A column by its heading and its cells, and the other columns of its table beside it. `bare`: no column of its
    table has a heading; `merged`: the share of its cells that stand for several rows, `titled` that of those that open
    with a title of their own, `listed` that of those with several paragraphs; `coloured` the share of its rows that
    show nothing but the colour of a rating, where there are several of them."""

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

    def is_unsure_of(self, meaning: str) -> bool:
        """Whether its words speak of this meaning above all, and are not certain."""
        return self.first == meaning and self.words[meaning] != CERTAIN

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
        return share_of(looks, self.cells)

    @cached_property
    def dated(self) -> float:
        return self.share(is_dated)

    @cached_property
    def days(self) -> float:
        """The share of its cells that name a day, a month or a year: "weekly" and "in place" do not."""
        return self.share(DAY.search)

    @cached_property
    def counted(self) -> float:
        """The share of its cells that are numbers, or grades, and nothing else."""
        return self.share(lambda cell: cell.strip().isdigit() or LEVEL.fullmatch(cell.strip()))

    @cached_property
    def numbered(self) -> float:
        return self.share(is_ref)

    @cached_property
    def coded(self) -> float:
        """The share of its cells that may number rows, where no two are alike and they are no dates."""
        alike = len({cell.strip() for cell in self.cells}) < len(self.cells)
        return 0.0 if alike else self.share(is_code)

    @cached_property
    def own_signs(self) -> float:
        """The share of its cells that are a sign with a figure in it, where each row has its own."""
        alike = len(set(self.cells)) < len(self.cells)
        return 0.0 if alike else self.share(lambda cell: len(cell.split()) < 3 and any(map(str.isdigit, cell)))

    @cached_property
    def look(self) -> Callable[[str], object] | None:
        """How its cells look, of which most look so: days, numbers of rows, ratings, people."""
        if len(self.cells) < FEWEST_TYPED:
            return None
        looks = ((self.days, DAY.search), (self.coded, is_code), (self.shown_rated, is_shown_rating))
        return next((look for share, look in looks if share >= MOST), None)

    @property
    def is_typed(self) -> bool:
        """Whether most of its cells are of one look, people and what is to be done among them."""
        told = max(self.peopled, self.deeds if self.length >= SHORTEST_TEXT else 0.0)
        return len(self.cells) >= FEWEST_TYPED and (self.look is not None or told >= MOST)

    @cached_property
    def recurring(self) -> bool:
        """Whether its cells are a few words each and the same ones again and again."""
        return len(self.cells) > 2 and self.length <= RECURRING and 2 * len(set(self.cells)) <= len(self.cells) + 1

    @cached_property
    def demands(self) -> float:
        """The share of its cells that say what is wrong or must be: "staff must be trained", "doors were not shut"."""
        return self.share(DEMANDS.search)

    @cached_property
    def deeds(self) -> float:
        """The share of its cells that open as what is to be done."""
        return self.share(is_deed)

    @cached_property
    def reported(self) -> float:
        """The share of its cells that open with a day before what was done, or say how far something has come."""
        return self.share(REPORTS.match)

    @property
    def may_report(self) -> bool:
        """Whether it is free, and its texts may say how it is going: some do, or they are long and open as no deed."""
        typed = max(self.days, self.peopled, self.coded, self.shown_rated, self.graded) >= MOST
        texts = self.length > SHORTEST_TEXT + 1 and not typed and self.deeds < MOST
        own = 4 * len(set(self.cells)) >= 3 * len(self.cells)
        return self.is_free and (self.reported >= 0.3 or (texts and own))

    @cached_property
    def in_runs(self) -> bool:
        """Whether its cells say one thing for several rows that follow each other, and each thing once."""
        runs = [cell for cell, _ in groupby(self.cells)]
        return 1 < len(runs) < len(self.cells) and len(set(runs)) == len(runs)

    @property
    def is_original(self) -> bool:
        """Whether its heading says that something else has taken its place."""
        return bool(ORIGINAL.match(self.normal))

    @cached_property
    def names_kind(self) -> bool:
        """Whether its cells are an answer in a word, or a few words again and again, or under a heading that is not
        certain no texts, beside a column of texts that may say what is done."""
        unsure = self.words.get(ACTION) != CERTAIN or is_response(self.heading)
        few = self.share(VERDICT.fullmatch) >= MOST or self.recurring
        short = unsure and len(self.cells) > 1 and self.length <= RECURRING
        longer = [other for other in self.beside if other.length >= SHORTEST_TEXT + self.length]
        return (few or short) and any(
            other.may_head_actions or (few and (other.is_text or ACTION in other.words)) for other in longer
        )

    @cached_property
    def rated(self) -> float:
        return self.share(is_rating)

    @cached_property
    def signed(self) -> bool:
        """Whether its cells are signs of several kinds that rate; ticks and crosses alone answer yes or no."""
        kinds = {cell.strip()[0] for cell in self.cells if is_sign(cell)}
        return len(kinds) > 1 and not kinds <= ANSWERS and self.share(is_sign) >= MOST

    @cached_property
    def shown_rated(self) -> float:
        """As `rated`, statuses in words among them."""
        return self.share(is_shown_rating)

    @cached_property
    def levelled(self) -> float:
        """The share of its cells that say how high something is, in words."""
        return self.share(lambda cell: WORD_LEVEL.fullmatch(cell.strip()))

    @cached_property
    def scored(self) -> bool:
        """Whether its cells are numbers, some of them above those of a scale of five."""
        numbers = [int(cell) for cell in self.cells if cell.strip().isdecimal() and len(cell) < 4]
        return 2 * len(numbers) > len(self.cells) and max(numbers) > 5

    @cached_property
    def graded(self) -> float:
        return self.share(lambda cell: LEVEL.fullmatch(cell.strip()))

    @cached_property
    def peopled(self) -> float:
        return self.share(is_person)

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
        return self.bare or (bool(self.heading.strip()) and not self.is_known and len(self.cells) > 1)

    @cached_property
    def is_text(self) -> bool:
        """Whether its cells are texts of each row's own; what stands beside some rows alone is said of them."""
        return self.may_be_text and not any(
            other.may_be_text and len(self.cells) < MOST_BLANK * len(other.cells) for other in self.beside
        )

    @cached_property
    def may_be_text(self) -> bool:
        looks = (self.dated, self.numbered, self.shown_rated, self.peopled)
        return self.is_free and self.length >= SHORTEST_TEXT and (not self.is_short or max(looks) < MOST)

    @property
    def is_short(self) -> bool:
        return self.length <= LONGEST_LOOK

    @property
    def texts_before(self) -> int:
        """How many columns of texts stand before it."""
        return sum(other.is_text for other in self.beside if other.position < self.position)
