from datetime import date

import pytest

from plans.state import HolderState
from reports.appendix.naming import WITHHELD, names, people_without_post
from tests.reports import factories as make

BEFORE, SINCE = date(2026, 6, 30), date(2026, 7, 1)
POST = make.lead(
    "Head of Service",
    holders=(HolderState(name="Ann Lee", to_on=BEFORE), HolderState(name="Bo Day", user_id=7, from_on=SINCE)),
)
ANN, BO = make.lead("Ann Lee", "person"), make.lead("B. Day", "person", (HolderState(name="B. Day", user_id=7),))
TEAM = make.lead("Quality team", "team")
PLAN = make.plan(leads=(POST, ANN, BO, TEAM))


def named(who, *, printed="", note="", posts=True):
    known = names(PLAN, on=make.ON, posts_instead_of_people=posts)
    return known.of(make.led(who, printed=printed, note=note))


def test_people_are_named_as_printed_unless_asked_otherwise():
    assert named(BO, printed="BD", posts=False) == "BD"


def test_a_person_is_printed_as_the_post_they_hold_on_the_day():
    assert named(BO, printed="BD") == "Head of Service"


def test_a_post_is_printed_as_itself_even_where_the_document_names_its_holder():
    assert named(POST, printed="Bo Day") == "Head of Service"


def test_a_person_of_whom_no_post_is_known_is_not_named():
    assert named(ANN) == WITHHELD


def test_teams_keep_their_printed_name():
    assert named(TEAM, printed="Q team") == "Q team"


@pytest.mark.parametrize("text", ["with Ann Lee", "with ann lee"])
def test_a_known_name_in_a_note_gives_way_too(text):
    assert "Lee" not in named(TEAM, note=text).title()


def test_a_name_inside_another_word_is_left_alone():
    known = names(PLAN, on=make.ON, posts_instead_of_people=True)
    assert known.published("Bo Daylight") == "Bo Daylight"


def test_the_officer_can_be_told_who_would_be_withheld():
    assert people_without_post(PLAN, make.ON) == ("Ann Lee",)
    assert people_without_post(PLAN, BEFORE) == ("B. Day",)
