"""A backup's file, checked whole before anything is taken from it, and its rows on their way into tables."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db.models import DateField, TimeField

from actionplans.backup.contents import HEADER, MAGIC, Damaged, columns

CHUNK = 1024 * 1024
BATCH = 1000
"""Rows that are written by one statement."""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open backup and its manifest."""

    file: zipfile.ZipFile
    manifest: dict

    @property
    def labels(self) -> list[str]:
        """The models whose rows it holds, such as plans.action."""
        return [name.removeprefix("rows/").removesuffix(".jsonl") for name in self.manifest["rows"]]

    def fill(self, model) -> int:
        """Write its rows of one model as they were: past the verbs and the trail, which are among them; how many.
        `model` has the columns that it had when the backup was made."""
        label = model._meta.label_lower
        expected = self.manifest["rows"].get(f"rows/{label}.jsonl")
        if expected is None:
            raise Damaged(f"It holds nothing of {model._meta.verbose_name_plural}.")
        known = {field.attname: field for field in model._meta.concrete_fields}
        names = [name for name in columns(self.manifest, label) or known if name in known]
        count = 0
        with self.file.open(f"rows/{label}.jsonl") as lines, _no_stamps(known.values()):
            rows = (json.loads(line) for line in lines)
            while batch := list(islice(rows, BATCH)):
                model._base_manager.bulk_create(self._object(model, known, names, row) for row in batch)
                count += len(batch)
        if count != expected:
            raise Damaged(f"It holds {count} rows of {label} where it says {expected}.")
        return count

    def _object(self, model, known, names, row):
        if len(names) != len(row):
            raise Damaged(f"Its rows of {model._meta.label_lower} have {len(row)} values, not {len(names)}.")
        return model(**{name: known[name].to_python(value) for name, value in zip(names, row, strict=True)})


@contextmanager
def checked(path: Path) -> Iterator[Archive]:
    """The backup, when the file is what its digest says. Raises Damaged, and OSError."""
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
            yield Archive(archive, json.loads(archive.read("manifest.json")))


@contextmanager
def _no_stamps(fields):
    """Let fields that set the time by themselves keep the time that is restored."""
    stamps = [(f, f.auto_now, f.auto_now_add) for f in fields if isinstance(f, DateField | TimeField)]
    for field, *_was in stamps:
        field.auto_now = field.auto_now_add = False
    try:
        yield
    finally:
        for field, auto_now, auto_now_add in stamps:
            field.auto_now, field.auto_now_add = auto_now, auto_now_add
