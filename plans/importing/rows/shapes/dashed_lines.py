"""Plans in lines without labels, their parts between dashes: "1.1 Oil the gate – Head Keeper – May 2027 – on track"."""

import re
from dataclasses import replace

from plans.columns import ACTION, LEAD, MEANINGS, RECOMMENDATION, REF, TIMESCALE
from plans.importing.rows.shapes.findings import Told
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables.looks import looks_of

_PARTS = re.compile(r"\s+[-–—|]\s+|\s*;\s+")
_NUMBER = re.compile(r"\(?(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(?=\S)")
FEWEST_LINES, FEWEST_PARTS = 3, 3


def read_dashed(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with such lines as the rows of a table, where it has no table and most of them have as many parts,
    of which the others than the first say who or when."""
    paragraphs = [part for part in document.parts if isinstance(part, Paragraph)]
    if told.headings_are_ruled() or len(paragraphs) < len(document.parts):
        return document
    split = [found for line in document.lines if len(found := _split(line)[1]) >= FEWEST_PARTS]
    count = max({len(parts) for parts in split}, key=[len(parts) for parts in split].count, default=0)
    even = [parts for parts in split if len(parts) == count]
    if len(even) < FEWEST_LINES or len(even) * 4 < len(split) * 3:
        return document
    looks = [looks_of([parts[place] for parts in even]) for place in range(1, count)]
    if not {LEAD, TIMESCALE} & set(looks):
        return document
    meanings = [look if look and look not in looks[:place] else None for place, look in enumerate(looks)]
    texts = [MEANINGS[meaning] if meaning else "" for meaning in (REF, RECOMMENDATION, ACTION, *meanings)]
    for number, text in enumerate(texts[2:], 1):
        if text:
            because = f"no headings are printed; by what stands there, part {number} of each line is read as this"
            told.doubt(None, "columns", text, because)
    return SourceDocument(tuple(_as_tables(paragraphs, count, texts)))


def _split(line: str) -> tuple[str, list[str]]:
    """The number of a line, "" for none, and its parts."""
    number = _NUMBER.match(line.strip())
    rest = line.strip()[number.end() :] if number else line.strip()
    return (number["ref"] if number else ""), _PARTS.split(rest)


def _as_tables(paragraphs: list[Paragraph], count: int, headings: list[str]) -> list[Table | Paragraph]:
    """The paragraphs with the lines of `count` parts, and numbered ones of a single part above them, as rows."""
    parts: list[Table | Paragraph] = []
    rows: list[Row] = []
    for part in paragraphs:
        for line in part.lines:
            ref, pieces = _split(line)
            if len(pieces) == count:
                rows.append(_row([ref, "", *pieces], part))
            elif ref and len(pieces) == 1:
                rows.append(_row([ref, pieces[0]], part))
            else:
                parts += _flushed(rows, headings)
                parts.append(replace(part, lines=(line,)))
    return [*parts, *_flushed(rows, headings)]


def _row(texts: list[str], part: Paragraph) -> Row:
    return Row(tuple(Cell.of(text) for text in texts), part.line, part.place)


def _flushed(rows: list[Row], headings: list[str]) -> list[Table]:
    if not rows:
        return []
    heading = Row(tuple(Cell.of(text) for text in headings), rows[0].line, rows[0].place)
    table = Table((heading, *rows), whole=True)
    rows.clear()
    return [table]
