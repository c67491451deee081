"""Bullets within bullets, as they are printed in every format."""

import re

import page as validator
import pytest
from bs4 import BeautifulSoup

from plans import columns
from reports.appendix import render
from reports.appendix.text import lines
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, book, read_out, word

NESTED = "We will:\n• train\n  • managers\n    • each year\n  • carers\n• check\n\nand report"
STEP = "Train:\n• managers\n  • each year\n• carers"


@pytest.mark.parametrize(
    ("text", "depths"),
    [
        ("• a\n  • b\n    • c\n• d", [0, 1, 2, 0]),
        ("• a\n      • b\n  • c", [0, 1, 1]),
        ("• a\n◦ b\n◦ c\n• d", [0, 1, 1, 0]),
        ("\t• a\n\t\t• b", [0, 1]),
        ("    • a\n    • b", [0, 0]),
        ("• a\nA paragraph\n  • b", [0, 0, 0]),
    ],
)
def test_an_item_that_stands_further_in_is_within_the_one_above(text, depths):
    assert [line.depth for line in lines(text)] == depths


@pytest.fixture(scope="module")
def plan():
    action = make.action("whole", lead_in="In spring", steps=(make.step(STEP), make.step("Then")), outcome=NESTED)
    heads = [make.column("Area", columns.RECOMMENDATION), make.column("Action", columns.ACTION)]
    return make.plan(
        make.section("Now", make.recommendation("An area", action, ref="1.")),
        columns=(*heads, make.column("Outcome", columns.OUTCOME)),
    )


def test_the_page_nests_the_lists(plan):
    soup = BeautifulSoup(render(plan, OPTIONS, "html"), "html.parser")
    outer, steps = soup.select("td:not(.apx-act) > ul")[-1], soup.select_one("td.apx-act > ul")
    train, check = outer.find_all("li", recursive=False)
    assert [li.find(string=True) for li in train.ul.find_all("li", recursive=False)] == ["managers", "carers"]
    assert train.ul.li.ul.li.string == "each year"
    assert check.string == "check"
    assert [li.find(string=True) for li in steps.li.ul.find_all("li", recursive=False)] == ["managers", "carers"]


def test_the_pdf_nests_them_and_conforms(plan):
    data = render(plan, OPTIONS, "pdf")
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert report.is_compliant, report.failures
    said = re.sub("[•◦▪]", " ", read_out(data)).split()
    start = said.index("will:")
    assert said[start : start + 7] == ["will:", "train", "managers", "each", "year", "carers", "check"]


def test_word_and_workbook_set_them_further_in(plan):
    (cell,) = {row.cells[2]._tc: row.cells[2] for table in word(render(plan, OPTIONS, "docx")).tables
               for row in table.rows if len(row.cells) == 3 and "We will" in row.cells[2].text}.values()  # fmt: skip
    indents = {p.text.strip("• "): p.paragraph_format.left_indent for p in cell.paragraphs}
    assert indents["train"] < indents["managers"] < indents["each year"]
    assert indents["carers"] == indents["managers"] and not indents["and report"]
    values = [cell.value for row in book(render(plan, OPTIONS, "xlsx"))["Appendix"].iter_rows() for cell in row]
    assert "We will:\n• train\n  • managers\n    • each year\n  • carers\n• check\nand report" in values
    assert "In spring\n• Train:\n  • managers\n    • each year\n  • carers\n• Then" in values
