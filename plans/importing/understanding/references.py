"""Printed references without the sign that ends them, and doubts about them: one printed twice, one missing among
others. Numbers that a cell prints before each of its lines; numbers of findings, and names of other plans, from the
cells that link to them.
"""

import re
from collections.abc import Sequence

from plans.importing.source_document import Cell
from plans.importing.understanding.questions import Questions
from plans.importing.understood_plan import UnderstoodRecommendation, UnderstoodSection


def bare_ref(text: str) -> str | None:
    """A reference without the full stop, colon or bracket that ends it: "1" for "1." and "1)", "(a)" as it is;
    None where nothing is left."""
    return text.strip(" .:" if "(" in text else " .:)") or None


def ask_about_refs(sections: tuple[UnderstoodSection, ...], questions: Questions) -> None:
    """Ask about each recommendation whose reference repeats an earlier one, or that alone has none."""
    recommendations = [rec for section in sections for rec in section.recommendations]
    with_refs = [rec for rec in recommendations if rec.ref]
    seen: dict[str, None] = {}
    begins_anew = {id(rec) for rec in _first_of_sections(sections)}
    for recommendation in recommendations:
        if id(recommendation) in begins_anew:
            seen = {}
        row = recommendation.actions[0].row if recommendation.actions else None
        ref = recommendation.ref
        if ref and ref in seen:
            questions.ask(row, "ref", ref, f"printed twice{_by_sequence(ref)}")
        elif not ref and recommendation.text and 2 * len(with_refs) > len(recommendations):
            last = f"; the one before is {list(seen)[-1]}" if seen else ""
            questions.ask(row, "ref", recommendation.text, f"printed without a number{last}")
        if ref:
            seen[ref] = None


def _first_of_sections(sections: tuple[UnderstoodSection, ...]) -> list[UnderstoodRecommendation]:
    """The first recommendations of sections, where several sections count theirs from the same reference on."""
    first = [section.recommendations[0] for section in sections if section.recommendations]
    return [rec for rec in first if rec.ref and sum(rec.ref == other.ref for other in first) > 1]


def _by_sequence(ref: str) -> str:
    number = re.search(r"\d+$", ref)
    return f"; by sequence it would be {ref[: number.start()]}{int(number[0]) + 1}" if number else ""


_MARK = re.compile(r"\(?(?P<number>\d{1,2}|[a-z])[.)]\s+(?=\S)")


def unnumbered(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts without such numbers where all have one, from 1 or a on and in order; else as they are."""
    marks = [_MARK.match(text) for text in texts]
    found = [mark for mark in marks if mark]
    numbers = [mark["number"] for mark in found]
    places = [int(one) if one.isdigit() else ord(one) - ord("a") + 1 for one in numbers]
    if len(texts) < 2 or places != list(range(1, len(texts) + 1)):
        return tuple(texts)
    return tuple(text[mark.end() :] for text, mark in zip(texts, found, strict=True))


_RANGE = re.compile(r"(?P<from>\d{1,3})(?:\s*(?:[-–—]|\bto\b)\s*(?P<to>\d{1,3}))?")
WIDEST_RANGE = 200
"""More numbers than this in one range are no findings of an inspection."""

_PLAN_NOUN = (
    r"(?:plans?|strateg(?:y|ies)|frameworks?|polic(?:y|ies)|programmes?|protocols?|reviews?|charter|pledge|JSNA)"
)
_NO_NAME = re.compile(r"\W*|n/?a|none", re.IGNORECASE)
_PLAN_ENDS = re.compile(r"(?<=\w)\s*(?:;|,\s|\n|\s+and\s+|\s+&\s+)\s*|(?<=\w)(?<!\s)\s+(?=[A-Z])")
_LONGEST_NOUN = 20
_ENDS_WITH_PLAN = re.compile(rf"\b{_PLAN_NOUN}$", re.IGNORECASE)


def finding_numbers(text: str) -> tuple[int, ...]:
    """The numbers in a text in printed order, ranges expanded: "14,6" is (14, 6), "1 – 3" is (1, 2, 3)."""
    numbers: list[int] = []
    for match in _RANGE.finditer(text):
        first = int(match["from"])
        last = int(match["to"]) if match["to"] else first
        if first <= last <= first + WIDEST_RANGE:
            numbers += range(first, last + 1)
        else:
            numbers += [first, last]
    return tuple(dict.fromkeys(numbers))


def plan_names(cell: Cell) -> tuple[tuple[str, ...], bool]:
    """The other plans that a cell names, each once, and whether one was printed twice.

    Names run together are cut where one has ended in a word such as "Plan" or "Strategy" and a capital follows.
    """
    found: list[str] = []
    for block in cell.blocks:
        text, start = "\n".join(block.line_texts), 0
        for mark in _PLAN_ENDS.finditer(text):
            end = text[max(start, mark.start() - _LONGEST_NOUN) : mark.start()]
            if (_ENDS_WITH_PLAN.search(end) and not _ENDS_WITH_PLAN.fullmatch(end)) or ";" in mark[0]:
                found.append(text[start : mark.start()])
                start = mark.end()
        found.append(text[start:])
    names = [re.sub(r"\s+", " ", name).strip(" ,;.") for name in found]
    names = [name for name in names if not _NO_NAME.fullmatch(name)]
    once = tuple({name.lower(): name for name in reversed(names)}.values())[::-1]
    return once, len(once) < len(names)
