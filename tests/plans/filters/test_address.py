"""An address with something in it that can't be used: that is left out and said, everything else is kept."""

import pytest

from plans import models as m
from plans.operations import people
from tests import factories
from tests.plans.filters.lists import listing, refs, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan(actions=4)


@pytest.fixture
def user(plan):
    return factories.person(plan=plan, role="manager")


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        ("plan=zzz", "“zzz” is not a plan that you can see"),
        ("lead=999999", "“999999” is not a lead"),
        ("lead=0%27--", "is not a lead"),
        ("section=Theme+9", "“Theme 9” is not a section"),
        ("rag=purple", "“purple” is not a rating"),
        ("stage=done", "“done” is not a stage"),
        ("status=archived", "“archived” is not a status"),
        ("when=yesterday", "“yesterday” is not a filter of dates"),
        ("due_within=abc", "“abc” is not a number of days"),
        ("due_within=-3", "“-3” is not a number of days"),
        ("due_within=99999999999999999999", "is not a number of days"),
        ("due_within=0000014", "“0000014” is not a number of days"),
        ("off_track=maybe", "“maybe” is neither yes nor no"),
        ("mine=maybe", "“maybe” is neither yes nor no"),
        ("sort=shoe-size", "can’t be sorted by “shoe-size”"),
        ("words=" + "x" * 201, "200 characters at most"),
        ("words=" + "+".join("abcdefghijk"), "10 words at most"),
        ("words=a%00b", "a character that is no text after “a”"),
    ],
)
def test_each_bad_value_is_named_and_takes_nothing_else_with_it(plan, user, bad, words):
    say(factories.actions_of(plan)[0], rag="red")
    listed = listing(user, f"{bad}&rag=red&sort=-due" if "sort" not in bad else f"{bad}&rag=red")
    [problem] = listed.problems
    assert words in problem
    assert refs(listed) == ["1.1"]
    assert listed.address.getlist("rag") == ["red"]
    assert set(listed.address) <= {"rag", "sort"}


def test_one_bad_value_among_good_ones_leaves_the_good_ones(plan, user):
    say(factories.actions_of(plan)[0], rag="red")
    say(factories.actions_of(plan)[1], rag="amber")
    listed = listing(user, "rag=red&rag=mauve&rag=amber")
    assert len(listed.problems) == 1
    assert listed.address.getlist("rag") == ["red", "amber"]
    assert sorted(refs(listed)) == ["1.1", "1.2"]


def test_a_long_bad_value_is_not_repeated_at_length(user):
    [problem] = listing(user, "plan=" + "z" * 5000).problems
    assert len(problem) < 200


def test_a_plan_that_exists_but_may_not_be_seen_is_as_unknown_as_one_that_does_not(user):
    secret = factories.plan("Secret Plan", actions=1)
    [seen] = listing(user, f"plan={secret.slug}").problems
    [unknown] = listing(user, "plan=no-such-plan").problems
    assert seen.replace(secret.slug, "") == unknown.replace("no-such-plan", "")


def test_empty_boxes_of_the_form_ask_for_nothing(user):
    listed = listing(user, "words=&plan=&due_within=&sort=&mine=")
    assert (listed.problems, len(refs(listed)), listed.address.urlencode()) == ([], 4, "")


@pytest.mark.parametrize("yes", ["yes", "1", "on", "TRUE"])
def test_a_toggle_may_be_written_in_several_ways_and_is_kept_in_one(user, yes):
    assert listing(user, f"off_track={yes}").address.urlencode() == "off_track=yes"


def test_a_section_may_be_asked_for_by_its_number(plan, user):
    section = m.Section.objects.get(plan=plan)
    listed = listing(user, f"section={section.pk}")
    assert (listed.problems, listed.address["section"], len(refs(listed))) == ([], "Theme 1", 4)


def test_the_same_value_twice_is_once(user):
    assert listing(user, "due_within=7&due_within=007").address.getlist("due_within") == ["7"]


def test_a_link_to_a_lead_that_was_merged_leads_on_to_the_other(plan, user):
    early = factories.lead()
    into = people.name_lead(name="Head of Family Help")
    people.merge_lead(lead=early, into=into, why="One post.")
    listed = listing(user, f"lead={early.pk}&lead={into.pk}")
    assert (listed.problems, listed.address.getlist("lead"), len(refs(listed))) == ([], [str(into.pk)], 4)


def test_of_a_filter_for_one_the_last_value_counts_and_off_is_as_if_it_were_not_there(user):
    listed = listing(user, "words=one&words=two&off_track=no&mine=yes&mine=off")
    assert (listed.problems, listed.filters.chosen) == ([], (("words", "two"),))


def test_of_an_order_that_is_none_the_beginning_is_repeated(user):
    [problem] = listing(user, "sort=" + "x" * 61).problems
    assert f"“{'x' * 60}”" in problem


def test_ten_years_ahead_can_be_asked_for_and_a_day_more_can_t(user):
    assert listing(user, "due_within=3650").problems == []
    assert len(listing(user, "due_within=3651").problems) == 1
