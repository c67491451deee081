"""A plan's audit log: who did what, when, narrowed by person, act, action and day; and the same for a spreadsheet."""

from __future__ import annotations

from functools import cache

from django.core.paginator import InvalidPage, Paginator
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from audits import log as audit_log
from audits import logquestion
from audits.logsheet import columns_in
from plans.clock import today
from plans.filemark import LOG, Mark
from plans.forms.address import typed_in_address, whole_address
from plans.models import Chain, Plan
from plans.operations.retraction import TAKABLE, permission_needed
from plans.queries import acts_taken_back
from plans.views.file_words import words_for
from plans.views.list_files import CSV, in_batches, list_file

ACTS_A_PAGE = 40
GROUP = 8
"""Characters of the chain's head after which a line may break, so that it can be compared with a printed one."""


def log(request, slug):
    """The plan's change sets, newest first. What can't be used of the address is said, with status 400; the rest
    stands."""
    plan = get_object_or_404(Plan.objects.kept_for(request.user), slug=slug)
    question = logquestion.read(plan, whole_address(request), also=("page", "file", "which"))
    file = None if question.errors else _file(request, plan, question)
    if file:
        return file
    paginator = Paginator(audit_log.acts(plan, question.asked), ACTS_A_PAGE)
    number = typed_in_address(request, "page") or "1"
    try:
        paginator.validate_number(number)
    except InvalidPage:
        there_are = f"the pages go from 1 to {paginator.num_pages}"
        question.errors.append(("acts", f"There is no page “{number[:60]}”: {there_are}."))
    page = paginator.get_page(number)
    chain = Chain.objects.get(key=plan.chain_key)
    context = {
        "plan": plan,
        "page": page,
        "logged": audit_log.describe(list(page)),
        "question": question,
        "typed": question.typed,
        "errors": question.errors,
        "asked": _asked(question),
        "chain": chain,
        **_fates(request.user, plan, page),
        "head": [chain.head[at : at + GROUP] for at in range(0, len(chain.head), GROUP)],
    }
    return render(request, "audits/log.html", context, status=400 if question.errors else 200)


def log_csv(request, slug):
    """Every act of the log that is asked for, not one page of it. An address of which something can't be used goes to
    the page, which says so: a file that is silently of other acts would be believed."""
    plan = get_object_or_404(Plan.objects.kept_for(request.user), slug=slug)
    question = logquestion.read(plan, whole_address(request))
    if question.errors:
        return redirect(f"{reverse('log', args=[slug])}?{whole_address(request).urlencode()}")
    return _file(request, plan, question, kind=CSV)


def _file(request, plan: Plan, question: logquestion.Question, kind: str = ""):
    """The acts that are asked for as the file that is asked for; None where it is the page."""
    rows = in_batches(audit_log.acts(plan, question.asked), audit_log.describe)
    mark = Mark(kind=LOG, plan=plan.slug, on=today())
    columns = columns_in(cache(lambda: words_for(request.user, [plan])))
    return list_file(request, f"log-{plan.slug}", columns, rows, mark=mark, kind=kind, is_worded=True)


def _fates(user, plan: Plan, page) -> dict:
    """Which acts of the page were taken back, and which this person may take back, by id."""
    acts = [link.change for link in page if link.change.verb in TAKABLE]
    if not acts:
        return {"taken_back": set(), "takable": set()}
    may = {act.pk for act in acts if not plan.withdrawn and permission_needed(act).allows(user, plan)}
    return {"taken_back": acts_taken_back(), "takable": may}


def _asked(question: logquestion.Question) -> QueryDict:
    """What the address asks for of what the log knows."""
    asked = QueryDict(mutable=True)
    asked.update({name: text for name, text in question.typed.items() if text})
    return asked
