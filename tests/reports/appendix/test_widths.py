import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.appendix import metrics
from reports.appendix.model import Badge, Cell, Line, Row, Table
from reports.appendix.text import lines
from reports.appendix.widths import (
    BADGE,
    PADDING,
    PAGE,
    READ_LINES,
    SIZE,
    _caused,
    _lengths,
    _longest_word,
    _poured,
    _readable,
    _wrapped,
    badge_wraps,
    is_tall,
    lines_needed,
    shares,
)

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


@pytest.mark.parametrize(
    ("asked", "least", "found"),
    [
        ((1, 1, 2), (10, 10, 10), (25, 25, 50)),
        ((1, 1, 8), (20, 5, 5), (20, 80 / 9, 640 / 9)),
        ((1, 2, 7), (15, 18, 1), (15, 85 * 2 / 9, 85 * 7 / 9)),
        ((2, 3, 45), (15, 15, 15), (15, 15, 70)),
        ((5, 5), (60, 90), (40, 60)),
        ((9, 1), (40, 60), (40, 60)),
        ((0, 0), (10, 20), (10, 20)),
    ],
)
def test_columns_are_as_wide_as_is_asked_and_none_narrower_than_its_least(asked, least, found):
    assert _poured(asked, least, 100) == pytest.approx(found)


def test_a_column_causes_what_its_cells_wrap_the_more_the_taller_they_are_in_their_row():
    """The cell of two lines in a half of a row of three: its own two and a half lines, and one that is not wrapped."""
    rows = [((100.0, 20.0), (60.0,), (50.0,)), ((), (51.0,), (10.0,))]
    tall = 100 / 50 + 0.5 + 1
    other = 60 / 50 + 0.5
    height = (tall**6 + other**6 + 1) ** (1 / 6)
    alone = 51 / 50 + 0.5
    below = (alone**6 + 1) ** (1 / 6)
    assert _caused(rows, (50.0, 50.0, 50.0)) == pytest.approx(
        [(tall / height) ** 5 * 2.5, (other / height) ** 5 * other + (alone / below) ** 5 * alone, 0]
    )
    assert _caused([((), ())], (50.0, 50.0)) == [0, 0]


def line_widths(*words):
    return [metrics.width(each, SIZE) + PADDING for each in words]


def test_the_lengths_of_a_cell_are_those_of_its_lines_with_what_hangs_before_them_a_part_for_each_row():
    red = Badge(word="Red", colour="red")
    said = (Line(text="Mow", label="7."), Line(text="Rake", marker="•"), Line(text="Sow", marker="•", depth=2))
    plain, item, deep = line_widths("7. Mow", " Rake", " Sow")
    wide = metrics.width("Red", SIZE, bold=True) + 17
    assert _lengths(Cell(lines=said, badge=red)) == pytest.approx((wide, plain, item + 9, deep + 27))
    assert _lengths(Cell(lines=said[:1], span=4)) == pytest.approx((plain / 4,))
    assert _lengths(None) == ()


@pytest.mark.parametrize(("paper", "most"), [("a4", 17), ("a3", 26), ("large", 17)])
def test_a_row_of_more_lines_than_a_third_of_a_page_may_be_cut_where_the_paper_is_told(paper, most):
    def tall(lines, paper):
        row = Row(cells=(None, Cell(lines=(Line(text="w"),) * lines)))
        return is_tall(row, Table(headings=("a", "b"), widths=(50, 50), groups=((row,),), paper=paper))

    assert [tall(lines, paper) for lines in (most, most + 1)] == [False, True]
    assert not tall(99, None)


def test_a_row_takes_the_lines_of_its_tallest_cell_and_a_badge_takes_one():
    red = Badge(word="Red", colour="red")
    row = Row(cells=(Cell(lines=(Line(text="w"),) * 2, badge=red), cell("w"), None))
    assert lines_needed(row, (30, 30, 40), A4) == 3
    assert lines_needed(Row(cells=(None,)), (100,), A4) == 1
    words = "meeting " * 9
    item = Cell(lines=(Line(text=words, marker="•", depth=1),))
    for wide in (60.0, 75.0, 90.0, 110.0):
        found = lines_needed(Row(cells=(item,)), (100 * wide / A4,), A4)
        assert found == len(metrics.wrap(words, wide - PADDING - 18, SIZE))
    assert lines_needed(Row(cells=(item,)), (1,), A4) == len(metrics.wrap(words, SIZE, SIZE))


def test_a_column_that_is_read_first_is_as_wide_as_seven_lines_ask_up_to_its_cap():
    start = PADDING + 30
    assert _readable([], A4) == start == _readable([cell("meeting")], A4)
    for words in ("meeting " * 11, "meeting " * 14):
        wide = _readable([cell(words), *[cell("meeting")] * 5], A4)
        assert (wide - start) % 4 == 0 and wide > start
        assert _wrapped(cell(words), wide) <= READ_LINES < _wrapped(cell(words), wide - 4)
    capped = _readable([cell("meeting " * 200)], A4)
    assert 0.14 * A4 <= capped < 0.14 * A4 + 4
    spanning = cell("meeting " * 13, 2)
    wide = _readable([spanning], A4)
    assert wide == _readable([cell("(continued) " + "meeting " * 13)], A4) > _readable([cell("meeting " * 13)], A4)


def test_the_longest_word_of_a_column_is_one_that_no_line_breaks():
    def longest(*lines, badge=None):
        return _longest_word("a", [Cell(lines=lines, badge=badge), cell("b")])

    bold = {word: metrics.width(word, SIZE, bold=True) for word in ("Reference", "Late", "Not", "commenced")}
    assert _longest_word("Reference one", []) == pytest.approx(1.15 * bold["Reference"])
    assert longest(Line(text="September", marker="•", depth=1)) == pytest.approx(metrics.width("September", SIZE) + 18)
    assert longest(Line(text="", label="Reference")) == pytest.approx(bold["Reference"])
    assert longest(Line(text="Late", style="strong")) == pytest.approx(bold["Late"])
    assert longest(Line(text="3rd May 2026")) == pytest.approx(metrics.width("3rd May 2026", SIZE))
    assert longest(Line(text="by 3rd May 2026")) < metrics.width("3rd May", SIZE)
    assert longest(badge=Badge(word="Not commenced", colour="red")) == pytest.approx(bold["commenced"] + 17)


def table_of_all_kinds():
    """Eight rows under two recommendations, with lists, days, ratings, references and an address."""
    address = "https://host.invalid/" + "a" * 60
    found = []
    for n in range(8):
        area = None if n % 4 else cell("Make sure that each contact gets a timely and well recorded decision " * 2, 4)
        deed = Line(text="Hold a weekly meeting with every school and ward", label=f"{n}.1")
        deeds = (deed, Line(text="write", marker="•"))
        lead = Line(text="Head of Service: Placements") if n % 2 else Line(text="Not set", style="muted")
        days = (Line(text="30 September 2026"), Line(text="53 days late", style="strong"))
        said = "word " * (5 + 9 * n) + (address if n == 3 else "")
        rating = Cell(badge=Badge(word="Not rated" if n % 3 else "Red", colour="red"))
        found.append(Row(cells=(area, Cell(lines=deeds), Cell(lines=(lead,)), Cell(lines=days), cell(said), rating)))
    return ("Area of focus", "Action", "Lead", "Timescale", "Progress", "RAG"), found


@pytest.mark.parametrize(
    ("paper", "times", "first", "kept"),
    [
        ("a4", 1, (), (8.917, 19.551, 8.917, 9.684, 45.226, 7.704)),
        ("a4", 1, (0,), (11.76, 18.637, 8.917, 9.461, 43.521, 7.704)),
        ("a3", 1, (0,), (8.107, 17.135, 7.656, 8.455, 53.336, 5.311)),
        ("a4", 60, (), (8.917, 19.948, 8.917, 9.684, 44.83, 7.704)),
    ],
)
def test_the_widths_of_a_table_of_all_kinds_are_those_that_were_looked_at(paper, times, first, kept):
    """With its recommendations to be read first or not; and of more rows than are looked at."""
    heads, found = table_of_all_kinds()
    assert shares(heads, found * times, PAGE[paper], read_first=first) == pytest.approx(kept, abs=0.002)
