"""What the document newly says of how actions are going."""

from __future__ import annotations

from plans.importing import PROGRESS
from plans.operations.editions.rows import Rows
from plans.operations.imports.parts.progress import stage_after, update_row
from plans.operations.progress.claims import is_later, standing_claim, withdraw_by_word


def apply_progress(rows: Rows) -> None:
    """Write an update by the document for each, true of the document's day; a claim of completion is a claim, for
    somebody else to verify. Where one waits already that the document does not make too, it is withdrawn."""
    updates = []
    for difference in rows.of("action", PROGRESS):
        s, r, a = difference.spot
        update = update_row(rows.context, rows.context.document.sections[s].recommendations[r].actions[a])
        if update is None:
            continue
        row = rows.actions[difference.row]
        update.action = row
        updates.append(update)
        claim = standing_claim(row)
        row.stage = stage_after(row.stage, update)
        if claim and not update.claims_completion and is_later(claim, update.position_on):
            withdraw_by_word(rows.context.act, row, claim, update)
        rows.touch(row)
    rows.context.act.add_all(updates)
