"""What one verification knows while it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from audits.verification.findings import Fault
from audits.verification.removals import Expunged
from audits.verification.rows import Reader
from plans.models import Chain, ChainLink


@dataclass
class Case:
    """`chain_key` is the one chain that is looked at; None for all of them and for what stands in none."""

    chain_key: str | None = None
    reader: Reader = field(default_factory=lambda: Reader(set(), []))

    @cached_property
    def expunged(self) -> Expunged:
        return Expunged.known(self.reader)

    @cached_property
    def chains(self) -> list[dict]:
        found = Chain.objects.order_by("key")
        if self.chain_key is not None:
            found = found.filter(key=self.chain_key)
        return list(self.reader.rows(found, "key", "position", "head"))

    @cached_property
    def acts(self) -> list[int]:
        """The change sets of these chains, each once."""
        links = ChainLink.objects.filter(chain__in=[chain["pk"] for chain in self.chains])
        return sorted(set(links.order_by().values_list("change_id", flat=True)))

    def unreadable(self) -> Iterator[Fault]:
        """What the reader could not read since it was last asked."""
        while self.reader.faults:
            yield self.reader.faults.pop(0)
