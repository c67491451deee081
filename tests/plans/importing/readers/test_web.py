"""Web pages: what the browser shows as a table is read as one."""

from pathlib import Path

import pytest

from plans.importing import read_plan
from plans.importing.readers import read_document
from plans.importing.source_document import BlockKind, Paragraph, Table

SAVED = Path(__file__).parent / "saved"


def parts_of(body: str, encoding: str = "utf-8", head: str = ""):
    return read_document(f"<!doctype html><html><head>{head}</head><body>{body}".encode(encoding), "kites.html").parts


def cell_of(inner: str):
    (table,) = parts_of(f"<table><tr><td>{inner}</td><td>x</td></tr></table>")
    return table.rows[0].cells[0]


def test_spans_and_bands():
    page = """<h1>Kite plan, May 2027</h1><table><thead><tr><th>Recommendation<th>Action<th>Lead</thead>
    <tr><td colspan=3>Within 3 months<tr><td rowspan=2>Fly higher<td>Buy string<td rowspan=2>Jo Bell
    <tr><td>Sew sails</table>"""
    title, table = parts_of(page)
    assert (title.text, title.level) == ("Kite plan, May 2027", 1)
    assert [[(cell.rows, cell.columns) for cell in row.cells if cell] for row in table.rows[1:]] == [
        [(1, 3)], [(2, 1), (1, 1), (2, 1)], [(1, 1)],
    ]  # fmt: skip
    plan = read_plan(f"<html>{page}".encode(), name="kites.html")
    assert [section.title for section in plan.sections] == ["Within 3 months"]
    assert [[lead.name for lead in action.leads] for action in plan.actions] == [["Jo Bell"], ["Jo Bell"]]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<p>Buy</p><p>string</p>", "Buy\nstring"),
        ("Look at<ul><li>reels<li>knots</ul>then fly", "Look at\n• reels\n• knots\nthen fly"),
        ("Jo Bell<br>Al Ray", "Jo Bell\nAl Ray"),
        ("Buy &amp; sew&nbsp;it &#8211; now", "Buy & sew it – now"),
        ("  Buy\n   string ", "Buy string"),
        ("31<sup>st</sup> May", "31st May"),
        ("<script>evil()</script><style>td{}</style>Buy", "Buy"),
        ("<span style='display:none'>secret</span>seen", "seen"),
        ("<input type=checkbox checked> done", "☒ done"),
        ("<table><tr><td>Reel<td>Knot</table>", "Reel\nKnot"),
        ("<a href='x'>Kite policy</a>", "Kite policy"),
    ],
)
def test_what_a_cell_shows(inner, text):
    assert cell_of(inner).text == text


def test_a_list_that_has_lost_its_marks_is_told_from_one_item():
    assert [block.kind for block in cell_of("<ul>Reels bought Knots tied</ul>").blocks] == [BlockKind.LIST]


def test_emphasis():
    runs = cell_of("<b>heavy</b> <i>leaning</i> <span style='font-weight:700'>also</span>").blocks[0].lines[0]
    assert [(run.text.strip(), run.bold, run.italic) for run in runs if run.text.strip()] == [
        ("heavy", True, False), ("leaning", False, True), ("also", True, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "fill", "ink"),
    [
        ("<td bgcolor=#ff0000>Late", "FF0000", None),
        ("<td style='background: rgb(0,176,80) none'>Well", "00B050", None),
        ("<td style='background-color:white'>Plain", None, None),
        ("<td><font color=red>Late</font>", None, "FF0000"),
        ("<td><span style='color:#c00000'>Late</span>", None, "C00000"),
        ("<td><font color=red>Late</font> or not", None, None),
    ],
)
def test_fill_and_ink(cell, fill, ink):
    (table,) = parts_of(f"<table><tr>{cell}<td>x</table>")
    assert (table.rows[0].cells[0].fill, table.rows[0].cells[0].ink) == (fill, ink)


def test_navigation_and_layout_are_left_out_and_the_text_is_kept():
    parts = parts_of(
        "<nav>Home</nav><table><tr><td><h2>Plan</h2>"
        "<table><tr><td>Action<td>Lead<tr><td>Buy<td>Jo</table><p>All kites</table>"
    )
    assert [part.text if isinstance(part, Paragraph) else "table" for part in parts] == ["Plan", "table", "All kites"]
    assert isinstance(parts[1], Table)


@pytest.mark.parametrize(("encoding", "declared"), [("utf-8", ""), ("cp1252", ""), ("utf-16", ""),
                                                    ("latin-1", "<meta charset=iso-8859-1>")])  # fmt: skip
def test_encodings(encoding, declared):
    (table,) = parts_of("<table><tr><td>Café £5<td>x</table>", encoding, declared)
    assert table.rows[0].cells[0].text == "Café £5"


def test_a_page_saved_in_one_file():
    page = b"""From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n
--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n
<html><table><tr><td>Caf=C3=A9<td>Lead</table>\r\n--b--\r\n"""
    (table,) = read_document(page, "kites.mht").parts
    assert table.rows[0].cells[0].text == "Café"


class TestPagesThatASpreadsheetProgramSaved:
    """Their tables are sheets: titles and notes stand in cells, colours in classes."""

    def test_by_an_office_suite(self):
        """A real file, of the same workbook as the sheets beside it."""
        plan = read_plan((SAVED / "kites.html").read_bytes(), name="kites.html")
        assert (plan.title, str(plan.dated)) == ("Harbour Kite Service improvement plan", "2026-09-30")
        assert [section.title for section in plan.sections] == ["Safety", "Training"]
        assert [action.rag for action in plan.actions] == ["Amber", "Green", None]
        assert [str(action.timescales[0].latest) for action in plan.actions] == ["2026-10-31", "None", "2026-12-31"]

    @pytest.mark.parametrize(
        "head, table",
        [
            ('<meta name="ProgId" content="Excel.Sheet">', "<table>"),
            ("", '<table class="waffle">'),
        ],
        ids=["Excel", "Google"],
    )
    def test_by_another_program(self, head, table):
        page = f"""<html><head>{head}<style><!-- .s1 {{font-weight:700;}} .s2, .s3 {{background:#FFC000;}} --></style>
            </head><body>{table}
            <tr><td class=s1>Kite plan, 31 January 2027</td><td></td><td></td><td></td></tr>
            <tr><td></td><td></td><td></td><td></td></tr>
            <tr><td>Recommendation</td><td>Action</td><td>Lead</td><td>RAG</td></tr>
            <tr><td>Fly higher</td><td>Buy string</td><td>Jo Bell</td><td class=s2></td></tr>
            <tr><td>Fly further</td><td>Tie tails</td><td>Al Moss</td><td class=s3></td></tr>
            </table></body></html>"""
        plan = read_plan(page.encode(), name="kites.html")
        assert (plan.title, len(plan.actions)) == ("Kite plan, 31 January 2027", 2)
        assert [action.rag for action in plan.actions] == ["Amber", "Amber"]

    def test_each_sheet_is_named(self):
        page = """<html><head><meta name="generator" content="LibreOffice 24.2">
            <style>comment-indicator {}</style></head><body><h1>Overview</h1>
            <a name="table0"><h1>Sheet 1: <em>North</em></h1></a><table>
            <tr><td>Recommendation</td><td>Action</td><td>Lead</td></tr>
            <tr><td>Fly higher</td><td>Buy string</td><td>Jo Bell</td></tr></table>
            <a name="table1"><h1>Sheet 2: <em>South</em></h1></a><table>
            <tr><td>Recommendation</td><td>Action</td><td>Lead</td></tr>
            <tr><td>Fly further</td><td>Tie tails</td><td>Al Moss</td></tr></table></body></html>"""
        plan = read_plan(page.encode(), name="kites.html")
        assert [section.title for section in plan.sections] == ["North", "South"]
        assert plan.title == "kites"
