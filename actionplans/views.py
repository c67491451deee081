"""The site's own pages: where each person begins, help, and what is said when a request can't be answered."""

from __future__ import annotations

import logging
import secrets
import sys

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from actionplans import held, readiness
from actionplans.broken import NOT_STORED, STORED, is_away, outcome_of, typed_of
from actionplans.signed_out import files_of, sent_by_us, signed_out
from plans import room
from plans.clock import today
from plans.events import note
from plans.models import Membership, Plan
from plans.permissions.permission import Denied
from plans.preparations import comes_first
from plans.worklists import waiting

log = logging.getLogger("actionplans.denied")


def home(request):
    """The first page by role: a lead's own actions, a manager's overview, an officer's plans, a reader's plan,
    an administrator's people; and for administrators what the council has to set up, while it waits."""
    user = request.user
    if user.is_administrator and comes_first(user):
        return redirect("setup")
    waits = waiting(user, on=today(), counted=False)
    roles = set(Membership.objects.filter(user=user, withdrawn=False).values_list("role", flat=True))
    if waits.decides:
        return redirect("overview")
    if "officer" in roles:
        return redirect("plans")
    if waits.is_lead:
        return redirect("my_actions")
    if user.is_administrator and not roles:
        return redirect("people")
    plans = list(Plan.objects.visible_to(user)[:2])
    return redirect("plan", slug=plans[0].slug) if len(plans) == 1 else redirect("plans")


@login_not_required
@never_cache
def health(request):
    """For a monitor: 200 when the database answers. Cheap: it may be asked each second."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
@never_cache
def ready(request):
    """For whoever sends people here: 200 when a write, the files, the worker and the disk are proved to work, else 503.
    A short JSON object says which of them does not."""
    told = readiness.told()
    is_ready = all(word == readiness.OK for word in told.values())
    return JsonResponse({"ready": is_ready, **told}, status=200 if is_ready else 503)


@login_not_required
def page(request, name):
    """A page of words: help, the accessibility statement, privacy."""
    return render(request, f"pages/{name}.html")


def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


def denied(request, exception=None):
    """Says why, when the reason was written for the person. What an operation refused is in the log already."""
    if not getattr(exception, "is_logged", False):
        _log(request, "denied to")
    reason = str(exception) if isinstance(exception, Denied) else ""
    typed = typed_of(request) if request.method == "POST" else {}
    return render(request, "errors/403.html", {"reason": reason, "words": typed.get("words")}, status=403)


def stale(request, reason=""):
    """A form without the token of this session: it was open for too long, or came from another site. What was typed
    on a page of our own stands in its form again, after signing in where that is needed; where the browser does not
    say which page it was, it stands here to be copied."""
    own = sent_by_us(request)
    match = request.resolver_match
    if own and match and not request.user.is_authenticated and getattr(match.func, "login_required", True):
        return signed_out(request)
    again = held.page_of(request) if own and request.user.is_authenticated else ""
    if again:
        held.keep(request.session, again, held.pack(request.POST, files_of(request)))
    words = typed_of(request).get("words") if own is None else None
    return render(request, "errors/csrf.html", {"again": again, "words": words}, status=403)


def not_found(request, exception=None):
    """A page that is none, or that this person may not know of."""
    if request.resolver_match:
        _log(request, "not there for")
    return render(request, "errors/404.html", status=404)


def _log(request, what: str) -> None:
    """Who was refused what: by numbers and the page's name, without anything personal or secret."""
    match = request.resolver_match
    view = match.view_name if match else "no page"
    objects = {key: value for key, value in (match.kwargs if match else {}).items() if key in ("pk", "slug", "person")}
    log.warning("%s %s %s user %s %s", request.method, view, what, request.user.pk, objects or "")


def too_many(request, exception=None):
    """More sign-ins, or letters, from one address than any council asks for. Where nothing can be counted because there
    is no room to write, that is said instead: nobody has tried too often."""
    if not _counts():
        context = {"known": NOT_STORED, "is_full": True, "number": getattr(request, "number", ""), **typed_of(request)}
        return HttpResponse(render(None, "errors/500.html", context).content, status=507)
    note("request", "throttled", level=logging.WARNING, view=getattr(request.resolver_match, "view_name", ""))
    return render(request, "429.html", status=429)


def _counts() -> bool:
    """Whether what is counted is kept: the cache in the database gives up in silence where it can't write."""
    key = f"counts:{secrets.token_hex(8)}"
    cache.set(key, 1, 60)
    kept = cache.get(key) == 1
    cache.delete(key)
    return kept


def broken(request):
    """Says what is known of what was sent: that it is stored, that it is not, or that nobody knows. Without the frame:
    it asks the database, which may be what broke. 507 where there is no room left to store anything, 503 where the
    database is away, or gave up after the time that it has for one question."""
    error = sys.exc_info()[1]
    is_full = room.is_full(error)
    outcome = getattr(request, "outcome", None)
    context = {"known": outcome_of(request.method, outcome, error), "is_full": is_full}
    context["number"] = getattr(request, "number", "")
    if context["known"] != STORED:
        context |= typed_of(request)
    context["is_away"] = is_away(error) and not is_full
    status = 507 if is_full else 503 if context["is_away"] else 500
    response = HttpResponse(render(None, "errors/500.html", context).content, status=status)
    if context["is_away"]:
        response["Retry-After"] = str(SECONDS_UNTIL_AGAIN)
    return response


SECONDS_UNTIL_AGAIN = 10
