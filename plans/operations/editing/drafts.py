"""Keeping what somebody typed on an editing page and set aside: no part of the record, so without a change set."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from plans.models import EditDraft, Plan, User
from plans.operations.errors import Refused
from plans.operations.progress.drafts import LIMIT, clear_drafts
from plans.permissions.plans import can_manage_plan
from plans.trail import note_stored


def set_edit_aside(*, by: User, plan: Plan, path: str, typed: str, at: datetime) -> EditDraft:
    """Keep a form of the page at `path` as it stands, in place of what was kept of it before. Raises Denied; Refused
    for more than a form can hold."""
    can_manage_plan.enforce(by, plan)
    if len(typed) > LIMIT:
        raise Refused("This is too long to be kept as a draft. Shorten it, or save it.")
    with transaction.atomic():
        clear_drafts(at=at)
        note_stored("set_edit_aside")
        values = {"plan": plan, "typed": typed, "saved_at": at}
        draft, _made = EditDraft.objects.update_or_create(writer=by, path=path, defaults=values)
    return draft


def drop_edit(*, by: User, path: str) -> None:
    """Forget it: it is saved, or they don't want it."""
    EditDraft.objects.filter(writer=by, path=path).delete()
