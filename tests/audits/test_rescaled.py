"""What became of ratings is on record: in the log what each became, on an action’s timeline what its own did."""

import pytest

from audits.log import Asked, acts, describe
from audits.timeline import timeline
from plans.operations import schemes
from plans.operations.plan_scheme import change_plan_scheme
from tests import factories
from tests.plans.filters.lists import say
from tests.plans.operations.test_schemes import TRAFFIC, becomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan(actions=3)


@pytest.fixture
def officer(plan):
    return factories.person("Olwen Price", plan=plan, role="officer")


@pytest.fixture
def changed(plan, officer):
    """The plan's scheme was changed after its first action was rated amber and its second green."""
    amber, green, _unrated = factories.actions_of(plan)
    say(amber, rag="amber")
    say(green, rag="green")
    traffic = schemes.start_scheme(by=officer, name="Traffic lights", ratings=TRAFFIC, why="The board’s words")
    mapped = becomes(plan, traffic, red="red", amber="violet")
    change_plan_scheme(by=officer, plan=plan, scheme=traffic, becomes=mapped, why="The board decided so.")
    return plan


def test_the_log_says_what_each_rating_became_and_of_how_many(changed):
    [logged] = [each for each in describe(acts(changed, Asked())) if each.act.verb == "change_plan_scheme"]
    told = {(each.label, each.before, each.after) for each in logged.differences}
    assert ("RAG scheme", "BRAG", "Traffic lights") in told
    assert {("RAG of 1 action", "Amber", "Violet"), ("RAG of 1 action", "Green", "Not rated")} <= told


def test_the_log_says_how_an_update_rated(changed):
    logged = [each for each in describe(acts(changed, Asked())) if each.act.verb == "test"]
    rated = [(d.before, d.after) for each in logged for d in each.differences if d.label == "RAG"]
    assert sorted(rated) == [("", "Amber"), ("", "Green")]


def test_an_action_s_timeline_says_what_its_rating_became(changed):
    amber, green, unrated = factories.actions_of(changed)
    title = "Olwen Price changed the plan’s RAG scheme"
    for action, fact in ((amber, "Amber to Violet"), (green, "Green to Not rated")):
        newest = timeline(action)[0]
        assert (newest.title, newest.words, newest.facts) == (title, "The board decided so.", (fact,))
    assert title not in [entry.title for entry in timeline(unrated)]
