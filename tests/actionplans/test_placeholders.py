"""The demonstration's dates move with the day of loading, and are written as documents write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplans.demonstration.placeholders import MONTHS, fill

TODAY = date(2026, 10, 12)


@pytest.mark.parametrize(
    ("placeholder", "written"),
    [
        ("[[day -180]]", "15 April 2026"),
        ("[[ordinal -180]]", "15th April 2026"),
        ("[[dots -180]]", "15.04.2026"),
        ("[[month -180]]", "April 2026"),
        ("[[endmonth -180]]", "April 2026"),
        ("[[mon -180]]", "Apr 2026"),
        ("[[mony -180]]", "Apr 26"),
        ("[[monthyear2 -180]]", "April 26"),
        ("[[monthonly -180]]", "April"),
        ("[[year -180]]", "2026"),
        ("[[monthrange -200 -180]]", "March/April 2026"),
        ("[[day 0]]", "12 October 2026"),
        ("[[day +1]]", "13 October 2026"),
        ("[[mony -20]]", "Sept 26"),
    ],
)
def test_each_format_is_written_as_documents_write_it(placeholder, written):
    assert fill(placeholder, on=TODAY) == written


@pytest.mark.parametrize(
    ("day", "written"),
    [
        *((1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th")),
        *((21, "21st"), (22, "22nd"), (23, "23rd"), (30, "30th"), (31, "31st")),
    ],
)
def test_ordinals_have_their_english_ending(day, written):
    assert fill("[[ordinal 0]]", on=date(2026, 1, day)) == f"{written} January 2026"


def test_a_range_within_one_month_names_it_once():
    assert fill("[[monthrange 1 5]]", on=TODAY) == "October 2026"


def test_a_range_over_new_year_names_both_years():
    assert fill("[[monthrange 60 85]]", on=TODAY) == "December 2026/January 2027"


def test_everything_else_is_left_as_it_is():
    text = "Draft <b>tbc</b> [1]\t• by [[mony 0]] and [[mony 31]]\n"
    assert fill(text, on=TODAY) == "Draft <b>tbc</b> [1]\t• by Oct 26 and Nov 26\n"


@pytest.mark.parametrize(
    "placeholder",
    ["[[fortnight 3]]", "[[day]]", "[[day 1 2]]", "[[monthrange 3]]", "[[day soon]]", "[[day 1.5]]", "[[]]"],
)
def test_a_mistaken_placeholder_is_refused_by_name(placeholder):
    with pytest.raises(ValueError) as refused:
        fill(f"before {placeholder} after", on=TODAY)
    assert placeholder in str(refused.value)


@given(on=st.dates(date(2000, 1, 1), date(2090, 1, 1)), offset=st.integers(-4000, 4000))
def test_a_written_day_reads_back_as_the_day_so_many_days_away(on, offset):
    number, month, year = fill(f"[[day {offset}]]", on=on).split()
    assert date(int(year), MONTHS.index(month) + 1, int(number)) == on + timedelta(days=offset)
