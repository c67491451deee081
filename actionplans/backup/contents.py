"""What a backup holds, and how a value is written in it."""

from __future__ import annotations

import base64
import json
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.duration import duration_iso_string

MAGIC = b"action-plans-backup 1 "
HEADER = len(MAGIC) + 64 + 1
"""Bytes of the line before the archive: the magic, the digest in hexadecimal, a line feed."""

LEFT_OUT = {"auth", "contenttypes", "sessions", "usersessions", "django_tasks_database", "actionplans"}
"""Apps without anything of the council's own: what Django makes anew, sessions, where people signed in, and the queue,
whose tasks are started again by what they were about."""

FOR_A_DAY = {"plans.paperorder", "plans.bulkedit"}
"""Models whose rows are kept for a day and can be made anew."""

EVIDENCE = re.compile(r"evidence/([0-9a-f]{2})/(\1[0-9a-f]{62})")
"""The name of a file in the archive; nothing else is ever written to the disk."""


class Damaged(ValueError):
    """The file is no backup, or not the whole of one; the message says what is wrong."""


def models() -> list:
    """The models whose rows are backed up, history included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in LEFT_OUT
        and model._meta.label_lower not in FOR_A_DAY
        and model._meta.managed
        and not model._meta.proxy
    ]


def migrations() -> list[str]:
    """What the tables of these models look like: the migrations that made them, by name."""
    labels = {model._meta.app_label for model in models()}
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied if app in labels)


def member(model) -> str:
    """The name of a model's rows in the archive."""
    return f"rows/{model._meta.label_lower}.jsonl"


def fields(model) -> list:
    """The columns of a model in the order of its rows."""
    return list(model._meta.concrete_fields)


def columns(made_with: dict, label: str) -> list[str] | None:
    """The names of the columns in the rows of a model in a backup, by its manifest. The first backups did not say:
    theirs are those that the models had then, of which an even earlier one has the first ones to come; None where
    the model was not there."""
    if "columns" in made_with:
        return made_with["columns"].get(label)
    first = json.loads(Path(__file__).with_name("first_columns.json").read_text())
    return first[label].split() if label in first else None


def plain(value):
    """A value that JSON does not know, as text that its field reads back. Raises TypeError for another kind."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, UUID | Decimal):
        return str(value)
    raise TypeError(f"{type(value).__name__} can't be written to a backup")
