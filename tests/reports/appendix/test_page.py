"""The web page, from which the PDF is made as well."""

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings

from plans import stages
from reports.appendix import render
from reports.appendix.html import cellmarkup
from reports.appendix.html.markup import Markup, tag
from reports.appendix.model import BULLET, Badge, Cell, Line
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, missing
from tests.reports.appendix.rendered import MAKERS, rendered, state
from tests.reports.states import PLANS


def soup(data):
    return BeautifulSoup(data.decode(), "html.parser")


@pytest.mark.parametrize("name", MAKERS)
def test_every_printed_text_is_in_it(name):
    assert missing(state(name), soup(rendered(name, "html")).body.get_text("\n")) == []


def test_markup_in_a_plan_is_only_text():
    found = soup(rendered("hostile", "html"))
    assert not found.find_all(["script", "img", "link", "iframe", "a"])
    assert len(found.find_all("h1")) == 1


@given(plan=PLANS)
@settings(max_examples=20)
def test_every_row_of_any_plan_covers_every_column_once(plan):
    for table in soup(render(plan, OPTIONS, "html")).find_all("table"):
        columns = len(table.find_all("col"))
        for body in table.find_all(["thead", "tbody"]):
            spans: list[int] = [0] * columns
            for row in body.find_all("tr"):
                cells = row.find_all(["th", "td"])
                assert len(cells) == spans.count(0)
                free = [at for at in range(columns) if not spans[at]]
                spans = [max(0, left - 1) for left in spans]
                for at, cell in zip(free, cells, strict=True):
                    spans[at] = int(cell.get("rowspan", 1)) - 1
            assert not any(spans)


def test_headings_descend_without_gaps():
    levels = [int(node.name[1]) for node in soup(rendered("nine_columns", "html")).find_all(re.compile("^h[1-6]$"))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_heading_cell_says_what_it_heads():
    assert all(cell.get("scope") for cell in soup(rendered("nine_columns", "html")).find_all("th"))


def test_it_names_no_address_but_those_that_a_plan_prints():
    text = rendered("nine_columns", "html").decode()
    assert "</table>" in text and not re.findall(r"(?:src|href|url\()", text)


def test_a_rating_is_a_word_in_a_shape_and_its_shape_is_not_read_out():
    rating = soup(rendered("nine_columns", "html")).select_one("td .ap-rag--red")
    assert rating.get_text() == "Red"
    assert rating.svg["aria-hidden"] == "true"
    assert rating.svg.path["fill"].startswith("#")


@pytest.mark.parametrize(("word", "wraps"), [("Not rated", False), ("Unsuccessful", False), ("Not commenced", True)])
def test_a_rating_of_many_letters_may_stand_on_two_lines(word, wraps):
    assert ("ap-rag--long" in cellmarkup.badge(Badge(word=word, colour="red"))) == wraps


@pytest.mark.parametrize(
    ("markers", "lists"),
    [
        (("1.", "2."), ["<ol>", "<li>Sow</li>", "<li>Water</li>", "</ol>"]),
        ((BULLET, BULLET), ["<ul>", "<li>Sow</li>", "<li>Water</li>", "</ul>"]),
        (("1.", "3."), ["<p>1. Sow</p>", "<p>3. Water</p>"]),
        (("1–2.", "3."), ["<p>1–2. Sow</p>", "<p>3. Water</p>"]),
        ((BULLET, "2."), [f"<p>{BULLET} Sow</p>", "<p>2. Water</p>"]),
    ],
)
def test_a_list_is_one_where_it_gives_the_markers_by_itself(markers, lists):
    said = tuple(Line(text=text, marker=marker) for text, marker in zip(("Sow", "Water"), markers, strict=True))
    assert str(cellmarkup.cell(Cell(lines=said))) == f"<td>{''.join(lists)}</td>"


def test_the_summary_adds_up_as_printed():
    table = soup(rendered("nine_columns", "html")).select_one(".apx-sum")
    *bands, total = ([int(cell.text) for cell in row.select("td.ap-n")] for row in table.select("tbody tr"))
    assert total == [sum(column) for column in zip(*bands, strict=True)]
    assert sum(total[:-4]) == total[-4]


def test_a_chart_is_told_in_words():
    described = soup(rendered("nine_columns", "html")).select_one(".apx-sum svg[role=img] title").get_text()
    assert re.fullmatch(r"Immediately: \d+ Red, .*\d+ Not rated", described)


def test_empty_sections_say_that_they_are_empty():
    text = soup(rendered("hostile", "html")).get_text("\n")
    assert "No actions in this section." in text
    assert "No action recorded" in text


def test_a_draft_says_so_and_an_issued_paper_does_not():
    plan = make.plan()
    assert "(draft)" in render(plan, OPTIONS, "html").decode()
    assert "raft" not in soup(render(plan, replace(OPTIONS, draft=False), "html")).body.get_text()


def test_an_exception_says_how_late_how_often_extended_and_what_was_forecast():
    first, now = make.date(2026, 7, 31), make.date(2026, 9, 15)
    late = make.action(
        "Recruit",
        stage=stages.IN_PROGRESS,
        timescales=(make.timescale("31 July", now, moved=(make.extension(first, now),)),),
        updates=(make.update("Advertised", make.RED, forecast=make.date(2027, 3, 31)),),
    )
    table = soup(render(make.plan(make.section("", make.recommendation("", late))), OPTIONS, "html")).select("table")[2]
    text = table.get_text(" ")
    for words in ("68 days late", "1 extension, first due 31 July 2026", "Forecast 31 March 2027", "Advertised"):
        assert words in text


def test_exceptions_can_be_left_out():
    assert "Exceptions" in rendered("nine_columns", "html").decode()
    assert (
        "Exceptions" not in render(state("nine_columns"), replace(OPTIONS, include_exceptions=False), "html").decode()
    )


def test_the_head_of_the_trail_is_printed_with_the_summary():
    text = soup(render(make.plan(), replace(OPTIONS, head="412 7c1e90ab"), "html")).get_text()
    assert "Head of the audit chain: 412 7c1e90ab.The plan" in text


def test_texts_and_attributes_are_escaped_and_finished_markup_is_not():
    made = tag("td", "<b>&", Markup("<i>x</i>"), None, title='"quoted"', hidden=None)
    assert made == '<td title="&quot;quoted&quot;">&lt;b&gt;&amp;<i>x</i></td>'
    assert ElementTree.fromstring(made).text == "<b>&"  # noqa: S314 - our own markup


def test_a_format_that_there_is_not_is_refused_by_name():
    with pytest.raises(ValueError, match="odt"):
        render(make.plan(), OPTIONS, "odt")
