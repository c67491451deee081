"""The organisation's RAG schemes: all of them, one version with what uses it, a new one, and its fate."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans.forms.address import AddressForm, Number, PagedAddress, PageNumber, in_address
from plans.forms.schemes import KEEP, LOOK, SchemeFateForm, SchemeForm
from plans.models import Plan, RagScheme, Standing
from plans.operations import schemes as verbs
from plans.operations.errors import Overtaken
from plans.origins import way_back
from plans.permissions.schemes import can_change_plan_scheme, can_keep_schemes, can_prefer_scheme
from plans.schemes import Rating, checks
from plans.trail.tracked_models import history_of
from plans.views.list_files import Columns, list_file
from plans.views.schemes.differences import differences
from plans.views.sent import Refusal, refusals, sent

A_PAGE = 50
"""Schemes, plans that use one, and versions of one, on one page."""

FATES = {"retire": "is retired", "bring_back": "is offered to plans again", "prefer": "is what new plans begin with"}


class CopyAddress(AddressForm):
    copy = Number()


class SchemeAddress(PagedAddress):
    """The page of the plans that use it, and of its versions."""

    versions = PageNumber()


COLUMNS: Columns = {
    "Scheme": lambda row: row[0].name,
    "Version": lambda row: row[0].version,
    "Ratings, worst first": lambda row: "\n".join(map(_rating, row[0].ratings.all())),
    "Plans": lambda row: row[1],
    "Standing": lambda row: _standing(row[0]),
}
"""The table as a file; each row is a scheme, and how many plans have it."""


def schemes(request):
    """Every scheme in its newest version, with how many plans have it in any."""
    can_keep_schemes.check(request.user, None)
    newest = RagScheme.objects.newest().prefetch_related("ratings").order_by("retired", "name")
    used = dict(Plan.objects.filter(withdrawn=False).order_by().values_list("scheme").annotate(Count("pk")))
    family = dict(RagScheme.objects.values_list("pk", "first"))
    counts: dict[int, int] = {}
    for scheme, plans in used.items():
        first = family[scheme] or scheme
        counts[first] = counts.get(first, 0) + plans
    rows = ((scheme, counts.get(scheme.first_id_of_all, 0)) for scheme in newest)
    file = list_file(request, "schemes", COLUMNS, rows)
    page = Paginator(newest, A_PAGE).get_page(in_address(request, PagedAddress)["page"])
    shown = [(scheme, counts.get(scheme.first_id_of_all, 0)) for scheme in page]
    return file or render(request, "plans/schemes/schemes.html", {"page": page, "rows": shown})


def _standing(scheme: RagScheme) -> str:
    return "Retired" if scheme.retired else "For new plans" if scheme.is_default else "Offered"


def _rating(rating) -> str:
    return f"{rating.label} {rating.meaning}{' (means finished)' if rating.means_finished else ''}"


def new_scheme(request):
    """Start a scheme, from nothing or (`copy`) from another's ratings; POST rearranges (200), keeps (302), or says what
    to mend (422)."""
    can_keep_schemes.check(request.user, None)
    number = in_address(request, CopyAddress)["copy"]
    copied = get_object_or_404(RagScheme, pk=number) if number is not None else None
    if request.method == "POST":
        form = SchemeForm(sent(request))
    elif copied:
        form = SchemeForm(ratings=verbs.ratings_of(copied), name=f"{copied.name}, copy"[:100])
    else:
        form = SchemeForm(ratings=[Rating(label="", colour=colour) for colour in ("red", "amber", "green")])
    page = {"form": form, "copied": copied, "checks": checks(form.ratings)}

    def keep():
        return verbs.start_scheme(by=request.user, name=form.name, ratings=form.ratings, why=form.why)

    return _form_page(request, form, page, keep, "plans/schemes/new.html")


def scheme(request, pk):
    """One version of a scheme. The newest can be changed, which makes the next version: POST rearranges (200), keeps
    (302), says what to mend (422), or that somebody else was quicker (409)."""
    can_keep_schemes.check(request.user, None)
    found = get_object_or_404(RagScheme, pk=pk)
    form = SchemeForm(sent(request), ratings=verbs.ratings_of(found), name=found.name)
    page = _page(request, found, form)

    def keep():
        return verbs.change_scheme(by=request.user, scheme=found, ratings=form.ratings, name=form.name, why=form.why)

    return _form_page(request, form, page, keep, "plans/schemes/scheme.html")


def scheme_fate(request, pk):
    """POST retires a scheme, brings it back, or has new plans begin with it (302); 422 says what to mend."""
    can_keep_schemes.check(request.user, None)
    found = get_object_or_404(RagScheme, pk=pk)
    form, refusal = SchemeFateForm(sent(request)), Refusal()
    if not form.is_valid():
        raise Http404
    with refusals(refusal):
        try:
            _do(request.user, found, **form.cleaned_data)
        except Overtaken as overtaken:
            messages.error(request, f"{overtaken.thing} has been made since. Nothing was changed.")
            return redirect("scheme", pk=overtaken.thing.pk)
        messages.success(request, f"“{found.name}” {FATES[form.cleaned_data['do']]}.")
        return redirect("scheme", pk=found.pk)
    page = _page(request, found, SchemeForm(ratings=verbs.ratings_of(found), name=found.name))
    page |= {"refused": refusal.error, "typed_reason": form.typed.get("reason", "")[:2500]}
    return render(request, "plans/schemes/scheme.html", page, status=refusal.http_status)


def _do(by, found: RagScheme, *, do: str, reason: str) -> None:
    """Let that become of the scheme. Raises Refused and Overtaken."""
    if do == "retire":
        verbs.retire_scheme(by=by, scheme=found, reason=reason)
    elif do == "bring_back":
        verbs.bring_back_scheme(by=by, scheme=found)
    else:
        verbs.prefer_scheme(by=by, scheme=found)


def _page(request, found: RagScheme, form: SchemeForm) -> dict:
    """What the page of one version shows."""
    asked, versions = in_address(request, SchemeAddress), list(found.versions())
    page = Paginator(versions, A_PAGE).get_page(asked["versions"])
    page.object_list = _versions(versions[page.start_index() - 1 : page.end_index() + 1], len(page))
    return {
        "refused": None,
        "overtaken": None,
        "typed_reason": "",
        "scheme": found,
        "newest": versions[0],
        "form": form,
        "editable": found == versions[0] and not found.retired,
        "checks": checks(form.ratings),
        "used": _used(request.user, versions, asked["page"]),
        "versions": page,
        "may_prefer": can_prefer_scheme.allows(request.user, found),
    }


def _form_page(request, form, page, keep, template):
    """What is done with a form of ratings: shown, rearranged, or kept."""
    if request.method != "POST":
        return render(request, template, page)
    if form.do != KEEP:
        if form.do != LOOK:
            form.rearrange()
        page["checks"] = checks(form.ratings)
        return render(request, template, page)
    if form.check():
        with refusals(form):
            try:
                kept = keep()
            except Overtaken as overtaken:
                page |= {"overtaken": overtaken, "editable": True}
                return render(request, template, page, status=409)
            messages.success(request, f"{kept} is kept.")
            return redirect(way_back(request, reverse("scheme", args=[kept.pk])))
    return render(request, template, page, status=422)


def _used(user, versions, number: int) -> dict:
    """A page of the plans that have any version and that this person may see, with how many others have one."""
    plans = Plan.objects.filter(scheme__in=versions, withdrawn=False).select_related("scheme").order_by("title", "pk")
    seen = plans.visible_to(user)
    page = Paginator(seen, A_PAGE).get_page(number)
    standings = Standing.objects.filter(current=True).order_by()
    of_these = standings.filter(plan__among=[plan.pk for plan in page])
    counts = dict(of_these.values_list("plan").annotate(Count("pk")))
    rows = [
        {"plan": plan, "actions": counts.get(plan.pk, 0), "may": can_change_plan_scheme.allows(user, plan)}
        for plan in page
    ]
    actions = standings.filter(plan__in=seen).count() if page.has_other_pages() else sum(counts.values())
    return {"rows": rows, "page": page, "actions": actions, "others": plans.count() - page.paginator.count}


def _versions(versions, number: int) -> list[dict]:
    """So many versions, the newest first, with who wrote it when, why, and what it changed of the one before."""
    prefetch_related_objects(versions, "ratings")
    written = history_of(RagScheme).objects.filter(id__in=[v.pk for v in versions], history_type="+")
    acts = {row.id: row.change for row in written.select_related("change")}
    kept = Plan.objects.filter(scheme__in=versions, withdrawn=False).order_by()
    plans = dict(kept.values_list("scheme").annotate(Count("pk")))
    before = [*versions[1:], None]
    return [
        {"scheme": v, "act": acts.get(v.pk), "plans": plans.get(v.pk, 0), "changed": differences(b, v) if b else []}
        for v, b in list(zip(versions, before, strict=True))[:number]
    ]
