"""The paper says what changed since the one before, alike in every format, and it adds up."""

import io
import re
from dataclasses import replace
from datetime import date

import docx
import openpyxl
import page as validator
import pytest
from pypdf import PdfReader

from plans import stages
from reports.appendix import content_digest, render
from reports.appendix.layout import build
from reports.appendix.options import Before, Earlier, Options
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS

POST = make.lead("Head of Parks")


def row(ref, rating, **fields):
    said = (make.update("So far.", rating),) if rating else ()
    return make.action(f"Mend the gate {ref}", ref=ref, updates=said, assignments=(make.led(POST),), **fields)


def later(action, rating, **fields):
    more = make.update("And then.", rating, on=date(2026, 11, 20))
    return replace(action, updates=(*action.updates, more), **fields)


ROWS = (row("1.1", make.AMBER), row("1.2", make.GREEN), row("1.3", make.AMBER), row("1.4", None), row("1.5", make.RED))
NOW = (
    later(ROWS[0], make.GREEN),
    later(ROWS[1], make.BLUE, stage=stages.VERIFIED, decisions=(make.decision(stages.VERIFY),)),
    later(ROWS[2], make.RED, text="Mend the gate and the wall"),
    ROWS[3],
    row("1.6", make.GREEN),
)


def plan(*rows):
    section = replace(make.section("At once", make.recommendation("Keep the park", *rows, ref="1")), id=7)
    return make.plan(section, leads=(POST,))


THEN = plan(*ROWS)
PAPER = replace(OPTIONS, draft=False, issued_as="Paper No 2", since=Before(name="End May", paper="No 1", state=THEN))


def words(fmt: str) -> str:
    return words_of(render(plan(*NOW), PAPER, fmt), fmt)


def words_of(data: bytes, fmt: str) -> str:
    match fmt:
        case "pdf":
            found = " ".join(each.extract_text() for each in PdfReader(io.BytesIO(data)).pages)
        case "docx":
            document = docx.Document(io.BytesIO(data))
            cells = (cell.text for table in document.tables for each in table.rows for cell in each.cells)
            found = " ".join([*(p.text for p in document.paragraphs), *cells])
        case "xlsx":
            book = openpyxl.load_workbook(io.BytesIO(data))
            found = " ".join(str(c.value) for sheet in book for line in sheet.iter_rows() for c in line if c.value)
        case _:
            found = re.sub(r"<[^>]+>", " ", data.decode())
    return " ".join(found.split())


@pytest.mark.parametrize("fmt", ["html", "docx", "xlsx", "pdf"])
def test_every_format_says_it_alike(fmt):
    said = words(fmt)
    for told in (
        "Since End May (No 1), each action once",
        "Better 2, Worse 1, Same 0, Not comparable 1, New 1.",
        "Completed and verified 1 1.2",
        "Worse 1 1.3",
        "Nothing said 1 1.4",
        "5 actions in the paper of End May, without 1 that left the plan, and 1 new.",
        "Counted again among them: reworded 1 (1.3).",
        "was Amber",
        "Paper No 2",
    ):
        assert told in said, told


def test_the_parts_add_up_and_the_column_says_of_each_action_what_the_tables_count():
    paper = build(plan(*NOW), PAPER)
    assert sum(part.count for part in paper.since.parts) == paper.since.total == 5
    assert sum(change.now for change in paper.since.changes) == 5
    assert [(change.then, change.now) for change in paper.since.changes] == [(1, 1), (2, 0), (1, 2), (0, 1), (1, 1)]
    [band] = paper.bands
    assert band.table.headings[-1] == "Since End May"
    assert [line.cells[-1].text.split("\n") for line in band.table.rows] == [
        ["Better", "was Amber"],
        ["Better", "was Green"],
        ["Worse", "was Amber"],
        ["Not comparable", "not rated"],
        ["New"],
    ]
    assert paper.data.headings[-1] == "Since End May"


EARLIER = (
    Earlier(
        name="End March",
        paper="No 1",
        counts=(("Red", 1, 1), ("Amber", 2, 3), ("Green", 0, 0), ("Blue", 0, 0), ("", 1, 1)),
    ),
    Earlier(name="End April", paper="No 2", counts=(("Of another scheme", 9, 9), ("", 0, 0))),
    Earlier(
        name="End May",
        paper="No 3",
        counts=(("Red", 1, 1), ("Amber", 2, 2), ("Green", 1, 1), ("Blue", 0, 0), ("", 1, 1)),
    ),
)


@pytest.mark.parametrize("public, amber, total", [(False, 3, 5), (True, 2, 4)])
def test_the_trend_of_the_ratings_is_told_by_each_paper_as_it_was_issued(public, amber, total):
    before = Before(name="End May", paper="No 3", state=THEN, earlier=EARLIER)
    options = replace(PAPER, since=before, public=public)
    trend = build(plan(*NOW), options).since.trend
    words = [badge.word for badge in trend.badges]
    assert words == ["Red", "Amber", "Green", "Blue", "Not rated"]
    assert [(each.name, each.counts[1], each.counts[-1]) for each in trend.positions] == [
        ("No 1, End March", amber, total),
        ("No 3, End May", 2, 5),
        ("This paper", 0, 5),
    ]
    assert Options.of_plain(options.plain(), THEN) == options
    for fmt, wanted in (
        ("html", "No 1, End March"),
        ("docx", "No 1, End March"),
        ("xlsx", "No 1, End March"),
        ("pdf", "No 1, End March"),
    ):
        for paper in ("a4", "large"):
            assert wanted in words_of(render(plan(*NOW), replace(options, paper=paper), fmt), fmt), (fmt, paper)
    assert b"<svg" in render(plan(*NOW), options, "html")


def test_two_papers_are_no_trend():
    before = Before(name="End May", paper="No 3", state=THEN, earlier=EARLIER[:2])
    assert build(plan(*NOW), replace(PAPER, since=before)).since.trend is None


def test_the_first_paper_says_nothing_of_it_and_keeps_its_digest():
    paper = build(plan(*NOW), OPTIONS)
    assert paper.since is None and "Since" not in paper.bands[0].table.headings[-1]
    state = plan(*NOW)
    assert content_digest(state, OPTIONS) == content_digest(state, replace(OPTIONS, since=None, issued_as=""))
    assert content_digest(state, PAPER) != content_digest(state, replace(PAPER, since=None))


def test_the_options_that_are_kept_are_those_that_were_chosen():
    people = (("Ann Bell", "Head of Parks"), ("Cy Dunn", ""))
    chosen = replace(PAPER, people=people, left=("k",), meeting_on=date(2026, 12, 1), include_exceptions=False)
    assert Options.of_plain(chosen.plain(), THEN) == chosen
    assert Options.of_plain(OPTIONS.plain()) == OPTIONS


def test_names_that_give_way_to_posts_are_no_other_words():
    named = replace(ROWS[0], text="Ann Bell mends the gate")
    options = replace(PAPER, posts_instead_of_people=True, people=(("Ann Bell", "Head of Parks"),))
    options = replace(options, since=Before(name="End May", paper="No 1", state=plan(named)))
    paper = build(plan(named), options)
    assert "reworded" not in paper.since.told


def test_the_pdf_is_as_accessible_as_without_it():
    data = render(plan(*NOW), PAPER, "pdf")
    report = validator.validate_pdf_bytes(data, profile="ua1", limits=validator.SafetyLimits.unlimited())
    assert report.is_compliant, report.failures
