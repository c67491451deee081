import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.passages import in_line
from reports.appendix.text import clean, lines, one_line, right_to_left, shorten


@given(st.text())
def test_cleaned_text_can_stand_in_xml(text):
    cleaned = clean(text)
    assert not any(ord(char) < 32 and char != "\n" for char in cleaned)
    assert not any(0xD800 <= ord(char) <= 0xDFFF or ord(char) in (0xFEFF, 0xFFFE, 0xFFFF) for char in cleaned)
    cleaned.encode()


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_kind_of_line_break_begins_a_new_line(separator):
    assert [line.text for line in lines(f"first{separator}second")] == ["first", "second"]


@pytest.mark.parametrize("bullet", ["• ", "•", "- ", "– ", "* ", "▪ ", "\uf0b7 ", "➢ "])
def test_a_printed_bullet_becomes_an_item_of_a_list(bullet):
    (line,) = lines(f"{bullet}Write to carers")
    assert (line.marker, line.text) == ("•", "Write to carers")


@pytest.mark.parametrize("text", ["-5% on last year", "*see note", "2 - 3 weeks"])
def test_a_sign_that_is_no_bullet_stays_in_the_text(text):
    (line,) = lines(text)
    assert (line.marker, line.text) == ("", text)


def test_numbers_that_were_typed_stay_in_the_text():
    assert [(line.marker, line.text) for line in lines("1. Sow\n2. Water")] == [("", "1. Sow"), ("", "2. Water")]


def test_a_character_that_no_font_has_is_shown_as_a_square():
    assert one_line("a\ue123b") == "a□b"


@given(st.text(), st.integers(10, 50))
def test_shortened_text_keeps_its_limit_and_its_beginning(text, most):
    short = shorten(text, most)
    assert len(short) <= most + 1
    assert in_line(clean(text)).startswith(short.removesuffix(" …"))


@pytest.mark.parametrize("most", range(8, 90))
def test_what_is_exempt_is_closed_wherever_it_is_cut(most):
    said = shorten("It is as [exempt: paragraphs 3 and 5] they asked of us [end exempt] in May, and later [exempt] so "
                   "[end exempt].", most)  # fmt: skip
    assert said.count("[") == said.count("]") == 2 * said.count("[exempt") and said.count(
        "[end exempt]"
    ) * 2 == said.count("[")


@pytest.mark.parametrize(
    ("text", "runs"),
    [("مرحبا and hello", True), ("– 12. مرحبا", True), ("“Hello” – مرحبا", False), ("– 12 – £34", False)],
)
def test_a_text_runs_as_its_first_letter_does_and_one_without_letters_from_the_left(text, runs):
    assert right_to_left(text) == runs
