"""A reminder as a mail: plain words, the same as simple HTML, and the headers that mail programmes read."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from plans import wording
from plans.models import Organisation, Reminder
from reports.reminders.addresses import absolute, host, stop_link
from reports.reminders.digest import Digest, Part, digest, short

MOST = 8
"""Lines of one part that are written out; the rest is a number and a link."""


ADVICE = {"overdue": "Say what holds each of them up and when it will be done; a new date is asked for there, too."}
"""What is said under a part's heading."""

WAIT_FOR_OTHERS = {"to_verify", "to_decide"}
"""Parts that have a list of their own; the rest stands in My actions."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A part as the letter shows it: its first lines, how many more there are, and where these stand."""

    part: Part
    more: int
    url: str

    @property
    def advice(self) -> str:
        return ADVICE.get(self.part.kind, "")

    @property
    def lines(self):
        return self.part.lines[:MOST]


def letter(reminder: Reminder) -> EmailMultiAlternatives | None:
    """The mail of a reminder as things stand now; None where nothing is left to say.

    A second try bears the same Message-ID as the first, so that a mail programme which got both can show one.
    """
    told = digest(reminder.user, on=reminder.on, plan=reminder.plan)
    if told is None:
        return None
    context = _context(reminder, told)
    mail = EmailMultiAlternatives(
        subject=_subject(reminder, told),
        body=render_to_string("reports/mail/reminder.txt", context),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[reminder.user.email],
        headers={
            "Message-ID": f"<reminder.{reminder.pk}.{reminder.asked_at:%Y%m%d%H%M%S}@{host()}>",
            "Auto-Submitted": "auto-generated",
            "X-Auto-Response-Suppress": "OOF, AutoReply",
        },
    )
    mail.attach_alternative(render_to_string("reports/mail/reminder.html", context), "text/html")
    if reminder.plan is None:
        mail.extra_headers["List-Unsubscribe"] = f"<{context['stop']}>"
        mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    elif reminder.asked_by:
        mail.reply_to = [reminder.asked_by.email]
    return mail


def _subject(reminder: Reminder, told: Digest) -> str:
    about = short(reminder.plan.title, 80) if reminder.plan else "Action Plans"
    return f"{about}: {told.summary}"


def _context(reminder: Reminder, told: Digest) -> dict:
    organisation = Organisation.objects.first()
    return {
        "reminder": reminder,
        "told": told,
        "council": organisation.name if organisation else "",
        "opening": opening(told),
        "parts": [Shown(part, max(0, len(part.lines) - MOST), _whole_list(part.kind)) for part in told.parts],
        "mine": "" if {part.kind for part in told.parts} <= WAIT_FOR_OTHERS else absolute("my_actions"),
        "choose": absolute("reminders"),
        "stop": stop_link(reminder.user),
    }


def opening(told: Digest) -> list[str]:
    """A sentence for each report that needs updates of theirs: until when, and where it goes."""
    needed = [line.deadline for part in told.parts for line in part.lines if line.deadline]
    return [_asks(period, sum(other.pk == period.pk for other in needed), told.on) for period in told.deadlines]


def _asks(period, count: int, on) -> str:
    one = count == 1
    text = (
        f"{wording.number_of(count, 'update')} of yours {'is' if one else 'are'} needed by "
        f"{wording.weekday(period.closes_on)} ({wording.until(period.closes_on, on)}) "
        f"for “{period.name}” of the {period.plan.title}"
    )
    if period.meeting_on:
        text += f", which goes to {period.plan.committee or 'its meeting'} on {wording.weekday(period.meeting_on)}"
    return f"{text}."


def _whole_list(kind: str) -> str:
    return absolute(kind) if kind in WAIT_FOR_OTHERS else absolute("my_actions")
