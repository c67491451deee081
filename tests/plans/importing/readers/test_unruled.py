"""A PDF's table without lines: its columns and rows told by where things stand, its colours by what lies behind."""

from plans.importing.readers.pdf.printed_lines import printed_lines
from plans.importing.readers.pdf.ruled_tables import RuledTable
from plans.importing.readers.pdf.unruled_tables import find_unruled, levels_of, placed_cells

LETTER, HEIGHT = 5.0, 10.0


def printed(*lines):
    """The letters of lines (top, [(from, text)]), each five points wide."""
    return [
        {"text": letter, "x0": left + n * LETTER, "x1": left + (n + 1) * LETTER, "top": top, "bottom": top + HEIGHT,
         "size": HEIGHT, "fontname": "Plain", "non_stroking_color": (0,)}
        for top, stretches in lines for left, text in stretches for n, letter in enumerate(text) if letter != " "
    ]  # fmt: skip


def rows_of(chars, fills=()):
    levels = levels_of(printed_lines(chars, apart=True))
    (table,) = find_unruled(levels)
    rows = {}
    for one in placed_cells(table, levels, None, list(fills)):
        rows.setdefault(one.row, {})[one.column] = one.cell
    return [{column: cell.flat or cell.fill for column, cell in sorted(row.items())} for row in rows.values()]


KITES = ("Red kite", "Blue", "Green", "Long one", "Old", "Kept")
WHO = ("Bell", "Fox", "Jo", "Ann", "Reed", "May")


def test_a_column_begins_where_those_of_other_rows_do_however_little_room_is_left():
    rows = [(14 * n, [(0, kite), (80, who), (120, "flies" if n % 2 else "hangs low"), (170, "on the hill")])
            for n, (kite, who) in enumerate(zip(KITES, WHO, strict=True))]  # fmt: skip
    found = rows_of(printed(*rows))
    assert found[0] == {0: "Red kite", 1: "Bell", 2: "hangs low", 3: "on the hill"}
    assert [len(row) for row in found] == [4] * 6


def test_rows_under_titles_are_rows_although_only_the_titles_stand_apart():
    def body(top):
        return [(top + 12 * n, [(0, f"K{n} Fly"), (80, who), (130, "May 27")]) for n, who in enumerate(WHO)]

    first, second = body(50), body(140)
    lines = [
        (20, [(0, "Kite"), (80, "Who"), (130, "When")]),
        (38, [(0, "Aim A")]),
        *first,
        (128, [(0, "Aim B")]),
        *second,
    ]
    found = rows_of(printed(*lines))
    assert [row[0] for row in found] == ["Kite", "Aim A", *(f"K{n} Fly" for n in range(6)), "Aim B",
                                         *(f"K{n} Fly" for n in range(6))]  # fmt: skip


def test_lines_with_all_but_the_first_column_are_rows_where_nearly_all_are():
    first = ("Hill", "", "Wood", "", "", "Lane")
    rows = [(14 * n, [*([(0, hill)] if hill else []), (80, kite), (150, who), (200, "May 27")])
            for n, (hill, kite, who) in enumerate(zip(first, KITES, WHO, strict=True))]  # fmt: skip
    assert [row.get(0, "") for row in rows_of(printed(*rows))] == list(first)


def test_a_line_with_more_stretches_than_its_table_has_columns_is_set_in_those_of_the_page():
    heads = (20, [(0, "Item"), (60, "Kite"), (160, "Who"), (220, "When")])
    rows = [(60 + 14 * n, [(0, str(n)), (60, kite), (160, who), (220, "May 27")])
            for n, (kite, who) in enumerate(zip(KITES, WHO, strict=True))]  # fmt: skip
    found = rows_of(printed((0, [(0, "A list of the kites"), (130, "(May)")]), heads, *rows))
    assert {0: "Item", 1: "Kite", 2: "Who", 3: "When"} in found
    assert found[-1] == {0: "5", 1: "Kept", 2: "May", 3: "May 27"}


def test_coloured_patches_are_no_table_and_colour_the_cells_before_them():
    lines = [
        (14 * n, [(0, kite), (80, who), (130, "May 27")]) for n, (kite, who) in enumerate(zip(KITES, WHO, strict=True))
    ]
    chars = printed(*lines)
    patches = [(-5.0, 0.0, 70.0, 10.0), (70.0, 0.0, 110.0, 10.0), (70.0, 10.0, 110.0, 50.0), (110.0, 0.0, 190.0, 10.0)]
    assert RuledTable(patches).leaves_out(chars)
    assert not RuledTable([(-5.0, 0.0, 70.0, 55.0), (70.0, 0.0, 190.0, 55.0)]).leaves_out(chars)
    bare = [char for char in chars if not (char["x0"] >= 80 and char["x0"] < 130 and char["top"] == 14)]
    assert rows_of(bare, [((75.0, 12.0, 125.0, 26.0), "FF0000")])[1] == {0: "Blue", 1: "FF0000", 2: "May 27"}
