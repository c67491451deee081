from hypothesis import given
from hypothesis import strategies as st

from reports.charts import NOT_RATED, PALETTE, Part, stacked_bar

COLOURS = sorted(PALETTE)
PARTS = st.lists(st.integers(0, 400), min_size=1, max_size=6).map(
    lambda counts: [Part(name=f"n{at}", colour=COLOURS[at], count=count) for at, count in enumerate(counts)]
)


@given(parts=PARTS, more=st.integers(0, 500))
def test_a_bar_stays_in_its_box_and_its_segments_do_not_overlap(parts, more):
    bar = stacked_bar(parts, name="Band", scale=sum(part.count for part in parts) + more)
    edge = 0.0
    for segment in bar.segments:
        assert segment.x >= edge - 0.1 and segment.width > 0
        edge = segment.x + segment.width
    assert edge <= bar.width + 0.1


def test_bars_of_one_scale_compare_by_length():
    few, many = (stacked_bar([Part(name="Red", colour="red", count=n)], name="", scale=20) for n in (5, 20))
    assert abs(many.segments[0].width / few.segments[0].width - 4) < 0.02


def test_nothing_counted_draws_nothing_and_says_so():
    bar = stacked_bar([Part(name="Red", colour="red", count=0)], name="Within 3 months", scale=0)
    assert bar.segments == ()
    assert bar.description == "Within 3 months: no actions"


def test_a_part_too_thin_for_its_number_is_drawn_without_it_and_still_told_in_words():
    parts = [Part(name="Red", colour="red", count=12), Part(name="Green", colour="green", count=4788)]
    bar = stacked_bar(parts, name="All", scale=4800)
    assert bar.segments[0].label == "" and bar.segments[0].width >= 2
    assert bar.description == "All: 12 Red, 4788 Green"


def test_a_single_action_is_drawn_wide_enough_for_its_number():
    parts = [Part(name="Red", colour="red", count=1), Part(name="Green", colour="green", count=399)]
    assert stacked_bar(parts, name="All", scale=400).segments[0].label == "1"


def test_not_rated_is_the_only_dashed_paint():
    assert [name for name, paint in PALETTE.items() if paint.dashed] == [NOT_RATED]
