"""Exempt words in other words: wherever they overlap, are quoted in part, or are shown to those who may read them."""

from dataclasses import replace

import pytest

from plans import columns
from plans.exempt_shown import applying, ground, marked, paragraphs_in, unmarked
from plans.exempt_words import Quoted
from plans.exemptions import ACTION, PASSAGE, VALUE, Exempt, published
from tests.reports import factories as make

SAID = "Child Q moved to a new home in May."


def mark(number: int, what: str, paragraph: int | None, **of) -> Exempt:
    return Exempt(id=number, action_id=1, what=what, paragraph=paragraph, **of)


def state(narrative: str = SAID, text: str = "Do it"):
    one = replace(make.action(text, updates=(make.update(narrative),)), id=1)
    return make.plan(make.section("", make.recommendation("Improve it", one)))


def said(found) -> str:
    return found.actions[0].updates[0].narrative


def test_passages_that_overlap_leave_nothing_of_each_other():
    marks = (
        mark(1, PASSAGE, 2, words="Child Q moved to"),
        mark(2, PASSAGE, 3, words="moved to a new home"),
        mark(3, PASSAGE, 2, words="May"),
    )
    assert said(published(state(), marks)) == "[not published: paragraphs 2 and 3] in [not published: paragraph 2]."
    shown = said(marked(state(), marks))
    assert shown.startswith("[exempt: paragraphs 2 and 3] Child Q moved to a new home [end exempt] in ")
    assert shown.endswith(" in [exempt: paragraph 2] May [end exempt].")
    assert unmarked(shown) == SAID and paragraphs_in(shown) == (2, 3)


def test_a_list_stays_a_list_where_it_is_exempt():
    found = marked(state(text="Do\n• pay £5 a day\n• stop"), (mark(1, PASSAGE, 3, words="• pay £5 a day"),))
    assert found.actions[0].text == "Do\n• [exempt: paragraph 3] pay £5 a day [end exempt]\n• stop"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (mark(1, VALUE, 4, field=columns.PROGRESS), ("Do it", f"[exempt: paragraph 4] {SAID} [end exempt]")),
        (
            mark(1, ACTION, 5),
            ("[exempt: paragraph 5] Do it [end exempt]", f"[exempt: paragraph 5] {SAID} [end exempt]"),
        ),
        (mark(1, PASSAGE, None, words="Child Q"), ("Do it", f"[exempt] Child Q [end exempt]{SAID[7:]}")),
    ],
)
def test_what_is_exempt_as_a_whole_is_marked_as_a_whole(given, told):
    found = marked(state(), (given,)).actions[0]
    assert (found.text, found.updates[0].narrative) == told
    assert (unmarked(found.text), unmarked(found.updates[0].narrative)) == ("Do it", SAID)


def test_a_mark_applies_where_it_leaves_something_out():
    passage, value = mark(1, PASSAGE, 2, words="Child Q", update_id=9), mark(2, VALUE, 3, field=columns.OUTCOME)
    assert applying((passage, value), state()) == (passage,)
    assert applying((passage, value), state(narrative="Nothing yet.")) == ()
    elsewhere = replace(passage, action_id=7)
    assert applying((elsewhere,), state()) == (elsewhere,)  # A passage is left out wherever the plan says it.
    assert applying((replace(elsewhere, what=ACTION),), state()) == ()


def test_the_ground_is_told_in_the_words_of_the_act():
    told = ground((3, None, 1, 3))
    assert told.startswith("exempt information as described in Part 1 of Schedule 12A to the Local Government Act 1972")
    assert told.index("paragraph 1, “Information relating to any individual”") < told.index("paragraph 3, “")
    assert ground((None,)) == ""


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("We are two workers down on Monday", ["two workers down on"]),
        ("We are Two  workers down\non it", ["Two  workers down\non"]),
        ("two workers are down", []),
        ("It costs 45,250 a month now", ["45,250 a"]),
        ("for £45,250", ["45,250"]),
        ("for £45250, a 45,250-a-month price", ["45250, a 45,250-a"]),
        ("two-workers down on it", ["two-workers down on"]),
        ("In 2026 it was so", []),
        ("until 18 December", ["until 18 December"]),
        ("The duty team is well", ["The duty team is"]),
        ("nothing of it", []),
    ],
)
def test_a_run_of_words_is_quoted_and_shared_words_are_not(text, quoted):
    source = "The duty team is two workers down on two days in 2026; agreed until 18 December at £45,250 a month."
    found = Quoted([source]).within(text)
    assert [text[start:end] for start, end in found] == quoted
