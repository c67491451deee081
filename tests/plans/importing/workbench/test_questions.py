"""Questions keep their keys, and names that nearly match are asked."""

import pytest

from plans.importing.understanding.ratings import without_doubtful_ratings
from plans.importing.understood_plan import Question
from plans.importing.workbench import edits as e
from plans.importing.workbench.questions import ask_all, question_key
from tests.plans.importing.workbench.leisure import LEDGERS, SURVEY, read


def asked(*edits, leads=()):
    base, _plan = read(*edits)
    return ask_all(base, edits, leads)


def test_a_question_is_named_the_same_when_the_document_is_read_again():
    assert [found.key for found in asked()] == [found.key for found in asked()]
    assert len({found.key for found in asked()}) == len(asked())


def test_an_answer_to_a_proposed_rating_holds_though_it_was_asked_in_other_words():
    said = "“A/G” is proposed as Amber, the more cautious of the two; no rating until somebody confirms it"
    before = "“A/G” is read as Amber, the more cautious of the two"
    assert question_key(Question(1, "rag", "A/G", said)) == question_key(Question(1, "rag", "A/G", before))


def test_a_settled_question_is_answered_and_the_others_stay():
    first, *_others = asked()
    again = asked(e.QuestionSettled(first.key))
    assert [found.answered for found in again] == [found.key == first.key for found in again]


def test_each_question_knows_its_action():
    [impossible] = [found for found in asked() if "31 June" in found.question.text]
    assert impossible.action == str(LEDGERS)
    assert question_key(impossible.question) == impossible.key


def test_a_name_that_is_nearly_a_lead_s_is_asked_once():
    near = [found for found in asked(leads=["Leisure Managers", "Head of Housing"]) if found.near]
    assert [(found.action, found.near) for found in near] == [(str(SURVEY), ("Leisure Managers",))]


@pytest.mark.parametrize("known", ["Leisure Manager", "leisure  manager", "HoL", "Chief Constable"])
def test_a_name_that_is_known_or_far_from_all_is_not_asked(known):
    assert not [found for found in asked(leads=[known]) if found.near]


def test_a_rating_put_by_hand_is_sure_whatever_is_asked_of_its_sign():
    _base, plan = read()
    assert without_doubtful_ratings(plan).actions[-1].rag is None
    _base, plan = read(e.ActionSaid(str(LEDGERS), "rag", "Red"))
    assert without_doubtful_ratings(plan).actions[-1].rag == "Red"


TWICE = """| Recommendation | Action | Lead |
|---|---|---|
| Fly higher | Buy string | Head of Kites |
| Fly further | Tie tails | Head of Kites |
| Land softly | Sow grass | Head of Kite |
| Keep count | Paint numbers | QX |
"""


def test_a_name_that_is_nearly_one_of_other_rows_is_asked():
    base, _plan = read(text=TWICE)
    (near,) = [found for found in ask_all(base, (), []) if found.near]
    assert (near.question.text, near.near) == ("Head of Kite", ("Head of Kites",))
    assert "names in other rows" in near.question.because
    once = TWICE.replace("| Fly further | Tie tails | Head of Kites |\n", "")
    assert not [found for found in ask_all(read(text=once)[0], (), []) if found.near]


def test_initials_that_nothing_explains_are_asked():
    base, _plan = read(text=TWICE)
    (asked_about,) = [found for found in base.questions if found.text == "QX"]
    assert "who is it?" in asked_about.because
    explained, _plan = read(text=TWICE.replace("| Head of Kite |", "| Quentin Xu |"))
    assert not [found for found in explained.questions if found.text == "QX"]


def test_teams_that_are_told_apart_by_numbers_are_not_near():
    text = TWICE.replace("Head of Kites", "Team Manager Team 1").replace("Head of Kite ", "Team Manager Team 2 ")
    assert not [found for found in ask_all(read(text=text)[0], (), []) if found.near]
