"""The secret that seals the marks of rows in files that the application makes (`plans.sheets.marks`): each plan's own,
derived from the service's key and from those that it had before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db.models import Max
from django.utils.crypto import salted_hmac

from plans.models import Chain, Plan
from plans.sheets.marks import Drawn, Seal


def last_known(plan: Plan) -> datetime:
    """The moment of the last act on the plan, or on what belongs to the organisation."""
    return Chain.objects.filter(key__in=[plan.chain_key, "register"]).aggregate(last=Max("last_moment"))["last"]


def seal_of(plan: Plan, *, on: date, known: datetime | None = None, flags: str = "") -> Seal:
    """What marks the rows of a plan in a file of the position `on` a day, as known at a moment (None: now)."""
    drawn = Drawn(plan=plan.pk, known=known or last_known(plan), on=on, flags=flags)
    return Seal(drawn, _secret(plan.pk, settings.SECRET_KEY))


def seals_of(plans: Iterable[Plan], *, on: date, flags: str) -> dict[int, Seal]:
    """The same of several plans, as they are known now, by their numbers: one query."""
    plans = list(plans)
    keys = {plan.pk: plan.chain_key for plan in plans}
    found = dict(Chain.objects.filter(key__in=[*keys.values(), "register"]).values_list("key", "last_moment"))
    register = found.get("register")
    sealed = {}
    for plan in plans:
        moments = [moment for moment in (found.get(plan.chain_key), register) if moment]
        if moments:
            drawn = Drawn(plan=plan.pk, known=max(moments), on=on, flags=flags)
            sealed[plan.pk] = Seal(drawn, _secret(plan.pk, settings.SECRET_KEY))
    return sealed


def secrets_of(plan: int) -> list[str]:
    """Those with which a mark of the plan may have been made."""
    return [_secret(plan, key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _secret(plan: int, key: str | bytes) -> str:
    return salted_hmac("plans.fileseals", str(plan), secret=key, algorithm="sha256").hexdigest()
