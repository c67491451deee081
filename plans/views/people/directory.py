"""Who has access, what their posts are, and whom something waits for."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Window
from django.db.models.functions import RowNumber
from django.shortcuts import render
from django.utils.timezone import localdate

from plans.clock import today
from plans.forms.address import OneOf, PagedAddress, in_address
from plans.forms.text import Text
from plans.models import Holding, Invitation, Membership, Organisation, User
from plans.permissions.people import can_administer
from plans.views.list_files import Columns, in_batches, list_file
from plans.wording import day, number_of, short_day

A_PAGE = 50

FEW = 3
"""Plans that are named of those in which somebody has the same role; the others are counted."""


class DirectoryAddress(PagedAddress):
    q = Text(max_length=200, required=False)
    show = OneOf(usual="all")


@dataclass(frozen=True, slots=True)
class Held:
    """A role of somebody's: in which plans, the first few by their titles, and in how many more."""

    role: str
    plans: list[str]
    more: int


def people(request):
    """Every account with its roles and posts, narrowed by words and by what waits. For administrators."""
    can_administer.check(request.user, None)
    policy = Organisation.objects.here().policy
    tabs = _tabs(policy)
    asked = in_address(request, DirectoryAddress, show=tabs)
    found = tabs[asked["show"]][1].search(asked["q"]).order_by("name", "pk")
    posts = Holding.objects.not_over(today()).select_related("lead").order_by("lead__name")
    everybody = found.prefetch_related(Prefetch("holdings", posts), "authenticator_set")
    file = list_file(request, "people", _columns(policy), in_batches(everybody, _shown))
    if file:
        return file
    page = Paginator(everybody, A_PAGE).get_page(asked["page"])
    page.object_list = _shown(list(page))
    context = {
        "page": page,
        "words": asked["q"],
        "tabs": [(key, title, some.count()) for key, (title, some) in tabs.items()],
        "show": asked["show"],
        "policy": policy,
    }
    return render(request, "plans/people/people.html", context)


def _shown(people: list[Any]) -> list[Any]:
    """These people, each with their roles and the invitation that they have not followed yet."""
    waiting = Invitation.objects.filter(user__in=people, status=Invitation.Status.OPEN)
    invited = {invitation.user_id: invitation for invitation in waiting}
    roles = _roles(people)
    for person in people:
        person.invitation = invited.get(person.pk)
        person.roles = roles[person.pk]
    return people


def _columns(policy: str) -> Columns:
    """The table as a file; 2-step verification where the policy asks for it."""
    second: Columns = {"2-step verification": lambda person: "On" if person.authenticator_set.all() else "Off"}
    return {
        "Name": lambda person: person.name,
        "Job title": lambda person: person.job_title,
        "Account": _account,
        "E-mail address": lambda person: person.email,
        "Roles": _roles_in_words,
        "Posts": lambda person: "; ".join(_post(held) for held in person.holdings.all()) or "No post",
        **(second if policy != "nobody" else {}),
        "Last seen": lambda person: person.last_seen_at or person.last_login or "Never",
    }


def _account(person) -> str:
    if not person.is_active:
        return "Closed"
    return f"Invited {short_day(localdate(person.invitation.sent_at))}" if person.invitation else ""


def _roles_in_words(person) -> str:
    said = ["Administrator"] * person.is_administrator + ["May start plans"] * person.starts_plans
    for held in person.roles:
        more = f" and {number_of(held.more, 'more plan')}" if held.more else ""
        said.append(f"{held.role} of {'; '.join(held.plans)}{more}")
    return "\n".join(said) or "No role"


def _post(held: Holding) -> str:
    return f"{held.lead.name}, until {day(held.to_on)}" if held.to_on else held.lead.name


def _roles(people: list[User]) -> dict[int, list[Held]]:
    """The roles of each of these people."""
    held = Membership.objects.filter(user__in=people, withdrawn=False).order_by("role")
    place = Window(RowNumber(), partition_by=["user", "role"], order_by=["plan__title", "plan"])
    named = defaultdict(list)
    for user, role, title in held.annotate(at=place).filter(at__lte=FEW).values_list("user", "role", "plan__title"):
        named[user, role].append(title)
    found = defaultdict(list)
    for user, role, number in held.values_list("user", "role").annotate(number=Count("pk")):
        plans = sorted(named[user, role])
        found[user].append(Held(Membership.Role(role).label, plans, number - len(plans)))
    return found


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
