"""Whatever the file holds, it is read as a plan or refused in words: no other error, and no long wait."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing import NotAPlan, UnderstoodPlan, plan_as_json, read_plan
from plans.importing.readers.limits import MOST_LETTERS
from tests.plans.importing import documents

HEADING = "Ref\tRecommendation\tAction\tLead\tResponsible Officer\tTimescale\tLink to other plans\tProgress\tRAG\n"
PIECES = [
    "\t", "|", "| --- |", "\n", "\n\n", "<p>", "</p>", "<ul>", "<li>", "• ", "<b>", "</b>", "<i>", "**", "*", "<br>",
    "<sup>nd</sup>", "&amp;", "&#", "# ", "- ", "1. ", "a) ", "(a) ", "  ", " ", ":", ";", " / ", " & ", " and ",
    " with ", " to lead ", "Action", "Lead", "Recommendation", "Timescale", "RAG", "Within 3 months", "Immediate",
    "Head of Service", "AD,", "Jo Bell", "NM", "1-17", "2017", "May", "tbc", "Abbreviations", "HoX", "means", "\x0b",
    "\x0c", "\u2028", "ł", "(", ")", '"', "Report No: 1/2", "Code (a) ", "Red", "Plan", "word", "Word",
]  # fmt: skip
LONGEST_WAIT = 60
"""Seconds of work: a slow machine, or one that is busy, is no slow reader; each with each takes minutes."""

pieces = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=120).map("".join)


def read(data: bytes) -> UnderstoodPlan | None:
    try:
        plan = read_plan(data, name="plan.txt")
    except NotAPlan as refusal:
        assert str(refusal)
        return None
    json.dumps(plan_as_json(plan))
    assert [action.row for action in plan.actions] == list(range(1, len(plan.actions) + 1))
    return plan


@given(st.binary(max_size=400))
def test_any_bytes(data):
    read(data)


@given(pieces)
@settings(max_examples=300)
def test_any_text(text):
    read(text.encode("utf-8", "surrogatepass"))


@given(pieces)
@settings(max_examples=300)
def test_any_rows_under_headings(text):
    read((HEADING + "1\tFly higher\tBuy string\tJo Bell\t\tMay 2024\t\t\t\n" + text).encode("utf-8", "surrogatepass"))


@given(st.data())
@settings(max_examples=150)
def test_a_plan_cut_or_spoilt_anywhere(data):
    text = documents.EVERY_SHAPE[data.draw(st.sampled_from(sorted(documents.EVERY_SHAPE)))]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 200)))
    read((text[:start] + data.draw(pieces) + text[end:]).encode("utf-8", "surrogatepass"))


@given(st.lists(st.text("abcdef ,.", min_size=1, max_size=30).map(str.strip).filter(bool), min_size=1, max_size=6))
def test_every_row_of_plain_words_is_an_action_with_its_words(actions):
    rows = [f"{number}\tFly higher\tBuy {text}\tJo Bell\t\tMay 2024\t\t\t" for number, text in enumerate(actions, 1)]
    plan = read((HEADING + "\n".join(rows)).encode())
    assert [action.text.split() for action in plan.actions] == [["Buy", *text.split()] for text in actions]


@pytest.mark.parametrize(
    "piece",
    ["a", "( ", "Head of ", "Jo Bell ", " and ", "1) ", "to lead x NM ", "with ", "Town Plan ", "• ", "<p>", "*a",
     "&amp;", "May 2017 ", "Review x ", "x. Y ", "; ", '"', "A: B ", "1-", "Board Group "],
)  # fmt: skip
def test_the_longest_cells_and_paragraphs_do_not_hold_the_reader_up(piece):
    long = (piece * MOST_LETTERS)[: MOST_LETTERS - 1]
    began = time.process_time()
    read(f"{long}\n\n{HEADING}{chr(9).join(['1', *[long] * 7])}\n\n{long}\n".encode())
    assert time.process_time() - began < LONGEST_WAIT


@pytest.mark.parametrize("piece", ["a, ", "Lead: x ", "1. A ", "May 2017 - ", "Action 1 ", "R1: ", "(x) ", "A: B "])
def test_the_longest_lines_without_a_table_do_not_hold_the_reader_up(piece):
    long = (piece * MOST_LETTERS)[: MOST_LETTERS - 1]
    began = time.process_time()
    read(f"Action: {long}\n\nLead: {long}\n\nAction: b\n\n{long}\n".encode())
    read(f"Action\tLead / Timescale\tProgress / RAG\nx\t{long}\t{long}\n".encode())
    assert time.process_time() - began < LONGEST_WAIT


@pytest.mark.thorough
@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_a_thousand_rows_do_not_take_long(shape):
    began = time.process_time()
    read((documents.EVERY_SHAPE[shape] * 100).encode())
    assert time.process_time() - began < LONGEST_WAIT
