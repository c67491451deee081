"""Which format a file is in: by what it begins with and holds, then by its name. A wrongly named file is read as
what it is."""

import re

from plans.importing.errors import NotAPlan
from plans.importing.readers.limits import MOST_BYTES
from plans.importing.readers.packages import check_package, kind_of_package
from plans.importing.readers.refusals import BY_CONTENT, BY_PACKAGE, LOCKED, MESSAGE, OLD_FILE, OLD_WORD

WORD, WORKBOOK, OLDER_SHEET, PDF, WEB_PAGE, WEB_ARCHIVE, TEXT = (
    "word", "workbook", "older sheet", "pdf", "web page", "web archive", "text",
)  # fmt: skip

_PACKAGES = {"word": WORD, "workbook": WORKBOOK, "binary workbook": OLDER_SHEET, "open sheet": OLDER_SHEET}
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = (
    ("EncryptedPackage", LOCKED),
    ("Workbook", ""),
    ("Book", ""),
    ("WordDocument", OLD_WORD),
    ("PowerPoint Document", BY_PACKAGE["slides"]),
    ("__properties_version1.0", MESSAGE),
)
"""Names of streams in older Office files, and what is said of a file that holds one."""
_BOOK = re.compile(rb"^\x09[\x00\x02\x04\x08]")
"""Workbooks older than their wrapping: a record of the beginning."""

_MESSAGE = re.compile(rb"^(?:received|return-path|delivered-to|to|message-id):", re.IGNORECASE | re.MULTILINE)
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
            raise NotAPlan(f"{name} {MESSAGE}")
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
