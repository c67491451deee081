"""What a file holds beside its plan: sheets of a workbook with lists that its cells choose from, and names that title
no rows; earlier messages that an e-mail quotes, of which what was asked for was said again, or is done."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.source_document import Paragraph, SourceDocument, Table

_LISTS = re.compile(
    r"(?:drop ?-?downs?|data ?validation|validation|look ?-?ups?|picklists?|reference data|settings)(?: lists?)?"
    r"|(?:.{0,20} )?lists?(?: of values)?|do not (?:delete|edit).{0,20}",
    re.IGNORECASE,
)
_LOGS = re.compile(
    r"(?:change|version|revision|document)s? ?(?:log|history|control|record)|versions?|revisions?",
    re.IGNORECASE,
)
"""Names of sheets that say what was changed in their workbook, and when."""
LONGEST_TITLE = 10
"""Words of a sheet's own title."""
NARROWEST = 3
"""Cells of a row that may be a plan's."""


def sheets_apart(document: SourceDocument, told: Told) -> SourceDocument:
    """The document without the lists of choices that a workbook keeps on a sheet of their own, and without the names
    of sheets that hold no rows of a plan."""
    if not any(isinstance(part, Paragraph) and part.names_sheet for part in document.parts):
        return document
    parts: list[Table | Paragraph] = []
    begun = False
    for name, sheet in _sheets(document):
        tables = [part for part in sheet if isinstance(part, Table)]
        planned = any(told.is_ruled(table) or headings_of(table.rows) for table in tables)
        logged = name is not None and bool(_LOGS.fullmatch(name.text.strip()))
        planned = planned and not logged
        listed = logged or (name is not None and not planned and bool(_LISTS.fullmatch(name.text)))
        if listed and not any(cell.fill for table in tables for row in table.rows for cell in row.cells):
            told.aside += [text for part in sheet for text in part.texts]
            sheet = []
        if name is not None:
            wide = any(sum(map(bool, row.cells)) >= NARROWEST for table in tables for row in table.rows)
            titles = (planned or (begun and wide)) and not (parts and _says_more(parts[-1], name))
            told.aside += [] if titles and not listed else [name.text]
            parts += [name] if titles and not listed else []
        begun = begun or planned
        parts += sheet
    return replace(document, parts=tuple(parts))


def boxes_as_text(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each table of a single cell as the text that it draws a box around."""

    def text_of(table: Table) -> list[Table | Paragraph]:
        filled = [cell for row in table.rows for cell in row.filled]
        row = table.rows[0]
        if not table.exact or len(filled) != 1 or len(table.rows) > 1 or told.is_ruled(table):
            return [table]
        return [Paragraph(filled[0].lines, row.line, place=row.place)]

    return document.with_tables(text_of)


def _sheets(document: SourceDocument) -> Iterator[tuple[Paragraph | None, list[Table | Paragraph]]]:
    """The parts in printed order, those of a sheet whose name is told under that name, others under none."""
    name: Paragraph | None = None
    held: list[Table | Paragraph] = []
    for part in document.parts:
        if isinstance(part, Paragraph) and part.names_sheet:
            yield name, held
            name, held = part, []
        elif name and not _place(part).startswith(f"{name.place},"):
            yield name, held
            name, held = None, [part]
        else:
            held.append(part)
    yield name, held


def _says_more(above: Table | Paragraph, name: Paragraph) -> bool:
    """Whether the line above a sheet's table says the sheet's name and more, so that it titles its rows."""
    if not isinstance(above, Paragraph) or not above.level or not _place(above).startswith(f"{name.place},"):
        return False
    return above.text.lower().startswith(name.text.lower()) and len(above.text.split()) <= LONGEST_TITLE


def _place(part: Table | Paragraph) -> str:
    return part.place if isinstance(part, Paragraph) else part.rows[0].place


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
        number += isinstance(part, Paragraph) and any(map(_WROTE.match, (*part.lines, part.text)))
        numbered.append((number, part))
    if not number or told.headings_are_ruled():
        return document
    messages = [[part for _, part in group] for _, group in groupby(numbered, key=lambda pair: pair[0])]
    kept = next((place for place, parts in enumerate(messages, 1) if _lists(parts)), len(messages))
    older = [part for parts in messages[kept:] for part in parts]
    lines = [text for part in older for text in part.texts]
    if lines:
        told.aside += lines
        told.doubt(None, "file", lines[0], f"{len(lines)} lines of earlier messages that it quotes were left out")
    return SourceDocument(tuple(part for parts in messages[:kept] for part in parts), document.notices)


def _lists(parts: list[Paragraph | Table]) -> bool:
    listed = sum(isinstance(part, Paragraph) and part.listed for part in parts)
    return listed >= FEWEST or any(isinstance(part, Table) for part in parts)
