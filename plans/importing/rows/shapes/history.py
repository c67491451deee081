"""Earlier messages that an e-mail quotes: what was asked for in them was said again, or is done."""

import re
from itertools import groupby

from plans.importing.rows.shapes.findings import Told
from plans.importing.source_document import Paragraph, SourceDocument, Table

_WROTE = re.compile(
    r"(?:On .{6,120}\bwrote:|-{3,}\s*(?:Original|Forwarded) [Mm]essage\s*-{3,}|Begin forwarded message:?)\s*$"
    r"|From: .{3,120}\s(?:Sent|Date): ",
)
FEWEST = 2
"""Items of a list that say what is to be done."""


def without_history(document: SourceDocument, told: Told) -> SourceDocument:
    """The document without the messages quoted below the first that has a table or a list."""
    number, numbered = 0, []
    for part in document.parts:
        number += _begins_another(part)
        numbered.append((number, part))
    if not number or told.headings_are_ruled():
        return document
    messages = [[part for _, part in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]
    kept = next((place for place, parts in enumerate(messages, 1) if _lists(parts)), len(messages))
    older = [part for parts in messages[kept:] for part in parts]
    lines = [text for part in older for text in _texts(part)]
    if lines:
        told.aside += lines
        told.doubt(None, "file", lines[0], f"{len(lines)} lines of earlier messages that it quotes were left out")
    return SourceDocument(tuple(part for parts in messages[:kept] for part in parts), document.notices)


def _begins_another(part: Paragraph | Table) -> bool:
    return isinstance(part, Paragraph) and any(map(_WROTE.match, (*part.lines, part.text)))


def _lists(parts: list[Paragraph | Table]) -> bool:
    listed = sum(isinstance(part, Paragraph) and part.listed for part in parts)
    return listed >= FEWEST or any(isinstance(part, Table) for part in parts)


def _texts(part: Paragraph | Table) -> list[str]:
    if isinstance(part, Paragraph):
        return list(part.lines)
    return [text for row in part.rows for text in row.texts]
