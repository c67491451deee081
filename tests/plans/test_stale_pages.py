"""Periods, rules, roles, people and posts are changed by somebody who has seen what was changed since the page was
opened: a page that became stale is refused with what is new beside what was typed, and goes through after that."""

import re
from datetime import date

import pytest
from django.urls import reverse

from plans import models as m
from plans.operations import people, periods
from plans.operations.plans import open_period, set_retention, set_up_plan
from plans.trail import SYSTEM
from tests import factories

pytestmark = pytest.mark.django_db

DAYS = {"position_on_day": "31", "position_on_month": "12", "position_on_year": "2027"}
FROM = {"from_on_day": "1", "from_on_month": "2", "from_on_year": "2027"}


class Scene:
    """A plan, those who have a part in it, and the page that each case opens: address, what is typed in it, what
    somebody else does meanwhile, what the page then says, what it must not have written, what it writes at last."""

    def __init__(self):
        self.plan = factories.plan("A plan", actions=1)
        self.boss = factories.person("Anna Admin", is_administrator=True)
        self.sam = factories.person("Sam Second", plan=self.plan, role="viewer")
        self.tom = factories.person("Tom Third", plan=self.plan, role="viewer")
        days = {"position_on": date(2027, 3, 31)}
        self.period = open_period(by=SYSTEM, plan=self.plan, name="End March 2027", **days)
        self.lead = people.name_lead(name="Head of Rivers")
        self.other = people.name_lead(name="Head of Streams")

    def period_moved(self):
        typed = {"name": "End of December", **DAYS}
        return Case(
            ("period", self.plan.slug, self.period.pk),
            typed,
            lambda: periods.change_period(
                by=SYSTEM, period=self.period, name="Quarter four", position_on=date(2027, 4, 30)
            ),
            ["Quarter four", "30 April 2027", 'value="End of December"'],
            lambda: m.Period.objects.get().name,
        )

    def period_withdrawn(self):
        return self.period_moved().but(
            {"do": "withdraw", "reason": "Opened twice"}, ["Opened twice"], lambda: m.Period.objects.get().withdrawn
        )

    def kept(self):
        return Case(
            ("keeping", self.plan.slug),
            {"set": "retention", "retain_until_day": "1", "retain_until_month": "2", "retain_until_year": "2030"},
            lambda: set_retention(
                by=SYSTEM, plan=self.plan, retain_until=None, hold=True, hold_reason="The inquiry of May"
            ),
            ["The inquiry of May", 'value="2030"'],
            lambda: m.Plan.objects.get().hold,
        )

    def cadence(self):
        return Case(
            ("periods", self.plan.slug),
            {"cadence_days": "14"},
            lambda: set_up_plan(by=SYSTEM, plan=self.plan, cadence_days=21),
            ["An update every</b>: 21", 'value="14"'],
            lambda: m.Plan.objects.get().cadence_days,
        )

    def evidence(self):
        return Case(
            ("keeping", self.plan.slug),
            {"set": "evidence", "evidence_policy": "asked"},
            lambda: set_up_plan(by=SYSTEM, plan=self.plan, evidence_policy="always"),
            [],
            lambda: m.Plan.objects.get().evidence_policy,
        )

    def role(self):
        return Case(
            ("plan_role", self.plan.slug, self.sam.pk),
            {"role": "contributor"},
            lambda: people.grant_role(user=self.sam, plan=self.plan, role="manager"),
            ["In A plan: manager"],
            lambda: m.Membership.objects.get(user=self.sam).role,
        )

    def role_ended(self):
        return self.role().but(
            {"role": "none", "why": "Left in June"},
            ["Left in June"],
            lambda: m.Membership.objects.get(user=self.sam).withdrawn,
        )

    def person(self):
        held = {"email": self.sam.email, "job_title": "", "starts_plans": False}
        return Case(
            ("amend_person", self.sam.pk),
            {"name": "Samuel Second", "email": self.sam.email, "is_administrator": "on"},
            lambda: people.amend_person(user=self.sam, name="Sam Fourth", is_administrator=False, **held),
            ["Sam Fourth", "Administrator", 'value="Samuel Second"'],
            lambda: m.User.objects.get(pk=self.sam.pk).name,
        )

    def account(self):
        return Case(
            ("deactivate", self.sam.pk),
            {"why": "Left the council"},
            lambda: people.appoint(lead=self.lead, user=self.sam),
            ["Head of Rivers", "Left the council"],
            lambda: m.User.objects.get(pk=self.sam.pk).is_active,
        )

    def post(self):
        return Case(
            ("hand_over", self.lead.pk),
            {"to": str(self.tom.pk), **FROM},
            lambda: people.appoint(lead=self.lead, user=self.sam),
            ["Sam Second holds it", 'value="2027"'],
            lambda: [holding.name for holding in self.lead.holdings.all()],
        )

    def renamed(self):
        return Case(
            ("amend_lead", self.lead.pk),
            {"name": "Head of All Rivers", "kind": "post"},
            lambda: people.amend_lead(lead=self.lead, name="Head of Brooks", kind="post"),
            ["Head of Brooks", 'value="Head of All Rivers"'],
            lambda: m.Lead.objects.get(pk=self.lead.pk).name,
        )

    def merged(self):
        case = self.post().but(
            {"why": "One and the same"},
            ["One and the same", "Sam Second"],
            lambda: m.Lead.objects.get(pk=self.lead.pk).merged_into,
        )
        return case.at(("merge_lead", self.lead.pk), "?into=Head+of+Streams")

    def taken_apart(self):
        typed = {"post": "Head of Water", "person": "Tom Third", "why": "Two in one"}
        case = self.post().but(
            typed, ['value="Head of Water"', "Two in one"], lambda: m.Lead.objects.get(pk=self.lead.pk).name
        )
        return case.at(("split_lead", self.lead.pk), "")


class Case:
    def __init__(self, place, typed, meanwhile, says, holds, query=""):
        self.place, self.typed, self.meanwhile, self.says, self.holds = place, typed, meanwhile, says, holds
        self.query = query

    def but(self, typed, says, holds):
        return Case(self.place, typed, self.meanwhile, says, holds)

    def at(self, place, query):
        return Case(place, self.typed, self.meanwhile, self.says, self.holds, query)


CASES = [name for name in vars(Scene) if not name.startswith("_")]


@pytest.mark.parametrize("name", CASES)
def test_what_was_not_seen_is_shown_before_it_is_overwritten(client, name):
    scene = Scene()
    case = getattr(scene, name)()
    client.force_login(scene.boss)
    view, *args = case.place
    address = reverse(view, args=args) + case.query
    seen = seen_on(client.get(address))
    case.meanwhile()
    stands = case.holds()
    stale = client.post(address, {**case.typed, "seen": seen})
    page = stale.content.decode()
    assert stale.status_code == 409 and "New since you opened this page" in page
    assert page.count("What you typed is still here") == 1
    assert all(words in page for words in case.says), [words for words in case.says if words not in page]
    assert case.holds() == stands, "nothing is written unseen"
    assert client.post(address, {**case.typed, "seen": seen_on(stale)}).status_code == 302
    assert case.holds() != stands


def test_what_somebody_else_ended_is_said_and_not_missing(client):
    scene = Scene()
    client.force_login(scene.boss)
    periods.withdraw_period(by=SYSTEM, period=scene.period, reason="Opened by mistake")
    people.deactivate(user=scene.sam, why="Left")
    for view, *args in (("period", scene.plan.slug, scene.period.pk), ("deactivate", scene.sam.pk)):
        answer = client.post(reverse(view, args=args), {"do": "withdraw", "reason": "x", "why": "x"}, follow=True)
        assert answer.status_code == 200
        assert "has been withdrawn: Opened by mistake" in answer.content.decode() or "is closed already" in (
            answer.content.decode()
        )


def seen_on(page) -> str:
    return re.search(r'name="seen" value="(\d+)"', page.content.decode())[1]
