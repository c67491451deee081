"""manage.py verify_audit [SLUG]: hold the trail against its chains, and chains against heads that stand elsewhere."""

from itertools import islice
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from audits import heads
from audits.models import Purge, Redaction
from audits.verification import faults
from plans import clock
from plans.models import Chain, Plan
from plans.wording import number_of

NAMED = 50
"""Faults that are named one by one."""


class Command(BaseCommand):
    help = (
        "Walks the chains of the audit trail and compares every row, frozen state and stored file with them. Prints "
        "the heads and exits 0; or names what was altered, removed or inserted behind the application's back, the "
        "first one first, and exits 1."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug", nargs="?", help="one plan's chain instead of all")
        parser.add_argument(
            "--head",
            action="append",
            default=[],
            metavar="HEAD",
            help="say whether the chains hold this head, as a paper prints it (in quotes); may be given again",
        )
        parser.add_argument(
            "--append-heads",
            type=Path,
            metavar="FILE",
            help="when all holds, and every head in this file too, add today's heads to it; keep it elsewhere",
        )

    def handle(self, *args, slug=None, **options):
        _check_tables()
        key = self._key(slug)
        if options["head"]:
            return self._answer(options["head"], key)
        if key and options["append_heads"]:
            raise CommandError("A file of heads is of all chains: leave the plan out.")
        found = list(islice(faults(key), NAMED + 1))
        if found:
            more = ["There is more."] if len(found) > NAMED else []
            raise CommandError("\n".join([*map(str, found[:NAMED]), *more]), returncode=1)
        self._heads(key)
        self._taken_away(key)
        if options["append_heads"]:
            self._append(options["append_heads"])
        return None

    def _key(self, slug: str | None) -> str | None:
        if not slug:
            return None
        plans = {plan.slug: plan.chain_key for plan in Plan.objects.all()}
        if slug not in plans:
            raise CommandError(f"There is no plan “{slug}”. The plans: {', '.join(plans)}")
        return plans[slug]

    def _answer(self, asked: list[str], key: str | None) -> None:
        answers = [heads.answer(text, chain_key=key) for text in asked]
        for answer in answers:
            if answer.held:
                self.stdout.write(answer.words)
        wrong = [answer.words for answer in answers if not answer.held]
        if wrong:
            raise CommandError("\n".join(wrong), returncode=1)

    def _heads(self, key: str | None) -> None:
        for chain in Chain.objects.order_by("key").filter(**({"key": key} if key else {})):
            self.stdout.write(f"{heads.name_of(chain.key)} {chain.position} {chain.head}")

    def _taken_away(self, key: str | None) -> None:
        plans = [plan for plan in Plan.objects.all() if key in (None, plan.chain_key)]
        for redaction in Redaction.objects.filter(plan__in=plans):
            what = f"{number_of(redaction.places, 'value')}, {number_of(len(redaction.files), 'file')}"
            self.stdout.write(f"redacted in {redaction.plan.slug} ({what}) {redaction}")
        for purge in Purge.objects.all() if key is None else ():
            self.stdout.write(f"purged {purge}")

    def _append(self, path: Path) -> None:
        begun = not path.exists()
        try:
            number = heads.append(path, at=clock.now())
        except heads.NotHeld as wrong:
            raise CommandError(f"Nothing was added to “{path}”. {wrong}", returncode=1) from wrong
        except OSError as error:
            raise CommandError(f"“{path}” could not be written: {error.strerror or error}.", returncode=1) from error
        if begun:
            self.stderr.write(f"“{path}” was not there and is begun. Had you one before, look where it went.")
        self.stdout.write(f"{number_of(number, 'head')} added to {path}")


def _check_tables() -> None:
    """Tables of an earlier version would be called altered, row by row. Raises CommandError."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError(
            "The database is of an earlier version, so nothing was looked at. Run manage.py migrate first."
        )
