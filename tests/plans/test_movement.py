"""Two positions compared: each action in one part, and the parts make up the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans import movement as mv
from plans import rules, stages
from plans.movement.words import IN, KEPT, OUT
from plans.state import PlanState, SchemeState
from tests.reports import factories as make
from tests.reports import states

STEPS = st.sampled_from(("stays", "goes", "moves", "is said", "is reworded", "is put back", "is corrected"))
STAGES = st.sampled_from(tuple(stages.STAGES))
COME = st.lists(states.ACTIONS, max_size=2)


def changed(draw, action):
    """What became of an action; none where it left the plan."""
    what = draw(STEPS)
    if what == "goes":
        return None
    if what == "moves":
        return replace(action, stage=draw(STAGES))
    if what == "is said":
        return replace(action, updates=(*action.updates, draw(states.UPDATES)))
    if what == "is reworded":
        return replace(action, text=draw(states.TEXTS))
    if what in ("is put back", "is corrected"):
        day = draw(states.DAYS)
        return replace(action, timescales=tuple(put_back(each, day, what) for each in action.timescales))
    return action


def put_back(timescale, day, what):
    if what == "is corrected":
        return replace(timescale, latest=day)
    moved = make.extension(timescale.latest, day)
    return replace(timescale, latest=day, extensions=(*timescale.extensions, moved))


def with_actions(plan: PlanState, change) -> PlanState:
    """The plan with each action changed, those that become none left out."""
    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(rec, actions=tuple(filter(None, map(change, rec.actions)))) for rec in section.recommendations
            ),
        )
        for section in plan.sections
    )
    return replace(plan, sections=sections)


@st.composite
def pairs(draw):
    """A plan then and now; now with actions that came and went, and perhaps another scheme."""
    then = draw(states.PLANS)
    now = with_actions(then, lambda action: changed(draw, action))
    new = draw(COME)
    if new and now.sections:
        first, *others = now.sections
        first = replace(first, recommendations=(*first.recommendations, make.recommendation("More", *new)))
        now = replace(now, sections=(first, *others))
    if draw(st.integers(0, 9)) == 0:
        now = replace(now, scheme=replace(now.scheme, id=2, version=2))
    return then, now


PAIRS = pairs()


@given(PAIRS)
def test_each_action_is_in_one_part_and_the_parts_make_up_the_whole(pair):
    then, now = pair
    found = mv.compare(then, now)
    in_parts = [each.now.id for name in mv.PARTS for each in found.part(name)]
    assert sorted(in_parts) == sorted(action.id for action in now.actions)
    assert len(set(in_parts)) == len(in_parts)
    assert sum(found.counts.values()) == len(now.actions)
    assert len(then.actions) - len(found.left) + found.counts[mv.NEW] == len(now.actions)
    assert sum(found.directions.values()) + found.counts[mv.NEW] == len(now.actions)
    assert sum(found.matrix().values()) == len(now.actions) + len(found.left)


@given(states.PLANS)
def test_a_position_compared_with_itself_moves_nothing(plan):
    found = mv.compare(plan, plan)
    assert {name for name, count in found.counts.items() if count} <= {mv.NOTHING_SAID, mv.FINISHED_BEFORE}
    assert found.directions[mv.BETTER] == found.directions[mv.WORSE] == 0
    assert found.left == found.dates == found.reworded == ()
    assert all(then == now for then, now in found.matrix())


@given(PAIRS)
def test_better_forwards_is_worse_backwards(pair):
    then, now = pair
    forwards, backwards = mv.compare(then, now), mv.compare(now, then)
    back = {each.now.id: each for each in backwards.actions}
    opposite = {mv.BETTER: mv.WORSE, mv.WORSE: mv.BETTER, mv.SAME: mv.SAME, mv.NOT_COMPARABLE: mv.NOT_COMPARABLE}
    for each in forwards.actions:
        if each.was:
            assert back[each.now.id].direction == opposite[each.direction]
    other_way = {mv.NEW: mv.LEFT}
    turned = {(now, other_way.get(then, then)): count for (then, now), count in forwards.matrix().items()}
    assert {pair: count for pair, count in turned.items() if mv.LEFT not in pair} == {
        pair: count for pair, count in backwards.matrix().items() if not {mv.LEFT, mv.NEW} & set(pair)
    }
    assert {each.id for each in forwards.left} == {each.now.id for each in backwards.part(mv.NEW)}
    assert {(each.action_id, each.was, each.becomes) for each in forwards.reworded} == {
        (each.action_id, each.becomes, each.was) for each in backwards.reworded
    }


@given(PAIRS)
def test_the_moves_of_a_date_tell_its_whole_way(pair):
    then, now = pair
    before = {t.id: t.latest for action in then.actions for t in rules_timescales(action)}
    there = {action.id for action in then.actions}
    found = mv.compare(then, now)
    for action in now.actions:
        for timescale in rules_timescales(action):
            moves = [each for each in found.moved if each.timescale_id == timescale.id]
            if action.id in there:
                day = before[timescale.id]
                for move in moves:
                    assert move.was == day
                    day = move.becomes
                assert day == timescale.latest


def rules_timescales(action):
    return (*action.timescales, *(each for step in action.steps for each in step.timescales))


def plan_of(*actions, **fields) -> PlanState:
    return make.plan(make.section("", make.recommendation("Improve", *actions)), **fields)


def part_of(was, now, **fields) -> str:
    [each] = mv.compare(plan_of(was), plan_of(now, **fields)).actions
    return each.part


RATED = make.action(updates=(make.update("So far", make.AMBER),))


def said(rating, stage=stages.IN_PROGRESS, **fields):
    more = make.update("And then", rating, on=date(2026, 11, 20), **fields)
    return replace(RATED, stage=stage, updates=(*RATED.updates, more))


@pytest.mark.parametrize(
    ("now", "part"),
    [
        (said(make.BLUE, stages.VERIFIED), mv.COMPLETED),
        (said(make.GREEN, stages.CLAIMED, claim=True), mv.CLAIMED),
        (said(make.RED, stages.SUPERSEDED), mv.CLOSED),
        (said(make.RED), mv.WORSE),
        (said(make.GREEN), mv.BETTER),
        (RATED, mv.NOTHING_SAID),
        (said(make.AMBER), mv.SAME),
        (said(None), mv.SAME),
    ],
)
def test_an_action_is_in_the_first_part_that_fits(now, part):
    assert part_of(RATED, now) == part


def test_what_was_finished_and_is_open_again_is_worse_and_stays_so_until_it_is_rated_better():
    done = replace(RATED, stage=stages.VERIFIED)
    assert part_of(done, replace(done, stage=stages.IN_PROGRESS)) == mv.WORSE
    assert part_of(done, said(make.GREEN)) == mv.BETTER


def test_what_is_claimed_anew_and_what_is_closed_otherwise_than_it_was_are_no_old_news():
    claimed = replace(RATED, stage=stages.CLAIMED)
    assert part_of(claimed, claimed) == mv.NOTHING_SAID
    closed = replace(RATED, stage=stages.SUPERSEDED)
    assert part_of(closed, closed) == mv.FINISHED_BEFORE
    assert part_of(closed, replace(closed, stage=stages.RISK_ACCEPTED)) == mv.CLOSED
    assert part_of(replace(RATED, stage=stages.VERIFIED), replace(RATED, stage=stages.EMBEDDED)) == mv.FINISHED_BEFORE


def test_ratings_of_two_schemes_are_not_compared_and_it_is_said_why():
    other = SchemeState(id=2, name="BRAG", version=2, ratings=make.SCHEME.ratings)
    [each] = mv.compare(plan_of(RATED), plan_of(said(make.RED), scheme=other)).actions
    assert (each.direction, each.because) == (mv.NOT_COMPARABLE, "the plan’s scheme of ratings was changed")
    [each] = mv.compare(plan_of(RATED), plan_of(said(None))).actions
    assert (each.direction, each.because) == (mv.NOT_COMPARABLE, "not rated")
    assert rules.rating(plan_of(said(None)), said(None)) is None


def test_dates_are_told_with_which_extension_they_are_and_corrections_apart():
    first, second, third, fourth = (date(2026, month, 1) for month in (6, 8, 10, 12))
    once = replace(make.extension(first, second), decided_on=date(2026, 5, 1))
    again = replace(make.extension(third, fourth), decided_on=date(2026, 9, 1), decided_by="Director")
    asked = make.extension(fourth, date(2027, 2, 1), "requested")
    refused = replace(make.extension(fourth, date(2027, 1, 1), "refused"), decided_on=date(2026, 10, 1))
    was = make.timescale("a day", second, moved=(once,))
    now = replace(was, latest=fourth, extensions=(once, again, asked, refused))
    action = make.action(timescales=(was,))
    found = mv.compare(plan_of(action), plan_of(replace(action, timescales=(now,))))
    told = [(move.status, move.was, move.becomes, move.number) for move in found.dates]
    assert told == [
        ("corrected", second, third, 0),
        ("agreed", third, fourth, 2),
        ("refused", fourth, date(2027, 1, 1), 3),
        ("requested", fourth, date(2027, 2, 1), 3),
    ]
    assert [move.has_moved for move in found.dates] == [True, True, False, False]
    assert found.dates[1].days == 61


def test_rewording_is_told_by_words_and_another_line_is_no_other_word():
    was = make.action("Train all staff by spring", outcome="Calls\nanswered")
    now = replace(was, text="Train most staff and agencies by spring", outcome="Calls answered")
    [each] = mv.compare(plan_of(was), plan_of(now)).reworded
    assert each.runs == (
        (KEPT, "Train"), (OUT, "all"), (IN, "most"), (KEPT, "staff"), (IN, "and agencies"), (KEPT, "by spring"),
    )  # fmt: skip
