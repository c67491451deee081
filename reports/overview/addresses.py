"""Where a figure leads: the list of the actions that were counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse

from plans.models import Plan


@dataclass(frozen=True, slots=True)
class Addresses:
    """`plan` is the only one counted, or None; `others` whether the person can see plans that are not counted
    because they are not live: only then does an address have to leave them out; `to` where the list itself is."""

    plan: Plan | None
    others: bool
    to: str = field(default_factory=lambda: reverse("actions"))

    def actions(self, **where) -> str:
        """The list of these actions, by the names and values of its filters."""
        asked = {"plan": self.plan.slug, **where} if self.plan else where
        if self.others and "plan" not in asked:
            asked["status"] = Plan.Status.LIVE.value
        query = urlencode(asked, doseq=True)
        return f"{self.to}?{query}" if query else self.to
