"""Purging a closed plan whose time is over: all of it goes, and the register says that it went."""

from __future__ import annotations

import logging

from django.db import transaction

from audits.belongings import Belongings, belongings
from audits.models import IssuedFile, Purge, SheetReturn
from plans import models as m
from plans import wording
from plans.kept_results import forget
from plans.operations.errors import Refused
from plans.operations.files import remove
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.records import can_purge
from plans.trail import after_commit, change_set, digests
from plans.trail import tracked_models as histories

log = logging.getLogger("actionplans.purge")


def why_not(plan: m.Plan, *, on) -> str:
    """Why a plan can't be purged on that day; empty where it can."""
    if plan.hold:
        return f"It is on hold: {plan.hold_reason}"
    if plan.status != m.Plan.Status.CLOSED:
        return "Only a closed plan is purged. Close it first."
    if plan.retain_until is None:
        return "Nobody has said how long it is kept. Set that first."
    if plan.retain_until >= on:
        return f"It is kept until {wording.day(plan.retain_until)}."
    return ""


def purge_plan(*, by, plan: m.Plan, why: str, door: str = "web", at=None) -> Purge:
    """Take everything of a plan away: its rows, their history, its acts and chain, its files. What other chains
    share is emptied of it. Raises Denied; Refused without a reason, and while `why_not` says something."""
    can_purge.enforce(by, plan)
    why = said(why, limit=REASON_LIMIT, field="why", need="Say why, such as the rule by which its time is over.")
    with transaction.atomic():
        chain = m.Chain.objects.select_for_update().get(key=plan.chain_key)
        with change_set(by=by, verb="purge_plan", why=why, door=door, register=True, at=at) as act:
            plan = m.Plan.objects.get(pk=plan.pk)
            refusal = why_not(plan, on=act.today)
            if refusal:
                raise Refused(refusal)
            mine = belongings(plan)
            purge = Purge(
                slug=plan.slug,
                title=plan.title,
                chain_key=chain.key,
                position=chain.position,
                head=chain.head,
                on=act.today,
                by=by if isinstance(by, m.User) else None,
                by_name=by.name,
                why=why,
                counts=mine.counts(),
            )
            SheetReturn.objects.of_plan(plan).delete()  # those of sheets that are of other plans too
            details = _empty_shared(mine)
            _take_away(mine, chain)
            forget([plan.pk])
            m.ChangeSet.objects.filter(pk=act.record.pk).update(details=details)
            act.save(purge)
        after_commit("Taking away the files of a purged plan", lambda: _unlink(mine.hashes))
    return purge


def _empty_shared(mine: Belongings) -> dict:
    """Take the plan's reasons and salts from acts that other chains hold; returns, for `audits.verification`, the
    digest that each has now and the history rows that are gone from it."""
    acts, gone = {}, []
    labels = {model._meta.label_lower: ids for model, ids in mine.rows.items()}
    for record in m.ChangeSet.objects.filter(pk__in=mine.shared_acts).order_by("pk"):
        entries = list(record.manifest.all())
        for entry in entries:
            if entry.object_id in labels.get(entry.model, ()):
                gone.append([entry.model, entry.history_id])
                entry.fields = {name: ["", digest] for name, (_salt, digest) in entry.fields.items()}
                entry.save(update_fields=["fields"])
        record.why = ""
        if record.verb != "redact":
            record.details = {}
        record.save(update_fields=["why", "details"])
        acts[str(record.pk)] = digests.of_act(record, entries)
    return {"fields": [], "acts": acts, "snapshots": {}, "files": [], "gone": gone}


def _take_away(mine: Belongings, chain: m.Chain) -> None:
    """Every row, without the signals by which nothing is ever deleted. The databases look at foreign keys when all
    of it is done."""
    for model, ids in mine.rows.items():
        if model in histories.models().values():
            _gone(histories.history_of(model), id__among=ids)
        _gone(model, pk__among=ids)
    _gone(m.ChainLink, chain=chain)
    _gone(m.ManifestEntry, change__among=mine.own_acts)
    _gone(m.ChangeSet, pk__among=mine.own_acts)
    _gone(m.Chain, pk=chain.pk)


def _gone(model, **where) -> None:
    rows = model._base_manager.filter(**where)
    rows._raw_delete(rows.db)


def _unlink(hashes) -> None:
    """Take the files away that no other plan holds, once the record of it stands."""
    kept = [(m.Evidence, "sha256"), (IssuedFile, "sha256"), (m.ImportDraft, "sha256"), (m.Plan, "imported_sha256")]
    held = {
        sha
        for model, name in kept
        for sha in model._default_manager.filter(**{f"{name}__in": hashes}).values_list(name, flat=True)
    }
    for sha256 in hashes - held:
        try:
            remove(sha256)
        except OSError:
            log.exception("the file %s of a purged plan could not be removed; remove it by hand", sha256)
