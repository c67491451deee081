"""What is asked in one go: many numbers as one value, the parts of somebody who only reads a page, and what each page
asks, whose SQL is made once."""

from datetime import timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse

from plans import models as m
from plans import worklists
from plans.clock import today
from plans.filters.facets import Facets
from plans.filters.listing import Listing
from plans.models.standing import owes_update
from plans.operations.decisions.extensions import request_extension
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.parts import roles
from tests import factories

pytestmark = pytest.mark.django_db


def test_among_finds_what_in_finds():
    rows = factories.actions_of(factories.plan(actions=6, sections=2))
    some = [row.pk for row in rows[1::2]]
    assert set(m.Action.objects.filter(pk__among=some)) == set(rows[1::2])
    assert set(m.Standing.objects.filter(action__among=set(some)).values_list("pk", flat=True)) == set(some)
    above = {row.recommendation_id for row in rows[:2]}
    of_them = m.Action.objects.filter(recommendation__among=above)
    assert set(of_them) == {row for row in rows if row.recommendation_id in above}
    assert set(m.Action.objects.exclude(pk__among=some)) == set(rows[::2])
    assert not m.Action.objects.filter(pk__among=[]).exists()


def test_parts_are_asked_once_where_a_page_is_only_read(django_assert_num_queries):
    plans = [factories.plan(), factories.plan("Another Plan")]
    user = m.User.objects.get(pk=factories.person("Moira Manager", plan=plans[0], role="manager").pk)
    assert roles(user, plans[1]) == set()
    factories.grant_role(user=user, plan=plans[1], role="viewer")
    assert roles(user, plans[1]) == {"viewer"}, "whoever writes asks anew"
    user.keeps_parts = True
    with django_assert_num_queries(1):
        assert [roles(user, plan) for plan in plans] == [{"manager"}, {"viewer"}]
        assert user.plans_as("manager", "officer") == [plans[0].pk]


def test_a_form_that_is_sent_is_held_against_the_parts_of_that_moment(client):
    plan = factories.plan(actions=2)
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    client.force_login(officer)
    address = reverse("edit_frame", args=[plan.slug])
    assert client.get(address).status_code == 200
    m.Membership.objects.filter(user=officer).update(role="viewer")
    assert client.post(address, {"title": "Mine"}).status_code == 403
    assert client.get(address).status_code == 403


@pytest.fixture
def busy():
    """A plan in which something waits for everybody: a claim, a date that is asked for, silence."""
    plan = factories.plan(actions=6)
    rows, post = factories.actions_of(plan), factories.lead()
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[post])
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True)
    submit_progress(by=lead, action=rows[0], word=word)
    timescale = m.Timescale.objects.filter(action=rows[1]).first()
    request_extension(by=lead, timescale=timescale, to_latest=today() + timedelta(400), reason="It takes longer.")
    return plan, lead


@pytest.mark.parametrize("days_on", [0, 40])
@pytest.mark.parametrize("role", ["contributor", "manager", "officer", "viewer"])
def test_what_waits_is_what_the_lists_behind_it_hold(busy, role, days_on):
    plan, lead = busy
    user, on = factories.person("Moira Other", plan=plan, role=role), today() + timedelta(days_on)
    for each in (user, lead):
        asked = m.User.objects.get(pk=each.pk)
        asked.keeps_parts = True
        waits = worklists.waiting(asked, on=on)
        oversees = asked == user and role in ("manager", "officer")
        owed = worklists.standings_of(each, on=on).filter(owes_update(m.Plan.objects.owed_since(on=on)))
        assert waits.owed == owed.count()
        assert waits.to_chase == (worklists.to_chase(each, on=on).count() if oversees else 0)
        to_verify = worklists.to_verify(each).count() + worklists.to_recheck(each, on=on).count()
        assert waits.to_verify == (to_verify if oversees else 0)
        assert waits.to_decide == worklists.to_decide(each).count()
        assert worklists.waiting(asked, on=on, counted=False).is_lead == waits.is_lead == (each == lead)
    assert worklists.to_verify(factories.person("Max", plan=plan, role="manager")).count() == 1


def test_the_usual_facets_are_those_that_are_asked_anew(busy, django_assert_num_queries):
    plan, _lead = busy
    user = factories.person("Moira Manager", plan=plan, role="manager")
    for address in ("", "when=overdue&due_within=12", "rag=green&sort=ref"):
        facets = Listing(user, QueryDict(address), on=today()).facets
        assert plan.pk in facets.scope.owed_since and not facets.scope.holds
        with django_assert_num_queries(1):
            usual = facets.how
        anew = Facets(facets.filters)
        anew.scope.__dict__["holds"] = True
        strip = {frozenset(options - {("mine", "yes")}): number for options, _fails, number in anew.how._rows}
        assert {options: number for options, _fails, number in usual._rows} == strip
        assert facets.number == facets.scope.number == 6


@pytest.mark.parametrize(
    ("begins", "ends", "is_merged"),
    [(None, None, False), (-1, None, False), (1, None, False), (None, -1, False), (0, 0, False), (None, None, True)],
)
def test_whoever_holds_a_post_on_a_day_is_told_as_the_database_finds_it(begins, ends, is_merged):
    post, other = m.Lead.objects.bulk_create([m.Lead(name="Head of Kites"), m.Lead(name="Kites")])
    user = factories.person("Ada Lead")
    assert not user.was_named
    if is_merged:
        m.Lead.objects.filter(pk=post.pk).update(merged_into=other)
    day = [None if each is None else today() + timedelta(each) for each in (begins, ends)]
    m.Holding.objects.bulk_create([m.Holding(lead=post, user=user, name="Ada", from_on=day[0], to_on=day[1])])
    assert user.was_named
    assert user.held_on(today()) == list(m.Holding.objects.filter(user=user).on(today()).values_list("lead", flat=True))
