"""PDFs that hold text, read by pdfplumber.

document   page by page: rotation, refusals, what lies between the tables
fonts      fonts that number their characters by a table of their own
glyphs     characters to printed lines, with emphasis and ink
ruled      tables between ruling lines, with spans and fills
unruled    tables that only the text's positions make
flow       printed lines to paragraphs and blocks: which line ends are wraps
"""

from plans.importing.readers.pdf.document import read_pdf

__all__ = ["read_pdf"]
