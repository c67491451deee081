"""What the document itself says of an action, as an update."""

from __future__ import annotations

from plans import leadnames, stages
from plans import models as m
from plans.importing.claims import says_done
from plans.importing.document import UnderstoodAction
from plans.operations.import_writing.context import Context

DOCUMENT = "The document"
"""Who says what is printed."""


def update_row(context: Context, action: UnderstoodAction) -> m.ProgressUpdate | None:
    """An unsaved update, without its action yet, true of the document's day; None where nothing is said."""
    rag = context.ratings.get(leadnames.key(action.rag or ""))
    claims = says_done(action) or bool(rag and rag.means_finished)
    if not (action.progress or rag or claims):
        return None
    return m.ProgressUpdate(
        position_on=context.position_on,
        recorded_at=context.act.moment,
        narrative=action.progress or "",
        rag=None if rag and rag.means_finished else rag,
        claims_completion=claims,
        said_by_name=DOCUMENT,
        recorded_by_id=context.act.record.actor_id,
        recorded_by_name=context.act.record.actor_name,
        by_document=True,
    )


def stage_after(stage: str, update: m.ProgressUpdate | None) -> str:
    """The action's stage once that is said. Raises NotAllowed for an action that takes no more updates."""
    if update is None:
        return stage
    return stages.after(stage, stages.CLAIM if update.claims_completion else stages.UPDATE)
