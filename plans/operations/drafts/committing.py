"""From a draft to the plan, as one act."""

from __future__ import annotations

from datetime import datetime

from plans import models as m
from plans import permissions
from plans.importing.workbench.carrying import marked
from plans.operations.drafts.standing import standing
from plans.operations.errors import Refused
from plans.operations.evidence import path_of
from plans.operations.importing import CHANGED_MEANWHILE, commit_document


def finish_draft(*, by: m.User, draft: m.ImportDraft) -> None:
    """Be done with a draft whose differences were applied to the plan that it is an edition of. Raises Denied."""
    permissions.enforce(permissions.check_can_work_on_draft, by, draft)
    m.ImportDraft.objects.filter(pk=draft.pk).update(
        status=m.ImportDraft.Status.COMMITTED, plan=draft.into, document=None, said=_to_keep(draft)
    )


def commit_draft(*, by: m.User, draft: m.ImportDraft, seen: str | None = None, at: datetime | None = None) -> m.Plan:
    """Make the plan, all or nothing, with the questions that are still open; the draft is then done with. `seen` is
    the draft's `stamp` on the page from which it is committed, None where nobody looked at one. Raises Denied;
    Refused for a draft that is not ready or not as it was seen, or whose file or plan no longer allows it."""
    permissions.enforce(permissions.check_can_work_on_draft, by, draft)
    if draft.status != m.ImportDraft.Status.READY:
        raise Refused(f"“{draft.name}” can’t be imported: {draft.get_status_display().lower()}.")
    if seen is not None and seen != draft.stamp:
        raise Refused(CHANGED_MEANWHILE)
    if draft.into and m.Action.objects.of_plan(draft.into).exists():
        raise Refused(f"“{draft.into}” holds actions already: say first which of the differences are applied.")
    understood = standing(draft)
    draft.said = marked(draft.said, understood.document)
    data = path_of(draft.sha256).read_bytes()
    said = [act["words"] for act in draft.said]
    done = commit_document(
        by=by,
        document=understood.to_commit(),
        data=data,
        name=draft.name,
        into=draft.into,
        said=said,
        draft=draft,
        at=at,
    )
    return done.plan


def _to_keep(draft: m.ImportDraft) -> list:
    """What was said, so that it can be said of a later edition when the document is put away."""
    return marked(draft.said, standing(draft).document) if draft.said else []
