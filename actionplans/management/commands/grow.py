"""manage.py grow --plans N --actions N --updates N: own-made data at scale, for benchmarks."""

from django.core.management.base import BaseCommand, CommandError

from actionplans.demonstration.growing import grow
from plans.clock import today


class Command(BaseCommand):
    help = "Makes plans of a given size with made-up words. Never run it on a database that holds real plans."

    def add_arguments(self, parser):
        parser.add_argument("--plans", type=int, default=1)
        parser.add_argument("--actions", type=int, default=100, help="in each plan")
        parser.add_argument("--updates", type=int, default=5, help="of each action")

    def handle(self, *args, plans, actions, updates, **options):
        if min(plans, actions) < 1 or updates < 0:
            raise CommandError("--plans and --actions are at least 1, --updates at least 0.")
        for plan in grow(plans=plans, actions=actions, updates=updates, on=today()):
            self.stdout.write(plan.slug)
