"""What is kept: redaction, export of everything, purge."""

from __future__ import annotations

from plans.models import Plan
from plans.permissions.pairs import Denied, pair
from plans.permissions.parts import OFFICER, roles


def check_can_redact(user, _plan=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator expunges personal data.")


def check_can_export_everything(user, plan: Plan) -> None:
    if not roles(user, plan) & {OFFICER, "administrator"}:
        raise Denied("Everything about a plan is exported by its officers and by administrators.")


def check_can_purge(user, _plan=None) -> None:
    if not (user.is_active and user.is_administrator):
        raise Denied("Only an administrator says how long a plan is kept, and purges it.")


can_redact = pair(check_can_redact)
can_export_everything = pair(check_can_export_everything)
can_purge = pair(check_can_purge)
