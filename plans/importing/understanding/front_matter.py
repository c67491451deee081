"""What stands around the rows: title, subtitle, notes, legend, and the sections that titles and bands make.

The line that names the plan may stand below another: the body's own name, or the menu of a web page.
"""

import re
from dataclasses import dataclass, field, replace

from plans.importing.rows import Band, PlanRow, Sheet
from plans.importing.rows.cell_patterns import CONTINUED, squash
from plans.importing.rows.glossary import is_key_line
from plans.importing.rows.sheet import Headings
from plans.importing.source_document import Paragraph
from plans.importing.tables.section_titles import Titles
from plans.importing.vocabulary.heading_meanings import PERIOD

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
    if not lines or not (_is_body(lines[0]) or _is_menu(lines[0]) or _heads_below(paragraphs)):
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


def _is_menu(line: str) -> bool:
    return bool(_MENU.match(line)) and not _PLAN_WORDS.search(line)


def _heads_below(paragraphs: list[Paragraph]) -> bool:
    """Whether the only heading of the first level names the plan, below plain lines that name none: the bar of a site
    above its page."""
    heads = [place for place, paragraph in enumerate(paragraphs) if paragraph.level == 1]
    if len(heads) != 1 or not _names_a_plan(paragraphs[heads[0]].lines[0]):
        return False
    return heads[0] > 0 and not any(_PLAN_WORDS.search(one.text) or one.level for one in paragraphs[: heads[0]])


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


LONGEST_TITLE = 30
"""Words: a longer opening paragraph is a note."""
_DOCUMENT_WORDS = re.compile(r"\b(?:plan|report|review|inspection|programme|panel|board)\b", re.IGNORECASE)


@dataclass(slots=True)
class TitledPart:
    """A section as printed: its title, the rows and heading rows under it, and what of its title was guessed."""

    title: str | None
    line: int = 0
    doubt: str | None = None
    rows: list[PlanRow] = field(default_factory=list)
    headings: list[Headings] = field(default_factory=list)


@dataclass(slots=True)
class FrontMatter:
    title: str | None = None
    subtitle: str | None = None
    organisation: str | None = None
    notes_before: list[str] = field(default_factory=list)
    notes_after: list[str] = field(default_factory=list)
    legend: list[str] = field(default_factory=list)
    parts: list[TitledPart] = field(default_factory=list)


def frame(sheet: Sheet) -> FrontMatter:
    """The frame of a mended document."""
    found = FrontMatter(legend=list(sheet.legend))
    events = list(sheet.events)
    first = next((n for n, event in enumerate(events) if not isinstance(event, Paragraph)), len(events))
    titles = Titles(events, first).found()
    opening = [e for e in events[:first] if isinstance(e, Paragraph) and id(e) not in titles]
    opening, found.organisation = names_first(opening)
    _read_opening(opening, found)
    current = TitledPart(None)
    found.parts.append(current)
    for number, event in enumerate(events):
        if isinstance(event, PlanRow):
            current.rows.append(event)
        elif isinstance(event, Headings):
            current.headings.append(event)
        elif isinstance(event, Band) or id(event) in titles:
            current = _next_part(event, current, found)
        elif number >= first:
            if _is_legend(event):
                found.legend += event.lines
            else:
                found.notes_after.append("\n".join(event.lines))
    found.notes_after += [part.title for part in found.parts if part.title and not part.rows]
    found.parts = [part for part in found.parts if part.rows]
    return found


def _next_part(event: Band | Paragraph, current: TitledPart, found: FrontMatter) -> TitledPart:
    title = event.title if isinstance(event, Band) else event.text
    title = CONTINUED.sub("", title).strip() or title
    if current.title and squash(current.title) == squash(title):
        return current
    found.parts.append(TitledPart(title, event.line, event.doubt if isinstance(event, Band) else None))
    return found.parts[-1]


def _read_opening(paragraphs: list[Paragraph], found: FrontMatter) -> None:
    """Title, subtitle and notes from what stands above the first table."""
    for paragraph in paragraphs:
        if _is_legend(paragraph):
            found.legend += paragraph.lines
        elif found.title is None and len(paragraph.lines[0].split()) <= LONGEST_TITLE:
            found.title, *others = paragraph.lines
            if others:
                found.subtitle = others[0]
                found.notes_before += others[1:]
        elif found.title and not found.subtitle and not found.notes_before and _is_subtitle(paragraph):
            found.subtitle = paragraph.text
        else:
            found.notes_before.append("\n".join(paragraph.lines))


def _is_legend(paragraph: Paragraph) -> bool:
    return all(is_key_line(line) for line in paragraph.lines)


def _is_subtitle(paragraph: Paragraph) -> bool:
    text = paragraph.text
    short = len(text.split()) <= 16 and text[-1] not in ".:;," and not paragraph.listed and ": " not in text
    return short and bool(paragraph.level or PERIOD.search(text) or _DOCUMENT_WORDS.search(text))
