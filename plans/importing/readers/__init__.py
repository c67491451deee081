"""Readers: from the bytes of a file to a `Document` of paragraphs and tables, one module a format.

Another format is another function `(data, name) -> Document`, listed in `FORMATS` before the text reader, which
takes whatever nothing else has recognised.
"""

from collections.abc import Callable

from plans.importing.grid import Document
from plans.importing.readers.decoding import decode
from plans.importing.readers.limits import check_lines, check_size
from plans.importing.readers.lines import read_lines


def _always(data: bytes) -> bool:
    return True


def _read_text(data: bytes, name: str) -> Document:
    return read_lines(check_lines(decode(data, name), name))


FORMATS: tuple[tuple[Callable[[bytes], bool], Callable[[bytes, str], Document]], ...] = ((_always, _read_text),)
"""Pairs of "is it mine?" and "read it", asked in this order."""


def read_document(data: bytes, name: str) -> Document:
    """What the file holds. Raises NotAPlan for an empty file, one that no reader can read, and one larger than any
    plan."""
    document = next(read for recognises, read in FORMATS if recognises(data))(data, name)
    check_size(document, name)
    return document
