"""A PDF that says of itself that nobody changed it: a line of comment before its end holds from what it was drawn, and
a seal of all its other bytes. Pure."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable

from plans.sheets.keys import letters
from plans.sheets.marks import RowMark, Seal, find

_SEAL = 24
_LINE = re.compile(rb"%(AQ[0-9A-Z-]{20,80}) ([0-9A-Z]{24})\n(?=startxref)")


def sealed(data: bytes, seal: Seal) -> bytes:
    """The file with that line: no place of another byte that the file counts on is moved by it."""
    at = data.rindex(b"startxref")
    return b"%s%%%s %s\n%s" % (data[:at], seal.key(0).encode(), _of(seal.secret, data), data[at:])


def mark_of(data: bytes) -> RowMark | None:
    """From what the file was drawn, as it says."""
    found = _LINE.search(data, max(0, len(data) - 4_000))
    return find(found[1].decode()) if found else None


def is_unchanged(data: bytes, secrets: Iterable[str]) -> bool:
    """Whether every byte is as it was when one of these sealed the file."""
    found = _LINE.search(data, max(0, len(data) - 4_000))
    if found is None:
        return False
    bare = data[: found.start()] + data[found.end() :]
    return any(hmac.compare_digest(found[2], _of(secret, bare)) for secret in secrets)


def _of(secret: str, data: bytes) -> bytes:
    return letters(hmac.digest(secret.encode(), data, "sha256"), _SEAL).encode()
