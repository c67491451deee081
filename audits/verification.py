"""Walking the chains and holding the rows against them. It detects; it does not prevent."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from audits.models import Snapshot
from plans import canonical
from plans.models import Chain, ChainLink, ChangeSet, Evidence, ManifestEntry
from plans.operations import files
from plans.trail import digests, tracked


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where: `where` names a row, such as "plans.historicalaction 12"."""

    where: str
    what: str

    def __str__(self):
        return f"{self.where}: {self.what}"


@dataclass(frozen=True, slots=True)
class Expunged:
    """What redactions replaced and purges took away, and what stands there by right since: a salt and digest for
    each history row and field, a digest for each act and frozen state, the evidence whose files went, and the
    history rows that are gone with their plan."""

    fields: dict[tuple[str, int, str], tuple[str, str]] = field(default_factory=dict)
    acts: dict[int, str] = field(default_factory=dict)
    snapshots: dict[int, str] = field(default_factory=dict)
    files: set[int] = field(default_factory=set)
    gone: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def known(cls) -> Expunged:
        """From the redactions that stand in a chain, oldest first: the last word counts."""
        found = cls()
        acts = (
            ChangeSet.objects.filter(verb__in=("redact", "purge_plan"), links__isnull=False).distinct().order_by("pk")
        )
        for details in acts.values_list("details", flat=True):
            for model, history_id, name, salt, digest in details["fields"]:
                found.fields[model, history_id, name] = (salt, digest)
            found.acts.update({int(pk): digest for pk, digest in details["acts"].items()})
            found.snapshots.update({int(pk): digest for pk, digest in details["snapshots"].items()})
            found.files.update(details["files"])
            found.gone.update((model, history_id) for model, history_id in details.get("gone", ()))
        return found


def faults(chain_key: str | None = None) -> Iterator[Fault]:
    """Every fault of one chain, or of all and of the rows that no chain covers."""
    chains = Chain.objects.order_by("key")
    if chain_key is not None:
        chains = chains.filter(key=chain_key)
    checked: set[int] = set()
    expunged = Expunged.known()
    for chain in chains:
        yield from _chain(chain, checked, expunged)
    if chain_key is None:
        yield from _strays(checked)
        yield from _live_rows()
        yield from _snapshots(expunged)
        yield from _files(expunged)


def _chain(chain: Chain, checked: set[int], expunged: Expunged) -> Iterator[Fault]:
    head, position = "", 0
    links = ChainLink.objects.filter(chain=chain).order_by("position").select_related("change")
    for link in links.iterator(chunk_size=500):
        position += 1
        here = f"chain {chain.key}, link {link.position}"
        if link.position != position:
            yield Fault(here, f"link {position} is missing")
            return
        if link.change_id not in checked:
            checked.add(link.change_id)
            yield from _act(link.change, expunged)
        head = digests.of_link(head, chain.key, position, link.change.digest)
        if link.digest != head:
            yield Fault(here, "its digest does not follow from the link before it")
            return
    if (chain.position, chain.head) != (position, head):
        yield Fault(f"chain {chain.key}", f"its head is not that of its last link, {position}")


def _act(record: ChangeSet, expunged: Expunged) -> Iterator[Fault]:
    entries = list(record.manifest.all())
    if digests.of_act(record, entries) != expunged.acts.get(record.pk, record.digest):
        yield Fault(f"plans.changeset {record.pk}", "it or its manifest was altered")
    by_model = defaultdict(list)
    for entry in entries:
        by_model[entry.model].append(entry)
    for label, group in by_model.items():
        yield from _history_rows(record, tracked.models()[label], group, expunged)


def _history_rows(record, model, entries, expunged: Expunged) -> Iterator[Fault]:
    history = tracked.history_of(model)
    names = tracked.fields(model)
    pk = model._meta.pk.attname
    rows = history.objects.filter(history_id__in=[entry.history_id for entry in entries]).order_by()
    stored = {
        row["history_id"]: row
        for row in rows.values("history_id", "history_type", "history_date", "change_id", pk, *names)
    }
    for entry in entries:
        where = f"{history._meta.label_lower} {entry.history_id}"
        row = stored.get(entry.history_id)
        if (entry.model, entry.history_id) in expunged.gone:
            if row is not None:
                yield Fault(where, "its plan was purged and it is still there")
            continue
        if row is None:
            yield Fault(where, "it was removed")
            continue
        frame = (row["change_id"], row["history_date"], row[pk], row["history_type"])
        if frame != (record.pk, record.moment, entry.object_id, entry.history_type):
            yield Fault(where, "its place in the history was altered")
        for name, (salt, digest) in entry.fields.items():
            if not salt:
                salt, digest = expunged.fields.get((entry.model, entry.history_id, name), ("", ""))
                if not salt:
                    yield Fault(where, f"the salt of its {name} is gone, and no redaction took it")
                    continue
            if name in row and digests.salted(row[name], salt) != digest:
                yield Fault(where, f"its {name} was altered")


def _strays(checked: set[int]) -> Iterator[Fault]:
    """History rows and acts that no chain covers."""
    for record in ChangeSet.objects.exclude(pk__in=checked).order_by("pk"):
        yield Fault(f"plans.changeset {record.pk}", "it stands in no chain")
    for label, model in tracked.models().items():
        known = ManifestEntry.objects.filter(model=label).values("history_id")
        history = tracked.history_of(model)
        for row in history.objects.exclude(history_id__in=known).order_by("history_id").values("history_id"):
            yield Fault(f"{history._meta.label_lower} {row['history_id']}", "it was inserted: no act covers it")


def _live_rows() -> Iterator[Fault]:
    """Rows as they are, against the newest history of each."""
    for label, model in tracked.models().items():
        names = tracked.fields(model)
        history = tracked.history_of(model)
        newest = {row["id"]: row for row in history.objects.order_by("history_id").values("id", *names).iterator(2000)}
        live = {row["id"]: row for row in model._base_manager.order_by("pk").values("id", *names).iterator(2000)}
        for pk in sorted(newest.keys() | live.keys()):
            where = f"{label} {pk}"
            if pk not in live:
                yield Fault(where, "it was removed")
            elif pk not in newest:
                yield Fault(where, "it was inserted: it has no history")
            else:
                for name in names:
                    if digests.canonical(live[pk][name]) != digests.canonical(newest[pk][name]):
                        yield Fault(where, f"its {name} is not what its history says")


def _snapshots(expunged: Expunged) -> Iterator[Fault]:
    for snapshot in Snapshot.objects.order_by("pk").iterator(20):
        if canonical.digest(canonical.from_json(snapshot.state)) != expunged.snapshots.get(
            snapshot.pk, snapshot.digest
        ):
            yield Fault(f"audits.snapshot {snapshot.pk}", "its state was altered")


def _files(expunged: Expunged) -> Iterator[Fault]:
    """Evidence whose file is missing or not what its hash says, or still there when it should be gone."""
    gone = set(Evidence.objects.filter(pk__in=expunged.files).values_list("sha256", flat=True))
    again = set(Evidence.objects.exclude(pk__in=expunged.files).values_list("sha256", flat=True))
    for pk, sha256 in Evidence.objects.exclude(sha256="").order_by("pk").values_list("pk", "sha256"):
        try:
            data = _bytes_of(sha256)
        except OSError as error:
            yield Fault(f"plans.evidence {pk}", f"its file can’t be read: {error}")
            continue
        if pk in expunged.files and sha256 not in again:
            if data is not None:
                yield Fault(f"plans.evidence {pk}", "its file was expunged and is still there")
        elif data is None:
            if sha256 not in gone:
                yield Fault(f"plans.evidence {pk}", "its file is missing")
        elif hashlib.sha256(data).hexdigest() != sha256:
            yield Fault(f"plans.evidence {pk}", "its file was altered")


def _bytes_of(sha256: str) -> bytes | None:
    try:
        return files.read(sha256)
    except FileNotFoundError:
        return None
