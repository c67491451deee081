"""A calendar file, read back by a library that reads them."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from reports.calendarfile import WIDE, Event, calendar_file

STAMP = datetime(2026, 11, 29, 12, 30, 15, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n"), min_size=1)


def written(*events):
    return calendar_file("Kites", events, host="kites.example", stamp=STAMP)


@given(WORDS, WORDS)
@example("Comma, semicolon; stroke \\\\ and \\\\n that is no line", "First\nsecond")
@example("ŵ" * 200, "x" * 400)
def test_what_is_written_is_read(summary, description):
    data = written(Event("action-7", date(2027, 2, 28), summary, description, "https://kites.example/actions/7/"))
    [event] = Calendar.from_ical(data).events
    assert (str(event["summary"]), str(event["description"])) == (summary, description)
    assert (event.start, event.end - event.start) == (date(2027, 2, 28), timedelta(days=1))
    assert (str(event["uid"]), event["url"]) == ("action-7@kites.example", "https://kites.example/actions/7/")
    assert event["dtstamp"].dt == STAMP
    assert not event.errors
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= WIDE
    assert b"\n" not in b"".join(lines)


def test_a_calendar_of_nothing_is_one():
    found = Calendar.from_ical(written())
    assert (found.events, str(found["x-wr-calname"]), str(found["version"])) == ([], "Kites", "2.0")
