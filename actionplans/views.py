"""The site's own pages: where each person begins, help, and what is said when a request can't be answered."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import requires_csrf_token

from plans.clock import today
from plans.models import Membership, Plan
from plans.worklists import waiting


def home(request):
    """The first page by role: a lead's own actions, a manager's overview, an officer's plans, a reader's plan,
    an administrator's people."""
    user = request.user
    waits = waiting(user, on=today())
    roles = set(Membership.objects.filter(user=user, withdrawn=False).values_list("role", flat=True))
    if waits.oversees:
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
    """For a monitor: 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@login_not_required
def page(request, name):
    """A page of words: help, the accessibility statement, privacy."""
    return render(request, f"pages/{name}.html")


@requires_csrf_token
def bad_request(request, exception=None):
    return render(request, "errors/400.html", status=400)


@requires_csrf_token
def denied(request, exception=None):
    """Says why, when the reason was written for the person."""
    return render(request, "errors/403.html", {"reason": str(exception or "")}, status=403)


def stale(request, reason=""):
    """A form without the token of this session: it was open for too long, or came from another site."""
    return render(request, "errors/csrf.html", status=403)


@requires_csrf_token
def not_found(request, exception=None):
    return render(request, "errors/404.html", status=404)


@requires_csrf_token
def broken(request):
    """Without the frame: it asks the database, which may be what broke."""
    return HttpResponse(render(None, "errors/500.html").content, status=500)
