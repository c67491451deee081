"""What the document itself says of an action, as an update."""

from __future__ import annotations

from plans import leadnames, stages
from plans import models as m
from plans.importing import UnderstoodAction, says_done
from plans.operations.imports.parts.context import Context
from plans.trail import Act

_SAID_AGAIN = ("position_on", "narrative", "rag", "claims_completion")
DOCUMENT = "The document"
"""Who says what is printed."""


def update_row(context: Context, action: UnderstoodAction) -> m.ProgressUpdate | None:
    """An unsaved update, without its action yet, true of the document's day; None where nothing is said."""
    rag = context.ratings.get(leadnames.key(action.rag or ""))
    claims = says_done(action) or bool(rag and rag.means_finished)
    if not (action.progress or rag or claims):
        return None
    return _printed(
        context.act,
        position_on=context.position_on,
        narrative=action.progress or "",
        rag=rag,
        claims_completion=claims,
    )


def printed_anew(act: Act, action: m.Action, printed: m.ProgressUpdate | None, **values) -> m.ProgressUpdate:
    """An unsaved update that says the printed words again (none: the document said nothing), with these values as
    they turned out to be."""
    said = {name: getattr(printed, name) for name in _SAID_AGAIN} if printed else {"position_on": act.today}
    given = {name: value for name, value in values.items() if value is not None or name == "rag"}
    return _printed(act, action=action, corrects=printed, **said | given)


def _printed(act: Act, **said) -> m.ProgressUpdate:
    """An update by the document itself."""
    return m.ProgressUpdate(
        recorded_at=act.moment,
        said_by_name=DOCUMENT,
        recorded_by_id=act.record.actor_id,
        recorded_by_name=act.record.actor_name,
        by_document=True,
        **said,
    )


def stage_after(stage: str, update: m.ProgressUpdate | None) -> str:
    """The action's stage once that is said. Raises NotAllowed for an action that takes no more updates."""
    if update is None:
        return stage
    return stages.after(stage, stages.CLAIM if update.claims_completion else stages.UPDATE)
