"""A person, as an administrator needs to know them."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.shortcuts import get_object_or_404, render

from audits.people import history
from plans.clock import today
from plans.models import Holding, Invitation, Membership, Organisation, Plan, User
from plans.permissions.people import can_administer, can_deactivate


def person(request, pk):
    """Roles, posts, sessions, second factor, invitation and history. For administrators."""
    can_administer.check(request.user, None)
    found = get_object_or_404(User, pk=pk)
    roles = list(Membership.objects.filter(user=found, withdrawn=False).select_related("plan").order_by("plan__title"))
    policy = Organisation.objects.here().policy
    context = {
        "person": found,
        "roles": roles,
        "other_plans": list(Plan.objects.exclude(pk__in=[role.plan_id for role in roles]).order_by("title")),
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
