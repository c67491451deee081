"""Inviting somebody, sending the letter again, taking it back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from plans import permissions
from plans.forms.people import ROLES, InviteForm, put_errors
from plans.models import Membership, Plan, User
from plans.operations.errors import Refused
from plans.operations.people import NotSent, send_invitation, withdraw_invitation
from plans.operations.people import invite as invite_somebody


def invite(request):
    """The form; POST opens the account and sends the letter. For administrators, and officers for their plans."""
    plans = _plans_of(request.user)
    if not request.user.is_administrator and not plans.exists():
        permissions.check_can_administer(request.user, None)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        initial={"plan": request.GET.get("plan")},
        plans=plans,
        by_administrator=request.user.is_administrator,
    )
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite_somebody(by=request.user, root=root_of(request), **form.cleaned_data)
        except NotSent as unsent:
            messages.warning(request, str(unsent))
            return _back(request.user, unsent.user, form.cleaned_data["plan"])
        except (ValidationError, Refused) as error:
            put_errors(form, error)
        else:
            messages.success(request, f"{invitation.user} is invited: an e-mail went to {invitation.user.email}.")
            return _back(request.user, invitation.user, form.cleaned_data["plan"])
    context = {"form": form, "roles": [(role.value, role.label, ROLES[role]) for role in Membership.Role]}
    return render(request, "plans/people/invite.html", context, status=422 if form.errors else 200)


def _back(by: User, invited: User, plan: Plan | None):
    """To where the new person is seen."""
    if by.is_administrator:
        return redirect("person", pk=invited.pk)
    return redirect("plan_people", slug=plan.slug)


def invitation(request, pk):
    """POST of a person's page: send the letter again, or take the invitation back."""
    permissions.check_can_administer(request.user, None)
    person = get_object_or_404(User, pk=pk)
    try:
        if request.POST.get("do") == "withdraw":
            withdraw_invitation(by=request.user, user=person)
            messages.success(request, f"The invitation is withdrawn, and the account of {person} is closed.")
        else:
            send_invitation(by=request.user, user=person, root=root_of(request))
            messages.success(request, f"An e-mail went to {person.email}. Earlier links no longer work.")
    except Refused as refused:
        messages.warning(request, str(refused))
    return redirect("person", pk=person.pk)


def root_of(request) -> str:
    """The site's address, as letters give it."""
    return settings.SITE_URL or request.build_absolute_uri("/")


def _plans_of(user):
    """The plans whose roles this person gives."""
    if user.is_administrator:
        return Plan.objects.order_by("title")
    runs = Membership.objects.filter(user=user, role=Membership.Role.OFFICER, withdrawn=False)
    return Plan.objects.visible_to(user).filter(pk__in=runs.values("plan")).order_by("title")
