"""A plan's paper: what was chosen for it, the state and options that this comes to, and what to ask before it is made.

The browser and the command choose by one `Choice`, read by one form (`reports.forms.appendix`).
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from plans.exempt_shown import applying
from plans.exemptions import published
from plans.fileseals import seal_of
from plans.models import Holding, Period, Plan, User
from plans.queries import exempt_of
from plans.state import PlanState
from plans.wording import day
from reports.appendix import FORMATS, Doubt, Mention, Options, doubts, mentions, people_without_post, read_paper
from reports.appendix.options import Paper as Size
from reports.rows import EVERYTHING, listed_of
from reports.settings import Settings, layout_of
from reports.sources import head_of, learnt_of, state_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What an officer chooses for a paper; `left` are the keys of the names that stay where they stand, `replaced` the
    words that are names though nothing says so. One that is `restricted` prints what is exempt, and is not for
    publication. With a `layout` its columns, rows, bands, order and contents are as those settings have them.
    `periods` are those of the plan."""

    period: Period | None = None
    on: date | None = None
    number: str = ""
    committee: str = ""
    author: str = ""
    final: bool = False
    posts: bool = False
    left: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    paper: Size = "a4"
    exceptions: bool = True
    all_exceptions: bool = False
    restricted: bool = False
    layout: Settings | None = None
    periods: tuple[Period, ...] = ()

    def day(self, today: date) -> date:
        """The day asked for; else the period's position date where that has come; else today."""
        if self.on:
            return self.on
        return min(self.period.position_on, today) if self.period else today

    def early(self, today: date) -> str:
        """Why a final paper of this position would be early; empty where the position is over."""
        period, on = self.period, self.day(today)
        if period and on < period.position_on:
            return f"“{period.name}” is of {day(period.position_on)}, and this paper of {day(on)}."
        if on >= today:
            return f"{day(on)} is not over: what is said of it today would be missing."
        of_day = [period] if period else [each for each in self.periods if each.position_on == on]
        for each in of_day:
            if each.closes_on >= today and (each.closed_on is None or each.closed_on > today):
                return f"Updates for “{each.name}” are collected until {day(each.closes_on)}."
        return ""


class Names(NamedTuple):
    """Where a name stands in the words of a paper, whom it can call by no post, and what may be a name."""

    mentions: tuple[Mention, ...] = ()
    without_post: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def undecided(self, decided: Container[str], replaced: Container[str] = ()) -> Names:
        """Those of which nobody has said yet what is to become: neither their sign is `decided`, nor are the words
        among those `replaced`."""
        return Names(
            tuple(each for each in self.mentions if each.sign not in decided),
            self.without_post,
            tuple(each for each in self.doubts if each.sign not in decided and each.name not in replaced),
        )


def names_in(state: PlanState, options: Options, notes: int = 0) -> Names:
    """What there is to look at before a paper without names is made; nothing of one with names. With `notes` only what
    stands in so many of the first notes after the plan."""
    if not options.posts_instead_of_people:
        return Names()
    shown = published(state, options.exempt, in_place=True)
    options = replace(options, replaced=())  # what an officer replaces stays among what may be a name
    reading = read_paper(shown, options)
    found = mentions(shown, options, reading, notes)
    return Names(found, people_without_post(shown, found, options, reading), doubts(shown, options, reading, notes))


@dataclass(frozen=True, slots=True)
class PlanPaper:
    """The plan as it stood, and the options of its paper."""

    state: PlanState
    options: Options

    def names(self) -> Names:
        """What there is to look at before it is made."""
        return names_in(self.state, self.options)


def paper_of(
    plan: Plan, choice: Choice, *, today: date, known: datetime | None = None, by: User | None = None
) -> PlanPaper:
    """The paper that was chosen, as known at a moment (None: now); `by` is whose list of actions a filter reads.
    Raises NotThereYet; Refused for a filter that can't be used."""
    on, period = choice.day(today), choice.period
    state = state_for(plan, on=on, today=today, known=known)
    marks = applying(exempt_of(plan), state)
    options = Options(
        on=on,
        report_ref=choice.number,
        committee=choice.committee,
        meeting_on=period.meeting_on if period else None,
        author=choice.author,
        period_name=period.name if period else "",
        period_on=period.position_on if period else None,
        learnt=learnt_of(plan, on=on, today=today, known=known),
        paper=choice.paper,
        posts_instead_of_people=choice.posts,
        people=people_on(on) if choice.posts else (),
        left=choice.left if choice.posts else (),
        replaced=choice.replaced if choice.posts else (),
        head=head_of(plan),
        draft=not choice.final,
        include_exceptions=choice.exceptions,
        all_exceptions=choice.exceptions and choice.all_exceptions,
        restricted=choice.restricted,
        public=bool(marks) and not choice.restricted,
        exempt=marks,
        seal=seal_of(plan, on=on, known=known),
    )
    if choice.layout:
        listed = listed_of(by or EVERYTHING, plan, choice.layout, on=today)
        options = replace(options, grounds=choice.layout.grounds, **layout_of(choice.layout, listed))
    return PlanPaper(state, options)


def file_name(plan: Plan, options: Options, fmt: str) -> str:
    """Such as early-help-plan-appendix-2026-11-22-draft.pdf."""
    draft = ("-draft" if options.draft else "") + ("-not-for-publication" if options.restricted else "")
    return f"{plan.slug}-appendix-{options.on.isoformat()}{draft}{FORMATS[fmt].suffix}"


def people_on(on: date) -> tuple[tuple[str, str], ...]:
    """Everybody with an account, and the post that each held on that day, or else the title of their job."""
    held = Holding.objects.on(on).filter(lead__kind="post").exclude(user=None).order_by("pk")
    posts = dict(held.values_list("user_id", "lead__name"))
    people = User.objects.order_by("name", "pk").values_list("pk", "name", "job_title")
    return tuple((name, posts.get(pk) or title) for pk, name, title in people)
