"""What mends it where no reminder reaches somebody: in words, with the page on which it is done by whoever may."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from plans.models import Plan
from reports.reminders.chase import CLOSED, NO_ACCOUNT, NO_LEAD, NO_PART, NOBODY, NOBODY_SPEAKS, Debt


@dataclass(frozen=True, slots=True)
class Remedy:
    """`words` lead to `url`; what follows them stands in `besides`."""

    words: str
    url: str = ""
    besides: str = ""


ASKED = {
    NOBODY: "Ask an officer of the plan to say who holds it.",
    NOBODY_SPEAKS: "Ask an officer of the plan to say who answers for it.",
    NO_ACCOUNT: "Ask an officer of the plan to invite them, or record what they tell you on the update page.",
    CLOSED: "Ask an officer of the plan who holds it now.",
    NO_PART: "Ask an officer of the plan to make them a contributor.",
    NO_LEAD: "Ask an officer of the plan to say who leads these.",
}
"""For somebody who can't mend it: a manager."""


def remedy(debt: Debt, plan: Plan, *, runs: bool) -> Remedy:
    """For an officer or administrator (`runs`) the page that mends it; for others whom to ask."""
    if not runs:
        return Remedy(ASKED[debt.why_not])
    if debt.why_not == NO_LEAD:
        return Remedy("Say in the plan who leads these", reverse("edit_plan", args=[plan.slug]))
    if debt.why_not == NO_PART and debt.user:
        return Remedy("Make them a contributor", reverse("plan_role", args=[plan.slug, debt.user.pk]))
    words = {NOBODY: "Say who holds it", NOBODY_SPEAKS: "Say who answers for it", CLOSED: "Say who holds it now"}
    said = words.get(debt.why_not, "Say who of those with an account it is, or invite them")
    besides = ", or record what they tell you on the update page" if debt.why_not == NO_ACCOUNT else ""
    [first, *more] = sorted(debt.leads)
    return Remedy(said, reverse("posts") if more else reverse("hand_over", args=[first]), besides)
