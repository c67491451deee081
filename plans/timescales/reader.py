"""Reading a text: its lines one by one, put together again where a line cannot stand alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from plans.timescales.composing import read_line
from plans.timescales.context import DocumentDates
from plans.timescales.periods.dates import month_at
from plans.timescales.periods.years import year_at
from plans.timescales.questions import ask
from plans.timescales.readings import Reading, Timescale
from plans.timescales.tokens import NUMBER, WORD, Tokens
from plans.timescales.vocabulary import ENDINGS, MONTHS, MOVED_TO, ORDINALS, QUALIFIERS, UNITS

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
    last = line[end - 1].text
    if last in _CANNOT_END_A_LINE:
        return True
    if year_at(following, 0) is not None and any(
        (found := month_at(line, index)) is not None and found[1] == end for index in (end - 1, end - 2)
    ):
        return True
    number = end - 2 if last in ORDINALS else end - 1
    alone = number == 0 or line[number - 1].text in _MAY_PRECEDE_A_NUMBER
    continues = month_at(following, 0) is not None or following[0].text in UNITS
    return line[number].kind == NUMBER and len(line[number].text) <= 2 and alone and continues
