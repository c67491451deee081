"""The table of checks, and running them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from audits.verification import acts, chains, present
from audits.verification.case import Case
from audits.verification.findings import Fault


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is looked at, in a sentence, and what looks. `of_a_chain` says that it can be asked of one chain
    alone."""

    looks_at: str
    run: Callable[[Case], Iterator[Fault]]
    of_a_chain: bool = False


CHECKS = (
    Check("each link from the one before it, and each chain's head", chains.links, of_a_chain=True),
    Check("each act from its fields and manifest, each history row from its manifest entry", acts.acts, True),
    Check("links, acts, manifest entries and history rows that belong to nothing", chains.strays),
    Check("each live row from its newest history row", present.live_rows),
    Check("where each action stands, from its rows", present.where_actions_stand),
    Check("what stands beside each action of the last issued paper, from that paper", present.what_was_reported),
    Check("each frozen state from its digest", present.frozen_states),
    Check("each stored file from its hash", present.stored_files),
)


def faults(chain_key: str | None = None) -> Iterator[Fault]:
    """Every fault of one chain; or of all, and of what no chain covers. Whatever is met, it goes on."""
    case = Case(chain_key)
    for check in CHECKS:
        if chain_key is None or check.of_a_chain:
            try:
                for fault in check.run(case):
                    yield from case.unreadable()
                    yield fault
            except Exception as error:  # a verifier that falls over what it looks at has found something
                told = f"it could not be finished: {type(error).__name__} {error}"[:300]
                yield Fault("unfinished", f"the check of {check.looks_at}", told)
            yield from case.unreadable()
