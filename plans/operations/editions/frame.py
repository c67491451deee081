"""The plan's own fields, its columns, sources and plan leads."""

from __future__ import annotations

from plans import models as m
from plans.importing import CHANGED, NEW, Difference, frame_of
from plans.operations.editions.rows import Rows
from plans.operations.imports.parts.frame import write_column, write_plan_lead
from plans.wording import clip


def apply_frame(rows: Rows) -> None:
    """Write what was accepted of what frames the table."""
    context, document = rows.context, rows.context.document
    given = frame_of(document)
    for difference in rows.of("plan", CHANGED):
        name = difference.changes[0].name
        setattr(context.plan, name, given[name])
        rows.touch(context.plan)
    for difference in rows.of("plan", NEW):
        order = m.PlanLead.objects.filter(plan=context.plan).count()
        write_plan_lead(context, document.plan_leads[difference.index], order)
    for difference in rows.of("source", NEW):
        context.source(document.sources[difference.index])
    for difference in rows.of("source", CHANGED):
        source = document.sources[difference.index]
        row = context.source(source)
        row.title, row.on = source.title, source.on
        rows.touch(row)


def apply_columns(rows: Rows) -> None:
    """Write the columns; the sections that print headings of their own are there by now."""
    context = rows.context
    sections = {}
    for index in range(len(context.document.sections)):
        at = (index,)
        if at in rows.added or at in rows.edition.matched.sections:
            sections[index] = rows.section(at)
    last = m.Column.objects.filter(plan=context.plan).order_by("order").last()
    order = last.order if last else 0
    for number, difference in enumerate(rows.of("column", NEW), start=1):
        write_column(context, context.document.columns[difference.index], order + number, sections)
    for difference in rows.of("column", CHANGED):
        _change_column(rows, difference, sections)


def _change_column(rows: Rows, difference: Difference, sections: dict[int, m.Section]) -> None:
    column = rows.context.document.columns[difference.index]
    row = m.Column.objects.get(pk=difference.row)
    variants = {variant.section_id: variant for variant in row.variants.all()}
    for change in difference.changes:
        if change.name == "heading":
            row.heading = clip(column.heading, 200)
            rows.touch(row)
            continue
        section = sections[int(change.name.removeprefix("variant-"))]
        variant = variants.get(section.pk) or m.ColumnVariant(column=row, section=section)
        variant.heading = clip(change.after, 200)
        rows.context.act.save(variant)
