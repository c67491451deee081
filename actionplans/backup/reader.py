"""Reading a backup back: checked whole before the first row is written, and only into a database without any."""

from __future__ import annotations

from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction

from actionplans.backup.archive import Archive, checked
from actionplans.backup.contents import EVIDENCE, Damaged, migrations, models
from actionplans.backup.earlier import brought_up
from plans.operations.files import store


class NotEmpty(RuntimeError):
    """The database holds rows already; the message names some."""


def check_empty() -> None:
    """Raises NotEmpty where any row stands that a backup could hold."""
    for model in models():
        if model._base_manager.exists():
            raise NotEmpty(f"It holds {model._meta.verbose_name_plural} already.")


def read(path: Path) -> tuple[int, int]:
    """Restore everything from a file; how many rows and files. The rows are written in one transaction: all or none.
    A backup of an earlier version is brought up to this one first, apart from the database.

    Raises Damaged for a file that is not a whole backup, or of a later version, NotEmpty for a database that holds
    rows, and OSError.
    """
    check_empty()
    with checked(path) as archive:
        if _is_of_this_version(archive):
            files = _files(archive)  # first: a row without its file can't be
            return _rows(archive), files
        with brought_up(path) as upgraded, checked(upgraded) as same:
            files = _files(archive)
            return _rows(same), files


def _is_of_this_version(archive: Archive) -> bool:
    made_by, here = set(archive.manifest["migrations"]), set(migrations())
    newer = sorted(made_by - here)
    if newer:
        raise Damaged(
            f"It was made by a later version of Action Plans, which has {newer[0]}. Install that version, or a later "
            "one, and restore it there."
        )
    return made_by == here


def _rows(archive: Archive) -> int:
    with transaction.atomic():
        count = sum(archive.fill(model) for model in models())
        _reset_sequences()
    return count


def _files(archive: Archive) -> int:
    names = [name for name in archive.file.namelist() if EVIDENCE.fullmatch(name)]
    for name in names:
        store(archive.file.read(name))
    return len(names)


def _reset_sequences() -> None:
    """Let new rows be numbered after those that were restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
