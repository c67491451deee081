"""The plan itself: starting, importing and editing it, agreeing its dates, printing it."""

from __future__ import annotations

from plans.models import BulkEdit, ImportDraft, Membership, PaperOrder, Plan
from plans.permissions.parts import MANAGER, OFFICER, roles
from plans.permissions.permission import Denied, Permission

CLOSED_BEFORE = "This plan is closed and kept as it was. Make it live again in its details before you take this back."


@Permission
def can_open_plan(user, _obj=None) -> None:
    """Those to whom an administrator gave that right, officers of any plan, and administrators."""
    if not (user.is_active and (user.is_administrator or user.starts_plans or _is_officer(user))):
        raise Denied(
            "Starting a plan is a right that an administrator gives, and you don’t have it yet. Ask an administrator "
            "to let you start plans."
        )


@Permission
def can_import(user, plan: Plan | None) -> None:
    """Into a plan its officers, and administrators; as a new plan whoever may start one."""
    if not user.is_active:
        raise Denied("This account is closed.")
    if plan is None:
        can_open_plan.check(user)
    elif not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Documents are imported into a plan by its officers. Ask one of them, or an administrator.")


def _is_officer(user) -> bool:
    return Membership.objects.filter(user=user, role=OFFICER, withdrawn=False).exists()


@Permission
def can_take_back(user, plan: Plan) -> None:
    """Whoever may import into the plan takes an import back, while the plan is not closed."""
    can_import.check(user, plan)
    if plan.status == Plan.Status.CLOSED:
        raise Denied(CLOSED_BEFORE)


@Permission
def can_take_back_decisions(user, plan: Plan) -> None:
    """New dates that were agreed and actions that were closed together are a manager’s to take back."""
    if MANAGER not in roles(user, plan):
        raise Denied("Dates and closings that were decided together are taken back by a manager of the plan.")
    if plan.status == Plan.Status.CLOSED:
        raise Denied(CLOSED_BEFORE)


@Permission
def can_change_many(user, edit: BulkEdit) -> None:
    """Whoever selected them; who may change each of them is asked of each."""
    if edit.owner_id != user.pk:
        raise Denied("Only the person who selected these actions changes them.")


@Permission
def can_work_on_draft(user, draft: ImportDraft) -> None:
    """Whoever opened it, as long as they may import."""
    if draft.owner_id != user.pk:
        raise Denied("Only the person who opened this import works on it.")
    can_import.check(user, draft.into)


@Permission
def can_manage_plan(user, plan: Plan) -> None:
    if not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Only the plan’s officers change the plan itself.")


@Permission
def can_edit_plan(user, plan: Plan) -> None:
    """Officers, while the plan is a draft or live: a closed one is kept as it was closed."""
    can_manage_plan.check(user, plan)
    if plan.status == Plan.Status.CLOSED:
        raise Denied("This plan is closed and kept as it was. Make it live again in its details to edit it.")


@Permission
def can_agree_dates(user, plan: Plan) -> None:
    """Agreeing to what a document of the plan says of its dates is deciding on them: a manager's act."""
    if MANAGER not in roles(user, plan):
        raise Denied("New dates are agreed by a manager of the plan, so what the document says is asked for.")


@Permission
def can_export_appendix(user, plan: Plan) -> None:
    """Whoever may read the plan may print it."""
    if not roles(user, plan):
        raise Denied("You can’t see this plan.")


@Permission
def can_see_restricted(user, plan: Plan) -> None:
    """What is not for publication is for those who run the plan."""
    if not roles(user, plan) & {OFFICER, MANAGER, "administrator"}:
        raise Denied("What is not for publication is printed by the plan’s officers and managers.")


@Permission
def can_stop_paper(user, order: PaperOrder) -> None:
    if order.owner_id != user.pk:
        raise Denied("Only the person who asked for a paper stops it.")
