"""Where somebody came from: the entry of the navigation that is marked, the way back, and where a remedy leads."""

import re
from urllib.parse import quote

import pytest
from django.urls import URLResolver, get_resolver, reverse

from actionplans.frame import ENTRIES
from plans import models as m
from tests import factories

pytestmark = pytest.mark.django_db


def marked(html: str) -> str:
    """The words of the entry of the navigation under which the page stands."""
    return re.search(r'aria-current="(?:page|true)">([^<]*)', html.partition("</nav>")[0])[1]


@pytest.mark.parametrize(
    ("came", "entry"),
    [
        ("chase", "Chase"),
        ("overview", "Overview"),
        ("log", "Plans"),
        ("to_verify", "To verify"),
        ("plans", "Actions"),
        ("my_actions", "Actions"),
        ("", "Actions"),
    ],
)
def test_the_navigation_shows_where_one_came_from(client, officer, plan, came, entry):
    """A list that is none of theirs, and an address that is none of ours, leave the page under its own entry."""
    [action, *_others] = factories.actions_of(plan)
    args = [plan.slug] if came == "log" else []
    asked = {"from": reverse(came, args=args)} if came else {"from": "https://elsewhere.example/chase/"}
    page = client.get(reverse("action", args=[action.pk]), asked).text
    assert marked(page) == entry
    assert 'href="https://elsewhere' not in page


def test_a_plan_passes_on_that_one_came_from_it(client, officer, plan):
    page = client.get(reverse("plan", args=[plan.slug])).text
    address = re.search(r'href="(/actions/\d+/\?from=[^"]+)"', page)[1]
    there = client.get(address).text
    assert marked(there) == "Plans"
    changes = re.search(r'href="([^"]*show=changes[^"]*)#past"', there)[1].replace("&amp;", "&")
    assert marked(client.get(address.partition("?")[0] + changes).text) == "Plans"


def test_whoever_mends_what_chase_shows_comes_back_to_it(client, officer, plan):
    page = client.get(reverse("chase")).text
    address = re.search(r'href="(/posts/\d+/hand-over/\?from=[^"]+)"', page)[1]
    form = client.get(address)
    assert marked(form.text) == "Chase"
    assert form.text.count(f'href="{reverse("chase")}"') == 3, "navigation, breadcrumbs, and the way out"
    on = factories.TODAY
    typed = {"to": officer.pk, "from_on_day": on.day, "from_on_month": on.month, "from_on_year": on.year}
    assert client.post(address, typed).url == reverse("chase")
    assert m.Holding.objects.get().user == officer


def test_the_scheme_is_looked_at_from_getting_ready_and_back(client, plan):
    client.force_login(factories.person("Abe Administrator", is_administrator=True))
    there = client.post(reverse("setup"), {"do": "look"}).url
    page = client.get(there).text
    assert marked(page) == "People" and page.count(f'href="{reverse("setup")}"') == 2


def routes(patterns=None, before=""):
    """Every address, as its pattern."""
    for each in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from routes(each.url_patterns, route)
        else:
            yield route


ALONE = "account accessibility privacy help health ready evidence calendar reminders".split()
"""What stands under no entry: one's own account, words, and what a person is led to from several."""


def test_a_page_stands_under_the_entry_that_the_first_part_of_its_address_says():
    """So a new page beside others does too, without being named anywhere; a new first part is decided here."""
    assert {route.split("/")[0] for route in routes() if "/" in route} - set(ENTRIES) == set(ALONE)


def test_what_is_done_to_an_action_keeps_the_way_back(client, officer, plan):
    """From the list through the action to a form: its way out, what follows it, and the list after a decision."""
    came = reverse("actions") + "?when=owes"
    [action, *_others] = factories.actions_of(plan)
    kept = "?from=" + quote(came, safe="")
    page = client.get(reverse("action", args=[action.pk]), {"from": came}).text
    for name in ("update", "extend"):
        address = f"{reverse(name, args=[action.pk])}{kept}"
        assert f'href="{address}' in page, name
        form = client.get(address).text
        assert f'href="{reverse("action", args=[action.pk])}{kept}">Leave' in form, name
        assert f'action="{address}"' in form, name
    said = {"rag": "green", "narrative": "It is done.", "claim": "yes", "seen": ""}
    there = client.post(f"{reverse('update', args=[action.pk])}{kept}", said)
    assert there.url == f"{reverse('action', args=[action.pk])}{kept}"
    client.force_login(factories.person("Moira Manager", plan=plan, role="manager"))
    claim = reverse("verify", args=[action.updates.get().pk])
    assert f'action="{claim}{kept}"' in client.get(f"{claim}{kept}").text
    seen = m.ChangeSet.objects.order_by("-pk").first().pk
    assert client.post(f"{claim}{kept}", {"decision": "verify", "seen": seen}).url == came
