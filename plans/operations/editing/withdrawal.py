"""Taking a thing out of the plan, with a reason, and putting it back. Nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable

from plans import models as m
from plans.operations.editing.cells import keep_cell
from plans.operations.editing.columns import check_one_column
from plans.operations.editing.edit import editing
from plans.operations.editing.leads import check_one_lead
from plans.operations.editing.order import close_up, give_free_ref, keep_refs, last
from plans.operations.editing.sections import check_named
from plans.operations.editing.things import NOUNS, about, own_words, plan_of
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.words import REASON_LIMIT, said

CHECKS: dict[type, Callable] = {m.Column: check_one_column, m.Assignment: check_one_lead, m.Section: check_named}
"""What has to hold of a thing beside the others, however it comes there."""

REASON = "Say why it is withdrawn: it stays in the record with your reason."


def withdraw(*, by, thing, reason: str, seen: int | None = None, door: str = "web", at=None):
    """Take a thing out of the plan; what stands under it goes with it. What has updates keeps them.

    Raises Denied; Refused without a reason, where it is withdrawn already, for a date whose move waits for a
    decision, and for the last words of an action; Stale where something was done with it or under it since the act
    `seen`.
    """
    reason = said(reason, limit=REASON_LIMIT, field="reason", need=REASON)
    verb = f"withdraw_{NOUNS[type(thing)]}"
    with editing(plan_of(thing), by=by, verb=verb, why=reason, details=about(thing), door=door, at=at) as act:
        thing.refresh_from_db()
        check_seen(thing, seen)
        if thing.withdrawn:
            raise Refused("This has been withdrawn already.")
        _check_no_request(thing)
        words = own_words(thing.action) if isinstance(thing, m.Step) else ""
        keep_refs(act, thing)
        thing.withdrawn, thing.withdrawn_reason = True, reason
        act.save(thing)
        close_up(act, thing)
        if isinstance(thing, m.Step):
            keep_cell(act, thing.action, words)
    return thing


def bring_back(*, by, thing, why: str = "", seen: int | None = None, door: str = "web", at=None):
    """Put a withdrawn thing back, last among those beside it.

    Raises Denied; Refused where it is not withdrawn, or where another has taken its place since: a column of its
    heading or meaning, the same lead, a section beside one without a title; Stale as `withdraw` does.
    """
    verb = f"bring_back_{NOUNS[type(thing)]}"
    with editing(plan_of(thing), by=by, verb=verb, why=why, details=about(thing), door=door, at=at) as act:
        thing.refresh_from_db()
        check_seen(thing, seen)
        if not thing.withdrawn:
            raise Refused("This stands in the plan: there is nothing to bring back.")
        if check := CHECKS.get(type(thing)):
            check(thing)
        words = own_words(thing.action) if isinstance(thing, m.Step) else ""
        keep_refs(act, thing)
        thing.order = last(thing)
        give_free_ref(thing)
        thing.withdrawn, thing.withdrawn_reason = False, ""
        act.save(thing)
        if isinstance(thing, m.Step):
            keep_cell(act, thing.action, words)
    return thing


def _check_no_request(thing) -> None:
    waiting = m.Extension.Status.REQUESTED
    if isinstance(thing, m.Timescale) and thing.extensions.filter(status=waiting).exists():
        raise Refused("A request to move this date waits for a decision. It has to be decided first.")
