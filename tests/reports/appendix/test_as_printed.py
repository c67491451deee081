"""Two small plans as every format but the PDF draws them, part by part, against what was looked at and kept: where
something is drawn otherwise the difference says what. Run with UPDATE_BASELINES=1 to write it anew, and look at it."""

import io
import os
import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plans.columns import ACTION, EVIDENCE, LEAD, OUTCOME, RECOMMENDATION, TIMESCALE
from plans.state import MembersQuestionState
from reports.appendix import render
from reports.appendix.options import Before, Earlier
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS
from tests.reports.shapes import nine_columns

KEPT = Path(__file__).with_name("as_printed")
_DRAWN = re.compile(r"word/(?:document|footer\d*)\.xml|xl/(?:worksheets/.*|charts/.*|styles)\.xml")


def rated(*ratings):
    said = (make.update("So far.", each) for each in ratings)
    done = [replace(make.action(f"Mend gate {n}", updates=(each,)), id=n) for n, each in enumerate(said, start=1)]
    return make.plan(replace(make.section("At once", make.recommendation("Keep the park", *done, ref="1")), id=7))


def with_a_past():
    """A plan with its paper before, and the two before that: ratings that went up, down and nowhere."""
    now, then = rated(make.GREEN, make.AMBER, make.RED), rated(make.AMBER, make.AMBER, make.GREEN)
    counts = (("Red", 2, 2), ("Amber", 1, 1), ("Green", 0, 0), ("Blue", 0, 0), ("", 1, 1))
    earlier = tuple(Earlier(name=f"No {n}", paper=month, counts=counts) for n, month in enumerate(("March", "May")))
    return now, {"since": Before(name="End July", paper="No 2", state=then, earlier=earlier)}


def with_lists():
    """A plan whose cells hold lists, lists within them, several dates and leads, and a section without a row."""
    lead = make.lead("Head of Parks")
    asked = MembersQuestionState(
        id=1, asked_on=date(2026, 11, 2), meeting="Board", text="Why?", lead_id=lead.id, due_on=date(2026, 12, 1)
    )
    mow = make.action(
        "Before May:\n• Mow\n  • the edges\n• Rake",
        assignments=(make.led(lead, note="with Ward 3"), make.led(lead, role="supporting")),
        timescales=(make.by("May", date(2027, 5, 31)), make.timescale("ongoing", kind="ongoing")),
        questions=(asked,),
    )
    sow = make.action("1. Sow\n2. Water", expected_evidence="Photographs =1+1", outcome=" Green \n\n grass ")
    both = make.recommendation("Keep parks:\n• large\n• small", mow, sow, ref="CP 1", sources=("(a)",))
    headings = (RECOMMENDATION, ACTION, LEAD, TIMESCALE, EVIDENCE, OUTCOME)
    return make.plan(
        make.section("Now", both, timescales=(make.by("now", date(2026, 12, 31)),)),
        make.section("Later"),
        columns=tuple(make.column(each.title(), each) for each in headings),
        leads=(lead,),
        sources=(make.source("(a)", "Audit of parks", date(2026, 4, 6)),),
        coordinator="Ada Lead",
        notes_after=("1. Costs are met.",),
        glossary=(("CP", "Care of parks"),),
    ), {}


PLANS = {
    "nine_columns": lambda: (nine_columns(4), {}),
    "with_lists": with_lists,
    "with_a_past": with_a_past,
}


def drawn(name: str, paper: str, fmt: str) -> str:
    """What a file says of its look and words, an element a line."""
    state, more = PLANS[name]()
    data = render(state, replace(OPTIONS, paper=make.own(paper), **more), fmt)
    if fmt == "html":
        found = re.sub(r"<style.*?</style>", "", data.decode(), flags=re.DOTALL)
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            parts = sorted(each for each in file.namelist() if _DRAWN.fullmatch(each))
            found = "\n".join(f"## {each}\n{file.read(each).decode()}" for each in parts)
    return re.sub(r">\s*<", ">\n<", found)


@pytest.mark.parametrize("fmt", ["html", "docx", "xlsx"])
@pytest.mark.parametrize("paper", ["a4", "large"])
@pytest.mark.parametrize("name", PLANS)
def test_a_paper_is_drawn_as_it_was(name, paper, fmt):
    kept, found = KEPT / f"{name}.{paper}.{fmt}.txt", drawn(name, paper, fmt)
    if os.environ.get("UPDATE_BASELINES"):
        kept.write_text(found, encoding="utf-8")
    assert found.splitlines() == kept.read_text(encoding="utf-8").splitlines()
