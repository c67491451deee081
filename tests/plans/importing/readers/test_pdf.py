"""PDFs: lines of text become cells, paragraphs and items again."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML

from plans.importing import NotAPlan, read_plan
from plans.importing.readers import read_document
from plans.importing.readers.pdf.printed_lines import table_of
from plans.importing.source_document import BlockKind, Paragraph, Table
from tests.plans.importing.readers import hostile

SAVED = Path(__file__).parent / "saved"
STYLE = """<style>@page { size: 440pt 400pt; margin: 20pt;
  @bottom-center { content: "Page " counter(page) } }
body { font: 8pt DejaVu Sans } p { margin: 0 0 3pt }
table { border-collapse: collapse; width: 100%; table-layout: fixed }
td { border: 0.5pt solid; padding: 2pt; vertical-align: top } ul { margin: 0; padding-left: 9pt }</style>"""


def pdf(body: str) -> bytes:
    return HTML(string=STYLE + body).write_pdf()


def parts_of(data: bytes):
    return read_document(data, "kites.pdf").parts


@pytest.fixture(scope="module")
def plan() -> bytes:
    return pdf(
        """<h1>Kite plan, May 2027</h1><table><tr><td>Recommendation<td>Action<td>Lead<td>RAG
        <tr><td colspan=4>Within 3 months<tr><td rowspan=2>Fly higher than the trees of the whole park do
        <td><p>Buy string of hemp that holds in a gale</p><p>Sew it</p><ul><li>with a needle of steel, not of wood
        <li>twice</ul><td><b>Jo</b> <i>Bell</i><td style="background: #00b050">
        <tr><td>Draw a map<td>Al Ray<td style="color: #c00000">Late</table><p>All kites are blue.</p>"""
    )


def test_tables_with_spans_colours_emphasis_and_where_they_stand(plan):
    title, table, note, footer = parts_of(plan)
    assert (title.text, title.level > 0) == ("Kite plan, May 2027", True)
    assert (note.text, footer.text) == ("All kites are blue.", "Page 1")
    assert table.rows[1].cells[0].columns == 4
    assert table.rows[2].cells[0].rows == 2
    assert table.rows[2].place == "page 1, row 3"
    assert table.rows[2].cells[3].fill == "00B050"
    assert table.rows[3].cells[3].ink == "C00000"
    runs = [run for run in table.rows[2].cells[2].blocks[0].lines[0] if run.text.strip()]
    assert [(run.text.strip(), run.bold, run.italic) for run in runs] == [("Jo", True, False), ("Bell", False, True)]


def test_wraps_are_joined_paragraphs_and_items_kept_apart(plan):
    (table,) = (part for part in parts_of(plan) if isinstance(part, Table))
    assert [(block.kind, block.text) for block in table.rows[2].cells[1].blocks] == [
        (BlockKind.PARAGRAPH, "Buy string of hemp that holds in a gale"),
        (BlockKind.PARAGRAPH, "Sew it"),
        (BlockKind.ITEM, "with a needle of steel, not of wood"),
        (BlockKind.ITEM, "twice"),
    ]


def test_the_words_of_an_item_go_on_under_them_however_narrow_the_list():
    data = pdf(
        """<h1>Kite plan, May 2027</h1><table><tr><td>Recommendation<td>Action<td>Lead<td>RAG<tr><td>Fly higher
        <td><p>We will:</p><ul style="padding-left: 34pt"><li>review gale<br>warnings;<li>train 14<br>wardens;
        <li>report to<br>Committee.</ul><p>Then fly.</p><td>Jo Bell<td>Late</table>"""
    )
    (table,) = (part for part in parts_of(data) if isinstance(part, Table))
    assert [(block.kind, block.text) for block in table.rows[1].cells[1].blocks] == [
        (BlockKind.PARAGRAPH, "We will:"),
        (BlockKind.ITEM, "review gale warnings;"),
        (BlockKind.ITEM, "train 14 wardens;"),
        (BlockKind.ITEM, "report to Committee."),
        (BlockKind.PARAGRAPH, "Then fly."),
    ]


def test_a_page_lying_on_its_side_is_read(plan):
    def words(data: bytes) -> list[str]:
        tables = [part for part in parts_of(data) if isinstance(part, Table)]
        return [cell.flat for table in tables for row in table.rows for cell in row.cells]

    upright = words(plan)
    for angle in (90, 180, 270):
        writer = PdfWriter(clone_from=PdfReader(BytesIO(plan)))
        writer.pages[0].rotate(angle)
        turned = BytesIO()
        writer.write(turned)
        assert words(turned.getvalue()) == upright


def test_a_row_cut_by_a_page_is_one_row():
    rows = "".join(
        f"<tr><td>{n}.<td>Fly higher {n}<td>{'Buy string and wind it up ' * 12}<td>Jo Bell" for n in range(1, 9)
    )
    data = pdf(f"<table><tr><td>Ref<td>Recommendation<td>Action<td>Lead{rows}</table>")
    tables = [part for part in parts_of(data) if isinstance(part, Table)]
    assert len(tables) > 1
    found = read_plan(data, name="kites.pdf")
    assert [action.text.count("Buy string") for action in found.actions] == [12] * 8


def test_a_card_that_a_page_cuts_is_one_action():
    cards = (
        f"<table style='width: 100%; margin-bottom: 8pt'><tr><td>Action<td>{text}</tr><tr><td>Lead<td>Jo Bell</tr>"
        f"<tr style='break-before: {cut}'><td>By when<td>May 2027</tr><tr><td>Progress<td>Begun.</tr></table>"
        for text, cut in (("Sow grass", "auto"), ("Mend the kite", "page"), ("Buy string", "page"), ("Fly", "auto"))
    )
    read = read_plan(pdf(f"<h1>Kites</h1>{''.join(cards)}"), name="kites.pdf")
    assert [(a.text, a.timescales[0].text, a.progress) for a in read.actions] == [
        (text, "May 2027", "Begun.") for text in ("Sow grass", "Mend the kite", "Buy string", "Fly")
    ]


def test_cards_beside_each_other_are_read_one_after_the_other():
    cards = "".join(
        f"<div style='border: 1px solid; margin: 4pt; break-inside: avoid'>Kite {n}<br>Owner: Jo Bell {n}</div>"
        for n in (1, 2, 3, 4)
    )
    read = parts_of(pdf(f"<h1>Kites</h1><div style='columns: 2'>{cards}</div><p>The end.</p>"))
    texts = " ".join(part.text for part in read)
    assert all(f"Kite {n} Owner: Jo Bell {n}" in texts for n in (1, 2, 3, 4)) and "The end." in texts


def test_a_scan_is_refused_and_says_what_to_do():
    with pytest.raises(NotAPlan, match="OCR"):
        parts_of(hostile.pdf(b"0 0 m 100 100 l S"))


def test_a_locked_file_is_refused(plan):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(plan)))
    writer.encrypt("kites", algorithm="RC4-128")
    locked = BytesIO()
    writer.write(locked)
    with pytest.raises(NotAPlan, match="locked with a password"):
        parts_of(locked.getvalue())


def test_text_printed_twice_to_look_bold_is_read_once():
    shown = b"BT /F1 12 Tf 50 500 Td (Kites) Tj ET BT /F1 12 Tf 50.3 500 Td (Kites) Tj ET"
    (paragraph,) = parts_of(hostile.pdf(shown))
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "Kites"


def test_a_pdf_that_an_office_suite_made_says_what_its_document_says():
    """Real files: of narrow columns that cut words where they are wider, and of a page that cuts rows."""
    document, page = (
        read_plan((SAVED / f"parks.{ending}").read_bytes(), name=f"parks.{ending}") for ending in ("docx", "pdf")
    )
    assert len(page.actions) == 43
    for ours, theirs in zip(page.actions, document.actions, strict=True):
        for field in ("text", "steps", "leads", "timescales", "progress", "evidence", "rag"):
            assert getattr(ours, field) == getattr(theirs, field), (ours.row, field)
    assert [q.because for q in page.questions] == [q.because for q in document.questions]
    assert [column.heading for column in page.columns] == [column.heading for column in document.columns]


class TestFontsWithATableOfTheirOwn:
    def test_their_text_and_signs_without_a_picture_are_read(self):
        rows = "<tr><td>Fly higher</td><td>Buy string</td><td>Jo Bell</td><td>\U0001f7e2</td></tr>"
        head = "<tr><td>Aim</td><td>Action</td><td>Lead</td><td>Status</td></tr>"
        document = read_document(pdf(f"<table>{head}{rows}</table>"), "kites.pdf")
        (table,) = (part for part in document.parts if isinstance(part, Table))
        assert [cell.flat for cell in table.rows[1].cells] == ["Fly higher", "Buy string", "Jo Bell", "\U0001f7e2"]

    def test_single_characters_and_ranges(self):
        data = b"1 begincidchar <0041> 7 <186d> 0 endcidchar 1 begincidrange <0050> <0052> 90 endcidrange"
        found = table_of(data)
        assert list(found.decode(b"\x00\x41\x00\x51\x18\x6d")) == [7, 91, 0x186D]

    def test_what_is_no_table_leaves_it_to_the_name(self):
        assert table_of(b"/CIDInit /ProcSet findresource begin") is None

    def test_a_table_of_more_than_a_font_holds_is_cut(self):
        found = table_of(b"begincidrange <00000000> <ffffffff> 1 <0001> <0002> 5 endcidrange")
        assert list(found.decode(b"\x00\x00\x00\x00")) == [1]
