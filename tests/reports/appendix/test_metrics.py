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
