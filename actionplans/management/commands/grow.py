"""manage.py grow --plans N --actions N --updates N [--processes N]: own-made data at scale, for benchmarks."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from actionplans.demonstration.growth import grow
from plans.clock import today


class Command(BaseCommand):
    help = "Makes plans of a given size with made-up words. Never run it on a database that holds real plans."

    def add_arguments(self, parser):
        parser.add_argument("--plans", type=int, default=1)
        parser.add_argument("--actions", type=int, default=100, help="in each plan")
        parser.add_argument("--updates", type=int, default=5, help="of each action")
        parser.add_argument("--processes", type=int, default=1, help="that share the plans, on PostgreSQL")

    def handle(self, *args, plans, actions, updates, processes, **options):
        if min(plans, actions, processes) < 1 or updates < 0:
            raise CommandError("--plans, --actions and --processes are at least 1, --updates at least 0.")
        if processes > 1 and connection.vendor == "sqlite":
            raise CommandError("SQLite takes one writer at a time: leave --processes out.")
        made = grow(plans=plans, actions=actions, updates=updates, on=today(), processes=processes)
        for slug in made:
            self.stdout.write(slug)
