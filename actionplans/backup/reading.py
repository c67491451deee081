"""Reading a backup back: checked whole before the first row is written, and only into a database without any."""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.models import DateField, TimeField

from actionplans.backup.contents import EVIDENCE, HEADER, MAGIC, Damaged, fields, member, migrations, models
from plans.operations.files import store

CHUNK = 1024 * 1024
BATCH = 1000
"""Rows that are written by one statement."""


class NotEmpty(RuntimeError):
    """The database holds rows already; the message names some."""


def check_empty() -> None:
    """Raises NotEmpty where any row stands that a backup could hold."""
    for model in models():
        if model._base_manager.exists():
            raise NotEmpty(f"It holds {model._meta.verbose_name_plural} already.")


def read(path: Path) -> tuple[int, int]:
    """Restore everything from a file; how many rows and files. The rows are written in one transaction: all or none.

    Raises Damaged for a file that is not a whole backup of this version's, NotEmpty for a database that holds rows,
    and OSError.
    """
    check_empty()
    with _checked(path) as (archive, counts):
        files = 0
        for name in archive.namelist():
            if EVIDENCE.fullmatch(name):
                store(archive.read(name))
                files += 1
        with transaction.atomic():
            for model in models():
                _fill(archive, model, counts[member(model)])
            _reset_sequences()
    return sum(counts.values()), files


@contextmanager
def _checked(path: Path):
    """The archive and how many rows it holds of each model, when the file is what its digest says and made by the
    migrations that made these tables."""
    with path.open("rb") as file:
        header = file.read(HEADER)
        if not header.startswith(MAGIC) or len(header) != HEADER:
            raise Damaged("It is no backup of Action Plans, or its beginning is lost.")
        digest = hashlib.sha256()
        while chunk := file.read(CHUNK):
            digest.update(chunk)
        if digest.hexdigest().encode() != header[len(MAGIC) : -1]:
            raise Damaged("It is damaged: what it holds is not what was written. Use another copy of it.")
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read("manifest.json"))
            _check_version(manifest["migrations"])
            yield archive, manifest["rows"]


def _check_version(made_by: list[str]) -> None:
    here = migrations()
    if made_by == here:
        return
    newer, older = sorted(set(made_by) - set(here)), sorted(set(here) - set(made_by))
    if newer:
        raise Damaged(f"It was made by a later version, which has {newer[0]}. Restore it with that version.")
    raise Damaged(
        f"It was made by an earlier version, before {older[0]}. Restore it with that version, then bring the database "
        "up to date with this one."
    )


def _fill(archive: zipfile.ZipFile, model, expected: int) -> None:
    """Write the rows of one model as they were: past the verbs and the trail, which are among what is restored."""
    columns = fields(model)
    count = 0
    with archive.open(member(model)) as lines, _no_stamps(columns):
        rows = (json.loads(line) for line in lines)
        while batch := list(islice(rows, BATCH)):
            model._base_manager.bulk_create(
                model(**{f.attname: f.to_python(value) for f, value in zip(columns, row, strict=True)}) for row in batch
            )
            count += len(batch)
    if count != expected:
        raise Damaged(f"It holds {count} rows of {model._meta.label} where it says {expected}.")


@contextmanager
def _no_stamps(columns):
    """Let fields that set the time by themselves keep the time that is restored."""
    stamps = [(f, f.auto_now, f.auto_now_add) for f in columns if isinstance(f, DateField | TimeField)]
    for field, *_was in stamps:
        field.auto_now = field.auto_now_add = False
    try:
        yield
    finally:
        for field, auto_now, auto_now_add in stamps:
            field.auto_now, field.auto_now_add = auto_now, auto_now_add


def _reset_sequences() -> None:
    """Let new rows be numbered after those that were restored."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models()):
            cursor.execute(statement)
