"""Handing over: a post, or all that a leaver holds, to a successor from a day on."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from plans.clock import today
from plans.forms.people import HandOverForm
from plans.models import Holding, Lead, User
from plans.operations.people import HandedOver, hand_over
from plans.operations.people.posts import plans_led_by
from plans.origins import way_back
from plans.permissions.people import can_administer, can_appoint
from plans.views.looks import Look
from plans.views.people.person import still_led
from plans.views.sent import refusals, sent
from plans.wording import day, listed


def hand_over_post(request, pk):
    """One post: whoever holds it until then stays its holder of the past."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    can_appoint.check(request.user, lead)
    holding = Holding.objects.filter(lead=lead).on(today()).select_related("user").newest_first().first()
    leaver = holding.user if holding else None
    context = {"lead": lead, "leads": (), "person": None, "holding": holding, "leaver": leaver}
    return _hand_over(request, [lead], context, back=reverse("post", args=[lead.pk]))


def hand_over_person(request, pk):
    """All that a person holds, in one step."""
    can_administer.check(request.user, None)
    person = get_object_or_404(User, pk=pk)
    leads = still_led(person)
    context = {"lead": None, "holding": None, "person": person, "leads": leads, "leaver": person}
    return _hand_over(request, [holding.lead for holding in leads], context, back=reverse("person", args=[person.pk]))


def _hand_over(request, leads, context, back):
    look = Look(request, *leads)
    form = HandOverForm(sent(request), leaver=context["leaver"], initial={"from_on": today()})
    if form.is_valid():
        with refusals(form, look):
            done = hand_over(by=request.user, leads=leads, seen=look.asked, **form.cleaned_data)
            _tell(request, done, form.cleaned_data["to"], form.cleaned_data["from_on"])
            return redirect(way_back(request, back))
    context |= {"form": form, "plans": plans_led_by(leads)} | look.context()
    return render(request, "plans/posts/hand_over.html", context, status=form.http_status)


def _tell(request, done: HandedOver, to: User, from_on) -> None:
    posts = listed([str(holding.lead) for holding in done.holdings])
    holds = "holds" if from_on <= today() else "will hold"
    given = f" They are now a contributor of {_titles(done.given)}." if done.given else ""
    messages.success(request, f"{to} {holds} {posts} from {day(from_on)}.{given}")
    if done.still_to_give:
        messages.warning(
            request,
            f"{to} has no role yet in {_titles(done.still_to_give)}, so can’t update its actions: "
            "ask the plan’s officer to give them one.",
        )


def _titles(plans) -> str:
    return listed([plan.title for plan in plans])
