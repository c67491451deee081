"""Cards of labels and values that a page has cut in two."""

from dataclasses import replace

from plans.importing.rows.cell_patterns import squash
from plans.importing.rows.shapes.findings import Told
from plans.importing.source_document import Paragraph, SourceDocument, Table


def cards_joined(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with the rest of a card, on the next page, below its first rows: what a page prints at its foot may
    stand between. Both have labels that another card has together."""
    forms = [_labels(table) for table in document.tables]
    parts: list[Table | Paragraph] = []
    for part in document.parts:
        place = len(parts) - (2 if parts and isinstance(parts[-1], Paragraph) else 1)
        above = parts[place] if place >= 0 else None
        if isinstance(part, Table) and isinstance(above, Table) and _is_rest(part, above, forms):
            parts[place] = replace(above, rows=(*above.rows, *part.rows))
        else:
            parts.append(part)
    return replace(document, parts=tuple(parts))


def _labels(table: Table) -> frozenset[str]:
    """What stands first in the rows of a table of two columns; nothing for any other."""
    cells = [row.cells for row in table.rows]
    return frozenset(squash(two[0].flat) for two in cells) if all(len(two) == 2 for two in cells) else frozenset()


def _is_rest(table: Table, above: Table, forms: list[frozenset[str]]) -> bool:
    first, rest = _labels(above), _labels(table)
    pages = {row.place.partition(",")[0] for row in (above.rows[-1], table.rows[0])}
    whole = first | rest
    return not table.exact and bool(first and rest) and not first & rest and len(pages) > 1 and whole in forms
