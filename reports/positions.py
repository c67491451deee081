"""The positions of a plan that can be compared: today's, and that of any day, as it is known now or was known then."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from audits.documents import brought_in
from audits.models import IssuedPaper
from audits.sources import frozen
from plans.assembly import end_of_day
from plans.models import ChangeSet, Plan
from plans.state import PlanState
from plans.wording import day
from reports.sources import state_for

TODAY = "today"

_NUMBERED = re.compile(r"(?:paper[- ]|no\.? ?|(?P<before>before-))?(?P<number>\d{1,4})", re.ASCII)


class NoPosition(LookupError):
    """What was asked for is no position of the plan; the message says how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a plan stood. `key` is how addresses and commands name it, `name` how it is called in a sentence;
    `known` is None for what is known now."""

    key: str
    name: str
    on: date
    known: datetime | None = None
    paper: IssuedPaper | None = None

    @property
    def in_words(self) -> str:
        """ "the position of 30 September 2026, as known now"."""
        if self.paper:
            return f"the position of {day(self.on)}, as issued ({self.paper})"
        as_known = "as known now" if self.known is None else f"as known {_moment_in_words(self.known, self.on)}"
        return f"the position of {day(self.on)}, {as_known}"

    @property
    def told(self) -> str:
        """How a command tells it: the day, or what it was asked for by."""
        return str(self.paper) if self.paper else self.on.isoformat()

    def state(self, plan: Plan, *, today: date) -> PlanState:
        """The plan as it stood. Raises NotThereYet; Altered for a paper whose position is not what was frozen."""
        if self.paper:
            return frozen(self.paper.snapshot)
        return state_for(plan, on=self.on, today=today, known=self.known)


def read(
    plan: Plan, key: str, *, today: date, known: datetime | None = None, then: bool = False, papers=None
) -> Position:
    """The position that an address or a command names: "today"; a day such as 2026-09-30; a paper by its number
    ("paper-2", "No 2", "2"), the one that it is compared with ("before-2"), or the name of its period. With `then`, a
    day as it was known at its end; else as known at the moment `known`. `papers` are those that may be asked for (None:
    all).

    Raises NoPosition.
    """
    text = " ".join(key.split()).casefold()
    issued = (IssuedPaper.objects.papers() if papers is None else papers.papers()).filter(plan=plan)
    paper = _paper(issued.select_related("snapshot__period", "period"), text)
    if paper:
        return Position(key=f"paper-{paper.number}", name=paper.period.name, on=paper.snapshot.on, paper=paper)
    try:
        on = today if text == TODAY else date.fromisoformat(text)
    except ValueError:
        raise NoPosition(
            f"“{key[:60]}” is no day of the plan and no paper of it. Give “today”, a day such as 2026-09-30, or the "
            "number of an issued paper."
        ) from None
    if on > today:
        raise NoPosition(f"{day(on)} has not come yet. Choose a day that is not in the future.")
    name = TODAY if on == today else _name(plan, on)
    key, known = TODAY if on == today else on.isoformat(), end_of_day(on) if then else known
    return Position(key=key, name=name, on=on, known=known)


def _paper(issued, text: str) -> IssuedPaper | None:
    found = _NUMBERED.fullmatch(text)
    if found:
        asked = issued.filter(number=int(found["number"])).first()
        return asked.compared_in(issued.light()) if asked and found["before"] else asked
    return issued.filter(period__name__iexact=text).order_by("-number").first() if text else None


def _papers_offered(issued) -> list[tuple[str, str]]:
    return [
        (
            f"paper-{each.number}",
            f"{each}, {each.period.name} (issued {day(timezone.localdate(each.issued_at))})",
        )
        for each in issued.select_related("period").by_position().reverse()
    ]


def offered(plan: Plan, *, today: date, papers=None) -> tuple[tuple[str, str], ...]:
    """The days worth comparing, as pairs of a key and words: the `papers` that were issued (None: all), that of the
    latest position first, then the position dates that have come, the day of the document that the plan came from."""
    issued = (IssuedPaper.objects.papers() if papers is None else papers.papers()).filter(plan=plan)
    periods = plan.periods.current().filter(position_on__lt=today).order_by("-position_on")
    found = _papers_offered(issued)
    found += [(each.position_on.isoformat(), f"{each.name}, position of {day(each.position_on)}") for each in periods]
    found += [
        (each.dated.isoformat(), f"The plan as it was printed, {day(each.dated)}")
        for each in brought_in(plan)
        if each.first and each.dated < today
    ]
    return tuple(found)


def first_day(plan: Plan, *, today: date, papers=None) -> str:
    """The key of the position that a comparison begins with where nobody says which: the first of those offered,
    else the day on which the plan was put in."""
    for key, _words in offered(plan, today=today, papers=papers):
        return key
    first = ChangeSet.objects.filter(links__chain__key=plan.chain_key).order_by("moment").first()
    return timezone.localdate(first.moment).isoformat() if first else TODAY


def _name(plan: Plan, on: date) -> str:
    period = plan.periods.current().filter(position_on=on).first()
    return period.name if period else day(on)


def _moment_in_words(known: datetime, on: date) -> str:
    return "then" if known == end_of_day(on) else f"on {day(timezone.localdate(known))}"
