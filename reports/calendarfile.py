"""Writing a calendar file (iCalendar, RFC 5545) of whole days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

WIDE = 75
"""Octets that a line may have; what is longer goes on in the next, after a space."""

ONE_DAY = timedelta(days=1)

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
    text = "\r\n".join(map(_folded, lines))
    return "\r\n".join((text, *(_event(event, host, stamped) for event in events), "END:VCALENDAR\r\n")).encode()


def _event(event: Event, host: str, stamped: str) -> str:
    """Only what people write can be too wide for a line, and an address."""
    day, next_day = (f"{each.year:04}{each.month:02}{each.day:02}" for each in (event.on, event.on + ONE_DAY))
    return (
        f"BEGIN:VEVENT\r\n{stamped}\r\n{_folded(f'UID:{event.uid}@{host}')}\r\n"
        f"DTSTART;VALUE=DATE:{day}\r\nDTEND;VALUE=DATE:{next_day}\r\n"
        f"{_folded(f'SUMMARY:{_text(event.summary)}')}\r\n"
        f"{_folded(f'DESCRIPTION:{_text(event.description)}')}\r\n"
        f"{_folded(f'URL:{event.url}')}\r\nTRANSP:TRANSPARENT\r\nEND:VEVENT"
    )


def _text(words: str) -> str:
    return _BREAK.sub(r"\\n", _ESCAPED.sub(r"\\\g<0>", words))


def _folded(line: str) -> str:
    """The line in as many as it takes, none of which ends within a letter."""
    if len(line) <= WIDE and line.isascii():
        return line
    if line.isascii():
        rest = range(WIDE, len(line), WIDE - 1)
        return "\r\n ".join([line[:WIDE], *(line[at : at + WIDE - 1] for at in rest)])
    found, used = [], 0
    for letter in line:
        octets = len(letter.encode())
        if used + octets > WIDE:
            found.append("\r\n ")
            used = 1
        found.append(letter)
        used += octets
    return "".join(found)
