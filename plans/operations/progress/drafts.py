"""Keeping what somebody is still writing: no part of the record, so without a change set."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import IntegrityError, transaction

from plans.models import Action, BulkEdit, EditDraft, UpdateDraft, User
from plans.operations.errors import Refused
from plans.permissions.actions import can_update_progress
from plans.trail import note_stored

LIMIT = 200_000
"""Characters of a form as a query string: many times what an update holds."""


class Elsewhere(Exception):
    """Another window of the same person has saved since this one did. `draft` is what it saved."""

    def __init__(self, draft: UpdateDraft):
        super().__init__("Another window of yours has kept a draft of this update since.")
        self.draft = draft


def keep_draft(
    *, by: User, action: Action, typed: str, mark: str, seen: int | None, at: datetime
) -> UpdateDraft | None:
    """Keep a form as it stands. `mark` is that of the draft which the window saved or opened last ("" for none),
    `seen` the last update that its writer had before them.

    None where the writer has submitted since: what arrives after that is an echo. Raises Denied; Refused for more
    than a form can hold; Elsewhere where another window saved in between.
    """
    can_update_progress.enforce(by, action)
    if len(typed) > LIMIT:
        raise Refused("This is too long to be kept as a draft. Shorten it, or submit it.", "narrative")
    with transaction.atomic():
        clear_drafts(at=at)
        if action.updates.filter(recorded_by=by, pk__gt=seen or 0).exists():
            return None
        draft = UpdateDraft.objects.select_for_update().filter(writer=by, action=action).first()
        if draft and draft.mark != mark:
            raise Elsewhere(draft)
        draft = draft or UpdateDraft(writer=by, action=action)
        draft.typed, draft.mark, draft.saved_at, draft.seen = typed, secrets.token_hex(16), at, seen
        note_stored("keep_draft")
        try:
            with transaction.atomic():
                draft.save()
        except IntegrityError as error:
            raise Elsewhere(UpdateDraft.objects.get(writer=by, action=action)) from error
    return draft


def clear_drafts(*, at: datetime) -> int:
    """Take away the drafts whose days are over; returns how many. No page shows them any more."""
    return sum(model.objects.expired(at).delete()[0] for model in (UpdateDraft, EditDraft, BulkEdit))


def drop_draft(*, by: User, action: Action) -> None:
    """Forget what this person was writing of the action: it is submitted, or they don't want it."""
    UpdateDraft.objects.filter(writer=by, action=action).delete()
