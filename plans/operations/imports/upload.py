"""Keeping the file and asking for it to be read."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from django.db import transaction

from plans import models as m
from plans.operations.editions import imported_before
from plans.operations.errors import Refused
from plans.operations.evidence import short_name
from plans.operations.files import store_of
from plans.operations.imports.task import read_draft
from plans.permissions.plans import can_import, can_work_on_draft
from plans.trail import after_commit, note_stored

MOST_BYTES = 20_000_000


def open_draft(
    *, by: m.User, data: bytes, name: str, at: datetime, dated: date | None = None, into: m.Plan | None = None
) -> m.ImportDraft:
    """Keep a document and have it read. `dated` is its own day where the person knows it; `into` a plan of which it is
    a later edition. One that this person is at work on already is taken up where it stands; one that is a plan
    already is read, and asked about when it is committed. Raises Denied; Refused for an empty or too large file, and
    for one that is in the plan `into` already."""
    can_import.enforce(by, into)
    if not data.strip():
        raise Refused(f"“{name}” is empty. Choose the file that holds the plan’s table.", "file")
    if len(data) > MOST_BYTES:
        raise Refused(f"“{name}” is larger than {MOST_BYTES // 1_000_000} MB. Import the plan in parts.", "file")
    sha256 = hashlib.sha256(data).hexdigest()
    if into and imported_before(into, sha256):
        raise Refused(f"“{name}” was imported before, into this plan. The same file is not imported twice.", "file")
    begun = m.ImportDraft.objects.open().filter(owner=by, sha256=sha256, into=into, dated=dated).first()
    if begun:
        return begun
    store_of(name, data, field="file")
    with transaction.atomic():
        draft = m.ImportDraft.objects.create(
            owner=by, into=into, name=short_name(name), sha256=sha256, size=len(data), dated=dated,
            opened_at=at, changed_at=at,
        )  # fmt: skip
        note_stored("import_draft")
        after_commit("Handing a document to be read", lambda: read_draft.enqueue(draft.pk))
    draft.refresh_from_db()
    return draft


def read_again(*, by: m.User, draft: m.ImportDraft, at: datetime) -> None:
    """Have a draft read once more, where the reading was cut off. What was said of it stays. Raises Denied."""
    can_work_on_draft.enforce(by, draft)
    with transaction.atomic():
        m.ImportDraft.objects.filter(pk=draft.pk).update(
            status=m.ImportDraft.Status.READING, refusal="", rows_read=0, rows_in_all=0, changed_at=at
        )
        note_stored("import_draft")
        after_commit("Handing a document to be read", lambda: read_draft.enqueue(draft.pk))
