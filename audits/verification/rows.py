"""Reading rows of tables that somebody may have written anything into: one that can't be read is told, and the next
one is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audits.verification.findings import Fault

TOGETHER = 500
"""Rows that are asked for at once; SQLite takes a thousand parameters."""


def slices(items: list, size: int) -> Iterator[list]:
    """A list in pieces of that size."""
    for at in range(0, len(items), size):
        yield items[at : at + size]


@dataclass(frozen=True, slots=True)
class Reader:
    """What reads, and where it tells of rows that it can't read: `told` holds their names, so that none is told
    twice."""

    told: set[str]
    faults: list[Fault]

    def rows(self, found, *names: str) -> Iterator[dict]:
        """The rows of a queryset in its order, as dictionaries with their `pk`."""
        for keys in slices(list(found.values_list("pk", flat=True)), TOGETHER):
            yield from self._some(found, keys, names)

    def of_keys(self, found, keys, *names: str) -> Iterator[dict]:
        """Those of the rows that have these keys."""
        for some in slices(sorted(keys), TOGETHER):
            yield from self._some(found, some, names)

    def _some(self, found, keys: list[int], names) -> Iterator[dict]:
        chosen = found.model._base_manager.order_by().values("pk", *names)
        try:
            by_key = {row["pk"]: row for row in chosen.filter(pk__in=keys)}
        except Exception:  # what a value that no column can hold raises depends on the column and on the database
            by_key = {key: row for key in keys if (row := self._one(chosen, found.model, key)) is not None}
        yield from (by_key[key] for key in keys if key in by_key)

    def _one(self, chosen, model, key: int) -> dict | None:
        try:
            return chosen.filter(pk=key).first()
        except Exception as error:
            where = f"{model._meta.label_lower} {key}"
            if where not in self.told:
                self.told.add(where)
                self.faults.append(Fault("unreadable", where, f"it holds what can’t be read: {_short(error)}"))
            return None


def _short(error: Exception) -> str:
    return f"{type(error).__name__} {error}"[:200]
