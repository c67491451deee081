"""Handing out evidence to those who may see its plan."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from plans import tree
from plans.models import Action, Evidence
from plans.permissions.evidence import can_see_withdrawn
from plans.redactions import evidence_taken
from plans.views.stored_file import handed_out

SHOWN_IN_PLACE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


def evidence(request, pk):
    """The file, as a download or, for what a browser shows safely, in place. 404 for what may not be seen, and for
    what was withdrawn unless the person manages the plan, and for what a redaction took."""
    found = _find(request, pk)
    if found.withdrawn and not can_see_withdrawn.allows(request.user, found.action.plan):
        raise Http404
    if found.withdrawn and found.pk in evidence_taken(found.action.plan):
        raise Http404
    kind = found.content_type
    return handed_out(request, found.sha256, found.file_name, kind=kind, in_place=kind in SHOWN_IN_PLACE)


def _find(request, pk) -> Evidence:
    visible = Evidence.objects.filter(action__in=Action.objects.visible_to(request.user))
    return get_object_or_404(visible.select_related(tree.ACTION_PLAN), pk=pk)
