"""Writing a backup: whole, or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from actionplans.backup.contents import HEADER, MAGIC, fields, member, migrations, models, plain
from audits.models import IssuedFile
from plans.models import Evidence
from plans.operations import files

CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """What a backup holds. `missing` are the hashes of evidence of which there is a row and no file, `altered` those of
    files that are not what their hash says; neither are in it."""

    rows: int
    files: int
    size: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]


def write(path: Path, *, made: datetime) -> Written:
    """Back everything up to a file, which takes the place of one of that name only when it is whole.

    The rows are those of one moment, whoever writes meanwhile: PostgreSQL gives one view of it, SQLite lets others
    wait. Only its owner may read the file: it holds people's addresses and the hashes of their passwords. Raises
    OSError.
    """
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        try:
            file.write(MAGIC + b"0" * 64 + b"\n")
            found = _archive(file, made)
            _seal(file)
            size = file.tell()
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return replace(found, size=size)


def _archive(file, made: datetime) -> Written:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with _one_moment():
            counts = {member(model): _rows(archive, model) for model in models()}
            wanted = set(Evidence.objects.exclude(sha256="").values_list("sha256", flat=True))
            wanted |= set(IssuedFile.objects.filter(withdrawn=False).values_list("sha256", flat=True))
            columns = {model._meta.label_lower: [field.attname for field in fields(model)] for model in models()}
            manifest = {"made": made.isoformat(), "migrations": migrations(), "columns": columns, "rows": counts}
        held, altered = _files(archive)
        archive.writestr("manifest.json", json.dumps(manifest, indent=1))
    missing = tuple(sorted(wanted - held - altered))
    return Written(sum(counts.values()), len(held), 0, missing, tuple(sorted(altered)))


def _files(archive: zipfile.ZipFile) -> tuple[set[str], set[str]]:
    """Write the files; the hashes of those that are in it, and of those that were altered where they are kept."""
    held, altered = set(), set()
    for sha256 in files.kept():
        try:
            archive.writestr(f"evidence/{sha256[:2]}/{sha256}", files.read(sha256))
            held.add(sha256)
        except FileNotFoundError:
            continue  # it was purged meanwhile
        except files.Altered:
            altered.add(sha256)
    return held, altered


@contextmanager
def _one_moment():
    """A transaction that sees the rows as they are now to its end."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _rows(archive: zipfile.ZipFile, model) -> int:
    count = 0
    names = [field.attname for field in fields(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    with archive.open(member(model), "w", force_zip64=True) as out:
        for row in rows.iterator(chunk_size=2000):
            out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=plain).encode() + b"\n")
            count += 1
    return count


def _seal(file) -> None:
    """Write the digest of all that follows the first line into it, and see the file to the disk."""
    file.seek(HEADER)
    digest = hashlib.sha256()
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    file.seek(len(MAGIC))
    file.write(digest.hexdigest().encode())
    file.seek(0, os.SEEK_END)
    file.flush()
    os.fsync(file.fileno())
