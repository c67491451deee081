"""The line that names the plan, where another stands first: the body's own name, or the menu of a web page."""

import re
from dataclasses import replace

from plans.importing.source_document import Paragraph

ORGANISATION = re.compile(
    r"(?:(?:[A-Z][\w'’.&-]*|of|and|&)\s+){1,7}(?:COUNCIL|Council|Children['’]s Trust|Combined Authority"
    r"|Fire (?:and|&) Rescue (?:Service|Authority)|Constabulary|Police|(?:NHS )?(?:Foundation )?Trust"
    r"|Integrated Care Board)\b"
    r"(?!\s+(?:Tax|[Mm]embers?))"
)
"""The name of a council, or of another body that is inspected, within a line."""
_PLAN_WORDS = re.compile(
    r"\b(?:plans?|reviews?|improvements?|programme|actions?|response|report|recommendations?|audit|inspection|tracker)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?:the )?(?:improvement |action )?plan", re.IGNORECASE)
"""What says that it is a plan, and not of what."""
_MENU = re.compile(
    r"(?:home|skip to|menu|search|cookies?|sign in|log ?in|contact us|accessibility|you are here|back to)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(?:committee|cabinet|board|panel|meeting)\b[^.\d]{0,30}\d{1,2}\S* [a-z]+ \d{4}\.?$", re.IGNORECASE
)
"""Which body met, and when."""
_LONGEST_BODY, _LONGEST_TITLE, LINES_LOOKED_AT = 5, 20, 8
_LETTERS = 100


def names_first(paragraphs: list[Paragraph]) -> tuple[list[Paragraph], str | None]:
    """What stands above the table with the line that names the plan first, and the council whose name alone stood
    there; as it was where the first line is no such name and no menu, or no line near it names a plan."""
    lines = [line for paragraph in paragraphs for line in paragraph.lines][:LINES_LOOKED_AT]
    if not lines or not (_is_body(lines[0]) or (_MENU.match(lines[0]) and not _PLAN_WORDS.search(lines[0]))):
        return paragraphs, None
    title = next((line for line in lines[1:] if _names_a_plan(line)), None)
    if title is None:
        return paragraphs, None
    body = next((line for line in lines if _is_body(line)), None)
    before = lines[lines.index(title) - 1]
    if _BARE.fullmatch(title) and not _is_body(before) and not _MENU.match(before):
        title = before
    first = next(paragraph for paragraph in paragraphs if title in paragraph.lines)
    return [replace(first, lines=(title,)), *_without(paragraphs, {title, body})], body


def _is_body(line: str) -> bool:
    return len(line.split()) <= _LONGEST_BODY and len(line) <= _LETTERS and bool(ORGANISATION.fullmatch(line.strip()))


def _names_a_plan(line: str) -> bool:
    short = len(line.split()) <= _LONGEST_TITLE
    named = short and bool(_PLAN_WORDS.search(line)) and line.rstrip()[-1:] not in ".,;:"
    return named and not _MEETING.search(line)


def _without(paragraphs: list[Paragraph], taken: set[str | None]) -> list[Paragraph]:
    """The paragraphs without the first line that reads like each of those taken."""
    left = set(taken)
    kept: list[Paragraph] = []
    for paragraph in paragraphs:
        lines = []
        for line in paragraph.lines:
            if line in left:
                left.remove(line)
            else:
                lines.append(line)
        kept += [replace(paragraph, lines=tuple(lines))] if lines else []
    return kept
