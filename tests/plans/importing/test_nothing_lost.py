"""What a table prints is still in the plan's printed cells after mending, joining and understanding."""

import re

import pytest

from plans.importing import read_plan
from tests.plans.importing import documents
from tests.plans.importing.words import held_by, lost

MENDED = {
    "ocr_markdown": {"rea", "imm", "ediately", "nin", "i", "l", "t", "pendix", "opendix", "catelogue", "cti", "evory"},
    "numbered_actions": {"abbreviations", "in", "full"},
}
"""Pieces of words that were put together, pieces of a running header, the worse of two prints of one line, and the
headings of a glossary."""


@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_every_word_of_every_cell_is_held(shape):
    data = documents.EVERY_SHAPE[shape].encode()
    assert lost(data, read_plan(data, name="plan.txt")) <= MENDED.get(shape, set())


@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_no_cell_is_held_less_often_than_rows_print_it(shape):
    """A word that a row prints is held at least once for it: marked words, one for each row, are all found."""
    number = 0

    def marked(match):
        nonlocal number
        number += 1
        return f"{match[0]} zz{number}zz"

    heading = re.compile(r"recommendation|action|area for|requirement|lead officer", re.IGNORECASE)
    lines = documents.EVERY_SHAPE[shape].split("\n")
    text = "\n".join(
        line
        if heading.search(line) or not ("\t" in line or "|" in line)
        else re.sub(r"\b[a-z]{4,}\b(?=[.]|\s*$|\t| \|)", marked, line)
        for line in lines
    )
    held = held_by(read_plan(text.encode(), name="plan.txt"))
    assert number > 5
    missing = [n for n in range(1, number + 1) if f"zz{n}zz" not in held]
    assert len(missing) <= (1 if shape == "ocr_markdown" else 0)


def test_printed_cells_are_verbatim_with_their_line_ends():
    plan = read_plan(documents.OCR_MARKDOWN.encode(), name="plan.txt")
    cut = dict(plan.actions[2].printed)
    assert cut["Lead"] == "Head of Service:\nReading\nRooms\nHead of Service:\nLending"
    assert cut["Ref"] == "2."
