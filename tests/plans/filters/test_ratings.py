"""Ratings of several schemes: one option for each code, word and meaning, and the scheme says which need attention."""

from dataclasses import replace

import pytest

from plans import models as m
from plans.filters.panel import Panel
from plans.operations.schemes import change_scheme, default_scheme, ratings_of
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import change, listing, refs, say, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def other_scheme():
    """A council in which amber is on track, red is another word, and grey means watch."""
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        scheme = act.add(m.RagScheme(name="Other"))
        act.add(
            m.Rag(scheme=scheme, code="red", label="Stalled", colour="red", rank=1, needs_attention=True),
            m.Rag(scheme=scheme, code="watch", label="Watch", colour="grey", rank=2, needs_attention=True),
            m.Rag(scheme=scheme, code="amber", label="Amber", colour="amber", rank=3),
        )
    return scheme


@pytest.fixture
def user(other_scheme):
    """Somebody who sees two plans, the actions of which are rated: three of one scheme, three of the other."""
    first, second = factories.plan("First", actions=4), factories.plan("Second", actions=4)
    write(second, _with(second, scheme=other_scheme))
    for action, code in zip(factories.actions_of(first), ("red", "amber", "green", None), strict=True):
        if code:
            say(action, rag=code)
    for action, code in zip(factories.actions_of(second), ("red", "watch", "amber", None), strict=True):
        change(action, printed_ref=f"S{action.row}")
        if code:
            update = say(action)
            write(second, _with(update, rag=other_scheme.ratings.get(code=code)))
    user = factories.person(plan=first, role="manager")
    factories.grant_role(user=user, plan=second, role="viewer")
    return user


def _with(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    return row


def offered(user, address="") -> list[tuple[str, str, int]]:
    [heading] = [each for each in Panel(listing(user, address)).headings() if each.legend == "RAG"]
    return [(choice.value, choice.label, choice.count) for choice in heading.first]


def test_one_option_for_each_code_word_and_meaning_worst_first_and_not_rated_last(user):
    assert offered(user) == [
        ("red.red", "Red", 1),
        ("red.stalled", "Stalled", 1),
        (f"amber.amber.{default_scheme().pk}", "Amber: At risk of not being achieved by its date", 1),
        ("watch", "Watch", 1),
        (f"amber.amber.{m.RagScheme.objects.get(name='Other').pk}", "Amber: Other", 1),
        ("green", "Green", 1),
        ("blue", "Blue", 0),
        ("none", "Not rated", 2),
    ]


def test_a_code_alone_means_every_label_of_it(user):
    assert sorted(refs(listing(user, "rag=red"))) == ["1.1", "S1"]
    assert refs(listing(user, "rag=red.stalled")) == ["S1"]


def test_a_word_means_every_meaning_in_an_old_address_and_one_plan_says_it_alone(user):
    assert sorted(refs(listing(user, "rag=amber"))) == ["1.2", "S3"]
    assert refs(listing(user, f"rag=amber.amber.{default_scheme().pk}")) == ["1.2"]
    own = f"amber.amber.{m.RagScheme.objects.get(name='Other').pk}"
    assert listing(user, "rag=amber&plan=second").filters.data.getlist("rag") == [own]
    assert listing(user, "rag=amber.amber&plan=second").filters.data.getlist("rag") == [own]
    assert refs(listing(user, "rag=amber&plan=second")) == ["S3"]
    assert len(listing(user, "rag=amber&plan=second&plan=first").filters.data.getlist("rag")) == 2
    words = [label for _value, label, _count in offered(user, "plan=second")]
    assert words == ["Stalled", "Watch", "Amber", "Not rated"]


def test_versions_of_one_scheme_are_one_option(user):
    first = m.Plan.objects.get(slug="first")
    ratings = [*ratings_of(first.scheme)]
    ratings[2] = replace(ratings[2], meaning="On its way")
    second = change_scheme(by=SYSTEM, scheme=first.scheme, ratings=ratings, why="Its words")
    third = factories.plan("Third", actions=1)
    assert third.scheme == second
    factories.grant_role(user=user, plan=third, role="viewer")
    assert [row for row in offered(user) if row[0] == "green"] == [("green", "Green", 1)]


def test_an_address_with_the_label_still_holds_where_only_one_scheme_is_seen():
    plan = factories.plan(actions=2)
    say(factories.actions_of(plan)[0], rag="red")
    viewer = factories.person(plan=plan, role="viewer")
    listed = listing(viewer, "rag=red.red")
    assert (listed.problems, refs(listed), listed.address["rag"]) == ([], ["1.1"], "red")


def test_off_track_asks_the_scheme_and_no_colour(user):
    assert sorted(refs(listing(user, "off_track=yes"))) == ["1.1", "1.2", "S1", "S2"]


def test_what_is_finished_is_off_track_no_more(user):
    action = m.Action.objects.get(printed_ref="S1")
    assert "S1" in refs(listing(user, "off_track=yes"))
    change(action, stage="superseded")
    assert "S1" not in refs(listing(user, "off_track=yes"))


def test_several_ratings_and_not_rated_together(user):
    assert sorted(refs(listing(user, "rag=green&rag=none"))) == ["2.1", "2.2", "S4"]


def test_a_later_update_without_a_rating_is_not_rated(user):
    action = m.Action.objects.get(printed_ref="S1")
    update = action.updates.get()
    write(action.plan, _with(update, position_on=TODAY.replace(day=1)))
    say(action, "Nothing to rate.")
    assert "S1" in refs(listing(user, "rag=none"))


def test_what_two_schemes_call_and_mean_alike_is_one_option_and_a_long_meaning_is_cut(user, other_scheme):
    green = default_scheme().ratings.get(code="green")
    write_rating(other_scheme, "green", "Green", green.meaning.upper(), rank=4)
    write_rating(other_scheme, "blue", "Blue", "word " * 20, rank=5)
    labels = [label for _value, label, _count in offered(user)]
    assert [label for label in labels if label.startswith("Green")] == ["Green"]
    [cut] = [label for label in labels if label.startswith("Blue: word")]
    assert len(cut) <= len("Blue: ") + 60 and cut.startswith("Blue: " + "word " * 10)


def write_rating(scheme, code, label, meaning, *, rank):
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        act.add(m.Rag(scheme=scheme, code=code, label=label, meaning=meaning, colour=code, rank=rank))
