"""What a person says of a reading holds, and holds together."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.columns import EVIDENCE
from plans.importing import rulings
from plans.importing.workbench import edits as e
from plans.importing.workbench.questions import ask_all
from tests.plans.importing.workbench.leisure import LEDGERS, LIFEGUARDS, PUBLISH, SURVEY, read
from tests.plans.importing.workbench.test_edits import said


def actions(*edits):
    return {action.key: action for action in read(*edits)[1].actions}


def test_each_action_has_the_key_of_its_line():
    assert list(actions()) == [str(line) for line in (LIFEGUARDS, SURVEY, PUBLISH, LEDGERS)]


def test_a_name_means_one_lead_wherever_it_is_printed():
    found = actions(e.NameMeans("head of leisure", "Director of Culture"))
    assert [found[str(line)].leads[0].chosen for line in (LIFEGUARDS, PUBLISH)] == ["Director of Culture"] * 2
    assert found[str(SURVEY)].leads[0].chosen is None


def test_words_mean_one_thing_wherever_they_are_printed():
    meant = e.Dated("Q1", "quarter", "2027-04-01", "2027-06-30")
    found = actions(e.WordsMean(meant))
    for line in (SURVEY, PUBLISH):
        assert found[str(line)].timescales == (meant.value(),)


def test_several_readings_of_one_printed_line_become_the_one_that_it_means():
    text = "| No | Recommendation | Action | Lead | By when |\n|---|---|---|---|---|\n"
    text += "| 1 | Mend the roof | Mend it | Head | Dec 2026 → March/April 2027 |\n"
    base, plan = read(
        e.WordsMean(e.Dated("Dec 2026 → March/April 2027", "month", "2027-04-01", "2027-04-30")), text=text
    )
    assert base.actions[0].timescales
    [timescale] = plan.actions[0].timescales
    assert timescale.latest == date(2027, 4, 30)


def test_a_rating_means_one_thing_and_may_mean_none():
    assert actions(e.RatingMeans("yellow", "Amber"))[str(SURVEY)].rag == "Amber"
    assert actions(e.RatingMeans("R", ""))[str(LEDGERS)].rag is None


def test_steps_that_stand_apart_are_actions_with_their_own_dates_and_the_row_s_lead():
    _base, plan = read(e.StepsApart(str(LIFEGUARDS)))
    first, second = plan.actions[:2]
    assert (first.text, second.text) == ("Recruit lifeguards", "Train every lifeguard")
    assert [action.row for action in plan.actions] == [1, 2, 3, 4, 5]
    assert second.timescales[0].latest == date(2027, 3, 1)
    assert {lead.name for action in (first, second) for lead in action.leads} == {"Head of Leisure"}
    assert first.key != second.key


def test_a_step_that_goes_leaves_its_date_with_the_action():
    action = actions(e.StepsSaid(str(LIFEGUARDS), "", ("Recruit lifeguards",)))[str(LIFEGUARDS)]
    assert [step.text for step in action.steps] == ["Recruit lifeguards"]
    assert action.steps[0].timescales[0].latest == date(2027, 1, 1)
    assert action.timescales[0].latest == date(2027, 3, 1)


def test_leads_and_dates_are_said_of_one_action_or_one_step():
    found = actions(
        e.LeadsSaid(str(SURVEY), None, (("Head of Research", "lead", "with the clubs"),)),
        e.DatesSaid(str(LIFEGUARDS), 1, (e.Dated("May 2027", "month", "2027-05-01", "2027-05-31"),)),
    )
    [lead] = found[str(SURVEY)].leads
    assert (lead.name, lead.note) == ("Head of Research", "with the clubs")
    assert found[str(LIFEGUARDS)].steps[1].timescales[0].latest == date(2027, 5, 31)
    assert found[str(LIFEGUARDS)].steps[0].timescales[0].latest == date(2027, 1, 1)


def test_the_frame_is_said_and_the_document_s_day_is_leant_on():
    _base, plan = read(e.Framed("title", "Leisure"), e.Framed("dated", "2027-01-31"), e.Framed("anchor", "2027-02-01"))
    assert (plan.title, plan.dated, plan.anchor) == ("Leisure", date(2027, 1, 31), date(2027, 2, 1))
    within = plan.sections[-1].timescales[0]
    assert within.latest == date(2027, 8, 1)
    assert "dated" not in [question.field for question in plan.questions]


COUNTED = """# Parks Improvement Plan, 20 November 2026

| No | Recommendation | Action | Lead | By when |
|---|---|---|---|---|
| Within 3 months | | | | |
| 1 | Listen to users | Hold four meetings | Parks Manager | within 6 weeks |
| 2 | Cut litter | Place bins | Head Ranger | within 2 months of appointment |
"""


def test_the_day_from_which_the_plan_counts_dates_its_actions_and_is_asked_once():
    base, plan = read(text=COUNTED)
    assert [asked.question.field for asked in ask_all(base, (), ()) if not asked.answered][:2] == [
        "anchor",
        "timescales",
    ]
    said = e.Framed("anchor", "2026-12-01")
    base, plan = read(said, text=COUNTED)
    assert plan.actions[0].timescales[0].latest == date(2027, 1, 12)
    assert plan.actions[1].timescales[0].latest is None, "the appointment is another day"
    open_still = [asked.question.text for asked in ask_all(base, (said,), ()) if not asked.answered]
    assert open_still == ["within 2 months of appointment"]
    taken_back = e.Framed("anchor", "")
    assert len([asked for asked in ask_all(base, (said, taken_back), ()) if not asked.answered]) == 3


def test_a_recommendation_and_a_section_are_put_right():
    base, _plan = read()
    section = base.sections[-1]
    _base, plan = read(
        e.SectionTitled(section.line, "Within half a year"),
        e.RecommendationSaid(section.recommendations[0].line, "ref", "4"),
        e.RecommendationSaid(section.recommendations[0].line, "text", "Put the accounts in order"),
    )
    mended = plan.sections[-1].recommendations[0]
    assert (plan.sections[-1].title, mended.ref, mended.text) == (
        "Within half a year",
        "4",
        "Put the accounts in order",
    )


def test_a_column_s_meaning_is_read_anew_and_answers_hold():
    found = actions(e.ActionSaid(str(SURVEY), "text", "Ask the members"), e.ColumnMeans("Budget", EVIDENCE))
    assert found[str(SURVEY)].text == "Ask the members"
    assert found[str(LIFEGUARDS)].evidence == "£120k"


def test_an_answer_to_a_row_that_is_left_out_has_no_effect():
    _base, plan = read(e.Ruled(SURVEY, rulings.ASIDE), e.ActionSaid(str(SURVEY), "text", "Gone"))
    assert str(LIFEGUARDS) in {action.key for action in plan.actions}
    assert "Gone" not in [action.text for action in plan.actions]


@settings(max_examples=60)
@given(st.lists(said.filter(lambda edit: not isinstance(edit, e.Ruled | e.ColumnMeans)), max_size=6))
def test_nothing_that_is_said_can_break_the_plan(edits):
    _base, plan = read(*edits)
    rows = [action.row for action in plan.actions]
    assert rows == list(range(1, len(rows) + 1))
    assert {question.row for question in plan.questions} <= {None, *rows}


def test_taking_everything_back_leaves_the_reading():
    base, plan = read()
    assert plan == base


def test_what_words_mean_holds_for_those_very_words_alone():
    """“31 June 2027” was taken for every “June 2027” besides."""
    text = """| Recommendation | Action | Lead | By when | Progress |
|---|---|---|---|---|
| Fly higher | Buy string | Jo Bell | 31 June 2027 | |
| Fly further | Tie tails | Jo Bell | June 2027 | It was 31 June 2027 |
| Land softly | Sow grass | Jo Bell | 31 June 2027 | |
"""
    meant = e.WordsMean(e.Dated("31 June 2027", "date", "2027-06-30", "2027-06-30"))
    _base, plan = read(meant, text=text)
    assert [(a.timescales[0].text, str(a.timescales[0].latest)) for a in plan.actions] == [
        ("31 June 2027", "2027-06-30"),
        ("June 2027", "2027-06-30"),
        ("31 June 2027", "2027-06-30"),
    ]
