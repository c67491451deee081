"""manage.py import_plan FILE [--into SLUG [--accept KINDS]] [--again WHY] [--dry-run] [--json] [--dated YYYY-MM-DD]"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import shorten

from django.core.management.base import BaseCommand, CommandError

from plans.importing import (
    Coverage,
    Decision,
    NotAPlan,
    coverage_as_json,
    coverage_of,
    decisions,
    decisions_as_json,
    marks,
    plan_as_json,
    read_file,
    read_plan,
    unconfirmed_ratings,
    understand_document,
)
from plans.management import editions
from plans.models import Action, Plan
from plans.operations.errors import Refused
from plans.operations.imports.documents import KnownDocument
from plans.operations.imports.new_plan import commit_import
from plans.passages import in_line
from plans.trail import SYSTEM
from plans.wording import number_of


class Command(BaseCommand):
    help = "Imports a plan from a document. Prints the plan's slug alone on its last line."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--into", metavar="SLUG", help="an empty plan, or one of which this is a later edition")
        parser.add_argument("--accept", metavar="KINDS", help=f"of a later edition: {','.join(editions.ACCEPTABLE)}")
        parser.add_argument("--again", metavar="WHY", default="", help="why there is to be a second plan of this file")
        parser.add_argument("--dry-run", action="store_true", help="only say what was understood")
        parser.add_argument("--json", action="store_true", help="say it as JSON")
        parser.add_argument("--dated", metavar="YYYY-MM-DD", help="the document's date, where it bears none")

    def handle(self, *args, file, into, accept, dry_run, dated, again, **options):
        data = _bytes(file)
        day = _day(dated)
        kinds = editions.kinds_of(accept) if accept is not None else None
        target = _plan(into)
        try:
            if target and Action.objects.of_plan(target).exists():
                self._later(target, data, file.name, day, kinds, dry_run=dry_run, as_text=options["json"])
                return
            if kinds:
                raise CommandError("--accept is for a plan that holds actions: name it with --into.")
            if dry_run:
                document = read_file(data, name=file.name)
                plan = understand_document(document, name=file.name, dated=day)
                self._say(plan, coverage_of(document, plan), options["json"])
                return
            done = commit_import(
                by=SYSTEM, data=data, name=file.name, dated=day, into=target, again=again.strip(), door="command"
            )
        except KnownDocument as known:
            raise CommandError(
                f"{file} is the plan {known.plan.slug} already. Say --again WHY for a second."
            ) from known
        except (NotAPlan, Refused) as error:
            raise CommandError(f"{file}: {error}{_where_else(data, file.name)}") from error
        if not done.is_new:
            self.stderr.write(f"{file} was imported before. Nothing has been changed.")
        elif options["json"]:
            self.stdout.write(json.dumps(plan_as_json(read_plan(data, name=file.name, dated=day)), ensure_ascii=False))
        else:
            ratings = done.plan.scheme.ratings.all()
            said = "; ".join(f"{r.label}: {r.meaning}{' (finished)' * r.means_finished}" for r in ratings)
            self.stderr.write(f"Its RAG scheme is “{done.plan.scheme}”, worst first: {said}")
        if done.is_new:
            editions.say_unconfirmed(self.stderr, done.unconfirmed, "answer the plan’s open questions in the browser")
        for question in done.questions:
            where = f"row {question['row']}" if question["row"] else "the plan"
            text = f" “{shorten(in_line(question['text']), 70)}”" if question["text"] else ""
            self.stderr.write(f"Question on {where}, {question['field']}{text}: {question['because']}")
        self.stdout.write(done.plan.slug)

    def _later(self, plan, data: bytes, name: str, day: date | None, kinds, *, dry_run: bool, as_text: bool) -> None:
        document = read_plan(data, name=name, dated=day)
        if dry_run:
            editions.print_differences(self.stdout, plan, document, as_text=as_text)
            return
        editions.apply(self.stderr, plan, document, data=data, name=name, kinds=kinds)
        self.stdout.write(plan.slug)

    def _say(self, document, words: Coverage, as_text: bool) -> None:
        if as_text:
            whole = plan_as_json(document) | decisions_as_json(document) | {"words": coverage_as_json(words)}
            self.stdout.write(json.dumps(whole, ensure_ascii=False, indent=1))
            return
        asked = decisions(document)
        recommendations = sum(len(section.recommendations) for section in document.sections)
        self.stdout.write(document.title)
        self.stdout.write(
            f"{len(document.sections)} sections, {recommendations} recommendations, {len(document.actions)} actions, "
            f"{len(asked)} questions, {len(marks(document))} marks"
        )
        nowhere = words.words - words.placed - words.set_aside
        self.stdout.write(
            f"Of {words.words} words {words.in_plan} are in the plan, {words.count_around} around it, "
            f"{words.set_aside} printed again and {nowhere} nowhere."
        )
        if document.scheme:
            said = "; ".join(f"{r.label}: {r.meaning}{' (finished)' * r.means_finished}" for r in document.scheme)
            self.stdout.write(f"  RAG scheme from its key, worst first: {said}")
        editions.say_unconfirmed(self.stdout, unconfirmed_ratings(document), "answer the questions once it is imported")
        for decision in asked:
            for line in _told(decision):
                self.stdout.write(f"  {line}")


def _where_else(data: bytes, name: str) -> str:
    """Where what can be read is imported, though nobody can be asked here; nothing of what cannot."""
    try:
        read_file(data, name=name)
    except NotAPlan:
        return ""
    return " Nothing was imported. In the browser somebody can say which of its lines are the plan's rows."


MOST_TOLD = 5
"""Questions of one decision that are told; the JSON has all of them."""


def _told(decision: Decision) -> Iterator[str]:
    """A decision in lines: what is asked, of how many rows, and what it is about."""
    questions = [asked.question for asked in decision.asked]
    if questions[1:]:
        yield f"{decision.asks} ({number_of(len(decision.rows), 'row')})"
    for question in questions[:MOST_TOLD]:
        where = f"row {question.row}" if question.row else "the plan"
        more = f" and {len(question.rows) - 1} more" if question.rows[1:] else ""
        text = f" “{shorten(in_line(question.text), 70)}”" if question.text else ""
        yield f"{'  ' if questions[1:] else ''}{where}{more}, {question.field}{text}: {question.because}"
    if questions[MOST_TOLD:]:
        yield f"  and {len(questions) - MOST_TOLD} more"


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} can't be read: {error.strerror}.") from error


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"--dated is “{text}”. Give a date such as 2013-05-31.") from error


def _plan(slug: str | None) -> Plan | None:
    if not slug:
        return None
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
        raise CommandError(f"There is no plan “{slug}”. The plans: {known}")
    return plan
