"""An action with its past, and a plan's audit log."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from audits import log as audit_log
from audits.timeline import timeline
from plans import permissions
from plans.clock import today
from plans.models import Action, Chain, Extension, Plan, ProgressUpdate

SHOW = {"all": "Everything", "updates": "Updates only", "changes": "Changes only"}
KINDS = {"updates": {"update"}, "changes": {"change", "decision"}}
ACTS_A_PAGE = 40


def action(request, pk):
    """Everything about one action, and its timeline."""
    found = get_object_or_404(
        Action.objects.visible_to(request.user).with_position().select_related("recommendation__section__plan__scheme"),
        pk=pk,
    )
    on = today()
    recommendation = found.recommendation
    plan = recommendation.section.plan
    last = found.updates.filter(corrected_by=None).select_related("rag").order_by("position_on", "recorded_at").last()
    show = request.GET.get("show", "all")
    entries = [e for e in timeline(found) if e.kind in KINDS.get(show, {e.kind})]
    claim = _standing_claim(found)
    waiting = Extension.objects.filter(timescale__action=found, status="requested").first()
    context = {
        "action": found,
        "recommendation": recommendation,
        "section": recommendation.section,
        "plan": plan,
        "on": on,
        "last": last,
        "overdue": found.due and found.due < on and found.stage in ("not_started", "in_progress"),
        "steps": list(found.steps.filter(withdrawn=False).prefetch_related("timescales", "assignments__lead")),
        "assignments": _assignments(found, on),
        "timescales": list(found.timescales.filter(withdrawn=False).select_related("step")),
        "extensions": list(
            Extension.objects.filter(timescale__action=found).select_related("timescale").order_by("asked_on", "id")
        ),
        "evidence": list(found.evidence.all()),
        "sources": [link.source for link in recommendation.source_links.select_related("source").order_by("order")],
        "entries": entries,
        "shows": SHOW,
        "show": show if show in SHOW else "all",
        "claim": claim,
        "waiting": waiting,
        "can_update": permissions.can_update_progress(request.user, found),
        "can_verify": claim is not None and permissions.can_verify(request.user, claim),
        "can_decide": waiting is not None and permissions.can_decide_extension(request.user, waiting),
    }
    return render(request, "audits/action.html", context)


def log(request, slug):
    """The plan's change sets, newest first, by person and date."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    errors = []
    since = _day(request.GET.get("since", ""), "The first day", errors)
    until = _day(request.GET.get("until", ""), "The last day", errors)
    person = request.GET.get("person", "")
    page = Paginator(audit_log.acts(plan, person=person, since=since, until=until), ACTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "plan": plan,
        "page": page,
        "logged": audit_log.describe(list(page)),
        "people": audit_log.people(plan),
        "person": person,
        "since": request.GET.get("since", ""),
        "until": request.GET.get("until", ""),
        "errors": errors,
        "chain": Chain.objects.get(key=plan.chain_key),
    }
    return render(request, "audits/log.html", context, status=400 if errors else 200)


def _standing_claim(found: Action) -> ProgressUpdate | None:
    if found.stage != "claimed":
        return None
    return found.updates.filter(claims_completion=True).order_by("-id").first()


def _assignments(found: Action, on) -> list[dict]:
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


def _day(text: str, what: str, errors: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        errors.append(f"{what} has to be a date such as 2026-03-27.")
        return None
