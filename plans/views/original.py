"""Handing out the document that a plan came from, to those who may see the plan."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from plans.models import Plan
from plans.redactions import took_document
from plans.views.stored_file import handed_out


def original(request, slug):
    """The file as it was imported, as a download. 404 where the plan was not imported, or may not be seen, and
    where a redaction took it."""
    plan = get_object_or_404(Plan.objects.visible_to(request.user).exclude(imported_sha256=""), slug=slug)
    if took_document(plan):
        raise Http404
    return handed_out(request, plan.imported_sha256, plan.imported_from)
