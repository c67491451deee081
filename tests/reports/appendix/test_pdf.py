"""The PDF: accessible, complete, the same each time, and never reaching for anything outside itself."""

import io
import socket
from dataclasses import replace

import page as validator
import pytest
from hypothesis import given, settings
from pypdf import PdfReader
from weasyprint import HTML

from reports.appendix import render
from reports.appendix.pdf import document as printing
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, missing, pdf_text, reader_of
from tests.reports.appendix.rendered import MAKERS, rendered, state
from tests.reports.states import PLANS

GENEROUS = validator.SafetyLimits.unlimited()


def structure(reader, kind):
    """The structure elements of a kind, from the root down."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]["/K"]]
    while waiting:
        node = waiting.pop(0).get_object() if hasattr(waiting[0], "get_object") else waiting.pop(0)
        if isinstance(node, list):
            waiting = [*node, *waiting]
        elif isinstance(node, dict):
            if node.get("/S") == kind:
                found.append(node)
            waiting = [node.get("/K", []), *waiting]
    return found


@pytest.mark.parametrize("name", MAKERS)
def test_it_conforms_to_pdf_ua_1(name):
    report = validator.validate_pdf_bytes(rendered(name, "pdf"), profile="ua1", limits=GENEROUS)
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@given(plan=PLANS)
@settings(max_examples=8)
def test_any_plan_conforms(plan):
    report = validator.validate_pdf_bytes(render(plan, OPTIONS, "pdf"), profile="ua1", limits=GENEROUS)
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize(
    "words",
    ["first\nand a paragraph", "first:\n• within\n• again", "first:\n• within\n\nand a paragraph\n• again\nand more"],
)
def test_an_item_with_a_list_or_a_paragraph_within_it_conforms(words):
    action = make.action("whole", steps=(make.step(words), make.step("second")))
    data = render(make.plan(make.section("", make.recommendation("An area", action))), OPTIONS, "pdf")
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=GENEROUS)
    assert report.is_compliant, [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.mark.parametrize("name", MAKERS)
def test_every_printed_text_is_in_it(name):
    text = pdf_text(rendered(name, "pdf"))
    lost = missing(state(name), text)
    assert lost == []


def test_it_is_the_same_bytes_from_run_to_run():
    assert render(state("cut_span"), OPTIONS, "pdf") == rendered("cut_span", "pdf")


def test_its_language_and_title_are_told():
    root = reader_of(rendered("nine_columns", "pdf")).trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    title = reader_of(rendered("nine_columns", "pdf")).metadata.title
    assert title == "Report No: 142/2026 Appendix A – Safeguarding Improvement Plan"


def test_a_table_cut_by_pages_is_one_table_with_one_header():
    reader = reader_of(rendered("cut_span", "pdf"))
    assert len(reader.pages) > 2
    plan = structure(reader, "/Table")[2]
    groups = [kid.get_object()["/S"] for kid in plan["/K"]]
    assert groups == ["/THead", "/TBody"]
    body = plan["/K"][1].get_object()
    assert len(body["/K"]) == 40


def test_a_data_cell_below_a_span_names_its_row_and_column_headings():
    plan = structure(reader_of(rendered("cut_span", "pdf")), "/Table")[2]
    head, body = (kid.get_object() for kid in plan["/K"])
    columns = [cell.get_object()["/ID"] for cell in head["/K"][0].get_object()["/K"]]
    rows = [[cell.get_object() for cell in row.get_object()["/K"]] for row in body["/K"]]
    area = rows[0][0]
    assert area["/A"]["/RowSpan"] == 40 and area["/A"]["/Scope"] == "/Row"
    for row in rows:
        action, outcome = row[-2:]
        assert list(action["/A"]["/Headers"]) == [area["/ID"], columns[1]]
        assert list(outcome["/A"]["/Headers"]) == [area["/ID"], columns[2]]


def test_a_second_pair_in_a_row_of_meanings_is_headed_by_its_own_term():
    plan = make.plan(glossary=(("QA", "Quality assurance"), ("SW", "Social worker")))
    reader = PdfReader(io.BytesIO(render(plan, OPTIONS, "pdf")))
    (meanings,) = structure(reader, "/Table")
    first, _, second, meaning = (k.get_object() for k in meanings["/K"][0].get_object()["/K"][0].get_object()["/K"])
    assert first["/ID"] != second["/ID"]
    assert list(meaning["/A"]["/Headers"]) == [second["/ID"]]


@pytest.mark.parametrize("name", ["cut_span", "cell_longer_than_a_page", "recommendation_longer_than_a_page"])
def test_the_header_is_repeated_on_each_page_that_the_table_reaches(name):
    pages = [page.extract_text() for page in reader_of(rendered(name, "pdf")).pages]
    assert len(pages) > 2
    assert all("Outcome" in page for page in pages[1:])


def test_each_page_has_its_number_and_the_report():
    pages = [page.extract_text() for page in reader_of(rendered("nine_columns", "pdf")).pages]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Report No: 142/2026 Appendix A" in page


def test_the_page_is_landscape_in_the_size_asked_for():
    plan = make.plan()
    sizes = {}
    for paper in ("a4", "a3"):
        data = render(plan, replace(OPTIONS, paper=paper), "pdf")
        box = PdfReader(io.BytesIO(data)).pages[0].mediabox
        sizes[paper] = (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4))
    assert sizes == {"a4": (297, 210), "a3": (420, 297)}


def test_nothing_is_fetched_whatever_stands_in_the_plan(monkeypatch):
    asked = []
    fetch = printing.Assets.fetch

    def noted(self, url, headers=None):
        asked.append(url)
        return fetch(self, url, headers)

    def refused(*args):
        raise AssertionError("the appendix opened a connection")

    monkeypatch.setattr(printing.Assets, "fetch", noted)
    monkeypatch.setattr(socket, "create_connection", refused)
    data = render(state("hostile"), OPTIONS, "pdf")
    assert {url.rpartition("/")[2] for url in asked} <= {
        "SourceSans3_400Regular.ttf",
        "SourceSans3_400Regular_Italic.ttf",
        "SourceSans3_700Bold.ttf",
    }
    assert "/EmbeddedFiles" not in str(PdfReader(io.BytesIO(data)).trailer["/Root"].get("/Names", ""))


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://host.invalid/", "data:text/css,", "https://assets.invalid/x"]
)
def test_only_the_known_assets_are_served(url):
    with pytest.raises(ValueError, match="Not an asset"):
        printing.Assets({"https://assets.invalid/font.ttf": b""}).fetch(url)


def test_what_is_left_out_of_the_defaults_is_nowhere_printed(monkeypatch):
    monkeypatch.setattr(printing, "Paper", HTML)
    assert render(state("bullets"), OPTIONS, "pdf") == rendered("bullets", "pdf")
