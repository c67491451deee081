"""References that are printed before the words of what must improve and of actions: "5. Improve …", "1.2 Set up …"."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from plans.importing.rows.cell_patterns import LEADING_REF
from plans.importing.rows.sheet import Event, PlanRow
from plans.importing.source_document import Cell

DOTTED_REF = re.compile(r"(?P<ref>(?P<letters>[A-Z]{1,3} ?)?(?P<path>\d{1,3}(?:\.\d{1,3}){1,3})[.):]?)\s+(?=\S)")
"""One of several numbers, which needs no sign after it: "1.2 Set up …"."""

LETTERED_REF = re.compile(r"(?P<ref>\d{1,2}[a-z])[.):]?\s+(?=\S)")
"""A number with a letter, which needs none either: "1a Set up …"."""
NAMED_REF = re.compile(
    r"(?P<ref>(?:Task|Action|Step|Item|Objective|Milestone|Recommendation|Rec|Finding|Concern|Requirement|Goal|Aim) "
    r"\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?)[.):]?\s+(?=\S)"
)
"""One with its name, which needs none either: "Task 1.1 Set up …"."""
_BARE_REF = re.compile(r"(?P<ref>\d{1,2})\s+(?=[A-Z“\"])")
_CODED_REF = re.compile(r"(?P<ref>[A-Z]{1,4} ?\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(?=[A-Z“\"])")
"""Letters and a number, with which no sentence begins."""
_LISTS = re.compile(r"1[.)]\s.+\s2[.)]\s", re.DOTALL)
"""Numbers that count what one text lists: "1. Oil the gate 2. Count the keys"."""


def leading_refs(texts: Iterable[str]) -> re.Pattern[str]:
    """What the references look like with which texts of recommendations begin. A number without a sign after it is
    one where all of them begin so and count on, by one; letters with a number are, where all begin so."""
    texts = list(texts)
    if len(texts) > 1 and all(map(_CODED_REF.match, texts)):
        return _CODED_REF
    found = [_BARE_REF.match(text) for text in texts]
    numbers = [int(match["ref"]) for match in found if match]
    counts = len(numbers) == len(found) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return _BARE_REF if counts else (action_refs(texts) or LEADING_REF)


def action_refs(texts: Iterable[str]) -> re.Pattern[str] | None:
    """What the references look like with which most of these texts of actions begin; None where they have none.

    A number without a sign after it may be a quantity: it is a reference where most texts begin with one, no two with
    the same, and at most one in five with one that is smaller than that of the text before.
    """
    texts = [text for text in texts if not _LISTS.match(text)]
    if 2 * sum(bool(LEADING_REF.match(text)) for text in texts) > len(texts):
        return LEADING_REF
    if 2 * sum(bool(NAMED_REF.match(text)) for text in texts) > len(texts) > 1:
        return NAMED_REF
    lettered = [match["ref"] for text in texts if (match := LETTERED_REF.match(text))]
    if 2 * len(lettered) > len(texts) and len(set(lettered)) == len(lettered) > 1:
        return LETTERED_REF
    found = [match for text in texts if (match := DOTTED_REF.match(text))]
    paths = [(match["letters"] or "", *map(int, match["path"].split("."))) for match in found]
    falls = sum(after < before for before, after in pairwise(paths))
    counts = 2 * len(found) > len(texts) and len(found) > 1
    return DOTTED_REF if counts and len(set(paths)) == len(paths) and 5 * falls <= len(paths) else None


def _led(events: list[Event], text: int) -> tuple[re.Pattern[str], list[PlanRow], int]:
    """What the references look like with which texts of a column begin, the rows that have one, and how many have a
    text."""
    rows = [event for event in events if isinstance(event, PlanRow) and event.text(text)]
    looks = leading_refs(row.text(text) for row in rows)
    return looks, [row for row in rows if looks.match(row.text(text))], len(rows)


def numbers_texts(events: list[Event], text: int) -> bool:
    """Whether most texts of a column begin with a reference ("5. Improve …")."""
    _, led, count = _led(events, text)
    return bool(led) and 2 * len(led) >= count


def refs_apart(events: list[Event], text: int, ref: int) -> list[Event]:
    """The events, with references with which texts begin in their own column, unless it is filled."""
    looks, led, _ = _led(events, text)
    lines = {id(row) for row in led if not row.text(ref)}
    return [_ref_apart(event, text, ref, looks) if id(event) in lines else event for event in events]


def _ref_apart(row: Event, text: int, ref: int, looks: re.Pattern[str]) -> Event:
    found = looks.match(row.text(text)) if isinstance(row, PlanRow) else None
    if not found or not isinstance(row, PlanRow):
        return row
    cells = {**row.cells, ref: Cell.of(found["ref"]), text: row.cells[text].without_start(found.end())}
    return replace(row, cells=cells)
