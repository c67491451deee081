"""An action with its past."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from audits.dates import deciding, history
from audits.timeline import Entry, timeline
from audits.track import track
from plans import stages, tree
from plans.clock import today
from plans.forms.address import OneOf, PagedAddress, PageNumber, in_address
from plans.models import (
    Action,
    Assignment,
    Evidence,
    Extension,
    ProgressUpdate,
    Step,
    Timescale,
    UpdateDraft,
)
from plans.models.standing import direction, is_overdue
from plans.operations.imports.left_open import SHEET, is_marked
from plans.permissions.actions import (
    can_close,
    can_decide_extension,
    can_recheck,
    can_reopen,
    can_update_progress,
    can_verify,
    can_withdraw_claim,
)
from plans.permissions.evidence import can_see_withdrawn, can_withdraw_evidence
from plans.permissions.exemptions import can_ask_exempt
from plans.permissions.members_questions import can_record_members_question
from plans.permissions.plans import can_edit_plan, can_manage_plan
from plans.permissions.records import can_redact
from plans.views.list_files import Columns, list_file

EVIDENCE: Columns = {
    "Evidence": lambda item: item.title,
    "File": lambda item: item.file_name,
    "Address": lambda item: item.url,
    "Bytes": lambda item: item.size or None,
    "Added on": lambda item: item.added_on,
    "Added by": lambda item: item.added_by_name,
    "Withdrawn because": lambda item: item.withdrawn_reason if item.withdrawn else "",
}
"""The action's evidence as a file."""

SHOW = {"all": "Everything", "updates": "Updates only", "changes": "Changes only"}


A_PAGE = 50


class ActionAddress(PagedAddress):
    """What the timeline shows; its page, and those of the lists beside it."""

    show = OneOf(SHOW, usual="all")
    questions = PageNumber()
    requests = PageNumber()
    evidence = PageNumber()


def action(request, pk):
    """Everything about one action, and its timeline."""
    found = get_object_or_404(
        Action.objects.visible_to(request.user)
        .with_position()
        .select_related(f"{tree.PLAN}__scheme", "standing__rag", "standing__reported"),
        pk=pk,
    )
    on = today()
    recommendation = found.recommendation
    last = found.updates.filter(corrected_by=None).select_related("rag").order_by("position_on", "recorded_at").last()
    asked = in_address(request, ActionAddress)
    evidence = list(found.evidence.all())
    sources = recommendation.source_links.filter(withdrawn=False, source__withdrawn=False).select_related("source")
    redactions = [each for each in recommendation.section.plan.redactions.all() if pk in each.actions]
    context = {
        "action": found,
        "recommendation": recommendation,
        "section": recommendation.section,
        "plan": recommendation.section.plan,
        "on": on,
        "last": last,
        "direction": _direction(found),
        "redactions": redactions,
        "expunged_files": {file for each in redactions for file in each.files},
        "steps": _steps(found),
        "assignments": _assignments(found, on),
        "sources": [link.source for link in sources],
        "shows": SHOW,
        "show": asked["show"],
        **_pages(found, asked, evidence),
        **_left_open(request.user, found),
        **_decided(found),
        **_dates(found, last, on, asked["requests"]),
        **_permitted(request.user, found),
    }
    may_write = context["can_update"] and not context["finished"]
    context["draft"] = _draft(request.user, found) if may_write else None
    file = list_file(request, f"evidence-{pk}", EVIDENCE, evidence, of="evidence")
    return file or render(request, "audits/action.html", context)


def _pages(found: Action, asked: dict, evidence: list[Evidence]) -> dict:
    """A page of each of its lists: of the timeline, what members asked, and the evidence."""
    questions = found.members_questions.standing().select_related("lead")
    return {
        "entries": _page([entry for entry in timeline(found) if _is_shown(entry, asked["show"])], asked["page"]),
        "questions": _page(questions, asked["questions"]),
        "evidence": _page(evidence, asked["evidence"]),
    }


def _page(rows, number: int):
    return Paginator(rows, A_PAGE).get_page(number)


def _left_open(user, found: Action) -> dict:
    """What was asked back of it in a sheet, and what the import asks or marks at it, without an answer yet: the latter
    for those who may answer."""
    may_answer = can_manage_plan.allows(user, found.plan)
    still = list(found.open_questions.filter(answered_on=None).select_related("plan").order_by("order"))
    imported = [each for each in still if each.field != SHEET] if may_answer else []
    return {
        "asked_back": [each for each in still if each.field == SHEET],
        "marks": [each for each in imported if is_marked(each)],
        "import_asks": [each for each in imported if not is_marked(each)],
        "can_answer_back": may_answer,
    }


def _direction(found: Action) -> str:
    """How its rating went since the last issued paper; empty where it was in none."""
    stands = found.standing
    return direction(stands.rag, stands.reported, stands.reported_in)


def _draft(user, found: Action) -> UpdateDraft | None:
    return UpdateDraft.objects.live(timezone.now()).filter(writer=user, action=found).first()


def _is_shown(entry: Entry, show: str) -> bool:
    if show == "updates":
        return entry.update is not None
    return show != "changes" or entry.kind != "update"


def _steps(found: Action) -> list[Step]:
    """The action's steps with their dates and leads, none of them withdrawn."""
    dates = Prefetch("timescales", Timescale.objects.filter(withdrawn=False))
    leads = Prefetch("assignments", Assignment.objects.filter(withdrawn=False))
    return list(found.steps.filter(withdrawn=False).prefetch_related(dates, leads))


def _dates(found: Action, last: ProgressUpdate | None, on: date, page: int) -> dict:
    """The action's timescales and a page of the requests to move them; how the date that counts came to be, and its
    track."""
    timescales = list(found.timescales.current().select_related("step"))
    extensions = list(
        Extension.objects.filter(timescale__action=found).select_related("timescale").order_by("asked_on", "id")
    )
    timescale = deciding(timescales)
    dates = history(timescale, extensions, last.forecast_on if last else None) if timescale else None
    return {
        "timescales": timescales,
        "of_steps": any(each.step for each in timescales),
        "dated": any(each.latest for each in timescales),
        "met": any(each.met_on or (each.step and each.step.met_on) for each in timescales),
        "requests": _page(extensions, page),
        "dates": dates,
        "track": track(dates, today=on) if dates else None,
        "finished": found.stage in stages.FINISHED,
        "overdue": is_overdue(found.stage, found.due, on),
    }


def _permitted(user, found: Action) -> dict:
    """What waits for a decision here, and what this person may do."""
    claim = found.standing_claims().last()
    waiting = Extension.objects.filter(timescale__action=found, status=Extension.Status.REQUESTED).first()
    return {
        "claim": claim,
        "waiting": waiting,
        "can_edit": can_edit_plan.allows(user, found.plan),
        "can_update": can_update_progress.allows(user, found),
        "can_verify": claim is not None and can_verify.allows(user, claim),
        "can_withdraw_claim": claim is not None and can_withdraw_claim.allows(user, claim),
        "can_redact": can_redact.allows(user, found.plan),
        "can_record_question": can_record_members_question.allows(user, found),
        "can_ask_exempt": can_ask_exempt.allows(user, found),
        "can_see_withdrawn": can_see_withdrawn.allows(user, found.plan),
        "can_withdraw": can_withdraw_evidence.allows(user, Evidence(action=found)),
        "can_recheck": found.stage in (stages.VERIFIED, stages.EMBEDDED) and can_recheck.allows(user, found),
        "can_close": found.stage not in stages.FINISHED and can_close.allows(user, found),
        "can_reopen": found.stage in stages.CLOSED and can_reopen.allows(user, found),
        "can_decide": waiting is not None and can_decide_extension.allows(user, waiting),
    }


def _decided(found: Action) -> dict:
    """The last decision: `returned` sent a claim back, while nobody has said anything since; by `standing` a finished
    action stands as it does, or an open one was opened again."""
    decision = found.decisions.order_by("recorded_at", "id").last()
    if decision is None or decision.kind == stages.WITHDRAW:
        return {"returned": None, "standing": None}
    if decision.kind != stages.RETURN:
        return {"returned": None, "standing": decision}
    said_since = found.updates.filter(recorded_at__gt=decision.recorded_at).exists()
    return {"returned": None if said_since else decision, "standing": None}


def _assignments(found: Action, on: date) -> list[dict]:
    """Who leads, and who holds that post on the day."""
    rows = found.assignments.filter(withdrawn=False, step=None).select_related("lead").order_by("order")
    out = []
    for row in rows.prefetch_related("lead__holdings"):
        holders = [
            h
            for h in row.lead.holdings.all()
            if (h.from_on is None or h.from_on <= on) and (h.to_on is None or h.to_on >= on)
        ]
        out.append({"row": row, "holder": holders[0] if holders else None})
    return out
