"""Sheets of a workbook beside the plan's: lists that its cells choose from, and names that title no rows."""

import re
from collections.abc import Iterator

from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.source_document import Paragraph, SourceDocument, Table

_LISTS = re.compile(
    r"(?:drop ?-?downs?|data ?validation|validation|look ?-?ups?|picklists?|reference data|settings)(?: lists?)?"
    r"|(?:.{0,20} )?lists?(?: of values)?|do not (?:delete|edit).{0,20}",
    re.IGNORECASE,
)
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
        listed = name is not None and not planned and bool(_LISTS.fullmatch(name.text))
        if listed and not any(cell.fill for table in tables for row in table.rows for cell in row.cells):
            told.aside += [text for part in sheet for text in _texts(part)]
            sheet = []
        if name is not None:
            wide = any(sum(map(bool, row.cells)) >= NARROWEST for table in tables for row in table.rows)
            titles = (planned or (begun and wide)) and not (parts and _says_more(parts[-1], name))
            told.aside += [] if titles and not listed else [name.text]
            parts += [name] if titles and not listed else []
        begun = begun or planned
        parts += sheet
    return SourceDocument(tuple(parts))


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


def _texts(part: Table | Paragraph) -> list[str]:
    if isinstance(part, Paragraph):
        return list(part.lines)
    return [text for row in part.rows for text in row.texts]
