"""What holds for every text."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from plans.timescales import KINDS, KINDS_WITHOUT_LATEST, read
from plans.timescales.reader import LONGEST_TEXT
from plans.wording import MONTHS, SHORT

PIECES = (
    "by end of the in place complete completed ongoing tbc Nov Dec March May September 12 1 31 st 30th 2013 2012/13 "
    "20.05.2011 30/02/2013 22/04/13 99 0 00 9999 2199 Q3 quarter spring winter term half within 3 months working "
    "days weeks from to until - / – → ( ) , ; . : and & ' % £ w/c mid early late every annually quarterly immediate "
    "closed formed review Start End on be board due publication "
    "established for now was revised before after Monday FY academic financial next 1.5 <sup> ? \n"
).split(" ")
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2068, 12, 31))
ANY_DAY = st.none() | st.dates()
PHRASES = st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join) | st.lists(
    st.sampled_from(PIECES), max_size=10
).map("".join)
TEXTS = st.text(max_size=200) | PHRASES


@given(text=TEXTS, dated=ANY_DAY, hint=ANY_DAY, anchor=ANY_DAY)
@example(text="December", dated=date.max, hint=None, anchor=None)
@example(text="within 999 years", dated=None, hint=None, anchor=date.max)
@example(text="before 1900", dated=date.min, hint=None, anchor=None)
@example(text="9" * 1500, dated=None, hint=None, anchor=None)
@example(text="\ud800 Nov 12", dated=date(2012, 10, 1), hint=None, anchor=None)
def test_any_text_is_read_honestly(text, dated, hint, anchor):
    reading = read(text, dated=dated, hint=hint, anchor=anchor)
    assert reading.text == text
    assert reading == read(text, dated=dated, hint=hint, anchor=anchor)
    place = 0
    for timescale in reading.readings:
        assert timescale.kind in KINDS
        assert timescale.text
        place = text.index(timescale.text, place) + len(timescale.text)
        if timescale.earliest and timescale.latest:
            assert timescale.earliest <= timescale.latest
        if timescale.kind in KINDS_WITHOUT_LATEST:
            assert timescale.latest is None
        if timescale.kind in ("other", "relative") and timescale.latest is None:
            assert reading.question


@given(text=PHRASES, hint=DAYS)
def test_what_leans_on_an_implied_date_is_always_asked(text, hint):
    reading = read(text, hint=hint)
    if any(timescale.leant for timescale in reading.readings):
        assert reading.question


def ordinal(number: int) -> str:
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


FORMS = (
    lambda d: d.isoformat(),
    lambda d: f"{d:%d/%m/%Y}",
    lambda d: f"{d:%d.%m.%y}",
    lambda d: f"{d.day}/{d.month}/{d.year}",
    lambda d: f"{d:%d-%m-%Y}",
    lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{d.day:02} {SHORT[d.month - 1]} {d:%y}",
    lambda d: f"{d.day}-{SHORT[d.month - 1]}-{d:%y}",
    lambda d: f"{ordinal(d.day)} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"by the {ordinal(d.day)} of {MONTHS[d.month - 1].upper()} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} {ordinal(d.day)}, {d.year}",
    lambda d: f"{d:%A} {d.day} {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"No later than {d.day} {SHORT[d.month - 1]}. {d.year}.",
)


@given(day=DAYS, form=st.sampled_from(FORMS), dated=ANY_DAY)
def test_a_day_printed_in_full_reads_back(day, form, dated):
    reading = read(form(day), dated=dated)
    assert [(each.kind, each.earliest, each.latest) for each in reading.readings] == [("date", day, day)]
    assert reading.question is None


@given(days=st.lists(DAYS, min_size=1, max_size=6), form=st.sampled_from(FORMS[:10]))
def test_days_printed_one_after_the_other_read_back_in_order(days, form):
    reading = read(" ".join(form(day) for day in days))
    assert [each.latest for each in reading.readings] == days


@given(dated=DAYS, month=st.integers(1, 12))
def test_a_month_alone_is_the_next_on_or_after_the_documents_month(dated, month):
    timescale = read(MONTHS[month - 1], dated=dated).readings[0]
    start = dated.replace(day=1)
    assert timescale.earliest.month == month
    assert start <= timescale.earliest
    assert (timescale.earliest.year - start.year) * 12 + timescale.earliest.month - start.month < 12


@given(first=PHRASES, second=PHRASES, dated=ANY_DAY)
def test_paragraphs_are_read_one_by_one(first, second, dated):
    both = read(f"{first}\n\n{second}", dated=dated)
    assert both.readings == read(first, dated=dated).readings + read(second, dated=dated).readings


@pytest.mark.parametrize("piece", ["a", "9", " ", "(", "<", "1, ", "by\n", "Nov 12 by the end of ", "→", "31/12/"])
def test_a_text_too_long_to_be_a_timescale_is_asked_about_at_once(piece):
    text = "June 2013 " + piece * (100_000 // len(piece)) + "."
    reading = read(text)
    assert [(each.kind, each.latest) for each in reading.readings] == [("other", None)]
    assert "too long" in reading.question


@pytest.mark.parametrize("piece", ["a", "9", "(", "<", "1, ", "by\n", "Nov 12 by the end of ", "→", "31/12/", "1-"])
def test_the_longest_text_that_is_read_gives_some_reading(piece):
    text = (piece * LONGEST_TEXT)[:LONGEST_TEXT]
    assert read(text).text == text
