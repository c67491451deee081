"""A file that is kept, on its way to a person who may have it."""

from __future__ import annotations

import logging

from django.http import FileResponse, Http404
from django.shortcuts import render

from plans.operations.files import Altered, opened

log = logging.getLogger("actionplans.evidence")


SECONDS_UNTIL_AGAIN = 30


def file_away(request, name: str):
    """A page (503) that says that a file can't be had just now, and when to try again."""
    response = render(request, "plans/evidence/away.html", {"name": name}, status=503)
    response["Retry-After"] = str(SECONDS_UNTIL_AGAIN)
    return response


def handed_out(request, sha256: str, name: str, *, kind: str = "application/octet-stream", in_place: bool = False):
    """The file, of content type `kind`, as a download or in place. Raises Http404 where there is none; a page that
    says so where its bytes are not those that were stored (500), and where it can't be had just now (503)."""
    if not sha256:
        raise Http404
    try:
        file = opened(sha256)
    except FileNotFoundError as error:
        raise Http404 from error
    except Altered:
        log.error("“%s” was not handed out to %s, because it was altered where it is kept", name, request.user)
        return render(request, "plans/evidence/altered.html", {"name": name}, status=500)
    except OSError:
        log.exception("the file %s could not be read", sha256)
        return file_away(request, name)
    response = FileResponse(file, as_attachment=not in_place, filename=name, content_type=kind)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
