"""Applying what a person accepts of a later edition."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Any

from plans import models as m
from plans.importing import Edition, UnderstoodPlan, compare, in_words, without_doubtful_ratings
from plans.operations.editions.acceptance import (
    MEANWHILE,
    agrees_dates,
    check_choice,
    check_file,
    check_moves_no_date,
    reasons_of,
)
from plans.operations.editions.actions import apply_actions, apply_leads, apply_steps, keep_refs, retell
from plans.operations.editions.dates import apply_dates
from plans.operations.editions.frame import apply_columns, apply_frame
from plans.operations.editions.outline import apply_recommendations, apply_sections
from plans.operations.editions.progress import apply_progress
from plans.operations.editions.rows import Rows
from plans.operations.editions.withdrawals import withdraw_gone
from plans.operations.errors import Refused
from plans.operations.files import store_of
from plans.operations.imports.parts.context import Context
from plans.permissions.plans import can_import
from plans.queries import plan_state
from plans.trail import Actor, change_set
from plans.wording import day, number_of


@dataclass(frozen=True, slots=True)
class Applied:
    """The plan; how many differences of each kind were applied (of what is gone: withdrawn) and how many left."""

    plan: m.Plan
    applied: dict[str, int]
    left: dict[str, int]


def apply_edition(
    *,
    by,
    plan: m.Plan,
    document: UnderstoodPlan,
    data: bytes,
    name: str,
    accepted: frozenset[str],
    seen: str,
    withdraw: dict[str, str] | None = None,
    again: str = "",
    door: str = "import",
    at=None,
) -> Applied:
    """Apply the accepted differences between a plan and a later edition of its document, all or nothing.

    `accepted` are keys of `compare(plan_state(plan), document)`, which bring what they need; `withdraw` gives the
    reason for each key of what is gone and is to be withdrawn; `seen` is the digest of the comparison that the
    person had before them; `again` why bytes that are in the plan already are compared with it once more. The file's
    bytes are kept, and the act names the file, its SHA-256 and both counts. Nothing accepted and nothing withdrawn
    writes nothing.

    Raises Denied; Refused where the plan has changed since, the bytes were imported into it before, or something
    accepted can't stand.
    """
    can_import.enforce(by, plan)
    sha256 = hashlib.sha256(data).hexdigest()
    check_file(plan, sha256, again=again)
    document = without_doubtful_ratings(document)
    edition = _compared(plan, document, seen)
    accepted = edition.with_needs(accepted)
    check_choice(edition, accepted, withdraw or {})
    if isinstance(by, Actor):
        check_moves_no_date(plan, edition, accepted)
    reasons = reasons_of(edition, withdraw or {})
    applied, left = _counts(edition, accepted | reasons.keys())
    if not applied:
        return Applied(plan, applied, left)
    store_of(name, data, field="file")
    details: dict[str, Any] = {"file": name, "sha256": sha256, "dated": document.dated and document.dated.isoformat()}
    details |= {"applied": applied, "left": left} | _told(edition, reasons, again)
    why = _why(applied, left)
    with change_set(
        plan, by=by, verb="apply_edition", door=door, why=why, register=True, details=details, at=at
    ) as act:
        plan = m.Plan.objects.select_related("scheme").get(pk=plan.pk)
        check_file(plan, sha256, again=again)
        edition = _compared(plan, document, seen)
        rows = Rows(Context(act, plan, document), edition, [e for e in edition.differences if e.key in accepted])
        _apply(rows, by=by, reason=_source(name, document), reasons=reasons)
    return Applied(plan, applied, left)


def _apply(rows: Rows, *, by, reason: str, reasons: dict[str, str]) -> None:
    """From the outside in, so that what is new has something to stand under; then what is gone."""
    apply_frame(rows)
    apply_sections(rows)
    apply_columns(rows)
    apply_recommendations(rows)
    keep_refs(rows, reasons)
    apply_actions(rows)
    apply_steps(rows)
    apply_leads(rows)
    apply_dates(rows, by=by, agrees=agrees_dates(by, rows.context.plan), reason=reason)
    apply_progress(rows)
    withdraw_gone(rows, reasons)
    retell(rows, reasons)
    rows.save()


def _compared(plan: m.Plan, document: UnderstoodPlan, seen: str) -> Edition:
    edition = compare(plan_state(plan), document)
    if edition.digest != seen:
        raise Refused(MEANWHILE)
    return edition


def _counts(edition: Edition, taken) -> tuple[dict[str, int], dict[str, int]]:
    """How many differences of each kind are applied, and how many left."""
    applied = Counter(each.kind for each in edition.differences if each.key in taken)
    left = Counter(each.kind for each in edition.differences if each.key not in taken)
    return dict(applied), dict(left)


def _told(edition: Edition, reasons: dict[str, str], again: str) -> dict[str, Any]:
    """What is withdrawn and why (a lead or a date has no field for its reason), and why the file is compared again."""
    gone = [each for each in edition.differences if each.key in reasons]
    told = [{"what": f"{e.place.subject}: {e.changes[0].before}", "why": reasons[e.key]} for e in gone]
    return {"withdrawn": told, "again": again} if again else {"withdrawn": told}


def _why(applied: dict[str, int], left: dict[str, int]) -> str:
    total = sum(applied.values())
    return f"Applied {total} of {number_of(total + sum(left.values()), 'difference')}: {in_words(applied)}."


def _source(name: str, document: UnderstoodPlan) -> str:
    return f"In “{name}”, dated {day(document.dated)}." if document.dated else f"In “{name}”."
