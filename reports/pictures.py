"""Pages of a PDF as pictures, for whoever looks at a paper before it is issued."""

from __future__ import annotations

import io
from threading import Lock

_ONE_AT_A_TIME = Lock()
"""The library that draws knows no threads."""

WIDTH = 1100
"""Of a picture, in pixels: text of the paper's size can be read in it."""


def pages_of(pdf: bytes) -> int:
    """How many pages it has."""
    import pypdfium2  # a web page that only names a preview stays quick to start

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return len(document)
        finally:
            document.close()


def picture(pdf: bytes, number: int) -> bytes:
    """Page `number`, from 1, as PNG. Raises IndexError for a page that it does not have."""
    import pypdfium2

    with _ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(pdf)
        try:
            if not 1 <= number <= len(document):
                raise IndexError(number)
            page = document[number - 1]
            drawn = page.render(scale=WIDTH / page.get_width()).to_pil()
        finally:
            document.close()
    out = io.BytesIO()
    drawn.save(out, "PNG")
    return out.getvalue()
