"""Timescales: a day that was agreed is only moved by an extension, which a manager agrees and anybody else asks for."""

from __future__ import annotations

from datetime import date
from typing import cast

from plans import models as m
from plans.importing import CHANGED, DATE, NEW, Difference
from plans.operations.editions.rows import Rows
from plans.operations.imports.parts.progress import DOCUMENT
from plans.operations.imports.parts.timescales import timescale_row
from plans.timescales import Timescale


def apply_dates(rows: Rows, *, by, agrees: bool, reason: str) -> None:
    """Write accepted timescales. With `agrees` a moved day counts from now on, otherwise it waits for a manager."""
    rows.context.act.add_all([_new(rows, difference) for difference in rows.of("timescale", NEW)])
    for difference in rows.of("timescale", CHANGED):
        row, reading = rows.timescales[difference.row], _reading(rows, difference)
        row.text, row.kind = reading.text, reading.kind
        rows.touch(row)
    extensions = []
    for difference in rows.of("timescale", DATE):
        row, reading = rows.timescales[difference.row], _reading(rows, difference)
        moves = row.action_id and row.latest and rows.context.plan.status != m.Plan.Status.DRAFT
        if moves:
            extensions.append(_extension(rows, row, reading, by=by, agrees=agrees, reason=reason))
        if agrees or not moves:
            row.text, row.kind = reading.text, reading.kind
            row.earliest, row.latest = reading.earliest, reading.latest
            rows.touch(row)
    rows.context.act.add_all(extensions)


def _new(rows: Rows, difference: Difference) -> m.Timescale:
    owner: dict[str, object] = {"section": rows.section(difference.spot)}
    if len(difference.spot) > 1:
        owner = {"action": rows.action(difference.spot), "step": rows.step(difference.spot)}
    return timescale_row(_reading(rows, difference), difference.index, **owner)


def _reading(rows: Rows, difference: Difference) -> Timescale:
    at, section = difference.spot, rows.context.document.sections[difference.spot[0]]
    if len(at) == 1:
        return section.timescales[difference.index]
    action = section.recommendations[at[1]].actions[at[2]]
    return (action.steps[at[3]] if len(at) == 4 else action).timescales[difference.index]


def _extension(rows: Rows, row: m.Timescale, reading: Timescale, *, by, agrees: bool, reason: str) -> m.Extension:
    today = rows.context.act.today
    extension = m.Extension(
        timescale=row,
        from_latest=row.latest,
        to_latest=cast(date, reading.latest),  # a move of a day has one
        reason=reason,
        asked_by=by,
        asked_by_name=DOCUMENT if agrees else by.name,
        asked_on=today,
    )
    if agrees:
        extension.status = m.Extension.Status.AGREED
        extension.decided_by, extension.decided_by_name, extension.decided_on = by, by.name, today
    return extension
