"""Whatever the two documents say: what is applied is no difference any more, and no row is ever lost."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from audits.verification import faults
from plans import models as m
from plans.importing import compare
from plans.importing.understood_plan import UnderstoodPlan
from plans.operations.editions import apply_edition
from plans.operations.plans import open_plan, set_up_plan
from plans.operations.retraction import take_back_act
from plans.queries import plan_state
from plans.trail import SYSTEM
from plans.trail import tracked_models as histories
from tests import factories
from tests.plans.importing.editions.invented import random_document

LATER = date(2026, 5, 31)


class AnyEdition(TestCase):
    @settings(max_examples=5, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, 100_000), st.booleans())
    def test_what_was_applied_is_no_difference_any_more(self, seed, related):
        random = Random(seed)  # noqa: S311
        first = random_document(random)
        second = edited(first, random) if related else random_document(random)
        plan = open_plan(by=SYSTEM, title="Lanterns")
        boss = factories.person("Moira Manager", plan=plan, role="manager", is_administrator=True)
        everything(boss, plan, first, b"first")
        assert compare(plan_state(plan), first).differences == ()
        set_up_plan(by=SYSTEM, plan=plan, status="live")
        rows, stood, before_it = counts(), said_of(plan), m.ChangeSet.objects.latest("pk")
        everything(boss, plan, replace(second, dated=LATER), b"second")
        left = compare(plan_state(plan), replace(second, dated=LATER)).differences
        assert [each for each in left if not each.refusal] == []
        assert all(now >= before for before, now in zip(rows, counts(), strict=True))
        assert list(faults()) == []
        act = m.ChangeSet.objects.filter(verb="apply_edition", pk__gt=before_it.pk).last()
        if act:
            take_back_act(by=boss, plan=plan, act=act, reason="The wrong one.")
            assert said_of(plan) == stood
            assert list(faults()) == []


def everything(by, plan: m.Plan, document: UnderstoodPlan, data: bytes) -> None:
    edition = compare(plan_state(plan), document)
    apply_edition(
        by=by,
        plan=plan,
        document=document,
        data=data,
        name="lanterns.md",
        accepted=frozenset(each.key for each in edition.differences if each.can_apply),
        withdraw={each.key: "No longer wanted" for each in edition.differences if each.can_withdraw},
        seen=edition.digest,
    )


def said_of(plan: m.Plan):
    """What the plan says, whichever posts the organisation has come to know."""
    return replace(plan_state(m.Plan.objects.get(pk=plan.pk)), leads=())


def counts() -> list[int]:
    return [model._base_manager.count() for model in histories.models().values()]


def edited(plan: UnderstoodPlan, random: Random) -> UnderstoodPlan:
    """The document with rows put elsewhere, taken out and reworded, and its bands in another order."""

    def reworded(row):
        words = row.text.split()
        return replace(row, text=" ".join([*words[:-1], "anew"])) if random.random() < 0.3 and not row.steps else row

    recs = [r for section in plan.sections for r in section.recommendations]
    rows = [reworded(row) for row in plan.actions if random.random() < 0.8]
    random.shuffle(rows)
    random.shuffle(recs)
    parts = [rows[n :: len(recs)] for n in range(len(recs))]
    recs = [replace(r, actions=tuple(part)) for r, part in zip(recs, parts, strict=True)]
    count = len(plan.sections)
    sections = [replace(s, recommendations=tuple(recs[n::count])) for n, s in enumerate(plan.sections)]
    random.shuffle(sections)
    return replace(plan, sections=tuple(sections))
