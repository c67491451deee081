"""Bytes under their SHA-256, wherever the settings keep them: evidence, the documents that plans came from."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

from plans.operations.errors import Refused

log = logging.getLogger("actionplans.evidence")

_KEPT = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")


def store(data: bytes) -> str:
    """Keep bytes, whole or not at all; returns their SHA-256. The same bytes are kept once. Raises OSError, and leaves
    nothing behind."""
    digest = hashlib.sha256(data).hexdigest()
    if not exists(digest):
        _storage().save(_name(digest), ContentFile(data))
    return digest


def store_of(name: str, data: bytes, *, field: str, otherwise: str = "") -> str:
    """`store`, with a refusal that a person reads where the place is full or away: `name` is the file's, `field` where
    it was chosen, `otherwise` what to do without it. Raises Refused."""
    try:
        return store(data)
    except OSError as error:
        log.exception("a file could not be stored")
        raise Refused(
            f"“{name}” could not be stored just now, because the place where the service keeps files refused it. "
            f"{otherwise}Try again later; the people who run the service have been told.",
            field,
        ) from error


def read_of(name: str, sha256: str) -> bytes:
    """`read`, with a refusal that a person reads. Raises Refused."""
    try:
        return read(sha256)
    except OSError as error:
        log.exception("the file %s could not be read", sha256)
        raise Refused(
            f"“{name}” could not be read where the service keeps files, so nothing was written. Try again later; the "
            "people who run the service have been told."
        ) from error


def opened(sha256: str) -> File:
    """The file, to be read. Raises FileNotFoundError where there is none, OSError where it can't be had."""
    return _storage().open(_name(sha256), "rb")


def read(sha256: str) -> bytes:
    """All of its bytes. Raises as `opened` does."""
    with opened(sha256) as file:
        return file.read()


def exists(sha256: str) -> bool:
    """Whether there is such a file. Raises OSError where that can't be told."""
    return _storage().exists(_name(sha256))


def may_be_there(sha256: str) -> bool:
    """Whether there is such a file, or that can't be told."""
    try:
        return exists(sha256)
    except OSError:
        return True


def remove(sha256: str) -> None:
    """Take it away, where it is there. Raises OSError."""
    _storage().delete(_name(sha256))


def kept() -> Iterator[str]:
    """The SHA-256 of every file, in order. Raises OSError."""
    folders, _loose = _listed("")
    for folder in sorted(folders):
        for name in sorted(_listed(folder)[1]):
            found = _KEPT.fullmatch(f"{folder}/{name}")
            if found:
                yield found[2]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    try:
        return _storage().listdir(folder)
    except FileNotFoundError:
        return [], []


def _storage():
    return storages["evidence"]


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"
