"""The track of an action's dates: everything in its place in time, and no words over other words."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from audits.track import WIDTH, Dates, track, words_across

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def dates(original, *moves, forecast=None):
    return Dates(original=original, moves=moves, forecast=forecast)


THREE = dates(date(2026, 7, 31), date(2026, 9, 30), date(2026, 11, 13), forecast=date(2026, 12, 18))


def test_each_date_is_marked_once_in_its_order():
    drawn = track(THREE, today=TODAY)
    assert [mark.kind for mark in drawn.marks] == ["original", "extension", "agreed", "forecast"]
    places = [mark.x for mark in drawn.marks]
    assert places == sorted(places)
    assert places[2] < drawn.today < places[3]


def test_the_marks_say_their_days_and_what_they_are():
    told = {mark.label.day: mark.label.words for mark in track(THREE, today=TODAY).marks}
    assert told["31 Jul 2026"] == "original"
    assert told["13 Nov 2026"] == "agreed now"
    assert told["18 Dec 2026"] == "forecast"


def test_a_date_that_never_moved_is_one_mark():
    [mark] = track(dates(date(2026, 12, 1)), today=TODAY).marks
    assert (mark.kind, mark.label.words) == ("agreed", "agreed")


def test_a_forecast_of_the_agreed_day_is_no_mark_of_its_own():
    [mark] = track(dates(date(2026, 12, 1), forecast=date(2026, 12, 1)), today=TODAY).marks
    assert mark.label.words == "agreed and forecast"


def test_it_is_said_in_words():
    assert track(THREE, today=TODAY).description == (
        "Original date 31 July 2026, moved to 30 September 2026, then to 13 November 2026. Today is 22 November 2026. "
        "Forecast 18 December 2026."
    )
    assert THREE.in_words == "Moved twice, 105 days in all. Forecast 35 days beyond the agreed date."
    assert dates(date(2026, 7, 31)).in_words == ""
    assert dates(date(2026, 7, 31), date(2026, 8, 1)).in_words == "Moved once, 1 day in all."
    assert dates(date(2026, 7, 31), date(2026, 7, 29)).in_words == "Moved once, 2 days earlier in all."
    assert dates(date(2026, 7, 31), forecast=date(2026, 7, 1)).in_words == "Forecast 30 days before the agreed date."


def test_a_forecast_close_behind_the_agreed_date_still_has_its_words():
    close = dates(date(2026, 7, 28), date(2026, 9, 28), date(2026, 12, 19), forecast=date(2026, 12, 28))
    assert all(mark.label for mark in track(close, today=TODAY).marks)


def test_two_moves_to_the_same_day_are_two_marks_at_one_place_with_their_own_words():
    again = date(2025, 1, 1)
    drawn = track(dates(date(2024, 1, 1), again, again, date(2026, 1, 1)), today=again)
    same = [mark for mark in drawn.marks if mark.kind == "extension"]
    assert len({mark.x for mark in same}) == 1
    assert [mark.label.words for mark in same] == ["first extension", "second extension"]


@example(date(2024, 1, 1), [date(2025, 1, 1), date(2025, 1, 1), date(2026, 1, 1)], None, date(2025, 1, 1))
@given(DAYS, st.lists(DAYS, max_size=4).map(sorted), st.none() | DAYS, DAYS)
def test_nothing_lies_outside_and_no_words_lie_over_others(original, moves, forecast, today):
    drawn = track(dates(original, *moves, forecast=forecast), today=today)
    labels = [mark.label for mark in drawn.marks if mark.label]
    across = sorted(words_across(label) for label in labels)
    across += [(drawn.today - 1, drawn.today + 1)]
    across.sort()
    assert all(0 <= left < right <= WIDTH for left, right in across)
    assert all(right <= left for (_, right), (left, _) in pairwise(across))
    assert all(0 < mark.x < WIDTH for mark in drawn.marks)
    for end in drawn.ends:
        left, right = words_across(end)
        assert all(right <= a or b <= left for a, b in across)


@given(DAYS, DAYS)
def test_a_date_that_never_moved_always_has_its_words(original, today):
    drawn = track(dates(original), today=today)
    assert drawn.marks[0].label


@given(st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted))
def test_later_is_to_the_right(pair):
    first, second = pair
    drawn = track(dates(first, second), today=TODAY)
    assert drawn.marks[0].x <= drawn.marks[1].x
    near = track(dates(TODAY, TODAY + timedelta(days=1)), today=TODAY)
    assert near.marks[0].x < near.marks[1].x
