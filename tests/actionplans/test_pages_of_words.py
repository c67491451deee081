"""Pages of nothing but words, and the monitor's, read nothing of any action; the counts are asked where they stand."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

OF_ACTIONS = re.compile(
    r"plans_(action|standing|progressupdate|decision|extension|timescale|assignment|recommendation)\b"
)


@pytest.fixture
def manager(client):
    plan = factories.plan()
    lead = factories.lead()
    user = factories.person("Moira Manager", plan=plan, role="manager", posts=[lead], is_administrator=True)
    client.force_login(user)
    return user


def asked(client, name):
    with CaptureQueriesContext(connection) as captured:
        page = client.get(reverse(name))
    return page, [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize("name", ["help", "accessibility", "privacy", "health"])
def test_they_ask_nothing_of_any_action(client, manager, name):
    for signed_in in (True, False):
        if not signed_in:
            client.logout()
        page, queries = asked(client, name)
        assert page.status_code == 200
        assert [sql for sql in queries if OF_ACTIONS.search(sql)] == []


def test_health_needs_no_session(client, manager):
    _page, queries = asked(client, "health")
    assert queries == ["SELECT 1"]
    assert client.get(reverse("plans")).status_code == 200, "and ends none"


def test_the_way_home_counts_nothing(client, manager):
    page, queries = asked(client, "home")
    assert page.status_code == 302
    assert [sql for sql in queries if OF_ACTIONS.search(sql)] == []


def test_the_navigation_of_a_page_of_words_leads_where_any_other_leads(client, manager):
    def nav(page):
        return re.findall(r'<li><a href="(/[^"]*)"', page.text.partition("<main")[0])

    words, _queries = asked(client, "help")
    plans, queries = asked(client, "plans")
    assert "ap-nav__count" not in words.text
    assert "ap-nav__count" in plans.text
    assert nav(words) == nav(plans) != []
    assert [sql for sql in queries if OF_ACTIONS.search(sql)]
