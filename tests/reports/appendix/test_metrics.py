import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.appendix import metrics


def test_wide_letters_are_wider_and_bold_is_wider_still():
    assert metrics.width("mmm", 8) > metrics.width("iii", 8)
    assert metrics.width("word", 8, bold=True) > metrics.width("word", 8)
    assert metrics.width("word", 16) == 2 * metrics.width("word", 8)


@given(st.text(alphabet="abc mW–é漢", max_size=200), st.floats(20, 300))
def test_wrapped_lines_fit_and_lose_nothing(text, available):
    found = metrics.wrap(text, available, 8)
    assert "".join(found).replace(" ", "") == "".join(text.split())
    assert all(len(line) == 1 or metrics.width(line, 8) <= available + 1e-6 for line in found)


def test_an_empty_paragraph_is_one_line():
    assert metrics.wrap("", 100, 8) == [""]


def test_arial_is_as_wide_as_its_letters_on_a_screen():
    letters = 0.722 + 0.556 + 0.222 + 0.222 + 0.556
    assert metrics.width("Hello", 10, arial=True) == pytest.approx(metrics.HINTED * 10 * letters)
    assert metrics.width("Hello", 10, arial=True, bold=True) > metrics.width("Hello", 10, arial=True)
    assert metrics.width("漢", 10, arial=True) >= metrics.width("漢", 10)


@given(st.text(alphabet="abc mW–é漢", max_size=200), st.floats(20, 300))
def test_lines_wrapped_in_arial_fit_too(text, available):
    found = metrics.wrap(text, available, 8, arial=True)
    assert "".join(found).replace(" ", "") == "".join(text.split())
    assert all(len(line) == 1 or metrics.width(line, 8, arial=True) <= available + 1e-6 for line in found)


@pytest.mark.parametrize(
    ("letters", "regular", "bold"),
    [
        ("abcdefghijklmnopqrstuvwxyz", 12726, 14003),
        ("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 17613, 17889),
        ("0123456789£%&", 7672, 7727),
        ("\"#$'()*+,-./:;<=>?@[\\]^_`{|}~", 12047, 12693),
        ("‘’“”–•é ", 2850, 3296),
    ],
)
def test_the_letters_of_arial_are_as_wide_as_in_a_font_of_its_measures(letters, regular, bold):
    """In thousandths of an em, as Liberation Sans has them, which is made to take Arial's place."""
    found = [metrics.width(letters, 1000 / metrics.HINTED, arial=True, bold=heavy) for heavy in (False, True)]
    assert found == pytest.approx([regular, bold])


M, SPACE = 0.833 * metrics.HINTED, 0.278 * metrics.HINTED
"""Of an em of Arial: how wide an "M" is, and a space."""


@pytest.mark.parametrize(
    ("text", "wide", "lines"),
    [
        ("MM M", 3 * M + SPACE + 0.001, ["MM M"]),
        ("MM M", 3 * M + SPACE - 0.001, ["MM", "M"]),
        ("M MM M", 3 * M + 2 * SPACE + 0.001, ["M MM", "M"]),
        ("M MM M", 4 * M + 2 * SPACE + 0.001, ["M MM M"]),
        ("M MM M", 4 * M + 2 * SPACE - 0.001, ["M MM", "M"]),
        ("MMMMM M", 2 * M + 0.001, ["MM", "MM", "M", "M"]),
        ("MMMMM M", 2 * M + SPACE + 0.001, ["MM", "MM", "M M"]),
        ("M MMMM", 2 * M + SPACE + 0.001, ["M", "MM", "MM"]),
        ("M MMMM", 3 * M + SPACE + 0.001, ["M", "MMM", "M"]),
        ("MM", M / 2, ["M", "M"]),
    ],
)
def test_a_line_holds_the_words_that_have_room_and_a_word_that_has_none_is_broken(text, wide, lines):
    assert metrics.wrap(text, wide, 1.0, arial=True) == lines
    assert metrics.wrap(text, 9 * wide, 9.0, arial=True) == lines


def test_a_letter_is_as_wide_as_in_the_first_font_that_has_it():
    """In thousandths of an em: Source Sans, Noto Sans Arabic, and nothing for what no font has."""
    assert metrics.width("Reference", 1000) == pytest.approx(4195)
    assert metrics.width("Reference", 1000, bold=True) == pytest.approx(4464)
    assert metrics.width("né", 1000) == pytest.approx(1043)
    assert metrics.width("مر", 1000) == pytest.approx(851)
    assert metrics.width("aᚠ", 1000) == pytest.approx(metrics.width("a", 1000) + 1000)
    assert metrics.width("ŵ", 1000, arial=True) == pytest.approx(1.03 * 1.1 * metrics.width("ŵ", 1000))
    assert metrics.width("ᚠ", 1000, arial=True) == pytest.approx(1.03 * 1.1 * 1000)


@pytest.mark.parametrize(
    ("word", "longest"),
    [
        ("step-down-house", "down-"),
        ("and/or", "and/"),
        ("2026–27", "2026–27"),
        ("A-1b", "A-1b"),
        ("– so", "so"),
        ("", ""),
    ],
)
def test_a_word_is_broken_behind_a_stroke_or_hyphen_before_two_letters(word, longest):
    assert metrics.longest_word(word, 8) == metrics.width(longest, 8)


def test_the_fonts_to_fall_back_on_have_their_letters_and_the_papers_own_come_first():
    arabic, chinese = (f"noto/NotoSans{script}-Regular.ttf" for script in ("Arabic", "SC"))
    assert [metrics.fallback(each) for each in "ا你aᚠ"] == [arabic, chinese, None, None]
    assert "é" in metrics.characters() and "ا" not in metrics.characters()
