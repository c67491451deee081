"""What stands around the rows: title, subtitle, notes, legend, and the sections that titles and bands make."""

import re
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from plans.importing.columns import PERIOD
from plans.importing.grid import Paragraph
from plans.importing.rows import Band, PlanRow, Sheet
from plans.importing.rows.glossary import is_key_line
from plans.importing.rows.recognising import CONTINUED, PERIOD_BAND, squash
from plans.importing.rows.sheet import Event, Headings
from plans.importing.understanding.naming import names_first

LONGEST_TITLE = 30
"""Words: a longer opening paragraph is a note."""
_LONGEST_BAND = 10
_DOCUMENT_WORDS = re.compile(r"\b(?:plan|report|review|inspection|programme|panel|board)\b", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """A section as printed: its title, the rows and heading rows under it, and what of its title was guessed."""

    title: str | None
    line: int = 0
    doubt: str | None = None
    rows: list[PlanRow] = field(default_factory=list)
    headings: list[Headings] = field(default_factory=list)


@dataclass(slots=True)
class Frame:
    title: str | None = None
    subtitle: str | None = None
    organisation: str | None = None
    notes_before: list[str] = field(default_factory=list)
    notes_after: list[str] = field(default_factory=list)
    legend: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def frame(sheet: Sheet) -> Frame:
    """The frame of a mended document."""
    found = Frame(legend=list(sheet.legend))
    events = list(sheet.events)
    first = next(n for n, event in enumerate(events) if not isinstance(event, Paragraph))
    section_lines = {events[n].line for n in range(len(events)) if _titles_section(events, n, first)}
    opening = [e for e in events[:first] if isinstance(e, Paragraph) and e.line not in section_lines]
    opening, found.organisation = names_first(opening)
    _read_opening(opening, found)
    current = Part(None)
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


def _next_part(event: Band | Paragraph, current: Part, found: Frame) -> Part:
    title = event.title if isinstance(event, Band) else event.text
    title = CONTINUED.sub("", title).strip() or title
    if current.title and squash(current.title) == squash(title):
        return current
    found.parts.append(Part(title, event.line, event.doubt if isinstance(event, Band) else None))
    return found.parts[-1]


def _titles_section(events: list[Event], number: int, first: int) -> bool:
    """Whether an event is a paragraph that titles the table or rows right below it.

    The last paragraph before the first table does so only if another one later does, or if it is a timescale:
    else it belongs to the document's own title.
    """
    event = events[number]
    if not isinstance(event, Paragraph) or not _could_title(events, number):
        return False
    if (
        event.names_sheet
        or number >= first
        or PERIOD_BAND.fullmatch(event.text)
        or (event.level > 1 and ": " in event.text)
    ):
        return True
    paragraphs_before = sum(isinstance(event, Paragraph) for event in events[:number])
    return paragraphs_before > 0 and any(_could_title(events, later) for later in range(first, len(events)))


def _could_title(events: list[Event], number: int) -> bool:
    event = events[number]
    if not isinstance(event, Paragraph) or event.listed or len(event.lines) > 1:
        return False
    following = _below(events, number)
    text = event.text
    return (
        isinstance(following, Headings | PlanRow)
        and len(text.split()) <= _LONGEST_BAND
        and text[-1] not in ".,;"
        and not is_key_line(text)
        and not PERIOD.search(text)
        and (": " not in text or event.level > 0 or _is_labelled_again(events, event))
    )


def _is_labelled_again(events: list[Event], event: Paragraph) -> bool:
    """Whether another paragraph right above rows begins with the same label: "Home: Larch House", "Strand 2: …"."""
    label = _label(event.text)
    others = (e for e, below in pairwise(events) if isinstance(e, Paragraph) and isinstance(below, Headings))
    return sum(_label(other.text) == label for other in others) > 1


def _label(text: str) -> str:
    """The words before a colon, without their number."""
    return re.sub(r"[\d.]+$", "", text.partition(": ")[0]).strip()


def _below(events: list[Event], number: int) -> Event | None:
    """What stands below a paragraph; of a heading below the first, past the text that introduces its rows."""
    event = events[number]
    heads = isinstance(event, Paragraph) and event.level > 1
    texts = takewhile(lambda e: heads and isinstance(e, Paragraph) and not e.level, events[number + 1 :])
    past = number + 1 + sum(1 for _ in texts)
    return events[past] if past < len(events) else None


def _read_opening(paragraphs: list[Paragraph], found: Frame) -> None:
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
