"""What stands around the rows: title, subtitle, notes, legend, and the sections that titles and bands make."""

import re
from dataclasses import dataclass, field

from plans.importing.rows import Band, PlanRow, Sheet
from plans.importing.rows.glossary import is_key_line
from plans.importing.rows.recognising import CONTINUED, squash
from plans.importing.rows.sheet import Headings
from plans.importing.source_document import Paragraph
from plans.importing.understanding.naming import names_first
from plans.importing.understanding.titling import Titles
from plans.importing.vocabulary.heading_meanings import PERIOD

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
    first = next(n for n, event in enumerate(events) if not isinstance(event, Paragraph))
    section_lines = Titles(events, first).lines()
    opening = [e for e in events[:first] if isinstance(e, Paragraph) and e.line not in section_lines]
    opening, found.organisation = names_first(opening)
    _read_opening(opening, found)
    current = TitledPart(None)
    found.parts.append(current)
    for number, event in enumerate(events):
        if isinstance(event, PlanRow):
            current.rows.append(event)
        elif isinstance(event, Headings):
            current.headings.append(event)
        elif isinstance(event, Band) or event.line in section_lines:
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
