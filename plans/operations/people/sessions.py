"""Where somebody is signed in. Sessions are no part of the history; that one was ended by hand is."""

from __future__ import annotations

from importlib import import_module

from allauth.usersessions.models import UserSession
from django.conf import settings

from plans.models import User
from plans.permissions.people import can_end_sessions
from plans.trail import change_set


def drop_sessions(user: User, *, but: str = "") -> int:
    """End every session of this person, except the one with the key `but`; returns how many. For use within an act."""
    sessions = list(UserSession.objects.filter(user=user).exclude(session_key=but))
    for session in sessions:
        _drop(session)
    return len(sessions)


def end_session(*, by, user: User, session, door: str = "web", at=None) -> None:
    """End one session (a row of `user.usersession_set`): its next request is asked to sign in. Raises Denied."""
    can_end_sessions.enforce(by, user)
    with change_set(by=by, verb="end_session", door=door, register=True, details={"user": user.pk}, at=at) as act:
        _drop(session)
        act.stands, act.told = True, {"person": user.pk}


def end_sessions(*, by, user: User, but: str = "", door: str = "web", at=None) -> int:
    """End all sessions of a person, except the one with the key `but`; returns how many. Raises Denied."""
    can_end_sessions.enforce(by, user)
    with change_set(by=by, verb="end_sessions", door=door, register=True, details={"user": user.pk}, at=at) as act:
        ended = drop_sessions(user, but=but)
        act.stands, act.told = bool(ended), {"person": user.pk}
    return ended


def note_seen(*, user: User, session_key: str, at) -> None:
    """Keep when somebody was last here; a thing of the day, not of the trail."""
    user.last_seen_at = at
    user.save(update_fields=["last_seen_at"])
    UserSession.objects.filter(user=user, session_key=session_key).update(last_seen_at=at)


def _drop(session) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore().delete(session.session_key)
    session.delete()
