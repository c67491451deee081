"""Databases that have their tables: going through all migrations takes a processor a quarter of a minute, so it is done
once in a run for everybody who starts servers and workers of their own."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

ROOT = Path(__file__).parent.parent


def put_tables_into(folder: Path) -> None:
    """An SQLite database with its tables, and nothing in them, as `migrate` makes it in an empty DATA_DIR."""
    made = _shared() / "tables"
    with (_shared() / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            begun = _shared() / "begun"
            shutil.rmtree(begun, ignore_errors=True)
            _migrate(begun, "")
            begun.rename(made)
    shutil.copytree(made, folder, dirs_exist_ok=True)


@contextmanager
def postgresql_database(address: str) -> Iterator[str]:
    """The address of a database with its tables on the server of another; it is gone afterwards."""
    template, name = f"tables_{_version()}", f"load_{secrets.token_hex(4)}"
    with psycopg.connect(_beside(address, "postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [template]).fetchone()
        if not known:
            connection.execute(f"CREATE DATABASE begun_{name}")
            _migrate(_shared() / "files", _beside(address, f"begun_{name}"))
            connection.execute(f"ALTER DATABASE begun_{name} RENAME TO {template}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        connection.execute("SELECT pg_advisory_unlock(1)")
        try:
            yield _beside(address, name)
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _beside(address: str, name: str) -> str:
    return re.sub(r"/[^/]*$", f"/{name}", address)


def _migrate(folder: Path, database: str) -> None:
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": database}
    command = [sys.executable, "manage.py", "migrate", "-v0"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)  # noqa: S603
    assert done.returncode == 0, done.stderr


@cache
def _shared() -> Path:
    """A folder that the processes of a run have in common, for these migrations alone."""
    folder = Path(os.environ.get("DATA_DIR", tempfile.gettempdir())) / f"tables-{_version()}"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@cache
def _version() -> str:
    """Told from what the migrations say."""
    files = sorted(ROOT.glob("*/migrations/*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
