"""A person, as an administrator needs to know them."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from audits.people import history
from plans.clock import today
from plans.forms.address import AddressForm, PageNumber, in_address
from plans.models import Holding, Invitation, Membership, Organisation, Plan, User
from plans.permissions.people import can_administer, can_deactivate

A_PAGE = 50


class PersonAddress(AddressForm):
    """The page of the plans in which they have a role, and of the others."""

    roles = PageNumber()
    others = PageNumber()


def person(request, pk):
    """Roles, posts, sessions, second factor, invitation and history. For administrators."""
    can_administer.check(request.user, None)
    found = get_object_or_404(User, pk=pk)
    asked = in_address(request, PersonAddress)
    roles = Membership.objects.filter(user=found, withdrawn=False)
    others = Plan.objects.exclude(pk__in=roles.values("plan")).order_by("title", "pk")
    policy = Organisation.objects.here().policy
    context = {
        "person": found,
        "roles": Paginator(roles.select_related("plan").order_by("plan__title", "pk"), A_PAGE).get_page(asked["roles"]),
        "others": Paginator(others, A_PAGE).get_page(asked["others"]),
        "holdings": list(Holding.objects.filter(user=found).select_related("lead").newest_first()),
        "leads": list(Holding.objects.filter(user=found).not_over(today())),
        "sessions": UserSession.objects.purge_and_list(found),
        "factors": list(found.authenticator_set.order_by("type")),
        "must_have": User.objects.needing_second_factor(policy).filter(pk=found.pk).exists(),
        "invitation": found.invitations.order_by("pk").last(),
        "can_invite": found.is_active and not found.has_usable_password() and not _has_come(found),
        "can_deactivate": found.is_active and can_deactivate.allows(request.user, found),
        "entries": history(found),
    }
    return render(request, "audits/person.html", context)


def _has_come(found: User) -> bool:
    return found.invitations.filter(status=Invitation.Status.ACCEPTED).exists() or found.last_login is not None
