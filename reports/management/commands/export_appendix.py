"""manage.py export_appendix SLUG --format pdf|xlsx|csv|html|docx [--as-at DATE] [--known MOMENT] [--output FILE]"""

import sys
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audits.sources import NotThereYet
from plans.clock import today
from plans.models import Plan
from reports.appendix import FORMATS, Options, render
from reports.sources import head_of, state_for


class Command(BaseCommand):
    help = "Writes a plan's committee appendix to a file, or to standard output."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--format", required=True, choices=list(FORMATS))
        parser.add_argument("--as-at", metavar="DATE", help="the position at the end of that day, such as 2026-03-31")
        parser.add_argument("--known", metavar="MOMENT", help="as it was known then, such as 2026-04-02T09:00")
        parser.add_argument("--output", metavar="FILE", type=Path)
        parser.add_argument("--paper", choices=["a4", "a3"], default="a4")
        parser.add_argument("--posts", action="store_true", help="posts instead of people's names")

    def handle(self, *args, slug, **options):
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no plan “{slug}”. The plans: {known}")
        on = _day(options["as_at"]) or today()
        try:
            state = state_for(plan, on=on, today=today(), known=_moment(options["known"]))
        except NotThereYet as error:
            raise CommandError(str(error)) from error
        chosen = Options(on=on, head=head_of(plan), paper=options["paper"], posts_instead_of_people=options["posts"])
        data = render(state, chosen, options["format"])
        if options["output"]:
            options["output"].write_bytes(data)
            self.stderr.write(f"Wrote {options['output']} ({len(data):,} bytes)")
        else:
            sys.stdout.buffer.write(data)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"--as-at is “{text}”. Give a date such as 2026-03-31.") from error


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"--known is “{text}”. Give a moment such as 2026-04-02T09:00.") from error
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment
