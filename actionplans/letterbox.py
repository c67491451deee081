"""Where letters go while no mail server is set up: nowhere, and it is said so."""

from __future__ import annotations

import logging

from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger("actionplans.mail")


class NoServer(BaseEmailBackend):
    """Sends nothing. The log says that a letter was not sent and to whom, never what it says: it may hold a link that
    opens an account. Raises OSError, as a server does that can't be reached, so that nobody is told that it went."""

    def send_messages(self, email_messages):
        for message in email_messages:
            log.warning("No mail server is set up, so “%s” was not sent to %s", message.subject, ", ".join(message.to))
        if email_messages and not self.fail_silently:
            raise OSError("no mail server is set up: EMAIL_URL says which")
        return 0
