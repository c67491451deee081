"""What an administrator sets up for the whole council: the mail, the policy of signing in, the schemes."""

from __future__ import annotations

import logging
from contextlib import contextmanager

from django.core import mail
from django.template.loader import render_to_string

from plans import mailserver
from plans.models import Organisation, User
from plans.operations.errors import Refused
from plans.permissions.people import can_administer
from plans.trail import SYSTEM, change_set

log = logging.getLogger("actionplans.mail")


@contextmanager
def _changing(by, verb: str, door: str, at):
    """The council's row, written when the act closes; its moment stands in the act."""
    can_administer.enforce(by, None)
    with change_set(by=by, verb=verb, door=door, register=True, at=at) as act:
        organisation = Organisation.objects.here()
        yield organisation, act
        act.save(organisation)


def send_test_mail(*, by: User, root: str, door: str = "web", at=None) -> Organisation:
    """Send a mail to the administrator who asks, and keep what the mail server answered. It has come when they say so.

    The letter goes before the row is written: no lock waits for a server that does not answer. Raises Denied.
    """
    can_administer.enforce(by, None)
    answer = _send(by, root)
    with _changing(by, "send_test_mail", door, at) as (organisation, act):
        organisation.mail_server = mailserver.identity()
        organisation.mail_sent_to, organisation.mail_answer = by.email, answer
        organisation.mail_tested_at, organisation.mail_came_at = act.moment, None
    return organisation


def _send(to: User, root: str) -> str:
    """Why it did not go; empty where the server took it."""
    context = {"council": Organisation.objects.here().name, "to": to, "root": root}
    words = render_to_string("mail/test.txt", context)
    try:
        mail.send_mail("Test: mail from the action plans arrives", words, None, [to.email])
    except Exception as error:
        log.warning("the test mail to user %s was not sent: %s", to.pk, type(error).__name__)
        return mailserver.answer(error)[:400]
    return ""


def say_whether_mail_came(*, by, came: bool, door: str = "web", at=None) -> Organisation:
    """Say of the last test that it has come, or has not. Raises Denied; Refused where no test of this server went."""
    with _changing(by, "say_whether_mail_came", door, at) as (organisation, act):
        is_this = organisation.mail_tested_at and organisation.mail_server == mailserver.identity()
        if not is_this or organisation.mail_answer:
            raise Refused("No test was handed to this mail server. Send one first.")
        organisation.mail_came_at = act.moment if came else None
        if not came:
            organisation.mail_answer = (
                f"{mailserver.name()} took the test, but nothing has come. "
                "Ask whoever runs that server what became of it."
            )
    return organisation


def set_second_factor(*, by=SYSTEM, policy: str, door: str = "web", at=None) -> Organisation:
    """Say who must use 2-step verification. Raises Denied; Refused for a policy that is none."""
    if policy not in Organisation.SecondFactor.values:
        raise Refused("Choose who has to use 2-step verification.", "policy")
    with _changing(by, "set_second_factor", door, at) as (organisation, _act):
        organisation.second_factor = policy
    return organisation


def agree_schemes(*, by=SYSTEM, door: str = "web", at=None) -> Organisation:
    """Say that the schemes which are offered to new plans have the council's own words and meanings. Raises Denied."""
    with _changing(by, "agree_schemes", door, at) as (organisation, _act):
        organisation.schemes_agreed = True
    return organisation


def put_off_setup(*, by=SYSTEM, put_off: bool = True, door: str = "web", at=None) -> Organisation:
    """Let the rest of what a council sets up wait, or show it again where administrators begin. Raises Denied."""
    with _changing(by, "put_off_setup", door, at) as (organisation, _act):
        organisation.setup_put_off = put_off
    return organisation
