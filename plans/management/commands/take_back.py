"""manage.py take_back SLUG [--act NUMBER] [--why WORDS] [--dry-run]"""

from django.core.management.base import BaseCommand, CommandError

from plans import models as m
from plans.operations.errors import Refused
from plans.operations.retraction import TAKABLE, effects_of, hindrances, take_back_act, why_not
from plans.queries import acts_taken_back
from plans.trail import SYSTEM
from plans.wording import day


class Command(BaseCommand):
    help = "Takes back, in one act, the last import or later edition of a plan, while nothing stands upon it."

    def add_arguments(self, parser):
        parser.add_argument("slug")
        parser.add_argument("--act", type=int, metavar="NUMBER", help="another than the last, by its link in the log")
        parser.add_argument("--why", default="", metavar="WORDS", help="the reason, for the audit log")
        parser.add_argument("--dry-run", action="store_true", help="only say what it would undo")

    def handle(self, *args, slug, act, why, dry_run, **options):
        plan = m.Plan.objects.filter(slug=slug).first()
        if plan is None:
            raise CommandError(f"There is no plan “{slug}”.")
        found = _act(plan, act)
        self._say(plan, found)
        if dry_run:
            return
        try:
            take_back_act(by=SYSTEM, plan=plan, act=found, reason=why, door="command")
        except Refused as refused:
            raise CommandError(f"Nothing was taken back. {refused}") from refused
        self.stdout.write("Taken back.")

    def _say(self, plan: m.Plan, act: m.ChangeSet) -> None:
        effects = effects_of(act)
        self.stdout.write(
            f"“{act.details.get('file', '')}”, brought in on {day(act.moment.date())} by {act.actor_name}"
        )
        for noun, count in effects.made_counts:
            self.stdout.write(f"  {noun}: {count} withdrawn")
        for noun, count in effects.changed_counts:
            self.stdout.write(f"  {noun}: {count} as before")
        for noun, count in effects.stays_counts:
            self.stdout.write(f"  {noun}: {count} stays" if count == 1 else f"  {noun}: {count} stay")
        for scheme in m.RagScheme.objects.filter(pk__in=effects.stays.get(m.RagScheme, ())):
            self.stdout.write(f"The RAG scheme “{scheme}” stays, for other plans too.")
        refusal = why_not(act, plan)
        if refusal:
            self.stdout.write(refusal)
            return
        for each in hindrances(act, plan, effects):
            on = f", on {each.action.known_as}" if each.action else ""
            self.stdout.write(f"Hindered by {each.act}{on}")


def _act(plan: m.Plan, position: int | None) -> m.ChangeSet:
    """The act at that link of the plan's chain, else the last that can be taken back. Raises CommandError."""
    links = m.ChainLink.objects.filter(chain__key=plan.chain_key, change__verb__in=TAKABLE).select_related("change")
    if position is not None:
        found = links.filter(position=position).first()
    else:
        found = links.exclude(change__in=acts_taken_back()).order_by("position").last()
    if found is None:
        raise CommandError(f"There is no such import or edition of “{plan}”.")
    return found.change
