from datetime import date

from reports.appendix.words import day, late, listed, number


def test_days_are_written_in_words():
    assert day(date(2026, 6, 30)) == "30 June 2026"


def test_one_is_singular():
    assert (number(1, "action"), number(2, "action"), number(0, "action")) == ("1 action", "2 actions", "0 actions")
    assert (late(1), late(22)) == ("1 day late", "22 days late")


def test_lists_read_as_a_sentence_does():
    assert listed([]) == ""
    assert listed(["Red"]) == "Red"
    assert listed(["Red", "Amber", "Blue"], "or") == "Red, Amber or Blue"
