"""manage.py purge_plan SLUG: take a closed plan away whose time is over."""

from django.core.management.base import BaseCommand, CommandError

from audits.belongings import belongings
from audits.operations.purge import purge_plan, why_not
from plans.clock import today
from plans.models import Plan
from plans.operations.errors import Refused
from plans.trail import SYSTEM


class Command(BaseCommand):
    help = (
        "Takes everything of a closed plan away whose retention date is past and that is not on hold: rows, history, "
        "audit log and files. The register keeps that it went. Export it first; nothing brings it back."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and take nothing")
        parser.add_argument("--why", default="", help="the rule by which its time is over")

    def handle(self, *args, slug, dry_run, why, **options):
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            raise CommandError(f"There is no plan “{slug}”. The plans: {', '.join(p.slug for p in Plan.objects.all())}")
        if dry_run:
            for what, count in belongings(plan).counts().items():
                self.stdout.write(f"{what}: {count}")
            refusal = why_not(plan, on=today())
            self.stdout.write(f"It can’t be purged now. {refusal}" if refusal else "All of it would go.")
            return
        try:
            purge = purge_plan(by=SYSTEM, plan=plan, why=why, door="command")
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"purged {purge}")
