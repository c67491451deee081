"""Names for files that any machine takes, each once. Pure."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
"""Characters before the suffix: some archivers cut what is longer, with the folders above it."""

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*]')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class Names:
    """Gives each file a name of its own within a folder; two that differ only in case are alike."""

    def __init__(self):
        self._given: set[str] = set()

    def name(self, *words: str) -> str:
        """A name made of these words; the last one's suffix is the file's."""
        wanted = safe_name(" ".join(word for word in words if word))
        stem, suffix = _parts(wanted)
        given, number = wanted, 1
        while given.casefold() in self._given:
            number += 1
            given = f"{stem} ({number}){suffix}"
        self._given.add(given.casefold())
        return given


def safe_name(text: str) -> str:
    """The text as the name of a file, without what Windows, macOS or Linux would not take or would hide."""
    plain = "".join(
        " " if char.isspace() else "" if unicodedata.category(char).startswith("C") else char
        for char in unicodedata.normalize("NFC", text)
    )
    plain = " ".join(_NOT_IN_NAMES.sub("_", plain).split()).strip(". ")
    stem, suffix = _parts(plain)
    plain = f"{stem[:LONGEST].strip('. ')}{suffix}" or "file"
    return f"_{plain}" if _DEVICES.fullmatch(plain) else plain


def _parts(name: str) -> tuple[str, str]:
    suffix = PurePosixPath(name).suffix
    return (name.removesuffix(suffix), suffix) if suffix and len(suffix) <= 12 else (name, "")
