"""A failure for want of room is told from every other."""

import errno
import sqlite3

import psycopg.errors
import pytest
from django.db import OperationalError, ProgrammingError

from plans import room


def raised_by_sqlite(statement: str) -> sqlite3.Error:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE things (words TEXT)")
    connection.execute(statement)
    try:
        connection.execute("INSERT INTO things VALUES (?)", ["x" * 100_000])
    except sqlite3.Error as error:
        return error
    raise AssertionError


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EDQUOT, "Disk quota exceeded"),
        raised_by_sqlite("PRAGMA max_page_count = 1"),
        raised_by_sqlite("PRAGMA query_only = ON"),
        psycopg.errors.DiskFull("could not extend file"),
        psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT in a read-only transaction"),
    ],
    ids=lambda error: f"{type(error).__name__}: {error}",
)
def test_no_room(error):
    assert room.is_full(error)
    wrapped = OperationalError(str(error))
    wrapped.__cause__ = error
    assert room.is_full(wrapped)


@pytest.mark.parametrize(
    "error",
    [
        None,
        OSError(errno.EACCES, "Permission denied"),
        OperationalError("database is locked"),
        ProgrammingError("the disk is full of words"),
        psycopg.errors.DeadlockDetected("deadlock detected"),
        ValueError("database or disk is full"),
    ],
    ids=repr,
)
def test_something_else(error):
    assert not room.is_full(error)
