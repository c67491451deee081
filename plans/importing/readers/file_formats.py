"""Which format a file is in: by what it begins with and holds, then by its name. A wrongly named file is read as
what it is. What no reader takes is refused, and so is what the application itself made (`plans.filemark`).
"""

import re
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

from plans import filemark
from plans.filemark import Mark
from plans.importing.errors import NotAPlan, OwnFile
from plans.importing.readers.limits import MOST_BYTES
from plans.importing.readers.packages import check_package, kind_of_package
from plans.importing.source_document import Paragraph, SourceDocument

_OFFICE = (
    "Open it in Word or Excel, save it as a Word document (.docx) or Excel workbook (.xlsx), and choose that file."
)
_PICTURE = "Its words can't be read. Ask for the Word, Excel or PDF file that the picture was made of."

BY_CONTENT = (
    (b"{\\rtf", f"is a rich text file. {_OFFICE}"),
    (b"\x89PNG", f"is a picture. {_PICTURE}"),
    (b"\xff\xd8\xff", f"is a picture. {_PICTURE}"),
    (b"GIF8", f"is a picture. {_PICTURE}"),
    (b"II*\x00", f"is a picture. {_PICTURE}"),
    (b"MM\x00*", f"is a picture. {_PICTURE}"),
    (b"BM", f"is a picture. {_PICTURE}"),
    (b"Rar!", "is an archive. Unpack it and choose the plan's own file."),
    (b"7z\xbc\xaf", "is an archive. Unpack it and choose the plan's own file."),
    (b"\x1f\x8b", "is an archive. Unpack it and choose the plan's own file."),
)
"""First bytes and what is said of them."""

BY_PACKAGE = {
    "slides": "is a PowerPoint presentation. Copy the plan's table into a Word document and choose that.",
    "open text": "is an OpenDocument text. Save it as a Word document (.docx) and choose that file.",
    "apple": "is a Pages or Numbers file. Export it as a Word document or Excel workbook and choose that file.",
    "office": f"is an Office file without a document in it. {_OFFICE}",
    "zip": "is a zip archive. Unpack it and choose the plan's own file.",
    "broken": "is damaged, or was not downloaded whole. Open it, save it again and choose the new file.",
}

OLD_WORD = f"is an older Word document. {_OFFICE}"
OUTLOOK = "is an e-mail of Outlook. Save it as text or as .eml, or save its attachment, and choose that file."
LOCKED = "is locked with a password. Save it without one and choose it again."
OLD_FILE = f"is an older Office file in which no workbook was found. {_OFFICE}"


WORD, WORKBOOK, OLDER_SHEET, PDF, WEB_PAGE, WEB_ARCHIVE, MESSAGE, TEXT = (
    "word", "workbook", "older sheet", "pdf", "web page", "web archive", "message", "text",
)  # fmt: skip

_PACKAGES = {"word": WORD, "workbook": WORKBOOK, "binary workbook": OLDER_SHEET, "open sheet": OLDER_SHEET}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("Workbook", ""),
    ("Book", ""),
    ("WordDocument", OLD_WORD),
    ("PowerPoint Document", BY_PACKAGE["slides"]),
    ("__properties_version1.0", OUTLOOK),
)
"""Names of streams in older Office files, and what is said of a file that holds one."""
_BOOK = re.compile(rb"^\x09[\x00\x02\x04\x08]")
"""Workbooks older than their wrapping: a record of the beginning."""

_MESSAGE = re.compile(rb"^(?:received|return-path|delivered-to|to|message-id):", re.IGNORECASE | re.MULTILINE)
_PASTED = (".txt", ".md")
"""Names of files into which an e-mail is pasted."""
_HEADERS = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_HTML = re.compile(rb"(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b", re.I | re.S)
_LOOKED_AT = 4_000


def recognise(data: bytes, name: str) -> str:
    """The file's format. Raises NotAPlan for one that is empty, too large, or in a format that is not read, and for
    a package that must not be opened."""
    if not data.strip():
        raise NotAPlan(f"{name} is empty. Choose the file that holds the plan's table.")
    start = data[:_LOOKED_AT]
    for magic, said in BY_CONTENT:
        if start.startswith(magic) and (magic != b"BM" or b"\x00" in start):
            raise NotAPlan(f"{name} {said}")
    found = _recognised(data, start, name)
    if found != TEXT and len(data) > MOST_BYTES:
        raise NotAPlan(
            f"{name} is larger than {MOST_BYTES // 1_000_000} MB. Take pictures out of it, or import the plan in parts."
        )
    if start.startswith(b"PK"):
        check_package(data, name)
    return found


def _recognised(data: bytes, start: bytes, name: str) -> str:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        kind = kind_of_package(data)
        if kind not in _PACKAGES:
            raise NotAPlan(f"{name} {BY_PACKAGE[kind]}")
        return _PACKAGES[kind]
    if start.startswith(_COMPOUND):
        return _compound(data, name)
    if b"%PDF-" in start[:1024]:
        return PDF
    if _BOOK.match(start):
        return OLDER_SHEET
    if _HEADERS.match(start.replace(b"\r\n", b"\n")):
        if _MESSAGE.search(start):
            return TEXT if name.lower().endswith(_PASTED) and b"mime-version:" not in start.lower() else MESSAGE
        if b"mime-version:" in start.lower():
            return WEB_ARCHIVE
    plain = start.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    called_a_page = name.lower().endswith((".html", ".htm", ".xhtml")) and plain.startswith(b"<")
    return WEB_PAGE if called_a_page or _HTML.match(plain) else TEXT


def _compound(data: bytes, name: str) -> str:
    for stream, said in _STREAMS:
        if (stream + "\0").encode("utf-16-le") in data:
            if said:
                raise NotAPlan(f"{name} {said}")
            return OLDER_SHEET
    raise NotAPlan(f"{name} {OLD_FILE}")


GUIDE_SHEET = "How to fill this in"
"""The sheet of the template workbook (`plans.templatebook`) that says how to use it, and is no part of the plan."""

_PROPERTIES = ("docProps/core.xml", "docProps/custom.xml", "docProps/app.xml", "meta.xml")
"""The parts of an office file that hold its properties."""
_MOST = 1_000_000


def check_foreign(data: bytes, found: str, name: str) -> None:
    """Raises OwnFile for a file, in the format `found`, whose properties or bytes bear the mark."""
    mark = _of_package(data) if data.startswith(b"PK") else _in_bytes(data)
    if mark is None and found == PDF:
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
