"""Who comes in: the plan of an editing page, for those who may see it and edit it."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from plans import permissions
from plans.models import Plan


def plan_to_edit(request, slug: str, *, closed_too: bool = False) -> Plan:
    """Raises Http404 for what may not be seen, Denied for what may not be edited. A closed plan is let through
    where its page says what can still be done."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).select_related("coordinator", "scheme"), slug=slug)
    check = permissions.check_can_manage_plan if closed_too else permissions.check_can_edit_plan
    check(request.user, plan)
    return plan
