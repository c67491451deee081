"""Every page of the demonstration, as each of its people: it opens, and says "None" nowhere."""

import re
from collections import Counter, deque

import pytest
from django.urls import Resolver404, resolve

from actionplans.demonstration.loader import load
from plans.clock import today
from plans.models import User
from tests.nones import nones

pytestmark = [pytest.mark.django_db, pytest.mark.thorough]

OF_EACH = 12
"""How many pages of one address are opened: the others are drawn by the same template."""
LINK = re.compile(r'href="(/[^"#]*)')


def test_no_page_of_the_demonstration_prints_a_value_that_is_not_there(client):
    list(load(on=today()))
    wrong, opened = [], Counter()
    for person in User.objects.filter(is_active=True).order_by("pk"):
        client.force_login(person)
        for address, page in walk(client):
            opened[resolve(address.partition("?")[0]).view_name] += 1
            wrong += [(person.name, address, words) for words in nones(page)]
    assert wrong == []
    assert {"action", "update", "verify", "decide", "plan", "person", "log", "overview"} <= opened.keys()


def walk(client):
    """The pages that one person reaches from the first by links, so many of each address, with their text."""
    waiting, known, opened = deque(["/"]), {"/"}, Counter()
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
