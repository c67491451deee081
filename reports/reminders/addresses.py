"""Addresses that are read outside the site: whole, by SITE_URL."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

STOP = "stop reminders"
"""The salt of the link that switches off what may be switched off."""


def site() -> str:
    return settings.SITE_URL or f"http://localhost:{settings.PORT}"


def host() -> str:
    """The site's name without scheme and port."""
    return site().split("//")[-1].split("/")[0].split(":")[0]


def absolute(name: str, *args) -> str:
    """The whole address of a page."""
    return site() + reverse(name, args=args)


def stop_link(user) -> str:
    """The address that switches off what may be switched off of this person's reminders, without signing in."""
    return absolute("stop_reminders", signing.dumps(user.pk, salt=STOP))


def who_stops(token: str) -> int:
    """The number of the person whom a stop link is about. Raises signing.BadSignature for one that we did not make."""
    return signing.loads(token, salt=STOP)
