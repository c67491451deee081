from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from plans import stages
from reports import figures
from tests.reports import factories as make
from tests.reports.states import DAYS, PLANS

PAST, FUTURE = date(2026, 11, 1), date(2026, 12, 31)


@given(plan=PLANS, on=DAYS)
@settings(max_examples=20)
def test_ratings_and_the_unrated_add_up_to_the_total_in_every_section(plan, on):
    for _, tally in figures.by_section(plan, on):
        assert sum(tally.by_rating) + tally.not_rated == tally.total


@given(plan=PLANS, on=DAYS)
@settings(max_examples=20)
def test_the_sections_add_up_to_the_plan(plan, on):
    whole = figures.tally(plan, plan.actions, on)
    parts = [tally for _, tally in figures.by_section(plan, on)]
    assert whole.total == len(plan.actions) == sum(part.total for part in parts)
    assert whole.by_rating == tuple(sum(part.by_rating[at] for part in parts) for at in range(4))
    for field in ("not_rated", "past_date", "no_date", "claimed", "verified", "closed"):
        assert getattr(whole, field) == sum(getattr(part, field) for part in parts)


@given(plan=PLANS, on=DAYS)
@settings(max_examples=20)
def test_every_action_past_its_date_is_an_exception(plan, on):
    found = figures.exceptions(plan, on)
    assert len(found) >= figures.tally(plan, plan.actions, on).past_date
    assert len({action.id for action in found}) == len(found)


def test_an_action_without_a_rating_counts_as_not_rated_and_never_as_green():
    plan = make.plan(make.section("", make.recommendation("", make.action(updates=(make.update("Going well"),)))))
    tally = figures.tally(plan, plan.actions, make.ON)
    assert (tally.not_rated, tally.by_rating) == (1, (0, 0, 0, 0))


def test_exceptions_come_worst_rated_first_then_latest_first():
    late = make.action("late", timescales=(make.by("", PAST),))
    later = make.action("later", timescales=(make.by("", date(2026, 3, 1)),))
    red = make.action("red", timescales=(make.by("", FUTURE),), updates=(make.update("", make.RED),))
    amber = make.action("amber", timescales=(make.by("", FUTURE),), updates=(make.update("", make.AMBER),))
    plan = make.plan(make.section("", make.recommendation("", late, later, red, amber)))
    assert [action.text for action in figures.exceptions(plan, make.ON)] == ["red", "later", "late"]


@given(stage=st.sampled_from(sorted(stages.FINISHED)))
def test_what_is_finished_is_no_exception_whatever_its_rating(stage):
    done = make.action(stage=stage, timescales=(make.by("", PAST),), updates=(make.update("", make.RED),))
    plan = make.plan(make.section("", make.recommendation("", done)))
    assert figures.exceptions(plan, make.ON) == ()


def test_a_scheme_that_marks_nothing_for_attention_has_no_worst_rating():
    plan = make.plan(scheme=make.SchemeState(id=9, name="Plain", ratings=(make.GREEN, make.BLUE)))
    assert figures.worst(plan) == ()
