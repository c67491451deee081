"""No page names more than a page of anything that there can be many of: what a new loop of a template goes through
whole is found here, whatever page it stands on."""

import re
from collections import defaultdict

import pytest
from django.urls import reverse

from actionplans.demonstration.growth import grow
from plans.clock import today
from tests.bench import hand
from tests.bench.addresses import PAGES
from tests.crowd import crowd

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

MANY = 120
A_PAGE = 60
"""A page of fifty, and what stands beside it."""

CHOICES = re.compile(r"<(select|datalist)\b.*?</\1>", re.DOTALL)
"""What is offered to be chosen from is all there is of it."""

FILES = {"actions_csv", "actions_xlsx", "log_csv", "since_csv", "since_xlsx", "everything", "calendar_feed"}
"""What is taken away as a whole."""

WHOLE = {
    "amend_lead": {"alias"},
    "edit_plan": {"section"},
    "exempt": {"evidence", "mark", "update"},
    "plan": {"section"},
}
"""The kinds that a page shows whole, however many there are: the bands of a plan, by which the rest of it is reached,
and what is chosen from or copied from on one form. A page that is mended is taken out here; none is to come in."""

BESIDE = {
    "account": {"roles"},
    "action": {"evidence", "questions", "requests"},
    "edit_plan": {"withdrawn"},
    "my_actions": {"questions"},
    "person": {"roles"},
    "plan_scheme": {"page"},
    "post": {"holders"},
    "scheme": {"versions"},
}
"""The lists beside a page's own, and the name under which an address asks for a page of each."""


def test_no_page_names_more_than_a_page_of_anything(client):
    list(grow(plans=1, actions=40, updates=3, on=today()))
    hand.prepare()
    people = {role: hand.person(role) for role in ("lead", "officer", "manager", "administrator")}
    action = hand.action()
    asked = {name: (role, reverse(name, args=hand.found(what)) + rest) for name, (role, what, rest) in PAGES.items()}
    crowd(hand.first_plan(), action, action.assignments.get().lead, people, many=MANY)
    found = {}
    for name in asked.keys() - FILES:
        role, url = asked[name]
        client.logout()
        if role != "nobody":
            client.force_login(people[role])
        answer = client.get(url)
        named = over(CHOICES.sub("", answer.content.decode("utf-8", "replace")))
        if named:
            found[name] = named
    assert found == WHOLE
    for name, lists in BESIDE.items():
        role, url = asked[name]
        client.force_login(people[role])
        for each in lists:
            pages = [client.get(f"{url}?{each}={number}").context[each] for number in (1, 2)]
            first, second = (list(page) for page in pages)
            assert len(first) == 50 and second and not any(one in first for one in second), (name, each)
    for name in ("issued", "issued_everywhere", "plan_people", "schemes", "imports"):
        role, url = asked[name]
        client.force_login(people[role])
        pages = [client.get(f"{url}?page={number}").context for number in (1, 2)]
        first, second = (list(each["drafts" if name == "imports" else "page"]) for each in pages)
        assert len(first) == 50 and second and not {each.pk for each in first} & {each.pk for each in second}, name


def over(text: str) -> set[str]:
    """The kinds of which a text names more than a page."""
    numbers = defaultdict(set)
    for kind, number in re.findall(r"Z([a-z]+)-(\d{3})", text):
        numbers[kind].add(number)
    return {kind for kind, each in numbers.items() if len(each) > A_PAGE}
