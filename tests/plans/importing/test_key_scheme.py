"""What a document's key defines: its words and meanings, the order, what means finished, and what is asked."""

import pytest

from plans.importing.understanding.key_scheme import finishes, key_ratings, tells_ratings

KEYS = {
    "Green = Complete. Amber = On track. Red = Behind schedule. Purple = Not yet due": "Red Purple Amber Green*",
    "R = off track, A = some delay, G = on track, C = complete": "Red Amber Green Blue*",
    "1 = Red - off track; 2 = Amber - at risk; 3 = Green - on track": "Red Amber Green",
    "Key: Blue (complete) Green (on track) Amber (at risk) Red (off track)": "Red Amber Green Blue*",
    "RAG Status Key: BLUE - Completed GREEN - On track RED - Significant slippage": "Red Green Blue*",
    "Red: Overdue | Amber/Green: Some delay | Green: Achieved and embedded": "Red Amber/Green Green*",
}


@pytest.mark.parametrize("line", KEYS)
def test_the_words_of_a_key_from_late_to_lasting(line):
    ratings, questions = key_ratings([line])
    assert [r.label + "*" * r.means_finished for r in ratings] == KEYS[line].split()
    assert questions == [] and tells_ratings(line)
    assert len({rating.shape for rating in ratings}) == len({rating.colour for rating in ratings}) == len(ratings)


def test_what_is_in_doubt_is_asked_and_read_as_not_finished():
    ratings, questions = key_ratings(["Red: Not started", "Green: Completed, awaiting evidence", "Purple"])
    assert [(r.label, r.means_finished) for r in ratings] == [("Red", False), ("Purple", False), ("Green", False)]
    assert {question.text for question in questions} == {"Green: Completed, awaiting evidence", "Purple"}


def test_the_colours_of_a_table_are_its_words():
    ratings, _questions = key_ratings([], [("Green", "Complete"), ("Amber", "On track"), ("Red", "Red: Behind")])
    assert [(r.label, r.meaning) for r in ratings] == [("Red", "Behind"), ("Amber", "On track"), ("Green", "Complete")]


@pytest.mark.parametrize("legend", [["Q1 = April to June"], ["At risk"], ["Red", "Amber"], ["Red: Jo", "Green: Ed"]])
def test_what_is_no_key(legend):
    assert key_ratings(legend) == ((), [])


@pytest.mark.parametrize(
    ("meaning", "told"),
    [
        ("Complete", True),
        ("Completed and embedded", True),
        ("Action achieved", True),
        ("On track to be completed", False),
        ("Partially complete", False),
        ("Not yet achieved", False),
        ("On track", False),
        ("Complete, evidence to follow", None),
    ],
)
def test_whether_a_meaning_says_finished(meaning, told):
    assert finishes(meaning) is told
