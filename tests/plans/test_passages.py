import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.passages import in_line, joined, shortened


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The guide was developed\nMeetings are held", "The guide was developed; Meetings are held"),
        (
            "Such as, for example:\n• Working\n• Writing home",
            "Such as, for example: Working; Writing home",
        ),
        ("- Buy string;\n- Tie tails;\n- Fly.", "Buy string; Tie tails; Fly."),
        ("Buy string, and\n• tie tails", "Buy string, and tie tails"),
        ("The first sentence.\nThe second", "The first sentence. The second"),
        ("a line that wraps\nand goes on", "a line that wraps and goes on"),
        ("•\u00a0one\r\n\r\n•   two", "one; two"),
        ("* starred\n* twice", "starred; twice"),
        ("-5% on last year\u2028Better", "-5% on last year; Better"),
        ("With the\nHead of Service", "With the Head of Service"),
        ("", ""),
        ("\n \n", ""),
    ],
)
def test_lines_are_said_on_one_as_they_are_read_aloud(text, said):
    assert in_line(text) == said


def test_parts_are_told_apart_however_they_begin():
    assert joined(["hold meetings", "write:\n• minutes\n• letters", " "]) == "hold meetings; write: minutes; letters"


@given(st.text())
def test_nothing_but_marks_and_space_is_lost(text):
    kept = in_line(text)
    assert "\n" not in kept
    letters = [char for char in text if char.isalnum()]
    assert [char for char in kept if char.isalnum()] == letters


@given(st.text(), st.integers(10, 50))
def test_what_is_shortened_keeps_its_limit_and_its_beginning(text, most):
    short = shortened(text, most)
    assert len(short) <= most + 1
    assert in_line(text).startswith(short.removesuffix(" …"))
