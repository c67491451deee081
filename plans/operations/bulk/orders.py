"""What somebody chose and said of many actions, kept until it is done: no part of the record before that."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django_tasks import task

from plans.models import BulkEdit, ChangeSet, Plan, User
from plans.operations.bulk import rows
from plans.operations.bulk.changes import BulkChange
from plans.operations.errors import Overtaken, Refused
from plans.operations.freshness import Stale
from plans.operations.retraction import take_back_act
from plans.permissions.permission import Denied
from plans.permissions.plans import can_change_many
from plans.queries import acts_taken_back
from plans.trail import after_commit, note_stored
from plans.workforce import when_given_up

log = logging.getLogger("actionplans.bulk")

MOST = 2_000
"""Actions that one act changes: the chains of their plans are held while it is written."""

MOST_AT_ONCE = 200
"""Actions that are looked through or changed while somebody waits for the page."""

SOME = 100
"""Actions after which is told how many a worker has looked through."""

Status = BulkEdit.Status
NONE = "Select the actions that you want to change, then say what changes."
TOO_MANY = f"More than {MOST:,} actions can’t be changed in one act. Filter the list, and change a part of them."
OVERTAKEN = (
    "Something was said or changed since this was looked through, so nothing has been done yet. It has been looked "
    "through again: read what becomes of each, and decide again."
)
NOT_DONE = "Something went wrong, and nothing was changed. Tell the people who run the service, and try again."


def choose_actions(*, by: User, actions: Sequence[int], came_from: str, at: datetime) -> BulkEdit:
    """Keep which actions are to be changed: those of them that the person may see. Raises Refused for none and for
    too many."""
    if len(actions) > MOST:
        raise Refused(TOO_MANY)
    ids = [action.pk for action in rows.found(by, actions)]
    if not ids:
        raise Refused(NONE)
    with transaction.atomic():
        note_stored("bulk_edit")
        return BulkEdit.objects.create(owner=by, actions=ids, came_from=came_from, asked_at=at)


def look_through(*, by: User, edit: BulkEdit, change: BulkChange, typed: str, at: datetime) -> None:
    """Say what changes, and see what becomes of each; a worker looks where they are many. Raises Denied."""
    can_change_many.enforce(by, edit)
    edit.typed, edit.change, edit.asked_at = typed, change.as_json(), at
    edit.rows, edit.looked, edit.failure, edit.status = [], 0, "", Status.LOOKING
    if len(edit.actions) > MOST_AT_ONCE:
        _hand_over(edit, look_at_many)
        return
    _look(edit)


def carry_out(*, by: User, edit: BulkEdit, at=None) -> list[ChangeSet] | None:
    """Change what can be changed of what was looked through, in one act of each plan, which are returned; None where
    a worker does it. Raises Denied; Refused where nothing can be; Stale where something was done since, and then it has
    been looked through again."""
    can_change_many.enforce(by, edit)
    if edit.status != Status.LOOKED or not any(row.changes for row in rows_of(edit)):
        raise Refused("There is nothing to change here. Say what changes first.")
    if len(edit.actions) > MOST_AT_ONCE:
        edit.status = Status.WRITING
        _hand_over(edit, change_many)
        return None
    return _write(edit.pk, at=at)


def undo(*, by: User, edit: BulkEdit, reason: str, at=None) -> None:
    """Take back all that it did, in each of its plans, or nothing of it. Raises Denied; Refused without a reason, and
    where something stands upon it in one of them, which is named."""
    can_change_many.enforce(by, edit)
    with transaction.atomic():
        for act, plan in acts_of(edit):
            if act.pk in acts_taken_back():
                continue
            try:
                take_back_act(by=by, plan=plan, act=act, reason=reason, at=at)
            except Refused as refused:
                raise Refused(
                    f"{plan.title}: {refused}" if not refused.field else str(refused), refused.field
                ) from None


def acts_of(edit: BulkEdit) -> list[tuple[ChangeSet, Plan]]:
    """Each act that did it, with its plan."""
    acts = ChangeSet.objects.filter(pk__in=edit.acts).order_by("pk")
    return [(act, Plan.objects.get(pk=int(act.links.get().chain.key.partition(":")[2]))) for act in acts]


def rows_of(edit: BulkEdit) -> list[rows.BulkRow]:
    return [rows.BulkRow(**row) for row in edit.rows]


def _hand_over(edit: BulkEdit, work) -> None:
    with transaction.atomic():
        edit.save()
        note_stored("bulk_edit")
        after_commit("Handing a change of many actions to a worker", lambda: work.enqueue(edit.pk))


def _look(edit: BulkEdit) -> None:
    """Look through all of it, some at a time, and keep what was found."""
    change = BulkChange.from_json(edit.change, among=edit.actions)
    edit.seen = ChangeSet.objects.aggregate(newest=Max("pk"))["newest"] or 0
    told: list[rows.BulkRow] = []
    for first in range(0, len(edit.actions), SOME):
        told += rows.looked_through(edit.owner, edit.actions[first : first + SOME], change)
        BulkEdit.objects.filter(pk=edit.pk).update(looked=first + SOME)
    edit.rows, edit.looked, edit.status = [row.as_json() for row in told], len(told), Status.LOOKED
    edit.save()


def _write(pk: int, *, at=None) -> list[ChangeSet]:
    """Raises Stale, after looking through it again, where it can't be done any more as it was looked through."""
    try:
        with transaction.atomic():
            edit = BulkEdit.objects.select_for_update().get(pk=pk)
            ids = [row.action for row in rows_of(edit) if row.changes]
            change = BulkChange.from_json(edit.change, among=edit.actions)
            acts = rows.changed(edit.owner, ids, change, seen=edit.seen, at=at)
            edit.acts = [act.pk for act in acts]
            edit.status = Status.DONE
            edit.save()
            return acts
    except (Stale, Refused, Denied, Overtaken) as overtaken:
        edit = BulkEdit.objects.select_related("owner").get(pk=pk)
        _look(edit)
        raise Stale(OVERTAKEN) from overtaken


@task()
def look_at_many(pk: int) -> str:
    """Look through what somebody is to read; returns the status then. Doing it twice does nothing more than once."""
    return _at_work(pk, Status.LOOKING, _look)


@task()
def change_many(pk: int) -> str:
    """Change what was looked through; returns the status then. Doing it twice does nothing more than once."""
    return _at_work(pk, Status.WRITING, lambda edit: _write(edit.pk))


def _at_work(pk: int, status: str, work) -> str:
    edit = BulkEdit.objects.filter(pk=pk, status=status).select_related("owner").first()
    if edit is None:
        return "not waiting"
    try:
        work(edit)
    except Stale as overtaken:
        BulkEdit.objects.filter(pk=pk).update(failure=str(overtaken))
    except Exception:
        log.exception("The change of many actions %s could not be done.", pk)
        _give_up(pk)
    return BulkEdit.objects.values_list("status", flat=True).get(pk=pk)


def _give_up(pk: int) -> None:
    """Say of what no worker could do that it was not done."""
    waiting = BulkEdit.objects.filter(pk=pk, status__in=(Status.LOOKING, Status.WRITING))
    waiting.update(status=Status.FAILED, failure=NOT_DONE)


when_given_up(look_at_many, _give_up)
when_given_up(change_many, _give_up)
