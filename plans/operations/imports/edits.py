"""One more thing said of a draft, and taking one back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from plans import models as m
from plans.importing import Edit, edit_as_json, edit_from_json, structure_of
from plans.operations.errors import Refused
from plans.operations.imports.draft import reading_of
from plans.permissions.plans import can_work_on_draft
from plans.trail import note_stored

MOST_ACTS = 5_000


def amend_draft(*, by: m.User, draft: m.ImportDraft, edits: Iterable[Edit], words: str, at: datetime) -> None:
    """Say something of a draft: `words` tell a person what. Nothing is said where there are no edits. Raises Denied;
    Refused for a draft that is no longer worked on, and where a ruling would leave no plan."""
    edits = tuple(edits)
    if not edits:
        return
    with transaction.atomic():
        locked = _locked(by, draft)
        said = [*locked.said, {"words": words, "at": at.isoformat(), "edits": [edit_as_json(edit) for edit in edits]}]
        if len(said) > MOST_ACTS:
            raise Refused("So much was said of this document already that nothing more can be kept. Commit it first.")
        _save(locked, said, at)


def take_back(*, by: m.User, draft: m.ImportDraft, number: int, at: datetime) -> str:
    """Take back one of the things said (0 is the first); returns its words. Raises Denied; Refused where there is no
    such thing, and where what remains leaves no plan."""
    with transaction.atomic():
        locked = _locked(by, draft)
        if not 0 <= number < len(locked.said):
            raise Refused("That has been taken back already.")
        taken = locked.said[number]
        _save(locked, [*locked.said[:number], *locked.said[number + 1 :]], at)
        return taken["words"]


def discard_draft(*, by: m.User, draft: m.ImportDraft, at: datetime) -> None:
    """Put a draft away: what was read and said of it is gone. The file stays where plans' originals are kept, under
    its hash. Raises Denied and Refused."""
    with transaction.atomic():
        locked = _locked(by, draft, ready=False)
        note_stored("discard_draft")
        locked.status, locked.document, locked.said, locked.changed_at = m.ImportDraft.Status.DISCARDED, None, [], at
        locked.save(update_fields=["status", "document", "said", "changed_at"])


def _locked(by: m.User, draft: m.ImportDraft, *, ready: bool = True) -> m.ImportDraft:
    locked = m.ImportDraft.objects.select_for_update().defer("document").get(pk=draft.pk)
    can_work_on_draft.enforce(by, locked)
    if ready and locked.status != m.ImportDraft.Status.READY:
        raise Refused(f"“{draft.name}” is no longer being checked: {locked.get_status_display().lower()}.")
    return locked


def _actions(locked: m.ImportDraft, edits: Iterable[Edit]) -> tuple:
    _, plan, _ = reading_of(locked, structure_of(edits, locked.dated))
    return plan.actions


def _save(locked: m.ImportDraft, said: list, at: datetime) -> None:
    edits = [edit_from_json(edit) for act in said for edit in act["edits"]]
    if not _actions(locked, edits) and _actions(locked, ()):
        raise Refused("With this, no plan would be left: no row of the document would be an action.")
    note_stored("amend_draft")
    locked.said, locked.refusal, locked.changed_at = said, "", at
    locked.save(update_fields=["said", "refusal", "changed_at"])
