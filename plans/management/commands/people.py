"""manage.py people add | invite | rights | plan | role | post: give people access from the command line."""

import secrets
from argparse import BooleanOptionalAction
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from plans import mailserver
from plans.models import Lead, Membership, Plan, User
from plans.operations.people import NotSent, add_person, amend_person, appoint, grant_role, invite, link_of
from plans.operations.plans import open_plan
from plans.passages import in_line
from plans.trail import SYSTEM
from plans.wording import listed


class Command(BaseCommand):
    help = "Adds people, opens plans, gives roles, and says who holds which post."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        add = verbs.add_parser("add", help="make an account; prints a password to hand over")
        add.add_argument("email")
        add.add_argument("--name", required=True)
        add.add_argument("--title", default="", help="job title")
        add.add_argument("--administrator", action="store_true")
        add.add_argument("--starts-plans", action="store_true", help="may start plans")
        invite = verbs.add_parser("invite", help="open an account and send an e-mail with a link to choose a password")
        invite.add_argument("email")
        invite.add_argument("--name", required=True)
        invite.add_argument("--title", default="", help="job title")
        invite.add_argument("--administrator", action="store_true")
        invite.add_argument("--starts-plans", action="store_true", help="may start plans")
        plan = verbs.add_parser("plan", help="open an empty plan, to appoint its officer and import into")
        plan.add_argument("title")
        role = verbs.add_parser("role", help="give a role in a plan")
        role.add_argument("email")
        role.add_argument("plan", metavar="SLUG")
        role.add_argument("role", choices=Membership.Role.values)
        rights = verbs.add_parser("rights", help="say what somebody may do beyond their roles; the rest stays")
        rights.add_argument("email")
        rights.add_argument("--administrator", action=BooleanOptionalAction, default=None)
        rights.add_argument("--starts-plans", action=BooleanOptionalAction, default=None, help="may start plans")
        post = verbs.add_parser("post", help="say that a person holds a post, as the plans name it")
        post.add_argument("email")
        post.add_argument("lead")
        post.add_argument("--from", dest="from_on", metavar="YYYY-MM-DD")

    def handle(self, *args, verb, **options):
        try:
            self.stdout.write(getattr(self, f"_{verb}")(**options))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except ValueError as error:
            raise CommandError(str(error)) from error

    def _add(self, *, email, name, title, administrator, starts_plans, **options) -> str:
        password = secrets.token_urlsafe(12)
        user = add_person(
            email=email,
            name=name,
            job_title=title,
            password=password,
            is_administrator=administrator,
            starts_plans=starts_plans,
        )
        return f"{user.name} signs in as {user.email} with the password {password}"

    def _invite(self, *, email, name, title, administrator, starts_plans, **options) -> str:
        root = settings.SITE_URL or f"http://localhost:{settings.PORT}"
        try:
            invitation = invite(
                email=email,
                name=name,
                job_title=title,
                is_administrator=administrator,
                starts_plans=starts_plans,
                root=root,
                door="command",
            )
        except NotSent as unsent:
            link = link_of(unsent.user.invitations.get(), root)
            return f"{unsent} Hand over this link yourself; it works once, for {settings.INVITATION_DAYS} days: {link}"
        user = invitation.user
        return f"{user.name} is invited: the e-mail to {user.email} was handed to {mailserver.name()}"

    def _rights(self, *, email, administrator, starts_plans, **options) -> str:
        user = _user(email)
        user = amend_person(
            user=user,
            email=user.email,
            name=user.name,
            job_title=user.job_title,
            is_administrator=user.is_administrator if administrator is None else administrator,
            starts_plans=starts_plans,
            door="command",
        )
        may = [*["is an administrator"] * user.is_administrator, *["may start plans"] * user.starts_plans]
        return f"{user.name} {listed(may) or 'has the rights of their roles and no others'}"

    def _plan(self, *, title, **options) -> str:
        return open_plan(by=SYSTEM, title=title, door="command").slug

    def _role(self, *, email, plan, role, **options) -> str:
        membership = grant_role(user=_user(email), plan=_one(Plan, "plan", slug=plan), role=role)
        return f"{membership.user.name} is {membership.get_role_display().lower()} of {membership.plan.title}"

    def _post(self, *, email, lead, from_on, **options) -> str:
        post = _one(Lead, "lead", name__iexact=lead)
        holding = appoint(lead=post, user=_user(email), from_on=date.fromisoformat(from_on) if from_on else None)
        return f"{holding.name} holds {post.name}"


def _user(email: str) -> User:
    return _one(User, "account", email__iexact=email)


def _one(model, what: str, **where):
    found = model.objects.filter(**where).first()
    if found is None:
        [(_field, value)] = where.items()
        names = ", ".join(str(known) for known in model.objects.all()[:30]) or "none yet"
        raise CommandError(f"There is no {what} “{in_line(value)}”. There are: {names}")
    return found
