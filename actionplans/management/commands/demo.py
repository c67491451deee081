"""manage.py demo: migrate, load the demonstration once, say how to sign in, serve."""

import logging
import os
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from actionplans.demonstration.loader import PASSWORD, is_loaded, load
from plans.clock import today
from plans.models import Organisation, User

SIGN_INS = (
    ("dawn.ashby@northmere.example", "a head of service: My actions"),
    ("marcus.okafor@northmere.example", "an assistant director: Overview"),
    ("ruth.calloway@northmere.example", "the improvement officer: Plans"),
)


class Command(BaseCommand):
    help = "Brings the database up to date, loads the demonstration if it is empty, and serves the application."

    def add_arguments(self, parser):
        parser.add_argument("address", nargs="?", default="", help="host:port to serve at")
        parser.add_argument("--load-only", action="store_true", help="load, but don't serve")

    def handle(self, *args, address, load_only, **options):
        say = self.stderr.write
        say("Bringing the database up to date")
        call_command("migrate", verbosity=0)
        if is_loaded():
            say("The database holds plans already; the demonstration is not loaded again")
        else:
            say("Loading the demonstration (under a minute)")
            logging.getLogger("actionplans.events").setLevel(logging.WARNING)  # invented roles are no news
            with transaction.atomic():
                for line in load(on=today()):
                    say(f"  {line}")
        self._tell()
        sys.stderr.flush()
        if not load_only:
            if not os.environ.get("EMAIL_HOST"):
                os.environ.setdefault("EMAIL_URL", "console:")  # invented people: whoever tries it follows their links
            call_command("serve", address)

    def _tell(self):
        known = set(User.objects.values_list("email", flat=True))
        if not known.issuperset(email for email, _words in SIGN_INS):
            return
        organisation = Organisation.objects.first()
        lines = [
            "",
            f"{organisation} is ready. Sign in with the password  {PASSWORD}  as",
            *(f"  {email:36} {words}" for email, words in SIGN_INS),
            *self._others(known),
            "",
            "Three things to try",
            "  1. As Dawn Ashby, open the first overdue action and submit an update.",
            "  2. As Marcus Okafor, click the number of overdue actions, then filter by a lead.",
            "  3. As Ruth Calloway, open a plan and build its committee appendix as PDF and Excel.",
            "",
        ]
        self.stderr.write("\n".join(lines))

    @staticmethod
    def _others(known):
        shown = {email for email, _words in SIGN_INS}
        others = User.objects.exclude(email__in=shown).filter(memberships__role="viewer").distinct()[:1]
        admins = User.objects.filter(is_administrator=True).exclude(email__in=shown)[:1]
        for user in others:
            yield f"  {user.email:36} {user.job_title or 'a reader'}: the plan as a reader sees it"
        for user in admins:
            yield f"  {user.email:36} the administrator: People"
