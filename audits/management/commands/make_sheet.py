"""manage.py make_sheet SLUG [--for LEAD] [--filter QUERY] [--format xlsx|docx] [--due YYYY-MM-DD] --output FILE"""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict

from audits.models import SheetOut
from audits.operations.sheets.out import Whom, make_sheet, whom_of_lead
from audits.sheets import files
from plans import models as m
from plans.clock import today
from plans.filters.listing import Listing
from plans.models.standing import PRINTED
from plans.operations.editing import find_lead
from plans.operations.errors import Refused
from plans.sheets.fields import USUAL
from plans.trail import SYSTEM


class Command(BaseCommand):
    help = "Makes a sheet to fill in, of a plan's open actions. Prints its number alone on its last line."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--for", dest="whom", metavar="LEAD", help="a lead, by any of its names: only its actions")
        parser.add_argument("--filter", default="", metavar="QUERY", help='as the address of the list: "when=overdue"')
        parser.add_argument("--format", choices=SheetOut.Form.values, default=SheetOut.Form.WORKBOOK)
        parser.add_argument("--due", metavar="YYYY-MM-DD", help="by when it is wanted home")
        parser.add_argument("--output", type=Path, required=True, metavar="FILE")

    def handle(self, *args, slug, whom, filter, due, output, **options):
        plan = m.Plan.objects.filter(slug=slug).first()
        if plan is None:
            raise CommandError(f"There is no plan “{slug}”.")
        lead = find_lead(whom, plan) if whom else None
        if whom and lead is None:
            raise CommandError(f"No lead is called “{whom}”.")
        try:
            sheet = make_sheet(
                by=SYSTEM,
                whom=whom_of_lead(lead, on=today()) if lead else Whom(name="Whoever fills it in"),
                actions=_actions(plan, lead, filter),
                filled=USUAL,
                due_on=_day(due),
                chosen=filter or "Open actions",
                form=options["format"],
                door="command",
            )
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        output.write_bytes(files.bytes_of(sheet))
        self.stderr.write(f"{sheet}: {sheet.rows.count()} rows, in {output}")
        self.stdout.write(str(sheet.pk))


def _actions(plan: m.Plan, lead: m.Lead | None, query: str) -> list[int]:
    """The actions of the plan that the filter leaves, of the lead where one is named; without a filter the open ones.
    Raises CommandError for a filter that can't be used."""
    found = m.Standing.objects.filter(plan=plan, current=True)
    if query:
        listing = Listing(m.User(is_active=True, is_administrator=True), QueryDict(query.removeprefix("?")), on=today())
        if listing.problems:
            raise CommandError(" ".join(listing.problems))
        found = listing.filters.qs.filter(plan=plan)
    else:
        found = found.filter(open=True)
    if lead:
        found = found.filter(action__in=m.Assignment.objects.current().filter(lead=lead).values("action"))
    return list(found.order_by(*PRINTED).values_list("pk", flat=True))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"--due is “{text}”. Give a date such as 2027-01-31.") from error
