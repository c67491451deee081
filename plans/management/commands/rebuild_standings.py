"""Derives where the actions stand anew, and writes what differs."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from plans import standings
from plans.models import Action, Plan


class Command(BaseCommand):
    help = "Derive where the actions stand anew from their updates, dates and decisions, and write what differs."

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="of one plan only")

    def handle(self, *args, slug, **options):
        actions = Action.objects.all()
        if slug:
            plan = Plan.objects.filter(slug=slug).first()
            if plan is None:
                raise CommandError(f"There is no plan “{slug}”.")
            actions = actions.of_plan(plan)
        with transaction.atomic():
            number = standings.rebuild(actions)
        self.stdout.write(f"{number} of {actions.count()} stood otherwise, and stand as their rows say now.")
