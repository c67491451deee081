"""Making a sheet, and calling it back."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from audits.models import SheetOut, SheetRow
from audits.sheets.sides import plans_of
from plans import models as m
from plans.exemptions import ACTION
from plans.operations.errors import Refused
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.sheets import can_send_sheets
from plans.sheets.fields import FILLED
from plans.trail import change_set
from plans.tree import PLAN

MOST_ROWS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """Whose words a sheet brings home: a person with an account, a lead, or somebody by name."""

    name: str
    email: str = ""
    user: m.User | None = None
    lead: m.Lead | None = None


def whom_of_lead(lead: m.Lead, *, on: date) -> Whom:
    """Who holds the lead on that day, by name and address as far as they are known; else the lead itself."""
    holding = lead.holdings.on(on).newest_first().select_related("user").first()
    user = holding.user if holding else None
    name = f"{holding.name}, {lead.name}" if holding and holding.name != lead.name else lead.name
    return Whom(name=name[:200], email=user.email if user else "", user=user, lead=lead)


def make_sheet(
    *,
    by,
    whom: Whom,
    actions: Sequence[int],
    filled: Iterable[str],
    due_on: date | None = None,
    chosen: str = "",
    form: str = SheetOut.Form.WORKBOOK,
    door: str = "web",
    at=None,
) -> SheetOut:
    """Make a sheet of these actions, by id and in their order, of which the fields `filled` may be filled in. What is
    exempt from publication does not leave: passages say so, an action that is exempt has no row. Raises Denied where
    one is of a plan whose sheets are not theirs; Refused without rows or fields, for too many rows, for a day that is
    past, without a name, and for what is no address.
    """
    rows = list(m.Action.objects.filter(pk__in=actions).select_related(PLAN))
    plans = sorted({action.plan for action in rows}, key=lambda plan: plan.pk)
    for plan in plans:
        can_send_sheets.enforce(by, plan)
    filled, name = [field for field in FILLED if field in set(filled)], _checked(whom)
    exempt = m.Exemption.objects.filter(action__in=rows, what=ACTION, withdrawn=False).values_list("action", flat=True)
    there = {action.pk for action in rows if action.is_current} - set(exempt)
    order = [pk for pk in dict.fromkeys(actions) if pk in there]
    _check(order, filled)
    details = {"about": f"for {name}"}
    with change_set(*plans, by=by, verb="make_sheet", details=details, door=door, at=at) as act:
        if due_on and due_on < act.today:
            raise Refused("The day by which it is wanted home can’t be past.", "due_on")
        sheet = SheetOut(
            plan=plans[0] if len(plans) == 1 else None,
            **_fields(whom, name),
            filled=filled,
            chosen=chosen[:300],
            form=form,
            secret=secrets.token_hex(32),
            due_on=due_on,
            made_at=act.moment,
            made_by=by if isinstance(by, m.User) else None,
            made_by_name=by.name,
        )
        act.save(sheet)
        act.add_all([SheetRow(sheet=sheet, action_id=pk, order=at) for at, pk in enumerate(order)])
    return sheet


def _fields(whom: Whom, name: str) -> dict:
    return {"whom": name, "email": whom.email.strip(), "user": whom.user, "lead": whom.lead}


def _checked(whom: Whom) -> str:
    """The name. Raises Refused."""
    name = said(whom.name, limit=200, field="whom", need="Say whom the sheet is for: what comes home is said by them.")
    if whom.email.strip():
        try:
            validate_email(whom.email.strip())
        except ValidationError as error:
            raise Refused("Enter an e-mail address such as name@example.gov.uk.", "email") from error
    return " ".join(name.split())


def _check(order: list[int], filled: list[str]) -> None:
    if not order:
        raise Refused("No action is chosen, so there would be nothing to fill in.", "rows")
    if len(order) > MOST_ROWS:
        raise Refused(f"A sheet takes up to {MOST_ROWS:,} actions, and these are {len(order):,}.", "rows")
    if not filled:
        raise Refused("Choose at least one column to be filled in.", "filled")


def call_back(*, by, sheet: SheetOut, reason: str, door: str = "web", at=None) -> None:
    """Expect a sheet home no more: nobody is reminded of it. What comes home of it all the same can still be merged.
    Raises Denied; Refused without a reason, and for one that is merged or called back already."""
    plans = plans_of(sheet)
    for plan in plans:
        can_send_sheets.enforce(by, plan)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why it is called back.")
    with change_set(*plans, by=by, verb="call_back_sheet", why=reason, door=door, at=at) as act:
        sheet.refresh_from_db()
        if sheet.withdrawn or sheet.merged_at:
            raise Refused("This sheet is not waited for any more.")
        sheet.withdrawn, sheet.withdrawn_reason = True, reason
        act.save(sheet)
