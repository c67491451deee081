"""Who has access, and what their posts are."""

from __future__ import annotations

from django.db.models import Prefetch
from django.shortcuts import render

from plans import permissions
from plans.models import Holding, Membership, RagScheme, User


def people(request):
    """Every account with its roles and posts, and the RAG schemes. For administrators."""
    permissions.check_can_administer(request.user, None)
    roles = Membership.objects.filter(withdrawn=False).select_related("plan").order_by("plan__title")
    posts = Holding.objects.select_related("lead").order_by("lead__name")
    everybody = User.objects.prefetch_related(Prefetch("memberships", roles), Prefetch("holdings", posts))
    schemes = RagScheme.objects.prefetch_related("ratings")
    return render(request, "plans/people.html", {"people": list(everybody), "schemes": list(schemes)})
