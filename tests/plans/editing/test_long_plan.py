"""Editing a plan that is too long for one page: by the parts in which it is read."""

import re

import pytest
from django.urls import reverse

from plans import models as m
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """Parts of four rows, and of more than six actions a plan is long."""
    monkeypatch.setattr("plans.parts.WHOLE", 6)
    monkeypatch.setattr("plans.parts.A_PART", 4)


@pytest.fixture
def plan():
    return factories.plan(actions=20, sections=2)


def shown(page) -> list[int]:
    """The actions whose rows stand on the page."""
    return [int(pk) for pk in re.findall(r'id="action-(\d+)"', page.text)]


def test_a_part_is_shown_and_the_others_are_a_link_away(client, plan, officer):
    address = reverse("edit_plan", args=[plan.slug])
    page = client.get(address)
    every = [action.pk for action in factories.actions_of(plan)]
    assert shown(page) == every[:4]
    assert "2 sections, 20 actions" in page.text
    assert "shown a part at a time" in page.text
    links = re.findall(r'<a href="(\?(?:section|recommendation)=\d+)#', page.text.partition("<main")[2])
    found = sorted({pk for link in links for pk in shown(client.get(address + link))})
    assert found == sorted(every)
    assert shown(client.get(f"{address}?recommendation=x&section=999999")) == every[:4]


def test_what_was_changed_stands_on_the_page_that_follows(client, plan, officer):
    last = factories.actions_of(plan)[-1]
    form = client.get(reverse("edit_thing", args=[plan.slug, "action", last.pk]))
    fields = {name: field.value() for name, field in ((f.name, f) for f in form.context["form"]) if field.value()}
    fields |= {"text": "Do another thing", "why": "It was agreed.", "reason": "It was agreed."}
    page = client.post(reverse("edit_thing", args=[plan.slug, "action", last.pk]), fields, follow=True)
    assert last.pk in shown(page)
    assert "Do another thing" in page.text


def test_the_first_of_a_later_part_can_still_be_moved_up(client, plan, officer):
    section = plan.sections.order_by("order").first()
    recs = list(m.Recommendation.objects.filter(section=section).order_by("order"))
    cut = f"{reverse('edit_plan', args=[plan.slug])}?recommendation={recs[2].pk}"
    page = client.get(cut).text
    for at, buttons in ((2, ["up", "down"]), (3, ["up", "down"])):
        move = reverse("edit_move", args=[plan.slug, "recommendation", recs[at].pk])
        assert re.findall(rf'formaction="{move}" name="to" value="(up|down)"', page) == buttons
    assert reverse("edit_move", args=[plan.slug, "recommendation", recs[0].pk]) not in page
