"""All posts, and one post: its holders over time and the actions that it leads."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.shortcuts import get_object_or_404, render

from plans import permissions
from plans.clock import today
from plans.models import Action, Holding, Lead

A_PAGE = 50


def posts(request):
    """Every post, person, team, agency and board that leads something, with who holds it today."""
    permissions.check_can_see_posts(request.user)
    on = today()
    words = request.GET.get("q", "").replace("\0", "")[:200]
    show = "vacant" if request.GET.get("show") == "vacant" else "all"
    found = Lead.objects.visible_to(request.user)
    vacant = found.filter(kind=Lead.Kind.POST).exclude(pk__in=Holding.objects.on(on).values("lead"))
    tabs = [("all", "All", found.count()), ("vacant", "Posts that nobody holds", vacant.count())]
    rows = vacant if show == "vacant" else found
    for word in words.split():
        rows = rows.filter(Q(name__icontains=word) | Q(holdings__name__icontains=word))
    current = Q(assignments__withdrawn=False, assignments__action__withdrawn=False)
    rows = rows.annotate(actions=Count("assignments__action", filter=current, distinct=True)).order_by("name", "pk")
    holders = Prefetch("holdings", Holding.objects.on(on).select_related("user"))
    page = Paginator(rows.distinct().prefetch_related(holders), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "plans/posts/posts.html", {"page": page, "words": words, "tabs": tabs, "show": show, "on": on}
    )


def post(request, pk):
    """One post. Its actions are those that the reader may see."""
    lead = get_object_or_404(Lead.objects.visible_to(request.user), pk=pk)
    on = today()
    actions = (
        Action.objects.visible_to(request.user)
        .current()
        .led_by(lead)
        .with_position()
        .select_related("recommendation__section__plan")
        .in_printed_order()
    )
    context = {
        "lead": lead,
        "holdings": list(lead.holdings.select_related("user").newest_first()),
        "aliases": list(lead.aliases.order_by("name").values_list("name", flat=True).distinct()),
        "actions": list(actions),
        "on": on,
        "can_appoint": permissions.can_appoint(request.user, lead),
    }
    return render(request, "plans/posts/post.html", context)
