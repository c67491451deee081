"""What stands in a Word document: its page, its styles, its tables and cells, without a file."""

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Pt

from reports.appendix.model import Badge, Cell, Line, Row
from reports.appendix.word import wordkit
from reports.appendix.word.document import _outside, _plan_row
from reports.appendix.word.wordcells import MUTED, fill_row, filled_table, hide, hide_in_cells, plain, strong, write
from reports.appendix.word.wordpaper import set_up, small_print, title_block


@pytest.fixture
def document():
    return docx.Document()


def set_for(document, paper):
    set_up(document, title="t" * 300, author="a" * 300, mark="mark", paper=paper, running="Plan")
    [section] = document.sections
    return section


@pytest.mark.parametrize(
    ("paper", "wide", "tall", "orientation", "foot"),
    [
        ("a4", 297, 210, WD_ORIENT.LANDSCAPE, 773.8),
        ("a3", 420, 297, WD_ORIENT.LANDSCAPE, 1122.5),
        ("large", 210, 297, WD_ORIENT.PORTRAIT, 527.2),
    ],
)
def test_a_document_has_the_page_of_its_paper_and_its_number_at_the_foot(
    document, paper, wide, tall, orientation, foot
):
    section = set_for(document, paper)
    assert (round(section.page_width.mm), round(section.page_height.mm), section.orientation) == (
        wide,
        tall,
        orientation,
    )
    sides = {section.left_margin, section.right_margin, section.top_margin}
    assert [round(each.mm) for each in (*sides, section.bottom_margin, section.footer_distance)] == [12, 14, 7]
    [paragraph] = section.footer.paragraphs
    [stop] = [each for each in paragraph.paragraph_format.tab_stops if each.alignment == WD_TAB_ALIGNMENT.RIGHT]
    assert stop.position.pt == pytest.approx(foot, abs=0.1)
    assert paragraph.text.startswith("Plan\tPage ") and [
        each.get(qn("w:instr")) for each in paragraph._p.iter(qn("w:fldSimple"))
    ] == ["PAGE", "NUMPAGES"]


def test_a_document_is_spelt_in_british_english_and_says_what_it_is_shortly(document):
    set_for(document, "a4")
    said = document.core_properties
    assert (len(said.title), len(said.author)) == (255, 255)
    assert (said.language, said.keywords, said.comments) == ("en-GB", "mark", "")
    [language] = document.styles.element.iter(qn("w:rPrDefault"))
    assert [each.get(qn("w:val")) for each in language.iter(qn("w:lang"))] == ["en-GB"]


@pytest.mark.parametrize(
    ("paper", "sizes"),
    [
        ("a4", {"Normal": 9, "Title": 20, "Heading 1": 13, "Heading 2": 10.5, "Footer": 7.5}),
        ("large", {"Normal": 16, "Title": 24, "Heading 1": 22, "Heading 2": 19, "Heading 3": 17, "Footer": 11}),
    ],
)
def test_its_styles_are_arial_without_rules_or_tabs_of_the_theme(document, paper, sizes):
    set_for(document, paper)
    for name, size in sizes.items():
        style = document.styles[name]
        fonts = style.element.rPr.rFonts
        told = (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia")), fonts.get(qn("w:cs")))
        assert told == ("Arial", "Microsoft YaHei", "Arial") and fonts.get(qn("w:asciiTheme")) is None
        assert (style.font.size, style.paragraph_format.space_after) == (Pt(size), Pt(3))
        assert style.element.pPr.find(qn("w:pBdr")) is None and not list(style.paragraph_format.tab_stops)


def test_a_title_block_has_what_there_is_and_nothing_for_what_is_not(document):
    title_block(document, "", "Plan", "Of parks", ["Draft"])
    shown = [(p.text, p.style.name, p.alignment, bool(p.runs[0].bold)) for p in document.paragraphs]
    assert shown == [
        ("Draft", "Normal", WD_ALIGN_PARAGRAPH.RIGHT, False),
        ("Plan", "Title", None, True),
        ("Of parks", "Normal", None, False),
    ]
    assert document.paragraphs[0].paragraph_format.space_after == Pt(0)
    small = small_print(document, "From the record")
    assert (small.runs[0].font.size, small.runs[0].font.color.rgb) == (Pt(8), MUTED)


def test_a_table_has_its_widths_its_rules_and_a_little_room_beside_its_words(document):
    made = wordkit.table(document, 2, [40.0, 60.5])
    assert [column.w for column in made._tbl.tblGrid.gridCol_lst] == [Pt(40), Pt(60.5)]
    assert [[cell.width for cell in row.tc_lst] for row in made._tbl.tr_lst] == [[Pt(40), Pt(60.5)]] * 2
    assert not made.autofit
    [borders] = made._tbl.iter(qn("w:tblBorders"))
    assert {(e.get(qn("w:val")), e.get(qn("w:sz")), e.get(qn("w:space")), e.get(qn("w:color"))) for e in borders} == {
        ("single", "4", "0", "A5A1AD")
    }
    assert [e.tag.partition("}")[2] for e in borders] == ["top", "left", "bottom", "right", "insideH", "insideV"]
    [margins] = made._tbl.iter(qn("w:tblCellMar"))
    assert [(e.tag.partition("}")[2], e.get(qn("w:w"))) for e in margins] == [("left", "70"), ("right", "70")]
    order = [e.tag.partition("}")[2] for e in made._tbl.tblPr]
    assert order.index("tblBorders") < order.index("tblLayout") < order.index("tblCellMar") < order.index("tblLook")


def test_the_heads_of_a_table_come_again_on_each_page_on_a_ground_of_their_own(document):
    filled_table(document, map(strong, ("Area", "Action")), [[plain("Parks"), plain("Mow")]], [50.0, 50.0])
    head, row = document.tables[0]._tbl.tr_lst
    assert [len(list(each.iter(qn("w:tblHeader")))) for each in (head, row)] == [1, 0]
    assert [[e.get(qn("w:fill")) for e in each.iter(qn("w:shd"))] for each in (head, row)] == [["E9E4F1"] * 2, []]
    assert [[cell.text for cell in each.cells] for each in document.tables[0].rows] == [
        ["Area", "Action"],
        ["Parks", "Mow"],
    ]
    sizes = {
        run.font.size for each in document.tables[0].rows for c in each.cells for p in c.paragraphs for run in p.runs
    }
    assert sizes == {Pt(8)}


def paragraphs(document, cell, **more):
    made = wordkit.table(document, 1, [50.0])
    fill_row(made, made._tbl.tr_lst[0], [cell], **more)
    return made.rows[0].cells[0].paragraphs


def test_a_cell_has_its_rating_and_its_lines_below_each_other(document):
    red, said = Badge(word="Red", colour="red"), (Line(text="Claimed", style="muted"), Line(text="so"))
    rating, muted, plain_ = paragraphs(document, Cell(badge=red, lines=said))
    assert rating.text.endswith(" Red ") and rating.runs[0].bold and list(rating._p.iter(qn("w:shd")))
    assert (muted.text, muted.runs[0].italic, muted.runs[0].font.color.rgb) == ("Claimed", True, MUTED)
    assert (plain_.text, plain_.runs[0].italic, plain_.runs[0].bold) == ("so", None, None)
    assert {each.paragraph_format.space_after for each in (rating, muted, plain_)} == {Pt(1)}
    assert paragraphs(document, None)[0].text == ""
    assert paragraphs(document, strong("x"), size=None)[0].runs[0].font.size is None


@pytest.mark.parametrize(
    ("line", "text", "indent", "hanging", "bold"),
    [
        (Line(text="Mow"), "Mow", None, None, [None]),
        (Line(text="Mow", label="7."), "7. Mow", None, None, [True, None]),
        (Line(text="", label="7."), "7.", None, None, [True]),
        (Line(text="Mow", marker="•"), "• Mow", 9, -9, [None, None]),
        (Line(text="Mow", marker="•", depth=2), "• Mow", 27, -9, [None, None]),
        (Line(text="Mow", depth=1), "Mow", 9, None, [None]),
        (Line(text="Mow", style="strong"), "Mow", None, None, [True]),
    ],
)
def test_a_line_hangs_from_its_marker_behind_its_reference(document, line, text, indent, hanging, bold):
    paragraph = document.add_paragraph()
    write(paragraph, line)
    kept = paragraph.paragraph_format
    assert (paragraph.text, [run.bold for run in paragraph.runs]) == (text, bold)
    assert (kept.left_indent, kept.first_line_indent) == (indent and Pt(indent), hanging and Pt(hanging))


def test_words_from_the_right_are_set_so_with_what_stands_before_them(document):
    paragraph = document.add_paragraph()
    write(paragraph, Line(text="مرحبا", label="7."))
    order = [each.tag.partition("}")[2] for each in paragraph._p.pPr]
    assert "bidi" in order and [run.font.rtl for run in paragraph.runs] == [None, True]


def hidden(row):
    return [bool(list(each.iter(qn("w:vanish")))) for each in row.tc_lst]


def test_the_mark_of_a_row_is_hidden_in_its_first_and_its_last_cell(document):
    made = wordkit.table(document, 2, [30.0, 30.0, 30.0])
    first, second = made._tbl.tr_lst
    hide_in_cells(made, first.tc_lst, "mark")
    assert hidden(first) == [True, False, True]
    hide_in_cells(made, second.tc_lst[1:2], "mark")
    assert hidden(second) == [False, True, False]
    [run] = made.rows[1].cells[1].paragraphs[-1].runs
    assert (run.text, run.font.size, str(run.font.color.rgb)) == (" mark", Pt(1), "FFFFFF")
    above = document.add_paragraph("Above")
    hide(document.add_paragraph("Beside"), "mark")
    document.tables[0].rows[0].cells[1].paragraphs[0].add_run("of a row with a mark")
    assert [each for each in _outside(document) if each] == [above.text]


def test_a_recommendation_spans_the_rows_of_its_actions_and_no_others(document):
    made = wordkit.table(document, 5, [30.0, 30.0])
    spanning = Cell(lines=(Line(text="Keep"),), span=3)
    rows = [
        Row(cells=(spanning, plain("a")), mark="m1"),
        Row(cells=(None, plain("b")), mark="m2"),
        Row(cells=(None, plain("c"))),
        Row(cells=(plain("Alone"), plain("d")), mark="m3"),
        Row(cells=(None, plain("e"))),
    ]
    covered = [0, 0]
    for element, row in zip(made._tbl.tr_lst, rows, strict=True):
        _plan_row(made, element, row, covered)
    assert [each.tc_lst[0].vMerge for each in made._tbl.tr_lst] == ["restart", "continue", "continue", None, None]
    assert [hidden(each) for each in made._tbl.tr_lst] == [
        [False, True], [False, True], [False, False], [True, True], [False, False],
    ]  # fmt: skip
    assert covered == [0, 0]


def test_a_row_may_be_kept_whole_and_a_paragraph_shaded(document):
    made = wordkit.table(document, 1, [30.0])
    wordkit.keep_whole(made._tbl.tr_lst[0])
    assert list(made._tbl.iter(qn("w:cantSplit")))
    heading = document.add_heading("Now", 2)
    heading.paragraph_format.space_before = Pt(10)
    wordkit.shade(heading, "3F2D5C")
    order = [each.tag.partition("}")[2] for each in heading._p.pPr]
    assert order.index("shd") < order.index("spacing")
    [shading] = heading._p.iter(qn("w:shd"))
    assert [shading.get(qn(f"w:{each}")) for each in ("val", "color", "fill")] == ["clear", "auto", "3F2D5C"]
