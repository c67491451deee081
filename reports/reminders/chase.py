"""Who owes what, plan by plan: counted in the database, the same few queries for ten actions as for a thousand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Case, Count, F, FilteredRelation, Max, Q, When
from django.utils import timezone

from plans import stages
from plans import worklists as lists
from plans.models import (
    Assignment,
    Holding,
    Lead,
    Membership,
    MembersQuestion,
    OpenQuestion,
    Period,
    Plan,
    ProgressUpdate,
    Reminder,
    Standing,
    User,
)
from plans.models import standing as stands

NOBODY = "Nobody holds this post"
NOBODY_SPEAKS = "Nobody speaks for it"
NO_ACCOUNT = "No account"
CLOSED = "Their account is closed"
NO_PART = "No part in this plan beyond reading it"
NO_LEAD = "No lead"
"""The reasons for which nobody can be reminded; `reports.reminders.remedies` says what mends each."""

WITHOUT_HOLDER: dict[str, str] = {Lead.Kind.POST: NOBODY, Lead.Kind.PERSON: NO_ACCOUNT}
"""Why a lead of each kind that nobody holds can't be reminded; any other kind is a body that somebody speaks for."""

COUNTED = ("needed", "overdue", "returned")
"""What is counted of each: updates that are owed, actions that are overdue, claims that came back."""


@dataclass(slots=True)
class Debt:
    """What one person, or a post that nobody can be reminded of, owes in a plan: of each kind how many actions,
    each counted once, and how many questions of members they are `asked`. `leads` are the posts, by id."""

    name: str
    user: User | None = None
    why_not: str = ""
    leads: dict[int, str] = field(default_factory=dict)
    needed: int = 0
    overdue: int = 0
    returned: int = 0
    asked: int = 0
    said: date | None = None
    reminder: Reminder | None = None

    @property
    def reminded(self) -> str:
        """By whom or what they were reminded last, and what became of it; empty where they were not."""
        reminder = self.reminder
        if reminder is None:
            return ""
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
    """One plan: the period that is being collected, who owes what, most first, and how many questions that were asked
    back in sheets its officers have not answered."""

    plan: Plan
    period: Period | None
    people: list[Debt]
    unreachable: list[Debt]
    failed: list[Reminder]
    has_manager: bool = True
    asked_back: int = 0


def owed_by_plan(since: dict[int, date]) -> dict[int, int]:
    """How many updates are owed in each of these plans in which any is, each action counted once; `since` as
    `PlanQuerySet.owed_since` gives it."""
    owing = Standing.objects.filter(stands.owes_update(since), current=True)
    return dict(owing.order_by().values("plan").annotate(owed=Count("pk")).values_list("plan", "owed"))


def chased(plans, *, on: date, since: dict[int, date] | None = None) -> list[PlanDebts]:
    """Who owes what in each of these live plans on that day; `since` as `owed_since` gives it, where it is known."""
    plans = list(plans)
    if since is None:
        since = Plan.objects.filter(pk__in=[plan.pk for plan in plans]).owed_since(on=on)
    debts = _debts(plans, on, {plan.pk: since[plan.pk] for plan in plans if plan.pk in since})
    users = {debt.user for of_plan in debts.values() for debt in of_plan if debt.user}
    roles = set(
        Membership.objects.filter(plan__in=plans, withdrawn=False)
        .exclude(role="viewer")
        .values_list("plan_id", "user_id")
    )
    said = _said(plans, users)
    reminders, failed = _reminders(plans)
    periods = {period.plan_id: period for period in Period.objects.filter(plan__in=plans).collecting(on=on)}
    unmanaged = set(
        Plan.objects.filter(pk__in=[plan.pk for plan in plans]).lacking("manager").values_list("pk", flat=True)
    )
    back = OpenQuestion.objects.asked_back().filter(plan__in=plans).order_by().values("plan")
    asked_back = dict(back.annotate(number=Count("pk")).values_list("plan", "number"))
    out = []
    for plan in plans:
        for debt in debts[plan.pk]:
            if debt.user:
                debt.why_not = _why_not(debt.user, (plan.pk, debt.user.pk) in roles)
                debt.said = said.get((plan.pk, debt.user.pk))
                debt.reminder = _latest(reminders.get((plan.pk, debt.user.pk)), reminders.get((None, debt.user.pk)))
        out.append(
            PlanDebts(
                plan=plan,
                period=periods.get(plan.pk),
                people=[debt for debt in debts[plan.pk] if not debt.why_not],
                unreachable=[debt for debt in debts[plan.pk] if debt.why_not],
                failed=failed[plan.pk],
                has_manager=plan.pk not in unmanaged,
                asked_back=asked_back.get(plan.pk, 0),
            )
        )
    return out


def _debts(plans, on: date, since: dict[int, date]) -> dict[int, list[Debt]]:
    """By plan who owes what there, without what else is known of them."""
    owing = _owing(plans, on, since, at="action__standing__")
    debts: dict[int, dict[tuple, Debt]] = defaultdict(dict)
    parts = Assignment.objects.current().filter(
        owing["any"], action__standing__current=True, action__standing__plan__in=plans
    )
    leads = list(
        parts.order_by().values_list("action__standing__plan", "lead_id", "lead__name", "lead__kind").distinct()
    )
    asked = _asked(plans)
    holders = _holders({lead for _plan, lead, *_named in (*leads, *asked)}, on)
    for plan, lead, name, kind in leads:
        for key, new in _debtors(lead, name, kind, holders):
            debts[plan].setdefault(key, new).leads[lead] = name
    for plan, user, name, lead, *counts in _by_debtor(parts, owing, on):
        key = ("user", user) if user else ("name", name) if name is not None else ("lead", lead)
        _count(debts[plan][key], counts)
    for plan, lead, name, kind, count in asked:
        for key, new in _debtors(lead, name, kind, holders):
            debt = debts[plan].setdefault(key, new)
            debt.leads[lead] = name
            debt.asked += count
    for plan, *counts in _of_nobody(plans, _owing(plans, on, since)):
        debts[plan][("none",)] = debt = Debt("No lead", why_not=NO_LEAD)
        _count(debt, counts)
    by_plan = defaultdict(list)
    for plan, of_plan in debts.items():
        by_plan[plan] = sorted(of_plan.values(), key=lambda debt: (-debt.needed, -debt.overdue, -debt.asked, debt.name))
    return by_plan


def _asked(plans) -> list[tuple]:
    """Of each plan and lead who is to answer: the lead's name and kind, and how many questions of members wait."""
    waiting = MembersQuestion.objects.unanswered().filter(
        action__standing__current=True, action__standing__plan__in=plans
    )
    of = ("action__standing__plan", "lead", "lead__name", "lead__kind")
    return list(waiting.order_by().values(*of).annotate(number=Count("pk")).values_list(*of, "number"))


def _owing(plans, on: date, since: dict[int, date], at: str = "") -> dict[str, Q]:
    """The condition of each kind on where an action of these plans stands, and that any holds; `at` is the path."""
    returns = lists.returns().filter(action__standing__plan__in=plans).values("action")
    owing = {
        "needed": stands.owes_update(since, at=at),
        "overdue": stands.overdue(on, at=at),
        "returned": Q(**{f"{at}stage": stages.IN_PROGRESS, f"{at}action__in": returns}),
    }
    return {**owing, "any": owing["needed"] | owing["overdue"] | owing["returned"]}


def _by_debtor(parts, owing: dict[str, Q], on: date):
    """Of each plan and debtor the counts: a holder with an account, one by their name, or a post without holder.
    Somebody who has several parts in an action owes it once."""
    held = Q(lead__holdings__from_on=None) | Q(lead__holdings__from_on__lte=on)
    held &= Q(lead__holdings__to_on=None) | Q(lead__holdings__to_on__gte=on)
    debtor = {
        "plan": F("action__standing__plan"),
        "user": F("held__user"),
        "name": Case(When(held__user=None, then=F("held__name"))),
        "post": Case(When(held__pk=None, then=F("lead"))),
    }
    rows = parts.alias(held=FilteredRelation("lead__holdings", condition=held)).order_by().values(**debtor)
    counts = {f"{kind}_count": Count("action", filter=owing[kind], distinct=True) for kind in COUNTED}
    return rows.annotate(**counts).values_list(*debtor, *counts)


def _of_nobody(plans, owing: dict[str, Q]):
    """Of each plan the counts of what nobody leads."""
    rows = Standing.objects.filter(owing["any"], lead=None, current=True, plan__in=plans).order_by().values("plan")
    counts = {f"{kind}_count": Count("pk", filter=owing[kind]) for kind in COUNTED}
    return rows.annotate(**counts).values_list("plan", *counts)


def _count(debt: Debt, counts) -> None:
    for kind, count in zip(COUNTED, counts, strict=True):
        setattr(debt, kind, count)


def _holders(leads: set[int], on: date) -> dict[int, list[Holding]]:
    """Who holds each of these posts on that day."""
    held = defaultdict(list)
    for holding in Holding.objects.filter(lead__in=leads).on(on).select_related("user"):
        held[holding.lead_id].append(holding)
    return held


def _debtors(lead: int, name: str, kind: str, holders):
    """Those who answer for a post: its holders, or the post itself where it has none."""
    for holding in holders.get(lead, ()):
        if holding.user:
            yield ("user", holding.user_id), Debt(holding.user.name, user=holding.user)
        else:
            yield ("name", holding.name), Debt(holding.name, why_not=NO_ACCOUNT)
    if not holders.get(lead):
        yield ("lead", lead), Debt(name, why_not=WITHOUT_HOLDER.get(kind, NOBODY_SPEAKS))


def _said(plans, users) -> dict[tuple[int, int], date]:
    """By plan and person, of these people, the day on which we last heard from them there."""
    path = "action__standing__plan"
    updates = ProgressUpdate.objects.filter(**{f"{path}__in": plans}, said_by__in=users).order_by()
    return {
        (plan, user): timezone.localdate(last)
        for plan, user, last in updates.values(path, "said_by")
        .annotate(last=Max("recorded_at"))
        .values_list(path, "said_by", "last")
    }


def _reminders(plans):
    """The last reminder by plan (None: a digest) and person; and by plan those that could not be sent yet."""
    members = list(Membership.objects.filter(plan__in=plans, withdrawn=False).values_list("plan_id", "user_id"))
    newest = Reminder.objects.filter(Q(plan=None) | Q(plan__in=plans), user__in={user for _plan, user in members})
    newest = newest.order_by().values("plan_id", "user_id").annotate(last=Max("pk")).values("last")
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


def _why_not(user: User, has_a_part: bool) -> str:
    if not user.is_active:
        return CLOSED
    return "" if has_a_part else NO_PART
