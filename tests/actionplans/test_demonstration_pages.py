"""Every page of the demonstration, as each of its people: it opens, and says "None" nowhere."""

import re
from collections import Counter, defaultdict, deque

import pytest
from django.urls import Resolver404, resolve

from actionplans.demonstration.loader import load
from plans.clock import today
from plans.models import User
from tests.nones import nones

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

OF_EACH = 12
"""How many pages of one address people of the same roles open between them: the others are drawn by the same template,
and show them the same of it."""
LINK = re.compile(r'href="(/[^"#]*)')


def test_no_page_of_the_demonstration_prints_a_value_that_is_not_there(client):
    list(load(on=today()))
    wrong, opened = [], defaultdict(Counter)
    for person in User.objects.filter(is_active=True).order_by("pk"):
        client.force_login(person)
        for address, page in walk(client, opened[roles_of(person)]):
            wrong += [(person.name, address, words) for words in nones(page)]
    assert wrong == []
    names = {name for of_some in opened.values() for name in of_some}
    assert {"action", "update", "verify", "decide", "plan", "person", "log", "overview"} <= names


def roles_of(person):
    """In any plan, with whether they lead something and whether they give access."""
    roles = frozenset(person.memberships.values_list("role", flat=True))
    return roles, person.holdings.exists(), person.is_administrator


def walk(client, opened):
    """The pages that one person reaches from the first by links, with their text; `opened` counts those of each
    address, by whoever of the same roles came before too."""
    waiting, known = deque(["/"]), {"/"}
    while waiting:
        address = waiting.popleft()
        try:
            name = resolve(address.partition("?")[0]).view_name
        except Resolver404:
            continue
        opened[name] += 1
        if opened[name] > OF_EACH:
            continue
        answer = client.get(address, follow=True)
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        assert answer.status_code == 200, address
        yield address, answer.text
        fresh = [link.replace("&amp;", "&") for link in LINK.findall(answer.text)]
        waiting.extend(link for link in dict.fromkeys(fresh) if link not in known)
        known.update(fresh)
