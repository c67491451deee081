"""A page that goes on with a table says what it goes on with: band, recommendation, reference."""

import io

import page as validator
import pytest
from pypdf import PdfReader

from reports.appendix import render
from tests.reports.appendix import nasty
from tests.reports.appendix.reading import OPTIONS, read_out
from tests.reports.appendix.rendered import rendered
from tests.reports.factories import action, plan, recommendation, section


def plan_of(*recommendations, **fields):
    return plan(section("A band", *recommendations), columns=nasty.COLUMNS, **fields)


def pages_of(data):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(data)).pages]


def test_each_page_that_goes_on_names_the_band_and_the_recommendation():
    first, second, *others = pages_of(rendered("cut_span", "pdf"))
    assert "(continued)" not in first
    assert second.startswith("Within 3 months (continued) Area Action Outcome 1. (continued) area")
    assert len(others) > 1
    for page in others:
        assert page.startswith("Within 3 months (continued) Area Action Outcome 1. (continued) area0 area1")


def test_a_recommendation_that_begins_on_a_page_is_not_said_to_go_on_there():
    rows = [recommendation(f"Area {at}", action(nasty.words("does", 150)), ref=f"{at}.") for at in range(1, 12)]
    pages = pages_of(render(plan_of(*rows), OPTIONS, "pdf"))
    assert len(pages) > 2
    for page in pages[1:]:
        assert page.count("A band (continued)") == 1
        assert page.count("(continued)") == 1


def test_the_reference_stands_with_each_piece_of_a_row_that_is_cut():
    data = rendered("cell_longer_than_a_page", "pdf")
    pieces = [page for page in pages_of(data) if " long" in page]
    assert len(pieces) > 2
    for page in pieces[1:]:
        assert page.startswith("A band (continued) Area Action Outcome 1. (continued) An area 1.2 (continued) long")


def test_nothing_is_lost_or_said_twice_where_a_row_is_cut():
    text = read_out(rendered("cell_longer_than_a_page", "pdf"))
    assert [word for word in text.split() if word.startswith("long")] == [f"long{at}" for at in range(3000)]
    assert "(continued)" not in text


def test_a_list_that_is_cut_goes_on_item_by_item():
    items = "\n".join(f"• item{at} {nasty.words('word', 12)}" for at in range(120))
    made = plan_of(recommendation("Area", action(items), action("Then"), ref="1."))
    data = render(made, OPTIONS, "pdf")
    said = [word for word in read_out(data).split() if word.startswith("item")]
    assert said == [f"item{at}" for at in range(120)]
    assert [page.count("1.1 (continued)") for page in pages_of(data) if "item" in page][1:]


def test_a_long_recommendation_is_repeated_in_its_first_words():
    _first, _second, *others = pages_of(rendered("cut_span", "pdf"))
    assert others and all("area20" in page and "area119" not in page and "…" in page for page in others)


@pytest.mark.parametrize("name", ["cut_span", "cell_longer_than_a_page", "recommendation_longer_than_a_page"])
def test_what_is_repeated_is_an_artifact_and_the_paper_conforms(name):
    data = rendered(name, "pdf")
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert report.is_compliant, report.failures
    assert "(continued)" not in read_out(data)


def test_no_page_is_left_for_the_meanings_of_words():
    glossary = tuple((f"W{at}", f"What word {at} means") for at in range(30))
    made = plan_of(recommendation("Area", action("Do"), ref="1."), glossary=glossary)
    text = " ".join(pages_of(render(made, OPTIONS, "pdf")))
    assert text.index("Summary") < text.index("What the words mean") < text.index("The plan")
