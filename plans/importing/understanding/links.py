"""Numbers of findings, and names of other plans, from the cells that link to them."""

import re

from plans.importing.source_document import Cell

_RANGE = re.compile(r"(?P<from>\d{1,3})(?:\s*(?:[-–—]|\bto\b)\s*(?P<to>\d{1,3}))?")
WIDEST_RANGE = 200
"""More numbers than this in one range are no findings of an inspection."""

_PLAN_NOUN = (
    r"(?:plans?|strateg(?:y|ies)|frameworks?|polic(?:y|ies)|programmes?|protocols?|reviews?|charter|pledge|JSNA)"
)
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
    names = [name for name in names if re.search(r"\w", name) and name.lower() not in ("n/a", "none", "na")]
    once = tuple({name.lower(): name for name in reversed(names)}.values())[::-1]
    return once, len(once) < len(names)
