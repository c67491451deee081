"""manage.py export_appendix SLUG --format pdf|xlsx|csv|html|docx [--as-at DATE] [--known MOMENT] [--output FILE], and
what else the builder's page offers."""

import sys
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audits.sources import NotThereYet
from plans.clock import today
from plans.models import Plan
from plans.operations.errors import Refused
from reports.appendix import FORMATS, render, unprintable
from reports.appendix.layout import table_columns
from reports.forms.appendix import AppendixForm
from reports.management.names import check_left, tell_names
from reports.management.papersettings import LAYOUT, add_layout, set_by
from reports.papers import Choice, paper_of
from reports.settings import Settings, kept_of

ARGUMENTS = {"on": "--as-at", "report_ref": "--number"}
"""From each field of the form to the argument that gives it, where it has another name."""


class Command(BaseCommand):
    help = "Writes a plan's committee appendix to a file, or to standard output."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--format", required=True, choices=list(FORMATS))
        parser.add_argument("--as-at", metavar="DATE", help="the position at the end of that day, such as 2026-03-31")
        parser.add_argument("--known", metavar="MOMENT", help="as it was known then, such as 2026-04-02T09:00")
        parser.add_argument("--output", metavar="FILE", type=Path)
        parser.add_argument("--period", metavar="NAME", help="a period of the plan, such as “End July 2026”")
        parser.add_argument("--number", metavar="TEXT", default="", help="report number and appendix letter")
        parser.add_argument("--committee", metavar="TEXT", default="", help="else the plan's own")
        parser.add_argument("--author", metavar="TEXT", default="")
        parser.add_argument("--final", action="store_true", help="leave out the word “draft”")
        parser.add_argument("--not-over", action="store_true", help="final though the position is not over")
        parser.add_argument("--posts", action="store_true", help="posts instead of people's names")
        parser.add_argument("--leave", metavar="KEY", action="append", default=[], help="a name that stays, by its key")
        parser.add_argument("--replace", metavar="WORDS", action="append", default=[], help="words that are a name too")
        parser.add_argument("--restricted", action="store_true", help="with what is exempt; not for publication")
        parser.add_argument("--paper", choices=["a4", "a3", "large"], help="else A4")
        parser.add_argument("--no-exceptions", action="store_true", help="do not begin with the exceptions")
        parser.add_argument("--all-exceptions", action="store_true", help="every exception, not those of one page")
        parser.add_argument(
            "--kept", action="store_true", help="set as is kept of the plan's paper, but for what is given"
        )
        add_layout(parser)

    def handle(self, *args, slug, **options):
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no plan “{slug}”. The plans: {known}")
        choice = _choice(plan, options)
        early = choice.early(today()) if choice.final and not options["not_over"] else ""
        if early:
            raise CommandError(
                f"--final: {early} Add --not-over to make it final all the same, leave --final out for a draft, "
                "or give --as-at a day that is over."
            )
        try:
            known = _moment(options["known"])
            choice = _laid_out(plan, choice, options, known)
            paper = paper_of(plan, choice, today=today(), known=known)
        except (NotThereYet, Refused) as error:
            raise CommandError(str(error)) from error
        names = paper.names()
        check_left(names, options["leave"])
        tell_names(self.stderr.write, names, left=options["leave"], replaced=options["replace"], kept=kept_of(plan))
        for letter in unprintable(paper.state) if options["format"] == "pdf" else ():
            self.stderr.write(f"Warning: the PDF has no letter for {letter}; it prints □ there.")
        data = render(paper.state, paper.options, options["format"])
        if options["output"]:
            _write(options["output"], data)
            self.stderr.write(f"Wrote {options['output']} ({len(data):,} bytes)")
        else:
            sys.stdout.buffer.write(data)


def _laid_out(plan: Plan, choice: Choice, options: dict, known: datetime | None) -> Choice:
    """The choice with its columns, rows, bands, order and contents, where they are not the plan's own."""
    if not options["kept"] and all(options[name] is None for name in LAYOUT):
        return choice

    def columns() -> tuple[tuple[str, str], ...]:
        plain = paper_of(plan, choice, today=today(), known=known)
        return table_columns(plain.state, plain.options)

    begun = kept_of(plan) if options["kept"] else Settings()
    return replace(choice, layout=set_by(begun, options, {}, columns))


def _choice(plan: Plan, options: dict) -> Choice:
    """What was asked for, read by the form of the builder's page. Raises CommandError with how to mend it."""
    if options["no_exceptions"] and options["all_exceptions"]:
        raise CommandError("Give --no-exceptions or --all-exceptions, not both.")
    on, kept = _day(options["as_at"]), kept_of(plan)
    begun = kept if options["kept"] else Settings()
    data = {
        "format": options["format"],
        "period": _period(plan, options["period"]),
        "on": [str(on.day), str(on.month), str(on.year)] if on else [],
        "report_ref": options["number"] or begun.report_ref,
        "committee": options["committee"] or begun.committee,
        "author": options["author"] or begun.author,
        "paper": options["paper"] or begun.paper,
        "posts": options["posts"] or begun.posts,
        "left": [*kept.left, *options["leave"]],
        "replaced": [*kept.replaced, *options["replace"]],
        "exceptions": (begun.exceptions or options["all_exceptions"]) and not options["no_exceptions"],
        "all_exceptions": options["all_exceptions"] or (begun.all_exceptions and not options["no_exceptions"]),
        "final": options["final"],
        "restricted": options["restricted"] or begun.restricted,
    }
    form = AppendixForm(_boxes(data), plan=plan, today=today())
    for field, errors in form.errors.items():
        raise CommandError(f"{ARGUMENTS.get(field, f'--{field}')}: {errors[0]}")
    return form.choice


def _boxes(data: dict) -> dict:
    """The data as the page sends it: a day in three boxes."""
    boxes = dict(zip(("on_day", "on_month", "on_year"), data.pop("on"), strict=False))
    return data | boxes


def _period(plan: Plan, name: str | None) -> int | str:
    if not name:
        return ""
    periods = {period.name.casefold(): period for period in plan.periods.current().order_by("position_on")}
    period = periods.get(" ".join(name.split()).casefold())
    if period is None:
        known = ", ".join(f"“{each.name}”" for each in periods.values()) or "none yet"
        raise CommandError(f"--period: “{plan}” has no period “{name}”. Its periods: {known}.")
    return period.pk


def _write(output: Path, data: bytes) -> None:
    try:
        output.write_bytes(data)
    except OSError as error:
        raise CommandError(f"--output {output} can't be written: {error.strerror}.") from error


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
