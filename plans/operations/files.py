"""Bytes under their SHA-256, wherever the settings keep them: evidence, the documents that plans came from."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from django.core.files.base import ContentFile, File
from django.core.files.storage import storages

_KEPT = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")


def store(data: bytes) -> str:
    """Keep bytes, whole or not at all; returns their SHA-256. The same bytes are kept once. Raises OSError, and leaves
    nothing behind."""
    digest = hashlib.sha256(data).hexdigest()
    if not exists(digest):
        _storage().save(_name(digest), ContentFile(data))
    return digest


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
