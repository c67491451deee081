"""Sending a sheet by mail, and reminding whoever has it."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils import timezone

from audits.models import SheetOut
from audits.sheets import files, sides
from plans import models as m
from plans.operations.errors import Refused
from plans.permissions.sheets import can_send_sheets
from plans.trail import SYSTEM, after_commit, change_set

log = logging.getLogger("actionplans.reminders")

AGAIN_AFTER = timedelta(hours=1)
"""How long after a reminder the next may follow: a form that is sent twice reminds once."""

DAYS_BEFORE = 2
"""A reminder goes so many days before a sheet is wanted home, and on the day."""


def send_sheet(sheet: SheetOut) -> None:
    """Hand the sheet to the mail server, once what is written stands. Raises Refused without an address."""
    if not sheet.email:
        raise Refused("There is no address to send it to. Enter one, or send the file yourself.", "email")
    after_commit("Sending a sheet", partial(_post, sheet, "sheet"))


def remind_sheet(*, by, sheet: SheetOut, door: str = "web", at=None) -> SheetOut:
    """Remind whoever has a sheet that it is wanted home; the file goes with the letter. Raises Denied; Refused without
    an address, for a sheet that is home or called back, and where a reminder went less than an hour ago."""
    plans = sides.plans_of(sheet)
    for plan in plans:
        can_send_sheets.enforce(by, plan)
    with change_set(*plans, by=by, verb="remind_sheet", details={"about": str(sheet)}, door=door, at=at) as act:
        sheet.refresh_from_db()
        if sheet.withdrawn or sheet.merged_at or sheet.returns.exists():
            raise Refused("This sheet is not waited for any more, so nobody is reminded.")
        if not sheet.email:
            raise Refused(f"No address of {sheet.whom} is known. Remind them another way.")
        if sheet.reminded_at and act.moment - sheet.reminded_at < AGAIN_AFTER:
            raise Refused(f"{sheet.whom} was reminded of this sheet less than an hour ago, so nothing more is sent.")
        sheet.reminded_at, sheet.reminders = act.moment, sheet.reminders + 1
        act.save(sheet)
        after_commit("Reminding of a sheet", partial(_post, sheet, "sheet_reminder"))
    return sheet


def remind_of_sheets(*, on: date) -> list[SheetOut]:
    """Remind everybody whose sheet is wanted home in two days, or on that day, and who was not reminded on it; returns
    those sheets."""
    waiting = SheetOut.objects.filter(
        withdrawn=False, merged_at=None, returns=None, due_on__in=(on, on + timedelta(days=DAYS_BEFORE))
    ).exclude(email="")
    reminded = []
    for sheet in waiting.order_by("pk"):
        if sheet.reminded_at and timezone.localdate(sheet.reminded_at) >= on:
            continue
        if any(plan.status == m.Plan.Status.CLOSED for plan in sides.plans_of(sheet)):
            continue
        with suppress(Refused):  # an officer was quicker
            reminded.append(remind_sheet(by=SYSTEM, sheet=sheet, door="command"))
    return reminded


def _post(sheet: SheetOut, letter: str) -> None:
    organisation = m.Organisation.objects.first()
    context = {
        "sheet": sheet,
        "council": organisation.name if organisation else "",
        "rows": sheet.rows.count(),
        "contact": sheet.made_by.email if sheet.made_by else "",
    }
    mail = EmailMessage(
        subject=render_to_string(f"audits/mail/{letter}_subject.txt", context).strip(),
        body=render_to_string(f"audits/mail/{letter}.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[sheet.email],
        reply_to=[sheet.made_by.email] if sheet.made_by else None,
    )
    mail.attach(files.name_of(sheet), files.bytes_of(sheet), files.KINDS[sheet.form])
    mail.send()
