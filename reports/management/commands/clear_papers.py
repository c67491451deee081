"""manage.py clear_papers: take away the papers that were kept for somebody for a day."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from plans import clock
from plans.wording import number_of
from reports.operations.orders import clear_papers


class Command(BaseCommand):
    help = "Takes away papers that a worker made and whose day is over. The page of each says until when it is kept."

    def handle(self, *args, **options):
        self.stdout.write(f"{number_of(clear_papers(at=clock.now()), 'paper')} taken away.")
