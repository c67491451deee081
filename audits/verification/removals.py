"""What redactions replaced and purges took away, and what stands there by right since."""

from __future__ import annotations

from dataclasses import dataclass, field

from audits.verification.findings import Fault
from audits.verification.rows import Reader
from plans.models import ChainLink, ChangeSet


@dataclass(frozen=True, slots=True)
class Expunged:
    """A salt and digest for each history row and field, a digest for each act and frozen state, the evidence whose
    files went, the files of issued papers and the hashes of documents that did, and the history rows that are gone
    with their plan."""

    fields: dict[tuple[str, int, str], tuple[str, str]] = field(default_factory=dict)
    acts: dict[int, str] = field(default_factory=dict)
    snapshots: dict[int, str] = field(default_factory=dict)
    files: set[int] = field(default_factory=set)
    issued: set[int] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    gone: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def known(cls, reader: Reader) -> Expunged:
        """From the redactions and purges that stand in a chain, oldest first: the last word counts. An act whose
        words can't be taken is told, and counts for nothing."""
        found = cls()
        linked = ChainLink.objects.order_by().values("change_id")
        acts = ChangeSet.objects.filter(verb__in=("redact", "purge_plan"), pk__in=linked).order_by("pk")
        for act in reader.rows(acts, "details"):
            try:
                found._take(cls._of(act["details"]))
            except (TypeError, ValueError, KeyError, AttributeError) as error:
                where = f"plans.changeset {act['pk']}"
                reader.faults.append(Fault("redaction-malformed", where, f"what it expunged can’t be read: {error!r}"))
        return found

    @classmethod
    def _of(cls, details: dict) -> Expunged:
        document = details.get("original", "")
        return cls(
            fields={
                (str(model), int(row), str(name)): (str(salt), str(digest))
                for model, row, name, salt, digest in details["fields"]
            },
            acts={int(pk): str(digest) for pk, digest in details["acts"].items()},
            snapshots={int(pk): str(digest) for pk, digest in details["snapshots"].items()},
            files={int(pk) for pk in details["files"]},
            issued={int(pk) for pk in details.get("issued", ())},
            documents={str(document)} if document else set(),
            gone={(str(model), int(row)) for model, row in details.get("gone", ())},
        )

    def _take(self, other: Expunged) -> None:
        self.fields.update(other.fields)
        self.acts.update(other.acts)
        self.snapshots.update(other.snapshots)
        self.files.update(other.files)
        self.issued.update(other.issued)
        self.documents.update(other.documents)
        self.gone.update(other.gone)
