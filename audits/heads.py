"""Heads of chains that stand outside the database: on a paper, in a file. Only against such a one can it be seen that
a whole chain was rewritten."""

from __future__ import annotations

import fcntl
import os
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from audits.models import Purge
from audits.verification import faults
from audits.words import done
from plans import wording
from plans.models import Chain, ChainLink, Plan
from plans.trail import REGISTER

FEWEST = 12
"""Letters of a head that must be given: as many as the audit log shows of each link."""

_HEAD = re.compile(r"(?:(\d{1,7})[\s:,]+)?((?:[0-9a-f]\s*){12,64})")
_LINE = re.compile(r"(\S+) (\S+) (\S+) (\d{1,9}) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a head is held, and the sentence that says which act of which chain it is."""

    held: bool
    words: str


@dataclass(frozen=True, slots=True)
class KeptHead:
    """One line of a file of heads: the head that a chain had at a moment."""

    moment: str
    key: str
    name: str
    position: int
    head: str

    def __str__(self):
        return f"{self.moment} {self.key} {self.name} {self.position} {self.head}"


class NotHeld(Exception):
    """A file of heads says what the chains do not; the message says which line."""


def answer(text: str, *, chain_key: str | None = None) -> Answer:
    """Whether a chain, or that one, still holds a head as a paper prints it: "8 62557f45…", with or without its
    number, whole or its first letters, in one piece or in groups."""
    found = _HEAD.fullmatch(text.strip().lower())
    if not found:
        return Answer(
            False,
            f"“{text}” is no head of a chain. It is printed as a number and 64 letters and digits; give at least "
            f"the first {FEWEST} of these.",
        )
    position, digest = found[1], "".join(found[2].split())
    links = ChainLink.objects.filter(digest__startswith=digest).select_related("chain", "change").order_by("pk")
    if position:
        links = links.filter(position=int(position))
    if chain_key:
        links = links.filter(chain__key=chain_key)
    link = links.first()
    return _of_link(text, link) if link else _of_none(text, digest, position)


def _of_link(text: str, link: ChainLink) -> Answer:
    name = name_of(link.chain.key)
    wrong = next(faults(link.chain.key), None)
    if wrong:
        return Answer(False, f"“{text}” is link {link.position} of {name}, but that chain does not hold. {wrong}")
    act, moment = link.change, timezone.localtime(link.change.moment)
    return Answer(
        True,
        f"“{text}” is held: link {link.position} of {name}, when {act.actor_name} {done(act)} on "
        f"{wording.day(moment.date())} at {moment:%H:%M}. {_after(link.chain.position - link.position)}",
    )


def _after(acts: int) -> str:
    return f"{wording.number_of(acts, 'act')} came after it." if acts else "It is the newest."


def _of_none(text: str, digest: str, position: str | None) -> Answer:
    purge = Purge.objects.filter(head__startswith=digest).first()
    if purge and position in (None, str(purge.position)):
        words = f"“{text}” is the last head of {purge.slug}, which was purged on {wording.day(purge.on)}."
        return Answer(True, words)
    return Answer(
        False,
        f"“{text}” is in no chain: what the paper was drawn from has been rewritten since, or it was of a plan that "
        "was purged, or it was copied wrongly.",
    )


def name_of(key: str) -> str:
    """The plan's short name, or "register"."""
    if key == REGISTER:
        return REGISTER
    return next((plan.slug for plan in Plan.objects.all() if plan.chain_key == key), key)


def append(path: Path, *, at: datetime) -> int:
    """Add to a file of heads those that chains have now and it has not; how many. First every line of it is held
    against the chains, whole.

    Raises NotHeld for the first line that no chain holds or that can't be read, and then adds nothing; OSError.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "r+", encoding="utf-8", errors="replace") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        last: dict[str, KeptHead] = {}
        for number, line in enumerate(file.read().splitlines(keepends=True), 1):
            kept = _read(line, number)
            _check(kept, number)
            last[kept.key] = kept
        fresh = [kept for kept in _now(at) if kept.key not in last or last[kept.key].position != kept.position]
        file.write("".join(f"{kept}\n" for kept in fresh))
        file.flush()
        os.fsync(file.fileno())
    return len(fresh)


def _read(line: str, number: int) -> KeptHead:
    found = _LINE.fullmatch(line.removesuffix("\n")) if line.endswith("\n") else None
    if not found:
        raise NotHeld(f"Line {number} is no line of such a file, or was cut off: “{line.strip()[:120]}”.")
    return KeptHead(found[1], found[2], found[3], int(found[4]), found[5])


def _check(kept: KeptHead, number: int) -> None:
    if ChainLink.objects.filter(chain__key=kept.key, position=kept.position, digest=kept.head).exists():
        return
    purge = Purge.objects.filter(chain_key=kept.key).first()
    if purge and (kept.position < purge.position or (kept.position, kept.head) == (purge.position, purge.head)):
        return
    raise NotHeld(
        f"Line {number} says that on {kept.moment} the chain of {kept.name} had the head {kept.position} {kept.head}. "
        "It has not: the chain was rewritten, or cut, since."
    )


def _now(at: datetime):
    """The heads that the chains have."""
    for chain in Chain.objects.exclude(position=0).order_by("key"):
        yield KeptHead(at.isoformat(timespec="seconds"), chain.key, name_of(chain.key), chain.position, chain.head)
