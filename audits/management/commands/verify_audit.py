"""manage.py verify_audit [SLUG]: hold the trail against its chains."""

from django.core.management.base import BaseCommand, CommandError

from audits.models import Purge, Redaction
from audits.verification import faults
from plans.models import Chain, Plan
from plans.trail import REGISTER
from plans.wording import number_of


class Command(BaseCommand):
    help = (
        "Walks the chains of the audit trail and compares every row with them. Prints the heads and exits 0, or "
        "names each row that was altered, removed or inserted behind the application's back, the first one first, and exits 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="one plan's chain instead of all")

    def handle(self, *args, slug=None, **options):
        plans = {plan.chain_key: plan for plan in Plan.objects.all()}
        key = None
        if slug:
            key = next((key for key, plan in plans.items() if plan.slug == slug), None)
            if key is None:
                raise CommandError(f"There is no plan “{slug}”. The plans: {', '.join(p.slug for p in plans.values())}")
        fault = next(faults(key), None)
        if fault:
            raise CommandError(str(fault), returncode=1)
        chains = Chain.objects.order_by("key").filter(**({"key": key} if key else {}))
        for chain in chains:
            name = "register" if chain.key == REGISTER else plans[chain.key].slug
            self.stdout.write(f"{name} {chain.position} {chain.head}")
        for redaction in Redaction.objects.filter(plan__in=[p for k, p in plans.items() if key in (None, k)]):
            what = f"{number_of(redaction.places, 'value')}, {number_of(len(redaction.files), 'file')}"
            self.stdout.write(f"redacted in {redaction.plan.slug} ({what}) {redaction}")
        for purge in Purge.objects.all() if key is None else ():
            self.stdout.write(f"purged {purge}")
