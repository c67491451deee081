"""Who owes what, plan by plan: the same few queries for ten actions as for a thousand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max
from django.utils import timezone

from plans import stages
from plans import worklists as lists
from plans.models import Action, Assignment, Holding, Lead, Membership, Period, Plan, ProgressUpdate, Reminder, User
from plans.models.action_queries import PLAN

NOBODY = "Nobody holds this post"
NOBODY_SPEAKS = "Nobody speaks for it"
NO_ACCOUNT = "No account"
CLOSED = "Their account is closed"
NO_PART = "No part in this plan beyond reading it"
NO_LEAD = "No lead"
MENDS = {
    NOBODY: "Ask an administrator to say who holds it.",
    NOBODY_SPEAKS: "Ask an administrator to name somebody who answers for it.",
    NO_ACCOUNT: "Ask an administrator to give them one, or record what they tell you on the update page.",
    CLOSED: "Ask an administrator who holds the post now.",
    NO_PART: "Ask an administrator to make them a contributor.",
    NO_LEAD: "Say in the plan who leads these.",
}
"""From each reason for which nobody can be reminded to what mends it."""

WITHOUT_HOLDER = {Lead.Kind.POST: NOBODY, Lead.Kind.PERSON: NO_ACCOUNT}
"""Why a lead of each kind that nobody holds can't be reminded; any other kind is a body that somebody speaks for."""


@dataclass(slots=True)
class Debt:
    """What one person, or a post that nobody can be reminded of, owes in a plan. `leads` are the posts, by id."""

    name: str
    user: User | None = None
    why_not: str = ""
    leads: dict[int, str] = field(default_factory=dict)
    needed: set[int] = field(default_factory=set)
    overdue: set[int] = field(default_factory=set)
    returned: set[int] = field(default_factory=set)
    said: date | None = None
    reminder: Reminder | None = None

    @property
    def mend(self) -> str:
        return MENDS.get(self.why_not, "")

    @property
    def reminded(self) -> str:
        """By whom or what they were reminded last, and what became of it."""
        reminder = self.reminder
        how = f"by {reminder.asked_by_name}" if reminder.plan_id else "by their usual mail"
        if reminder.sent_at:
            return how
        if reminder.dropped:
            return f"{how}, not sent. {reminder.dropped}"
        return f"{how}, {'not sent yet' if reminder.failure else 'on its way'}"

    @property
    def query(self) -> str:
        """What the list of actions is asked for theirs."""
        return "&".join(f"lead={pk}" for pk in sorted(self.leads)) or "lead=none"

    @property
    def posts(self) -> list[tuple[str, int]]:
        """The posts by which they owe it, each with its number, but for one that is named as they are."""
        return sorted((name, pk) for pk, name in self.leads.items() if name != self.name)

    @property
    def same(self) -> int | None:
        """The number of the post that is named as they are."""
        return next((pk for pk, name in self.leads.items() if name == self.name), None)


@dataclass(slots=True)
class PlanDebts:
    """One plan: the period that is being collected, and who owes what, most first."""

    plan: Plan
    period: Period | None
    people: list[Debt]
    unreachable: list[Debt]
    failed: list[Reminder]

    @property
    def owing(self) -> int:
        """Updates that are owed, each action counted once."""
        return len(set().union(*(debt.needed for debt in (*self.people, *self.unreachable))))


@dataclass(frozen=True, slots=True)
class _Owing:
    """The actions of which something is owed, by the number of their plan, and those of each kind."""

    by_plan: dict[int, set[int]]
    needed: set[int]
    overdue: set[int]
    returned: set[int]

    @property
    def all(self) -> set[int]:
        return self.needed | self.overdue | self.returned


def chased(plans, *, on: date) -> list[PlanDebts]:
    """Who owes what in each of these live plans on that day."""
    plans = list(plans)
    owing = _owing(plans, on)
    assignments = list(
        Assignment.objects.current()
        .filter(action__in=owing.all)
        .values_list("action_id", "lead_id", "lead__name", "lead__kind")
    )
    holders = _holders({lead for _action, lead, *_named in assignments}, on)
    roles = set(
        Membership.objects.filter(plan__in=plans, withdrawn=False)
        .exclude(role="viewer")
        .values_list("plan_id", "user_id")
    )
    said = _said(plans)
    reminders, failed = _reminders(plans)
    periods = {period.plan_id: period for period in Period.objects.collecting(on=on)}
    out = []
    for plan in plans:
        debts = _debts(owing, owing.by_plan[plan.pk], assignments, holders)
        for debt in debts:
            if debt.user:
                debt.why_not = _why_not(debt.user, (plan.pk, debt.user.pk) in roles)
                debt.said = said.get((plan.pk, debt.user.pk))
                debt.reminder = _latest(reminders.get((plan.pk, debt.user.pk)), reminders.get((None, debt.user.pk)))
        out.append(
            PlanDebts(
                plan=plan,
                period=periods.get(plan.pk),
                people=[debt for debt in debts if not debt.why_not],
                unreachable=[debt for debt in debts if debt.why_not],
                failed=failed[plan.pk],
            )
        )
    return out


def _owing(plans, on: date) -> _Owing:
    since = Plan.objects.filter(pk__in=[plan.pk for plan in plans]).owed_since(on=on)
    open_ones = Action.objects.current().unfinished().exclude(stage=stages.CLAIMED).filter(**{f"{PLAN}__in": plans})
    rows = open_ones.with_position().order_by().values_list("pk", PLAN, "due", "said_on", "stage")
    rows = list(rows)
    needed = {pk for pk, plan, _due, said_on, _stage in rows if said_on is None or said_on < since[plan]}
    overdue = {pk for pk, _plan, due, _said_on, _stage in rows if due and due < on}
    returned = set(lists.returned_of(pk for pk, *_rest, stage in rows if stage == stages.IN_PROGRESS))
    by_plan = defaultdict(set)
    for pk, plan, *_rest in rows:
        if pk in needed or pk in overdue or pk in returned:
            by_plan[plan].add(pk)
    return _Owing(by_plan, needed, overdue, returned)


def _holders(leads: set[int], on: date) -> dict[int, list[Holding]]:
    """Who holds each of these posts on that day."""
    held = defaultdict(list)
    for holding in Holding.objects.filter(lead__in=leads).select_related("user"):
        if (holding.from_on is None or holding.from_on <= on) and (holding.to_on is None or holding.to_on >= on):
            held[holding.lead_id].append(holding)
    return held


def _said(plans) -> dict[tuple[int, int], date]:
    """By plan and person, the day on which we last heard from them there."""
    path = f"action__{PLAN}"
    updates = ProgressUpdate.objects.filter(**{f"{path}__in": plans}).exclude(said_by=None).order_by()
    return {
        (plan, user): timezone.localdate(last)
        for plan, user, last in updates.values(path, "said_by")
        .annotate(last=Max("recorded_at"))
        .values_list(path, "said_by", "last")
    }


def _reminders(plans):
    """The last reminder by plan (None: a digest) and person; and by plan those that could not be sent yet."""
    members = list(Membership.objects.filter(plan__in=plans, withdrawn=False).values_list("plan_id", "user_id"))
    newest = Reminder.objects.filter(user__memberships__plan__in=plans).order_by()
    newest = newest.values("plan_id", "user_id").annotate(last=Max("pk")).values("last")
    last, failed = {}, defaultdict(list)
    for reminder in Reminder.objects.filter(pk__in=newest).order_by("pk"):
        last[reminder.plan_id, reminder.user_id] = reminder
        if reminder.failure:
            for plan, user in members:
                if user == reminder.user_id and reminder.plan_id in (None, plan):
                    failed[plan].append(reminder)
    return last, failed


def _latest(*reminders: Reminder | None) -> Reminder | None:
    return max((r for r in reminders if r), key=lambda r: (r.asked_at, r.pk), default=None)


def _debts(owing: _Owing, actions: set[int], assignments, holders) -> list[Debt]:
    debts: dict[tuple, Debt] = {}
    led = set()
    for action, lead, name, kind in assignments:
        if action not in actions:
            continue
        led.add(action)
        for key, new in _debtors(lead, name, kind, holders):
            debt = debts.setdefault(key, new)
            debt.leads[lead] = name
            _count(debt, action, owing)
    if alone := actions - led:
        debt = debts[("none",)] = Debt("No lead", why_not=NO_LEAD)
        for action in alone:
            _count(debt, action, owing)
    return sorted(debts.values(), key=lambda debt: (-len(debt.needed), -len(debt.overdue), debt.name))


def _debtors(lead: int, name: str, kind: str, holders):
    """Those who answer for a post: its holders, or the post itself where it has none."""
    for holding in holders.get(lead, ()):
        if holding.user:
            yield ("user", holding.user_id), Debt(holding.user.name, user=holding.user)
        else:
            yield ("name", holding.name), Debt(holding.name, why_not=NO_ACCOUNT)
    if not holders.get(lead):
        yield ("lead", lead), Debt(name, why_not=WITHOUT_HOLDER.get(kind, NOBODY_SPEAKS))


def _count(debt: Debt, action: int, owing: _Owing) -> None:
    for kind in ("needed", "overdue", "returned"):
        if action in getattr(owing, kind):
            getattr(debt, kind).add(action)


def _why_not(user: User, has_a_part: bool) -> str:
    if not user.is_active:
        return CLOSED
    return "" if has_a_part else NO_PART
