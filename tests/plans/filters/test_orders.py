"""The orders of the list."""

from datetime import timedelta

import pytest
from django.http import QueryDict

from plans.filters import links, orders
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, lead_it, listing, refs, say, undate

pytestmark = pytest.mark.django_db


@pytest.fixture
def actions():
    """Six actions in printed order 1.1, 1.2, 2.1, 2.2, 3.1, 3.2, due 14 and 7 days ago, today, in 7, 14, 21 days."""
    return factories.actions_of(factories.plan(actions=6))


@pytest.fixture
def user(actions):
    return factories.person(plan=actions[0].plan, role="manager")


def test_most_days_late_then_the_rest_by_day_then_undated_then_finished(actions, user):
    [long_late, late, today, soon, later, last] = actions
    change(late, stage="claimed")
    change(long_late, stage="verified")
    undate(soon)
    change(later.timescales.get(), latest=TODAY - timedelta(days=40))
    assert refs(listing(user)) == [each.ref for each in (later, late, today, last, soon, long_late)]


def test_what_is_claimed_is_never_late_and_stands_with_what_comes(actions, user):
    change(actions[0], stage="claimed")
    assert refs(listing(user)) == ["1.2", "1.1", "2.1", "2.2", "3.1", "3.2"]


def test_as_printed_is_by_place_and_not_by_letters(user):
    plan = factories.plan("A Plan", actions=24)
    factories.grant_role(user=user, plan=plan, role="viewer")
    printed = [action.ref for action in factories.actions_of(plan)]
    assert printed[-2:] == ["12.1", "12.2"]
    assert refs(listing(user, "sort=ref&plan=a-plan")) == printed
    assert refs(listing(user, "sort=-ref&plan=a-plan")) == printed[::-1]


def test_by_rating_the_worst_is_first_and_what_is_not_rated_last_either_way(actions, user):
    for action, code in zip(actions, ("green", None, "red", "amber", None, "blue"), strict=True):
        if code == "blue":
            change(action, stage="claimed")  # what means finished stands with the claim that it is
        if code:
            say(action, rag=code)
    assert refs(listing(user, "sort=rag")) == ["2.1", "2.2", "1.1", "3.2", "1.2", "3.1"]
    assert refs(listing(user, "sort=-rag")) == ["3.2", "1.1", "2.2", "2.1", "1.2", "3.1"]


def test_of_one_rating_the_most_days_late_is_first(actions, user):
    for action in actions:
        say(action, rag="red")
    change(actions[4].timescales.get(), latest=TODAY - timedelta(days=40))
    assert refs(listing(user, "sort=rag"))[:2] == ["3.1", "1.1"]


def test_by_last_update_what_nobody_has_said_anything_of_is_the_oldest(actions, user):
    for action, days in zip(actions, (5, None, 30, 1, 12, 3), strict=True):
        if days is not None:
            say(action, days_ago=days)
    assert refs(listing(user, "sort=updated")) == ["1.2", "2.1", "3.1", "1.1", "3.2", "2.2"]
    assert refs(listing(user, "sort=-updated")) == ["2.2", "3.2", "1.1", "3.1", "2.1", "1.2"]


def test_by_day_what_has_none_is_last_either_way(actions, user):
    undate(actions[0])
    assert refs(listing(user, "sort=due"))[0] == "1.2"
    assert refs(listing(user, "sort=-due"))[0] == "3.2"
    assert refs(listing(user, "sort=due"))[-1] == refs(listing(user, "sort=-due"))[-1] == "1.1"


def test_by_lead_and_by_words_in_capitals_or_not(actions, user):
    change(actions[4], text="a small thing")
    change(actions[5], text="Zebra crossings")
    assert refs(listing(user, "sort=action"))[0] == "3.1"
    assert refs(listing(user, "sort=-action"))[0] == "3.2"
    change(actions[2].assignments.get(), withdrawn=True)
    lead_it(actions[2], "a board")
    assert refs(listing(user, "sort=lead"))[0] == "2.1"
    assert refs(listing(user, "sort=-lead"))[-1] == "2.1"


@pytest.mark.parametrize("sort", orders.IN_WORDS)
def test_every_order_shows_every_action(user, sort):
    assert len(refs(listing(user, f"sort={sort}"))) == 6


def test_a_heading_sorts_and_then_turns_round(user):
    headings = {column.name: column for column in links.columns(listing(user, "sort=rag&rag=none"))}
    assert {name: column.sorted for name, column in headings.items() if column.sorted} == {"rag": "ascending"}
    assert QueryDict(headings["rag"].query[1:]).dict() == {"rag": "none", "sort": "-rag"}
    [turned] = [column for column in links.columns(listing(user, "sort=-rag")) if column.sorted]
    assert (turned.sorted, turned.query) == ("descending", "?sort=rag")


def test_the_usual_order_is_said_to_be_neither_ascending_nor_descending(user):
    [sorts] = [column for column in links.columns(listing(user)) if column.sorted]
    assert (sorts.name, sorts.sorted) == ("due", "other")
