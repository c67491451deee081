"""What a paper tells of a plan in tables of its own, in its title and in its data: clause by clause."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from plans import stages
from plans.columns import ACTION, LINKS, RECOMMENDATION, REF
from plans.exemptions import Exempt
from plans.sheets import fields as f
from plans.state import MembersQuestionState, PeriodState
from reports.appendix.attached import _printed
from reports.appendix.cells import Reader
from reports.appendix.columns import chosen, key_of
from reports.appendix.data import data
from reports.appendix.exceptions import _brief, _fitting, _row_height, exceptions
from reports.appendix.layout import _facts, _legend, _standing, _trail, _version, build, calls, table_columns, withheld
from reports.appendix.meanings import meanings, not_published
from reports.appendix.model import Badge, Cell, Line, Row, Table
from reports.appendix.options import ChosenColumn, Earlier, Options
from reports.appendix.pdf import continuation, glyphs
from reports.appendix.pdf.pages import _Beginnings, _name_parts, ends_short
from reports.appendix.position import position
from reports.appendix.questions import questions
from reports.appendix.refs import labels, refs
from reports.appendix.rowmarks import RowMarks, marks_of
from reports.appendix.summary import summary
from reports.appendix.trend import trend
from reports.appendix.words import listed, number
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS

PAST, SOON = date(2026, 10, 31), date(2027, 1, 31)


def one(*actions, rec="Keep parks", ref="7", **fields):
    return make.plan(make.section("Now", make.recommendation(rec, *actions, ref=ref)), **fields)


def reader(plan, **more):
    return Reader(plan=plan, on=make.ON, labels=labels(plan), **more)


def rated(text, rating, **fields):
    return make.action(text, updates=(make.update("So far", rating),) if rating else (), **fields)


def table_of(plan, **more):
    return exceptions(reader(plan), refs(plan), "a4", **more).table


class TestExceptions:
    def test_they_have_the_columns_that_say_something(self):
        late = make.action("Mow", timescales=(make.by("", PAST),))
        assert table_of(one(late)).headings == ("Ref", "Action", "Lead", "Timescale", "Where it stands")
        assert table_of(one(late, ref="")).headings == ("Action", "Lead", "Timescale", "Where it stands")
        assert "RAG" in table_of(one(rated("Mow", make.RED))).headings

    def test_an_action_is_found_by_its_reference_or_by_its_recommendation(self):
        [row] = table_of(one(rated("Mow", make.RED))).rows
        assert (row.cells[0].text, row.cells[0].heads, row.cells[1].text) == ("7", True, "Mow")
        [row] = table_of(one(rated("Mow", make.RED), rec="word " * 60, ref="")).rows
        above, own = row.cells[0].lines
        assert (above.style, own.text) == ("muted", "Mow") and 140 < len(above.text) <= 152
        assert row.cells[1].text == "Not set"

    def test_who_leads_or_else_is_responsible_is_told(self):
        who, other = make.lead("Ann"), make.lead("Bo")
        both = (make.led(other, role="responsible"), make.led(who))
        for given, told in ((both, "Ann"), (both[:1], "Bo")):
            plan = one(rated("Mow", make.RED, assignments=given), leads=(who, other))
            assert table_of(plan).rows[0].cells[2].text == told

    @pytest.mark.parametrize(
        ("lead_in", "steps", "said"),
        [("We will:", ("mow", "rake"), "We will: mow; rake"), ("", ("mow",), "mow"), ("", (), "whole")],
    )
    def test_an_action_is_one_sentence(self, lead_in, steps, said):
        assert _brief(make.action("whole", lead_in=lead_in, steps=tuple(map(make.step, steps)))) == said

    def test_a_row_is_as_tall_as_its_lines_and_its_margins(self):
        row = Row(cells=(Cell(lines=(Line(text="w"),) * 3),))
        assert _row_height(row, Table(headings=("a",), widths=(100,), groups=((row,),)), "a4") == 11 * 3 + 8

    def test_as_many_are_shown_as_fit_and_no_fewer(self):
        late = [rated(f"{n} " + "word " * (40 * (n % 3)), make.RED) for n in range(30)]
        plan = one(*late)
        found = plan.actions
        made = _fitting(reader(plan), refs(plan), found, "a4")
        tall = [_row_height(row, made, "a4") for row in made.rows]
        assert sum(tall) <= 430 and 3 < len(tall) < 23
        whole = exceptions(reader(plan), refs(plan), "a4")
        assert whole.rest.startswith(f"… and {30 - len(whole.table.rows)} more")
        assert len(_fitting(reader(plan), refs(plan), found[:1], "a4").rows) == 1
        huge = one(rated("word " * 900, make.RED), rated("word " * 900, make.RED))
        assert len(_fitting(reader(huge), refs(huge), huge.actions, "a4").rows) == 2

    def test_they_can_be_none_only_where_there_are_ratings_or_days(self):
        assert exceptions(reader(one(make.action())), {}, "a4") is None
        dated = exceptions(reader(one(make.action(timescales=(make.by("", SOON),)))), {}, "a4")
        assert (dated.title, dated.none) == ("Exceptions: past the agreed date", "No action is past its agreed date.")


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        ({}, ("As at 22 November 2026 (draft)",)),
        ({"draft": False, "issued_as": "Paper No 3"}, ("Paper No 3", "As at 22 November 2026")),
        ({"restricted": True}, ("Not for publication", "As at 22 November 2026 (draft)")),
        ({"public": True}, ("Public version", "As at 22 November 2026 (draft)")),
        ({"period_name": "End May", "period_on": make.ON}, ("Period: End May", "As at 22 November 2026 (draft)")),
        (
            {"period_name": "End May", "period_on": SOON},
            ("Period: End May, which is not over", "As at 22 November 2026 (draft)"),
        ),
        (
            {"learnt": "By a sheet", "rows_told": "Those of Ann"},
            ("As at 22 November 2026 (draft)", "By a sheet", "Those of Ann"),
        ),
    ],
)
def test_the_facts_of_a_paper(fields, facts):
    assert _facts(Options(on=make.ON, **fields)) == facts


EXEMPT = (Exempt(id=1, action_id=1, what="action", paragraph=3),)


@pytest.mark.parametrize(
    ("fields", "version", "says"),
    [
        ({}, "", ""),
        ({"public": True}, "Public version", ""),
        ({"restricted": True}, "Not for publication", "Not for publication."),
        (
            {"restricted": True, "grounds": (2,), "named": True},
            "Not for publication (Schedule 12A, paragraph 2)",
            "It names",
        ),
        (
            {"restricted": True, "exempt": EXEMPT},
            "Not for publication (Schedule 12A, paragraph 3)",
            "What is exempt stands",
        ),
    ],
)
def test_a_version_says_which_it_is_and_why(fields, version, says):
    options = Options(on=make.ON, **fields)
    assert _version(options) == version
    assert (says in withheld(options)) and bool(withheld(options)) == bool(options.restricted)
    assert _standing(options) == ("Draft", version, "")
    assert _standing(replace(options, draft=False, paper="large"))[::2] == ("", "Large print")


def test_what_is_left_out_is_said_in_the_public_version_alone():
    plan = one(make.action("Mow"), make.action("Rake"))
    exempt = (replace(EXEMPT[0], action_id=plan.actions[0].id),)
    told = [
        [
            each.text
            for each in build(plan, replace(OPTIONS, exempt=exempt, restricted=kept)).meanings
            if each.term == "Not published"
        ]
        for kept in (False, True)
    ]
    assert [len(each) for each in told] == [1, 0] and "1 action is left out" in told[0][0]
    assert "2 actions are left out" in not_published(2).text and "whole" not in not_published(0).text


def test_a_paper_leaves_out_what_it_was_told_to():
    plan = one(rated("Mow", make.RED), glossary=(("QA", "Quality"),), legend=("* Funded",))
    whole = build(plan, OPTIONS)
    assert whole.summary and whole.legend == ("* Funded",) and "QA" in [each.term for each in whole.meanings]
    bare = build(plan, replace(OPTIONS, without_summary=True, without_meanings=True, without_abbreviations=True))
    assert (bare.summary, bare.legend, bare.meanings) == (None, (), ())
    short = build(plan, replace(OPTIONS, without_meanings=True))
    assert [each.term for each in short.meanings] == ["QA"]
    assert build(plan, replace(OPTIONS, include_exceptions=False)).exceptions is None


def test_actions_are_called_by_their_reference_else_by_their_row_or_first_words():
    rows = (make.action("Mow the lawns of all parks", row=0), make.action("Rake", row=4))
    plan = make.plan(make.section("", *(make.recommendation("", each) for each in rows)))
    assert list(calls(plan).values()) == ["“Mow the lawns of all par…”", "row 4"]
    assert list(calls(one(make.action())).values()) == ["7"]


def test_the_trail_and_the_running_words_of_a_paper():
    assert _trail(OPTIONS).endswith("22 November 2026.")
    assert _trail(replace(OPTIONS, head="7c")).endswith("Head of the audit chain: 7c.")
    laid_out = build(one(make.action(), title=""), replace(OPTIONS, draft=False, report_ref=""))
    assert (laid_out.title, laid_out.running) == ("Action plan", "Northmere Council · Action plan")
    assert laid_out.author == "Northmere Council"
    assert build(one(make.action(), organisation="", committee="Board"), OPTIONS).author == "Board"
    assert build(one(make.action(), organisation="", committee="Board"), replace(OPTIONS, author="Ann")).author == "Ann"


def test_own_words_are_explained_that_occur():
    def words(**fields):
        plan = one(make.action(**fields))
        found = meanings(plan, make.ON, unrated_shown=False)
        return [each.term or each.badge.word for each in found]

    late, moved = make.by("", PAST), (make.extension(PAST, SOON),)
    assert words() == ["No date"]
    assert words(timescales=(late,)) == ["Past date"]
    assert words(timescales=(late,), stage=stages.CLAIMED) == ["Claimed"]
    assert words(timescales=(late,), stage=stages.EMBEDDED) == ["Verified"]
    assert words(timescales=(make.timescale("", SOON, moved=moved),)) == ["Extension"]
    assert words(timescales=(make.by("", SOON),), updates=(make.update("", forecast=date(2027, 3, 1)),)) == ["Forecast"]


def test_a_rating_says_how_many_that_claim_it_are_not_verified():
    plan = one(
        rated("a", make.BLUE, stage=stages.CLAIMED),
        rated("b", make.BLUE, stage=stages.VERIFIED),
        rated("c", make.GREEN),
    )
    found = {each.badge.word: each.text for each in meanings(plan, make.ON, unrated_shown=True) if each.badge}
    assert found["Blue"] == "Complete and verified (1 claimed, not verified yet)" and found["Green"] == "On track"
    assert list(found) == ["Red", "Amber", "Green", "Blue", "Not rated"]
    assert meanings(one(make.action()), make.ON, unrated_shown=True, words=False) == ()


def test_the_summary_has_a_row_a_band_where_there_are_bands():
    bands = [
        make.section(title, make.recommendation("", rated("a", rating)))
        for title, rating in (("A", make.RED), ("", None))
    ]
    found = summary(make.plan(*bands), make.ON)
    assert [(row.name, row.counts) for row in found.rows] == [
        ("A", (1, 0, 0, 0, 0, 1, 0, 0, 0)),
        ("Without a heading", (0, 0, 0, 0, 1, 1, 0, 0, 0)),
    ]
    assert found.total.counts == (1, 0, 0, 0, 1, 2, 0, 0, 0) and found.charted
    untitled = summary(make.plan(make.section("", make.recommendation("", rated("a", make.RED)))), make.ON)
    assert (untitled.rows, untitled.total.counts[0]) == ((), 1)
    unrated = summary(
        make.plan(*[make.section(each, make.recommendation("", make.action())) for each in "AB"]), make.ON
    )
    assert [each.counts for each in unrated.rows] == [(1, 1, 0, 0, 0)] * 2 and not unrated.charted
    assert summary(make.plan(make.section("", make.recommendation("", make.action()))), make.ON).total is None


EARLIER = [
    Earlier(
        name=f"End {n}",
        paper=f"No {n}",
        counts=(("Red", 1, 2), ("Amber", 0, 0), ("Green", 0, 0), ("Blue", 0, 0), ("", 3, 3)),
    )
    for n in range(3)
]


def test_there_is_a_trend_from_the_third_paper_on_by_what_each_version_counts():
    now = one(rated("a", make.RED), rated("b", None))
    assert trend(EARLIER[:1], now, whole=True) is None
    assert [(each.name, each.counts) for each in trend(EARLIER[:2], now, whole=True).positions] == [
        ("No 0, End 0", (2, 0, 0, 0, 3, 5)),
        ("No 1, End 1", (2, 0, 0, 0, 3, 5)),
        ("This paper", (1, 0, 0, 0, 1, 2)),
    ]
    public = trend(EARLIER[:2], now, whole=False).positions[0]
    assert public.counts == (1, 0, 0, 0, 3, 4)
    widths = [sum(part.width for part in each.bar.segments) for each in trend(EARLIER[:2], now, whole=True).positions]
    assert widths[0] == widths[1] > 2 * widths[2]


def test_each_field_of_the_flat_data_is_told():
    who = make.lead("Ann")
    step = make.step("mow", timescales=(make.by("June", SOON),), leads=(make.led(who, role="responsible"),))
    mow = make.action(
        "whole",
        lead_in="We:",
        steps=(step,),
        assignments=(make.led(who), make.led(who, role="supporting")),
        row=4,
        timescales=(make.timescale("May", PAST, moved=(make.extension(date(2026, 9, 1), PAST),)),),
        updates=(make.update("Wet", make.RED, forecast=SOON, on=date(2026, 5, 1)),),
        expected_evidence="Log",
        outcome="Green",
        related_plans=("Trees",),
        extra=(("Cost", "None"), ("Ward", "")),
    )
    band = make.section(
        "Now",
        make.recommendation("Keep", mow, ref="7", sources=("(a)",), links=(3,)),
        timescales=(make.by("now", SOON),),
    )
    plan = make.plan(band, leads=(who,))
    found = data(reader(plan), refs(plan), {"Why": "Because"})
    said = dict(zip(found.headings, found.rows[0], strict=True))
    assert said == {
        "Why": "Because",
        "Section": "Now",
        "Section timescale": "now",
        "Recommendation ref": "7",
        "Recommendation": "Keep",
        "Sources": "(a)",
        "Links to findings": "3",
        "Ref": "7",
        "Action": "We:\n• mow",
        "Lead": "Ann",
        "Responsible officer": "Ann",
        "Supporting": "Ann",
        "Evidence expected": "Log",
        "Timescale": "May revised to 31 October 2026\nJune",
        "Due": PAST,
        "First due": date(2026, 9, 1),
        "Extensions": 1,
        "Past date": "Yes",
        "Days late": 22,
        "No date": "No",
        "Forecast": SOON,
        "RAG": "Red",
        "Stage": "In progress",
        "Progress": "Wet",
        "Position on": date(2026, 5, 1),
        "Owes an update": "Yes",
        "Outcome": "Green",
        "Links to other plans": "Trees",
        "Evidence filed": None,
        "Printed row": 4,
        "Cost": "None",
        "Ward": None,
    }
    empty = make.plan(make.section("", make.recommendation("", make.action(""))))
    [row] = data(reader(empty), refs(empty)).rows
    assert [value for value in row if value] == ["No", "Yes", "Not rated", "In progress", "Yes"]


def test_the_columns_that_are_chosen_come_first_and_the_action_always():
    area, deed, why, cost = (make.column(each, each) for each in ("recommendation", "action", "outcome", "extra"))
    product = replace(why, id=0)
    assert [key_of(each) for each in (area, product, replace(cost, id=0))] == [
        f"column-{area.id}",
        "outcome",
        "extra-extra",
    ]
    every = (area, deed, product, cost)
    asked = (
        ChosenColumn(key="outcome", heading="So what"),
        ChosenColumn(key=key_of(deed), on=False),
        ChosenColumn(key=key_of(area), on=False),
        ChosenColumn(key="gone"),
    )
    assert [each.heading for each in chosen(every, asked)] == ["So what", "action", "extra"]
    assert chosen(every, ()) is every
    varied = replace(deed, variants=((1, "Other"),))
    headed = chosen((varied,), (ChosenColumn(key=key_of(deed), heading="New"),))
    assert (headed[0].heading, headed[0].variants) == ("New", ())


def test_a_public_versions_data_hold_no_more_than_it_prints():
    who, other = make.lead("Ann", holders=()), make.lead("Bo")
    said = (make.update("first"), replace(make.update("last"), said_by="Ann"))
    moved = make.timescale("", SOON, moved=(make.extension(PAST, SOON),))
    step = make.step("a", timescales=(moved,))
    decided = tuple(make.decision(stages.VERIFY, on=on) for on in (PAST, SOON))
    mow = make.action(
        "Mow", assignments=(make.led(who),), updates=said, timescales=(moved,), steps=(step,), decisions=decided
    )
    shown = _printed(one(mow, leads=(who, other)))
    [action] = shown.actions
    assert [(each.narrative, each.said_by) for each in action.updates] == [("last", "")]
    assert [(each.on, each.by) for each in action.decisions] == [(SOON, "")]
    assert not action.timescales[0].extensions and not action.steps[0].timescales[0].extensions
    assert [each.name for each in shown.leads] == ["Ann"]


class Seal:
    """Says what it is asked to mark."""

    def row(self, action, said, extras, flags):
        return action, [(each.name, each.text, each.before, each.after) for each in said], extras, flags

    def value(self, action, said, extras, flags, *, is_labelled):
        return action, (said.name, said.text, said.before), flags, is_labelled

    def more(self, action, flags=""):
        return action, flags


def test_a_mark_is_of_what_stands_in_a_row_or_of_that_which_stands_beside_it():
    marks, table = (
        RowMarks(Seal(), ("Cost",), "P"),
        Table(headings=("a", "b"), widths=(50, 50), names=("a", "b"), groups=()),
    )
    keep, mow = Cell(lines=(Line(text="Keep"),), span=2), Cell(lines=(Line(text="Mow"),))
    first, second = Row(cells=(keep, mow), action_id=5), Row(cells=(None, mow), action_id=6)
    own, other = ("b", "Mow", "", ""), ("a", "Keep", "", "")
    assert marks.row(table, first) == (5, [other, own], ("Cost",), "P")
    assert marks.row(table, second) == (6, [own], ("Cost",), "P")
    assert marks.row(table, first, {}) == (5, [own], ("Cost",), "P")
    assert marks.row(table, second, {0: "Keep (continued)"})[1] == [("a", "Keep (continued)", "", ""), own]
    assert marks.row(table, Row(cells=(keep, mow))) == (0, "P")
    assert marks.value(Row(cells=()), "a", mow) == (0, "PV")
    assert marks.value(first, "b", mow) == (5, ("b", "Mow", ""), "P", True)
    assert marks.value(first, "b", mow, "Area:") == (5, ("b", "Area: Mow", "Area:"), "P", False)
    assert marks.data(5, {"Due": date(2026, 5, 3), "Ref": None, "Extensions": 2})[1] == [
        (f.DATE, "2026-05-03", "", ""),
        ("Ref", "", "", ""),
        ("Extensions", "2", "", ""),
    ]
    assert marks.data(5, {})[3] == "PD"
    rated_ = Cell(badge=Badge(word="Red", colour="red"), lines=(Line(text="Claimed", style="muted"),))
    assert marks.row(table, Row(cells=(rated_, None), action_id=5))[1] == [("a", "Red\nClaimed", "", "Claimed")]


@pytest.mark.parametrize(
    ("fields", "flags"),
    [
        ({}, ""),
        ({"public": True}, "P"),
        ({"posts_instead_of_people": True}, "N"),
        ({"public": True, "posts_instead_of_people": True}, "PN"),
    ],
)
def test_a_file_says_what_it_left_out_where_it_is_marked(fields, flags):
    assert marks_of(one(make.action()), replace(OPTIONS, **fields)) is None
    assert marks_of(one(make.action()), replace(OPTIONS, seal=Seal(), **fields)).flags == flags


def test_questions_are_told_until_the_paper_after_their_answer():
    lead = make.lead("Ann")

    def asked(pk, on, answered=None):
        return MembersQuestionState(
            id=pk,
            asked_on=on,
            meeting="Board",
            text=f"q{pk}",
            lead_id=lead.id,
            due_on=SOON,
            answered_on=answered,
            answer="So.",
            minute="4" if pk == 2 else "",
        )

    late, early, same = asked(1, SOON), asked(2, PAST, answered=SOON), asked(3, PAST)
    plan = one(make.action("Mow the lawns of all parks", questions=(late, early)), ref="", leads=(lead,))
    plan = replace(
        plan,
        sections=(
            *plan.sections,
            make.section("", make.recommendation("", make.action("x", questions=(same,), row=9))),
        ),
    )
    told = [[cell.text for cell in row.cells] for row in questions(plan, refs(plan), "a4", make.ON, None).table.rows]
    assert [row[0] for row in told] == ["“Mow the lawns of all par…”", "Row 9", "“Mow the lawns of all par…”"]
    assert told[0][1:] == ["Board\n31 October 2026\nMinute 4", "q2", "So.\nAnswered on 31 January 2027"]
    assert [row[2] for row in told] == ["q2", "q3", "q1"]
    again = questions(plan, refs(plan), "a4", make.ON, plan).table.rows
    assert [row.cells[2].text for row in again] == ["q3", "q1"]
    assert questions(one(make.action()), {}, "a4", make.ON, None) is None


def test_a_period_is_named_that_was_chosen_or_ends_on_the_day():
    plan = one(
        make.action(),
        periods=(PeriodState(id=1, name="May", position_on=PAST), PeriodState(id=2, name="Now", position_on=make.ON)),
    )
    assert [position(plan, on=on).period for on in (PAST, make.ON, SOON)] == ["May", "Now", ""]
    for on, chosen_ in ((None, True), (make.ON, True), (PAST, False)):
        held = position(plan, on=make.ON, period_name="Other", period_on=on)
        assert (held.chosen, held.period) == (chosen_, "Other" if chosen_ else "Now")


@pytest.mark.parametrize(
    ("places", "said"),
    [
        (1, "in 0"),
        (2, "in 0 and 1"),
        (5, "in 0, 1, 2, 3 and 4"),
        (6, "in 0, 1, 2, 3, 4 and 1 more place"),
        (9, "4 and 4 more places"),
    ],
)
def test_of_many_places_of_a_letter_five_are_told(places, said):
    assert str(glyphs.Unprintable("ᚠ", "rune", tuple(map(str, range(places))))).endswith(said)


def test_a_letter_is_told_by_the_words_where_nothing_has_a_reference():
    rec = make.recommendation("a" * 70 + "ᚠ", make.action("b" * 70 + "ᚱ"))
    found = glyphs.unprintable(make.plan(make.section("ᚢ", rec), title="ᚦ"))
    assert {each.letter: each.places for each in found} == {
        "ᚠ": (f"“{'a' * 60}”",),
        "ᚱ": (f"“{'b' * 60}”",),
        "ᚢ": ("the headings of the sections",),
        "ᚦ": ("the plan’s title, notes, names or legend",),
    }


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("\u2003a\u2060", " a"),
        ("🎉\u200da", "[party popper]"),
        ("ᚠ", "□"),
        ("🏴", "[waving black flag]"),
        ("\U0001f8ff", "□"),
        ("🇬🇧", "[flag GB]"),
    ],
)
def test_what_stands_for_a_letter_that_no_font_has(text, printed):
    assert glyphs.in_our_fonts(text) == printed


def test_words_count_and_join():
    assert [number(n, "entry", "entries") for n in (0, 1, 1200)] == ["0 entries", "1 entry", "1,200 entries"]
    assert [listed(each) for each in ((), ("a",), ("a", "b"), ("a", "b", "c"))] == ["", "a", "a and b", "a, b and c"]


def test_of_a_legend_what_a_rating_says_already_is_left_out():
    explained = (SimpleNamespace(badge=1, text="On track for its date"), SimpleNamespace(badge=None, text="Funded"))
    plan = one(make.action(), legend=("On track for its date.", "", "Funded", "Green: on track"))
    assert _legend(plan, explained) == ("Funded",)


def test_shapes_without_a_letter_have_one_without_width():
    letters = {1: "a", 2: ""}
    _name_parts(letters)
    assert letters == {1: "a", 2: "\u200b"}


def page_of(height, *tables, left=0.0):
    """A page with tables from so far down, each so tall; or with so much on it that is no table."""
    found, y = [], 10.0
    for tall in tables:
        found.append(SimpleNamespace(height=tall, position_y=y, border_height=lambda tall=tall: tall, tables=True))
        y += tall
    main = SimpleNamespace(element_tag="main", children=[SimpleNamespace(margin_height=lambda: left)])
    box = SimpleNamespace(height=height, content_box_y=lambda: 10.0, descendants=lambda: [main], found=found)
    return SimpleNamespace(_page_box=box)


@pytest.mark.parametrize(
    ("left", "tables", "pages", "short"),
    [
        (34.3, (100.0, 80.0), 3, True),
        (34.5, (100.0, 80.0), 3, False),
        (50.1, (100.0, 20.0), 3, False),
        (49.9, (100.0, 20.0), 3, True),
        (7.9, (100.0,), 2, True),
        (8.1, (100.0,), 2, False),
        (1.0, (100.0,), 12, False),
        (1.0, (100.0,), 1, False),
    ],
)
def test_a_paper_ends_short_where_the_pages_before_could_take_what_is_left(left, tables, pages, short, monkeypatch):
    monkeypatch.setattr(continuation, "tables", lambda box: box.found)
    before = [page_of(100.0, tall) for tall in tables]
    before += [page_of(100.0) for _ in range(pages - 1 - len(before))]
    paper = SimpleNamespace(pages=[*before, page_of(100.0, left=left)][-pages:])
    if (left, tables) == (16.0, (100.0, 80.0)):
        short = min(50, 0.08 * 180 + 20) > 16.0
    assert ends_short(paper) == short


def test_what_is_done_of_a_paper_is_told_by_its_rows(monkeypatch):
    said = []
    monkeypatch.setattr(continuation, "rows", lambda root, place=None: 8 if place is None else place)
    monkeypatch.setattr(continuation, "begin", lambda root, place: ("begun", place))
    beginnings = _Beginnings("root", [(None, 1)], said.append)
    for place in (None, 2, 8, 9):
        beginnings.append((place, "other"))
    assert said == pytest.approx([0.15, 0.6, 0.6])
    assert beginnings[1:] == [(("begun", place), "other") for place in (None, 2, 8, 9)]


@pytest.mark.parametrize(
    ("ref", "meanings_", "heads"),
    [
        ("7", (REF, RECOMMENDATION, LINKS), [True, False, False, False]),
        ("", (REF, RECOMMENDATION, LINKS), [False, True, False, False]),
        ("7", (RECOMMENDATION, LINKS), [True, False, False]),
    ],
)
def test_a_row_is_headed_by_its_reference_or_else_by_its_recommendation(ref, meanings_, heads):
    rec = make.recommendation("Keep", make.action("Mow"), make.action("Rake"), ref=ref, links=(4,))
    own = tuple(make.column(each, each) for each in (*meanings_, ACTION))
    [band] = build(make.plan(make.section("", rec), columns=own), OPTIONS).bands
    first, second = band.table.rows
    assert [cell.heads for cell in first.cells] == heads
    assert [cell and cell.span for cell in first.cells] == [2] * len(meanings_) + [1]
    assert [bool(cell) for cell in second.cells] == [False] * len(meanings_) + [True]
    none = make.recommendation("Keep", ref="7")
    [row] = build(make.plan(make.section("", none), columns=own), OPTIONS).bands[0].table.rows
    assert (row.cells[-1].text, row.action_id, row.cells[0].span) == ("No action recorded", None, 1)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Boats May 2026", "Boats as at 22 November 2026"),
        ("Of May 2026 for boats", "Of May 2026 for boats"),
        ("Of June 2025, May 2026", "Of June 2025, as at 22 November 2026"),
        ("Boats in May", "Boats in May"),
    ],
)
def test_a_title_ends_with_its_day_or_keeps_its_words(title, told):
    later = make.action(updates=(make.update("So", on=date(2026, 11, 20)),))
    held = position(one(later, dated=date(2026, 5, 31)), on=make.ON)
    assert held.titled(title) == told


@pytest.mark.parametrize(
    ("line", "on", "another"),
    [
        ("Position as at 31 July 2026", date(2026, 7, 14), True),
        ("Position as at 31 July 2026", date(2026, 7, 31), False),
        ("Position as at the end of July", date(2026, 7, 14), True),
        ("Position as at July 2026", date(2026, 7, 14), False),
    ],
)
def test_a_line_states_another_position_than_the_papers(line, on, another):
    assert position(one(make.action()), on=on)._states_another(line) == another


def test_the_columns_that_may_be_chosen_have_their_own_headings_and_no_sections():
    own = (make.column("Area", RECOMMENDATION, ((1, "Other"),)), make.column("Do", ACTION))
    found = table_columns(one(make.action("Mow", outcome="Green"), columns=own), OPTIONS)
    assert found == ((f"column-{own[0].id}", "Area"), (f"column-{own[1].id}", "Do"), ("outcome", "Outcome"))
