"""What every request has: a number; a session that ends, and what it must do first, neither of which may cost
somebody their words."""

from __future__ import annotations

import logging
import secrets
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.shortcuts import redirect
from django.utils import timezone

from actionplans import addresses, held, logbook, secondfactor
from actionplans.signed_out import signed_out
from plans import room
from plans.events import note
from plans.forms.address import unusable
from plans.operations.people import note_seen
from plans.trail.commits import begin_outcome

log = logging.getLogger("actionplans.sessions")

BEGAN, SEEN = "began", "seen"
FRESH = 60
"""Seconds within which a session's time is not written anew."""


def begin(request, user, now: datetime) -> None:
    """Start a session's time when somebody signs in."""
    request.session[BEGAN] = request.session[SEEN] = now.timestamp()
    note_seen(user=user, session_key=request.session.session_key or "", at=now)


SIGNED_OUT = (
    "You have been signed out. That happens when a page is left alone for long, and when somebody who may, or you "
    "yourself on another machine, ends where you are signed in."
)


class NumberRequests:
    """Gives each request a number, which stands in its lines of the log, in the response and on pages that say that
    something went wrong; and says once where it came from."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.client_address = addresses.client_of(request)
        request.number = addresses.number_given(request) or secrets.token_hex(6)
        token = logbook.current.set(request)
        try:
            response = self.get_response(request)
        finally:
            logbook.current.reset(token)
        response["X-Request-ID"] = request.number
        return response


class WatchOutcome:
    """Stands before all others: what a request stores is noted, for the page that is shown where it breaks."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.outcome = begin_outcome()
        return self.get_response(request)


class RefuseNonsense:
    """A page that could not use all of its address is answered with 400: it says which part, and shows the rest."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == HTTPStatus.OK and unusable(request):
            response.status_code = HTTPStatus.BAD_REQUEST
        return response


OF_MONITORS = ("/health/", "/ready/")
"""What is asked each second, of nobody in particular."""


class Sessions(SessionMiddleware):
    """A session that can't be kept, because nothing more can be stored, costs nobody the page that they asked for. For
    what a monitor asks none is looked up, and one that stands in the browser is left alone."""

    def process_request(self, request):
        if request.path_info in OF_MONITORS:
            request.session = self.SessionStore()
        else:
            super().process_request(request)

    def process_response(self, request, response):
        if request.path_info in OF_MONITORS:
            return response
        try:
            return super().process_response(request, response)
        except (DatabaseError, SessionInterrupted) as error:
            if not room.is_full(error):
                raise
            log.error("A session could not be kept: %s", error)
            return response


class GuardWhatLeaves:
    """What somebody signed in is shown stays in no cache, neither of their browser nor on the way, so that nobody sees
    it after them; and each file that they take out stands in the log."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        signed_in = request.user.is_authenticated
        if (signed_in or request.method not in ("GET", "HEAD")) and "no-store" not in response.get("Cache-Control", ""):
            response["Cache-Control"] = "private, no-store"
        if signed_in and response.status_code == 200 and "Content-Disposition" in response:
            match = request.resolver_match
            what = {key: value for key, value in match.kwargs.items() if key in NAMED}
            note("export", file=response["Content-Disposition"], view=match.view_name, **what)
        return response


NAMED = ("pk", "slug", "person")
"""What stands in an address and may stand in the log: numbers and short names."""


class EndOldSessions:
    """Ends a session in which nothing was asked for too long, or that is too old in any case. A form that is sent
    then comes to `KeepWhatWasTyped`, which stands after this. A time that lies ahead was kept by a clock that was
    fast: it counts as now, or the session would outlive its hours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.user.keeps_parts = request.method in ("GET", "HEAD")
            self._keep_time(request, timezone.now())
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        """The sign-in page that follows says why it is there."""
        came_with_one = request.COOKIES.get(settings.SESSION_COOKIE_NAME) and request.session.is_empty()
        if request.method == "GET" and came_with_one and getattr(view, "login_required", True):
            messages.info(request, SIGNED_OUT)

    def _keep_time(self, request, now: datetime) -> None:
        session, moment = request.session, now.timestamp()
        kept = session.get(SEEN, moment)
        began, seen = min(session.get(BEGAN, moment), moment), min(kept, moment)
        idle, longest = settings.SESSION_IDLE.total_seconds(), settings.SESSION_LONGEST.total_seconds()
        if moment - seen > idle or moment - began > longest:
            logout(request)
        elif SEEN not in session or kept > moment or moment - seen > FRESH:
            session[BEGAN], session[SEEN] = began, moment
            self._note_seen(request, now)

    def _note_seen(self, request, now: datetime) -> None:
        """When somebody was last here is not worth the page that they asked for."""
        try:
            note_seen(user=request.user, session_key=request.session.session_key or "", at=now)
        except DatabaseError as error:
            if not room.is_full(error):
                raise
            log.error("When somebody was last seen could not be kept: %s", error)


class KeepWhatWasTyped:
    """Answers a form that was sent without a session with the sign-in page, which carries what was typed."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        before = held.held(request) if request.method == "POST" else None
        response = self.get_response(request)
        if before and response.status_code == 302:
            held.drop(request, before)
        return response

    def process_view(self, request, view, args, kwargs):
        if request.method != "POST" or request.user.is_authenticated:
            return None
        return signed_out(request) if getattr(view, "login_required", True) else None


class AskForSecondFactor:
    """Leads somebody of whom the policy asks a second factor to set one up before anything else."""

    OPEN = ("account_", "mfa_", "usersessions_")
    """The names of pages that they may use until then begin so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not request.user.is_authenticated or not getattr(view, "login_required", True):
            return None
        if (request.resolver_match.view_name or "").startswith(self.OPEN) or not secondfactor.must_set_up(request):
            return None
        if request.method == "POST":
            files = [file.name for name in request.FILES for file in request.FILES.getlist(name)]
            held.keep(request.session, held.page_of(request), held.pack(request.POST, files))
        elif request.method == "GET":
            request.session[secondfactor.LANDING] = request.get_full_path()
        return redirect("mfa_activate_totp")
