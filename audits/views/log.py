"""A plan's audit log: who did what, when, narrowed by person and day."""

from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from audits import log as audit_log
from plans.models import Chain, Plan

ACTS_A_PAGE = 40
FIRST_YEAR, LAST_YEAR = 1900, 2200
GROUP = 8
"""Characters of the chain's head after which a line may break, so that it can be compared with a printed one."""


def log(request, slug):
    """The plan's change sets, newest first. Days that can't be used are said, with status 400; the person stays."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user), slug=slug)
    since, until, errors = _days(request.GET)
    people = audit_log.people(plan)
    person = request.GET.get("person", "")
    if person and person not in people:
        errors.append(("person", "Nobody of that name has done anything here. Choose somebody from the list."))
        person = ""
    acts = audit_log.acts(plan, person=person, since=since, until=until)
    page = Paginator(acts, ACTS_A_PAGE).get_page(request.GET.get("page"))
    chain = Chain.objects.get(key=plan.chain_key)
    context = {
        "plan": plan,
        "page": page,
        "logged": audit_log.describe(list(page)),
        "people": people,
        "person": person,
        "since": request.GET.get("since", ""),
        "until": request.GET.get("until", ""),
        "errors": errors,
        "chain": chain,
        "head": [chain.head[at : at + GROUP] for at in range(0, len(chain.head), GROUP)],
    }
    return render(request, "audits/log.html", context, status=400 if errors else 200)


def _days(asked) -> tuple[date | None, date | None, list[tuple[str, str]]]:
    """The first and the last day, or none of them and, for each that is wrong, its field and a sentence."""
    errors = []
    since = _day(asked, "since", "From", errors)
    until = _day(asked, "until", "To", errors)
    if since and until and since > until:
        errors.append(("since", "“From” is later than “To”. Choose a first day that is not after the last."))
    return (None, None, errors) if errors else (since, until, [])


def _day(asked, name: str, label: str, errors: list[tuple[str, str]]) -> date | None:
    text = asked.get(name, "")
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        day = None
        errors.append((name, f"“{label}” has to be a date such as 2026-03-27."))
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        day = None
        errors.append((name, f"“{label}” has to be a date of this century, such as 2026-03-27."))
    return day
