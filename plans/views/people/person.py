"""One person as an administrator changes them: name and rights, whether their account is open, their sessions."""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from plans.clock import today
from plans.forms.people import PersonForm, WhyForm
from plans.models import Action, Holding, User
from plans.operations import people as verbs
from plans.permissions.people import can_administer, can_deactivate
from plans.views.looks import Look
from plans.views.sent import refusals, refusals_told, sent


def amend(request, pk):
    """Name, address, job title, whether they administrate, and whether they may start plans."""
    can_administer.check(request.user, None)
    person = get_object_or_404(User, pk=pk)
    look = Look(request, person)
    fields = ("name", "email", "job_title", "is_administrator", "starts_plans")
    form = PersonForm(
        sent(request),
        person=person,
        initial={name: getattr(person, name) for name in fields},
    )
    if form.is_valid():
        with refusals(form, look):
            verbs.amend_person(by=request.user, user=person, seen=look.asked, **form.cleaned_data)
            messages.success(request, f"{form.cleaned_data['name']} is saved.")
            return redirect("person", pk=person.pk)
    return render(
        request,
        "plans/people/amend.html",
        {"form": form, "person": person, **look.context(form, _labels(form))},
        status=form.http_status,
    )


def deactivate(request, pk):
    """Close an account: what the person still leads is shown first, with the way to hand it over."""
    can_administer.check(request.user, None)
    person = get_object_or_404(User, pk=pk)
    if not person.is_active:
        messages.warning(request, f"The account of {person} is closed already.")
        return redirect("person", pk=person.pk)
    can_deactivate.check(request.user, person)
    look = Look(request, person)
    form = WhyForm(sent(request))
    if form.is_valid():
        with refusals(form, look):
            verbs.deactivate(by=request.user, user=person, why=form.cleaned_data["why"], seen=look.asked)
            messages.success(request, f"The account of {person} is closed, and their sessions are ended.")
            return redirect("person", pk=person.pk)
    context = {"form": form, "person": person, "leads": still_led(person), **look.context()}
    return render(request, "plans/people/deactivate.html", context, status=form.http_status)


def reactivate(request, pk):
    """POST opens a closed account again."""
    can_administer.check(request.user, None)
    person = get_object_or_404(User.objects.filter(is_active=False), pk=pk)
    verbs.reactivate(by=request.user, user=person)
    messages.success(request, f"The account of {person} is open again, with the roles that it had.")
    return redirect("person", pk=person.pk)


def end_session(request, pk, session):
    """POST ends one session of a person."""
    can_administer.check(request.user, None)
    person = get_object_or_404(User, pk=pk)
    verbs.end_session(by=request.user, user=person, session=get_object_or_404(person.usersession_set, pk=session))
    messages.success(request, f"That session of {person} is ended.")
    return redirect("person", pk=person.pk)


def end_sessions(request, pk):
    """POST ends all sessions of a person, but not the one it is asked from."""
    can_administer.check(request.user, None)
    person = get_object_or_404(User, pk=pk)
    verbs.end_sessions(by=request.user, user=person, but=request.session.session_key or "")
    messages.success(request, f"{person} is signed out everywhere.")
    return redirect("person", pk=person.pk)


def reset_second_factor(request, pk):
    """POST takes away a second factor whose telephone and codes are lost."""
    can_administer.check(request.user, None)
    person = get_object_or_404(User, pk=pk)
    with refusals_told(request):
        verbs.reset_second_factor(by=request.user, user=person)
        messages.success(request, f"2-step verification is off for {person}, who can set it up anew.")
    return redirect("person", pk=person.pk)


def still_led(person: User) -> list:
    """The posts that a person holds, each with `unfinished`: how many actions it leads that are not finished."""
    holdings = list(Holding.objects.filter(user=person).not_over(today()).select_related("lead").order_by("lead__name"))
    for holding in holdings:
        holding.unfinished = Action.objects.current().led_by(holding.lead).unfinished().count()
    return holdings


def _labels(form) -> dict[str, str]:
    return {name: field.label for name, field in form.fields.items()}
