"""What may have a paper taken for another: one of a later position, of the same day, with the same report number or for
the same meeting was issued before it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from audits.hindrances import Hindrance
from audits.models import IssuedPaper
from plans.models import Period
from plans.wording import day, listed

LATER, SAME_DAY, SAME_NUMBER, SAME_MEETING, OTHER_ORDER, MEETING_OVER = (
    "later", "same_day", "same_number", "same_meeting", "other_order", "meeting_over",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """The paper that would be issued: of which plan and position, as which number and report, for which meeting."""

    plan_id: int
    on: date
    number: int
    report_ref: str
    meeting_on: date | None

    @classmethod
    def of(cls, period: Period, on: date, *, report_ref: str, number: int) -> Coming:
        """That of a period's position, which is of the day `on`."""
        meeting = period.meeting_on
        return cls(plan_id=period.plan_id, on=on, number=number, report_ref=report_ref, meeting_on=meeting)


def noticed(coming: Coming, issued: Iterable[IssuedPaper], *, today: date) -> tuple[Hindrance, ...]:
    """What an officer is told of the papers `issued`, of this and of other plans; none of it stops anything."""
    issued = list(issued)
    mine = [each for each in issued if each.plan_id == coming.plan_id]
    found = (
        _later(coming, mine),
        _same_day(coming, mine),
        _same_number(coming, issued),
        _same_meeting(coming, mine),
        _other_order(coming, mine),
        _meeting_over(coming, today),
    )
    return tuple(each for each in found if each)


def _later(coming: Coming, mine: Sequence[IssuedPaper]) -> Hindrance | None:
    later = [each for each in mine if each.snapshot.on > coming.on]
    if not later:
        return None
    last = max(later, key=lambda each: (each.snapshot.on, each.number))
    prints = (
        f"{_of(later)}; this one, of {day(coming.on)}, would be No {coming.number}. It says that it was issued after "
        f"{last}, and compares itself with nothing later than its own position; the next paper goes on from {last}."
    )
    return Hindrance(key=LATER, title="A later position is issued already", prints=prints)


def _same_day(coming: Coming, mine: Sequence[IssuedPaper]) -> Hindrance | None:
    same = [each for each in mine if each.snapshot.on == coming.on]
    if not same:
        return None
    last = max(same, key=lambda each: each.number)
    told = f"{_of(same)}, too. This one would be No {coming.number}, beside it, and say what changed since {last}."
    return Hindrance(key=SAME_DAY, title="The position of this day is issued already", prints=told)


def _same_number(coming: Coming, issued: Sequence[IssuedPaper]) -> Hindrance | None:
    ref = _plain(coming.report_ref)
    same = [each for each in issued if ref and _plain(each.report_ref) == ref]
    if not same:
        return None
    named = listed([f"{each}{'' if each.plan_id == coming.plan_id else f' of {each.plan}'}" for each in same])
    prints = f"“{coming.report_ref.strip()}” stands on {named}, too. Give this paper its own, or none."
    return Hindrance(key=SAME_NUMBER, title="The report number is in use", prints=prints)


def _same_meeting(coming: Coming, mine: Sequence[IssuedPaper]) -> Hindrance | None:
    same = [each for each in mine if coming.meeting_on and each.meeting_on == coming.meeting_on]
    if not same:
        return None
    prints = f"{_of(same)}, for the meeting of {day(coming.meeting_on)}, too."
    return Hindrance(key=SAME_MEETING, title="The meeting has a paper of this plan", prints=prints)


def _other_order(coming: Coming, mine: Sequence[IssuedPaper]) -> Hindrance | None:
    meeting = coming.meeting_on
    other = [each for each in mine if meeting and each.meeting_on and _turned_round(coming.on, meeting, each)]
    if not other:
        return None
    theirs = listed([f"{each}, of {day(each.snapshot.on)}, is for that of {day(each.meeting_on)}" for each in other])
    prints = f"This one, of {day(coming.on)}, is for the meeting of {day(coming.meeting_on)}; {theirs}."
    return Hindrance(key=OTHER_ORDER, title="The meetings come in another order than the positions", prints=prints)


def _turned_round(on: date, meeting: date, other: IssuedPaper) -> bool:
    """Whether the other one is of an earlier position and for a later meeting, or the other way round."""
    met = other.meeting_on or meeting
    return (other.snapshot.on < on and met > meeting) or (other.snapshot.on > on and met < meeting)


def _meeting_over(coming: Coming, today: date) -> Hindrance | None:
    if not coming.meeting_on or coming.meeting_on >= today:
        return None
    prints = f"It was on {day(coming.meeting_on)}. Change the meeting on the page of the period, if there is another."
    return Hindrance(key=MEETING_OVER, title="The meeting is over", prints=prints)


def _of(papers: Sequence[IssuedPaper]) -> str:
    """Such as "No 1 and No 2 are of 31 December 2026 and 31 January 2027"."""
    days = dict.fromkeys(day(each.snapshot.on) for each in papers)
    return f"{listed([str(each) for each in papers])} {'is' if len(papers) == 1 else 'are'} of {listed(list(days))}"


def _plain(ref: str) -> str:
    """A report number without what is written one way or another."""
    return "".join(ref.casefold().split())
