"""Handing out the document that a plan came from, to those who may see the plan."""

from __future__ import annotations

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from plans.models import Plan
from plans.operations.evidence import path_of


def original(request, slug):
    """The file as it was imported, as a download. 404 where the plan was not imported, or may not be seen."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).exclude(imported_sha256=""), slug=slug)
    path = path_of(plan.imported_sha256)
    if not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), as_attachment=True, filename=plan.imported_from)
    response["Content-Type"] = "application/octet-stream"
    response["Cache-Control"] = "private, no-store"
    return response
