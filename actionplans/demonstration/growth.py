"""Plans of any size with made-up words, for benchmarks: put in on one day, spoken of on many, on the trail like
everything else. One act holds what a meeting said of one plan on one day, as its officer records it."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from multiprocessing import get_context

import django

from actionplans.demonstration import courses
from actionplans.demonstration.cast import POSTS, Cast, at, cast, known_cast
from actionplans.demonstration.courses import GROUPS, Course
from plans import models as m
from plans import stages
from plans.columns import MEANINGS
from plans.operations.schemes import default_scheme
from plans.trail import change_set

COLUMNS = ("ref", "recommendation", "action", "lead", "evidence", "timescale", "progress", "rag")
SECTIONS = ("Within 3 months", "Within 6 months", "Within 9 months", "Within 12 months")
THINGS = ("the standard", "the guidance", "the checklist", "the induction", "the protocol", "the form", "the rota")
SAYINGS = (
    "The second round of audits is complete and the share that met the standard rose; two teams remain below it and "
    "have a plan with dates.",
    "Every team has had the briefing. What they found unclear is being rewritten with two of them.",
    "Waiting for the supplier, who has missed the second day that was agreed. Its contract is being looked at.",
    "The pilot ended last week. Its report goes to the board, with what it would cost to go on everywhere.",
    "Sampling of twenty files found eighteen as they should be. The other two were put right the same day.",
)


def grow(*, plans: int, actions: int, updates: int, on: date, processes: int = 1) -> Iterator[str]:
    """Make so many plans, each of so many actions with so many updates, and give each one's slug: the first update is
    the document's own, the others were said four weeks apart, the last of each on a day of the six weeks before `on`.
    Several processes share the plans on PostgreSQL; SQLite takes one writer."""
    begun = courses.begun(rounds=updates, on=on)
    default_scheme(at=at(begun - timedelta(days=1), 8))
    cast(begun - timedelta(days=1))
    first = m.Plan.objects.count() + 1
    make = partial(grow_plan, actions=actions, updates=updates, on=on)
    numbers = range(first, first + plans)
    if processes == 1:
        yield from map(make, numbers)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=django.setup) as pool:
        yield from pool.map(make, numbers)


def grow_plan(number: int, *, actions: int, updates: int, on: date) -> str:
    """One of them, by the people that are there; its slug."""
    return _Grown(number, actions, updates, on, default_scheme(), known_cast()).made().slug


class _Grown:
    """One plan while it is made."""

    def __init__(self, number: int, actions: int, updates: int, on: date, scheme: m.RagScheme, cast: Cast):
        self.number, self.on, self.updates, self.cast = number, on, updates, cast
        self.begun = courses.begun(rounds=updates, on=on)
        self.open_ratings = list(scheme.ratings.filter(means_finished=False).order_by("rank"))[:3]
        self.finished = scheme.ratings.filter(means_finished=True).first()
        self.courses = [Course(n, updates, on) for n in range(actions)]
        self.plan = m.Plan(
            title=f"Plan {number} of {actions} actions",
            slug=f"grown-{number}",
            code=f"G{number}",
            scheme=scheme,
            dated=self.begun,
            cadence_days=28,
            coordinator=cast.officer,
        )
        self.rows: list[m.Action] = []
        self.dates: list[m.Timescale] = []
        self.claims: dict[int, m.ProgressUpdate] = {}

    def made(self) -> m.Plan:
        self._put_in()
        last = self.updates - 1
        for round_number in range(1, self.updates):
            for group in reversed(range(GROUPS)):
                self._meet(round_number, group)
                if round_number == last:
                    self._decide(group)
        if last < 1:
            for group in reversed(range(GROUPS)):
                self._decide(group)
        return self.plan

    def _act(self, verb: str, day: date, hour: int, by=None, why: str = ""):
        return change_set(self.plan, by=by or self.cast.officer, verb=verb, door="web", why=why, at=at(day, hour))

    def _day(self, round_number: int, group: int) -> date:
        return courses.meeting(round_number, group, rounds=self.updates, plan=self.number, on=self.on)

    def _lead(self, course: Course) -> int:
        return (self.number * GROUPS + course.group) % len(POSTS)

    def _put_in(self) -> None:
        """The whole plan with what its document says, as one act."""
        with change_set(by=self.cast.officer, verb="grow", door="command", at=at(self.begun, 9)) as act:
            act.save(self.plan)
            act.join(self.plan)
            self._frame(act)
            self.rows = self._actions(act)
            act.add_all(
                m.Assignment(
                    action=row, lead=(lead := self.cast.leads[self._lead(c)]), printed=lead.name, role="lead", order=0
                )
                for row, c in zip(self.rows, self.courses, strict=True)
            )
            self.dates = [
                m.Timescale(action=row, order=0, text=_printed(c), kind=c.kind, latest=c.due)
                for row, c in zip(self.rows, self.courses, strict=True)
            ]
            act.add_all(self.dates)
            if self.updates:
                act.add_all([self._update(act, c, 0, self.begun) for c in self.courses])

    def _frame(self, act) -> None:
        act.add_all(
            m.Column(plan=self.plan, heading=MEANINGS[meaning], meaning=meaning, order=order)
            for order, meaning in enumerate(COLUMNS)
        )
        act.add_all(m.Membership(user=holder, plan=self.plan, role="contributor") for holder in self.cast.holders)
        act.add(m.Membership(user=self.cast.officer, plan=self.plan, role="officer"))
        act.add(m.Membership(user=self.cast.manager, plan=self.plan, role="manager"))
        act.add(
            m.Period(
                plan=self.plan,
                name=f"{self.on:%B %Y}",
                position_on=self.on - timedelta(days=10),
                due_on=self.on + timedelta(days=5),
                meeting_on=self.on + timedelta(days=15),
            )
        )

    def _actions(self, act) -> list[m.Action]:
        sections = [m.Section(plan=self.plan, title=title, order=n) for n, title in enumerate(SECTIONS)]
        act.add_all(sections)
        count = -(-len(self.courses) // 3)
        recommendations = [
            m.Recommendation(
                section=sections[n * len(sections) // count],
                order=n,
                printed_ref=f"{n + 1}.",
                text=f"Improve the consistency of practice in the matter numbered {n + 1}, and show that it holds.",
            )
            for n in range(count)
        ]
        act.add_all(recommendations)
        rows = [
            m.Action(
                recommendation=recommendations[n // 3],
                order=n % 3,
                row=n + 1,
                text=f"Agree, publish and test {THINGS[n % len(THINGS)]} numbered {n + 1} with every team it concerns.",
                expected_evidence="Dip sample of twenty files; report to the board",
                stage=stages.IN_PROGRESS if self.updates else stages.NOT_STARTED,
            )
            for n in range(len(self.courses))
        ]
        act.add_all(rows)
        return rows

    def _update(self, act, course: Course, number: int, day: date) -> m.ProgressUpdate:
        """What is said of an action for the so-manieth time: by the document at first, then by the post's holder."""
        holder = self.cast.holders[self._lead(course)] if number else None
        return m.ProgressUpdate(
            action=self.rows[course.number],
            position_on=day,
            recorded_at=act.moment,
            narrative=f"{number + 1}. {SAYINGS[(course.number + number) % len(SAYINGS)]}",
            rag=self.open_ratings[course.rating(number) % len(self.open_ratings)],
            forecast_on=course.forecast(number),
            claims_completion=course.claim == number,
            said_by=holder,
            said_by_name=holder.name if holder else "The document",
            recorded_by=self.cast.officer,
            recorded_by_name=self.cast.officer.name,
            by_document=holder is None,
        )

    def _meet(self, round_number: int, group: int) -> None:
        """What one post says of its actions on one day, and the claims among it."""
        day = self._day(round_number, group)
        last = round_number == self.updates - 1
        said = [c for c in self.courses if c.group == group and not (last and c.is_verified)]
        if not said:
            return
        with self._act("submit_progress", day, 10) as act:
            updates = [self._update(act, c, round_number, day) for c in said]
            act.add_all(updates)
            self.claims |= {c.number: u for c, u in zip(said, updates, strict=True) if u.claims_completion}
            self._move(act, [c for c in said if c.claim == round_number], stages.CLAIMED)

    def _move(self, act, moved: list[Course], stage: str) -> None:
        rows = [self.rows[c.number] for c in moved]
        for row in rows:
            row.stage = stage
        act.save_all(rows)

    def _decide(self, group: int) -> None:
        """What the manager decided of the claims and the dates that a post's last meeting brought."""
        day = self._day(self.updates - 1, group)
        of_group = [c for c in self.courses if c.group == group]
        self._verify([c for c in of_group if c.is_verified], day)
        self._extend([c for c in of_group if c.asks and not c.is_verified], day)

    def _verify(self, verified: list[Course], day: date) -> None:
        if not verified:
            return
        with self._act(stages.VERIFY, day, 14, by=self.cast.manager) as act:
            updates = [self._finished(act, c, day) for c in verified]
            act.add_all(updates)
            act.add_all(
                m.Decision(
                    action=self.rows[c.number],
                    kind=stages.VERIFY,
                    on=day,
                    recorded_at=act.moment,
                    by=self.cast.manager,
                    by_name=self.cast.manager.name,
                    claim=self.claims[c.number],
                )
                for c in verified
            )
            self._move(act, verified, stages.VERIFIED)

    def _finished(self, act, course: Course, day: date) -> m.ProgressUpdate:
        update = self._update(act, course, self.updates - 1, day)
        update.rag, update.forecast_on = self.finished or update.rag, None
        update.narrative = self.claims[course.number].narrative
        update.recorded_by, update.recorded_by_name = self.cast.manager, self.cast.manager.name
        return update

    def _extend(self, asking: list[Course], day: date) -> None:
        if not asking:
            return
        with self._act("request_extension", day, 15, why=WHY_LATER) as act:
            extensions = [self._request(c, day) for c in asking]
            act.add_all(extensions)
        decided = [(c, e) for c, e in zip(asking, extensions, strict=True) if c.asks and c.asks != "requested"]
        if not decided:
            return
        with self._act("decide_extension", day, 16, by=self.cast.manager) as act:
            for course, extension in decided:
                extension.status, extension.decided_on = course.asks or "", day
                extension.decided_by, extension.decided_by_name = self.cast.manager, self.cast.manager.name
                extension.decision_reason = "" if course.asks == "agreed" else "The board asked for it by then."
                if course.asks == "agreed":
                    self.dates[course.number].latest = extension.to_latest
            act.save_all([extension for _course, extension in decided])
            act.save_all([self.dates[course.number] for course, _extension in decided if course.asks == "agreed"])

    def _request(self, course: Course, day: date) -> m.Extension:
        holder = self.cast.holders[self._lead(course)]
        return m.Extension(
            timescale=self.dates[course.number],
            from_latest=course.due,
            to_latest=(course.due or day) + timedelta(days=60),
            reason=WHY_LATER,
            asked_by=holder,
            asked_by_name=holder.name,
            asked_on=day,
        )


WHY_LATER = "The training could not begin before the posts were filled."


def _printed(course: Course) -> str:
    if course.due:
        return f"{course.due:%-d %B %Y}"
    return "Ongoing" if course.kind == "ongoing" else "To be confirmed"
