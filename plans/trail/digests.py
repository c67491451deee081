"""How values, history rows and acts become digests: pure functions, the same when written and when verified."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import UTC, date, datetime

VERSION = 2
"""The form of manifest that is written now. In the first one a history row's moment, person, reason and act stood
under no digest of their own; an act bears the number of its form, and its digest covers that from the second on."""


def canonical(value) -> str:
    """One text for one value, whatever database it was read from: JSON with sorted keys, moments in UTC to the
    microsecond, days as ISO 8601."""
    return _CANONICAL.encode(value)


def salted(value, salt: str) -> str:
    """SHA-256 of salt and canonical value, in hexadecimal."""
    return hashlib.sha256(f"{salt}:{canonical(value)}".encode()).hexdigest()


def new_salt() -> str:
    return secrets.token_hex(16)


def of_entry(entry) -> dict:
    """What an act's digest covers of one manifest entry: which row it is and each field's digest, not its salt."""
    return {
        "model": entry.model,
        "history_id": entry.history_id,
        "object_id": entry.object_id,
        "type": entry.history_type,
        "fields": {name: digest for name, (_salt, digest) in entry.fields.items()},
    }


def of_act(record, entries) -> str:
    """The digest of a change set: its own fields and its manifest."""
    own = {
        "moment": record.moment,
        "verb": record.verb,
        "why": record.why,
        "door": record.door,
        "actor_id": record.actor_id,
        "actor_name": record.actor_name,
        "details": record.details,
    }
    if record.manifest_version != 1:
        own["manifest_version"] = record.manifest_version
    rows = sorted((of_entry(entry) for entry in entries), key=lambda row: (row["model"], row["history_id"]))
    return hashlib.sha256(canonical({"act": own, "manifest": rows}).encode()).hexdigest()


def of_link(previous: str, chain_key: str, position: int, act_digest: str) -> str:
    """The digest of a chain's link: the link before it, its place, and the act."""
    return hashlib.sha256(f"{previous}:{chain_key}:{position}:{act_digest}".encode()).hexdigest()


def plain(value):
    """A moment or a day as canonical text. Raises TypeError for anything else."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


_CANONICAL = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=plain)
"""Made once: an act of thousands of rows has a hundred thousand values."""
