"""The same content in each format that the import reads: a document made into a file's bytes.

    make(document, "docx" | "xlsx" | "html" | "csv" | "pdf" | "unruled pdf") -> bytes

The files are made as people make them, each with the library that its format is usually written with. Printed lines
stay lines; bands, and cells that stand for the rows below them, are merged where the format can (`merged`); lists
whose marks were lost in a text have them again (`marked`).
"""

from plans.importing.source_document import SourceDocument
from tests.plans.importing.making import pages, values, word, workbook
from tests.plans.importing.making.restoring import marked, merged

__all__ = ["FORMATS", "make", "marked", "merged"]

MAKERS = {
    "docx": word.docx_of,
    "xlsx": workbook.xlsx_of,
    "html": lambda document: pages.html_of(document).encode(),
    "csv": values.csv_of,
    "pdf": lambda document: pages.pdf_of(document, ruled=True),
    "unruled pdf": lambda document: pages.pdf_of(document, ruled=False),
}
FORMATS = tuple(MAKERS)


def make(document: SourceDocument, fmt: str) -> bytes:
    """The document as a file of this format."""
    return MAKERS[fmt](document)
