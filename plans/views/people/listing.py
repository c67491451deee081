"""Who has access, what their posts are, and whom something waits for."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import render

from plans import permissions
from plans.clock import today
from plans.models import Holding, Invitation, Membership, Organisation, User

A_PAGE = 50


def people(request):
    """Every account with its roles and posts, narrowed by words and by what waits. For administrators."""
    permissions.check_can_administer(request.user, None)
    words = request.GET.get("q", "").replace("\0", "")[:200]
    policy = Organisation.objects.here().policy
    tabs = _tabs(policy)
    show = request.GET.get("show", "all")
    show = show if show in tabs else "all"
    found = tabs[show][1].search(words).order_by("name", "pk")
    roles = Membership.objects.filter(withdrawn=False).select_related("plan").order_by("role", "plan__title")
    posts = Holding.objects.not_over(today()).select_related("lead").order_by("lead__name")
    everybody = found.prefetch_related(Prefetch("memberships", roles), Prefetch("holdings", posts), "authenticator_set")
    page = Paginator(everybody, A_PAGE).get_page(request.GET.get("page"))
    waiting = Invitation.objects.filter(user__in=list(page), status=Invitation.Status.OPEN)
    invited = {invitation.user_id: invitation for invitation in waiting}
    for person in page:
        person.invitation = invited.get(person.pk)
    context = {
        "page": page,
        "words": words,
        "tabs": [(key, title, some.count()) for key, (title, some) in tabs.items()],
        "show": show,
        "policy": policy,
    }
    return render(request, "plans/people/people.html", context)


def _tabs(policy: str) -> dict:
    """From each view's key to its title and its people; the second factor's only where the policy asks for one."""
    owing = User.objects.needing_second_factor(policy).exclude(pk__in=User.objects.with_second_factor().values("pk"))
    tabs = {
        "all": ("Everybody", User.objects.active()),
        "without-role": ("Without a role", User.objects.without_role()),
        "invited": ("Invited, not yet come", User.objects.invited()),
        "second-factor": ("To set up 2-step verification", owing),
        "closed": ("Closed", User.objects.filter(is_active=False)),
    }
    if policy == "nobody":
        del tabs["second-factor"]
    return tabs
