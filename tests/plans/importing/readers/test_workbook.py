"""Workbooks, older sheets and values between commas: what a cell shows is what is read."""

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import CellIsRule, FormulaRule, IconSetRule, Rule
from openpyxl.styles import Color, Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from plans.importing import NotAPlan, read_plan
from plans.importing.readers import read_document
from plans.importing.readers.colours import colour, tinted
from plans.importing.readers.workbook.shown_values import shown
from plans.importing.source_document import BlockKind, Paragraph, Table
from tests.plans.importing.readers import hostile

SAVED = Path(__file__).parent / "saved"
ROWS = [("Recommendation", "Action", "Lead"), ("Fly higher", "Buy string", "Jo Bell")]


@pytest.fixture
def book():
    made = openpyxl.Workbook()
    made.active.title = "Kites"
    for row in ROWS:
        made.active.append(row)
    return made


def saved(made) -> bytes:
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def document(made):
    return read_document(saved(made), "kites.xlsx")


def table(made, number: int = 0) -> Table:
    return [part for part in document(made).parts if isinstance(part, Table)][number]


def last_cell(made):
    return table(made).rows[-1].cells[2]


@pytest.mark.parametrize(
    ("value", "number_format", "words"),
    [
        (datetime(2027, 3, 31), "dd/mm/yyyy", "31/03/2027"),
        (datetime(2027, 3, 31), "d-mmm-yy", "31-Mar-27"),
        (datetime(2027, 3, 1), "yyyy-mm-dd", "2027-03-01"),
        (datetime(2027, 3, 31), "mm-dd-yy", "31 March 2027"),
        (datetime(2027, 3, 31), "m/d/yyyy", "31 March 2027"),
        (datetime(2027, 3, 31), "dddd d mmmm", "31 March 2027"),
        (date(2027, 3, 31), "General", "31 March 2027"),
        (datetime(2027, 3, 1), "mmm-yy", "Mar-27"),
        (datetime(2027, 3, 1), "mm/yy", "March 2027"),
        (datetime(2027, 3, 1), "yyyy", "2027"),
        (datetime(2027, 3, 31, 14, 30), "dd/mm/yyyy hh:mm", "31 March 2027 14:30"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1.1, "0.0", "1.1"),
        (1.1, "0.00", "1.10"),
        (0.45, "0%", "45%"),
        (7, "000", "007"),
        (12500, "£#,##0", "£12,500"),
        (True, "General", "TRUE"),
        (None, "General", ""),
    ],
)
def test_values_are_read_as_they_are_shown(value, number_format, words):
    assert shown(value, number_format) == words


def test_a_date_is_read_as_it_is_shown_and_tells_its_sheet_and_row(book):
    book.active["C2"] = datetime(2027, 3, 31)
    book.active["C2"].number_format = "dd/mm/yy"
    assert last_cell(book).text == "31/03/27"
    assert table(book).rows[1].place == "sheet Kites, row 2"


def test_lines_and_bullets_of_a_cell(book):
    book.active["C2"] = "Look at:\n• reels\n- knots"
    assert [block.kind for block in last_cell(book).blocks] == [BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ITEM]
    book.active["C2"] = "Jo Bell\nAl Ray"
    assert [block.text for block in last_cell(book).blocks] == ["Jo Bell", "Al Ray"]


def test_emphasis_of_a_cell_and_within_it(book):
    book.active["C2"].font = Font(bold=True, color="00C00000")
    assert (last_cell(book).is_bold, last_cell(book).ink) == (True, "C00000")
    book.active["C2"] = CellRichText("with ", TextBlock(InlineFont(i=True), "Al Ray"))
    assert [(run.text, run.italic) for run in last_cell(book).blocks[0].lines[0]] == [
        ("with ", False),
        ("Al Ray", True),
    ]


@pytest.mark.parametrize(
    ("given", "fill"),
    [
        (Color(rgb="FFFF0000"), "FF0000"),
        (Color(indexed=10), "FF0000"),
        (Color(theme=5), "C0504D"),
        (Color(theme=5, tint=0.6), tinted("C0504D", 0.6)),
        (Color(theme=0), None),
    ],
)
def test_fills_of_every_kind_are_colours(book, given, fill):
    book.active["C2"].fill = PatternFill("solid", fgColor=given)
    assert last_cell(book).fill == fill


def test_a_rating_that_is_only_a_colour_is_kept(book):
    book.active["D1"] = "RAG"
    book.active["D2"].fill = PatternFill("solid", fgColor="00B050")
    cell = table(book).rows[1].cells[3]
    assert (cell.text, cell.fill) == ("", "00B050")


def test_conditional_formatting_colours_words(book):
    red, amber = (PatternFill(bgColor=code) for code in ("FFFF0000", "FFFFC000"))
    book.active["C2"], book.active["C3"] = "Red", "now Amber"
    rules = book.active.conditional_formatting
    rules.add("C2:C9", CellIsRule(operator="equal", formula=['"red"'], fill=red))
    rules.add("C2:C9", Rule(type="containsText", text="Amber", dxf=DifferentialStyle(fill=amber), formula=["x"]))
    assert [row.cells[2].fill for row in table(book).rows] == [None, "FF0000", "FFC000"]


RED = PatternFill(bgColor="FFFF0000")


@pytest.mark.parametrize(
    ("rule", "fills"),
    [
        (CellIsRule(operator="lessThan", formula=["0.5"], fill=RED), ["FF0000", None, None]),
        (CellIsRule(operator="between", formula=["40%", "0.8"], fill=RED), [None, "FF0000", None]),
        (FormulaRule(formula=['$B2="Mend"'], fill=RED), [None, "FF0000", None]),
        (IconSetRule("3TrafficLights1", "num", [0, 0.5, 0.9]), ["FF0000", "FFC000", "00B050"]),
        (IconSetRule("3Arrows", "percent", [0, 33, 67], reverse=True), ["00B050", "FFC000", "FF0000"]),
        (IconSetRule("5Arrows", "percent", [0, 20, 40, 60, 80]), [None, None, None]),
        (FormulaRule(formula=["ISBLANK(B2)"], fill=RED), [None, None, None]),
    ],
)
def test_a_rule_for_a_number_or_another_cell_colours_a_cell(rule, fills):
    book = openpyxl.Workbook()
    for row in (("Action", "What", "RAG"), ("Fly", "Buy", 0.1), ("Land", "Mend", 0.5), ("Sew", "Sell", 0.9)):
        book.active.append(row)
    book.active.conditional_formatting.add("C2:C4", rule)
    assert [row.cells[2].fill for row in table(book).rows[1:]] == fills


def test_a_light_that_hides_its_number_stands_alone():
    book = openpyxl.Workbook()
    for row in (("Action", "Lead", "RAG"), ("Fly", "Jo Bell", 1), ("Land", "Al Ray", 3)):
        book.active.append(row)
    book.active.conditional_formatting.add("C2:C3", IconSetRule("3Signs", "num", [1, 2, 3], showValue=False))
    assert [(cell.text, cell.fill) for row in table(book).rows[1:] for cell in row.cells[2:]] == [
        ("", "FF0000"),
        ("", "00B050"),
    ]


def test_a_title_above_the_table_is_the_plans_and_a_merged_row_a_band(book):
    sheet = openpyxl.Workbook()
    page = sheet.active
    for number, row in enumerate(
        [("Kite plan, May 2027",), (), ROWS[0], ("Within 3 months",), ROWS[1], ("", "Sew sails")], 1
    ):
        for column, text in enumerate(row, 1):
            page.cell(number, column).value = text or None
    page.merge_cells("A1:C1")
    page.merge_cells("A4:C4")
    page.merge_cells("A5:A6")
    page["A9"] = "Updates are due each month."
    plan = read_plan(saved(sheet), name="kites.xlsx")
    assert plan.title == "Kite plan, May 2027"
    assert [section.title for section in plan.sections] == ["Within 3 months"]
    assert [action.text for action in plan.actions] == ["Buy string", "Sew sails"]
    assert plan.notes_after == ("Updates are due each month.",)


def test_free_rows_do_not_cut_a_table_and_another_table_beside_it_does(book):
    page = book.active
    page["D1"], page["E1"], page["E4"] = "When", "RAG", "Red"
    page["A4"], page["B4"], page["C4"] = "Fly far", "Draw a map", "Al Ray"
    page["A7"], page["B7"] = "Red", "Late"
    page["A8"], page["B8"] = "Green", "On time"
    assert [len(table(book, number).rows) for number in range(2)] == [3, 2]


@pytest.mark.parametrize("said", ["string is bought", "String is bought"])
def test_rows_after_a_free_row_stand_under_the_columns_above_it(said):
    made = openpyxl.Workbook()
    for row in (
        ("#", "Theme", "Action", "Owner", "Update"),
        (1, "Wind", "Buy string", "Jo Bell", "Seen"),
        (2, None, "Fly higher", "Al Roe", None),
        (),
        (3, None, "Mend the tail", "Jo Bell", said),
        (4, "Rain", "Dry the kites", "Al Roe", None),
    ):
        made.active.append(row)
    plan = read_plan(saved(made), name="kites.xlsx")
    assert [(section.title, [(a.text, a.leads[0].name) for r in section.recommendations for a in r.actions])
            for section in plan.sections] == [
        ("Wind", [("Buy string", "Jo Bell"), ("Fly higher", "Al Roe"), ("Mend the tail", "Jo Bell")]),
        ("Rain", [("Dry the kites", "Al Roe")]),
    ]  # fmt: skip


@pytest.mark.parametrize("apart", [True, False])
def test_a_theme_column_goes_on_in_a_table_without_headings(apart):
    rows = "\n".join(f"| {n} | {theme} | {kite} | Jo Bell |" for n, theme, kite in (
        (1, "Wind", "Buy string"), (2, "Wind", "Fly higher"), (3, "Rain", "Dry the kites")))  # fmt: skip
    more = "| 4 | Rain | Mend the tail | Al Roe |\n| 5 | Snow | Keep them in | Al Roe |\n"
    between = "\n\nMore of the same.\n\n" if apart else "\n"
    text = f"| No | Theme | Action | Lead |\n|---|---|---|---|\n{rows}{between}{more}"
    plan = read_plan(text.encode(), name="kites.md")
    assert [(section.title, [a.text for r in section.recommendations for a in r.actions])
            for section in plan.sections] == [
        ("Wind", ["Buy string", "Fly higher"]),
        ("Rain", ["Dry the kites", "Mend the tail"]),
        ("Snow", ["Keep them in"]),
    ]  # fmt: skip


def test_sheets_of_a_plan_are_its_sections(book):
    other = book.create_sheet("Reels")
    for row in [ROWS[0], ("Wind", "Oil reels", "Al Ray")]:
        other.append(row)
    paragraphs = [part.text for part in document(book).parts if isinstance(part, Paragraph)]
    assert paragraphs == ["Kites", "Reels"]


def test_what_is_hidden_is_told(book):
    book.create_sheet("Lists").sheet_state = "hidden"
    book.active.row_dimensions[2].hidden = True
    book.active.column_dimensions["B"].hidden = True
    told = document(book).notices
    assert [word for word in ("Lists", "Rows", "Columns") if any(word in notice for notice in told)] == [
        "Lists", "Rows", "Columns",
    ]  # fmt: skip
    plan = read_plan(saved(book), name="kites.xlsx")
    assert [action.text for action in plan.actions] == ["Buy string"]
    assert {question.because for question in plan.questions} >= set(told)


def test_formulas_saved_without_values_are_told(book):
    book.active["C2"] = "=A1"
    assert any("without their values" in notice for notice in document(book).notices)


def test_a_workbook_without_a_visible_sheet_is_refused():
    hidden = hostile.replaced(
        hostile.workbook(), "xl/workbook.xml", lambda data: data.replace(b'state="visible"', b'state="hidden"')
    )
    with pytest.raises(NotAPlan, match="no visible sheet"):
        read_document(hidden, "kites.xlsx")


def test_an_opendocument_sheet():
    (read,) = read_document(hostile.open_sheet("".join(hostile.open_row(*row) for row in ROWS)), "kites.ods").parts
    assert [tuple(cell.text for cell in row.cells) for row in read.rows] == ROWS
    assert read.rows[1].place == "sheet Plan, row 2"


def test_the_colours_of_an_opendocument_sheet():
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    styles = (
        f'<office:automatic-styles xmlns:style="{space}style:1.0" xmlns:fo="{space}xsl-fo-compatible:1.0">'
        '<style:style style:name="late"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>'
        "</office:automatic-styles>"
    )
    blank = '<table:table-cell table:style-name="late" /></table:table-row>'
    rows = hostile.open_row("Action", "Lead", "RAG") + "".join(
        hostile.open_row("Fly", "Jo Bell").replace("</table:table-row>", blank) for _ in range(2)
    )
    data = hostile.replaced(
        hostile.open_sheet(rows),
        "content.xml",
        lambda xml: xml.replace(b"<office:body>", styles.encode() + b"<office:body>"),
    )
    (read,) = read_document(data, "kites.ods").parts
    assert [row.cells[2].fill for row in read.rows] == [None, "FF0000", "FF0000"]


@pytest.mark.parametrize(
    ("kind", "value", "shown", "read_as"),
    [
        ("date", "2026-09-14", "14 Sep 2026", "14 Sep 2026"),
        ("date", "2027-03-01", "Mar-27", "Mar-27"),
        ("date", "2026-09-04", "04/09/26", "4 September 2026"),
        ("date", "2026-09-04", "09/04/2026", "4 September 2026"),
        ("float", "1.1", "1.10", "1.10"),
        ("percentage", "0.45", "45%", "45%"),
        ("currency", "1200", "£1,200", "£1,200"),
    ],
)
def test_a_value_of_an_opendocument_sheet_as_it_is_shown(kind, value, shown, read_as):
    """But for a day in figures alone, which might be read the other way round."""
    attribute = "date-value" if kind == "date" else "value"
    typed = f'<table:table-cell office:value-type="{kind}" office:{attribute}="{value}"><text:p>{shown}</text:p>'
    row = hostile.open_row("Fly", "Jo Bell").replace(
        "</table:table-row>", f"{typed}</table:table-cell></table:table-row>"
    )
    (read,) = read_document(hostile.open_sheet(hostile.open_row("Action", "Lead", "When") + row), "kites.ods").parts
    assert read.rows[1].cells[2].text == read_as


def test_an_opendocument_sheet_whose_cells_do_not_say_that_they_are_text():
    rows = "".join(hostile.open_row(*row) for row in ROWS).replace(' office:value-type="string"', "")
    (read,) = read_document(hostile.open_sheet(rows), "kites.ods").parts
    assert [tuple(cell.text for cell in row.cells) for row in read.rows] == ROWS


@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_a_sheet_that_an_office_suite_saved_is_a_plan(ending):
    """Real files: of dates, numbers, merged cells, a hidden sheet; what is bold is told of neither."""
    name = f"kites.{ending}"
    plan = read_plan((SAVED / name).read_bytes(), name=name)
    assert (plan.title, str(plan.dated)) == ("Harbour Kite Service improvement plan", "2026-09-30")
    assert [section.title for section in plan.sections] == ["Safety", "Training"]
    first, second, third = plan.actions
    assert [step.text for step in first.steps] == ["Paint a number on each kite", "Keep a list of the numbers"]
    assert [lead.name for step in first.steps for lead in step.leads] == ["Head of Kites", "String Officer"]
    assert [str(action.timescales[0].latest) for action in (first, second, third)] == [
        "2026-10-31", "None", "2026-12-31",
    ]  # fmt: skip
    assert [action.rag for action in (first, second, third)] == ["Amber", "Green", None]
    assert dict(first.extra) == {"Budget": "£1,200" if ending == "ods" else "1200"}
    assert [question.field for question in plan.questions] == ["file", "columns"]


class TestValuesBetweenMarks:
    @pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
    def test_mark_and_encoding_are_found_out(self, mark, encoding):
        text = mark.join(ROWS[0]) + "\r\n" + mark.join(("“Fly” – £5", '"Buy\nstring"', "Jo Bell")) + "\r\n"
        (read,) = read_document(text.encode(encoding), "kites.csv").parts
        assert [cell.text for cell in read.rows[1].cells] == ["“Fly” – £5", "Buy string", "Jo Bell"]

    def test_without_its_name_a_list_of_values_is_known_by_its_rows(self):
        text = "\n".join(",".join(row) for row in [*ROWS, *ROWS])
        (read,) = read_document(text.encode(), "kites").parts
        assert len(read.rows) == 4

    def test_what_a_spreadsheet_program_copies_keeps_the_lines_of_its_cells(self):
        rows = (
            ("Kite plan", "", "", ""),
            ("Recommendation", "Action", "Lead", "By when"),
            ("Fly higher", '"• Buy string\n• Keep a ""list"" of it"', '"Jo Bell\nAl Moss"', "May 2027"),
            ("Fly further", "Tie tails", "Al Moss", "June 2027"),
        )
        text = "\r\n".join("\t".join(row) for row in rows)
        plan = read_plan(text.encode(), name="Pasted text.txt")
        first, second = plan.actions
        assert plan.title == "Kite plan"
        assert [step.text for step in first.steps] == ["Buy string", 'Keep a "list" of it']
        assert [step.leads[0].name for step in first.steps] == ["Jo Bell", "Al Moss"]
        assert second.text == "Tie tails"

    def test_prose_with_commas_is_prose(self):
        text = "First, we buy string.\nThen, when it is dry, and only then, we fly.\nKites are good."
        assert all(isinstance(part, Paragraph) for part in read_document(text.encode(), "kites.txt").parts)

    def test_quotation_marks_that_never_end_are_refused_or_read(self):
        with pytest.raises(NotAPlan, match=r"quotation marks|letters"):
            read_document(b'Action,Lead\n"Buy' + b" string" * 9_000, "kites.csv")


@pytest.mark.parametrize(
    ("text", "rgb"),
    [("#f00", "FF0000"), ("ff0000", "FF0000"), ("rgb(0, 176, 80)", "00B050"), ("Red", "FF0000"), ("white", None),
     ("#000000", None), ("auto", None), ("", None)],
)  # fmt: skip
def test_colours_as_files_name_them(text, rgb):
    assert colour(text) == rgb


def filled(colour):
    return PatternFill("solid", fgColor=colour)


def test_each_sheet_of_a_plan_is_a_section_and_none_its_title():
    """Nor does the first row of one go on from the last of another, however alike they are."""
    book = openpyxl.Workbook()
    for sheet, title in ((book.active, "North"), (book.create_sheet(), "South")):
        sheet.title = title
        sheet.append(("Recommendation", "Action", "Lead"))
        sheet.append((f"Fly kites higher in the {title}", f"Buy string for the {title}", "Jo Bell"))
    plan = read_plan(saved(book), name="kites.xlsx")
    assert [section.title for section in plan.sections] == ["North", "South"]
    texts = [recommendation.text for section in plan.sections for recommendation in section.recommendations]
    assert texts == ["Fly kites higher in the North", "Fly kites higher in the South"]
    assert plan.title == "kites"


def test_a_key_on_a_sheet_of_its_own_tells_what_colours_mean():
    """Its colours are the fills of cells without words, as are the plan's ratings."""
    book = openpyxl.Workbook()
    plan, key = book.active, book.create_sheet("Key")
    for row in (("Recommendation", "Action", "Lead", "RAG"), ("Fly kites higher", "Buy string", "Jo Bell", None)):
        plan.append(row)
    plan.append(("Fly kites further", "Tie tails", "Al Moss", None))
    plan["D2"].fill, plan["D3"].fill = filled("FFC000"), filled("FF0000")
    key.append(["RAG key"])
    for code, text in (("FF0000", "Not begun"), ("FFC000", "Going as it should"), ("00B050", "Finished")):
        key.append([None, text])
        key.cell(key.max_row, 1).fill = filled(code)
    understood = read_plan(saved(book), name="kites.xlsx")
    assert [action.rag for action in understood.actions] == ["Amber", "Red"]
    assert {"Not begun", "Going as it should", "Finished"} <= set(understood.legend)
    said = " ".join(question.because for question in understood.questions if question.field == "rag")
    assert "calls “Going as it should”" in said
    assert "calls “Not begun”" in said
