"""Files that are a zip of parts (.docx, .xlsx, .ods): what they are, and whether they may be opened.

Measured on hostile workbooks: a bomb of 300 kB takes the library to 650 MB. So every part is inflated once in small
pieces, counted and searched, before a library sees the file.
"""

import re
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from plans.importing.errors import NotAPlan
from plans.importing.readers.limits import MOST_CELLS

MOST_UNPACKED = 120_000_000
MOST_PARTS = 5_000
_PIECE = 1 << 16
_OVERLAP = 64

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0(?:D\0O\0C|E\0N\0T)", re.IGNORECASE)
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")


def kind_of_package(data: bytes) -> str:
    """ "word", "workbook", "binary workbook", "slides", "open sheet", "open text", "apple" or "zip", by the parts that
    the file lists; "broken" for one whose list of parts is lost."""
    try:
        with ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                mime = package.read("mimetype").decode("ascii", "replace")
                if "opendocument.spreadsheet" in mime:
                    return "open sheet"
                if "opendocument" in mime:
                    return "open text"
    except (BadZipFile, ZlibError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return "broken"
    found = (
        ("word/document.xml", "word"),
        ("xl/workbook.xml", "workbook"),
        ("xl/workbook.bin", "binary workbook"),
        ("ppt/presentation.xml", "slides"),
        ("Index/Document.iwa", "apple"),
        ("[Content_Types].xml", "office"),
    )
    return next((kind for part, kind in found if part in names), "zip")


def check_package(data: bytes, name: str) -> None:
    """Raises NotAPlan for a package that is encrypted, unpacks to more than any plan, bears more parts, holds a
    document type (where hostile entities live), or whose parts aren't what their list says."""
    try:
        with ZipFile(BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise _too_large(name)
            left = MOST_UNPACKED
            for part in parts:
                if part.flag_bits & 1:
                    raise NotAPlan(f"{name} is locked with a password. Save it without one and choose it again.")
                left -= _check_part(package, part, left, name)
    except NotAPlan:
        raise
    except (BadZipFile, ZlibError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise NotAPlan(
            f"{name} is damaged, or was not downloaded whole. Open it, save it again and choose the new file."
        ) from error


def _too_large(name: str) -> NotAPlan:
    return NotAPlan(
        f"{name} unpacks to more than {MOST_UNPACKED // 1_000_000} MB. Take pictures and other sheets out, or import "
        "the plan in parts."
    )


def _check_part(package: ZipFile, part: ZipInfo, left: int, name: str) -> int:
    """How large a part really is. zipfile gives no more than the list says and then compares the checksum, so that
    a part that lies about its size is an error."""
    size = cells = 0
    is_markup = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    before = b""
    with package.open(part) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > left:
                raise _too_large(name)
            if is_markup:
                searched = before + piece
                if _DOCTYPE.search(searched):
                    raise NotAPlan(
                        f"{name} holds a document type, which no Word or Excel file has. It was not opened; save the "
                        "plan again from Word or Excel."
                    )
                before = piece[-_OVERLAP:]
                if "sheet" in part.filename:
                    cells += len(_CELL.findall(piece))
                    if cells > MOST_CELLS:
                        raise NotAPlan(
                            f"{name} has more than {MOST_CELLS:,} cells. Delete the empty rows and columns of the "
                            "sheet, or import the plan in parts."
                        )
    return size
