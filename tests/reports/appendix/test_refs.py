from hypothesis import given, settings

from reports.appendix.refs import labels, refs
from tests.reports import factories as make
from tests.reports.states import PLANS


def found(*recommendations):
    plan = make.plan(make.section("", *recommendations))
    return [[refs(plan)[a.id], labels(plan)[a.id]] for r in recommendations for a in r.actions]


def test_the_printed_reference_is_kept_as_printed():
    assert found(make.recommendation("", make.action(ref="12)"), ref="3")) == [["12)", "12)"]]


def test_several_actions_without_references_are_numbered_below_their_recommendation():
    rows = make.recommendation("", make.action(), make.action(), ref="7.")
    assert found(rows) == [["7.1", "7.1"], ["7.2", "7.2"]]


def test_an_only_action_goes_by_its_recommendation_and_prints_nothing_of_its_own():
    assert found(make.recommendation("", make.action(), ref="CP 10")) == [["CP 10", ""]]


def test_no_reference_is_made_where_two_recommendations_share_theirs():
    five = make.recommendation("", make.action(), make.action(), ref="5.")
    other = make.recommendation("", make.action(), ref="5.")
    assert found(five, other) == [["", ""], ["", ""], ["", ""]]


def test_no_reference_is_made_from_nothing():
    assert found(make.recommendation("", make.action(), make.action())) == [["", ""], ["", ""]]


@given(PLANS)
@settings(max_examples=20)
def test_a_made_reference_points_at_one_action_only(plan):
    printed = {action.id for action in plan.actions if action.ref}
    made = [ref for action_id, ref in refs(plan).items() if ref and action_id not in printed]
    assert len(set(made)) == len(made)
