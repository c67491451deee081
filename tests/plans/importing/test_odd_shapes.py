"""Plans that are laid out in other ways: what the columns mean decides, not where they stand."""

import pytest

from plans.importing import plan_as_json, read_plan


def plan_of(*lines):
    return read_plan("\n".join(lines).encode(), name="kites.txt")


def texts(plan):
    return [action.text for action in plan.actions]


def test_references_such_as_1_2_number_the_actions():
    plan = plan_of(
        "Ref\tObjective\tAction\tOwner\tBy when\tBRAG",
        "1.1\tFly higher\tBuy string\tKite Officer\t30/06/2024\tG",
        "1.2\t\tTie tails\tKite Officer & Tail Officer\tAutumn 2024\tA",
        "2.1\tLand softly\tSow grass\tGrounds Team\tMay 2025\tR",
    )
    recommendations = plan.sections[0].recommendations
    assert [[action.ref for action in rec.actions] for rec in recommendations] == [["1.1", "1.2"], ["2.1"]]
    assert [rec.ref for rec in recommendations] == [None, None]
    assert [lead.name for lead in plan.actions[1].leads] == ["Kite Officer", "Tail Officer"]
    assert [action.rag for action in plan.actions] == ["Green", "Amber", "Red"]


def test_a_table_without_recommendations_is_one_list_of_actions():
    plan = plan_of(
        "| Action | Lead | Due date | Status |",
        "|---|---|---|---|",
        "| Buy string | Jo Bell | 1 May 2024 | Green |",
        "| Tie tails | Al Moss | 2 May 2024 | Red |",
    )
    (recommendation,) = plan.sections[0].recommendations
    assert (recommendation.ref, recommendation.text) == (None, "")
    assert texts(plan) == ["Buy string", "Tie tails"]


def test_a_table_without_actions_reads_each_recommendation_as_one():
    plan = plan_of("Ref\tRecommendation\tLead\tDue date", "1\tBuy string\tJo Bell\t1 May 2024")
    assert plan.sections[0].recommendations[0].ref == "1"
    assert texts(plan) == ["Buy string"]


def test_headings_set_in_two_rows_are_one():
    plan = plan_of(
        "| | Area for improvement | Action | | | Progress | |",
        "|---|---|---|---|---|---|---|",
        "| | | | Lead | Timescale | | RAG |",
        "| 1 | Fly higher | Buy string | Jo Bell | May 2024 | Bought | G |",
    )
    assert [column.meaning for column in plan.columns] == [
        "ref", "recommendation", "action", "lead", "timescale", "progress", "rag",
    ]  # fmt: skip
    assert plan.actions[0].rag == "Green"


@pytest.mark.parametrize("empty", [1, 2])
def test_cells_shifted_by_empty_columns_find_their_place(empty):
    plan = plan_of(
        "Ref\tRecommendation\tAction\tLead\tTimescale\tRAG",
        "1\tFly far higher\tBuy more string\tJo Bell\tMay 2024\tG",
        "\t" * empty + "2\tCome home again\tWind the string in\tAl Moss\tJuly 2024\tA",
    )
    second = plan.sections[0].recommendations[1]
    assert (second.ref, second.text) == ("2", "Come home again")
    (action,) = second.actions
    assert (action.text, action.leads[0].name, action.timescales[0].text, action.rag) == (
        "Wind the string in", "Al Moss", "July 2024", "Amber",
    )  # fmt: skip


def test_a_cell_beyond_the_headings_is_kept_under_a_column_of_its_own():
    plan = plan_of(
        "Recommendation\tAction\tLead\tTimescale",
        "Fly higher\tBuy string\tJo Bell\tMay 2024\tand a spare reel",
    )
    assert plan.actions[0].extra == (("Column 5", "and a spare reel"),)


def test_a_band_repeated_in_every_cell_and_a_bold_one():
    plan = plan_of(
        "| Ref | Recommendation | Action | Lead | Timescale |",
        "|--|--|--|--|--|",
        "| Short term | Short term | Short term | Short term | Short term |",
        "| 1 | Fly far higher | Buy more string | Jo Bell | May 2024 |",
        "| **Theme B: winds** | | | | |",
        "| 2 | Fly far lower | Sell more string | Jo Bell | May 2024 |",
    )
    assert [section.title for section in plan.sections] == ["Short term", "Theme B: winds"]
    assert [section.timescales for section in plan.sections] == [(), ()]


def test_first_letters_in_the_reference_cell_are_put_back():
    plan = plan_of("Ref\tRecommendation\tAction\tLead", "En\tsure that kites fly\tBuy more string\tJo Bell")
    assert plan.sections[0].recommendations[0].text == "Ensure that kites fly"


def test_headings_repeated_within_a_table_are_no_row():
    heading = "Recommendation\tAction\tLead\tTimescale"
    row = "Fly higher\tBuy string\tJo Bell\tMay 2024"
    assert len(plan_of(heading, heading, row, heading, row).actions) == 2


def test_a_row_cut_by_a_line_end_within_a_cell_is_whole():
    plan = plan_of(
        "Recommendation\tAction\tLead\tTimescale",
        "Fly high\tBuy string\tJo Bell\tMay 2024",
        "Fly low and",
        "slowly\tSell string\tJo Bell\tJune 2024",
        'Fly on\t"Sell',
        'Reels"\tJo Bell\tJune 2024',
    )
    assert [rec.text for rec in plan.sections[0].recommendations] == ["Fly high", "Fly low and slowly", "Fly on"]
    assert texts(plan)[2] == "Sell Reels"


def test_a_recommendation_repeated_at_the_top_of_a_page_is_the_same_one():
    heading = "Ref\tRecommendation\tAction\tLead\tTimescale"
    plan = plan_of(
        heading,
        "K1\tKeep every kite dry\tBuild a shed\tJo Bell\tMay 2024",
        "\t\tRoof the shed\tJo Bell\tMay 2024",
        "",
        heading,
        "K1\tKeep every kite dry\tPaint the shed\tAl Moss\tJune 2024",
    )
    (recommendation,) = plan.sections[0].recommendations
    assert recommendation.text == "Keep every kite dry"
    assert texts(plan) == ["Build a shed", "Roof the shed", "Paint the shed"]


def test_a_section_title_repeated_on_the_next_page_is_the_same_section():
    heading, row = "Recommendation\tAction\tLead", "Fly higher\tBuy string\tJo Bell"
    other = "Land softly\tSow grass\tAl Moss"
    plan = plan_of("Kites", "", "Winds", "", heading, row, "", "Winds (continued)", "", heading, other)
    assert [(section.title, len(section.recommendations)) for section in plan.sections] == [("Winds", 2)]


def test_a_recommendation_printed_again_in_every_row_is_one():
    plan = plan_of(
        "Ref\tRecommendation\tAction\tLead",
        "1\tFly far higher\tBuy string\tJo Bell",
        "1\tFly far higher\tTie tails\tAl Moss",
        "2\tLand softly\tSow grass\tAl Moss",
    )
    assert [len(rec.actions) for rec in plan.sections[0].recommendations] == [2, 1]


def test_titles_set_in_the_table_title_the_plan():
    plan = plan_of(
        "Kite Improvement Plan\t\t\t",
        "Updated March 2024\t\t\t",
        "Recommendation\tAction\tLead\tTimescale",
        "Fly\tBuy string\tJo Bell\tMay",
    )
    assert (plan.title, plan.subtitle) == ("Kite Improvement Plan", "Updated March 2024")
    assert plan.actions[0].timescales[0].latest.isoformat() == "2024-05-31"


def test_a_legend_and_a_glossary_in_lines():
    plan = plan_of(
        "Kite plan", "", "RAG key", "Green - on track", "Red: off track", "",
        "Action\tLead\tTimescale", "Buy string\tKO\tMay 2024", "",
        "Glossary", "KO - Kite Officer", "TO - Tail Officer",
    )  # fmt: skip
    assert plan.legend == ("RAG key", "Green - on track", "Red: off track")
    assert plan.abbreviations == (("KO", "Kite Officer"), ("TO", "Tail Officer"))
    assert plan.actions[0].leads[0].means == "Kite Officer"


def test_a_legend_in_a_table():
    plan = plan_of("Action\tLead", "Buy string\tJo Bell", "", "Red\tOff track", "Green\tOn track")
    assert plan.legend == ("Red: Off track", "Green: On track")


def test_a_glossary_in_a_table_under_its_title():
    plan = plan_of(
        "Action\tLead", "Buy string\tKO", "", "Abbreviations used", "", "KO\tKite Officer", "TO\tTail Officer"
    )
    assert plan.abbreviations == (("KO", "Kite Officer"), ("TO", "Tail Officer"))


def test_numbered_notes_with_tabs_are_notes():
    heading, row = "Ref\tRecommendation\tAction\tLead", "1\tFly higher\tBuy string\tJo Bell"
    plan = plan_of(heading, row, "", "1.\tString is counted in reels.", "2.\tTails are counted in bows.")
    assert plan.notes_after == ("1. String is counted in reels.", "2. Tails are counted in bows.")
    assert texts(plan) == ["Buy string"]


def test_other_tables_are_kept_as_notes():
    plan = plan_of("Action\tLead", "Buy string\tJo Bell", "", "Kite\tColour\tMaker\tPrice", "Box\tblue\tBell\t£9")
    assert plan.notes_after == ("Kite Colour Maker Price", "Box blue Bell £9")


def test_without_a_title_the_files_name_serves():
    plan = plan_of("Action\tLead", "Buy string\tJo Bell")
    assert plan.title == "kites"
    assert any(question.field == "title" for question in plan.questions)


def test_page_numbers_are_running_headers():
    row = "Fly higher\tBuy string\tJo Bell"
    plan = plan_of("Kites", "", "Page 1 of 2", "", "Recommendation\tAction\tLead", row, "", "Page 2 of 2")
    assert plan.sections[0].title is None
    assert plan.running_headers == ("Page 1 of 2", "Page 2 of 2")


@pytest.mark.parametrize(
    ("printed", "ref"),
    [("1.", "1"), ("2)", "2"), ("3.)", "3"), ("K 4:", "K 4"), ("B5)", "B5"), ("6a)", "6a"), ("7", "7")],
)
def test_a_reference_loses_the_sign_that_ends_it(printed, ref):
    recommended = plan_of("Ref\tRecommendation\tAction\tLead", f"{printed}\tFly far higher\tBuy string\tJo Bell")
    assert recommended.sections[0].recommendations[0].ref == ref
    listed = plan_of("Ref\tAction\tLead", f"{printed}\tBuy more string\tJo Bell")
    assert listed.actions[0].ref == ref


def test_a_reference_in_brackets_keeps_both():
    plan = plan_of("Ref\tAction\tLead", "(a)\tBuy more string\tJo Bell", "(b)\tTie the tails\tAl Moss")
    assert [action.ref for action in plan.actions] == ["(a)", "(b)"]


def timescale_questions(plan):
    return [(q.row, q.text, q.because) for q in plan.questions if q.field == "timescales"]


def test_dates_beside_another_number_of_steps_are_asked_about():
    plan = plan_of(
        "Action\tLead\tTimescale",
        "<p>Buy string.</p><p>Tie tails.</p><p>Wind in.</p>\tJo Bell\t<p>May 2024</p><p>June 2024</p>",
        "<p>Buy reels.</p><p>Tie bows.</p>\tJo Bell\t<p>May 2024</p><p>June 2024</p>",
        "<p>Buy glue.</p><p>Tie knots.</p>\tJo Bell\tMay 2024",
        "Buy kites\tJo Bell\t<p>May 2024</p><p>June 2024</p>",
    )
    ((row, text, because),) = timescale_questions(plan)
    assert (row, text) == (1, "May 2024; June 2024")
    assert "2 timescales" in because
    assert "3 steps" in because
    assert [timescale.text for timescale in plan.actions[0].timescales] == ["May 2024", "June 2024"]


def test_leads_beside_another_number_of_steps_share_them_all():
    plan = plan_of(
        "Action\tLead\tTimescale",
        "<p>Buy string.</p><p>Tie tails.</p><p>Wind in.</p>\t<p>Jo Bell</p><p>Al Moss</p>\tMay 2024",
    )
    assert [lead.name for lead in plan.actions[0].leads] == ["Jo Bell", "Al Moss"]
    assert [question for question in plan.questions if question.field == "leads"] == []


def twice_printed(plan):
    return [(q.row, q.field, q.text) for q in plan.questions if "read differently" in q.because]


def test_a_recommendation_of_its_own_row_cut_and_printed_twice_is_asked_about():
    heading = "Ref\tRecommendation\tAction\tLead\tTimescale"
    plan = plan_of(
        heading,
        "1\tKeep every single kite dry and\t\t\t",
        "",
        heading,
        "\tKeep evory singlo kite dry and warm\tBuild a shed\tJo Bell\tMay 2024",
    )
    assert [field for _, field, _ in twice_printed(plan)] == ["recommendation"]


def test_a_recommendation_printed_again_and_read_differently_is_asked_about():
    heading = "Ref\tRecommendation\tAction\tLead\tTimescale"
    plan = plan_of(
        heading,
        "K1\tKeep every single kite dry\tBuild a shed\tJo Bell\tMay 2024",
        "",
        heading,
        "K1\tKeep every singlo kite dry\tPaint the shed\tAl Moss\tJune 2024",
    )
    assert plan.sections[0].recommendations[0].text == "Keep every single kite dry"
    assert twice_printed(plan) == [(1, "recommendation", "Keep every singlo kite dry")]


def test_a_column_without_a_heading_is_not_among_the_headings():
    plan = plan_of("\tRecommendation\tAction\tLead", "1\tFly higher\tBuy string\tJo Bell")
    assert plan_as_json(plan)["columns"] == ["Recommendation", "Action", "Lead"]


def test_the_words_of_an_action_stand_before_the_milestones_of_another_column():
    plan = plan_of(
        "Ref\tObjective\tAction\tMilestone\tOwner\tBy when",
        "1\tFly higher\tBuy a bigger kite\tKite chosen\tKite Officer\t30/06/2024",
        "\t\t\tKite delivered\tTail Officer\t30/07/2024",
        "2\tLand softly\tSow grass\tSeed ordered\tGrounds Team\t31/05/2025",
    )
    buy, sow = plan.actions
    assert (buy.lead_in, [step.text for step in buy.steps]) == ("Buy a bigger kite", ["Kite chosen", "Kite delivered"])
    assert buy.text == "Buy a bigger kite\n• Kite chosen\n• Kite delivered"
    assert (sow.lead_in, sow.text) == ("Sow grass", "Sow grass\n• Seed ordered")


def test_milestones_of_which_each_has_a_rating_are_the_actions():
    plan = plan_of(
        "Action\tMilestone\tOwner\tBy when\tRAG",
        "Buy a bigger kite\tKite chosen\tKite Officer\t30/06/2024\tGreen",
        "\tKite delivered\tTail Officer\t30/07/2024\tRed",
        "Sow grass\tSeed ordered\tGrounds Team\t31/05/2025\tAmber",
    )
    assert [(a.text, a.rag) for a in plan.actions] == [
        ("Kite chosen", "Green"), ("Kite delivered", "Red"), ("Seed ordered", "Amber"),
    ]  # fmt: skip
    assert [rec.text for rec in plan.sections[0].recommendations] == ["Buy a bigger kite", "Sow grass"]
    assert any("each of the milestones has a rating" in question.because for question in plan.questions)


def test_a_question_about_an_action_leaves_its_words_alone():
    plan = plan_of(
        "| Objective | Action | Owner | By when |",
        "|---|---|---|---|",
        "| Fly higher | <p>Buy string</p><p>Tie tails</p> | Jo | <p>30 April 2027</p><p>May 2027</p><p>June 2027</p> |",
    )
    (action,) = plan.actions
    assert "timescales" in {question.field for question in plan.questions}
    assert action.text.startswith("Buy string")


@pytest.mark.parametrize(
    ("headings", "meanings"),
    [
        ("Measure\tDescription\tOwner\tTarget date\tStatus\tComment", "ref action lead timescale rag progress"),
        ("Ref\tMeasure\tOwner\tTarget date\tStatus\tComment", "ref action lead timescale rag progress"),
        ("Ref\tInitiative\tOwner\tTarget date\tStatus\tComment", "ref action lead timescale rag progress"),
        ("Ref\tDeliverables\tOwner\tTarget date\tStatus\tComment", "ref action lead timescale rag progress"),
        ("No.\tOutcome/Action\tOwner\tTarget date\tStatus\tComment", "ref action lead timescale rag progress"),
        ("No.\tAction\tOwner\tTarget date\tStatus\tDescription", "ref action lead timescale rag extra"),
        ("No.\tAction\tOwner\tTarget date\tStatus\tMeasure", "ref action lead timescale rag outcome"),
    ],
)
def test_headings_under_which_actions_may_stand(headings, meanings):
    plan = plan_of(
        headings,
        "M1\tFly kites outside schools\tKite Officer\tMay 2027\tGreen\tSee the log",
        "M2\tBuy more string\tTail Officer\tJune 2027\tRed\tNone left",
    )
    assert [column.meaning for column in plan.columns] == meanings.split()
    assert [(action.ref, action.text) for action in plan.actions] == [
        ("M1", "Fly kites outside schools"), ("M2", "Buy more string"),
    ]  # fmt: skip
    asked = {question.text for question in plan.questions if question.field == "columns"}
    assert bool(asked & set(headings.split("\t"))) == ("\tAction\t" not in headings or "Description" in headings)


def test_a_measure_of_words_beside_a_description_is_what_must_improve():
    plan = plan_of("Measure\tDescription\tOwner\tTarget date", "Fly higher\tBuy longer string\tJo Bell\tMay 2027")
    assert plan.sections[0].recommendations[0].text == "Fly higher"
    assert texts(plan) == ["Buy longer string"]


def test_a_log_of_changes_is_no_plan():
    plan = plan_of(
        "Action\tOwner\tTarget date",
        "Buy longer string\tJo Bell\tMay 2027",
        "",
        "Version\tDate\tDescription\tAuthor",
        "1\t1 May 2027\tFirst draft of it\tJo Bell",
    )
    assert texts(plan) == ["Buy longer string"]


NUMBERED = (
    ("2.1 Buy string for the kites", "2.1", "Buy string for the kites"),
    ("2.2 12 wardens are trained", "2.2", "12 wardens are trained"),
    ("2.10 Report to the Board", "2.10", "Report to the Board"),
    ("Sow grass", None, "Sow grass"),
)


def test_numbers_such_as_1_2_before_the_words_are_the_references_of_actions():
    rows = (f"R2. Fly higher\t{text}\tKite Officer\tongoing/quarterly" for text, _, _ in NUMBERED)
    plan = plan_of("Objective\tAction\tOwner\tBy when", *rows)
    assert [(action.ref, action.text) for action in plan.actions] == [(ref, text) for _, ref, text in NUMBERED]
    assert not any(action.steps for action in plan.actions)


@pytest.mark.parametrize(
    "openings",
    [("12 wardens", "14 kites", "16 reels"), ("1.5 miles", "of string", "in all"), ("2.2 Two", "1.1 One", "1.1 X")],
)
def test_other_numbers_before_the_words_are_part_of_them(openings):
    plan = plan_of("Objective\tAction\tOwner", *(f"Fly higher\t{text} are bought\tKite Officer" for text in openings))
    assert texts(plan) == [f"{text} are bought" for text in openings]
    assert not any(action.ref for action in plan.actions)


def test_a_first_cell_that_goes_on_in_the_next_line_begins_its_row():
    plan = plan_of(
        "Action\tLead\tBy when", "Buy string", "and tie it\tJo Bell\tMay 2027", "Sow grass\tAl Moss\tJune 2027"
    )
    assert texts(plan) == ["Buy string and tie it", "Sow grass"]


def test_a_list_of_more_than_a_hundred_lines_is_one_of_as_many():
    plan = plan_of("Kite plan", "", *(f"{n}. Fly kite {n} - Jo Bell - May 2027 - on track" for n in range(90, 120)))
    assert len(plan.actions) == 30
