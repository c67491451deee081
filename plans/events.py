"""What those who run the service look for in its log: who signed in or tried to, was given or refused something, or
took something out. One line each; who asked, from where and under which number is added to every line by the site."""

from __future__ import annotations

import logging

log = logging.getLogger("actionplans.events")


def note(event: str, result: str = "", *, level: int = logging.INFO, **facts) -> None:
    """One line: what happened ("sign-in"), how it ended ("failed"), and facts such as plan="early-help". No secret may
    be among them."""
    log.log(level, "%s", f"{event} {result}".rstrip(), extra={"event": event, "result": result, "facts": facts})
