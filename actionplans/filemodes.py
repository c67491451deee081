"""Who on this machine may read what the application keeps: its own user alone.

SQLite makes its database as readable as everything else that a user makes, and its journal as readable as the
database. So the modes are set when the application starts, and on what stands there already.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

FOLDER, FILE = 0o700, 0o600
OTHERS = 0o077
"""What nobody but the owner has."""

JOURNALS = ("", "-journal", "-wal", "-shm")
"""What SQLite adds to its database's name for the files beside it."""


def keep_private(folder: Path, database: Path | None) -> None:
    """Make the data folder, and what of ours stands in it, the owner's alone; and so the database, made when absent,
    wherever it is. What can't be changed is left: `exposed` tells it."""
    if database and database.parent.is_dir() and not database.exists():
        _make(database)
    for path in _ours(folder, database):
        _tighten(path)


def exposed(folder: Path, database: Path | None) -> list[Path]:
    """What of it others on this machine may read or write."""
    return [path for path in _ours(folder, database) if _mode(path) & OTHERS]


def _ours(folder: Path, database: Path | None) -> Iterator[Path]:
    """The files that hold what people wrote; and the folder, where it holds nothing else: one that is shared with
    others, such as /srv, is not for us to close."""
    files = {path for end in JOURNALS if database and (path := database.with_name(database.name + end)).is_file()}
    files |= {path for name in ("secret_key", "evidence") if (path := folder / name).exists()}
    if _is_own(folder, {path.name for path in files}):
        yield folder
    yield from sorted(files)


def _is_own(folder: Path, names: set[str]) -> bool:
    try:
        found = folder.stat()
        return found.st_uid == os.geteuid() and {path.name for path in folder.iterdir()} <= names | {"static"}
    except OSError:
        return False


def _make(path: Path) -> None:
    try:
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, FILE))
    except OSError:
        return


def _tighten(path: Path) -> None:
    wanted = _mode(path) & ~OTHERS
    try:
        if wanted != _mode(path):
            path.chmod(wanted)
    except OSError:
        return


def _mode(path: Path) -> int:
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0
