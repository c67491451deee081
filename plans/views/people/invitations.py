"""Inviting somebody, sending the letter again, taking it back."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from plans import mailserver
from plans.forms.address import AddressForm, Number, in_address
from plans.forms.people import ROLES, InviteForm
from plans.models import Invitation, Membership, Plan, User
from plans.operations.people import NotSent, link_of, send_invitation, withdraw_invitation
from plans.operations.people import invite as invite_somebody
from plans.permissions.people import can_administer, can_invite_again
from plans.views.sent import refusals, refusals_told, sent, sent_by


class InviteAddress(AddressForm):
    plan = Number()


def invite(request):
    """The form; POST opens the account and sends the letter. For administrators, and officers for their plans."""
    plans = _plans_of(request.user)
    if not request.user.is_administrator and not plans.exists():
        can_administer.check(request.user, None)
    form = InviteForm(
        sent(request),
        initial={"plan": in_address(request, InviteAddress)["plan"]},
        plans=plans,
        by_administrator=request.user.is_administrator,
    )
    if form.is_valid():
        with refusals(form):
            try:
                invitation = invite_somebody(by=request.user, root=root_of(request), **form.cleaned_data)
            except NotSent as unsent:
                messages.warning(request, str(unsent))
                return _to_link(request, unsent.user.invitations.get())
            return _handed_over(request, invitation, _back(request.user, invitation.user, form.cleaned_data["plan"]))
    context = {"form": form, "roles": [(role.value, role.label, ROLES[role]) for role in Membership.Role]}
    return render(request, "plans/people/invite.html", context, status=form.http_status)


def _back(by: User, invited: User, plan: Plan | None):
    """To where the new person is seen."""
    if by.is_administrator or plan is None:
        return redirect("person", pk=invited.pk)
    return redirect("plan_people", slug=plan.slug)


def invitation(request, pk):
    """POST of a person's page: send the letter again, make a link to hand over, or take the invitation back. An
    officer does so from the people of their plan, but for taking it back."""
    person = get_object_or_404(User, pk=pk)
    can_invite_again.check(request.user, person)
    with refusals_told(request):
        try:
            if sent_by(request, do="withdraw"):
                withdraw_invitation(by=request.user, user=person)
                messages.success(request, f"The invitation is withdrawn, and the account of {person} is closed.")
            elif sent_by(request, do="link"):
                return _to_link(request, send_invitation(by=request.user, user=person, root="", by_hand=True))
            else:
                again = send_invitation(by=request.user, user=person, root=root_of(request))
                return _handed_over(request, again, _to_person(request, person))
        except NotSent as unsent:
            messages.warning(request, str(unsent))
            return _to_link(request, unsent.user.invitations.get(status=Invitation.Status.OPEN))
    return _to_person(request, person)


def _to_person(request, person: User):
    """To their page, for those who may see it; for an officer, to the people of the plan in which they are."""
    if request.user.is_administrator:
        return redirect("person", pk=person.pk)
    plan = _plans_of(request.user).filter(memberships__user=person, memberships__withdrawn=False).first()
    return redirect("plan_people", slug=plan.slug) if plan else redirect("plans")


def _handed_over(request, invitation: Invitation, back):
    """Say what happened: the server took the letter. That it arrives is known only where somebody has seen one come, so
    elsewhere the link is shown besides."""
    user, server = invitation.user, mailserver.name()
    if mailserver.state_now() == mailserver.PROVEN:
        again = " Earlier links no longer work." if invitation.number > 1 else ""
        messages.success(request, f"{user} is invited. The e-mail to {user.email} was handed to {server}.{again}")
        return back
    messages.info(
        request,
        f"{user} is invited. The e-mail to {user.email} was handed to {server}, but nobody has seen yet whether mail "
        "from here arrives.",
    )
    return _to_link(request, invitation)


SHOWN = "invitation_link"
"""Where the session keeps whose link is shown next: two numbers, never the link."""


def _to_link(request, invitation: Invitation):
    request.session[SHOWN] = [invitation.pk, invitation.number]
    return redirect("invitation_link", pk=invitation.user_id)


@never_cache
def invitation_link(request, pk):
    """The link of an invitation, once, to whoever has just made it; to an administrator afterwards the way to a new
    one."""
    person = get_object_or_404(User, pk=pk)
    invitation = person.invitations.filter(status=Invitation.Status.OPEN).first()
    mark = [invitation.pk, invitation.number] if invitation else None
    is_first = mark is not None and request.session.get(SHOWN) == mark
    if not is_first:
        can_administer.check(request.user, None)
    if is_first and request.method == "GET":
        del request.session[SHOWN]
    context = {
        "person": person,
        "invitation": invitation,
        "link": link_of(invitation, root_of(request)) if is_first else "",
        "plan": person.memberships.filter(withdrawn=False).select_related("plan").first(),
    }
    return render(request, "plans/people/invitation_link.html", context)


def root_of(request) -> str:
    """The site's address, as letters give it."""
    return settings.SITE_URL or request.build_absolute_uri("/")


def _plans_of(user):
    """The plans whose roles this person gives."""
    if user.is_administrator:
        return Plan.objects.order_by("title")
    runs = Membership.objects.filter(user=user, role=Membership.Role.OFFICER, withdrawn=False)
    return Plan.objects.visible_to(user).filter(pk__in=runs.values("plan")).order_by("title")
