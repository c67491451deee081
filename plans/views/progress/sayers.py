"""Those whose words an officer or manager may write down: who leads an action, and who else has a part in its plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans.models import Action, Holding, Lead, User
from plans.permissions.actions import can_record_for_others


@dataclass(frozen=True, slots=True)
class Sayer:
    """`who` is an account, or a lead of the action that nobody with an account holds; `about` says which post a name
    stands for."""

    key: str
    who: User | Lead
    name: str
    about: str
    leads_it: bool


def sayers(user: User, action: Action, *, on: date) -> list[Sayer]:
    """Who leads the action comes first, those without an account among them, then the others by name. Nobody, for whom
    this person may not write."""
    plan = action.plan
    if not can_record_for_others.allows(user, plan):
        return []
    leads = Lead.objects.filter(assignments__action=action, assignments__withdrawn=False).distinct().order_by("name")
    holdings = list(Holding.objects.filter(lead__in=leads).on(on).select_related("user"))
    leading = {each.user_id for each in holdings if each.user_id}
    members = User.objects.filter(is_active=True, memberships__plan=plan, memberships__withdrawn=False)
    members = members.exclude(pk=user.pk).exclude(memberships__role="viewer", memberships__plan=plan).distinct()
    people = [
        Sayer(str(each.pk), each, each.name, each.job_title, each.pk in leading)
        for each in members.order_by("name", "pk")
    ]
    by_account = {each.lead_id for each in holdings if each.user_id and each.user.is_active}
    names = {each.lead_id: each.name for each in holdings}
    others = [
        Sayer(f"lead-{lead.pk}", lead, names.get(lead.pk, lead.name), _about(lead, names.get(lead.pk, "")), True)
        for lead in leads
        if lead.pk not in by_account
    ]
    return [*(each for each in people if each.leads_it), *others, *(each for each in people if not each.leads_it)]


def _about(lead: Lead, holder: str) -> str:
    return f"{lead.name}, no account" if holder and holder != lead.name else "no account"
