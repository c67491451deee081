"""PDFs that hold text, read by pdfplumber.

pages      page by page: rotation, refusals, what lies between the tables
fonts      fonts that number their characters by a table of their own
printed_lines characters to printed lines, with emphasis and ink
ruled_tables tables between ruling lines, with spans and fills
unruled_tables tables that only the text's positions make
paragraphs printed lines to paragraphs and blocks: which line ends are wraps
"""

from plans.importing.readers.pdf.pages import read_pdf

__all__ = ["read_pdf"]
