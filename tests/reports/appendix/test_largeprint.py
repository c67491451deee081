"""Large print: A4 upright in 16 points, each action by labels and values, nothing shortened, in every format."""

import io
from dataclasses import replace
from itertools import pairwise

import openpyxl
import page as validator
import pdfplumber
import pytest

from plans.columns import ACTION, LEAD, RECOMMENDATION
from reports.appendix import render
from reports.appendix.large_print import largepage
from reports.appendix.large_print.largeprint import Fact, Facts, Heading, MarkedLine, front, plan
from reports.appendix.layout import build
from reports.appendix.model import Cell, Line
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, missing, text_of
from tests.reports.appendix.rendered import MAKERS, state
from tests.reports.shapes import SHAPES

LARGE = replace(OPTIONS, paper="large")
LEAST = 15.9
"""Points of type; a page's foot apart."""


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_it_conforms_and_says_everything(name):
    data = render(state(name), LARGE, "pdf")
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert report.is_compliant, report.failures[:3]
    assert missing(state(name), text_of(data, "pdf")) == []


def test_its_type_is_large_and_its_page_upright():
    with pdfplumber.open(io.BytesIO(render(state(sorted(SHAPES)[0]), LARGE, "pdf"))) as document:
        for each in document.pages:
            assert round(each.width) == 595 and round(each.height) == 842
            foot = each.height - 40
            assert all(letter["size"] >= LEAST for letter in each.chars if letter["top"] < foot)


@pytest.mark.parametrize("fmt", ["docx", "xlsx", "html"])
def test_every_format_says_everything(fmt):
    name = sorted(SHAPES)[0]
    assert missing(state(name), text_of(render(state(name), LARGE, fmt), fmt)) == []


def test_the_workbook_prints_upright_at_twice_its_size():
    book = openpyxl.load_workbook(io.BytesIO(render(state(sorted(SHAPES)[0]), LARGE, "xlsx")))
    for name in ("Summary", "Appendix"):
        assert (book[name].page_setup.orientation, book[name].page_setup.scale) == ("portrait", 200)


def test_each_action_is_told_once_by_labels_below_a_heading():
    for name in sorted(SHAPES):
        appendix = build(state(name), LARGE)
        blocks = list(plan(appendix))
        titles = [block.text for block in blocks if isinstance(block, Heading) and block.text.startswith("Action")]
        rows = [row for band in appendix.bands if band.table for row in band.table.rows]
        assert len(titles) == len(rows)
        assert all(fact.cell.lines or fact.cell.badge for b in blocks if isinstance(b, Facts) for fact in b.facts)
        levels = [block.level for block in (*front(appendix), *blocks) if isinstance(block, Heading)]
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_what_is_said_in_several_lines_stands_whole_beside_its_label():
    lead = make.lead("Head of Parks")
    mow = make.action("Before May:\n• Mow\n• Rake", assignments=(make.led(lead),))
    sow = make.action("Sow the edges", assignments=(make.led(lead),))
    columns = tuple(make.column(*each) for each in (("Area", RECOMMENDATION), ("Action", ACTION), ("Who", LEAD)))
    both = [make.recommendation("Keep parks:\n• large\n• small", mow), make.recommendation("Keep edges", sow)]
    blocks = list(plan(build(make.plan(make.section("", *both), columns=columns, leads=(lead,)), LARGE)))
    told = [[fact.label for fact in block.facts] for block in blocks if isinstance(block, Facts)]
    headings = [block.text for block in blocks if isinstance(block, Heading)]
    assert told == [["Area"], ["Action", "Who"], ["Who"]]
    assert headings[-2:] == ["Action", "Action: Sow the edges"]
    assert [each.line.plain for each in blocks if isinstance(each, MarkedLine)] == ["Area: Keep edges"]


def test_the_heading_of_an_exception_is_its_first_line_and_what_follows_stands_below_it():
    """Its recommendation, the action and the steps run together say nothing in bold of forty words."""
    appendix = build(state(sorted(SHAPES)[0]), LARGE)
    table = appendix.exceptions.table
    actions = [dict(zip(table.headings, row.cells, strict=True))["Action"] for row in table.rows]
    blocks = list(front(appendix))
    at = next(n for n, block in enumerate(blocks) if getattr(block, "text", "") == appendix.exceptions.title) + 1
    told = [(blocks[n], blocks[n + 1].facts[0]) for n in range(at, at + 2 * len(actions), 2)]
    for cell, (heading, below) in zip(actions, told, strict=True):
        if len(cell.lines) > 1 and not cell.lines[0].marker:
            assert heading.text.endswith(cell.lines[0].text)
            assert (below.label, below.cell.lines) == ("Action", cell.lines[1:])
    assert any(len(cell.lines) > 1 for cell in actions)


def test_labels_and_values_are_the_two_columns_of_their_table():
    shown = str(largepage._facts(Facts(of="It", facts=(Fact(label="Where", cell=Cell(lines=(Line(text="Here"),))),))))
    assert (shown.count("<col "), shown.count("<th"), shown.count("<td")) == (2, 1, 1)


def test_labels_and_values_that_are_short_stay_together_and_long_ones_may_be_cut():
    whole, long = (
        Facts(of="It", facts=(Fact(label="Where", cell=Cell(lines=(Line(text="x" * n),))),)) for n in (40, 900)
    )
    assert ["apx-whole" in str(largepage._facts(each)) for each in (whole, long)] == [True, False]
