"""Plans of any size with made-up words, for benchmarks: whole acts at once, on the trail like everything else."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import cycle, islice

from plans import models as m
from plans.operations.schemes import default_scheme
from plans.trail import SYSTEM, change_set

HEADINGS = (
    ("ref", "Ref"),
    ("recommendation", "Recommendation"),
    ("action", "Action"),
    ("lead", "Lead"),
    ("evidence", "Evidence"),
    ("timescale", "Timescale"),
    ("progress", "Progress"),
    ("rag", "RAG"),
)
POSTS = ("Head of Assessment", "Head of Early Help", "Head of Commissioning", "Head of Inclusion", "Practice Lead")
SENTENCE = (
    "The second round of audits is complete and the share that met the standard rose; two teams remain below it "
    "and have a plan with dates. "
)


def grow(*, plans: int, actions: int, updates: int, on: date) -> list[m.Plan]:
    """Make so many plans, each of so many actions with so many updates; the last update of each is of that day
    or up to seven weeks before it."""
    scheme = default_scheme()
    ratings = list(scheme.ratings.filter(means_finished=False))
    return [_plan(number, actions, updates, on, scheme, ratings) for number in range(plans)]


def _plan(number: int, actions: int, updates: int, on: date, scheme, ratings) -> m.Plan:
    taken = m.Plan.objects.count()
    plan = m.Plan(title=f"Plan {taken + 1} of {actions} actions", slug=f"grown-{taken + 1}", scheme=scheme, dated=on)
    with change_set(by=SYSTEM, verb="grow", door="command", register=True) as act:
        act.save(plan)
        act.join(plan)
        leads = [m.Lead.objects.filter(name=name).first() or m.Lead(name=name) for name in POSTS]
        for lead in leads:
            act.save(lead)
        act.add_all(
            m.Column(plan=plan, heading=heading, meaning=meaning, order=order)
            for order, (meaning, heading) in enumerate(HEADINGS)
        )
        sections = [m.Section(plan=plan, title=f"Within {n * 3} months", order=n) for n in range(1, 5)]
        act.add_all(sections)
        recommendations = [
            m.Recommendation(
                section=sections[n * 4 // max(1, -(-actions // 3))],
                order=n,
                printed_ref=f"{n + 1}.",
                text=f"Improve the consistency of practice in the matter numbered {n + 1}, and show that it holds.",
            )
            for n in range(-(-actions // 3))
        ]
        act.add_all(recommendations)
        rows = [
            m.Action(
                recommendation=recommendations[n // 3],
                order=n % 3,
                row=n + 1,
                text=f"Agree, publish and test the standard numbered {n + 1} with every team that it concerns.",
                expected_evidence="Dip sample of twenty files; report to the board",
                stage="in_progress" if updates else "not_started",
            )
            for n in range(actions)
        ]
        act.add_all(rows)
        act.add_all(
            m.Assignment(action=row, lead=lead, printed=lead.name, role="lead", order=0)
            for row, lead in zip(rows, cycle(leads), strict=False)
        )
        act.add_all(
            m.Timescale(action=row, order=0, text="a day", kind="date", latest=on + timedelta(days=n % 200 - 60))
            for n, row in enumerate(rows)
        )
        act.add_all(
            m.ProgressUpdate(
                action=row,
                position_on=on - timedelta(days=28 * (updates - 1 - k) + n % 49),
                recorded_at=act.moment,
                narrative=f"{k + 1}. {SENTENCE}",
                rag=rag,
                said_by_name=row.recommendation.section.plan.title,
                recorded_by_name=SYSTEM.name,
            )
            for n, row in enumerate(rows)
            for k, rag in enumerate(islice(cycle(ratings), n % 3, n % 3 + updates))
        )
    return plan
