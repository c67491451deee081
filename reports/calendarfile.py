"""Writing a calendar file (iCalendar, RFC 5545) of whole days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

WIDE = 75
"""Octets that a line may have; what is longer goes on in the next, after a space."""

_ESCAPED = re.compile(r"[\\;,]")
_BREAK = re.compile(r"\r\n?|\n")


@dataclass(slots=True)
class Event:
    """A day with what is on it; `uid` names it within the site, so that a programme knows it again when it moves."""

    uid: str
    on: date
    summary: str
    description: str
    url: str


def calendar_file(name: str, events: Iterable[Event], *, host: str, stamp: datetime) -> bytes:
    """The file. `stamp` is the moment that its events bear as theirs."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Action Plans//EN",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
    ]
    stamped = f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    for event in events:
        lines += _event(event, host, stamped)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(event: Event, host: str, stamped: str) -> Iterator[str]:
    yield from ("BEGIN:VEVENT", stamped, f"UID:{event.uid}@{host}")
    yield f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield from (f"URL:{event.url}", "TRANSP:TRANSPARENT", "END:VEVENT")


def _text(words: str) -> str:
    return _BREAK.sub(r"\\n", _ESCAPED.sub(r"\\\g<0>", words))


def _folded(line: str) -> str:
    """The line in as many as it takes, none of which ends within a letter."""
    if line.isascii():
        rest = range(WIDE, len(line), WIDE - 1)
        return "\r\n ".join([line[:WIDE], *(line[at : at + WIDE - 1] for at in rest)]) if rest else line
    found, used = [], 0
    for letter in line:
        octets = len(letter.encode())
        if used + octets > WIDE:
            found.append("\r\n ")
            used = 1
        found.append(letter)
        used += octets
    return "".join(found)
