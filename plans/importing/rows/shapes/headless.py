"""Tables without headings: what each column is, by what its cells look like. Every guess is a question."""

import re

from plans.columns import ACTION, LEAD, MEANINGS, RAG, RECOMMENDATION, REF, TIMESCALE
from plans.importing.rows.recognising import is_dated, is_ref
from plans.importing.rows.shapes.told import Told, has_headings
from plans.importing.source_document import Cell, Row, SourceDocument, Table
from plans.importing.vocabulary.ratings import colour_named
from plans.importing.vocabulary.statuses import is_rating, status_named

FEWEST_ROWS, FEWEST_COLUMNS, MOST_LOOKED_AT = 2, 3, 60
_PLACE = re.compile(
    r"\b(?:head|director|manager|officer|lead|team|service|coordinator|chair|board|leader|adviser)s?\b", re.I
)
_PERSON = re.compile(r"[A-Z][a-z]+ (?:[A-Z]['’]?)?[A-Z][a-z]+|[A-Z]{2,4}")


def with_headings(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with the product's own headings put above its widest table, where no table has headings and that
    one has the look of a plan: texts, beside dates or people."""
    tables = [part for part in document.parts if isinstance(part, Table)]
    if not tables or told.headings_are_ruled() or has_headings(document):
        return document
    widest = max(tables, key=lambda table: (_width(table) >= FEWEST_COLUMNS, len(table.rows)))
    meanings = _meanings(widest)
    if meanings is None:
        return document
    texts = tuple(MEANINGS[meaning] if meaning else "" for meaning in meanings)
    for number, text in enumerate(texts, 1):
        if text:
            because = f"no headings are printed; by what stands in it, column {number} is read as this"
            told.doubt(None, "columns", text, because)
    heading = Row(tuple(Cell().with_text(text) for text in texts), widest.rows[0].line, widest.rows[0].place)
    headed = Table((heading, *widest.rows), whole=True)
    return SourceDocument(tuple(headed if part is widest else part for part in document.parts))


def _width(table: Table) -> int:
    return max((len(row.cells) for row in table.rows), default=0)


def _meanings(table: Table) -> list[str | None] | None:
    """A meaning for each column, None where it is not clear; None for a table that does not look like a plan."""
    rows = [row for row in table.rows if sum(map(bool, row.cells)) > 1][:MOST_LOOKED_AT]
    if len(rows) < FEWEST_ROWS or _width(table) < FEWEST_COLUMNS:
        return None
    columns = [
        [row.cells[place].flat for row in rows if place < len(row.cells) and row.cells[place]]
        for place in range(_width(table))
    ]
    found: list[str | None] = [looks_of(cells) for cells in columns]
    for meaning in (REF, TIMESCALE, RAG):
        for place in [place for place, known in enumerate(found) if known == meaning][1:]:
            found[place] = None
    texts = [place for place, cells in enumerate(columns) if found[place] is None and _words(cells) >= 3]
    if not texts or not {TIMESCALE, LEAD} & set(found):
        return None
    if len(texts) > 1 and texts[0] < texts[1]:
        found[texts[0]], found[texts[1]] = RECOMMENDATION, ACTION
    else:
        found[texts[0]] = ACTION
    return found


def looks_of(cells: list[str]) -> str | None:
    """What most of the cells of a column look like: references, dates, ratings, people; None for none of these."""
    if not cells:
        return None
    short = _words(cells) <= 8
    ways = (
        (REF, is_ref),
        (RAG, lambda text: len(text.split()) <= 4 and _is_rating(text)),
        (TIMESCALE, is_dated),
        (LEAD, lambda text: bool(_PLACE.search(text) or _PERSON.fullmatch(text))),
    )
    for meaning, fits in ways:
        if sum(bool(fits(text)) for text in cells) * 5 >= len(cells) * 3 and (short or meaning == REF):
            return meaning
    return None


def _is_rating(text: str) -> bool:
    return colour_named(text) is not None or is_rating(text) or status_named(text) is not None


def _words(cells: list[str]) -> float:
    return sum(len(text.split()) for text in cells) / len(cells) if cells else 0.0
