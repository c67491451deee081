from datetime import date

import pytest

from plans import columns, stages
from reports.appendix.cells import Reader, badge, recommendation_lines
from reports.appendix.refs import labels
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
