"""Choosing a document, and the imports that are not finished."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone

from plans.forms.address import PagedAddress, in_address
from plans.forms.imports.start import StartForm
from plans.forms.text import Text
from plans.models import ChainLink, ChangeSet, ImportDraft, Membership, Plan
from plans.operations.imports.upload import open_draft
from plans.operations.retraction import BROUGHT
from plans.permissions.plans import can_import
from plans.queries import acts_taken_back
from plans.views.list_files import Columns, list_file
from plans.views.sent import refusals, sent, sent_files
from plans.wording import number_of

A_PAGE = 50
LAST = 10
"""Of what a person brought in, how much is listed."""

DRAFTS_FILE: Columns = {
    "Document": lambda draft: draft.name,
    "Into": lambda draft: draft.into.title if draft.into else "A plan of its own",
    "Stands at": lambda draft: ", ".join(
        [draft.get_status_display(), *([f"{number_of(len(draft.said), 'answer')} given"] if draft.said else [])]
    ),
    "Last worked on": lambda draft: draft.changed_at,
}
UNREAD_FILE: Columns = {"Document": lambda draft: draft.name, "Why": lambda draft: draft.refusal}
BROUGHT_FILE: Columns = {
    "Document": lambda row: row["act"].details.get("file", ""),
    "Plan": lambda row: row["plan"].title,
    "When": lambda row: row["act"].moment,
    "Taken back": lambda row: "Taken back" if row["taken_back"] else "",
}
"""The three tables as files."""


class StartAddress(PagedAddress):
    into = Text(max_length=80, required=False)


def imports(request):
    """The page; POST opens a draft (302) or says what to mend (422)."""
    can_import.check(request.user, None)
    chosen = {"into": in_address(request, StartAddress)["into"]}
    form = StartForm(sent(request), sent_files(request), plans=own_plans(request.user), initial=chosen)
    if form.is_valid():
        name, data = form.document
        with refusals(form):
            draft = open_draft(
                by=request.user,
                data=data,
                name=name,
                dated=form.cleaned_data["dated"],
                into=form.cleaned_data["into"],
                at=timezone.now(),
            )
            return redirect("import", pk=draft.pk)
    opened = ImportDraft.objects.filter(owner=request.user).open().defer("document").select_related("into")
    lists = {
        "drafts": opened.exclude(status=ImportDraft.Status.REFUSED),
        "unread": opened.filter(status=ImportDraft.Status.REFUSED),
        "brought": brought_by(request.user),
    }
    for name, columns in (("drafts", DRAFTS_FILE), ("unread", UNREAD_FILE), ("brought", BROUGHT_FILE)):
        file = list_file(request, f"imports-{name}", columns, lists[name], of=name)
        if file:
            return file
    context = {
        "form": form,
        "drafts": Paginator(lists["drafts"], A_PAGE).get_page(in_address(request, StartAddress)["page"]),
        "unread": Paginator(lists["unread"], A_PAGE).page(1),
        "brought": lists["brought"],
    }
    return render(request, "plans/imports/start.html", context, status=form.http_status)


def own_plans(user):
    """The plans that this person may import a later edition into."""
    plans = Plan.objects.visible_to(user).exclude(status=Plan.Status.CLOSED)
    if user.is_administrator:
        return plans
    held = Membership.objects.filter(user=user, role=Membership.Role.OFFICER, withdrawn=False)
    return plans.filter(pk__in=held.values("plan_id"))


def brought_by(user) -> list[dict]:
    """What this person brought in last, each with its plan and whether it was taken back."""
    acts = list(ChangeSet.objects.filter(verb__in=BROUGHT, actor_id=user.pk).order_by("-moment")[:LAST])
    if not acts:
        return []
    links = ChainLink.objects.filter(change__in=acts).values_list("change", "chain__key")
    plans = {plan.chain_key: plan for plan in Plan.objects.kept_for(user)}
    found = {change: plans[key] for change, key in links if key in plans}
    taken = acts_taken_back()
    shown = [act for act in acts if act.pk in found]
    return [{"act": act, "plan": found[act.pk], "taken_back": act.pk in taken} for act in shown]
