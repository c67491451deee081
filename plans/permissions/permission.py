"""What a permission is: said once, asked in three ways."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Generic, ParamSpec

from django.core.exceptions import PermissionDenied

from plans.trail import Actor

log = logging.getLogger("actionplans.denied")

Asked = ParamSpec("Asked")


class Denied(PermissionDenied):
    """Somebody may see it but not do this; the message says why, in words for them. `is_logged` once it stands in
    the log, so that it does not stand there twice."""

    is_logged = False


class Permission(Generic[Asked]):
    """Who may do one thing. It is defined by a function of a person and what they would do it to, which raises
    `Denied` with the reason that a person reads."""

    def __init__(self, check: Callable[Asked, None]):
        self.check = check
        self.name, self.__doc__ = check.__name__, check.__doc__

    def allows(self, *asked: Asked.args, **more: Asked.kwargs) -> bool:
        """Whether `check` passes, for what is shown only to those who may."""
        try:
            self.check(*asked, **more)
        except Denied:
            return False
        return True

    def enforce(self, by, obj) -> None:
        """The check as operations make it: commands may do everything, a denial is logged and raised."""
        if isinstance(by, Actor):
            return
        try:
            self.check(by, obj)  # type: ignore[call-arg]
        except Denied as denied:
            denied.is_logged = True
            what = f"{obj._meta.label_lower} {obj.pk}" if obj is not None else "nothing in particular"
            log.warning("%s denied to user %s on %s", self.name, by.pk, what)
            raise
