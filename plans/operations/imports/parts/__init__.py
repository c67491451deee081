"""Writing an understood document's parts within an act, a module for each noun. The first import writes all of them,
a later edition those that are new."""

from __future__ import annotations

from plans import models as m
from plans.importing import UnderstoodPlan
from plans.operations.imports.parts.actions import write_actions
from plans.operations.imports.parts.context import Context
from plans.operations.imports.parts.frame import write_column, write_plan_lead, write_sections
from plans.operations.imports.parts.recommendations import write_recommendations
from plans.trail import Act


def write_document(act: Act, plan: m.Plan, document: UnderstoodPlan) -> None:
    """Write everything that a document says into a plan that holds nothing yet."""
    context = Context(act, plan, document)
    sections = write_sections(context, list(enumerate(document.sections)))
    for column in document.columns:
        write_column(context, column, column.order, dict(enumerate(sections)))
    for source in document.sources:
        context.source(source)
    for order, name in enumerate(document.plan_leads):
        write_plan_lead(context, name, order)
    recs = [
        (section, order, rec)
        for section, understood in zip(sections, document.sections, strict=True)
        for order, rec in enumerate(understood.recommendations)
    ]
    rows = write_recommendations(context, recs)
    write_actions(
        context,
        [
            (row, order, action)
            for row, (_section, _order, rec) in zip(rows, recs, strict=True)
            for order, action in enumerate(rec.actions)
        ],
    )
