"""The body of a paper in each of its formats, of a paper that is given: what stands where, how wide, in which order."""

import io
import zipfile
from datetime import date
from types import SimpleNamespace

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl import Workbook

from plans.columns import ACTION, RECOMMENDATION
from reports.appendix.html import page
from reports.appendix.model import (
    Badge,
    Band,
    Cell,
    Change,
    Data,
    Exceptions,
    Happened,
    Line,
    Meaning,
    Row,
    Since,
    Summary,
    SummaryRow,
    Table,
    Trend,
    TrendRow,
)
from reports.appendix.widths import PAGE
from reports.appendix.word import document as word
from reports.appendix.workbook import document as workbook
from reports.appendix.workbook import sheetkit, sheetrows
from reports.charts import Part, stacked_bar
from tests.reports.factories import ON, own

RED, NONE = Badge(word="Red", colour="red"), Badge(word="Not rated", colour="none")
A4 = PAGE["a4"]
TOTAL = SummaryRow(name="All", counts=(1, 2, 3))
BAR = stacked_bar([Part(name="x", colour="red", count=1)], name="x", scale=9)


def cell(*texts, **more):
    return Cell(lines=tuple(Line(text=text) for text in texts), **more)


def table(*rows, widths=(30, 70), **more):
    return Table(headings=("Area", "Do"), widths=widths, groups=tuple((row,) for row in rows), **more)


def paper(**fields):
    given = {
        "summary": None, "since": None, "meanings": (), "legend": (), "trail": "Drawn", "exceptions": None,
        "asked": None, "before": (), "after": (), "bands": (), "marks": None, "paper": own("a4"), "title": "Plan",
        "council": "Council", "subtitle": "", "reference": "", "facts": (), "running": "Plan", "withheld": "",
        "author": "Ann", "mark": "mark", "version": "", "on": ON, "meanings_in_pairs": (),
        "data": Data(headings=("Ref",), rows=(("7",),)),
    }  # fmt: skip
    return SimpleNamespace(**given | fields)


def body(**fields):
    made = docx.Document()
    word._body(made, paper(**fields))
    return made


def heads(made):
    return [(each.style.name, each.text) for each in made.paragraphs]


def shares(made):
    """Of the tables, the widths of their columns in per cent of the page."""
    return [[round(100 * each.w.pt / A4, 1) for each in table._tbl.tblGrid.gridCol_lst] for table in made.tables]


def texts(made, at=0):
    return [[each.text.strip() for each in row.cells] for row in made.tables[at].rows]


def test_a_document_of_nothing_says_from_which_record_it_is_and_where_the_plan_would_stand():
    assert heads(body()) == [("Normal", "Drawn"), ("Heading 1", "The plan")]


def test_a_documents_summary_has_its_counts_in_columns_that_share_three_quarters():
    rows = (SummaryRow(name="Now", counts=(1, 1, 2)),)
    made = body(summary=Summary(sentence="So.", badges=(RED, NONE), headings=("Total",), rows=rows, total=TOTAL))
    assert heads(made)[:2] == [("Heading 1", "Summary"), ("Normal", "So.")]
    assert shares(made) == [[25, 25, 25, 25]]
    [first, *others] = texts(made)
    assert (first[0], first[-1], others) == ("Section", "Total", [["Now", "1", "1", "2"], ["All", "1", "2", "3"]])
    bold = [[run.bold for run in row.cells[1].paragraphs[0].runs] for row in made.tables[0].rows[1:]]
    assert bold == [[None], [True]]
    assert not body(summary=Summary(sentence="So.", badges=(), headings=(), rows=(), total=None)).tables


def test_a_document_tells_what_changed_in_three_tables():
    trend = Trend(badges=(RED,), positions=(TrendRow(name="No 1", counts=(1200, 1200), bar=BAR),))
    since = Since(title="Since May", then="May", changes=(Change(badge=RED, then=3, now=1),), directions="Better 1.",
                  parts=(Happened(name="Better", count=1200, which="7.1"),), total=1300, told="So.",
                  trend=trend)  # fmt: skip
    made = body(since=since)
    assert shares(made) == [[25, 25, 25, 25], [25, 37.5, 37.5], [28, 8, 64]]
    assert texts(made)[0] == ["Rating", "May", "Now", "Change"] and texts(made)[1][1:] == ["3", "1", "−2"]
    assert texts(made, 1)[1] == ["No 1", "1,200", "1,200"] and texts(made, 1)[0][::2] == ["Position", "All"]
    assert texts(made, 2) == [
        ["What happened", "Actions", "Which"],
        ["Better", "1,200", "7.1"],
        ["All", "1,300", "So."],
    ]
    titles = [p for p in made.paragraphs if p.text in (trend.title, since.title)]
    assert [p.runs[0].bold for p in titles] == [True, True]
    bare = Since(title="Since May", then="May", changes=(), directions="", parts=(), total=0, told="")
    assert len(body(since=bare).tables) == 1


def test_a_document_explains_words_in_a_sixth_of_the_page_and_lists_its_exceptions():
    words = (Meaning(text="is off track", badge=RED), Meaning(text="quality", term="QA"))
    found = Exceptions(
        title="Exceptions", none="None is.", table=table(Row(cells=(cell("7"), cell("Mow")))), rest="… 3"
    )
    asked = Exceptions(title="Asked", none="None asked.", table=None)
    made = body(meanings=words, legend=("* Funded",), exceptions=found, asked=asked)
    assert heads(made) == [
        ("Heading 1", "What the words mean"), ("Normal", "* Funded"), ("Normal", "Drawn"), ("Heading 1", "Exceptions"),
        ("Normal", "… 3"), ("Heading 1", "Asked"), ("Normal", "None asked."), ("Heading 1", "The plan"),
    ]  # fmt: skip
    assert shares(made) == [[16.7, 83.3], [30, 70]]
    assert texts(made)[1] == ["QA", "quality"] and made.tables[0].rows[1].cells[0].paragraphs[0].runs[0].bold
    assert heads(body(legend=("* Funded",)))[0] == ("Heading 1", "What the words mean")


def test_a_documents_plan_stands_in_bands_between_its_notes():
    short, long = (Row(cells=(cell("Keep"), cell(*["word"] * count))) for count in (2, 90))
    bands = (Band(title="Now", table=table(short, long, paper="a4")), Band(title="", table=None))
    made = body(bands=bands, before=(Line(text="Led"), Line(text="By")), after=(Line(text="End"),))
    assert heads(made)[1:] == [
        ("Heading 1", "The plan"), ("Normal", "Led"), ("Normal", "By"), ("Heading 2", "Now"),
        ("Normal", "No actions in this section."), ("Heading 1", "Notes"), ("Normal", "End"),
    ]  # fmt: skip
    keeps = {each.text: each.paragraph_format.keep_with_next for each in made.paragraphs}
    assert (keeps["Led"], keeps["By"]) == (None, True)
    [band] = [each for each in made.paragraphs if each.text == "Now"]
    assert band.paragraph_format.space_before == Pt(10)
    assert [each.get(qn("w:fill")) for each in band._p.iter(qn("w:shd"))] == ["3F2D5C"]
    assert shares(made) == [[30, 70]] and texts(made)[1] == ["Keep", "word\nword"]
    assert [len(list(row._tr.iter(qn("w:cantSplit")))) for row in made.tables[0].rows] == [0, 1, 0]


@pytest.mark.parametrize(("paper_", "large"), [("a4", False), ("a3", False), ("large", True)])
def test_a_document_has_its_title_its_version_and_the_body_of_its_paper(paper_, large, monkeypatch):
    kept, written = [], []
    monkeypatch.setattr(word, "saved", lambda made, on: kept.append(made) or b"")
    monkeypatch.setattr(word.largeword, "write_body", lambda made, appendix: written.append("large"))
    monkeypatch.setattr(word, "_body", lambda made, appendix: written.append("body"))
    for version in ("", "Public version"):
        marks = SimpleNamespace(outside=lambda said: f"outside {list(said)[:2]}") if version else None
        word.word(paper(paper=own(paper_), version=version, marks=marks))
    assert written == ["large" if large else "body"] * 2
    assert [made.core_properties.title for made in kept] == ["Plan", "Plan – Public version"]
    last = [made.paragraphs[-1].text for made in kept]
    assert last[0] == "Plan" and last[1].startswith("Plan outside ['Plan', 'Council']")


@pytest.fixture
def marked(monkeypatch):
    """The columns in which the sheets of a workbook are marked, and its properties."""
    told, books = {}, []
    monkeypatch.setattr(workbook.sheetkit, "mark", lambda sheet, mark, *, column: told.update({sheet.title: column}))
    monkeypatch.setattr(workbook, "marks_row", lambda words: words.startswith("m"))
    monkeypatch.setattr(workbook, "timeless", lambda data, on: data)

    class Writer:
        def __init__(self, book, out):
            books.append([dict(sheet._cells) for sheet in book.worksheets])
            told["properties"] = (book.properties.title, book.properties.creator, book.properties.keywords)

        def save(self):
            return None

    monkeypatch.setattr(workbook, "BookWriter", Writer)
    monkeypatch.setattr(workbook.summarysheet, "write", lambda sheet, appendix: put_in(sheet, "m sum", "two"))
    monkeypatch.setattr(workbook.plansheet, "write", lambda sheet, appendix: put_in(sheet, "Keep", "Mow", "m5"))
    monkeypatch.setattr(workbook.largesheet, "write_front", lambda sheet, appendix: put_in(sheet, "large"))
    monkeypatch.setattr(workbook.largesheet, "write_plan", lambda sheet, appendix: put_in(sheet, "large", "m6"))
    return lambda **fields: (workbook.workbook(paper(**fields)), told, books[-1])


def put_in(sheet, *words):
    for at, each in enumerate(words, start=1):
        sheetkit.put(sheet, 1, at, each, sheetkit.NOTE)


def test_a_workbook_has_its_own_mark_in_the_column_of_those_of_its_rows_and_else_in_one_behind(marked):
    marks = SimpleNamespace(outside=lambda said: f"outside {list(said)}")
    flat = Data(headings=("Ref",), rows=(("7",),), marks=("m7",))
    _, told, cells = marked(marks=marks, data=flat, version="Public version")
    assert told == {"Summary": 0, "Appendix": 3, "Data": 2, "properties": ("Plan – Public version", "Ann", "mark")}
    assert cells[0][2, 2].value == "outside []" and (2, 2) not in cells[1]
    _, told, cells = marked(data=flat)
    assert told == {"Summary": 0, "Appendix": 0, "Data": 0, "properties": ("Plan", "Ann", "mark")}
    _, told, cells = marked(marks=marks, paper=own("large"))
    assert (told["Appendix"], told["Data"], cells[0][1, 1].value) == (2, 0, "large")


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("words", ' t="inlineStr"><is><t>words</t></is></c>'),
        (" a<b & c\r", ' t="inlineStr"><is><t xml:space="preserve"> a&lt;b &amp; c&#13;</t></is></c>'),
        (7, ' t="n"><v>7</v></c>'),
        (0, ' t="n"><v>0</v></c>'),
        (date(2026, 5, 3), ' t="n"><v>46145</v></c>'),
        (None, ' t="n"></c>'),
        ("", ' t="n"></c>'),
    ],
)
def test_a_cell_is_written_as_what_it_holds(value, written):
    made = sheetkit.put(Workbook().active, 2, 28, value, sheetkit.PLAIN)
    [found] = sheetrows._written([made])
    assert found == f'<c r="AB2" s="{made.style_id}"{written}'


def test_a_text_that_is_empty_is_written_as_one():
    made = sheetkit.put(Workbook().active, 1, 1, "words", sheetkit.PLAIN)
    made._value = own("")
    assert list(sheetrows._written([made])) == [f'<c r="A1" s="{made.style_id}" t="inlineStr"></c>']


def test_the_rows_of_a_workbook_have_their_heights():
    book, out = Workbook(), io.BytesIO()
    sheetkit.put(book.active, 2, 1, "Żó", sheetkit.PLAIN)
    book.active.row_dimensions[2].height = 25.6
    sheetrows.BookWriter(book, zipfile.ZipFile(out, "w")).save()
    said = zipfile.ZipFile(out).read("xl/worksheets/sheet1.xml").decode()
    row, _, cells = said.partition('<row r="2" ')[2].partition("><c")
    assert 'ht="25.6"' in row and cells.startswith(' r="A2"') and "&#379;&#243;" in cells


@pytest.mark.parametrize(("count", "whole"), [(1, True), (12, True), (13, False)])
def test_a_pages_notes_stay_together_where_they_are_few(count, whole):
    shown = str(page._notes((Line(text="so"),) * count))
    assert ("apx-whole" in shown, shown.count("apx-note")) == (whole, count)


def test_the_last_row_of_the_last_table_of_a_page_stays_with_what_is_before_it():
    meanings = tuple(map(own, (RECOMMENDATION, ACTION)))
    rows = [Row(cells=(cell("Keep"), cell(*["word"] * count)), mark=f"m {count}") for count in (1, 2, 90)]
    shown = str(page._table(table(*rows, meanings=meanings, paper="a4"), "p", last=True))
    assert [each.partition(">")[0] for each in shown.split("<tr")[2:]] == [
        ' data-mark="m 1"', ' data-mark="m 2"', ' class="apx-tall apx-with" data-mark="m 90"',
    ]  # fmt: skip
    assert shown.count('class="apx-of"') == shown.count('class="apx-act"') == 3 and shown.count("<col ") == 2
    assert "apx-with" not in str(page._table(table(*rows), "p"))
    bands = [Band(title="", table=table(*rows[:1])), Band(title="", table=table(*rows[:1]))]
    found = [str(page._band(band, last=band is bands[-1])) for band in bands]
    assert ["apx-with" in each for each in found] == [False, True]
