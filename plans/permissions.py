"""Who may do what. Permissions come in pairs: `check_can_x` raises `Denied` with the reason that a person reads,
`can_x` wraps it, so that a hidden button and a refused request can't drift apart.

Visibility is not asked here: what a person may not see is not in `visible_to` and is a 404.
"""

from __future__ import annotations

import logging
from functools import wraps

from django.core.exceptions import PermissionDenied

from plans import stages
from plans.clock import today
from plans.models import (
    Action,
    Assignment,
    Evidence,
    Extension,
    ImportDraft,
    Lead,
    Membership,
    Plan,
    ProgressUpdate,
    User,
)
from plans.trail import Actor

log = logging.getLogger("actionplans.denied")

OFFICER, MANAGER, CONTRIBUTOR, VIEWER = (role.value for role in Membership.Role)


class Denied(PermissionDenied):
    """Somebody may see it but not do this; the message says why, in words for them. `is_logged` once it stands in
    the log, so that it does not stand there twice."""

    is_logged = False


def pair(check):
    """The `can_x` of a `check_can_x`: True or False instead of an exception."""

    @wraps(check)
    def can(user, obj) -> bool:
        try:
            check(user, obj)
        except Denied:
            return False
        return True

    return can


def enforce(check, by, obj) -> None:
    """The check as operations make it: commands may do everything, a denial is logged and raised."""
    if isinstance(by, Actor):
        return
    try:
        check(by, obj)
    except Denied as denied:
        denied.is_logged = True
        what = f"{obj._meta.label_lower} {obj.pk}" if obj is not None else "nothing in particular"
        log.warning("%s denied to user %s on %s", check.__name__, by.pk, what)
        raise


def roles(user, plan: Plan) -> set[str]:
    """The role that this person holds in the plan, and "administrator"; empty for somebody deactivated."""
    if not user.is_active:
        return set()
    held = Membership.objects.filter(user=user, plan=plan, withdrawn=False).values_list("role", flat=True)
    return set(held) | ({"administrator"} if user.is_administrator else set())


def speaks_in(user, plan: Plan) -> bool:
    """Whether this person has a part in the plan beyond reading it."""
    return bool(roles(user, plan) & {OFFICER, MANAGER, CONTRIBUTOR})


def leads_it(user, action: Action, on) -> bool:
    """A post that this person holds on that day is assigned to the action or one of its steps."""
    return Action.objects.filter(pk=action.pk).held_by(user, on=on).exists()


def _check_open(action: Action) -> None:
    """Nothing is said or decided of a closed plan, or of an action that was withdrawn from it."""
    if action.plan.status == Plan.Status.CLOSED:
        raise Denied("This plan is closed, so nothing more can be said or decided of its actions.")
    if not action.is_current:
        raise Denied("This action has been withdrawn from the plan, so nothing more is said or decided of it.")


def check_can_update_progress(user, action: Action) -> None:
    """Contributors of what a post of theirs is assigned to; managers and officers of everything in their plans."""
    _check_open(action)
    held = roles(user, action.plan)
    if held & {OFFICER, MANAGER}:
        return
    if CONTRIBUTOR not in held:
        raise Denied("You can read this plan but not update it. Ask its officer to make you a contributor.")
    if not leads_it(user, action, today()):
        raise Denied(
            "You can update the actions that a post of yours leads or supports, and this is not one of them. "
            "If it should be yours, ask the plan’s officer to assign it to you."
        )


def check_can_withdraw_evidence(user, evidence: Evidence) -> None:
    """Whoever updates the action; once it is finished, the plan's managers and officers, since others relied on it."""
    check_can_update_progress(user, evidence.action)
    if evidence.action.stage in stages.FINISHED and not roles(user, evidence.action.plan) & {OFFICER, MANAGER}:
        raise Denied("This action is finished, and others relied on its evidence. Ask a manager to withdraw it.")


def check_can_see_withdrawn(user, plan: Plan) -> None:
    """Those who manage the plan still open what was withdrawn from it."""
    if not roles(user, plan) & {OFFICER, MANAGER, "administrator"}:
        raise Denied("This was withdrawn. Only those who manage the plan can still open it.")


def check_can_record_for_others(user, plan: Plan) -> None:
    """Officers and managers write down what a lead told them."""
    if not roles(user, plan) & {OFFICER, MANAGER}:
        raise Denied("Only the plan’s officers and managers record what somebody else has said.")


def check_can_verify(user, claim: ProgressUpdate) -> None:
    """A manager of the plan who neither said nor recorded the claim."""
    if user.pk in (claim.said_by_id, claim.recorded_by_id):
        raise Denied("You can’t verify a claim that you made or recorded yourself. Somebody else has to look at it.")
    if not roles(user, claim.action.plan) & {OFFICER, MANAGER}:
        raise Denied("Claims are verified by a manager or officer of the plan.")
    _check_open(claim.action)


def check_can_close(user, action: Action) -> None:
    if MANAGER not in roles(user, action.plan):
        raise Denied("Closing an action without its being done needs a manager of the plan.")
    _check_open(action)


def check_can_reopen(user, action: Action) -> None:
    if MANAGER not in roles(user, action.plan):
        raise Denied("Opening a finished action again needs a manager of the plan.")
    _check_open(action)


def check_can_recheck(user, action: Action) -> None:
    """A manager or officer of the plan who neither said nor recorded the claim that was verified."""
    if not roles(user, action.plan) & {OFFICER, MANAGER}:
        raise Denied("Whether something has lasted is re-checked by a manager or officer of the plan.")
    claim = action.updates.filter(claims_completion=True).order_by("-pk").first()
    if claim and user.pk in (claim.said_by_id, claim.recorded_by_id):
        raise Denied("You claimed that this is complete, so somebody else has to re-check whether it has lasted.")
    _check_open(action)


def check_can_ask_extension(user, action: Action) -> None:
    check_can_update_progress(user, action)


def check_can_decide_extension(user, extension: Extension) -> None:
    if MANAGER not in roles(user, extension.timescale.action.plan):
        raise Denied("A new date is decided by a manager of the plan.")
    if extension.asked_by_id == user.pk:
        raise Denied("You asked for this date yourself, so somebody else has to decide on it.")
    _check_open(extension.timescale.action)


def check_can_agree_dates(user, plan: Plan) -> None:
    """Agreeing to what a document of the plan says of its dates is deciding on them: a manager's act."""
    if MANAGER not in roles(user, plan):
        raise Denied("New dates are agreed by a manager of the plan, so what the document says is asked for.")


def check_can_manage_plan(user, plan: Plan) -> None:
    if not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Only the plan’s officers change the plan itself.")


def check_can_edit_plan(user, plan: Plan) -> None:
    """Officers, while the plan is a draft or live: a closed one is kept as it was closed."""
    check_can_manage_plan(user, plan)
    if plan.status == Plan.Status.CLOSED:
        raise Denied("This plan is closed and kept as it was. Make it live again in its details to edit it.")


def check_can_open_plan(user, _obj=None) -> None:
    """Officers of any plan, and administrators."""
    runs = Membership.objects.filter(user=user, role=OFFICER, withdrawn=False)
    if not (user.is_active and (user.is_administrator or runs.exists())):
        raise Denied("Plans are started by officers. Ask an administrator to make you the officer of a plan.")


def check_can_import(user, plan: Plan | None) -> None:
    """Officers: of the plan that it goes into, or of any plan for a new one; administrators."""
    if not user.is_active:
        raise Denied("This account is closed.")
    if user.is_administrator or (plan and OFFICER in roles(user, plan)):
        return
    runs = Membership.objects.filter(user=user, role=OFFICER, withdrawn=False)
    if plan or not runs.exists():
        raise Denied("Plans are imported by officers. Ask an administrator to make you the officer of a plan.")


def check_can_work_on_draft(user, draft: ImportDraft) -> None:
    """Whoever opened it, as long as they may import."""
    if draft.owner_id != user.pk:
        raise Denied("Only the person who opened this import works on it.")
    check_can_import(user, draft.into)


def check_can_export_appendix(user, plan: Plan) -> None:
    """Whoever may read the plan may print it."""
    if not roles(user, plan):
        raise Denied("You can’t see this plan.")


def check_can_remind(user, plan: Plan) -> None:
    """Officers and managers of the plan; of a closed plan nothing is owed."""
    if not roles(user, plan) & {OFFICER, MANAGER}:
        raise Denied("Only the plan’s officers and managers remind people of what they owe.")
    if plan.status != Plan.Status.LIVE:
        raise Denied("Nobody is reminded of a plan that is not live: nothing is owed in it.")


def check_can_choose_reminders(user, person) -> None:
    """Everybody their own."""
    if not user.is_active or user.pk != person.pk:
        raise Denied("What somebody is told is for them to choose.")


def check_can_redact(user, _plan=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator expunges personal data.")


def check_can_export_everything(user, plan: Plan) -> None:
    if not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Everything about a plan is exported by its officers and by administrators.")


def check_can_purge(user, _plan=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator says how long a plan is kept, and purges it.")


def check_can_administer(user, _obj=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator gives people access.")


def check_can_give_roles(user, plan: Plan) -> None:
    """The plan's officers, and administrators."""
    if not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Roles in a plan are given by its officers and by administrators.")


def check_can_invite(user, plan: Plan | None) -> None:
    """An administrator anybody; a plan's officer somebody to that plan."""
    if plan is None:
        check_can_administer(user)
    else:
        check_can_give_roles(user, plan)


def check_can_change_role(user, membership: Membership) -> None:
    """As `check_can_give_roles`; but an officer does not give themself another part in their own plan."""
    check_can_give_roles(user, membership.plan)
    if membership.user_id == user.pk and not user.is_administrator:
        raise Denied("You can’t change your own role. Ask another officer of the plan, or an administrator.")


def check_can_see_posts(user, _obj=None) -> None:
    """The list of all posts: administrators, and officers of any plan."""
    runs = Membership.objects.filter(user=user, role=OFFICER, withdrawn=False)
    if not (user.is_active and (user.is_administrator or runs.exists())):
        raise Denied("The list of posts is for officers and administrators.")


def check_can_appoint(user, lead: Lead) -> None:
    """Administrators, and the officers of a plan in which the post has a part. Being appointed gives no access: that
    is what roles are for."""
    if not user.is_active:
        raise Denied("This account is closed.")
    if user.is_administrator:
        return
    runs = Membership.objects.filter(user=user, role=OFFICER, withdrawn=False).values("plan")
    in_them = Assignment.objects.filter(lead=lead, withdrawn=False, action__recommendation__section__plan__in=runs)
    if not in_them.exists():
        raise Denied("Who holds a post is said by an administrator, or an officer of a plan in which it leads.")


def check_can_deactivate(user, person: User) -> None:
    check_can_administer(user)
    if person == user:
        raise Denied("You can’t close your own account. Ask another administrator.")


def check_can_end_sessions(user, person: User) -> None:
    """One's own, and an administrator anybody's."""
    if person != user:
        check_can_administer(user)


can_update_progress = pair(check_can_update_progress)
can_withdraw_evidence = pair(check_can_withdraw_evidence)
can_see_withdrawn = pair(check_can_see_withdrawn)
can_record_for_others = pair(check_can_record_for_others)
can_verify = pair(check_can_verify)
can_close = pair(check_can_close)
can_reopen = pair(check_can_reopen)
can_recheck = pair(check_can_recheck)
can_ask_extension = pair(check_can_ask_extension)
can_decide_extension = pair(check_can_decide_extension)
can_agree_dates = pair(check_can_agree_dates)
can_manage_plan = pair(check_can_manage_plan)
can_edit_plan = pair(check_can_edit_plan)
can_open_plan = pair(check_can_open_plan)
can_import = pair(check_can_import)
can_work_on_draft = pair(check_can_work_on_draft)
can_export_appendix = pair(check_can_export_appendix)
can_remind = pair(check_can_remind)
can_choose_reminders = pair(check_can_choose_reminders)
can_redact = pair(check_can_redact)
can_export_everything = pair(check_can_export_everything)
can_purge = pair(check_can_purge)
can_administer = pair(check_can_administer)
can_give_roles = pair(check_can_give_roles)
can_invite = pair(check_can_invite)
can_change_role = pair(check_can_change_role)
can_see_posts = pair(check_can_see_posts)
can_appoint = pair(check_can_appoint)
can_deactivate = pair(check_can_deactivate)
can_end_sessions = pair(check_can_end_sessions)
