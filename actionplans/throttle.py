"""How long somebody waits who tries to guess: by account and address, so that a stranger elsewhere can't lock the
owner of an account out, and by account alone for addresses from which its owner never came.

Each try counts as failed before it is looked at, so that many at once are no way around; one that succeeds is taken
back. What is counted is kept in the cache that all processes share, under digests.
"""

from __future__ import annotations

import hashlib
import math
import time
from dataclasses import dataclass

from allauth.core.internal.ratelimit import cache_lock, consume, get_ip, truncate_ip
from django.core.cache import cache

FREE_TRIES = 5
"""From one address at one account, before there are pauses."""
FREE_TRIES_IN_ALL = 50
"""At one account from all addresses that are new to it together."""
FIRST_PAUSE, LONGEST_PAUSE = 60, 60 * 60
"""Seconds: each pause is twice the one before it."""
REMEMBERED = 24 * 60 * 60
"""Seconds after the last try, when all is forgotten."""

CODES = {"from_here": "5/h/key", "in_all": "30/h/key"}
"""How many codes are sent by e-mail to one account."""


@dataclass(frozen=True, slots=True)
class Throttled:
    """Try again after so many seconds."""

    seconds: int

    @property
    def words(self) -> str:
        minutes = math.ceil(self.seconds / 60)
        return "1 minute" if minutes == 1 else f"{minutes} minutes"


def take(account: str, address: str, *, is_known: bool) -> Throttled | None:
    """Count a try at this account (the address that was typed) from this address; how long to wait where there were
    too many, and then it is not counted. `is_known`: its owner has signed in from there before."""
    keys = [(_key(account, truncate_ip(address)), FREE_TRIES)]
    if not is_known:
        keys.append((_key(account), FREE_TRIES_IN_ALL))
    now = time.time()
    for key, free in keys:
        pause = _take(key, free, now)
        if pause:
            return pause
    return None


def give_back(account: str, address: str, *, is_known: bool) -> None:
    """The try that was counted last has succeeded: here all is forgotten, and everywhere else it did not happen."""
    cache.delete(_key(account, truncate_ip(address)))
    if not is_known:
        key = _key(account)
        with cache_lock(key):
            count, until = cache.get(key, (0, 0.0))
            if count:
                cache.set(key, (count - 1, 0.0 if count <= FREE_TRIES_IN_ALL else until), REMEMBERED)


def forget(account: str, address: str) -> None:
    """Its owner has come in by mail, so this address is theirs: the next try there is the first."""
    cache.delete(_key(account, truncate_ip(address)))


def may_send_code(request, account: str) -> bool:
    """Whether one more code may be sent to this account: so many asked for from one address, and in all."""
    for action, key in (("from_here", f"{account}\n{get_ip(request)}"), ("in_all", account)):
        if not consume(request, app="actionplans", action=action, config=CODES, key=key):
            return False
    return True


def _take(key: str, free: int, now: float) -> Throttled | None:
    with cache_lock(key) as locked:
        count, until = cache.get(key, (0, 0.0))
        if not locked or until > now:
            return Throttled(math.ceil(max(until - now, 1)))
        count += 1
        pause = min(FIRST_PAUSE * 2 ** min(count - free, 10), LONGEST_PAUSE) if count >= free else 0
        cache.set(key, (count, now + pause if pause else 0.0), REMEMBERED)
    return None


def _key(*parts: str) -> str:
    return "tries:" + hashlib.sha256("\n".join(parts).encode()).hexdigest()
