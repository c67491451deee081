"""Of each thing understood it is known where it stands in the document, for whoever reads the two side by side."""

from plans.importing import read_plan

HEADING = "Ref\tRecommendation\tAction\tLead\tTimescale"


def plan_of(*lines):
    return read_plan("\n".join(lines).encode(), name="kites.txt")


def test_every_section_recommendation_and_action_says_its_line():
    plan = plan_of(
        "Kite plan",
        "",
        HEADING,
        "Within 3 months\t\t\t\t",
        "1\tFly far higher\tBuy more string\tJo Bell\tMay 2024",
        "\t\tTie the tails\tJo Bell\tMay 2024",
        "Within 6 months\t\t\t\t",
        "2\tLand softly on grass\t\t\t",
        "\t\tSow the grass\tAl Moss\tJune 2024",
    )
    assert [section.line for section in plan.sections] == [4, 7]
    assert [rec.line for section in plan.sections for rec in section.recommendations] == [5, 8]
    assert [(action.line, action.lines) for action in plan.actions] == [(5, (5,)), (6, (6,)), (9, (9,))]


def test_a_row_cut_by_a_page_says_the_lines_of_both_halves():
    row = "1\tFly far higher\tBuy more string and\tJo Bell\tMay 2024"
    plan = plan_of(HEADING, row, "\t\tBuy a reel\tJo Bell\tMay 2024", "", HEADING, "\t\tmore of the same\t\t")
    assert [action.lines for action in plan.actions] == [(2,), (3, 6)]
    assert plan.sections[0].line == 2


def test_a_question_says_the_line_of_its_row_and_none_for_the_whole_plan():
    plan = plan_of(HEADING, "1\tFly far higher\tBuy more string\ttbc\tMay 2024")
    lines = {question.field: question.line for question in plan.questions}
    assert lines["leads"] == 2
    assert lines["title"] is None


def test_a_question_about_a_band_says_the_bands_line():
    plan = plan_of(HEADING, "Witł\thin 4 months\t\t\t", "1\tFly far higher\tBuy string\tJo Bell\tMay 2024")
    (question,) = [question for question in plan.questions if question.field == "section"]
    assert (question.row, question.line) == (None, 2)
