"""Plans in lines without labels, their parts between dashes: "1.1 Oil the gate – Head Keeper – May 2027 – on track"."""

import re
from dataclasses import replace
from itertools import groupby

from plans.columns import ACTION, LEAD, MEANINGS, RECOMMENDATION, REF, TIMESCALE
from plans.importing.rows.shapes.findings import Told
from plans.importing.rows.shapes.tails import names_somebody, people_of
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument, Table
from plans.importing.tables.looks import looks_of

_PARTS = re.compile(r"\s+[-–—|]\s+|\s*;\s+")
_LINE = re.compile(r"(?:\(?(?P<ref>[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*[a-z]?)[.):]?\s+(?:[-–—]\s+)?)?(?P<rest>\S.*)")
_BEFORE = tuple(MEANINGS[meaning] for meaning in (REF, RECOMMENDATION, ACTION))
FEWEST_LINES, FEWEST_PARTS = 3, 3


def read_dashed(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with such lines, and numbered ones of a single part, what must improve, as the rows of tables, where
    it has no table and most lines have as many parts, of which the others than the first say who or when."""
    paragraphs = [part for part in document.parts if isinstance(part, Paragraph)]
    if told.headings_are_ruled() or len(paragraphs) < len(document.parts):
        return document
    lines = [(replace(part, lines=(line,)), *_split(line)) for part in paragraphs for line in part.lines]
    counts = [len(parts) for _, _, parts in lines if len(parts) >= FEWEST_PARTS]
    count = max(counts, key=counts.count, default=0)
    if counts.count(count) < FEWEST_LINES or counts.count(count) * 4 < len(counts) * 3:
        return document
    runs: list[Paragraph | list[Row]] = []
    for alike, run in groupby(lines, lambda one: len(one[2]) == count or bool(one[1] and len(one[2]) == 1)):
        rows = [(line, (ref, *([""] if len(parts) == count else []), *parts)) for line, ref, parts in run]
        made = [Row(tuple(map(Cell.of, texts)), line.line, line.place) for line, texts in rows]
        runs += [made] if alike else [line for line, _ in rows]
    full = [parts for _, _, parts in lines if len(parts) == count]
    people = people_of(document.lines)
    columns = [[parts[place] for parts in full] for place in range(1, count)]
    looks = [looks_of(cells) or _who(cells, people) for cells in columns]
    if not {LEAD, TIMESCALE} & set(looks):
        return document
    others = [MEANINGS[look] if look and look not in looks[:place] else "" for place, look in enumerate(looks)]
    headings = [*_BEFORE, *others]
    for number, text in enumerate(headings[2:], 1):
        if text:
            because = f"no headings are printed; by what stands there, part {number} of each line is read as this"
            told.doubt(None, "columns", text, because)
    parts = (Table.under(headings, run) if isinstance(run, list) else run for run in runs)
    return replace(document, parts=tuple(parts))


def _who(cells: list[str], people: frozenset[str]) -> str | None:
    """Whoever all of some texts name, in the words of any post or body."""
    return LEAD if all(names_somebody(cell, people) for cell in cells) else None


def _split(line: str) -> tuple[str, list[str]]:
    """The number of a line, "" for none, and its parts."""
    found = _LINE.fullmatch(line.strip())
    return (found["ref"] or "", _PARTS.split(found["rest"])) if found else ("", [line])
