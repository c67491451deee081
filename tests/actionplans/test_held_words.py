"""Whoever's session ends while they write finds their words on the same page when they have signed in again."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from actionplans.held import FORMS_OF
from plans import models as m
from plans.operations.progress.updates import Word, submit_progress
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = "Written over lunch & nearly lost"


@pytest.fixture
def world():
    """A plan with an action that waits for everything, and somebody who may do it all."""
    plan = factories.plan()
    post, [action, other, *_rest] = factories.lead(), factories.actions_of(plan)
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[post])
    claim = submit_progress(
        by=lead, action=other, word=Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True)
    )
    user = factories.person("Max Manager", plan=plan, role="manager", password="a-long-word-9", is_administrator=True)
    return plan, action, claim, user


PAGES = {
    "update": lambda w: (reverse("update", args=[w[1].pk]), "narrative"),
    "close": lambda w: (reverse("close", args=[w[1].pk]), "reason"),
    "verify": lambda w: (reverse("verify", args=[w[2].pk]), "reason"),
    "extend": lambda w: (reverse("extend", args=[w[1].pk]), "reason"),
    "edit_thing": lambda w: (reverse("edit_thing", args=[w[0].slug, "action", w[1].pk]), "text"),
    "edit_withdraw": lambda w: (reverse("edit_withdraw", args=[w[0].slug, "action", w[1].pk]), "reason"),
    "questions": lambda w: (reverse("questions", args=[w[0].slug]), "value"),
    "imports": lambda w: (reverse("imports"), "text"),
    "invite": lambda w: (reverse("invite"), "name"),
    "deactivate": lambda w: (reverse("deactivate", args=[w[2].said_by_id]), "why"),
    "redact": lambda w: (reverse("redact", args=[w[1].pk]), "words"),
    "chase": lambda w: (reverse("remind", args=[w[0].slug]), "message"),
    "update_draft": lambda w: (reverse("update_draft", args=[w[1].pk]), "narrative"),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_words_stand_on_the_page_of_their_form(world, name):
    url, field = PAGES[name](world)
    client = Client()
    response = client.post(url, {field: WORDS})
    assert response.status_code == 401
    hidden = {
        each: re.search(rf'name="{each}" value="([^"]*)"', response.text)[1].replace("&amp;", "&")
        for each in ("next", "held")
    }
    typed = {"login": world[3].email, "password": "a-long-word-9", **hidden}
    page = client.post(reverse("account_login"), typed, follow=True)
    assert page.status_code == 200, page.redirect_chain
    assert WORDS.replace("&", "&amp;") in page.text
    assert m.ProgressUpdate.objects.count() == 1


def test_what_was_sent_after_all_is_held_no_more(world):
    url = reverse("close", args=[world[1].pk])
    client = Client()
    client.force_login(world[3])
    session = client.session
    session["held"] = {"path": url, "fields": f"reason={WORDS}"}
    session.save()
    assert "It stands here until you sign out" in client.get(url).text
    assert client.post(url, {"kind": "superseded", "reason": WORDS}).status_code == 302
    assert "held" not in client.session


def test_each_address_that_can_only_be_sent_to_has_the_page_of_its_form():
    found = set()
    patterns = list(get_resolver().url_patterns)
    while patterns:
        pattern = patterns.pop()
        if not isinstance(pattern, URLPattern):
            patterns += pattern.url_patterns
        elif _only_sent(pattern.callback):
            found.add(pattern.name)
    assert "update_draft" in found
    assert found - FORMS_OF.keys() == set()


def _only_sent(view) -> bool:
    cells = getattr(view, "__closure__", None) or ()
    return any(cell.cell_contents == ["POST"] for cell in cells)
