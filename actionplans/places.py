"""From where an account was tried, and from where its owner came: what its owner is told of strangers."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce

from actionplans.models import SignInPlace
from plans.models import User
from plans.templatetags.words import moment
from plans.wording import listed, number_of

KEPT = timedelta(days=90)
MOST_NAMED = 3
"""Addresses that are named; the others are counted."""


def note_failed(user: User, address: str, *, at: datetime) -> None:
    """A password or a code did not fit."""
    place, _made = SignInPlace.objects.get_or_create(user=user, address=address)
    SignInPlace.objects.filter(pk=place.pk).update(
        failed=F("failed") + 1, first_failed_at=Coalesce("first_failed_at", Value(at)), last_failed_at=at
    )


def is_known(user: User | None, address: str) -> bool:
    """Whether the owner of the account has signed in from there."""
    return user is not None and user.sign_in_places.filter(address=address).exclude(came_at=None).exists()


def note_came(user: User, address: str, *, at: datetime) -> str:
    """The owner has signed in; what they are to be told of tries that failed since they last did, or nothing."""
    failed = list(user.sign_in_places.filter(failed__gt=0).order_by("-last_failed_at"))
    told = _told(failed, came_before=user.sign_in_places.exclude(came_at=None).exists())
    user.sign_in_places.update(failed=0, first_failed_at=None)
    SignInPlace.objects.update_or_create(user=user, address=address, defaults={"came_at": at})
    _forget_old(user, before=at - KEPT)
    return told


def _forget_old(user: User, *, before: datetime) -> None:
    long_gone = Q(came_at=None) | Q(came_at__lt=before)
    user.sign_in_places.filter(long_gone, Q(last_failed_at=None) | Q(last_failed_at__lt=before)).delete()


def _told(failed: list[SignInPlace], *, came_before: bool) -> str:
    if not failed:
        return ""
    count = sum(place.failed for place in failed)
    named = [place.address for place in failed[:MOST_NAMED]]
    others = len(failed) - len(named)
    where = listed([*named, number_of(others, "other address", "other addresses")] if others else named)
    since = " since you last signed in" if came_before else ""
    return (
        f"{number_of(count, 'failed attempt')} to sign in to your account{since}, from {where}, the last on "
        f"{moment(failed[0].last_failed_at)}."
    )
