"""Acts: each from its own fields and its manifest, and each history row from what the manifest says of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from audits.verification.case import Case
from audits.verification.findings import Fault
from audits.verification.rows import slices
from plans.models import ChangeSet, ManifestEntry
from plans.trail import digests
from plans.trail import tracked_models as histories

TOGETHER = 50
"""Acts whose manifests are in memory at once."""

_DIGEST, _SALT = re.compile(r"[0-9a-f]{64}"), re.compile(r"([0-9a-f]{32})?")
_ACT = ("moment", "verb", "why", "door", "actor_id", "actor_name", "details", "manifest_version", "digest")
_ENTRY = ("change_id", "model", "history_id", "object_id", "history_type", "fields")


def acts(case: Case) -> Iterator[Fault]:
    """Every act of the chains, with its manifest and its rows."""
    for keys in slices(case.acts, TOGETHER):
        entries = defaultdict(list)
        found = ManifestEntry.objects.filter(change_id__in=keys).order_by("pk")
        readable = [ManifestEntry(pk=row.pop("pk"), **row) for row in case.reader.rows(found, *_ENTRY)]
        for entry in readable:
            entries[entry.change_id].append(entry)
        records = {row["pk"]: ChangeSet(**row) for row in case.reader.of_keys(ChangeSet.objects, keys, *_ACT)}
        for record in records.values():
            yield from _act(case, record, entries[record.pk])
        by_model = defaultdict(list)
        for entry in readable:
            wrong = malformed(entry)
            if wrong:
                yield Fault("manifest-malformed", f"plans.manifestentry {entry.pk}", wrong)
            elif entry.change_id in records:
                by_model[entry.model].append(entry)
        for label, group in by_model.items():
            yield from _rows(case, records, histories.models()[label], group)


def _act(case: Case, record: ChangeSet, entries) -> Iterator[Fault]:
    try:
        found = digests.of_act(record, entries)
    except (TypeError, ValueError, AttributeError, RecursionError):
        found = None  # nothing that was ever written can't be digested
    if found != case.expunged.acts.get(record.pk, record.digest):
        yield Fault("act-altered", f"plans.changeset {record.pk}", "it or its manifest was altered")


def malformed(entry: ManifestEntry) -> str:
    """What keeps a manifest entry from being read; empty where nothing does."""
    if not isinstance(entry.model, str) or entry.model not in histories.models():
        return f"it is of “{str(entry.model)[:60]}”, of which no history is kept"
    if not isinstance(entry.history_id, int) or not isinstance(entry.object_id, int):
        return "what it says of which row it is of is no number"
    if entry.history_type not in ("+", "~", "-"):
        return "the kind of change that it says is none"
    if not isinstance(entry.fields, dict):
        return "its fields are no fields with a salt and a digest each"
    for name, value in entry.fields.items():
        if not (isinstance(value, list) and len(value) == 2 and all(isinstance(part, str) for part in value)):
            return f"its {str(name)[:60]} is no salt and digest"
        salt, digest = value
        if not _SALT.fullmatch(salt) or not _DIGEST.fullmatch(digest):
            return f"the salt or digest of its {str(name)[:60]} is none"
    return ""


def _rows(case: Case, records: dict[int, ChangeSet], model, entries) -> Iterator[Fault]:
    history = histories.history_of(model)
    names = ("history_type", model._meta.pk.attname, *histories.FRAME, *histories.fields(model))
    keys = {entry.history_id for entry in entries}
    stored = {row["pk"]: row for row in case.reader.of_keys(history.objects, keys, *names)}
    for entry in entries:
        where = f"{history._meta.label_lower} {entry.history_id}"
        row = stored.get(entry.history_id)
        if (entry.model, entry.history_id) in case.expunged.gone:
            if row is not None:
                yield Fault("row-unpurged", where, "its plan was purged and it is still there")
        elif row is None and where not in case.reader.told:
            yield Fault("row-removed", where, "it was removed")
        elif row is not None:
            yield from _row(case, where, records[entry.change_id], entry, row, row[model._meta.pk.attname])


def _row(case: Case, where: str, record: ChangeSet, entry: ManifestEntry, row: dict, pk) -> Iterator[Fault]:
    place = (row["change_id"], row["history_date"], pk, row["history_type"])
    if place != (record.pk, record.moment, entry.object_id, entry.history_type):
        yield Fault("row-moved", where, "its place in the history was altered")
    if row["history_user_id"] != record.actor_id:
        yield Fault("row-altered", where, "the person that it names was altered: it is not the act’s")
    if row["history_change_reason"] and "history_change_reason" not in entry.fields:
        yield Fault("row-altered", where, "the reason that it gives was added")
    for name, (salt, digest) in entry.fields.items():
        if not salt:
            salt, digest = case.expunged.fields.get((entry.model, entry.history_id, name), ("", ""))
            if not salt:
                yield Fault("salt-missing", where, f"the salt of its {name} is gone, and no redaction took it")
                continue
        if name in row and not _holds(row[name], salt, digest):
            yield Fault("row-altered", where, f"its {name} was altered")


def _holds(value, salt: str, digest: str) -> bool:
    try:
        return digests.salted(value, salt) == digest
    except (TypeError, ValueError, RecursionError):
        return False  # nothing that was ever written can't be digested
