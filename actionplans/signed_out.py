"""A form that was sent by somebody who is not signed in any more: the sign-in page, which carries what was typed."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from actionplans import held
from actionplans.councilaccount import name_of_service

LEFT_BEHIND = 100_000
"""Characters that are kept in a session without a person, for somebody who goes off to the council's sign-in and
comes back. What is longer is only carried through our own form."""


def files_of(request) -> list[str]:
    """The names of the files that were sent."""
    return [file.name for name in request.FILES for file in request.FILES.getlist(name)]


def signed_out(request) -> HttpResponse:
    """The page on which they sign in, and come back to their form as it was."""
    files = files_of(request)
    packed, service = held.pack(request.POST, files), name_of_service()
    if service and len(packed) <= LEFT_BEHIND:
        held.keep(request.session, held.page_of(request), packed)
    context = {"next": held.page_of(request), "held": packed, "files": files, "service": service}
    return render(request, "account/signed_out.html", context, status=401)


def sent_by_us(request) -> bool | None:
    """Whether the browser says that one of our own pages sent this; None where it says nothing of that."""
    said = request.headers.get("Origin", "")
    if said in ("", "null"):
        referer = urlsplit(request.headers.get("Referer", ""))
        said = f"{referer.scheme}://{referer.netloc}" if referer.netloc else ""
    own = {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}
    return said in own if said else None
