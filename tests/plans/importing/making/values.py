"""Values between commas."""

import csv
from io import StringIO

from plans.importing.source_document import Paragraph, SourceDocument
from tests.plans.importing.making.flow import block_text


def csv_of(document: SourceDocument) -> bytes:
    """The document as a spreadsheet saves it, its letters in UTF-8 with a mark."""
    stream = StringIO(newline="")
    writer = csv.writer(stream)
    for part in document.parts:
        if isinstance(part, Paragraph):
            writer.writerow(["\n".join(part.lines)])
            continue
        writer.writerow([])
        for row in part.rows:
            writer.writerow(["\n".join(map(block_text, cell.blocks)) for cell in row.cells])
        writer.writerow([])
    return stream.getvalue().encode("utf-8-sig")
