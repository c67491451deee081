"""What kinds of file may be evidence, told by what is inside them: a name says nothing of that."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import puremagic

from plans.operations.errors import Refused

ALLOWED = {
    ".pdf": "PDF",
    ".docx": "Word",
    ".doc": "Word",
    ".xlsx": "Excel",
    ".xls": "Excel",
    ".pptx": "PowerPoint",
    ".ppt": "PowerPoint",
    ".odt": "OpenDocument",
    ".ods": "OpenDocument",
    ".png": "image",
    ".jpg": "image",
    ".jpeg": "image",
    ".heic": "image",
    ".heif": "image",
    ".msg": "e-mail",
    ".eml": "e-mail",
    ".txt": "text",
    ".csv": "CSV",
}
"""From each suffix that evidence may have to the word for it."""

TEXT = {".txt", ".csv", ".eml"}
OLE = b"\xd0\xcf\x11\xe0"
SIGNATURES = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    **dict.fromkeys((".doc", ".xls", ".ppt", ".msg"), OLE),
}
"""What the bytes of each kind begin with."""

MEMBERS = {
    ".docx": ("[Content_Types].xml", "word/"),
    ".xlsx": ("[Content_Types].xml", "xl/"),
    ".pptx": ("[Content_Types].xml", "ppt/"),
    ".odt": ("content.xml", "mimetype"),
    ".ods": ("content.xml", "mimetype"),
}
"""What the zip of each kind holds: a member of that name or, ending in a stroke, below that folder."""

PHOTOGRAPHS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
"""The brands of the container in which telephones keep photographs; its films have others."""

MACROS = "vbaProject.bin"


def check_kind(name: str, data: bytes) -> None:
    """Raises Refused for a file of a kind that is not allowed, that is not what its name says, or with macros."""
    suffix = Path(name).suffix.lower()
    if suffix not in ALLOWED:
        raise Refused(
            f"“{name}” can’t be attached: a file of that kind is not accepted. "
            "Attach a PDF, Word, Excel, PowerPoint, image, e-mail, text or CSV file.",
            "evidence",
        )
    if not _is_honest(suffix, data):
        raise Refused(
            f"“{name}” is not what its name says: inside it is {_what_it_is(data)}. "
            "Open it, save it again as a PDF or Office file, and attach that.",
            "evidence",
        )
    if suffix in MEMBERS and any(member.endswith(MACROS) for member in _members(data)):
        raise Refused(f"“{name}” holds macros. Save it without them, or as a PDF, and attach that.", "evidence")


def _is_honest(suffix: str, data: bytes) -> bool:
    if suffix in TEXT:
        return _is_text(data)
    if suffix in (".heic", ".heif"):
        return data[4:8] == b"ftyp" and data[8:12] in PHOTOGRAPHS
    if suffix in SIGNATURES:
        return data.startswith(SIGNATURES[suffix])
    members = _members(data)
    return all(
        any(member.startswith(wanted) if wanted.endswith("/") else member == wanted for member in members)
        for wanted in MEMBERS[suffix]
    )


def _members(data: bytes) -> list[str]:
    """The names in a zip, nothing of which is unpacked; none for what is no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return []


def _is_text(data: bytes) -> bool:
    if b"\0" in data[:8192] or data.startswith((b"MZ", b"\x7fELF", b"PK\x03\x04")):
        return False
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return all(byte >= 32 or byte in (9, 10, 13) for byte in data[:8192])
    return True


def _what_it_is(data: bytes) -> str:
    try:
        return puremagic.magic_string(data)[0].name.lower() or "something else"
    except (puremagic.PureError, IndexError, ValueError):
        return "something else"
