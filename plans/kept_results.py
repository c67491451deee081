"""What a page works out of a whole plan, kept until an act on the plan or on the register may have changed it.

What is kept may say words of the plan, so what expunges them has to `forget` it. It is no part of the record, and
stands in no backup.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.cache import cache

from plans.models import Chain, Plan
from plans.trail import REGISTER

Result = TypeVar("Result")

SECONDS_KEPT = 7 * 24 * 3600
PERIOD_PAPER = "period paper"
PAGES = (PERIOD_PAPER,)
"""The pages of which a result is kept: one of each plan, the newest."""


def kept_result(
    page: str, plan: Plan, rests_on: object, make: Callable[[], Result], *, worth: Callable[[Result], bool]
) -> Result:
    """What `make` gives, as it was kept if nothing has been written of the plan or the register since, and the values
    that it `rests_on` beside them read alike. It is kept where it is `worth` keeping."""
    sign = _sign(plan, rests_on)
    found = cache.get(_key(page, plan.pk))
    if found and found[0] == sign:
        return found[1]
    result = make()
    if worth(result) and _sign(plan, rests_on) == sign:
        cache.set(_key(page, plan.pk), (sign, result), SECONDS_KEPT)
    return result


def _sign(plan: Plan, rests_on: object) -> str:
    heads = Chain.objects.filter(key__in=[plan.chain_key, REGISTER]).order_by("key").values_list("key", "head")
    return hashlib.sha256(repr((list(heads), rests_on)).encode()).hexdigest()


def forget(plans: Iterable[int]) -> None:
    """Take away what is kept of the plans with these ids."""
    cache.delete_many([_key(page, plan) for plan in plans for page in PAGES])


def _key(page: str, plan: int) -> str:
    return f"kept:{page.replace(' ', '-')}:{plan}"
