"""The rows that a filter of the list of actions leaves of a plan."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlsplit

from django.http import QueryDict

from plans.filters.listing import Listing
from plans.models import Plan, User
from plans.operations.errors import Refused
from reports.settings import LISTED, Settings

EVERYTHING = User(is_active=True, is_administrator=True)
"""Whose list of actions is read where nobody asks: it leaves nothing out."""


def question_of(address: str) -> str:
    """What an address of the list asks, of a whole address or of what stands after its question mark."""
    text = address.strip()
    return urlsplit(text).query if "?" in text or "://" in text else text


def listed_of(user, plan: Plan, settings: Settings, *, on: date) -> tuple[int, ...]:
    """The ids of the actions that the filter of these settings leaves; none where they have none. Raises Refused."""
    return listed_by(user, plan, settings.filter, on=on) if settings.rows == LISTED else ()


def listed_by(user, plan: Plan, address: str, *, on: date) -> tuple[int, ...]:
    """The ids of the plan's actions that the list shows for this address now. Raises Refused for an address that the
    list can't use."""
    asked = QueryDict(question_of(address), mutable=True)
    asked["plan"] = plan.slug
    listing = Listing(user, asked, on=on)
    if listing.problems:
        raise Refused(f"The list of actions can’t use this filter. {listing.problems[0]}", "filter")
    return tuple(listing.standings.values_list("pk", flat=True))
