"""Whatever a reader hands on, it is read as a plan or refused in words; and every word of it is accounted for."""

import json
import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing import NotAPlan, UnderstoodPlan, plan_as_json
from plans.importing.coverage import coverage_of
from plans.importing.rows import mend
from plans.importing.source_document import Block, BlockKind, Cell, Paragraph, Row, Run, SourceDocument, Table
from plans.importing.understanding import understand
from tests.plans.importing.layouts.loading import NAMES, document_of

WORDS = [
    "Ref", "Recommendation", "Action", "Actions", "Lead", "By when", "Timescale", "Progress", "RAG", "Status", "Theme",
    "Milestone", "Evidence", "Start", "Revised", "End", "When", "Q1", "Jan 27", "Lead / Timescale", "Consulted",
    "1", "1.1", "1.1.1", "2", "(a) 3", "R1", "Recommendation 2", "Recommendation 1: Fly", "Fly higher every day",
    "Buy more string", "Head of Kites", "Jo Bell", "31 May 2027", "complete", "tbc", "Red", "A/G", "3", "🔴", "✓", "●",
    "High", "Within 3 months", "Winds", "Winds (Continued)", "RAG key", "Version", "Author", "Title", "Glossary",
    "Signature", "Action: Buy", "Head of Kites – May 2027", "Amber", "l", "and so", "n/a", "",
]  # fmt: skip
COLOURS = st.sampled_from([None, None, None, "FF0000", "FFC000", "00B050", "D9E2F3", "000000"])
HEADINGS = ["Ref", "Recommendation", "Action", "Lead", "Timescale", "Progress", "RAG"]


def block_of(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    return Block(kind, ((Run(text),),))


texts = st.one_of(st.sampled_from(WORDS), st.text("abc dé.:/-–(12", min_size=1, max_size=12).map(str.strip))
blocks = st.builds(block_of, texts.filter(bool), st.sampled_from(BlockKind))
cells = st.builds(
    Cell, st.lists(blocks, max_size=2).map(tuple), st.integers(1, 3), st.integers(1, 3), fill=COLOURS, ink=COLOURS
)


@st.composite
def documents(draw) -> SourceDocument:
    """Tables and paragraphs; some tables have a plan's headings."""
    parts: list[Table | Paragraph] = []
    line = 0
    for _ in range(draw(st.integers(1, 4))):
        line += 1
        if draw(st.booleans()):
            lines = tuple(draw(st.lists(texts.filter(bool), min_size=1, max_size=3)))
            parts.append(Paragraph(lines, line, draw(st.integers(0, 2)), draw(st.booleans())))
            continue
        width = draw(st.integers(1, 8))
        rows = []
        if draw(st.booleans()):
            rows.append(Row(tuple(Cell((block_of(text),)) for text in HEADINGS[-width:]), line))
        for _ in range(draw(st.integers(1, 6))):
            line += 1
            rows.append(Row(tuple(draw(st.lists(cells, min_size=width, max_size=width))), line))
        parts.append(Table(tuple(rows)))
    return SourceDocument(tuple(parts))


def read(document: SourceDocument) -> UnderstoodPlan | None:
    try:
        plan = understand(mend(document), name="plan.docx", dated=None)
    except NotAPlan as refusal:
        assert str(refusal)
        return None
    json.dumps(plan_as_json(plan))
    assert [action.row for action in plan.actions] == list(range(1, len(plan.actions) + 1))
    return plan


@given(documents())
@settings(max_examples=80)
def test_any_grid_is_read_or_refused_and_its_words_add_up(document):
    plan = read(document)
    if plan is None:
        return
    told = coverage_of(document, plan)
    assert told.words == len(re.findall(r"[^\W_]+|[🔴✓●]", text_of(document)))
    assert told.placed + told.set_aside + sum(len(row.text.split()) for row in told.unplaced) == told.words
    assert min(told.placed, told.set_aside) >= 0


def text_of(document: SourceDocument) -> str:
    pieces = [piece for part in document.parts for piece in getattr(part, "rows", [part])]
    return "\n".join(
        "\n".join(piece.lines) if isinstance(piece, Paragraph) else "\n".join(cell.flat for cell in piece.cells)
        for piece in pieces
    )


WORD = re.compile(r"[^\W_]+|[\u2190-\u2bff\U0001f300-\U0001faff]")
"""What is counted: words, and signs that stand for a rating."""


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_a_layout_has_a_place(name):
    document = document_of(name)
    told = coverage_of(document, read(document))
    assert told.is_whole, told.unplaced
    assert told.placed + told.set_aside == told.words


@pytest.mark.parametrize("name", NAMES)
def test_a_word_that_the_plan_lost_is_named_where_it_was_printed(name):
    """The last cell of the last action, but for a reference, which the recommendation has too, is taken from the plan:
    its words are unplaced, at the action's own row."""
    document = document_of(name)
    plan = read(document)
    action = plan.actions[-1]
    heading, text = [pair for pair in action.printed if pair[0] != "Ref"][-1]
    extra = tuple(pair for pair in action.extra if pair[0] != heading)
    printed = tuple(pair for pair in action.printed if pair[0] != heading)
    kept = replace(action, printed=printed, extra=extra)
    sections = (*plan.sections[:-1], _with_last_action(plan.sections[-1], kept))
    told = coverage_of(document, replace(plan, sections=sections, aside=plan.aside))
    assert sum(len(row.text.split()) for row in told.unplaced) == len(WORD.findall(text)), heading


def _with_last_action(section, action):
    last = section.recommendations[-1]
    return replace(
        section,
        recommendations=(*section.recommendations[:-1], replace(last, actions=(*last.actions[:-1], action))),
    )


def test_a_word_printed_three_times_needs_three_places():
    document = SourceDocument((Table((_row(1, *HEADINGS[1:4]), _row(2, "Fly", "Tie tie tie", "Jo Bell"))),))
    plan = read(document)
    poorer = replace(plan.actions[0], printed=(("Recommendation", "Fly"), ("Action", "Tie tie"), ("Lead", "Jo Bell")))
    told = coverage_of(document, replace(plan, sections=(_with_last_action(plan.sections[0], poorer),)))
    assert [(row.line, row.text) for row in told.unplaced] == [(2, "tie")]


def test_two_thousand_rows_are_accounted_for_row_by_row_and_not_each_with_each():
    rows = [_row(n, str(n), f"Fly higher than kite {n}", f"Buy string number {n}", "Jo Bell", "May 2027", "Late", "Red")
            for n in range(2, 2002)]  # fmt: skip
    document = SourceDocument((Table((_row(1, *HEADINGS), *rows)),))
    plan = read(document)
    began = time.process_time()
    assert coverage_of(document, plan).is_whole
    assert time.process_time() - began < 20, "each with each would take minutes"


def _row(line: int, *printed: str) -> Row:
    return Row(tuple(Cell((block_of(text),) if text else ()) for text in printed), line, f"row {line}")
