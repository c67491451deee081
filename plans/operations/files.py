"""Bytes under their SHA-256, wherever the settings keep them: evidence, the documents that plans came from.

What is read is held against its hash first, every time and by whoever asks: `opened` is the one way in.
"""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from collections.abc import Iterator

from django.core.files.base import ContentFile, File

from plans import room
from plans.operations.errors import Refused
from plans.operations.turns import EvidencePlace

log = logging.getLogger("actionplans.evidence")

CHUNK = 256 * 1024
"""Bytes of a file that are in memory at a time while it is held against its hash."""

_KEPT = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Altered(OSError):
    """What is kept under a hash are not the bytes that it is the hash of."""


def store(data: bytes) -> str:
    """Keep bytes, whole or not at all; returns their SHA-256. The same bytes are kept once, and put right where what
    was kept of them was altered. Raises OSError, and leaves nothing behind."""
    digest = hashlib.sha256(data).hexdigest()
    if not holds(digest):
        _storage().save(_name(digest), ContentFile(data))
    return digest


def store_of(name: str, data: bytes, *, field: str, otherwise: str = "") -> str:
    """`store`, with a refusal that a person reads where the place is full or away: `name` is the file's, `field` where
    it was chosen, `otherwise` what to do without it. Raises Refused."""
    try:
        return store(data)
    except OSError as error:
        log.exception("a file could not be stored")
        because = "has no room left" if room.is_full(error) else "refused it"
        raise Refused(
            f"“{name}” could not be stored just now, because the place where the service keeps files {because}. "
            f"{otherwise}Try again later; the people who run the service have been told.",
            field,
        ) from error


def read_of(name: str, sha256: str) -> bytes:
    """`read`, with a refusal that a person reads. Raises Refused."""
    try:
        return read(sha256)
    except Altered as error:
        raise Refused(
            f"“{name}” was altered where the service keeps files, so nothing was written from it. Choose your own copy "
            "of it again; the people who run the service have been told."
        ) from error
    except OSError as error:
        log.exception("the file %s could not be read", sha256)
        raise Refused(
            f"“{name}” could not be read where the service keeps files, so nothing was written. Try again later; the "
            "people who run the service have been told."
        ) from error


def opened(sha256: str) -> File:
    """The file, to be read, after all of it was held against its hash. Raises FileNotFoundError where there is none,
    Altered where its bytes are others, OSError where it can't be had."""
    if not _SHA256.fullmatch(sha256):
        raise FileNotFoundError(f"“{sha256}” is no SHA-256")
    file = _storage().open(_name(sha256), "rb")
    try:
        found = _digest_of(file)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    if found != sha256:
        file.close()
        log.error("the file %s was altered where it is kept: its bytes are now of %s", sha256, found)
        raise Altered("its bytes are not those that were stored")
    return file


def read(sha256: str) -> bytes:
    """All of its bytes. Raises as `opened` does."""
    with opened(sha256) as file:
        return file.read()


def holds(sha256: str) -> bool:
    """Whether there is such a file and it is what its hash says. Raises OSError where that can't be told."""
    try:
        opened(sha256).close()
    except (FileNotFoundError, Altered):
        return False
    return True


def exists(sha256: str) -> bool:
    """Whether there is such a file, whatever became of its bytes. Raises OSError where that can't be told."""
    return bool(_SHA256.fullmatch(sha256)) and _storage().exists(_name(sha256))


def may_be_there(sha256: str) -> bool:
    """Whether there is such a file, or that can't be told."""
    try:
        return exists(sha256)
    except OSError:
        return True


def remove(sha256: str) -> None:
    """Take it away, where it is there. Raises OSError."""
    if not _SHA256.fullmatch(sha256):
        return
    _storage().delete(_name(sha256))


def kept() -> Iterator[str]:
    """The SHA-256 of every file, in order. Raises OSError."""
    folders, _loose = _listed("")
    for folder in sorted(folders):
        for name in sorted(_listed(folder)[1]):
            found = _KEPT.fullmatch(f"{folder}/{name}")
            if found:
                yield found[2]


PROBE = "probe"
"""The name of a file of no plan, written anew by each probe."""


def probe() -> None:
    """Write a file, and read it. Raises OSError where either can't be done."""
    place, written = _storage(), secrets.token_hex(16).encode()
    place.save(PROBE, ContentFile(written))
    with place.open(PROBE, "rb") as file:
        if len(file.read()) != len(written):
            raise OSError("what is read is not what was written")


def _digest_of(file: File) -> str:
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return _storage().listdir(folder)
    except FileNotFoundError:
        return [], []


def _storage() -> EvidencePlace:
    return EvidencePlace()


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
