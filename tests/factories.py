"""Small plans of the tests' own, made through the trail as everything else is."""

from __future__ import annotations

from datetime import date, timedelta

from django.core import mail

from plans import models as m
from plans.operations import organisation
from plans.operations.people import add_person, appoint, grant_role
from plans.operations.schemes import default_scheme
from plans.trail import SYSTEM, change_set

TODAY = date(2026, 11, 22)


def person(name="Dilys Marsh", *, plan=None, role=None, posts=(), **fields) -> m.User:
    """Somebody with an account; with a role in a plan, and holding posts."""
    email = fields.pop("email", name.lower().replace(" ", ".") + "@northmere.example")
    user = add_person(email=email, name=name, password=fields.pop("password", None), **fields)
    if role:
        grant_role(user=user, plan=plan, role=role)
    for lead in posts:
        appoint(lead=lead, user=user)
    return user


def plan(title="Early Help Improvement Plan", *, actions=3, sections=1, dated=TODAY - timedelta(days=180), **fields):
    """A live plan of so many actions, evenly over its sections, two to a recommendation; led by one post. A claim
    needs no evidence unless `evidence_policy` says so."""
    scheme = default_scheme()
    fields.setdefault("evidence_policy", m.Plan.EvidencePolicy.NEVER)
    slug = fields.pop("slug", title.lower().replace(" ", "-")[:80])
    made = m.Plan(title=title, slug=slug, scheme=scheme, dated=dated, **fields)
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        act.save(made)
        act.join(made)
        lead = m.Lead.objects.filter(name="Head of Early Help").first() or m.Lead(name="Head of Early Help")
        act.save(lead)
        headings = (("ref", "No"), ("recommendation", "Recommendation"), ("action", "Action"), ("lead", "Lead"))
        act.add_all(m.Column(plan=made, heading=h, meaning=meaning, order=n) for n, (meaning, h) in enumerate(headings))
        bands = [m.Section(plan=made, title=f"Theme {n + 1}", order=n) for n in range(sections)]
        act.add_all(bands)
        recs = [
            m.Recommendation(
                section=bands[n % sections],
                order=n,
                printed_ref=f"{n + 1}.",
                text=f"Improve the matter numbered {n + 1}",
            )
            for n in range((actions + 1) // 2)
        ]
        act.add_all(recs)
        rows = [
            m.Action(
                recommendation=recs[n // 2],
                order=n % 2,
                row=n + 1,
                text=f"Do the thing numbered {n + 1} and show that it works",
                expected_evidence="Audit of twenty files",
            )
            for n in range(actions)
        ]
        act.add_all(rows)
        act.add_all(m.Assignment(action=a, lead=lead, printed=lead.name, role="lead", order=0) for a in rows)
        act.add_all(
            m.Timescale(action=a, order=0, text="a day", kind="date", latest=TODAY + timedelta(days=7 * n - 14))
            for n, a in enumerate(rows)
        )
    return made


def mail_arrives(*, by: m.User) -> None:
    """An administrator has sent a test to themself and said that it has come."""
    organisation.send_test_mail(by=by, root="http://testserver")
    mail.outbox.clear()
    organisation.say_whether_mail_came(by=by, came=True)


def actions_of(plan) -> list[m.Action]:
    return list(m.Action.objects.of_plan(plan).in_printed_order())


def lead(name="Head of Early Help") -> m.Lead:
    return m.Lead.objects.get(name=name)


def rag(code: str) -> m.Rag:
    return m.Rag.objects.get(code=code, scheme__is_default=True)


def move(timescale, *, to: date) -> None:
    """Give a timescale another latest day."""
    timescale.latest = to
    with change_set(timescale.action.plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(timescale)
