"""manage.py compare SLUG --from DATE|PAPER --to DATE|PAPER [--known MOMENT] [--json]"""

import json
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from audits.sources import Altered, NotThereYet
from plans import movement as mv
from plans.clock import today
from plans.models import Plan
from reports import positions
from reports.since.names import names_in


class Command(BaseCommand):
    help = "Says what changed between two positions of a plan: each action in one part, and what adds up."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument(
            "--from", dest="before", required=True, metavar="DATE|PAPER", help="such as 2026-07-31, or 2 for paper No 2"
        )
        parser.add_argument("--to", dest="after", required=True, metavar="DATE|PAPER", help="such as 2026-09-30, today")
        parser.add_argument("--known", metavar="MOMENT", help="both as they were known then, such as 2026-10-02T09:00")
        parser.add_argument("--json", action="store_true", help="everything, as JSON")

    def handle(self, *args, slug, **options):
        plan = Plan.objects.filter(slug=slug).first()
        if plan is None:
            known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none yet"
            raise CommandError(f"There is no plan “{slug}”. The plans: {known}")
        known, on = _moment(options["known"]), today()
        try:
            before = positions.read(plan, options["before"], today=on, known=known)
            after = positions.read(plan, options["after"], today=on, known=known)
            movement = mv.compare(before.state(plan, today=on), after.state(plan, today=on))
        except (positions.NoPosition, NotThereYet, Altered) as error:
            raise CommandError(str(error)) from error
        told = as_json(movement, before, after)
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2) if options["json"] else _in_words(told))


def as_json(movement: mv.Movement, before: positions.Position, after: positions.Position) -> dict:
    """A comparison as plain values: the references of each part's actions, and of those that left the plan."""
    refs = names_in(movement)
    parts = {name: [refs[each.now.id] for each in movement.part(name)] for name in mv.PARTS}
    return {
        "from": before.told,
        "to": after.told,
        "counts": movement.counts,
        "total": len(movement.actions),
        "parts": parts,
        "left": [refs[action.id] for action in movement.left],
        "directions": movement.directions,
        "dates_moved": [_date(move, refs) for move in movement.moved],
        "dates_asked": [_date(move, refs) for move in movement.dates if not move.has_moved],
        "reworded": [
            {"ref": refs[each.action_id], "field": each.field, "from": each.was, "to": each.becomes}
            for each in movement.reworded
        ],
    }


def _date(move: mv.DateMove, refs: dict[int, str]) -> dict:
    return {
        "ref": refs[move.action_id],
        "from": _day(move.was),
        "to": _day(move.becomes),
        "status": move.status,
        "extension": move.number or None,
        "reason": move.reason or None,
        "decided_by": move.decided_by or None,
        "decided_on": _day(move.decided_on),
    }


def _day(on) -> str | None:
    return on.isoformat() if on else None


def _in_words(told: dict) -> str:
    """The parts that have an action, a line each, and the sum."""
    lines = [f"From {told['from']} to {told['to']}:"]
    for name, count in told["counts"].items():
        if count:
            lines.append(f"{count:5,}  {mv.PARTS[name]}: {', '.join(told['parts'][name])}")
    lines.append(f"{told['total']:5,}  actions in the plan")
    counted = (("left", "left the plan"), ("dates_moved", "dates moved"), ("reworded", "fields reworded"))
    lines += [f"       {len(told[name]):,} {words}" for name, words in counted if told[name]]
    return "\n".join(lines)


def _moment(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as error:
        raise CommandError(f"--known is “{text}”. Give a moment such as 2026-10-02T09:00.") from error
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment
