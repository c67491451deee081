import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.appendix import metrics
from reports.appendix.model import Badge, Cell, Line, Row
from reports.appendix.text import lines
from reports.appendix.widths import BADGE, PADDING, PAGE, READ_LINES, SIZE, badge_wraps, lines_needed, shares

WORDS = st.lists(st.sampled_from(("a", "meeting", "arrangements", "September", "x" * 90)), max_size=30).map(" ".join)
A4 = PAGE["a4"]


def cell(text, span=1):
    return Cell(lines=(Line(text=text),) if text else (), span=span)


def rows(*texts):
    return [Row(cells=tuple(cell(text) for text in row)) for row in texts]


def height(table, widths):
    return sum(lines_needed(row, widths, A4) for row in table)


@given(st.integers(1, 9).flatmap(lambda n: st.lists(st.lists(WORDS, min_size=n, max_size=n), max_size=6)))
@settings(max_examples=60)
def test_widths_are_positive_and_fill_the_page(texts):
    columns = len(texts[0]) if texts else 3
    found = shares(["Heading"] * columns, rows(*texts), A4)
    assert len(found) == columns
    assert min(found) > 0
    assert abs(sum(found) - 100) < 1e-6


def test_a_column_is_at_least_as_wide_as_its_longest_word():
    found = shares(["Ref", "Text"], rows(["Responsibilities", "word " * 400]), A4)
    assert found[0] * A4 / 100 >= metrics.width("Responsibilities", SIZE) + PADDING - 1e-6


def test_a_heading_has_room_for_its_word_in_arial_too():
    """Word and the screen show the same widths in Arial, where "Reference" is about a seventh wider than on paper."""
    [reference, _text] = shares(["Reference", "Recommendation"], rows(("1", "word " * 600)), A4)
    assert reference * A4 / 100 >= 1.14 * metrics.longest_word("Reference", SIZE, bold=True) + PADDING


def test_an_address_does_not_get_the_page_to_itself():
    found = shares(["Link", "Text"], rows(["x" * 900, "word " * 60]), A4)
    assert found[1] > 25


def test_long_text_gets_more_than_short_text():
    found = shares(["Short", "Long"], rows(*[["Ongoing", "word " * 80]] * 5), A4)
    assert found[1] > 4 * found[0]


def test_one_long_cell_does_not_starve_a_column_that_is_long_throughout():
    table = rows(["word " * 200, "word " * 10], *[["short", "word " * 60]] * 30)
    found = shares(["One", "All"], table, A4)
    assert found[1] > found[0]


@pytest.mark.parametrize("seed", range(5))
def test_the_rows_come_out_shorter_than_with_equal_widths(seed):
    lengths = [(3 + seed, 40, 9, 25 - seed, 1), (2, 10, 30, 60, 1), (5, 80, 4, 12, 2)]
    table = rows(*[["word " * length for length in row] for row in lengths])
    found = shares(list("abcde"), table, A4)
    assert height(table, found) <= height(table, [20] * 5)


def test_a_cell_that_spans_rows_asks_for_its_part_of_each():
    def area(span):
        spanning = cell("word " * 120, span)
        return [Row(cells=(spanning if at == 0 else None, cell("word " * 40))) for at in range(span)]

    assert shares(["a", "b"], area(6), A4)[0] < shares(["a", "b"], area(1), A4)[0]


def test_a_badge_fits_its_column():
    table = [Row(cells=(Cell(badge=Badge(word="Not rated", colour="none")), cell("word " * 500)))]
    assert shares(["RAG", "Text"], table, A4)[0] * A4 / 100 > metrics.width("Not rated", SIZE, bold=True) + 17


def test_a_recommendation_that_spans_rows_takes_seven_lines_at_most():
    said = (
        "Make sure that each contact about a child receives a timely and well reasoned decision, with a same day answer"
    )
    table = [Row(cells=(cell(said, 4), cell("word " * 60), cell("word " * 90))) for _ in range(4)]
    squeezed = shares(("Area", "Action", "Progress"), table, PAGE["a4"])
    widths = shares(("Area", "Action", "Progress"), table, PAGE["a4"], read_first=[0])
    alone = Row(cells=(cell(said),))
    assert lines_needed(alone, squeezed[:1], PAGE["a4"]) > READ_LINES >= lines_needed(alone, widths[:1], PAGE["a4"])
    over_the_page = Row(cells=(cell(f"(continued) {said}"),))
    assert lines_needed(over_the_page, widths[:1], PAGE["a4"]) <= READ_LINES


def test_a_list_of_numbers_typed_without_spaces_takes_no_wide_column():
    typed = "1,2,3,4,6,7,9,10,11,12,13,14,15,16,17,18,19,20"
    others = [Row(cells=(cell("7"), cell("word " * 60))) for _ in range(5)]
    unbroken, spaced = (
        shares(("Links", "Action"), [Row(cells=(Cell(lines=said), cell("word " * 60))), *others], PAGE["a4"])[0]
        for said in ((Line(text=typed),), lines(typed))
    )
    assert spaced < 0.7 * unbroken


def test_a_word_may_be_broken_after_a_stroke_or_a_hyphen_but_not_within_numbers():
    assert metrics.longest_word("Police/Health/Education", 8) == metrics.width("Education", 8)
    assert metrics.longest_word("30/06/2026", 8) == metrics.width("30/06/2026", 8)
    assert metrics.longest_word("2026-27", 8) == metrics.width("2026-27", 8)


def test_a_day_that_stands_by_itself_is_on_one_line():
    due = Cell(lines=lines("30 November 2026\n4,991 days late"))
    table = [Row(cells=(due, cell("word " * 60), cell("word " * 80)))] * 9
    [timescale, *_] = shares(["Timescale", "Action", "Where it stands"], table, A4)
    assert timescale * A4 / 100 >= metrics.width("30 November 2026", SIZE) + PADDING


@pytest.mark.parametrize("word", ["Amber", "Not rated", "Wholly embedded", "Complete and embedded", "Unsatisfactory"])
def test_the_word_of_a_rating_decides_how_wide_its_column_is(word):
    """Nothing else stands in it: neither more than the word and its badge take, nor less than they do."""
    cells = [Row(cells=(Cell(badge=Badge(word=word, colour="none")), cell("word " * 90))) for _ in range(12)]
    wide = shares(["", "Where it stands"], cells, A4)[0] * A4 / 100
    wanted = (metrics.longest_word if badge_wraps(word) else metrics.width)(word, SIZE, bold=True) + BADGE
    assert wanted - 1e-6 <= wide < wanted + 12
