"""Handing out evidence to those who may see its plan."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from plans.models import Action, Evidence
from plans.operations.evidence import path_of

SHOWN_IN_PLACE = {"application/pdf", "image/png", "image/jpeg", "text/plain"}


def evidence(request, pk):
    """The file, as a download or, for what a browser shows safely, in place. 404 for what may not be seen."""
    found = get_object_or_404(
        Evidence.objects.filter(action__in=Action.objects.visible_to(request.user), withdrawn=False), pk=pk
    )
    path = path_of(found.sha256) if found.sha256 else None
    if path is None or not path.exists():
        raise Http404
    response = FileResponse(
        path.open("rb"),
        as_attachment=found.content_type not in SHOWN_IN_PLACE,
        filename=found.file_name,
        content_type=found.content_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
