"""The application's own mark (`plans.filemark`) in a file that comes in, whatever its format."""

from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

from plans import filemark
from plans.filemark import Mark
from plans.importing.errors import OwnFile
from plans.importing.readers import file_formats as formats
from plans.importing.source_document import Paragraph, SourceDocument

_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml", "docProps/app.xml", "meta.xml")
"""The parts of an office file that hold its properties."""
_MOST = 1_000_000


def check_foreign(data: bytes, found: str, name: str) -> None:
    """Raises OwnFile for a file, in the format `found`, whose properties or bytes bear the mark."""
    mark = _of_package(data) if data.startswith(b"PK") else _in_bytes(data)
    if mark is None and found == formats.PDF:
        mark = _of_pdf(data)
    if mark:
        raise OwnFile(name, mark)


def check_unmarked(document: SourceDocument, name: str) -> None:
    """Raises OwnFile for a document in whose cells or lines the mark stands, or that only our own files resemble."""
    for part in document.parts:
        rows = (
            [[part.text]] if isinstance(part, Paragraph) else [[cell.flat for cell in row.cells] for row in part.rows]
        )
        for texts in rows:
            mark = next(filter(None, map(filemark.find, texts)), None) or filemark.resembles(texts)
            if mark:
                raise OwnFile(name, mark)


def _in_bytes(data: bytes) -> Mark | None:
    """In the bytes of a text in any of its encodings; lines that a saved web page broke are joined."""
    plain = data.replace(b"\x00", b"").replace(b"=\r\n", b"").replace(b"=\n", b"")
    return filemark.find(plain.decode("latin-1"))


def _of_package(data: bytes) -> Mark | None:
    with ZipFile(BytesIO(data)) as package:
        names = set(package.namelist()) & set(_PROPERTIES)
        texts = [package.open(name).read(_MOST).decode("utf-8", "replace") for name in sorted(names)]
    return next(filter(None, map(filemark.find, texts)), None)


def _of_pdf(data: bytes) -> Mark | None:
    """In a PDF's properties, packed where it was saved again. Of one that is damaged its reader tells."""
    import pdfplumber

    with suppress(Exception), pdfplumber.open(BytesIO(data)) as pdf:
        return filemark.find(" ".join(str(value) for value in pdf.metadata.values()))
    return None
