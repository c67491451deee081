"""By when a row says, where its plan has no column of dates."""

import re

from plans.columns import TIMESCALE
from plans.importing.rows.sheet import SheetColumn
from plans.importing.source_document import Cell
from plans.importing.tables.texts import MARK
from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.sentences import dated_within
from plans.timescales import Timescale

_YEAR = re.compile(r"\b20\d\d(?:[/–-](?:20)?\d\d)?\b")


def dates_beside(
    row: int, cells: dict[int, Cell], action: Cell, context: ReadingContext
) -> list[tuple[Timescale, ...]]:
    """Of a plan without a column of dates: the periods that are marked for a row, else what its words say."""
    sheet = context.sheet
    if (sheet.columns_of(TIMESCALE) and not sheet.in_words) or sheet.stand_ins(TIMESCALE):
        return []
    marked = [n for n, column in enumerate(sheet.columns) if column.period and _is_mark(cells.get(n))]
    texts = [_period_of(sheet.columns[n]) for n in marked]
    if not texts and (within := dated_within(action.flat)):
        texts = [within]
        because = "no column says by when; the day that the words of the action name is read as its date"
        context.questions.ask(row, "timescales", within, because)
    readings = [context.dates_of(text) for text in texts]
    for text, reading in zip(texts, readings, strict=True):
        if reading.question:
            context.questions.ask(row, "timescales", text, reading.question)
    return [reading.readings for reading in readings if reading.readings]


def _is_mark(cell: Cell | None) -> bool:
    return cell is not None and bool(cell) and bool(MARK.fullmatch(cell.flat))


def _period_of(column: SheetColumn) -> str:
    """The period that a column stands for, with the year of the group that it stands under."""
    group, _, own = column.heading.rpartition(": ")
    year = _YEAR.search(group)
    period = column.period or own
    return period if not year or _YEAR.search(period) else f"{period} {year[0]}"
