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
