"""manage.py clear_drafts: take away the drafts of updates that nobody has gone on with."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from plans import clock
from plans.operations.progress.drafts import clear_drafts
from plans.wording import number_of


class Command(BaseCommand):
    help = "Takes away drafts of updates whose days are over. Each page that shows a draft says until when it is kept."

    def handle(self, *args, **options):
        self.stdout.write(f"{number_of(clear_drafts(at=clock.now()), 'draft')} taken away.")
