"""What a page works out of a whole plan, kept until an act on the plan or on the register may have changed it.

What is kept may say words of the plan, so what expunges them has to `forget` it. It is no part of the record, and
stands in no backup.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar

from django.core.cache import cache as store

from plans.models import Chain, Plan
from plans.trail import REGISTER

Result = TypeVar("Result")

WORTH_KEEPING = 150
"""Actions: what is worked out of a plan of fewer takes no time."""

SECONDS_KEPT = 7 * 24 * 3600
PERIOD_PAPER, SINCE = "period-paper", "since"
PAGES = (PERIOD_PAPER, SINCE)
"""The pages of which a result is kept: one of each plan, the newest."""


def kept_result(
    page: str, plan: Plan, rests_on: object, make: Callable[[], Result], *, worth: Callable[[Result], bool]
) -> Result:
    """What `make` gives, as it was kept if nothing has been written of the plan or the register since, and the values
    that it `rests_on` beside them read alike. It is kept where it is `worth` keeping."""
    sign = _sign(plan, rests_on)
    found = store.get(_key(page, plan.pk))
    if found and found[0] == sign:
        return pickle.loads(found[1])  # noqa: S301 — our own, and of this edition of the program
    result = make()
    if worth(result) and _sign(plan, rests_on) == sign:
        store.set(_key(page, plan.pk), (sign, pickle.dumps(result)), SECONDS_KEPT)
    return result


def _sign(plan: Plan, rests_on: object) -> str:
    heads = Chain.objects.filter(key__in=[plan.chain_key, REGISTER]).order_by("key").values_list("key", "head")
    return hashlib.sha256(repr((_program(), list(heads), rests_on)).encode()).hexdigest()


@cache
def _program() -> list[tuple[str, int, int]]:
    """What tells this edition of the program from another: what another worked out is not taken for its own."""
    root = Path(__file__).parents[1]
    files = (path for room in ("plans", "audits", "reports") for path in sorted((root / room).rglob("*.py")))
    return [(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in files]


def forget(plans: Iterable[int]) -> None:
    """Take away what is kept of the plans with these ids."""
    store.delete_many([_key(page, plan) for plan in plans for page in PAGES])


def _key(page: str, plan: int) -> str:
    return f"kept:{page}:{plan}"
