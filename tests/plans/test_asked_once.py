"""What is asked in one go: many numbers as one value, and the parts of somebody who only reads a page."""

import pytest
from django.urls import reverse

from plans import models as m
from plans import permissions
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
    assert permissions.roles(user, plans[1]) == set()
    factories.grant_role(user=user, plan=plans[1], role="viewer")
    assert permissions.roles(user, plans[1]) == {"viewer"}, "whoever writes asks anew"
    user.keeps_parts = True
    with django_assert_num_queries(1):
        assert [permissions.roles(user, plan) for plan in plans] == [{"manager"}, {"viewer"}]
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
