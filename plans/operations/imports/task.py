"""The task that reads a draft's file, in a child process with limits."""

from __future__ import annotations

import time

from django.utils import timezone
from django_tasks import task

from plans import models as m
from plans.importing import (
    NotAPlan,
    OwnFile,
    SourceDocument,
    base_reading,
    carried_over,
    document_as_json,
    read_in_child,
    structure_of,
)
from plans.operations.files import read
from plans.wording import number_of
from plans.workforce import when_given_up

SECONDS_BETWEEN_REPORTS = 0.5

NOT_READ = (
    "Something went wrong each time it was read. Import it again; if that fails too, tell the people who run the "
    "service."
)


@task()
def read_draft(pk: int) -> str:
    """Read the draft's file and keep what it holds, or why it can't be read; returns the status that it has then.
    Doing it twice does nothing more than once: a draft that is not waiting to be read is left as it is."""
    draft = m.ImportDraft.objects.defer("document").filter(pk=pk, status=m.ImportDraft.Status.READING).first()
    if draft is None:
        return "not waiting"
    found: dict = {"status": m.ImportDraft.Status.READY}
    try:
        document = read_in_child(read(draft.sha256), draft.name, progress=_Reporter(pk))
        base_reading(document, structure_of((), draft.dated), name=draft.name)
        found["document"] = document_as_json(document)
        found |= _said_before(draft, document)
    except OwnFile as own:
        found = {"status": m.ImportDraft.Status.REFUSED, "refusal": str(own), "mark": str(own.mark)}
    except NotAPlan as refusal:
        found = {"status": m.ImportDraft.Status.REFUSED, "refusal": str(refusal)}
    except OSError as error:
        because = f"{draft.name} could not be opened where it is kept ({error.strerror or error}). Import it again."
        found = {"status": m.ImportDraft.Status.REFUSED, "refusal": because}
    waiting = m.ImportDraft.objects.filter(pk=pk, status=m.ImportDraft.Status.READING)
    waiting.update(changed_at=timezone.now(), **found)
    return str(found["status"])


def _give_up(pk: int) -> None:
    """Say of a draft that no worker could read that it can't be read."""
    waiting = m.ImportDraft.objects.filter(pk=pk, status=m.ImportDraft.Status.READING)
    waiting.update(status=m.ImportDraft.Status.REFUSED, refusal=NOT_READ, changed_at=timezone.now())


when_given_up(read_draft, _give_up)


def _said_before(draft: m.ImportDraft, document: SourceDocument) -> dict:
    """What was said of the plan's last edition and holds for this one too, as the draft's first act; nothing for a
    draft that has been read before."""
    last = m.ImportDraft.objects.filter(plan=draft.into, status=m.ImportDraft.Status.COMMITTED).order_by("pk").last()
    read = m.ImportDraft.objects.filter(pk=draft.pk, document__isnull=False).exists()
    if not draft.into_id or last is None or read or draft.said:
        return {}
    leads = m.Lead.objects.current().values_list("name", flat=True)
    count, edits = carried_over(last.said, document, name=draft.name, dated=draft.dated, leads=leads)
    words = f"What was said of “{last.name}” holds here too: {number_of(count, 'thing')}"
    return {"said": [{"words": words, "at": timezone.now().isoformat(), "edits": edits}]} if edits else {}


class _Reporter:
    """Writes how far the reading is, now and then."""

    def __init__(self, pk: int):
        self.pk = pk
        self.last = 0.0

    def __call__(self, done: int, in_all: int) -> None:
        if time.monotonic() - self.last >= SECONDS_BETWEEN_REPORTS:
            self.last = time.monotonic()
            m.ImportDraft.objects.filter(pk=self.pk).update(rows_read=done, rows_in_all=in_all)
