"""Mending what documents named: a lead called otherwise, two that are one, one that is two."""

from __future__ import annotations

from difflib import get_close_matches

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans import leadnames
from plans.clock import today
from plans.forms.address import AddressForm, in_address
from plans.forms.people import WhyForm
from plans.forms.posts import AmendLeadForm, SplitForm
from plans.forms.text import Text
from plans.importing import kind_of_lead, post_and_holder
from plans.models import Holding, Lead, User
from plans.operations import people as verbs
from plans.operations.editing import find_lead
from plans.operations.errors import Refused
from plans.operations.people.mergers import act_of, hindrances
from plans.permissions.people import can_amend_lead, can_appoint
from plans.permissions.permission import Denied
from plans.views.looks import Look
from plans.views.sent import refusals, sent

ALIKE, AS_LIKE = 5, 0.55
"""How many names that are most like it are offered, and how like they have to be."""


class MergeAddress(AddressForm):
    into = Text(max_length=300, required=False)


def amend_lead(request, pk):
    """Name, kind and other names."""
    lead = _lead(request, pk)
    can_amend_lead.check(request.user, lead)
    look = Look(request, lead)
    form = AmendLeadForm(
        sent(request),
        initial={"name": lead.name, "kind": lead.kind},
        known=_aliases(lead),
    )
    if form.is_valid():
        with refusals(form, look):
            amended = verbs.amend_lead(by=request.user, lead=lead, seen=look.asked, **form.cleaned_data)
            messages.success(request, f"{amended} is saved. What plans printed stays as printed.")
            return redirect("post", pk=lead.pk)
    context = {"lead": lead, "form": form, "looks": kind_of_lead(lead.name)}
    context |= look.context(form, {"name": "Name"})
    return render(request, "plans/posts/amend.html", context, status=form.http_status)


def merge_lead(request, pk):
    """Choose the other one; then see what goes over to it, and merge."""
    lead = _lead(request, pk)
    can_amend_lead.check(request.user, lead)
    words = in_address(request, MergeAddress)["into"]
    into = _chosen(request, lead, words)
    look = Look(request, lead, into)
    form = WhyForm(sent(request))
    if into and form.is_valid():
        with refusals(form, look):
            verbs.merge_lead(by=request.user, lead=lead, into=into, why=form.cleaned_data["why"], seen=look.asked)
            messages.success(request, f"{lead} is merged into {into}, which leads and is known as both.")
            return redirect("post", pk=into.pk)
    others = Lead.objects.current().visible_to(request.user).exclude(pk=lead.pk)
    context = {
        "lead": lead,
        "words": words,
        "into": into,
        "error": f"No other lead is called “{words}”. Choose one from the list." if words and not into else "",
        "moves": verbs.merger_of(lead, into) if into else None,
        "form": form,
        "names": list(others.order_by("name").values_list("name", flat=True)),
    }
    context["into_holders"] = [each.name for each in Holding.objects.filter(lead=into).on(today())] if into else []
    context["alike"] = _alike(lead, context["names"])
    context |= look.context()
    status = look.status(context["error"] or form.errors)
    return render(request, "plans/posts/merge.html", context, status=status)


def split_lead(request, pk):
    """A post and its holder in one name, taken apart as the name reads."""
    lead = _lead(request, pk)
    can_amend_lead.check(request.user, lead)
    look = Look(request, lead)
    post, person = post_and_holder(lead.name) or (lead.name, "")
    account = _account_of(person)
    initial = {"post": post, "person": person}
    form = SplitForm(sent(request), initial=initial)
    if form.is_valid():
        with refusals(form, look):
            try:
                made = verbs.split_lead(by=request.user, lead=lead, seen=look.asked, **form.cleaned_data)
            except Denied as denied:
                raise Refused(str(denied), "post") from denied
            messages.success(request, f"{made} is a post, and what “{lead}” led is its.")
            return redirect("post", pk=made.pk)
    context = {"lead": lead, "form": form, "account": account, "known": find_lead(post, but=lead)}
    context |= look.context()
    return render(request, "plans/posts/split.html", context, status=form.http_status)


def undo_merge(request, pk):
    """A merged lead stands on its own again, while nothing of what went over was changed since."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user).exclude(merged_into=None), pk=pk)
    can_amend_lead.check(request.user, lead.merged_into)
    form = WhyForm(sent(request))
    hinder = hindrances(lead)
    if form.is_valid():
        with refusals(form):
            verbs.undo_merge(by=request.user, lead=lead, why=form.cleaned_data["why"])
            messages.success(request, f"{lead} stands on its own again.")
            return redirect("post", pk=lead.pk)
    context = {"lead": lead, "form": form, "hindrances": hinder, "act": act_of(lead)}
    return render(request, "plans/posts/undo_merge.html", context, status=form.http_status)


def _lead(request, pk: int) -> Lead:
    return get_object_or_404(Lead.objects.current().visible_to(request.user), pk=pk)


def _chosen(request, lead: Lead, words: str) -> Lead | None:
    """The other lead that is named, among those that the person may see."""
    found = find_lead(words, but=lead) if words else None
    if found is None or not Lead.objects.visible_to(request.user).filter(pk=found.pk).exists():
        return None
    can_appoint.check(request.user, found)
    return found


def _alike(lead: Lead, names: list[str]) -> list[str]:
    """The names that are most like this one's."""
    by_key = {leadnames.key(name): name for name in names}
    return [by_key[key] for key in get_close_matches(leadnames.key(lead.name), by_key, n=ALIKE, cutoff=AS_LIKE)]


def _account_of(person: str) -> User | None:
    wanted = leadnames.key(person)
    found = [user for user in User.objects.active() if leadnames.key(user.name) == wanted] if wanted else []
    return found[0] if len(found) == 1 else None


def _aliases(lead: Lead):
    return lead.aliases.select_related("plan").order_by("name", "pk")
