"""The positions of a plan that can be compared: today's, and that of any day, as it is known now or was known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from audits.documents import brought_in
from plans.assembly import end_of_day
from plans.models import ChangeSet, Plan
from plans.state import PlanState
from plans.wording import day
from reports.sources import state_for

TODAY = "today"


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

    @property
    def in_words(self) -> str:
        """ "the position of 30 September 2026, as known now"."""
        as_known = "as known now" if self.known is None else f"as known {_moment_in_words(self.known, self.on)}"
        return f"the position of {day(self.on)}, {as_known}"

    @property
    def told(self) -> str:
        """How a command tells it: the day, or what it was asked for by."""
        return self.on.isoformat()

    def state(self, plan: Plan, *, today: date) -> PlanState:
        """The plan as it stood. Raises NotThereYet."""
        return state_for(plan, on=self.on, today=today, known=self.known)


def read(plan: Plan, key: str, *, today: date, known: datetime | None = None, then: bool = False) -> Position:
    """The position that an address or a command names: "today" or a day such as 2026-09-30. With `then`, as it was
    known at the end of that day; else as known at the moment `known`. Raises NoPosition."""
    text = " ".join(key.split()).casefold()
    try:
        on = today if text == TODAY else date.fromisoformat(text)
    except ValueError:
        raise NoPosition(f"“{key[:60]}” is no day of the plan. Give “today” or a day such as 2026-09-30.") from None
    if on > today:
        raise NoPosition(f"{day(on)} has not come yet. Choose a day that is not in the future.")
    name = TODAY if on == today else _name(plan, on)
    return Position(
        key=TODAY if on == today else on.isoformat(), name=name, on=on, known=end_of_day(on) if then else known
    )


def offered(plan: Plan, *, today: date) -> tuple[tuple[str, str], ...]:
    """The days worth comparing, the newest first, as pairs of a key and words: the position dates that have come, the
    day of the document that the plan came from."""
    periods = plan.periods.current().filter(position_on__lt=today).order_by("-position_on")
    found = [(each.position_on.isoformat(), f"{each.name}, position of {day(each.position_on)}") for each in periods]
    found += [
        (each.dated.isoformat(), f"The plan as it was printed, {day(each.dated)}")
        for each in brought_in(plan)
        if each.first and each.dated < today
    ]
    return tuple(found)


def first_day(plan: Plan, *, today: date) -> str:
    """The key of the position that a comparison begins with where nobody says which: the newest of those offered,
    else the day on which the plan was put in."""
    for key, _words in offered(plan, today=today):
        return key
    first = ChangeSet.objects.filter(links__chain__key=plan.chain_key).order_by("moment").first()
    return timezone.localdate(first.moment).isoformat() if first else TODAY


def _name(plan: Plan, on: date) -> str:
    period = plan.periods.current().filter(position_on=on).first()
    return period.name if period else day(on)


def _moment_in_words(known: datetime, on: date) -> str:
    return "then" if known == end_of_day(on) else f"on {day(timezone.localdate(known))}"
