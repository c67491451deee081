"""What a comparison is read with: how each action is called, and what stands in its record and in no position."""

from __future__ import annotations

from dataclasses import dataclass, field

from audits.acts_on_actions import Reason, added, reworded, withdrawn
from plans.movement import NEW, Movement
from reports.since.names import names_in


@dataclass(frozen=True, slots=True)
class Facts:
    """How each action is called, then and now (`refs`), and who brought it in, took it out or reworded it, and why.
    Without a record, as in the command's JSON, the latter are empty."""

    refs: dict[int, str]
    added: dict[int, Reason] = field(default_factory=dict)
    left: dict[int, Reason] = field(default_factory=dict)
    reworded: dict[tuple[int, str, str], Reason] = field(default_factory=dict)

    @classmethod
    def of(cls, movement: Movement) -> Facts:
        return cls(
            refs=names_in(movement),
            added=added([each.now.id for each in movement.part(NEW)]),
            left=withdrawn([action.id for action in movement.left]),
            reworded=reworded({(each.action_id, each.field, each.becomes) for each in movement.reworded}),
        )
