"""Who comes in: the plan of an editing page, for those who may see it and edit it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from plans.models import Plan
from plans.permissions.plans import can_edit_plan, can_manage_plan


def plan_to_edit(request, slug: str, *, closed_too: bool = False) -> Plan:
    """Raises Http404 for what may not be seen, Denied for what may not be edited. A closed plan is let through
    where its page says what can still be done."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("coordinator", "scheme"), slug=slug)
    needed = can_manage_plan if closed_too else can_edit_plan
    needed.check(request.user, plan)
    return plan
