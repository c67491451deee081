import io
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from pypdf import PdfReader

from plans import columns, stages
from reports.appendix import render
from reports.appendix.cells import Reader
from reports.appendix.html.page import html
from reports.appendix.layout import build
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS
from tests.reports.states import DAYS, PLANS

PAST = date(2026, 10, 31)


def sentence(*actions):
    plan = make.plan(make.section("", make.recommendation("", *actions)))
    return build(plan, OPTIONS).summary.sentence


@given(plan=PLANS, on=DAYS)
@settings(max_examples=20)
def test_the_summary_adds_up_for_any_plan(plan, on):
    summary = build(plan, replace(OPTIONS, on=on)).summary
    if summary.total is None:
        return
    *ratings, total, claimed, verified, _late = summary.total.counts
    assert sum(ratings) == total == len(plan.actions) >= claimed + verified
    assert len(summary.total.counts) == len(summary.badges) + len(summary.headings)
    if summary.rows:
        assert summary.total.counts == tuple(map(sum, zip(*(row.counts for row in summary.rows), strict=True)))


@given(plan=PLANS)
@settings(max_examples=20)
def test_every_action_of_any_plan_has_its_row(plan):
    laid_out = build(plan, OPTIONS)
    rows = [row.action_id for band in laid_out.bands if band.table for row in band.table.rows]
    assert [row for row in rows if row is not None] == [action.id for action in plan.actions]
    assert len(laid_out.data.rows) == len(plan.actions)


def test_the_title_block_says_whose_what_and_as_at_when():
    plan = make.plan(organisation="Northmere Council", committee="Scrutiny Committee", report_ref="98/2026")
    options = replace(OPTIONS, report_ref="", meeting_on=date(2026, 12, 9), author="R. Lee", period_name="End May 2026")
    laid_out = build(plan, options)
    assert laid_out.council == "Northmere Council · Scrutiny Committee"
    assert laid_out.reference == "Report No: 98/2026"
    assert laid_out.facts == (
        "Meeting of 9 December 2026",
        "Period: End May 2026",
        "As at 22 November 2026 (draft)",
        "Report author: R. Lee",
    )


def test_a_reference_that_says_what_it_is_keeps_its_own_words():
    plan = make.plan()
    assert build(plan, replace(OPTIONS, report_ref="Report 12: Appendix B")).reference == "Report 12: Appendix B"


def test_a_timescale_band_says_the_day_that_it_means():
    band = make.section("Within 3 months", make.recommendation(), timescales=(make.by("3 months", date(2026, 7, 14)),))
    (laid_out,) = build(make.plan(band), OPTIONS).bands
    assert laid_out.title == "Within 3 months (by 14 July 2026)"


def test_sources_plan_leads_and_notes_stand_above_the_plan():
    plan = make.plan(
        plan_leads=("Head of Safeguarding",),
        coordinator="Performance Officer",
        sources=(make.source("(a)", "Inspection", date(2026, 2, 3)),),
        notes_before=("NB: read with care",),
    )
    assert [line.plain for line in build(plan, OPTIONS).before] == [
        "Plan led by: Head of Safeguarding",
        "Coordinator: Performance Officer",
        "(a) Inspection (3 February 2026)",
        "NB: read with care",
    ]


class TestSentence:
    def test_what_is_done_waits_and_is_late_is_told_in_words(self):
        said = sentence(
            make.action(stage=stages.VERIFIED, updates=(make.update("", make.BLUE),)),
            make.action(stage=stages.CLAIMED, updates=(make.update("", make.GREEN),)),
            make.action(timescales=(make.by("", PAST),), updates=(make.update("", make.RED),)),
            make.action(stage=stages.SUPERSEDED),
        )
        assert said == (
            "Of 4 actions, 1 is complete and verified, and 1 is claimed complete and waits to be verified. "
            "1 is closed for another reason. 1 is Red; 1 is not rated. 1 is past its agreed date; 1 has no date."
        )

    def test_nothing_done_rated_or_dated(self):
        assert sentence(make.action(), make.action()) == (
            "Of 2 actions, none is complete yet. None has been rated. None has a date."
        )

    def test_a_claim_is_not_counted_as_complete(self):
        claimed = make.action(stage=stages.CLAIMED, updates=(make.update("", make.GREEN),))
        assert sentence(claimed).startswith(
            "Of 1 action, none is complete and verified; 1 is claimed complete and waits to be verified. "
            "None is Red or Amber."
        )

    def test_no_actions(self):
        assert sentence() == "The plan has no actions."


def test_a_plan_that_can_have_no_exceptions_has_no_such_part():
    plan = make.plan(make.section("", make.recommendation("", make.action())))
    assert build(plan, OPTIONS).exceptions is None


def test_no_exceptions_are_said():
    safe = make.action(timescales=(make.by("", date(2027, 1, 1)),), updates=(make.update("", make.GREEN),))
    exceptions = build(make.plan(make.section("", make.recommendation("", safe))), OPTIONS).exceptions
    assert exceptions.title == "Exceptions: Red or past the agreed date"
    assert exceptions.none == "No action is Red or past its agreed date."
    assert exceptions.table is None


def test_an_exception_without_a_reference_is_found_by_its_recommendation():
    late = make.action("Recruit", timescales=(make.by("", PAST),))
    plan = make.plan(make.section("", make.recommendation("Fill the posts", late)))
    table = build(plan, OPTIONS).exceptions.table
    assert table.headings[0] == "Action"
    assert table.rows[0].cells[0].text == "Fill the posts\nRecruit"


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"updates": (make.update("", make.RED),)},
        {"updates": (make.update("Half done", make.RED),)},
    ],
)
def test_a_paper_says_one_thing_of_where_an_action_stands(fields):
    late = make.action("Recruit", timescales=(make.by("", PAST),), **fields)
    plan = make.plan(make.section("", make.recommendation("", late)))
    built = build(plan, OPTIONS)
    table = built.exceptions.table
    stands = table.rows[0].cells[table.headings.index("Where it stands")].text
    reader = Reader(plan=plan, on=make.ON, labels={late.id: ""})
    assert stands == reader.cell(make.column("", columns.PROGRESS), late).text.split("\nLast updated")[0]


def test_only_words_that_occur_are_explained():
    late = make.action(timescales=(make.by("", PAST),), updates=(make.update("", make.RED),))
    plan = make.plan(make.section("", make.recommendation("", late)), glossary=(("QA", "Quality assurance"),))
    words = [meaning.term or meaning.badge.word for meaning in build(plan, OPTIONS).meanings]
    assert words == ["Red", "Amber", "Green", "Blue", "Not rated", "Past date", "QA"]


def test_a_row_too_tall_to_be_kept_whole_is_marked():
    rows = (make.action("short"), make.action("word " * 2000))
    page = html(build(make.plan(make.section("", make.recommendation("", *rows))), OPTIONS))
    marked = [row.get_text() for row in BeautifulSoup(page, "lxml").select("tr.apx-tall")]
    assert len(marked) == 1 and "word word" in marked[0]


def test_a_council_that_the_title_names_is_not_named_twice():
    plan = make.plan(title="NORTHMERE COUNCIL - Children's Services", organisation="Northmere Council")
    laid_out = build(plan, OPTIONS)
    assert "Northmere Council" not in laid_out.council
    assert laid_out.running.casefold().count("northmere council") == 1


def test_a_legend_that_a_rating_explains_already_is_not_printed_again():
    amber = make.action(updates=(make.update("", make.AMBER),))
    meaning = make.AMBER.meaning
    legend = (f"{meaning.lower()}.", "* Grant funded")
    paper = build(make.plan(make.section("", make.recommendation("", amber)), legend=legend), OPTIONS)
    assert meaning in [explained.text for explained in paper.meanings]
    assert paper.legend == ("* Grant funded",)


class TestNumbersInWords:
    SAFE = (make.by("", date(2027, 1, 1)),)

    @pytest.mark.parametrize(
        ("count", "said"),
        [
            (1, "Of 1 action, 1 is complete and verified. None is Red or Amber. None is past its agreed date."),
            (2, "Of 2 actions, 2 are complete and verified. None is Red or Amber. None is past its agreed date."),
            (1200, "Of 1,200 actions, 1,200 are complete and verified. None is Red or Amber."),
        ],
    )
    def test_one_and_many(self, count, said):
        done = {"stage": stages.VERIFIED, "timescales": self.SAFE, "updates": (make.update("", make.BLUE),)}
        assert sentence(*(make.action(**done) for _ in range(count))).startswith(said)

    def test_one_of_a_scheme_that_marks_nothing_for_attention(self):
        plain = replace(make.SCHEME, ratings=(make.GREEN, make.BLUE))
        rated = make.action(timescales=self.SAFE, updates=(make.update("", make.GREEN),))
        plan = make.plan(make.section("", make.recommendation("", rated)), scheme=plain)
        assert "It is rated." in build(plan, OPTIONS).summary.sentence


def late_actions(count):
    words = "Recruit to the post and see that whoever comes is welcome in the team from the first day on. "
    return [
        make.action(
            f"{words}{n}",
            timescales=(make.by("", date(2026, 10, 31 - n % 28)),),
            updates=(make.update(words * 3, make.RED if n % 3 else make.AMBER),),
        )
        for n in range(count)
    ]


class TestExceptions:
    @staticmethod
    def of(count, **options):
        plan = make.plan(make.section("", make.recommendation("", *late_actions(count))))
        return build(plan, replace(OPTIONS, **options)).exceptions

    def test_the_worst_that_a_page_holds_are_shown_and_the_rest_counted(self):
        shown = self.of(60)
        rows = len(shown.table.rows)
        assert 3 < rows < 30
        assert shown.rest.startswith(f"… and {60 - rows} more, in the table of the plan.")
        assert {row.cells[3].badge.word for row in shown.table.rows} == {"Red"}
        assert len(self.of(60, paper="a3").table.rows) > rows

    @pytest.mark.parametrize(("paper", "most"), [("a4", 22), ("a3", 35)])
    def test_of_rows_of_one_line_as_many_as_a_page_holds_are_shown(self, paper, most):
        late = [make.action("Mow", updates=(make.update("Wet", make.RED),)) for _ in range(40)]
        shown = build(make.plan(make.section("", make.recommendation("", *late))), replace(OPTIONS, paper=paper))
        assert len(shown.exceptions.table.rows) == most

    def test_they_never_take_more_than_a_page(self):
        without = len(PdfReader(io.BytesIO(self.paper(include_exceptions=False))).pages)
        with_them = len(PdfReader(io.BytesIO(self.paper())).pages)
        every = len(PdfReader(io.BytesIO(self.paper(all_exceptions=True))).pages)
        assert with_them <= without + 1 < every

    def test_every_one_where_that_is_asked(self):
        shown = self.of(60, all_exceptions=True)
        assert (len(shown.table.rows), shown.rest) == (60, "")

    def test_nothing_is_counted_where_all_are_shown(self):
        assert self.of(2).rest == ""

    @staticmethod
    def paper(**options):
        plan = make.plan(make.section("", make.recommendation("", *late_actions(60))))
        return render(plan, replace(OPTIONS, **options), "pdf")

    def test_lines_and_lists_are_told_apart_on_one(self):
        said = make.update("The tool was developed\nMeetings are held", make.RED)
        steps = (make.step("look at it, for example:\n• at work\n• at home"), make.step("write"))
        action = make.action("whole", lead_in="We will:", steps=steps, updates=(said,))
        table = build(make.plan(make.section("", make.recommendation("", action))), OPTIONS).exceptions.table
        words = [cell.text for cell in table.rows[0].cells]
        assert "The tool was developed; Meetings are held" in words
        assert any("We will: look at it, for example: at work; at home; write" in text for text in words)


@pytest.mark.parametrize(
    ("stage", "narrative", "stands"),
    [
        (stages.CLAIMED, "All forms are out.", ["All forms are out.", "Claimed complete, waits to be verified"]),
        (stages.CLAIMED, "", ["Claimed complete, waits to be verified"]),
        (stages.IN_PROGRESS, "All forms are out.", ["All forms are out."]),
        (stages.IN_PROGRESS, "", ["No narrative given"]),
    ],
)
def test_an_exception_says_that_it_waits_to_be_verified(stage, narrative, stands):
    late = make.by("", date(2026, 10, 1))
    action = make.action("Send the forms", stage=stage, timescales=(late,), updates=(make.update(narrative, make.RED),))
    table = build(make.plan(make.section("", make.recommendation("", action))), OPTIONS).exceptions.table
    [row] = table.rows
    assert dict(zip(table.headings, row.cells, strict=True))["Where it stands"].text.split("\n") == stands
