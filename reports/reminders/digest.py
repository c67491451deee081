"""What waits for one person on a day, as a reminder tells it: each thing once, the most pressing first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from plans import columns, stages, wording
from plans import worklists as lists
from plans.exempt_files import FileWords
from plans.models import Action, Decision, Membership, Period, Plan, Rag, ReminderChoice, User
from plans.models.action_queries import PLAN
from plans.passages import in_line
from plans.queries import published_words
from reports.reminders import weekly
from reports.reminders.addresses import absolute

SOON_DAYS = 14
"""How far ahead a reminder looks."""

TITLES = {
    "overdue": "Overdue",
    "needed": "Update needed",
    "asked": "Asked by members",
    "returned": "Returned to you",
    "owed": "Update owed",
    "soon": f"Due in the next {SOON_DAYS} days",
    "to_verify": "For you to verify",
    "withdrawn": "No longer for you to verify",
    "to_decide": "For you to decide",
}
"""The parts of a reminder, in order. The first three can't be switched off."""


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One thing that waits: what it is, what is known of it in short sentences, and the page that settles it.
    `deadline` is the period for which an update of it is needed; `tells` marks what of it can't be left out."""

    kind: str
    title: str
    facts: tuple[str, ...]
    url: str
    deadline: Period | None = None
    tells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one kind."""

    kind: str
    title: str
    lines: tuple[WaitingLine, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """What a person is told on a day. `before` is the weekday of their weekly mail where this is not the day of it:
    then it holds only what can't be left out."""

    user: User
    on: date
    parts: tuple[Part, ...]
    before: int | None = None

    @property
    def tells(self) -> set[str]:
        """The marks of what can't be left out: an action that is overdue since its date, an update that a report
        needs."""
        return {mark for part in self.parts for line in part.lines for mark in line.tells}

    @property
    def next_whole(self) -> str:
        """The weekday of the weekly mail, in a word; empty where this is the whole."""
        return "" if self.before is None else wording.DAYS[self.before]

    @property
    def deadlines(self) -> list[Period]:
        """The periods for which updates of theirs are needed, soonest first."""
        periods = {line.deadline.pk: line.deadline for part in self.parts for line in part.lines if line.deadline}
        return sorted(periods.values(), key=lambda period: (period.closes_on, period.pk))

    @property
    def summary(self) -> str:
        """The whole in a few words: 3 overdue, 2 updates needed by Friday 4 December, 1 to verify."""
        return ", ".join(SUMMARY[part.kind](len(part.lines)) + self._by(part) for part in self.parts)

    def _by(self, part: Part) -> str:
        return f" by {wording.weekday(self.deadlines[0].closes_on)}" if part.kind == "needed" else ""


SUMMARY = {
    "overdue": lambda n: f"{n} overdue",
    "needed": lambda n: f"{wording.number_of(n, 'update')} needed",
    "asked": lambda n: f"{wording.number_of(n, 'question')} of members to answer",
    "returned": lambda n: f"{n} returned to you",
    "owed": lambda n: f"{wording.number_of(n, 'update')} owed",
    "soon": lambda n: f"{n} due soon",
    "to_verify": lambda n: f"{n} to verify",
    "withdrawn": lambda n: f"{wording.number_of(n, 'claim')} withdrawn",
    "to_decide": lambda n: f"{wording.number_of(n, 'new date')} to decide",
}
"""How many of each part, in a few words."""

TITLE_LIMIT, QUOTE_LIMIT = 110, 160
"""Characters of an action's words and of somebody's reason."""


def digest(user: User, *, on: date, plan: Plan | None = None) -> Digest | None:
    """What waits for a person in the live plans in which they have a part, or in one of them; None for nothing.

    Of one plan it is an officer who asks: what they owe is told, whatever they have switched off, and nothing else.
    Between two weekly mails it is only what can't be left out. What is exempt from publication is left out of it: a
    mail is passed on.
    """
    member = Membership.objects.filter(user=user, withdrawn=False, plan__status=Plan.Status.LIVE).exclude(role="viewer")
    plans = set(member.values_list("plan_id", flat=True))
    plans &= {plan.pk} if plan else plans
    if not user.is_active or not plans:
        return None
    words = published_words(plans)
    lines = [*_actions(user, plans, on, words), *_questions(user, plans, on, words)]
    if not plan:
        lines += [*_claims(user, plans, words), *_requests(user, plans, words)]
    choice = None if plan else ReminderChoice.objects.filter(user=user).first()
    weekday = choice.weekly_on if choice else None
    if not plan:
        lines += _withdrawn(user, plans, weekly.last_before(weekday, on=on), on, words)
    between = weekday is not None and not weekly.comes(user, weekday, on=on)
    without = _without(plan, choice, between=between)
    parts = tuple(
        Part(kind, title, of_kind)
        for kind, title in TITLES.items()
        if kind not in without and (of_kind := tuple(line for line in lines if line.kind == kind))
    )
    return Digest(user, on, parts, weekday if between else None) if parts else None


def _without(plan: Plan | None, choice: ReminderChoice | None, *, between: bool) -> set[str]:
    if plan:
        return {"soon"}
    if between:
        return {*ReminderChoice.OPTIONAL, "withdrawn"}
    without = set(choice.without) if choice else set()
    return without | {"withdrawn"} if "to_verify" in without else without


def _actions(user: User, plans: set[int], on: date, words: FileWords):
    """The actions of posts of theirs of which something is to be told, each under the first kind that it fits."""
    mine = lists.my_actions(user, on=on).unfinished().exclude(stage=stages.CLAIMED).filter(**{f"{PLAN}__in": plans})
    actions = list(mine.select_related(PLAN).order_by("due", f"{PLAN}__title", "recommendation__order", "order"))
    since = Plan.objects.filter(pk__in=plans).owed_since(on=on)
    collecting = Period.objects.collecting(on=on)
    periods = {p.plan_id: p for p in collecting if p.plan_id in plans and p.position_on <= on}
    ratings = Rag.objects.in_bulk({action.rag_now for action in actions} - {None})
    returned = lists.returned_of(actions)
    for action in actions:
        period = periods.get(action.plan.pk)
        needs = period if period and (action.said_on is None or action.said_on < period.position_on) else None
        about = _About(action, on, needs, returned.get(action.pk), ratings.get(action.rag_now), words)
        owes = action.said_on is None or action.said_on < since[action.plan.pk]
        if kind := about.kind(owes):
            url = absolute("update", action.pk)
            yield WaitingLine(
                kind, named(action, words), tuple(about.facts(kind)), url, needs, tuple(about.tells(kind))
            )


@dataclass(frozen=True, slots=True)
class _About:
    """One action and what is known of it on the day."""

    action: Action
    on: date
    needs: Period | None
    returned: Decision | None
    rating: Rag | None
    words: FileWords

    def kind(self, owes: bool) -> str:
        due = self.action.due
        if due and due < self.on:
            return "overdue"
        if self.needs:
            return "needed"
        if self.returned:
            return "returned"
        if owes:
            return "owed"
        return "soon" if due and due <= self.on + timedelta(days=SOON_DAYS) else ""

    def tells(self, kind: str):
        """The marks by which a later digest sees that this was told: another date or report makes another mark."""
        if kind == "overdue":
            yield f"overdue {self.action.pk} {self.action.due}"
        if self.needs:
            yield f"needed {self.action.pk} {self.needs.pk}"

    def facts(self, kind: str):
        due, plan = self.action.due, self.action.plan
        if not plan.code:
            yield f"{plan.title}."
        if due and due < self.on:
            yield f"{wording.late(due, self.on)}: agreed for {wording.day(due)}."
        elif due and due <= self.on + timedelta(days=SOON_DAYS):
            yield f"Due on {wording.day(due)}, {wording.until(due, self.on)}."
        if self.needs:
            yield f"An update is needed by {wording.weekday(self.needs.closes_on)}, for “{self.needs.name}”."
        if self.returned:
            yield (
                f"{self.returned.by_name} returned your claim on {wording.day(self.returned.on)}: "
                f"{_quoted(self.returned.reason, self.action, self.words)}"
            )
        elif self.action.said_on is None:
            yield "Nothing has been said of it yet."
        else:
            rated = f", rated {self.rating.label}" if self.rating else ""
            asks = f"; the plan asks every {wording.number_of(plan.cadence_days, 'day')}" if kind == "owed" else ""
            yield f"Last update {wording.day(self.action.said_on)}{rated}{asks}."


def _questions(user: User, plans: set[int], on: date, words: FileWords):
    """What members asked and a post of theirs is to answer."""
    for asked in lists.members_questions(user, on=on).filter(**{f"action__{PLAN}__in": plans}):
        when = wording.late(asked.due_on, on) if asked.due_on < on else wording.until(asked.due_on, on)
        facts = (
            f"{asked.meeting} asked on {wording.day(asked.asked_on)}: {_quoted(asked.text, asked.action, words)}",
            f"To be answered by {wording.day(asked.due_on)}, {when}.",
        )
        tells = (f"asked {asked.pk} {asked.due_on}",)
        yield WaitingLine(
            "asked", named(asked.action, words), facts, absolute("members_question", asked.pk), tells=tells
        )


def _claims(user: User, plans: set[int], words: FileWords):
    claims = lists.to_verify(user).filter(**{f"action__{PLAN}__in": plans}).select_related(f"action__{PLAN}")
    for claim in claims:
        said = f"{claim.said_by_name} claimed it complete on {wording.day(claim.position_on)}."
        yield WaitingLine("to_verify", named(claim.action, words), (said,), absolute("verify", claim.pk))


def _withdrawn(user: User, plans: set[int], since: date, on: date, words: FileWords):
    """Claims that an earlier mail told of and that were taken back since."""
    for decision in lists.withdrawn_claims(user, since=since, until=on).filter(**{f"action__{PLAN}__in": plans}):
        claim = decision.claim
        why = _quoted(decision.reason, decision.action, words)
        said = f"{decision.by_name} withdrew the claim of {wording.day(claim.position_on)}: {why}"
        yield WaitingLine("withdrawn", named(decision.action, words), (said,), absolute("action", decision.action_id))


def _requests(user: User, plans: set[int], words: FileWords):
    path = f"timescale__action__{PLAN}"
    for asked in lists.to_decide(user).filter(**{f"{path}__in": plans}).select_related(path):
        moved = f"from {wording.day(asked.from_latest)} " if asked.from_latest else ""
        action = asked.timescale.action
        why = _quoted(asked.reason, action, words)
        said = f"{asked.asked_by_name} asks to move it {moved}to {wording.day(asked.to_latest)}: {why}"
        yield WaitingLine("to_decide", named(action, words), (said,), absolute("decide", asked.pk))


def named(action: Action, words: FileWords) -> str:
    """An action as a line of a reminder names it."""
    return named_as(action.known_as, words.text(action.headline, action.pk, columns.ACTION))


def named_as(ref: str, headline: str) -> str:
    """The same of one whose reference and headline are known."""
    return short(f"{ref} {headline}".strip(), TITLE_LIMIT)


def _quoted(text: str, action: Action, words: FileWords) -> str:
    """What somebody said of an action, without what is exempt of it."""
    return quoted(words.text(text, action.pk, columns.PROGRESS))


def quoted(text: str) -> str:
    """Somebody's words at the end of a sentence, cut where they are too long."""
    words = short(text, QUOTE_LIMIT)
    return f"“{words}”" if words.endswith((".", "!", "?", "…")) else f"“{words}”."


def short(text: str, limit: int) -> str:
    """The text on one line, cut after a word where it is too long."""
    words = " ".join(in_line(text).split())
    return words if len(words) <= limit else shorten(words, limit, placeholder="…")
