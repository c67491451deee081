"""Running headers: paragraphs that every page repeats, and the pieces of them that end up inside tables."""

import re
from collections import Counter
from dataclasses import replace
from functools import lru_cache

from plans.importing.rows.cell_patterns import alike, is_speck, squash
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.vocabulary.heading_meanings import read_heading

_ADMINISTRATIVE = re.compile(
    r"\s*(?:report (?:no|number|ref)\b.*|agenda item\b.*|page \d+(?: of \d+)?|appendix [a-z0-9]{1,3}|\d+ of \d+|\d{1,3}"
    r"|(?:not )?protectively marked|official(?:[ -]sensitive)?|confidential|restricted)\s*",
    re.IGNORECASE,
)
_PAGE_COUNTER = re.compile(
    r"(?:\S.{0,80}\W)?page \d{1,3} (?:of|/) \d{1,3}(?:\W.{0,80})?|\S.{0,80}[|–—·•-]\s*page \d{1,3}"
    r"|page \d{1,3}\s*[|–—·•-].{0,80}",
    re.IGNORECASE,
)
"""A line that counts the pages among other words: "Audit follow-up – Page 3 of 5"."""
_NUMBER_AT_AN_END = re.compile(r"\d{1,3}\s*[|•·]\s*(?P<after>\D.{0,80})|(?P<before>.{0,80}\D)\s*[|•·]\s*\d{1,3}")
"""A line that may count them without saying so: "3 | Council plan"."""
_COUNTS = re.compile(
    r"(?P<first>\d{1,3})\W+(?P<after>[^\W\d].{5,})|(?P<before>[^\W\d].{5,}?)\W+(?P<last>\d{1,3})(?: of \d{1,3})?"
)
_ON_PAGE = re.compile(r"page (\d+)\b")
_LONGEST_LINE = 200
REPORT_REF = re.compile(r"\breport (?:no|number|ref)\.?\s*:?\s*(?P<ref>\S.*)", re.IGNORECASE)


def running_headers(document: SourceDocument) -> frozenset[str]:
    """The running headers of a document, as squashed texts.

    A paragraph is one when it is administrative ("Report No: …", "Page 2 of 5") or repeats what the document
    opens with, and when it stands before most of at least three tables. Any other repeated line may be a section's
    title carried over, and is left.
    """
    paragraphs = [part for part in document.parts if isinstance(part, Paragraph)]
    tables = len(document.tables)
    counts = Counter(squash(paragraph.text) for paragraph in paragraphs)
    opening = next((squash(p.text) for p in paragraphs if not is_administrative(p.text)), "")
    found = set()
    for paragraph in paragraphs:
        key = squash(paragraph.text)
        often = counts[key] >= 3 and counts[key] * 4 >= tables * 3
        if is_administrative(paragraph.text) or (counts[key] > 1 and (often or key == opening)):
            found.add(key)
    return frozenset(found | _counted(paragraphs))


def without_page_counters(document: SourceDocument) -> tuple[SourceDocument, list[str]]:
    """The document without what pages print alike but for their own number, and the words of it. In a table it is a
    row as any other, of which only its number tells what it is."""
    alike: dict[str, dict[int, set[int]]] = {}
    for piece in document.pieces:
        if found := _counting(piece):
            alike.setdefault(found[0], {}).setdefault(found[1], set()).add(found[2])
    counters = {(key, lead) for key, leads in alike.items() for lead, pages in leads.items() if len(pages) > 1}
    if not counters:
        return document, []
    aside: list[str] = []
    parts: list[Table | Paragraph] = []
    for part in document.parts:
        if isinstance(part, Paragraph):
            gone = [part] if (_counting(part) or ())[:2] in counters else []
            parts += [] if gone else [part]
            aside += [one.text for one in gone]
        else:
            kept = tuple(row for row in part.rows if (_counting(row) or ())[:2] not in counters)
            aside += [text for row in part.rows if row not in kept for text in row.texts]
            parts += [replace(part, rows=kept)] if kept else []
    return replace(document, parts=tuple(parts)), aside


def _counting(row: Row | Paragraph) -> tuple[str, int, int] | None:
    """The words of a line of a page that begin or end with a number, by how much that is above the page's own, and
    the page; None for any other line."""
    page = _ON_PAGE.match(row.place)
    if not page:
        return None
    text = " ".join(row.texts)
    found = _COUNTS.fullmatch(text.strip()) if len(text) <= _LONGEST_LINE else None
    words = (found["after"] or found["before"]) if found else ""
    if not found or read_heading(words).certain:
        return None  # "Recommendation 4" numbers no page
    return squash(words), int(found["first"] or found["last"]) - int(page[1]), int(page[1])


def is_administrative(text: str) -> bool:
    """Whether a line is of the kind that committee papers print on every page ("Report No: …", "Page 2 of 5")."""
    return bool(_ADMINISTRATIVE.fullmatch(text) or (len(text) <= _LONGEST_LINE and _PAGE_COUNTER.fullmatch(text)))


@lru_cache(maxsize=8192)
def is_debris(text: str, running: frozenset[str]) -> bool:
    """Whether a cell's text can be a cut-off piece of a running header ("opendix A"), or ruling noise."""
    if is_speck(text):
        return True
    key = squash(text)
    if len(key) > 30 or (" " in text.strip() and len(text.split()) > 4):
        return False
    return any(len(key) >= 4 and alike(key, header[-len(key) :]) >= 0.75 for header in running)


def without_debris(cell: Cell, running: frozenset[str]) -> str:
    """A heading cell's text without lines that are pieces of a running header."""
    kept = [line for line in cell.lines if not is_debris(line, running)]
    return " ".join(kept)


def _counted(paragraphs: list[Paragraph]) -> set[str]:
    """The lines that are the same but for a number at one end, which grows from each to the next."""
    alike: dict[str, dict[str, int]] = {}
    for paragraph in paragraphs:
        if len(paragraph.text) > _LONGEST_LINE:
            continue
        found = _NUMBER_AT_AN_END.fullmatch(paragraph.text.strip())
        number = re.search(r"^\d+|\d+$", paragraph.text.strip())
        if found and number:
            key = squash(found["after"] or found["before"])
            alike.setdefault(key, {}).setdefault(squash(paragraph.text), int(number[0]))
    growing = (lines for lines in alike.values() if len(lines) > 1 and list(lines.values()) == sorted(lines.values()))
    return {line for lines in growing for line in lines}
