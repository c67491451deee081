"""All posts, and one post: its holders over time and the actions that it leads."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, render

from plans import leadnames
from plans.clock import today
from plans.forms.address import OneOf, PagedAddress, PageNumber, in_address
from plans.forms.text import Text
from plans.importing import kind_of_lead, post_and_holder
from plans.models import Action, Assignment, Holding, Lead, Standing
from plans.models.assignments import led_by
from plans.models.standing import PRINTED
from plans.operations.people.mergers import act_of
from plans.permissions.people import can_amend_lead, can_appoint, can_see_posts
from plans.stages import STAGES
from plans.views.list_files import Columns, in_batches, list_file
from plans.wording import short_day

A_PAGE = 50

COLUMNS: Columns = {
    "Lead": lambda lead: lead.name,
    "Also": lambda lead: "; ".join(lead.also),
    "Kind": lambda lead: lead.get_kind_display(),
    "Held by": lambda lead: "; ".join(map(_holder, lead.holdings.all())) or "Nobody",
    "Actions": lambda lead: lead.actions,
}
HOLDERS: Columns = {
    "Name": lambda held: held.name,
    "Account": lambda held: "No account" if not held.user else "" if held.user.is_active else "Account closed",
    "From": lambda held: held.from_on or "The beginning",
    "Until": lambda held: held.to_on or "Holds it now",
}
LED: Columns = {
    "Ref": lambda action: action.known_as,
    "Action": lambda action: action.headline,
    "Plan": lambda action: action.plan.title,
    "Due": lambda action: action.due or "No date",
    "Stage": lambda action: STAGES[action.stage],
}
"""The three tables as files: all of them; who held one, and what it leads."""


class LeadsAddress(PagedAddress):
    q = Text(max_length=200, required=False)
    show = OneOf(usual="all")


class LeadAddress(PagedAddress):
    """The page of what it leads, and of who held it."""

    holders = PageNumber()


def posts(request):
    """Every post, person, team, agency and board that leads something, with who holds it today."""
    can_see_posts.check(request.user)
    on = today()
    found = Lead.objects.current().visible_to(request.user)
    vacant = found.filter(kind=Lead.Kind.POST).exclude(pk__in=Holding.objects.on(on).values("lead"))
    doubtful = found.filter(pk__in=_doubtful(found))
    tabs = {
        "all": ("All", found),
        "vacant": ("Posts that nobody holds", vacant),
        "look": ("Names to look at", doubtful),
    }
    asked = in_address(request, LeadsAddress, show=tabs)
    rows = tabs[asked["show"]][1]
    for word in asked["q"].split():
        rows = rows.filter(
            Q(name__icontains=word)
            | Q(holdings__name__icontains=word)
            | Q(aliases__name__icontains=word, aliases__withdrawn=False)
        )
    holders = Prefetch("holdings", Holding.objects.on(on).select_related("user"))
    everything = rows.order_by("name", "pk").distinct().prefetch_related(holders, "aliases")
    file = list_file(request, "leads", COLUMNS, in_batches(everything, _shown))
    if file:
        return file
    page = Paginator(everything, A_PAGE).get_page(asked["page"])
    page.object_list = _shown(list(page))
    numbers = [(key, title, some.count()) for key, (title, some) in tabs.items()]
    context = {"page": page, "words": asked["q"], "tabs": numbers, "show": asked["show"], "on": on}
    return render(request, "plans/posts/posts.html", context)


def _shown(leads: list[Any]) -> list[Any]:
    """These, each with what the page says of it."""
    counts = _led([lead.pk for lead in leads])
    for lead in leads:
        lead.actions = counts.get(lead.pk, 0)
        lead.also = sorted({alias.name for alias in lead.aliases.all()} - {lead.name})
        lead.parts = post_and_holder(lead.name)
        lead.is_post = _reads_as_post(lead.name, lead.kind)
    return leads


def _holder(held: Holding) -> str:
    since = f" since {short_day(held.from_on)}" if held.from_on else ""
    return f"{held.name}{since}{', account closed' if held.user and not held.user.is_active else ''}"


def _led(leads: list[int]) -> dict[int, int]:
    """How many actions each of these has a part in."""
    parts = Assignment.objects.filter(lead__in=leads, withdrawn=False, action__withdrawn=False).order_by()
    return dict(parts.values_list("lead").annotate(Count("action", distinct=True)))


def _doubtful(leads) -> list[int]:
    """The ids of those whose name is a post and its holder in one, or reads like a post that it is not said to be."""
    pairs = leads.order_by().values_list("pk", "name", "kind")
    return [pk for pk, name, is_a in pairs if _reads_as_post(name, is_a) or post_and_holder(name)]


def _reads_as_post(name: str, is_a: str) -> bool:
    return is_a != Lead.Kind.POST and leadnames.is_post(name) and kind_of_lead(name) == Lead.Kind.POST


def post(request, pk):
    """One post. Its actions are those that the reader may see."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    on = today()
    led = Standing.objects.visible_to(request.user).filter(led_by([lead.pk])).order_by(*PRINTED)
    holdings = lead.holdings.select_related("user").last_to_end_first()
    actions = in_batches(led, lambda some: _led_actions([each.pk for each in some]))
    asked = in_address(request, LeadAddress)
    file = list_file(request, f"lead-{lead.pk}-actions", LED, actions)
    file = file or list_file(request, f"lead-{lead.pk}-holders", HOLDERS, holdings, of="holders")
    if file:
        return file
    page = Paginator(led.values_list("pk", flat=True), A_PAGE).get_page(asked["page"])
    page.object_list = _led_actions(list(page))
    context = {
        "lead": lead,
        "holders": Paginator(holdings, A_PAGE).get_page(asked["holders"]),
        "aliases": sorted({alias.name for alias in lead.aliases.all()} - {lead.name}),
        "can_amend": can_amend_lead.allows(request.user, lead.merged_into or lead),
        "merged": act_of(lead),
        "parts": post_and_holder(lead.name),
        "page": page,
        "on": on,
        "can_appoint": can_appoint.allows(request.user, lead),
    }
    return render(request, "plans/posts/post.html", context)


def _led_actions(ids: list[int]):
    """These actions, in the order in which they are printed."""
    return Action.objects.filter(pk__in=ids).with_position().with_plan().in_printed_order()
