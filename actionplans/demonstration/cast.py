"""The made-up people and posts of grown plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from plans import models as m
from plans.assembly import LONDON
from plans.operations.people.accounts import new_user
from plans.trail import SYSTEM, change_set

POSTS = (
    "Assessment",
    "Early Help",
    "Commissioning",
    "Inclusion",
    "Fostering",
    "Practice Standards",
    "Housing Advice",
    "Youth Justice",
    "Adult Safeguarding",
    "Data and Insight",
    "Workforce",
    "Finance",
)

AT = "@grown.example"
OFFICER, MANAGER = f"officer{AT}", f"manager{AT}"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in every grown plan: the posts with their holders, an officer who records, a manager who decides."""

    leads: list[m.Lead]
    holders: list[m.User]
    officer: m.User
    manager: m.User


def at(day: date, hour: int) -> datetime:
    """The moment in London."""
    return datetime.combine(day, time(hour), LONDON)


def cast(on: date) -> None:
    """Make them, unless an earlier call has: none of them can sign in until a password is set."""
    if m.User.objects.filter(email=OFFICER).exists():
        return
    with change_set(by=SYSTEM, verb="grow", door="command", register=True, at=at(on, 9)) as act:
        for post in POSTS:
            title = f"Head of {post}"
            holder = act.add(new_user(email=_address(post), name=f"Robin Holder-{post.split()[0]}", job_title=title))
            lead = m.Lead.objects.filter(name__iexact=title).first() or act.add(m.Lead(name=title))
            act.add(m.Holding(lead=lead, user=holder, name=holder.name))
        act.add(new_user(email=OFFICER, name="Olwen Tarrant", job_title="Improvement officer"))
        act.add(new_user(email=MANAGER, name="Piers Holloway", job_title="Assistant director"))


def known_cast() -> Cast:
    """Those that were made."""
    people = {user.email: user for user in m.User.objects.filter(email__endswith=AT)}
    leads = {lead.name.lower(): lead for lead in m.Lead.objects.all()}
    return Cast(
        leads=[leads[f"head of {post}".lower()] for post in POSTS],
        holders=[people[_address(post)] for post in POSTS],
        officer=people[OFFICER],
        manager=people[MANAGER],
    )


def _address(post: str) -> str:
    return f"{post.lower().replace(' ', '.')}{AT}"
