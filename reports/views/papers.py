"""A paper that a worker makes: waiting for it, fetching it, stopping it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans.characters import whole_number
from plans.clock import now
from plans.models import PaperOrder, Plan
from plans.permissions.plans import can_export_appendix
from plans.queries import exempt_of
from plans.workforce import somebody_works
from reports.appendix import FORMATS
from reports.forms.issue import IssueForm
from reports.issue import files_of
from reports.operations.orders import stop_paper
from reports.pictures import picture
from reports.views.appendix import handed_out

SECONDS_BETWEEN_LOOKS = 2
Status = PaperOrder.Status


def paper_order(request, pk):
    """The page of a paper, as far as it has come; without JavaScript it looks again by itself."""
    order = _order(request, pk)
    asked = QueryDict(order.asked, mutable=True)
    fmt = asked.get("format", "")
    asked["again"] = "yes"
    if order.issues and order.status == Status.READY:
        return redirect("issued", order.plan.slug)
    if order.name == PaperOrder.PREVIEW and order.status == Status.READY:
        part = "issue" if asked.get("do") == "issue" else "preview"
        return redirect(f"{_again(order, asked)}?preview={order.pk}#{part}")
    context = {
        "order": order,
        "files": _files(order),
        "plan": order.plan,
        "label": FORMATS[fmt].label if fmt in FORMATS else "",
        "nobody_works": not somebody_works(),
        "again": _again(order, asked),
    }
    response = render(request, "reports/paper_order.html", context)
    if order.status == Status.MAKING:
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _again(order: PaperOrder, asked: QueryDict) -> str:
    """Where the paper was asked for."""
    if order.name == PaperOrder.PREVIEW:
        return reverse("period_paper", args=[order.plan.slug, asked["period"]])
    if order.issues:
        return reverse("periods", args=[order.plan.slug])
    return f"{reverse('appendix', args=[order.plan.slug])}?{asked.urlencode()}"


def paper_file(request, pk):
    """The file, while it is kept."""
    order = _order(request, pk, "data")
    if order.status != Status.READY or order.issues:
        raise Http404
    fmt = QueryDict(order.asked).get("format", "pdf")
    name = f"{order.plan.slug}-paper-draft.pdf" if order.name == PaperOrder.PREVIEW else order.name
    response = handed_out(fmt, bytes(order.data), name)
    response["Cache-Control"] = "private, no-store"
    return response


def paper_page(request, pk, number):
    """A page of a preview as a picture, while it is kept."""
    order = _order(request, pk, "data")
    if order.status != Status.READY or not order.pages:
        raise Http404
    try:
        drawn = picture(bytes(order.data), number)
    except IndexError as error:
        raise Http404 from error
    response = HttpResponse(drawn, content_type="image/png")
    response["Cache-Control"] = "private, max-age=600"
    return response


def paper_progress(request, pk):
    """How far it is, and whether anything makes papers: {"status", "works", "share"}, the share in per cent; of one
    that is issued {"read", "all"} instead."""
    order = _order(request, pk)
    done = {"read": order.done, "all": _files(order)} if order.issues else {"share": order.share}
    return JsonResponse({"status": order.status, "works": somebody_works(), **done})


def _files(order: PaperOrder) -> int:
    """How many files the paper that an order issues is; none of one that issues nothing."""
    if not order.issues:
        return 0
    asked = QueryDict(order.asked)
    form = IssueForm(asked)
    told = whole_number(asked.get("files", ""))
    return told or (files_of(form.settings, exempt_of(order.plan)) if form.is_valid() else 0)


def stop(request, pk):
    """Have it made no more; its page leads back to what was chosen."""
    order = _order(request, pk)
    stop_paper(by=request.user, order=order)
    return redirect("paper_order", pk=order.pk)


def _order(request, pk, *more: str) -> PaperOrder:
    """The order, with its file only where `more` names it. 404 for another person's, for one whose day is over, and
    for a plan that this person may not see any more. Raises Denied."""
    fields = [field.name for field in PaperOrder._meta.concrete_fields if field.name != "data" or "data" in more]
    own = PaperOrder.objects.kept(now()).filter(owner=request.user, plan__in=Plan.objects.visible_to(request.user))
    order = get_object_or_404(own.only(*fields), pk=pk)
    can_export_appendix.check(request.user, order.plan)
    return order
