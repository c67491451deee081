"""From a draft to the plan, as one act: at once, or by a worker where it takes longer than people wait."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from plans import models as m
from plans.importing import NotAPlan, with_marks
from plans.operations.errors import Refused
from plans.operations.files import read_of
from plans.operations.imports.documents import check_unknown, plan_of
from plans.operations.imports.draft import standing
from plans.operations.imports.new_plan import CHANGED_MEANWHILE, commit_document
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.permission import Denied
from plans.permissions.plans import can_import, can_work_on_draft
from plans.trail import after_commit, note_stored
from plans.workforce import when_given_up

TWICE = "The same document was read by two people, and their readings were compared."
"""Why the bytes that a plan came from are compared with it once more."""

NOT_WRITTEN = (
    "Something went wrong each time the plan was written, and nothing of it is there. Import it again; if that fails "
    "too, tell the people who run the service."
)


def finish_draft(*, by: m.User, draft: m.ImportDraft) -> None:
    """Be done with a draft whose differences were applied to the plan that it is an edition of. Raises Denied."""
    can_work_on_draft.enforce(by, draft)
    m.ImportDraft.objects.filter(pk=draft.pk).update(
        status=m.ImportDraft.Status.COMMITTED, plan=draft.into, document=None, said=_to_keep(draft)
    )


def commit_draft(
    *, by: m.User, draft: m.ImportDraft, seen: str | None = None, again: str = "", at: datetime | None = None
) -> m.Plan:
    """Make the plan, all or nothing, with the questions that are still open; the draft is then done with. `seen` is
    the draft's `stamp` on the page from which it is committed, None where nobody looked at one; `again` why there is
    to be a second plan of a document that is in one. A draft that is done with, as of a form that was sent twice,
    gives the plan that it became. Raises Denied; Refused for a draft that is not ready or not as it was seen, or
    whose file or plan no longer allows it; KnownDocument."""
    can_work_on_draft.enforce(by, draft)
    made = _made(draft)
    if made:
        return made
    _check(by, draft, m.ImportDraft.Status.READY, seen)
    draft.again = said(again, limit=REASON_LIMIT, field="again")
    return _commit(by, draft, at)


def commit_later(*, by: m.User, draft: m.ImportDraft, seen: str | None = None, again: str = "") -> None:
    """Have a worker make the plan; until then nothing more is said of the draft. Raises Denied and Refused as
    `commit_draft` does."""
    _check(by, draft, m.ImportDraft.Status.READY, seen)
    again = said(again, limit=REASON_LIMIT, field="again")
    check_unknown(draft.name, draft.sha256, again=again)
    with transaction.atomic():
        ready = m.ImportDraft.objects.filter(
            pk=draft.pk, status=m.ImportDraft.Status.READY, changed_at=draft.changed_at
        )
        if not ready.update(status=m.ImportDraft.Status.COMMITTING, again=again, refusal=""):
            raise Refused(CHANGED_MEANWHILE)
        note_stored("import_draft")
        after_commit("Handing an import to a worker", lambda: write_plan.enqueue(draft.pk, by.pk))


def make_edition(*, by: m.User, draft: m.ImportDraft, plan: m.Plan, at: datetime) -> None:
    """Have a draft whose document is in a plan already compared with that plan instead of making a second one: what
    was understood and said of it stays. Raises Denied; Refused for another plan, and where the draft is no longer
    worked on."""
    can_work_on_draft.enforce(by, draft)
    can_import.enforce(by, plan)
    if plan_of(draft.sha256) != plan:
        raise Refused(f"“{draft.name}” is not the document of “{plan}”.")
    ready = m.ImportDraft.objects.filter(pk=draft.pk, status=m.ImportDraft.Status.READY)
    if not ready.update(into=plan, again=TWICE, refusal="", changed_at=at):
        raise Refused(CHANGED_MEANWHILE)


@task()
def write_plan(pk: int, by: int) -> str:
    """Make the plan of a draft that waits for it, on behalf of the user `by`; returns the draft's status then. Doing
    it twice makes one plan. Where it can't be made, the draft is to be checked again and says why."""
    Status = m.ImportDraft.Status
    draft = m.ImportDraft.objects.defer("document").select_related("into").filter(pk=pk, status=Status.COMMITTING)
    found = draft.first()
    if found is None:
        return "not waiting"
    person, same = m.User.objects.get(pk=by), draft.filter(changed_at=found.changed_at)
    try:
        _check(person, found, Status.COMMITTING, None)
        _commit(person, found, None)
    except (Refused, NotAPlan, Denied) as refusal:
        same.update(status=Status.READY, refusal=str(refusal), changed_at=timezone.now())
        return str(Status.READY)
    return str(Status.COMMITTED)


def _give_up(pk: int, by: int) -> None:
    """Say of a draft that no worker could make a plan of that it is to be checked again."""
    waiting = m.ImportDraft.objects.filter(pk=pk, status=m.ImportDraft.Status.COMMITTING)
    waiting.update(status=m.ImportDraft.Status.READY, refusal=NOT_WRITTEN, changed_at=timezone.now())


when_given_up(write_plan, _give_up)


def check_again(*, by: m.User, draft: m.ImportDraft, at: datetime) -> None:
    """Take a draft back from a worker that is not done with it: it is to be checked, and no plan is made. Raises
    Denied; Refused where the plan has been made."""
    can_work_on_draft.enforce(by, draft)
    waiting = m.ImportDraft.objects.filter(pk=draft.pk, status=m.ImportDraft.Status.COMMITTING)
    if not waiting.update(status=m.ImportDraft.Status.READY, changed_at=at):
        raise Refused(f"“{draft.name}” is not waiting to be imported any more.")


def _made(draft: m.ImportDraft) -> m.Plan | None:
    """The plan that the draft has become by now."""
    done = m.ImportDraft.objects.filter(pk=draft.pk, status=m.ImportDraft.Status.COMMITTED)
    return m.Plan.objects.filter(pk__in=done.values("plan")).first()


def _check(by: m.User, draft: m.ImportDraft, status: m.ImportDraft.Status, seen: str | None) -> None:
    can_work_on_draft.enforce(by, draft)
    if draft.status != status:
        raise Refused(f"“{draft.name}” can’t be imported: {draft.get_status_display().lower()}.")
    if seen is not None and seen != draft.stamp:
        raise Refused(CHANGED_MEANWHILE)
    if draft.into and m.Action.objects.of_plan(draft.into).exists():
        raise Refused(f"“{draft.into}” holds actions already: say first which of the differences are applied.")


def _commit(by: m.User, draft: m.ImportDraft, at: datetime | None) -> m.Plan:
    understood = standing(draft)
    draft.said = with_marks(draft.said, understood.document)
    data = read_of(draft.name, draft.sha256)
    words = [act["words"] for act in draft.said]
    try:
        done = commit_document(
            by=by,
            document=understood.to_commit(),
            data=data,
            name=draft.name,
            into=draft.into,
            said=words,
            draft=draft,
            again=draft.again,
            at=at,
        )
    except Refused:
        # Where it was this draft that was quicker, in another window or sent twice, its plan is the answer.
        made = _made(draft)
        if made:
            return made
        raise
    return done.plan


def _to_keep(draft: m.ImportDraft) -> list:
    """What was said, so that it can be said of a later edition when the document is put away."""
    return with_marks(draft.said, standing(draft).document) if draft.said else []
