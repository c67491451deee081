"""Sections, columns, sources and plan leads."""

from __future__ import annotations

from plans import columns
from plans import models as m
from plans.importing import UnderstoodColumn, UnderstoodLead, UnderstoodSection
from plans.operations.imports.parts.context import Context
from plans.operations.imports.parts.timescales import timescale_rows
from plans.wording import clip


def write_sections(context: Context, sections: list[tuple[int, UnderstoodSection]]) -> list[m.Section]:
    """Write sections, each with its place, and their timescales; returns the rows in the same order."""
    rows = [m.Section(plan=context.plan, title=clip(s.title or "", 300), order=order) for order, s in sections]
    context.act.add_all(rows)
    for row, (_order, section) in zip(rows, sections, strict=True):
        context.act.add_all(timescale_rows(section.timescales, section=row))
    return rows


def write_column(context: Context, column: UnderstoodColumn, order: int, sections: dict[int, m.Section]) -> None:
    """Write a column under its heading, with what the sections of these indexes print instead. A numbering column
    that the paper leaves without a heading is no column of its own: its references stand with their
    recommendations; nor is any other without one, as what it holds stands under the name of its place."""
    if column.meaning in (columns.REF, columns.EXTRA) and not column.heading:
        return
    row = m.Column(plan=context.plan, heading=clip(column.heading, 200), meaning=column.meaning, order=order)
    context.act.save(row)
    context.act.add_all(
        m.ColumnVariant(column=row, section=sections[index], heading=clip(heading, 200))
        for index, heading in column.variants
        if index in sections
    )


def write_plan_lead(context: Context, name: str, order: int) -> None:
    lead = context.leads.find(UnderstoodLead(name))
    context.act.save(m.PlanLead(plan=context.plan, lead=lead, printed=clip(name, 300), order=order))
