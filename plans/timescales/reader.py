"""Reading a text: its lines one by one, put together again where a line cannot stand alone; and one line as readings:
which of its words belong to which.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Literal

from plans.timescales.combination import parts_of
from plans.timescales.expressions import Expression
from plans.timescales.parts import LinePart
from plans.timescales.periods.dates import month_at
from plans.timescales.periods.years import year_at
from plans.timescales.questions import ask
from plans.timescales.readings import DocumentDates, Reading, Timescale
from plans.timescales.scan import is_separator, scan
from plans.timescales.tokens import MARK, NUMBER, WORD, Tokens
from plans.timescales.vocabulary import (
    AS_NEEDED,
    CONDITIONS,
    DEPENDS,
    ENDINGS,
    MONTHS,
    MOVED_TO,
    NOTHING,
    ORDINALS,
    QUALIFIERS,
    UNITS,
)

_EDGE_MARKS = " \t\r\n\f\v,;:|/&-–—•·*"
_EDGE_WORDS = ("and ", "then ", "plus ", "or ")
_EMPTY_MARKS = frozenset("-._*•·…|/")
_GO_WITH_WHAT_IS_BEFORE = frozenset(
    "for to with at in as when if onwards via through using subject depending latest".split()
)


def read_line(line: str, context: DocumentDates) -> tuple[list[Timescale], list[str]]:
    """The readings of a line in order, and the questions it leaves."""
    tokens = Tokens(line)
    if _says_nothing(tokens, line):
        return [], []
    parts = parts_of(tokens, scan(tokens), context)
    if not parts:
        words = line.strip()
        return [Timescale(words, "other", None, None)], [ask(_why_unread(tokens), words)]
    readings: list[Timescale] = []
    questions: list[str] = []
    for part, (first, last) in zip(parts, _extents(tokens, parts), strict=True):
        words = _trimmed(tokens.slice(first, last))
        sense = part.sense
        readings.append(Timescale(words, sense.kind, sense.earliest, sense.latest, sense.leant))
        questions += part.sense.questions
        if isinstance(part.body, Expression) and (
            _is_conditional(tokens, first, last) or _follows_an_event(tokens, first, part.first)
        ):
            questions.append(ask("conditional", words))
    return readings, questions


def _why_unread(tokens: Tokens) -> str:
    """The reason to ask about a line in which nothing was found."""
    if any(AS_NEEDED.at(tokens, index) for index in range(len(tokens))):
        return "as_needed"
    return "depends" if tokens[0].text in DEPENDS else "unreadable"


def _says_nothing(tokens: Tokens, line: str) -> bool:
    if line.strip().rstrip(".").lower() in NOTHING:
        return True
    return all(tokens[index].kind == MARK and tokens[index].text in _EMPTY_MARKS for index in range(len(tokens)))


def _is_conditional(tokens: Tokens, first: int, last: int) -> bool:
    return any(tokens[index].text in CONDITIONS for index in range(first, last))


def _follows_an_event(tokens: Tokens, first: int, date: int) -> bool:
    """Whether the words before a date name what must come first: "following the visit in March", not "after March"."""
    return tokens[first].text in ("following", "after") and bool(tokens.words(first + 2, date))


def _extents(tokens: Tokens, parts: list[LinePart]) -> list[tuple[int, int]]:
    """First and last token of each part with the words around it, so that together they cover the line."""
    labelled = bool(tokens.words(0, parts[0].first))
    bounds = [0]
    for left, right in pairwise(parts):
        bounds.append(_boundary(tokens, left.last, right.first, labelled=labelled))
    bounds.append(len(tokens))
    return list(pairwise(bounds))


def _boundary(tokens: Tokens, first: int, last: int, *, labelled: bool) -> int:
    """Where, in the words between two parts, those of the second begin.

    A separator parts them, and brackets go with what is before. Without a separator the words go with the part
    before ("July 2011 for the board"), unless the line begins with words: then they are labels ("Draft March
    2017 Final June 2017").
    """
    separator, opened, start = _marks(tokens, first, last)
    goes_before = tokens[start].text in _GO_WITH_WHAT_IS_BEFORE
    if opened is not None:
        return opened if separator is None else min(separator + 1, opened)
    if separator is not None:
        is_label = separator == last - 1 > start and tokens[separator].text in (":", "-") and not goes_before
        return start if is_label else separator + 1
    begins = start == last or tokens[start].text in ("and", "&", "then", "plus")
    return start if begins or (labelled and not goes_before) else last


def _marks(tokens: Tokens, first: int, last: int) -> tuple[int | None, int | None, int]:
    """The first separator outside brackets, a bracket left open, and where words after leading brackets start."""
    separator = opened = None
    start = first
    for index in range(first, last):
        text = tokens[index].text
        if text == "(":
            opened = index if opened is None else opened
        elif text == ")":
            start = index + 1 if start == (first if opened is None else opened) else start
            opened = None
        elif opened is None and separator is None and is_separator(tokens, index):
            separator = index
    return separator, opened, start


def _trimmed(words: str) -> str:
    """The words without bullets, separators, joining words and half brackets at their edges."""
    before = None
    while words != before:
        before = words
        words = _without_half_brackets(_without_joiners(words.strip(_EDGE_MARKS)))
    return words


def _without_joiners(words: str) -> str:
    for joiner in _EDGE_WORDS:
        if words.lower().startswith(joiner):
            words = words[len(joiner) :]
        if words.lower().endswith(" " + joiner.rstrip()):
            words = words[: -len(joiner)]
    return words


def _without_half_brackets(words: str) -> str:
    if words.startswith(")") or (words.startswith("(") and ")" not in words):
        words = words[1:]
    if words.endswith("(") or (words.endswith(")") and "(" not in words):
        words = words[:-1]
    return words


LONGEST_TEXT = 2000
"""Characters of a text that are read; a longer one is no timescale, and is asked about."""

_CANNOT_END_A_LINE = frozenset({"by", "of", "in", "end", "within", "the", "from", "to", "until", "/", "-", "→", "w"})
_MAY_PRECEDE_A_NUMBER = frozenset({"by", "of", "within", "the", "on", "in", "before", "next", "every", "mid", "w/c"})
_BEFORE_A_NEW_DATE = frozenset({"end", "by", "the", "mid", "early", "late"})


def read(
    text: str,
    *,
    dated: date | None = None,
    hint: date | None = None,
    anchor: date | None = None,
    quarters: Literal["financial", "calendar"] | None = None,
    ask_past: bool = False,
) -> Reading:
    """Read what a plan's timescale says. Never raises on any text, and never guesses.

    `dated` is the document's date: months without a year and years of two digits lean on it. `hint` is a date
    that the document only implies; it serves where there is no `dated`, and what leans on it carries a question.
    `anchor` is the day from which lengths of time count ("within 3 months"). `quarters` is the kind of year that the
    document's quarters and half years are of, where it tells it; otherwise "Q3 2026" is asked about. With `ask_past` a
    latest day before `dated` is asked about.

    What cannot be read is of kind "other" with no latest day and a question. A text that says nothing ("-",
    "n/a") has no readings and no question. The text of each reading is a part of `text` as printed.
    """
    context = DocumentDates(dated, hint, anchor, quarters, ask_past)
    if len(text.strip()) > LONGEST_TEXT:
        return Reading(text, (Timescale(text.strip(), "other", None, None),), ask("too_long", ""))
    readings: list[Timescale] = []
    questions: list[str] = []
    for line in _lines(text):
        found, asked = read_line(line, context)
        readings += found
        questions += asked
    return Reading(text, tuple(readings), " ".join(dict.fromkeys(questions)) or None)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, those that a narrow column broke in the middle of a date put together again."""
    pending, previous = "", ""
    for line in text.splitlines(keepends=True):
        if line.strip() and _belong_together(Tokens(previous), Tokens(line)):
            pending += line
        else:
            yield pending
            pending = line
        previous = line
    yield pending


def _starts(line: Tokens) -> bool:
    """Whether a line says when something starts ("Start: 1 May 2013")."""
    qualifier = QUALIFIERS.at(line, 0)
    return qualifier is not None and qualifier[0].bound == "starts" and len(line) > qualifier[1]


def _moves(line: Tokens) -> bool:
    """Whether a line gives the date that took the place of the one before it ("Revised: 1 May 2013")."""
    found = MOVED_TO.at(line, 0)
    if found is None:
        return False
    first = line[found[1] + (line[found[1]].text == ":")]
    return first.kind == NUMBER or first.text in MONTHS or first.text in _BEFORE_A_NEW_DATE


def _belong_together(line: Tokens, following: Tokens) -> bool:
    """Whether a date runs on from one line to the next: "30 June / 2013", "Within 3 / months", "end of / May"."""
    end = len(line)
    if not any(line[index].kind in (WORD, NUMBER) for index in range(end)):
        return False
    if (_starts(line) and ENDINGS.at(following, 0) is not None) or _moves(following):
        return True
    if line[end - 1].text in _CANNOT_END_A_LINE or _is_month_before_year(line, following):
        return True
    return _ends_with_a_number(line) and (month_at(following, 0) is not None or following[0].text in UNITS)


def _is_month_before_year(line: Tokens, following: Tokens) -> bool:
    end = len(line)
    if year_at(following, 0) is None:
        return False
    return any((found := month_at(line, index)) is not None and found[1] == end for index in (end - 1, end - 2))


def _ends_with_a_number(line: Tokens) -> bool:
    """Whether the last of a line is a number that may be the day of a month or count something."""
    number = len(line) - 1 - (line[len(line) - 1].text in ORDINALS)
    return line[number].is_number(2) and (number == 0 or line[number - 1].text in _MAY_PRECEDE_A_NUMBER)
