"""manage.py freeze_period SLUG PERIOD [--on DATE] [--despite WHY]"""

from datetime import date

from django.core.management.base import BaseCommand, CommandError

from audits.operations.snapshots import freeze, hinders
from audits.sources import frozen
from plans.clock import today
from plans.operations.errors import Refused
from plans.trail import SYSTEM
from reports.management.periods import period_of


class Command(BaseCommand):
    help = "Freezes the position of a period, as the page of its paper does; prints its digest."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("period", help="its name, such as “End July 2026”")
        parser.add_argument("--on", metavar="DATE", help="the position of an earlier day than the period’s")
        parser.add_argument("--despite", metavar="WHY", default="", help="though something stops it, because …")

    def handle(self, *args, slug, period, **options):
        found = period_of(slug, period)
        try:
            on = date.fromisoformat(options["on"]) if options["on"] else None
        except ValueError as error:
            raise CommandError(f"--on is “{options['on']}”. Give a date such as 2026-03-31.") from error
        try:
            snapshot = freeze(by=SYSTEM, period=found, on=on, despite=options["despite"] or None, door="command")
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        for each in hinders(found, frozen(snapshot), on=snapshot.on, today=today()):
            self.stderr.write(f"{'Warning: ' if each.stops else ''}{each.title}. {each.prints}")
        self.stderr.write(f"Frozen: “{found}”, the position of {snapshot.on.isoformat()}.")
        self.stdout.write(snapshot.digest)
