"""Word documents: what people do to tables, lists and text in them, and what must not be lost."""

from io import BytesIO

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import RGBColor

from plans.importing import read_plan
from plans.importing.readers import read_document
from plans.importing.source_document import BlockKind, Paragraph, Table
from tests.plans.importing.readers import hostile


def element(markup: str):
    return parse_xml(markup.replace(">", f" {nsdecls('w', 'w14')}>", 1))


def run(text: str) -> str:
    return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"


def saved(made) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def parts_of(made):
    return read_document(saved(made), "kites.docx").parts


def cell_with(*paragraphs: str):
    """The cell that holds these paragraphs' markup."""
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 0)
    for markup in paragraphs:
        cell._tc.append(element(markup))
    return next(part for part in parts_of(made) if isinstance(part, Table)).rows[0].cells[0]


def kinds(cell):
    return [(block.kind, block.text) for block in cell.blocks]


def test_body_in_order_with_headings_and_where_things_stand():
    made = docx.Document()
    made.add_heading("Kite plan", 1)
    made.add_paragraph("Agreed in May")
    made.add_table(1, 2).cell(0, 0).text = "Action"
    made.add_paragraph("All kites", style="List Bullet")
    first, second, table, last = parts_of(made)
    assert (first.text, first.level) == ("Kite plan", 1)
    assert (second.text, second.level) == ("Agreed in May", 0)
    assert table.rows[0].place == "table 1, row 1"
    assert last.listed
    assert [first.line, second.line, table.rows[0].line, last.line] == [1, 2, 3, 4]


def test_merged_cells_span_and_a_merged_row_is_a_band():
    made = docx.Document()
    table = made.add_table(5, 3)
    for row, texts in enumerate(("Recommendation|Action|Lead", "Within 3 months||", "Fly higher|Buy string|Jo Bell",
                                 "|Sew sails|", "Fly far|Draw a map|Al Ray")):  # fmt: skip
        for column, text in enumerate(texts.split("|")):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(1, 2))
    table.cell(2, 0).merge(table.cell(3, 0))
    table.cell(2, 2).merge(table.cell(3, 2))
    (read,) = parts_of(made)
    assert read.rows[1].cells[0].columns == 3
    assert [cell.rows for cell in read.rows[2].cells] == [2, 1, 2]
    plan = read_plan(saved(made), name="kites.docx")
    assert [section.title for section in plan.sections] == ["Within 3 months"]
    assert [[lead.name for lead in action.leads] for action in plan.actions] == [["Jo Bell"], ["Jo Bell"], ["Al Ray"]]


def test_a_border_moved_by_a_hair_makes_no_column():
    def cell(text: str, span: int) -> str:
        return f"<w:tc><w:tcPr><w:gridSpan w:val='{span}'/></w:tcPr><w:p>{run(text)}</w:p></w:tc>"

    rows = "".join(
        f"<w:tr>{''.join(cell(*one) for one in row)}</w:tr>"
        for row in ([("Action", 1), ("Lead", 2)], [("Buy string", 2), ("Jo Bell", 1)])
    )  # fmt: skip
    grid = "<w:tblGrid><w:gridCol w:w='4000'/><w:gridCol w:w='90'/><w:gridCol w:w='4000'/></w:tblGrid>"
    made = docx.Document()
    made.element.body.insert(0, element(f"<w:tbl><w:tblPr/>{grid}{rows}</w:tbl>"))
    (table,) = parts_of(made)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["Action", "Lead"], ["Buy string", "Jo Bell"]]


def test_lists_of_every_make_are_items():
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 0)
    cell.text = "Look at:"
    cell.add_paragraph("reels", style="List Bullet")
    cell.add_paragraph("• knots")
    cell.add_paragraph("- sails")
    (table,) = parts_of(made)
    assert kinds(table.rows[0].cells[0]) == [
        (BlockKind.PARAGRAPH, "Look at:"),
        (BlockKind.ITEM, "reels"),
        (BlockKind.ITEM, "knots"),
        (BlockKind.ITEM, "sails"),
    ]


def test_numbers_that_word_prints_are_read():
    made = docx.Document()
    table = made.add_table(3, 2)
    for row, text in zip(table.rows, ("", "", "Listed"), strict=True):
        row.cells[0].paragraphs[0].style = "List Number"
        row.cells[0].paragraphs[0].text = text
        row.cells[1].text = "Buy string"
    (read,) = parts_of(made)
    assert [row.cells[0].text for row in read.rows] == ["1.", "2.", "3. Listed"]


def test_a_numbered_list_within_a_cell_is_items():
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 0)
    cell.paragraphs[0].style = "List Number"
    cell.paragraphs[0].text = "Buy string"
    cell.add_paragraph("Sew sails", style="List Number")
    (table,) = parts_of(made)
    assert kinds(table.rows[0].cells[0]) == [(BlockKind.ITEM, "Buy string"), (BlockKind.ITEM, "Sew sails")]


def test_emphasis_fill_and_ink():
    made = docx.Document()
    cell = made.add_table(1, 2).cell(0, 0)
    heavy = cell.paragraphs[0].add_run("Late")
    heavy.bold = True
    heavy.font.color.rgb = RGBColor(0xC0, 0, 0)
    cell._tc.get_or_add_tcPr().append(element("<w:shd w:val='clear' w:fill='FFC000'></w:shd>"))
    (table,) = parts_of(made)
    found = table.rows[0].cells[0]
    assert (found.is_bold, found.fill, found.ink) == (True, "FFC000", "C00000")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<w:p><w:ins w:id='1' w:author='A'>{run('Buy ')}</w:ins>{run('string')}</w:p>", "Buy string"),
        (f"<w:p><w:del w:id='1' w:author='A'><w:r><w:delText>Sell</w:delText></w:r></w:del>{run('Buy')}</w:p>", "Buy"),
        (f"<w:p><w:hyperlink w:anchor='x'>{run('Kite policy')}</w:hyperlink></w:p>", "Kite policy"),
        (f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('Amber')}</w:sdtContent></w:sdt></w:p>", "Amber"),
        ("<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr>"
         f"<w:sdtContent>{run('☒')}</w:sdtContent></w:sdt>{run(' done')}</w:p>", "☒ done"),
        ("<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='0'/></w14:checkbox></w:sdtPr><w:sdtContent/></w:sdt>"
         f"{run(' done')}</w:p>", "☐ done"),
        ("<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r>"
         f"<w:fldChar w:fldCharType='separate'/></w:r>{run('May 2027')}<w:r>"
         "<w:fldChar w:fldCharType='end'/></w:r></w:p>",
         "May 2027"),
        ("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>", "✓"),
        ("<w:p><w:r><w:rPr><w:rFonts w:ascii='Wingdings'/></w:rPr><w:t>l</w:t></w:r></w:p>", "●"),
        (f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>{run('seen')}</w:p>", "seen"),
        (f"<w:p>{run('31')}<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>st</w:t></w:r>"
         f"{run(' May')}</w:p>",
         "31st May"),
        (f"<w:p>{run('Head of&#160;Kites, co&#173;ordi&#8203;nator')}</w:p>", "Head of Kites, coordinator"),
        ("<w:p><w:r><w:t>Jo Bell</w:t><w:br/><w:t>Al Ray</w:t></w:r></w:p>", "Jo Bell\nAl Ray"),
        (f"<w:tbl><w:tr><w:tc><w:p>{run('Reel')}</w:p></w:tc><w:tc><w:p>{run('Knot')}</w:p></w:tc></w:tr></w:tbl>",
         "Reel\nKnot"),
        (f"<w:p>{run('Buy')}<w:r><w:pict><w:txbxContent><w:p>{run('in a box')}</w:p>"
         "</w:txbxContent></w:pict></w:r></w:p>",
         "Buy\nin a box"),
    ],
)  # fmt: skip
def test_what_stands_in_a_cell_is_read_as_people_see_it(markup, text):
    assert cell_with(markup).text == text


def test_a_header_is_read_once_and_its_report_number_found():
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Report No: 12/2027"
    made.add_section().header.is_linked_to_previous = True
    made.sections[0].footer.paragraphs[0].text = "Kite Council"
    table = made.add_table(2, 2)
    for column, texts in enumerate((("Action", "Buy string"), ("Lead", "Jo Bell"))):
        for row, text in enumerate(texts):
            table.cell(row, column).text = text
    texts = [part.text for part in parts_of(made) if isinstance(part, Paragraph)]
    assert texts == ["Report No: 12/2027", "Kite Council"]
    assert read_plan(saved(made), name="kites.docx").report_ref == "12/2027"


def test_a_footnote_stands_where_it_is_noted():
    plan = hostile.word([("Recommendation", "Action"), ("Fly", "Buy string")])
    markup = b"<w:r><w:footnoteReference w:id='7'/></w:r></w:p>"
    noted = hostile.replaced(
        plan, "word/document.xml", lambda d: d.replace(b"string</w:t></w:r></w:p>", b"string</w:t></w:r>" + markup)
    )
    space = "http://schemas.openxmlformats.org"
    notes = (
        f'<w:footnotes xmlns:w="{space}/wordprocessingml/2006/main"><w:footnote w:id="7"><w:p><w:r>'
        "<w:t>of hemp</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    noted = hostile.with_part(
        noted, "word/footnotes.xml", notes, f"{space}/officeDocument/2006/relationships/footnotes"
    )
    (table,) = read_document(noted, "kites.docx").parts
    assert table.rows[1].cells[1].text == "Buy string [of hemp]"
