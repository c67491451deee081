"""How leads are named: as the document prints them or, for a paper that is published, by their posts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from plans.state import AssignmentState, HolderState, LeadState, PlanState
from reports.appendix.text import one_line

WITHHELD = "Officer (post not recorded)"
"""Printed instead of a person of whom no post is known: a name must not slip into a paper without names."""


@dataclass(frozen=True, slots=True)
class Names:
    """`posts` is None where people are named as printed; otherwise it maps each known person's name, in lower
    case, to what is printed instead."""

    plan: PlanState
    posts: dict[str, str] | None

    def of(self, assignment: AssignmentState) -> str:
        """The lead's name, with the assignment's note in brackets."""
        name, note = one_line(self._name(assignment)), self.published(assignment.note)
        return f"{name} ({note})" if note else name

    def _name(self, assignment: AssignmentState) -> str:
        if self.posts is None:
            return assignment.printed or self.plan.lead(assignment.lead_id).name
        lead = self.plan.lead(assignment.lead_id)
        if lead.kind == "person":
            return self.posts[lead.name.casefold()]
        return lead.name if lead.kind == "post" else self.published(assignment.printed or lead.name)

    def published(self, text: str) -> str:
        """The text on one line, with each known person's name replaced by their post where that was asked."""
        text, posts = one_line(text), self.posts
        if not posts:
            return text
        known = sorted(posts, key=len, reverse=True)
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b", re.IGNORECASE)
        return pattern.sub(lambda found: posts[found[0].casefold()], text)


def names(plan: PlanState, *, on: date, posts_instead_of_people: bool) -> Names:
    """The names to print on that day."""
    if not posts_instead_of_people:
        return Names(plan=plan, posts=None)
    people = {lead.name.casefold(): _post_of(plan, lead, on) for lead in plan.leads if lead.kind == "person"}
    held = {
        holder.name.casefold(): lead.name
        for lead in plan.leads
        if lead.kind == "post"
        for holder in lead.holders
        if holder.name
    }
    return Names(plan=plan, posts=held | people)


def people_without_post(plan: PlanState, on: date) -> tuple[str, ...]:
    """The people who lead something here and would be printed as `WITHHELD`, for the officer to mend first."""
    people = (lead for lead in plan.leads if lead.kind == "person")
    return tuple(lead.name for lead in people if _post_of(plan, lead, on) == WITHHELD)


def _post_of(plan: PlanState, person: LeadState, on: date) -> str:
    for post in plan.leads:
        holder = _holder(post, on) if post.kind == "post" else None
        if holder and _same(holder, person, on):
            return post.name
    return WITHHELD


def _same(holder: HolderState, person: LeadState, on: date) -> bool:
    own = _holder(person, on)
    known = own is not None and own.user_id is not None and own.user_id == holder.user_id
    return known or holder.name.casefold() == person.name.casefold()


def _holder(lead: LeadState, on: date) -> HolderState | None:
    name = lead.holder(on)
    return next((holder for holder in lead.holders if holder.name == name), None) if name else None
