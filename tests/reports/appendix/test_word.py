import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings

from reports.appendix import render
from reports.appendix.layout import build
from reports.appendix.word.document import _counted_widths
from reports.appendix.word.wordpaper import title_block
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, missing, word, word_text
from tests.reports.appendix.rendered import MAKERS, rendered, state
from tests.reports.states import PLANS


@pytest.mark.parametrize("name", MAKERS)
def test_every_printed_text_is_in_it(name):
    assert missing(state(name), word_text(word(rendered(name, "docx")))) == []


@given(plan=PLANS)
@settings(max_examples=15)
def test_any_plan_makes_a_document_that_opens(plan):
    assert word(render(plan, OPTIONS, "docx")).sections


def test_the_header_of_each_table_of_the_plan_is_repeated():
    document = word(rendered("nine_columns", "docx"))
    repeated = [table for table in document.tables if table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None]
    assert [len(table.columns) for table in repeated] == [10, 6, 9, 9, 9]


def test_a_recommendation_spans_its_rows():
    table = word(rendered("nine_columns", "docx")).tables[3]
    merges = [row._tr.tc_lst[0].vMerge for row in table.rows]
    assert merges[:5] == [None, "restart", "continue", "continue", None]


def test_it_is_landscape_and_in_british_english():
    document = word(rendered("nine_columns", "docx"))
    (section,) = document.sections
    assert section.orientation == WD_ORIENT.LANDSCAPE and section.page_width > section.page_height
    assert document.core_properties.language == "en-GB"
    assert document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "en-GB"


def test_it_is_the_same_bytes_from_run_to_run():
    assert render(state("bullets"), OPTIONS, "docx") == rendered("bullets", "docx")


def test_what_stands_above_the_plan_is_not_left_behind_on_the_page_before_it():
    action = make.action("Mend it")
    plan = make.plan(make.section("Within 3 months", make.recommendation("", action)), coordinator="Ada Lead")
    document = word(render(plan, OPTIONS, "docx"))
    [above] = [paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Coordinator: Ada Lead")]
    assert above.paragraph_format.keep_with_next


@pytest.mark.parametrize("name", ["nine_columns", "bullets"])
def test_each_band_is_a_heading_a_little_below_what_stands_above_it(name):
    titles = [band.title for band in build(state(name), OPTIONS).bands if band.title]
    headings = [p for p in word(rendered(name, "docx")).paragraphs if p.text in titles]
    assert titles and [p.text for p in headings] == titles
    assert {(p.style.name, p.paragraph_format.space_before) for p in headings} == {("Heading 2", Pt(10))}


def test_the_papers_number_stands_in_bold_at_the_right_above_its_facts():
    document = Document()
    title_block(document, "Northmere Council", "Plan", "", ["22 November 2026"], number="142/2026", withheld="Exempt")
    shown = [(p.text, all(run.bold for run in p.runs), p.alignment) for p in document.paragraphs]
    right = WD_ALIGN_PARAGRAPH.RIGHT
    assert shown[:2] == [("142/2026", True, right), ("22 November 2026", False, right)]
    assert shown[2:] == [("Northmere Council", True, None), ("Plan", True, None), ("Exempt", True, None)]


@pytest.mark.parametrize("counts", [1, 4])
def test_names_have_a_quarter_of_the_page_and_counts_the_rest(counts):
    names, *others = _counted_widths(800, counts)
    assert (names, len(others), sum(others)) == (200, counts, pytest.approx(600))
