"""How a permission is asked: a check that raises `Denied` with its reason, and its pair that wraps it."""

from __future__ import annotations

import logging
from functools import wraps

from django.core.exceptions import PermissionDenied

from plans.trail import Actor

log = logging.getLogger("actionplans.denied")


class Denied(PermissionDenied):
    """Somebody may see it but not do this; the message says why, in words for them. `is_logged` once it stands in
    the log, so that it does not stand there twice."""

    is_logged = False


def pair(check):
    """The `can_x` of a `check_can_x`: True or False instead of an exception."""

    @wraps(check)
    def can(user, obj) -> bool:
        try:
            check(user, obj)
        except Denied:
            return False
        return True

    return can


def enforce(check, by, obj) -> None:
    """The check as operations make it: commands may do everything, a denial is logged and raised."""
    if isinstance(by, Actor):
        return
    try:
        check(by, obj)
    except Denied as denied:
        denied.is_logged = True
        what = f"{obj._meta.label_lower} {obj.pk}" if obj is not None else "nothing in particular"
        log.warning("%s denied to user %s on %s", check.__name__, by.pk, what)
        raise
