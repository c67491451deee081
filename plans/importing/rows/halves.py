"""The upper halves of rows whose long cells a page's end has sent to the next page."""

from dataclasses import replace

from plans.columns import ACTION, LEAD, RECOMMENDATION, RESPONSIBLE, TIMESCALE
from plans.importing.rows.sheet import Event, Headings, PlanRow, Sheet
from plans.importing.source_document import JOINED


def with_upper_halves(sheet: Sheet) -> list[Event]:
    """The events, with each last row of a page that holds only short cells (who, by when) made one with the first of
    the next page, where that has the long ones and lacks just these."""
    events: list[Event] = []
    rows: list[PlanRow] = []
    for event in sheet.events:
        if not isinstance(event, PlanRow):
            events.append(event)
            continue
        above, last = (rows[-1] if rows else None), (rows[-2] if len(rows) > 1 else None)
        place = next((n for n in reversed(range(len(events))) if not isinstance(events[n], Headings)), None)
        if above and place is not None and events[place] is above and _is_upper_half(above, event, last, sheet):
            repair = JOINED if above.lost else ""
            upper = {number: replace(cell, repair=repair) for number, cell in above.cells.items() if cell}
            cells = {**event.cells, **upper}
            rows[-1] = events[place] = replace(above, cells=cells, joins=[*above.joins, event.line, *event.joins])
        else:
            rows.append(event)
            events.append(event)
    return events


def _is_upper_half(above: PlanRow, row: PlanRow, last: PlanRow | None, sheet: Sheet) -> bool:
    """Whether `above` is the upper half of `row`, and no rest of the `last` row before it."""
    if not row.after_join or above.ruling or row.ruling:
        return False
    long = (sheet.column(ACTION), sheet.column(RECOMMENDATION))
    printed = {number for number, cell in above.cells.items() if cell}
    if not all(map(row.text, long)) or printed & {number for number, cell in row.cells.items() if cell}:
        return False
    short = {number for meaning in (LEAD, RESPONSIBLE, TIMESCALE) for number in sheet.columns_of(meaning)}
    shown = printed & short
    rest = above.after_join and not (last and all(last.text(number) for number in shown))
    return len(printed) > 1 and bool(shown) and not rest
