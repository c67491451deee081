"""The number beside an option is the number of actions that choosing it shows."""

import random

import pytest
from django.http import QueryDict

from plans.filters import links
from plans.filters.action_filter import ActionFilter, group_of
from plans.filters.listing import Listing
from plans.filters.panel import Panel
from tests import factories
from tests.factories import TODAY
from tests.plans.filters.lists import lead_it, listing, varied

pytestmark = pytest.mark.django_db


def every_option(panel):
    return [(choice.name, choice.value) for heading in panel.headings() for choice in (*heading.first, *heading.rest)]


def address_of(options) -> QueryDict:
    address = QueryDict(mutable=True)
    for name, value in options:
        address.appendlist(name, value)
    return address


def shown(user, options) -> set[int]:
    listed = Listing(user, address_of(options), on=TODAY)
    assert not listed.problems
    return set(listed.filters.qs.values_list("pk", flat=True))


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 4))])
def test_every_count_is_what_choosing_the_option_shows(seed):
    user = varied(seed)
    offered = every_option(Panel(listing(user)))
    chance = random.Random(seed)  # noqa: S311
    asked = [*offered, ("words", "reviews"), ("due_within", "60")]
    for on in ([], *(chance.sample(asked, size) for size in (1, 2, 3, 3, 4, 5))):
        listed = Listing(user, address_of(on), on=TODAY)
        assert listed.facets.left() == len(shown(user, on))
        for heading in Panel(listed).headings():
            for choice in (*heading.first, *heading.rest):
                option = (choice.name, choice.value)
                with_it = [each for each in on if group_of(each) != group_of(option)] + [option]
                assert choice.count == len(shown(user, with_it)), (on, option)
                assert choice.chosen == (option in on)


@pytest.mark.parametrize("seed", [0, *(pytest.param(seed, marks=pytest.mark.thorough) for seed in range(1, 3))])
def test_every_view_and_chip_leads_to_as_many_actions_as_it_says(seed):
    user = varied(seed)
    chance = random.Random(seed)  # noqa: S311
    offered = every_option(Panel(listing(user)))
    for size in range(5):
        listed = Listing(user, address_of(chance.sample(offered, size)), on=TODAY)
        counted = [*links.views(listed)]
        counted += links.chips(listed, Panel(listed)) if not listed.facets.left() else []
        for link in counted:
            behind = listing(user, link.query.lstrip("?"))
            assert not behind.problems
            assert behind.filters.qs.count() == link.count, (listed.address, link)


def test_what_is_due_today_is_counted_with_what_comes_and_not_with_what_is_late():
    plan = factories.plan(actions=3)
    assert factories.actions_of(plan)[2].timescales.get().latest == TODAY
    user = factories.person(plan=plan, role="manager")
    today = listing(user, "due_within=0").facets
    counts = {option: today.count(option) for option in (("when", "overdue"), ("due_within", "0"))}
    assert counts == {("when", "overdue"): 2, ("due_within", "0"): 1}
    assert counts == {option: len(shown(user, [option])) for option in counts}


def test_a_view_keeps_the_filters_beside_it_and_says_where_one_is():
    user = varied(1)
    listed = listing(user, "plan=fostering-plan&when=overdue&sort=rag")
    tabs = {link.words: link for link in links.views(listed)}
    assert [words for words, link in tabs.items() if link.here] == ["Overdue"]
    assert QueryDict(tabs["Off track"].query[1:]).dict() == {
        "plan": "fostering-plan",
        "off_track": "yes",
        "sort": "rag",
    }
    assert QueryDict(tabs["All actions"].query[1:]).dict() == {"plan": "fostering-plan", "sort": "rag"}


def test_a_mixture_that_is_no_view_marks_none():
    listed = listing(varied(1), "when=overdue&due_within=7")
    assert not [link for link in links.views(listed) if link.here]


def test_filters_of_one_heading_widen_and_those_of_two_narrow():
    user = varied(2)
    ids = {name: shown(user, [name]) for name in [("when", "overdue"), ("when", "no_date"), ("when", "owes")]}
    overdue, no_date, owes = ids.values()
    assert overdue
    assert no_date
    assert shown(user, [("when", "overdue"), ("when", "no_date")]) == overdue | no_date
    assert shown(user, [("when", "overdue"), ("when", "no_date"), ("when", "owes")]) == (overdue | no_date) & owes


def test_the_counts_take_the_same_queries_however_many_options_are_on(django_assert_max_num_queries):
    user = varied(3)
    with django_assert_max_num_queries(20):
        listed = listing(user, "rag=red&rag=amber&stage=claimed&stage=in_progress&when=owes&when=forecast&words=files")
        Panel(listed)
        list(links.views(listed))


def test_the_filter_set_never_starts_from_more_than_a_person_may_see():
    user = varied(0)
    base = ActionFilter(QueryDict(), scope=listing(user).scope).qs
    assert base.count() == 22


@pytest.mark.parametrize(("leads", "open_at_once", "opens"), [(7, 7, ""), (8, 6, "All 8 leads")])
def test_a_long_heading_folds_the_rest_of_more_than_seven(leads, open_at_once, opens):
    """Where one more than the first six is all there is, it stands with them."""
    plan = factories.plan(actions=1)
    user = factories.person("Vic Viewer", plan=plan, role="viewer")
    [action] = factories.actions_of(plan)
    names = [f"Team {number}" for number in range(1, leads)]
    for name in names:
        lead_it(action, name)

    def heading(address=""):
        return next(each for each in Panel(listing(user, address)).headings() if each.legend == "Lead")

    shown = heading()
    assert (len(shown.first), len(shown.rest), shown.opens) == (open_at_once, leads - open_at_once, opens)
    assert {choice.label for choice in (*shown.first, *shown.rest)} == {"Head of Early Help", *names}
    if shown.rest:
        last = shown.rest[-1]
        chosen = heading(f"lead={last.value}")
        assert [choice.label for choice in chosen.first if choice.chosen] == [last.label]
        assert (len(chosen.first), len(chosen.rest)) == (open_at_once + 1, leads - open_at_once - 1)
