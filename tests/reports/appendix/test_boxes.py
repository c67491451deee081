"""What is worked out of WeasyPrint's boxes and a PDF's structure, of a few made by hand."""

from contextlib import nullcontext
from types import SimpleNamespace

import pydyf
import pytest
from weasyprint.formatting_structure.boxes import BlockBox, LineBox, TableBox, TableCellBox, TableRowBox

from reports.appendix.pdf import continuation, shortcuts
from reports.appendix.pdf.pdf_tags import _cells, _Grid, _join_items, _join_table, _Tree


def strings(found):
    return [each.string for each in found]


def test_cells_stand_in_the_first_free_column_below_those_that_span():
    grid = _Grid(3)
    assert [grid.place(1, 2), grid.place(2, 1), grid.place(1, 3)] == [0, 1, 3]
    grid.row = 1
    assert [grid.place(1, 1), grid.place(1, 1), grid.place(1, 1)] == [1, 2, 4]
    grid.row = 2
    assert [grid.place(3, 1), grid.place(1, 1)] == [0, 4]


def test_a_cell_is_headed_by_its_columns_and_by_the_heads_nearest_to_its_left():
    grid = _Grid(7)
    grid.name_column_heading(0, 2)
    grid.name_column_heading(2, 1)
    grid.row = 1
    grid.name_column_heading(1, 1)
    assert strings(grid.headings(0, 1, 1)) == ["t7r0c0"]
    assert strings(grid.headings(1, 2, 1)) == ["t7r0c0", "t7r1c1", "t7r0c2"]
    assert grid.headings(9, 1, 1) == []
    grid.row = 2
    for column, rows in ((0, 2), (1, 1), (3, 1)):
        assert grid.name_row_heading(column, rows).string == f"t7r2c{column}"
    assert strings(grid._left_of(2, 5)) == ["t7r2c3"] == strings(grid._left_of(2, 4))
    assert strings(grid._left_of(2, 3)) == ["t7r2c0", "t7r2c1"]
    assert strings(grid._left_of(2, 1)) == ["t7r2c0"] == strings(grid._left_of(3, 5))
    assert grid._left_of(2, 0) == [] == grid._left_of(4, 5)
    assert strings(grid.headings(2, 1, 2)) == ["t7r2c0", "t7r2c1", "t7r2c0", "t7r0c2"]


def tree_of(*kids):
    """A tree of elements by their kinds: each with its own kids, or with marked content alone."""
    pdf = pydyf.PDF()
    root = pydyf.Dictionary({"Type": "/StructTreeRoot"})
    pdf.add_object(root)

    def grow(kind, *below, **more):
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{kind}", "P": root.reference, **more})
        pdf.add_object(element)
        grown = [grow(*each) if isinstance(each, tuple) else each for each in below]
        element["K"] = pydyf.Array([each.reference if isinstance(each, pydyf.Dictionary) else each for each in grown])
        for each in grown:
            if isinstance(each, pydyf.Dictionary):
                each["P"] = element.reference
        return element

    return grow("Document", *kids), _Tree(pdf)


def kinds(tree, element):
    return [(kid["S"][1:], kinds(tree, kid)) for kid in tree.kids(element)]


def test_an_item_of_a_list_has_a_label_and_one_body():
    document, tree = tree_of(("L", ("LI", ("Lbl", 0), ("P", 1), ("L", 2), ("LBody", 3)), ("LI", ("P", 4))))
    _join_items(tree)
    [(_, items)] = kinds(tree, document)
    assert items == [
        ("LI", [("Lbl", []), ("LBody", [("L", []), ("NonStruct", [])])]),
        ("LI", [("LBody", [])]),
    ]
    [joined] = [each for each in tree.elements.values() if each["S"] == "/NonStruct"]
    assert tree.parent(joined)["S"] == "/LBody"


def test_what_was_dropped_or_only_decorates_can_be_reached_no_more():
    document, tree = tree_of(("P", 0), ("P", 1), ("Figure", 2))
    kept, dropped = tree.kids(document)[:2]
    tree.drop(dropped)
    live = tree.live()
    assert live == {document.reference, kept.reference} and list(document["K"]) == [kept.reference]
    tree.forget_all_but(live)
    assert dropped == {} and kept["S"] == "/P"


def box(kind, tag=None, children=(), **fields):
    made = kind.__new__(kind)
    element = None if tag is None else SimpleNamespace(get=lambda name, other=None: fields.get("classes", other))
    vars(made).update(children=list(children), element=element, element_tag=tag, **fields)
    return made


def cell(tag="td", rowspan=1, **fields):
    return box(TableCellBox, tag, rowspan=rowspan, **fields)


def table_row(*cells):
    return box(TableRowBox, "tr", cells)


def test_rows_are_counted_as_far_as_a_place():
    group = SimpleNamespace(children=[table_row(), table_row(), table_row()])
    root = SimpleNamespace(children=[table_row(), SimpleNamespace(), group, table_row()])
    assert continuation.rows(root) == 5
    places = ({0: None}, {1: None}, {2: None}, {2: {1: None}}, {2: {2: {0: None}}}, {3: None}, {4: {0: None}})
    assert [continuation.rows(root, place) for place in places] == [0, 1, 1, 2, 4, 4, 5]


def test_the_last_cells_of_a_page_are_those_that_reach_its_last_row():
    cells = [cell(rowspan=each) for each in (3, 2, 1, 2, 1, 1)]
    group = SimpleNamespace(children=[table_row(*cells[:2]), table_row(*cells[2:4]), table_row(*cells[4:])])
    assert [cells.index(each) for each in continuation.last_cells(group)] == [0, 3, 4, 5]


def test_tables_of_the_plan_are_found_and_what_stands_within_them_is_not():
    within = box(TableBox, "table", classes="apx-table")
    found = box(TableBox, "table", [within], classes="x apx-table")
    other = box(TableBox, "table", [within], classes="apx-sum")
    root = SimpleNamespace(children=[SimpleNamespace(children=[found]), other])
    assert list(continuation.tables(root)) == [found]


class Text:
    """What stands below a box, which can be copied."""

    def __init__(self, *children, name=""):
        self.children, self.name = list(children), name

    def deepcopy(self):
        return Text(*(each.deepcopy() for each in self.children), name=self.name)

    copy_with_children = staticmethod(lambda children: Text(*children, name="rest"))

    def __str__(self):
        return self.name + (f"({' '.join(map(str, self.children))})" if self.children else "")


@pytest.mark.parametrize(
    ("place", "left"),
    [
        (None, "all(a(x y) b c)"),
        ({0: None}, "rest(a(x y) b c)"),
        ({1: None}, "rest(b c)"),
        ({0: {1: None}}, "rest(rest(y) b c)"),
        ({3: None}, "rest"),
    ],
)
def test_what_is_left_of_a_box_begins_at_its_place(place, left):
    whole = Text(Text(Text(name="x"), Text(name="y"), name="a"), Text(name="b"), Text(name="c"), name="all")
    assert str(continuation._remainder(whole, place)) == left


@pytest.mark.parametrize(
    ("tag", "classes", "says"),
    [("td", "apx-of", True), ("td", "x apx-act", True), ("th", None, True), ("td", None, False)],
)
def test_a_reader_finds_a_row_by_its_recommendation_its_action_or_its_head(tag, classes, says):
    assert continuation._says_where(cell(tag, classes=classes)) == says


def test_the_cells_of_a_page_are_found_with_their_table_but_for_those_that_repeat():
    own, again = cell(mark="m1"), cell(mark="m2", again=True)
    unmarked = cell()
    inner = table_row(own, again, unmarked)
    body = box(BlockBox, "tbody", [inner])
    root = SimpleNamespace(element=None, element_tag=None, children=[box(TableBox, "table", [body])])
    [(table, group, row, element, mark)] = _cells(root, None, None, None)
    assert (table, group, row, element, mark) == (
        root.children[0].element,
        body.element,
        inner.element,
        own.element,
        "m1",
    )


@pytest.mark.parametrize(
    ("margins", "comes_to"), [([], 0), ([3, 5], 5), ([3, -2, 5, -4], 1), ([-1, -3], -3), ([0], 0), ([2], 2)]
)
def test_margins_that_adjoin_come_to_the_widest_and_the_deepest(margins, comes_to):
    assert shortcuts.collapse_margin(margins) == comes_to


@pytest.mark.parametrize(
    ("item", "written"),
    [(b"x", b"x"), ("/P", b"/P"), (7, b"7"), (1.5, b"1.5"), (2.0, b"2"), (pydyf.String("a"), b"(a)")],
)
def test_a_part_of_a_file_is_written_as_the_library_writes_it(item, written):
    assert shortcuts.to_bytes(item) == written == pydyf._to_bytes(item)


@pytest.mark.parametrize(
    ("style", "flows"),
    [
        (("static", "none"), True),
        (("relative", "none"), True),
        (("absolute", "none"), False),
        (("static", "left"), False),
    ],
)
def test_a_box_stands_where_it_is_written_unless_it_floats_or_is_placed(style, flows):
    made = SimpleNamespace(style=dict(zip(("position", "float"), style, strict=True)))
    assert shortcuts.is_in_normal_flow(made) == flows


class Style(dict):
    """A style that can be written to."""


LENGTH = SimpleNamespace(unit="px")


@pytest.mark.parametrize(
    ("changed", "fixed"),
    [
        ({}, True),
        ({"width": LENGTH}, False),
        ({"height": LENGTH}, False),
        ({"border_collapse": "collapse"}, False),
        ({"margin_left": SimpleNamespace(unit="%")}, False),
        ({"max_height": SimpleNamespace(unit="%")}, False),
    ],
)
def test_the_lengths_of_a_box_are_fixed_where_nothing_depends_on_what_it_stands_in(changed, fixed, monkeypatch):
    lengths = dict.fromkeys(shortcuts._LENGTHS, LENGTH) | {"width": "auto", "height": "auto", "min_width": 3}
    style, asked = Style(lengths | {"border_collapse": "separate"} | changed), []

    def resolve(made, block):
        asked.append(block)
        vars(made).update(dict.fromkeys(shortcuts._LENGTHS, len(asked)))

    monkeypatch.setattr(shortcuts, "_resolve_percentages", resolve)
    boxes = [SimpleNamespace(style=style) for _ in range(3)]
    for each in boxes:
        shortcuts.resolve_percentages(each, "block")
    assert len(asked) == (1 if fixed else 3)
    assert [each.margin_top for each in boxes] == ([1, 1, 1] if fixed else [1, 2, 3])


PLAIN = {
    **{f"border_{side}_width": 0 for side in ("top", "right", "bottom", "left")},
    "visibility": "visible",
    "overflow": "visible",
    "border_image_source": ("none", None),
    "mask_border_source": ("none", None),
    "box_shadow": (),
    "background_image": (("none", None),),
}


@pytest.mark.parametrize(
    ("changed", "alpha", "plain", "as_cell"),
    [
        ({}, 0, True, True),
        ({}, 1, False, False),
        ({"border_left_width": 1}, 0, False, True),
        ({"visibility": "hidden"}, 0, False, False),
        ({"overflow": "hidden"}, 0, False, False),
        ({"border_image_source": ("url", "")}, 0, False, False),
        ({"mask_border_source": ("url", "")}, 0, False, False),
        ({"box_shadow": (1,)}, 0, False, False),
        ({"background_image": (("none", None), ("url", 1))}, 0, False, False),
    ],
)
def test_a_box_is_plain_that_has_neither_ground_nor_rules_but_those_of_a_cell(
    changed, alpha, plain, as_cell, monkeypatch
):
    monkeypatch.setattr(shortcuts, "get_color", lambda style, name: SimpleNamespace(alpha=alpha))
    for kind, wanted in ((BlockBox, plain), (TableCellBox, as_cell)):
        made = box(kind, "td", style=Style(PLAIN | changed))
        assert (shortcuts._is_plain(made), made.style.plain) == (wanted, wanted)


def test_grounds_are_left_out_of_plain_boxes_and_asked_of_others(monkeypatch):
    asked = []
    monkeypatch.setattr(shortcuts, "_layout_box_backgrounds", lambda page, made, *more: asked.append(made.name))
    monkeypatch.setattr(shortcuts, "_is_plain", lambda made: made.plain)

    def of(name, *children, plain=True):
        return SimpleNamespace(name=name, plain=plain, background="was", all_children=lambda: children)

    inner, painted = of("inner"), of("painted", plain=False)
    root = of("root", inner, painted)
    shortcuts.layout_box_backgrounds("page", root, None)
    assert (asked, root.background, inner.background, painted.background) == (["painted"], None, None, "was")
    shortcuts.layout_box_backgrounds("page", of("alone", painted), None, False)
    assert asked == ["painted"]
    shortcuts.layout_box_backgrounds(root, root, None)
    shortcuts.layout_box_backgrounds("page", root, None, True, {"a": 1})
    assert asked == ["painted", "root", "root"]


def test_the_rules_of_a_cell_are_bars_along_its_edges(monkeypatch):
    drawn = []
    monkeypatch.setattr(shortcuts, "get_color", lambda style, name: name)
    stream = SimpleNamespace(
        artifact=nullcontext,
        stacked=nullcontext,
        fill=lambda: None,
        set_color=lambda name: drawn.append(name.split("_")[1]),
        rectangle=lambda *bar: drawn.append(bar),
    )
    widths = {"border_top_width": 1, "border_right_width": 2, "border_bottom_width": 3, "border_left_width": 0}
    made = cell(
        position_x=10, position_y=20, border_width=lambda: 100, border_height=lambda: 50, style=Style(), **widths
    )
    shortcuts.draw_border(stream, made)
    assert drawn == ["bottom", (10, 67, 100, 3), "right", (108, 20, 2, 50), "top", (10, 20, 100, 1)]
    others = []
    monkeypatch.setattr(shortcuts, "_draw_border", lambda stream, made: others.append(made))
    shortcuts.draw_border(stream, line := box(LineBox))
    assert others == [line]


def test_the_references_of_pages_and_the_height_of_a_line_are_worked_out_once(monkeypatch):
    asked = []
    monkeypatch.setattr(
        shortcuts, "_page_references", lambda pdf: asked.append(1) or ("a",) * (len(pdf.pages["Kids"]) // 3)
    )
    pdf = SimpleNamespace(pages={"Kids": [1, 0, "R"]})
    assert [shortcuts.page_references(pdf) for _ in range(2)] == [("a",)] * 2 and asked == [1]
    pdf.pages["Kids"] += [2, 0, "R"]
    assert shortcuts.page_references(pdf) == ("a", "a") and asked == [1, 1]
    monkeypatch.setattr(shortcuts, "_strut", lambda style: asked.append(2) or (9.0, 7.0))
    style = Style()
    assert [shortcuts.strut(style) for _ in range(2)] == [(9.0, 7.0)] * 2 and asked == [1, 1, 2]


class Element:
    """Of HTML, with its attributes; known by its identity."""

    def __init__(self, **told):
        self.get = told.get


def test_a_table_on_two_pages_is_one_whose_cells_name_their_heads_and_what_they_span():
    """Its heads come again on the second page, and the cell that spans three rows goes on there."""
    document, tree = tree_of(
        ("Table", ("Caption", 9), ("THead", ("TR", ("TH", 0), ("TH", 1))), ("TBody", ("TR", ("TH", 2), ("TD", 3)))),
        ("Table", ("THead", ("TR", ("TH", 4), ("TH", 5))), ("TBody", ("TR", ("TH", 6), ("TD", 7)), ("TR", ("TD", 8)))),
    )
    cells = [each for each in tree.elements.values() if each["S"] in ("/TH", "/TD")]
    by_mark = {each["K"][0]: each for each in cells}
    wide, plain, tall, below = Element(colspan="2"), Element(), Element(rowspan="9"), Element()
    head = {"row": {wide: [by_mark[0], by_mark[4]], plain: [by_mark[1], by_mark[5]]}}
    body = {
        "one": {tall: [by_mark[2], by_mark[6]], below: [by_mark[3]]},
        "two": {Element(): [by_mark[7]]},
        "three": {Element(): [by_mark[8]]},
    }
    _join_table(tree, 4, {"head": head, "body": body})
    live = tree.live()
    assert kinds(tree, document) == [
        (
            "Table",
            [
                ("Caption", []),
                ("THead", [("TR", [("TH", []), ("TH", [])])]),
                ("TBody", [("TR", [("TH", []), ("TD", [])]), ("TR", [("TD", [])]), ("TR", [("TD", [])])]),
            ],
        ),
    ]
    assert list(by_mark[2]["K"]) == [2, 6] and list(by_mark[0]["K"]) == [0]
    told = {mark: by_mark[mark]["A"] for mark in (0, 1, 2, 3, 7, 8)}
    assert [told[mark].get("ColSpan") for mark in told] == [2, None, None, None, None, None]
    assert [told[mark].get("RowSpan") for mark in told] == [None, None, 3, None, None, None]
    assert [told[mark].get("Scope") for mark in told] == ["/Column", "/Column", "/Row", None, None, None]
    assert {by_mark[mark]["ID"].string for mark in (0, 1, 2)} == {"t4r0c0", "t4r0c2", "t4r1c0"}
    assert [strings(told[mark]["Headers"]) for mark in (3, 7, 8)] == [["t4r1c0", "t4r0c0"]] * 3
    assert by_mark[4].reference not in live
