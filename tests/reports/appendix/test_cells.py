from datetime import date

import pytest

from plans import columns, stages
from reports.appendix import timescales
from reports.appendix.cells import Reader, badge, links, recommendation_lines
from reports.appendix.refs import labels
from reports.appendix.steps import ranges
from tests.reports import factories as make

PAST, FUTURE = date(2026, 10, 31), date(2026, 12, 31)
HEAD, MANAGER = make.lead("Head of Service"), make.lead("Team Manager")


def cell(action, meaning):
    plan = make.plan(make.section("", make.recommendation("", action)), leads=(HEAD, MANAGER))
    reader = Reader(plan=plan, on=make.ON, labels=labels(plan))
    return reader.cell(make.column("", meaning), action)


def said(action, meaning):
    return cell(action, meaning).text.split("\n")


def with_steps(*steps, **fields):
    return make.action("whole", steps=steps, **fields)


class TestSteps:
    def test_a_list_is_printed_as_its_lead_in_and_its_steps(self):
        action = with_steps(make.step("Write"), make.step("Send"), lead_in="We will:")
        assert said(action, columns.ACTION) == ["We will:", "• Write", "• Send"]

    def test_steps_with_dates_of_their_own_are_numbered_and_so_are_the_dates(self):
        first = make.step("Write", timescales=(make.timescale("May", FUTURE, "month"),))
        second = make.step("Send", timescales=(make.timescale("June", FUTURE, "month"),))
        action = with_steps(first, second)
        assert said(action, columns.ACTION) == ["1. Write", "2. Send"]
        assert said(action, columns.TIMESCALE) == ["1. May", "2. June"]

    def test_what_all_steps_share_is_printed_once_and_numbers_nothing(self):
        steps = [make.step(text, leads=(make.led(HEAD),)) for text in ("Write", "Send")]
        action = with_steps(*steps)
        assert said(action, columns.LEAD) == ["Head of Service"]
        assert said(action, columns.ACTION) == ["• Write", "• Send"]

    def test_what_some_steps_share_is_printed_once_with_their_numbers(self):
        leads = (HEAD, HEAD, HEAD, MANAGER, HEAD)
        action = with_steps(*(make.step("Do", leads=(make.led(who),)) for who in leads))
        assert said(action, columns.LEAD) == ["1–3, 5. Head of Service", "4. Team Manager"]

    def test_a_step_without_a_date_leaves_the_others_their_numbers(self):
        action = with_steps(make.step("Write"), make.step("Send", timescales=(make.by("May", FUTURE),)))
        assert said(action, columns.TIMESCALE) == ["2. May"]

    def test_a_step_that_was_done_says_when(self):
        assert said(with_steps(make.step("Write", met_on=PAST)), columns.ACTION) == ["• Write (done 31 October 2026)"]


class TestTimescales:
    def test_a_date_past_says_how_late_in_words(self):
        action = make.action(timescales=(make.by("End October", PAST),))
        assert said(action, columns.TIMESCALE) == ["End October", "22 days late"]

    def test_what_was_met_or_claimed_is_not_late(self):
        met = make.action(timescales=(make.timescale("May", PAST, met_on=PAST),))
        claimed = make.action(timescales=(make.by("May", PAST),), stage=stages.CLAIMED)
        assert said(met, columns.TIMESCALE) == ["May (met 31 October 2026)"]
        assert said(claimed, columns.TIMESCALE) == ["May"]

    def test_a_revised_date_shows_the_first_one(self):
        moved = (make.extension(PAST, FUTURE),)
        action = make.action(timescales=(make.timescale("31 October 2026", FUTURE, moved=moved),))
        assert said(action, columns.TIMESCALE) == ["31 October 2026 revised to 31 December 2026"]

    def test_a_request_that_was_not_agreed_revises_nothing(self):
        asked = (make.extension(PAST, FUTURE, status="requested"),)
        action = make.action(timescales=(make.timescale("31 October 2026", PAST, moved=asked),))
        assert said(action, columns.TIMESCALE) == ["31 October 2026", "22 days late"]

    def test_a_late_forecast_is_printed_beside_the_date_and_does_not_change_it(self):
        action = make.action(
            timescales=(make.by("December", FUTURE),), updates=(make.update("", forecast=date(2027, 3, 1)),)
        )
        assert said(action, columns.TIMESCALE) == ["December", "Forecast 1 March 2027"]

    @pytest.mark.parametrize("text", ["31 December 2026", "31st Dec 26", "31/12/2026", ""])
    def test_a_cell_that_says_one_day_is_that_day(self, text):
        assert cell(make.action(timescales=(make.by(text, FUTURE),)), columns.TIMESCALE).on == FUTURE

    @pytest.mark.parametrize(
        "timescales",
        [
            (make.by("a", FUTURE), make.by("b", FUTURE)),
            (make.timescale("December 2026", FUTURE, "month"),),
            (make.by("In place by 31 December 2026", FUTURE),),
            (make.by("31 December 2026 (phase 2)", FUTURE),),
            (make.by("late", PAST),),
            (),
        ],
    )
    def test_a_cell_that_says_more_or_less_is_not(self, timescales):
        assert cell(make.action(timescales=timescales), columns.TIMESCALE).on is None

    def test_an_action_without_a_date_says_so(self):
        assert said(make.action(), columns.TIMESCALE) == ["No date"]


class TestProgress:
    def test_the_latest_update_speaks(self):
        action = make.action(updates=(make.update("Old"), make.update("New")))
        assert said(action, columns.PROGRESS) == ["New"]

    def test_an_old_position_says_how_old_it_is(self):
        action = make.action(updates=(make.update("Begun", on=date(2026, 5, 3)),))
        assert said(action, columns.PROGRESS) == ["Begun", "Last updated 3 May 2026"]

    def test_a_claim_is_not_printed_as_completion(self):
        action = make.action(stage=stages.CLAIMED, updates=(make.update("Done"),))
        assert said(action, columns.PROGRESS) == ["Done", "Claimed complete, waits to be verified"]

    def test_what_was_verified_says_when(self):
        action = make.action(stage=stages.VERIFIED, decisions=(make.decision(stages.VERIFY),))
        assert said(action, columns.PROGRESS) == ["Complete and verified on 12 November 2026"]

    def test_what_was_closed_says_why(self):
        closed = (make.decision(stages.SUPERSEDED, reason="Now part of 7.2"),)
        action = make.action(stage=stages.SUPERSEDED, decisions=closed)
        assert said(action, columns.PROGRESS) == ["Closed: superseded on 12 November 2026: Now part of 7.2"]

    def test_silence_is_said(self):
        assert said(make.action(), columns.PROGRESS) == ["No update yet"]
        assert said(make.action(updates=(make.update("", make.RED),)), columns.PROGRESS) == ["No narrative given"]


class TestLeads:
    def test_a_note_says_what_the_lead_is_to_do(self):
        action = make.action(assignments=(make.led(HEAD, printed="HoS", note="to write to schools"),))
        assert said(action, columns.LEAD) == ["HoS (to write to schools)"]

    def test_those_who_support_are_told_apart_from_those_who_lead(self):
        action = make.action(assignments=(make.led(HEAD), make.led(MANAGER, role="supporting")))
        assert said(action, columns.LEAD) == ["Head of Service", "Supporting: Team Manager"]
        assert said(action, columns.RESPONSIBLE) == [""]

    def test_no_lead_is_said_unless_someone_is_responsible(self):
        assert said(make.action(), columns.LEAD) == ["Not set"]
        assert said(make.action(assignments=(make.led(HEAD, role="responsible"),)), columns.LEAD) == [""]


def test_no_rating_is_a_badge_of_its_own():
    assert cell(make.action(), columns.RAG).badge == badge(None)
    assert badge(None).word == "Not rated"


def test_the_reference_stands_in_its_own_column_or_before_the_text():
    rec = make.recommendation("Improve", ref="3", sources=("(a)", "(b)"))
    text, ref = make.column("", columns.RECOMMENDATION), make.column("", columns.REF)
    assert [line.plain for line in recommendation_lines(text, rec, has_ref=False)] == ["(a) (b) 3 Improve"]
    assert [line.plain for line in recommendation_lines(text, rec, has_ref=True)] == ["Improve"]
    assert [line.plain for line in recommendation_lines(ref, rec, has_ref=True)] == ["(a) (b) 3"]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [((1, 2, 3, 5), "1–3, 5"), ((1,), "1"), ((1, 3), "1, 3"), ((2, 3), "2–3"), ((1, 2, 4, 5, 6, 9), "1–2, 4–6, 9")],
)
def test_numbers_that_follow_each_other_are_said_as_one(numbers, said):
    assert ranges(numbers) == said


class TestStanding:
    """What a list of exceptions says of an action's day."""

    @staticmethod
    def of(*moves, latest=PAST, text="", **fields):
        made = make.action(timescales=(make.timescale(text, latest, moved=moves),), **fields)
        return [(line.text, line.style) for line in timescales.standing(made, make.ON)]

    def test_the_day_and_how_late_it_is(self):
        assert self.of() == [("31 October 2026", "plain"), ("22 days late", "strong")]
        assert self.of(latest=FUTURE) == [("31 December 2026", "plain")]

    def test_how_often_it_was_moved_and_from_where(self):
        moves = (make.extension(date(2026, 7, 1), PAST), make.extension(PAST, FUTURE))
        assert self.of(*moves, latest=FUTURE)[1:] == [("2 extensions, first due 1 July 2026", "plain")]
        back = (make.extension(FUTURE, FUTURE),)
        assert self.of(*back, latest=FUTURE)[1:] == [("1 extension", "plain")]

    def test_what_is_printed_where_there_is_no_day(self):
        made = make.action(
            timescales=(make.timescale("Ongoing", kind="ongoing"),),
            steps=(make.step("a", timescales=(make.timescale("in place", kind="in_place"),)),
                   make.step("b", timescales=(make.timescale("", kind="recurring"),), met_on=PAST)),
        )  # fmt: skip
        assert [line.text for line in timescales.standing(made, make.ON)] == ["Ongoing", "in place"]


class TestPhrases:
    @pytest.mark.parametrize(
        ("text", "latest", "moves", "met", "said"),
        [
            ("May", None, (), None, "May"),
            ("", FUTURE, (), None, "31 December 2026"),
            ("", None, (), None, "date"),
            ("May", FUTURE, (PAST,), None, "May revised to 31 December 2026"),
            ("May", None, (PAST,), None, "May"),
            ("May", FUTURE, (PAST,), PAST, "May revised to 31 December 2026 (met 31 October 2026)"),
        ],
    )
    def test_a_date_is_said_as_printed_with_what_became_of_it(self, text, latest, moves, met, said):
        moved = [make.extension(each, FUTURE) for each in moves]
        assert timescales.phrase(make.timescale(text, latest, moved=moved, met_on=met)) == said

    @pytest.mark.parametrize(
        ("words", "is_day"),
        [
            ("3 May 2026", True), ("3rd May 26", True), ("03/05/2026", True), ("3.5.26", True), ("May 3 2026", True),
            ("3 May", False), ("May 2026", False), ("3 June 2026", False), ("4 May 2026", False),
            ("by 3 May 2026", False), ("3 May 2026 5", False), ("03/2026", False), ("3 or 4/5/2026", False),
            ("3/6/2026", False), ("by 03/05/2026", False), ("Week 3: 03/05/2026", False),
        ],
    )  # fmt: skip
    def test_words_are_a_day_that_say_it_and_no_more(self, words, is_day):
        assert timescales._is_day(words, date(2026, 5, 3)) == is_day

    def test_a_forecast_is_told_where_it_is_after_the_day(self):
        for day, told in ((FUTURE, False), (date(2027, 1, 1), True)):
            made = make.action(timescales=(make.by("", FUTURE),), updates=(make.update("", forecast=day),))
            assert bool(timescales.forecast(made)) == told
        assert timescales.forecast(make.action()) == ()

    def test_a_step_that_is_late_says_so_beside_its_date_unless_it_was_met(self):
        late = (make.by("May", PAST), make.by("June", FUTURE))
        for met, told in ((None, "1. May, 22 days late; June"), (make.ON, "1. May; June")):
            steps = (make.step("Write", timescales=late, met_on=met), make.step("Send"))
            made = with_steps(*steps, timescales=(make.by("April", PAST),))
            assert said(made, columns.TIMESCALE) == ["April", "22 days late", told]

    def test_a_date_that_falls_on_the_day_is_not_late(self):
        made = make.action(timescales=(make.by("now", make.ON), make.by("then", PAST)))
        assert said(made, columns.TIMESCALE) == ["now", "then", "22 days late"]


def lines_of(cell_):
    return [(line.text, line.label, line.marker, line.depth, line.style) for line in cell_.lines]


def test_the_reference_of_an_action_stands_before_its_words_and_once():
    one, two = make.action("7.1 Write", ref="7.1"), make.action("• Send\n• Ring", ref="7.2")
    three, four = make.action("Look", ref="7.3"), make.action("", ref="7.4")
    plan = make.plan(make.section("", make.recommendation("", one, two, three, four)))
    reader = Reader(plan=plan, on=make.ON, labels=labels(plan))
    found = [lines_of(reader.cell(make.column("", columns.ACTION), each)) for each in plan.actions]
    plain = ("", 0, "plain")
    assert found == [
        [("7.1 Write", "", *plain)],
        [("", "7.2", *plain), ("Send", "", "•", 0, "plain"), ("Ring", "", "•", 0, "plain")],
        [("Look", "7.3", *plain)],
        [("", "7.4", *plain)],
    ]


def test_what_is_listed_within_a_step_stands_further_in():
    made = with_steps(make.step("Train:\n• staff\n  • all\nand check"), make.step(""))
    assert [(line.text, line.depth) for line in cell(made, columns.ACTION).lines] == [
        ("Train:", 0), ("staff", 1), ("all", 2), ("and check", 1), ("", 0),
    ]  # fmt: skip


def test_a_column_says_something_where_a_cell_of_it_does():
    rec = make.recommendation("", make.action("Mow"), links=(3, 4))
    rated = make.plan(make.section("", make.recommendation("x", make.action(updates=(make.update("", make.RED),)))))
    linked, bare = make.plan(make.section("", rec)), make.plan(make.section("", make.recommendation("", make.action())))

    def has(plan, meaning, **more):
        reader = Reader(plan=plan, on=make.ON, labels=labels(plan), **more)
        return reader.has_values(make.column("", meaning))

    assert [has(each, columns.RAG) for each in (rated, bare)] == [True, False]
    assert [has(each, columns.RECOMMENDATION) for each in (rated, bare)] == [True, False]
    assert [has(each, columns.LINKS) for each in (linked, bare)] == [True, False]
    assert [has(bare, columns.OUTCOME, told=told) for told in (frozenset(), frozenset({columns.OUTCOME}))] == [
        False,
        True,
    ]
    assert links(rec) == "3, 4" and links(make.recommendation("", links=(3,), links_text="Finding 3")) == "Finding 3"


def test_nothing_is_said_of_an_action_that_is_not_published_but_its_own_words():
    made = make.action("Not published", outcome="So", updates=(make.update("x", make.RED),))
    plan = make.plan(make.section("", make.recommendation("", made)))
    reader = Reader(plan=plan, on=make.ON, labels=labels(plan), withheld=frozenset({made.id}))
    found = [reader.cell(make.column("", each), made) for each in (columns.ACTION, columns.OUTCOME, columns.RAG)]
    assert [(each.text, each.badge) for each in found] == [("Not published", None), ("", None), ("", None)]


def test_what_is_finished_says_no_more_that_it_has_no_lead_or_date():
    done = make.action(stage=stages.VERIFIED)
    assert said(done, columns.LEAD) == said(done, columns.TIMESCALE) == [""]
    assert cell(done, columns.PROGRESS).lines[0].text == "Complete and verified"


def test_of_decisions_the_last_of_its_kind_is_told():
    days = (date(2026, 3, 1), date(2026, 4, 1))
    verified = tuple(make.decision(stages.VERIFY, on=on) for on in days)
    made = make.action(stage=stages.VERIFIED, decisions=(*verified, make.decision("other")))
    assert said(made, columns.PROGRESS) == ["Complete and verified on 1 April 2026"]
    embedded = make.action(stage=stages.EMBEDDED, decisions=(make.decision(stages.EMBED, on=days[0], reason="Why"),))
    assert said(embedded, columns.PROGRESS) == ["Complete, verified and checked again on 1 March 2026"]


def test_a_rating_that_says_finished_is_told_apart_where_it_is_only_claimed():
    for stage, told in ((stages.CLAIMED, True), (stages.VERIFIED, False)):
        made = make.action(stage=stage, updates=(make.update("", make.BLUE),))
        assert [line.text for line in cell(made, columns.RAG).lines] == (["Claimed, not verified yet"] if told else [])


def test_a_recommendation_of_a_list_has_its_reference_above_it():
    text = make.column("", columns.RECOMMENDATION)
    for words, ref, found in (
        ("• large", "3", [("", "3", ""), ("large", "", "•")]),
        ("", "3", [("", "3", "")]),
        ("Keep\nit", "3", [("Keep", "3", ""), ("it", "", "")]),
        ("Keep", "", [("Keep", "", "")]),
    ):
        lines = recommendation_lines(text, make.recommendation(words, ref=ref), has_ref=False)
        assert [(line.text, line.label, line.marker) for line in lines] == found
    assert recommendation_lines(make.column("", columns.REF), make.recommendation("x"), has_ref=True) == ()
