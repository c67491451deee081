"""The mail server as people are told of it: which it is, whether mail from here was ever seen to arrive, and what the
server answered, in words."""

from __future__ import annotations

import smtplib
import socket
import ssl

from django.conf import settings

from plans.models import Organisation

NONE, UNPROVEN, PROVEN = "none", "unproven", "proven"
"""No server is set up; one is, but nobody has said that a mail from here has come; somebody has."""

SMTP = "django.core.mail.backends.smtp.EmailBackend"
CONSOLE = "django.core.mail.backends.console.EmailBackend"


def name() -> str:
    """Where mail is handed over; empty where no server is set up."""
    if settings.EMAIL_BACKEND == SMTP:
        return f"{settings.EMAIL_HOST}, port {settings.EMAIL_PORT}"
    if settings.EMAIL_BACKEND == CONSOLE:
        return "the console of this server"
    if settings.EMAIL_BACKEND.endswith("NoServer"):
        return ""
    return settings.EMAIL_BACKEND.split(".")[-2]


def identity() -> str:
    """The server and the sender: a test proves that the mail of this one to the other goes, and no more."""
    return f"{name()}, from {settings.DEFAULT_FROM_EMAIL}" if name() else ""


def state(organisation: Organisation) -> str:
    """Whether mail goes, as far as anybody knows."""
    if not name():
        return NONE
    is_proven = organisation.mail_came_at is not None and organisation.mail_server == identity()
    return PROVEN if is_proven else UNPROVEN


def state_now() -> str:
    return state(Organisation.objects.here())


def answer(error: BaseException) -> str:
    """Why a mail was not taken, and what to look at."""
    if not name():
        return "No mail server is set up. Whoever runs this service sets EMAIL_URL to the council’s own."
    said = f" It said: “{_words(error)}”"[:240]
    for kinds, words in ANSWERS:
        if isinstance(error, kinds):
            return f"{name()} {words}{said if isinstance(error, smtplib.SMTPException) else ''}"
    return f"{name()} did not take the mail."


ANSWERS = (
    (smtplib.SMTPAuthenticationError, "answered, but did not accept the user name and password in EMAIL_URL."),
    (smtplib.SMTPRecipientsRefused, "answered, but does not take mail for that address."),
    (smtplib.SMTPSenderRefused, "answered, but does not take mail from the sender in DEFAULT_FROM_EMAIL."),
    (smtplib.SMTPNotSupportedError, "answered, but can’t do what EMAIL_URL asks of it: encryption, or signing in."),
    (smtplib.SMTPServerDisconnected, "broke off. Perhaps it expects encryption: smtp+tls:// or smtps:// in EMAIL_URL."),
    (smtplib.SMTPException, "did not take the mail."),
    (ssl.SSLError, "answered, but no encrypted connection came about: look at the port and smtp+tls:// or smtps://."),
    (socket.gaierror, "is not known by that name. Look at the host in EMAIL_URL."),
    (TimeoutError, "did not answer in time. Look at host and port in EMAIL_URL, and at the firewall."),
    (ConnectionRefusedError, "refuses connections. Look at the port in EMAIL_URL."),
    (OSError, "can’t be reached. Look at host and port in EMAIL_URL, and at the firewall."),
)
"""From kinds of error to words; the first that fits, so an OSError of no kind above comes last."""


def _words(error: BaseException) -> str:
    """What the server itself said, on one line and without what might be a secret."""
    code: object
    said: object
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()), ("", str(error)))
    else:
        code, said = getattr(error, "smtp_code", ""), getattr(error, "smtp_error", "") or str(error)
    words = said.decode(errors="replace") if isinstance(said, bytes) else str(said)
    return " ".join(f"{code} {words}".split())
