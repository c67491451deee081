"""The sheets of a paper in large print: labels and values, printed at twice their size."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.worksheet.worksheet import Worksheet

from reports.appendix.large_print.largeprint import Block, Fact, Facts, Heading, MarkedLine, front, plan
from reports.appendix.model import Appendix, Cell, Line, Row
from reports.appendix.workbook import sheetkit
from reports.appendix.workbook.plansheet import ROOM, PlanSheet
from reports.appendix.workbook.sheetkit import BAND, NOTE, STRONG_NOTE, TITLE, Look

PAGE = 242.0
"""What a page leaves between its margins at the scale of large print, in points."""

_LABELS = 0.34


def write_front(sheet: Worksheet, appendix: Appendix) -> None:
    """Write what stands before the plan to an empty sheet."""
    writer = _writer(sheet)
    writer.across(appendix.title, TITLE)
    for words in (appendix.withheld, appendix.council, appendix.subtitle, appendix.reference, *appendix.facts):
        if words:
            writer.across(words, NOTE)
    _write(writer, appendix, front(appendix))


def write_plan(sheet: Worksheet, appendix: Appendix) -> None:
    """Write the plan to an empty sheet."""
    writer = _writer(sheet)
    if appendix.withheld:
        writer.across(appendix.withheld, NOTE)
    _write(writer, appendix, plan(appendix))


def _writer(sheet: Worksheet) -> PlanSheet:
    points = [PAGE * _LABELS, PAGE * (1 - _LABELS)]
    sheetkit.set_widths(sheet, points)
    return PlanSheet(sheet, points, PAGE, room=ROOM["large"])


def _write(writer: PlanSheet, appendix: Appendix, blocks: Iterable[Block]) -> None:
    """The blocks below each other: what leads to labels and values stands on one page with the first of them."""
    leading: list[tuple[str, Look, str]] = []
    for block in blocks:
        if isinstance(block, Facts):
            rows = tuple(Row(cells=(_label(fact), fact.cell), mark=fact.mark) for fact in block.facts)
            writer.keep_together([(words, look) for words, look, _ in leading], rows[0])
            _lead(writer, leading)
            writer.group(rows)
            leading = []
        else:
            leading.append(_said(block))
    _lead(writer, leading)
    sheetkit.set_page(writer.sheet, appendix.paper, appendix.running, header_row=None)
    sheetkit.print_only(writer.sheet, writer.at - 1, 2)


def _lead(writer: PlanSheet, lines: Iterable[tuple[str, Look, str]]) -> None:
    for words, look, mark in lines:
        writer.across(words, look, mark)


def _said(block: Heading | MarkedLine | Line) -> tuple[str, Look, str]:
    """The words, the look and the mark of a block that stands in one row."""
    match block:
        case Heading():
            return block.text, BAND if block.level < 4 else STRONG_NOTE, block.mark
        case MarkedLine():
            return block.line.plain, NOTE, block.mark
        case _:
            return block.plain, NOTE, ""


def _label(fact: Fact) -> Cell:
    return Cell(badge=fact.badge) if fact.badge else Cell(lines=(Line(text="", label=fact.label),))
