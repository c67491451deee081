"""What the marks of a file's rows tell of what it said."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from plans.sheets import fields as f
from plans.sheets.marks import Drawn, Seal, find
from plans.sheets.prints import print_of
from reports.appendix import render
from reports.appendix.model import Badge, Cell, Line, Row, Table
from reports.appendix.rowmarks import RowMarks
from tests.reports import factories as make
from tests.reports.appendix.reading import OPTIONS, book, word

SEAL = Seal(Drawn(plan=1, known=datetime(2026, 11, 22, 9, tzinfo=UTC), on=make.ON), "secret")


@pytest.mark.parametrize(
    ("name", "cell", "own"),
    [
        (f.TEXT, Cell(lines=(Line(text="Mow", label="7.2"), Line(text="Rake"))), "Mow\nRake"),
        (f.TEXT, Cell(lines=(Line(text="Mow"),)), "Mow"),
        (f.TIMESCALE, Cell(lines=(Line(text="May 2026"), Line(text="68 days late", style="strong"))), "May 2026"),
        (f.TIMESCALE, Cell(lines=(Line(text="May 2026"), Line(text="Forecast 3 May 2027"))), "May 2026"),
        (f.PROGRESS, Cell(lines=(Line(text="Wet"), Line(text="Still wet"))), "Wet\nStill wet"),
        (f.PROGRESS, Cell(lines=(Line(text="Wet"), Line(text="Last updated 1 May", style="muted"))), "Wet"),
        (f.RAG, Cell(badge=Badge(word="Red", colour="red")), "Red"),
        (f.LEAD, Cell(), ""),
    ],
)
def test_what_a_paper_prints_beside_a_cells_own_words_is_told_apart(name, cell, own):
    row = Row(cells=(cell,), action_id=5)
    mark = find(RowMarks(SEAL, (), "").row(Table(headings=("It",), widths=(100,), names=(name,), groups=()), row))
    [printed] = mark.cells
    said = "\n".join([*([cell.badge.word] if cell.badge else []), *(line.plain for line in cell.lines)])
    assert printed.still_says(said) and printed.own_words(said) == own


@pytest.mark.parametrize("fmt", ["docx", "xlsx"])
def test_a_file_knows_again_what_it_said_around_its_rows(fmt):
    plan = make.plan(make.section("At once", make.recommendation("Keep parks", make.action("Mow the lawns"))))
    data = render(plan, replace(OPTIONS, seal=SEAL), fmt)
    if fmt == "docx":
        found = [paragraph.text for paragraph in word(data).paragraphs]
    else:
        found = [str(cell.value) for sheet in book(data) for row in sheet.iter_rows() for cell in row if cell.value]
    [outside] = (mark.printed for mark in map(find, found) if mark and mark.printed)
    assert {print_of("Improvement plan"), print_of("At once")} <= outside
    assert print_of("Mow the lawns") not in outside
