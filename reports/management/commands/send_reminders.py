"""manage.py send_reminders [--on DATE] [--dry-run]: the day's digest to everybody for whom something waits."""

from __future__ import annotations

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from audits.operations.sheets.letters import remind_of_sheets
from plans import clock, wording
from plans.models import Reminder
from reports.operations.reminders import everybody_told, send_digests


class Command(BaseCommand):
    help = (
        "Sends each person one mail about what is overdue, owed, returned or due soon, and what waits for them to "
        "verify or decide. Run again on the same day it sends nobody a second one, and tries again what failed."
    )

    def add_arguments(self, parser):
        parser.add_argument("--on", metavar="DATE", help="the day to tell of, YYYY-MM-DD; today when left out")
        parser.add_argument("--dry-run", action="store_true", help="say who would be told what; write and send nothing")

    def handle(self, *args, on, dry_run, **options):
        day = _day(on) if on else clock.today()
        if dry_run:
            told = everybody_told(on=day)
            has_one = set(Reminder.objects.filter(plan=None, on=day).values_list("user_id", flat=True))
            for one in told:
                had = " (has been told)" if one.user.pk in has_one else ""
                self.stdout.write(f"{one.user.name} <{one.user.email}>: {one.summary}{had}")
            fresh = sum(one.user.pk not in has_one for one in told)
            self.stdout.write(f"{_people(fresh)} would be told. Nothing was written or sent.")
            return
        sheets = remind_of_sheets(on=day)
        if sheets:
            self.stdout.write(f"Reminded of {wording.number_of(len(sheets), 'sheet')} that should come home.")
        done = send_digests(on=day, now=clock.now())
        handed = Reminder.objects.filter(pk__in=[row.pk for row in (*done.new, *done.again)])
        sent = handed.exclude(sent_at=None).count()
        queued = handed.filter(sent_at=None, dropped="", failure="").count()
        failed = handed.exclude(failure="").order_by("pk")
        before = len(done.told) - len(done.new)
        self.stdout.write(
            f"{_people(len(done.told))} to tell of {wording.day(day)}: {sent} sent now, {queued} queued, "
            f"{before} told before."
        )
        if failure := failed.first():
            count = wording.number_of(failed.count(), "reminder")
            raise CommandError(f"{count} could not be sent and will be tried again. The first: {failure.failure}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"“{text}” is no date. Write it as YYYY-MM-DD, such as 2026-11-27.") from error


def _people(count: int) -> str:
    return wording.number_of(count, "person", "people")
