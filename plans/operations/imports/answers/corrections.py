"""What the document says of an action, said anew: as a correction, and only where nobody has spoken since."""

from __future__ import annotations

from plans import models as m
from plans.operations.imports.answers.effect import Effect, of_action
from plans.operations.imports.parts.progress import printed_anew, stage_after

SINCE = "People have said or decided something of it since, and that stands."


def said_anew(
    action: m.Action, printed: m.ProgressUpdate | None, what: str, before: str, after: str, **values
) -> Effect:
    """The effect by which the printed words are said again with these values."""
    if not is_untouched(action):
        return Effect(of_action(action), what, before, after, left=SINCE)

    def write(act) -> None:
        update = printed_anew(act, action, printed, **values)
        action.stage = stage_after(action.stage, update)
        act.save(update)
        act.save(action)

    return Effect(of_action(action), what, before, after, write)


def is_untouched(action: m.Action) -> bool:
    return not action.decisions.all() and all(update.by_document for update in action.updates.all())


def last_printed(action: m.Action) -> m.ProgressUpdate | None:
    return max(action.updates.all(), key=lambda update: update.pk, default=None)
