"""Titles of cards that hold several things each, "Card 1 · Safeguarding · Amber", read apart: a number, the section or
what is to be done, and the rating."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from plans.columns import ACTION, MEANINGS, RAG, RECOMMENDATION, REF
from plans.importing.rows.shapes.findings import Told, has_headings
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables.facts import MOST
from plans.importing.tables.texts import is_shown_rating, share_of
from plans.importing.vocabulary.heading_meanings import read_heading
from plans.importing.vocabulary.heading_words import SAYABLE, STEP, THEME

_CUT = re.compile(r"\s*[·•|—–:/]\s+|\s+-\s+|\s*[(\[](?=[^()\[\]]+[)\]]$)|[)\]]$")
_NUMBER = re.compile(
    r"(?P<noun>[A-Z][a-z]+(?: [a-z]+)? )?(?:[Nn]o\.? ?|#)?(?P<ref>[A-Z]{0,3}[ -]?\d{1,3}(?:\.\d{1,3})*)"
)
_LABEL = re.compile(r"(?P<label>[A-Z][^:.;]{1,40}):\s+\S")
_TEXTS = frozenset({ACTION, STEP, RECOMMENDATION})
FEWEST, PIECES, LONGEST = 3, (2, 3), 150
"""Titles of cards that are a plan, of how many pieces each is, and letters of one."""


@dataclass(frozen=True, slots=True)
class CardTitle:
    """The pieces of such a title; `words` is "" for one of number and rating alone."""

    noun: str
    ref: str
    words: str
    rating: str


def titles_apart(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each such title as labels and what they say, where several are built alike."""
    if told.headings_are_ruled():
        return document
    titles = {line: found for line, text in _alone(document) if len(text) <= LONGEST and (found := _title(text))}
    rated = share_of(lambda title: title.rating, list(titles.values()))
    if len(titles) < FEWEST or rated < MOST or has_headings(document):
        return document
    acts, meaning = _meaning_of(titles, document)
    told.aside += [title.noun.strip() for title in titles.values() if title.noun]
    names_action = meaning == THEME and not acts
    parts: list[Table | Paragraph] = []
    for part, above in zip(document.parts, (None, *document.parts), strict=False):
        if isinstance(part, Table):
            rows = tuple(new for row in part.rows for new in _of_row(row, titles.get(row.line), meaning))
            parts.append(replace(part, rows=rows))
        elif part.line in titles:
            parts += [_labelled(part, name, said) for name, said in _said(titles[part.line], meaning)]
        elif names_action and above is not None and _line_of(above) in titles:
            parts.append(_labelled(part, MEANINGS[ACTION], part.text))
        else:
            parts.append(part)
    return replace(document, parts=tuple(parts))


def _meaning_of(titles: dict[int, CardTitle], document: SourceDocument) -> tuple[bool, str]:
    """Whether labels say what is to be done, and what the words of the titles mean: a section, where they do or where
    several titles have the same, else what is to be done."""
    texts = [title.words for title in titles.values() if title.words]
    labels = (_LABEL.match(line) for line in document.lines if len(line) > LONGEST or not _title(line))
    acts = any(read_heading(found["label"]).meaning in _TEXTS for found in labels if found)
    return acts, THEME if acts or len(set(texts)) < len(texts) else ACTION


def _labelled(part: Paragraph, label: str, text: str) -> Paragraph:
    return replace(part, lines=(f"{label}: {text}",), level=0)


def _line_of(part: Table | Paragraph) -> int:
    return part.line if isinstance(part, Paragraph) else part.rows[-1].line


def _alone(document: SourceDocument) -> Iterator[tuple[int, str]]:
    """What stands alone in its line: a paragraph, or the only text of a row."""
    for part in document.parts:
        if isinstance(part, Paragraph):
            yield part.line, part.text
        else:
            yield from ((row.line, row.texts[0]) for row in part.rows if len(set(row.texts)) == 1)


def _title(text: str) -> CardTitle | None:
    """A text that begins with a number and ends with a rating, or has a few words after its number."""
    first, *others = [piece.strip() for piece in _CUT.split(text.strip()) if piece.strip()] or [""]
    number = _NUMBER.fullmatch(first)
    if number is None or len(others) + 1 not in PIECES:
        return None
    rating = next((piece for piece in (others[-1], others[0]) if is_shown_rating(piece)), "")
    words = " ".join(piece for piece in others if piece is not rating)
    return CardTitle(number["noun"] or "", number["ref"], words, rating)


def _said(title: CardTitle, meaning: str) -> list[tuple[str, str]]:
    """What a title says under which label."""
    said = {REF: title.ref, meaning: title.words, RAG: title.rating}
    return [("Ref" if name == REF else SAYABLE[name], text) for name, text in said.items() if text]


def _of_row(row: Row, title: CardTitle | None, meaning: str) -> list[Row]:
    if title is None:
        return [row]
    return [replace(row, cells=(Cell.of(name), Cell.of(text))) for name, text in _said(title, meaning)]
