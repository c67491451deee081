"""manage.py issue_paper SLUG PERIOD --output DIR, and what else the page of the paper offers."""

from argparse import BooleanOptionalAction
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from audits.models import IssuedPaper
from audits.operations.issued_papers import next_number
from audits.operations.snapshots import frozen_of
from audits.sources import Altered, frozen
from plans.clock import today
from plans.operations import files
from plans.operations.errors import Refused
from plans.trail import SYSTEM
from reports.appendix import key_sign
from reports.appendix.pdf.press import NotPrinted
from reports.issue import Settings, columns_of, options_of, read_before
from reports.issued_before import Coming, noticed
from reports.management.names import check_left, tell_names
from reports.management.papersettings import add_layout, set_by
from reports.management.periods import period_of
from reports.operations.issue import issue
from reports.papers import names_in
from reports.rows import EVERYTHING, listed_of
from reports.settings import kept_of

SWITCHES = {
    "posts": "posts instead of people's names",
    "restricted": "not for publication",
    "exceptions": "begin with the exceptions",
    "all-exceptions": "every exception, not those of one page",
    "since": "say what changed since the last paper",
    "large-print": "a PDF in large print beside the others",
}
"""What is printed or not, by its argument."""

FIELDS = {
    "number": "report_ref",
    **{name: name for name in ("committee", "author", "paper")},
    **{name: name for name in (switch.replace("-", "_") for switch in SWITCHES)},
}
"""From each argument to the setting that it gives."""


class Command(BaseCommand):
    help = (
        "Issues the paper of a frozen position and writes its files to a folder; of a paper that is issued, writes the "
        "stored bytes again. It is set as is kept of the plan's paper, and otherwise where an argument says so."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("period", help="its name, such as “End July 2026”")
        parser.add_argument("--output", metavar="DIR", type=Path, required=True)
        parser.add_argument("--kept", action=BooleanOptionalAction, default=True, help="begin with the kept settings")
        parser.add_argument("--number", metavar="TEXT", help="report number and appendix letter")
        parser.add_argument("--committee", metavar="TEXT", help="else the plan's own")
        parser.add_argument("--author", metavar="TEXT")
        parser.add_argument("--paper", choices=["a4", "a3", "large"])
        for name, words in SWITCHES.items():
            parser.add_argument(f"--{name}", action=BooleanOptionalAction, default=None, help=words)
        add_layout(parser)
        parser.add_argument("--leave", metavar="KEY", action="append", default=[], help="a name that stays, by its key")
        parser.add_argument("--replace", metavar="WORDS", action="append", default=[], help="words that are a name too")

    def handle(self, *args, slug, period, **options):
        found = period_of(slug, period)
        paper = IssuedPaper.objects.papers().filter(period=found).first() or self._issued(found, options)
        try:
            options["output"].mkdir(parents=True, exist_ok=True)
            for file in paper.files.filter(withdrawn=False):
                (options["output"] / file.name).write_bytes(files.read(file.sha256))
                self.stdout.write(str(options["output"] / file.name))
        except files.Altered as error:
            raise CommandError("A file of this paper was altered where it is kept; see verify_audit.") from error
        except OSError as error:
            raise CommandError(f"--output {options['output']}: {error}") from error

    def _issued(self, period, options) -> IssuedPaper:
        snapshot = frozen_of(period)
        if snapshot is None:
            raise CommandError(
                f"“{period}” is not frozen. Freeze it first: freeze_period {period.plan.slug} “{period}”"
            )
        plan, kept = period.plan, kept_of(period.plan)
        settings = replace(
            kept if options["kept"] else Settings(),
            left=(*kept.left, *map(key_sign, options["leave"])),
            replaced=(*kept.replaced, *options["replace"]),
            looked_at=kept.looked_at,
        )
        try:
            settings = set_by(settings, options, FIELDS, lambda: columns_of(snapshot))
            self._tell_names(plan, snapshot, settings, options, kept)
            asked = Coming.of(
                snapshot.period,
                snapshot.on,
                report_ref=settings.report_ref or plan.report_ref,
                number=next_number(plan),
            )
            for each in noticed(asked, IssuedPaper.objects.papers().light(), today=today()):
                self.stderr.write(f"{each.title}. {each.prints}")
            listed = listed_of(EVERYTHING, plan, settings, on=today())
            paper = issue(by=SYSTEM, snapshot=snapshot, settings=settings, listed=listed, door="command")
        except (Refused, Altered, NotPrinted) as error:
            raise CommandError(f"Nothing was issued. {error}") from error
        self.stderr.write(f"Issued: {paper} of “{period.plan}”.")
        return paper

    def _tell_names(self, plan, snapshot, settings, options, kept) -> None:
        """Say what of a paper without names nobody has decided, before it is issued."""
        state = frozen(snapshot)
        told = options_of(plan, snapshot, settings, state=state, number=1, before=read_before(snapshot))
        names = names_in(state, told)
        check_left(names, options["leave"])
        tell_names(self.stderr.write, names, left=options["leave"], replaced=options["replace"], kept=kept)
