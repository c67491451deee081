"""What is kept: redaction, export of everything, purge."""

from __future__ import annotations

from plans.models import Plan
from plans.permissions.parts import OFFICER, roles
from plans.permissions.permission import Denied, Permission


@Permission
def can_redact(user, _plan=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator expunges personal data.")


@Permission
def can_export_everything(user, plan: Plan) -> None:
    if not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Everything about a plan is exported by its officers and by administrators.")


@Permission
def can_purge(user, _plan=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator says how long a plan is kept, and purges it.")
