"""Every form in which a period is printed reads back, and small things about a text change nothing of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.timescales import KINDS, KINDS_WITHOUT_LATEST, read
from plans.timescales.periods.calendar import months_from
from plans.wording import MONTHS, SHORT

from .phrasings import SEPTEMBER_2026

WELSH = "Ionawr Chwefror Mawrth Ebrill Mai Mehefin Gorffennaf Awst Medi Hydref Tachwedd Rhagfyr".split()
DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2068, 12, 31))

DAY_FORMS = (
    lambda d: f"{d:%d.%m.%y}",
    lambda d: f"{d.day} {WELSH[d.month - 1]} {d.year}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d:%Y/%m/%d}",
    lambda d: f"by {d.day} th {SHORT[d.month - 1]} {d.year}",
    lambda d: f"{d.isoformat()}T00:00:00",
)
MONTH_FORMS = (
    lambda d: f"{MONTHS[d.month - 1]} {d.year}",
    lambda d: f"end of {SHORT[d.month - 1]} {d.year}",
    lambda d: f"{SHORT[d.month - 1]}-{d:%y}",
    lambda d: f"{d:%Y-%m}" if (d.year + 1) % 100 != d.month else f"{d:%m/%Y}",
    lambda d: f"{d:%m.%Y}",
    lambda d: f"diwedd mis {WELSH[d.month - 1]} {d.year}",
    lambda d: f"{MONTHS[d.month - 1]} ({d.year})",
)


@given(day=DAYS, form=st.sampled_from(DAY_FORMS))
@settings(max_examples=60)
def test_a_day_reads_back_from_every_form(day, form):
    reading = read(form(day))
    assert [(each.kind, each.earliest, each.latest) for each in reading.readings] == [("date", day, day)]
    assert reading.question is None


@given(day=DAYS, form=st.sampled_from(MONTH_FORMS))
@settings(max_examples=60)
def test_a_month_reads_back_from_every_form(day, form):
    reading = read(form(day))
    first, last = months_from(day.year, day.month, 1)
    assert [(each.kind, each.earliest, each.latest) for each in reading.readings] == [("month", first, last)]


@given(day=DAYS)
@settings(max_examples=40)
def test_a_spreadsheets_number_reads_back_as_a_proposal(day):
    reading = read(str((day - date(1899, 12, 30)).days))
    assert [each.latest for each in reading.readings] == [day]
    assert reading.question


@given(year=st.integers(2000, 2067), number=st.integers(1, 4))
@settings(max_examples=40)
def test_a_quarter_of_a_financial_year_reads_back(year, number):
    first, last = months_from(year + (number == 4), (number * 3) % 12 + 1, 3)
    for text in (f"Q{number} {year}/{(year + 1) % 100:02}", f"Q{number} {year % 100:02}/{(year + 1) % 100:02}"):
        assert [(each.earliest, each.latest) for each in read(text).readings] == [(first, last)]


@given(day=DAYS, count=st.integers(1, 60))
@settings(max_examples=30)
def test_working_days_are_at_least_as_long_as_weekdays(day, count):
    latest = read(f"within {count} working days", anchor=day).readings[0].latest
    assert latest.weekday() < 5
    assert latest - day >= timedelta(days=count + 2 * ((count - 1) // 5))


STEADY = (
    "31 March 2027", "31.03.27", "2027-03-31", "March 2027", "by end of March 2027", "Q3 2026/27", "spring 2027",
    "Autumn term 2026", "end of term 3", "half term", "Christmas 2026", "Easter 2027", "end of the month", "FY27",
    "year end", "within 3 months", "70 working days of publication", "T+3 months", "quarterly", "every 6 weeks",
    "bi-annually", "by end of March annually", "ongoing", "immediate", "in place", "completed May 2026", "tbc",
    "as required", "once recruited", "was June 2026 now Sept 2026", "June 2026 → Sept 2026", "Febuary 2027",
    "31 Mawrth 2027", "46112", "31 June 2027", "03/14/27", "Jan 2027 May 2027 June 2027", "w/c 5 October 2026",
    "Start: 1 Sept 2026 End: 31 Dec 2026", "H1 2027", "academic year 2026/27", "mid October 2026", "early 2027",
)  # fmt: skip
CHANGES = {
    "in capitals": str.upper,
    "in small letters": str.lower,
    "with spaces about it": lambda text: f"  {text}\t ",
    "with more space within": lambda text: text.replace(" ", "   "),
    "with a full stop": lambda text: f"{text}.",
    "with a semicolon": lambda text: f"{text};",
    "on a line of its own": lambda text: f"\n{text}\n",
    "with hard spaces": lambda text: text.replace(" ", "\u00a0"),
}


def meaning(text: str) -> tuple:
    reading = read(text, anchor=date(2026, 9, 1), **SEPTEMBER_2026)
    return [(each.kind, each.earliest, each.latest) for each in reading.readings], reading.question is None


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("text", STEADY)
def test_small_things_about_a_text_change_nothing(text, change):
    assert meaning(CHANGES[change](text)) == meaning(text)


PIECES = (
    "autumn spring summer term terms half-term half term holidays 1 2 3 5 2026 2026/27 26/27 27 FY FY27 Q3 Q4 H1 H2 "
    "first half of quarter Christmas Easter new year the end of this next month week year end calendar financial "
    "academic 46112 46112.0 > → >> was now revised to from: to: Start: End: Hydref mis Mai tymor yr haf Febuary "
    "erbyn diwedd o fewn each every times a bi-annually working school days of publication following once recruited "
    "as required month end in by before after until mid early late ( ) , - / & and . \n"
).split(" ")
PHRASES = st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join)


@given(
    text=PHRASES,
    dated=st.none() | st.dates(),
    hint=st.none() | DAYS,
    anchor=st.none() | st.dates(),
    quarters=st.sampled_from((None, "financial", "calendar")),
    ask_past=st.booleans(),
)
@settings(max_examples=300)
def test_any_text_is_read_honestly_whatever_is_known(text, dated, hint, anchor, quarters, ask_past):
    reading = read(text, dated=dated, hint=hint, anchor=anchor, quarters=quarters, ask_past=ask_past)
    place = 0
    for timescale in reading.readings:
        assert timescale.kind in KINDS
        place = text.index(timescale.text, place) + len(timescale.text)
        if timescale.earliest and timescale.latest:
            assert timescale.earliest <= timescale.latest
        if timescale.kind in KINDS_WITHOUT_LATEST:
            assert timescale.latest is None
        if timescale.kind in ("other", "relative", "quarter", "season") and timescale.latest is None:
            assert timescale.earliest or reading.question
        if timescale.leant and dated is None:
            assert reading.question
