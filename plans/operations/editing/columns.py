"""The plan's own columns: the headings under which it is printed."""

from __future__ import annotations

from plans import columns
from plans.models import Action, Column, Plan
from plans.operations.editing.edit import differs, editing, text
from plans.operations.editing.order import last
from plans.operations.editing.things import about
from plans.operations.errors import Refused
from plans.trail import Act

USUAL = (
    columns.REF,
    columns.RECOMMENDATION,
    columns.ACTION,
    columns.LEAD,
    columns.TIMESCALE,
    columns.EVIDENCE,
    columns.PROGRESS,
    columns.RAG,
)
"""What most plans' tables have, in the order in which they have it."""


def add_column(*, by, plan: Plan, heading: str, meaning: str, why: str = "", door: str = "web", at=None) -> Column:
    """Add a column at the end. Raises Denied; Refused for a meaning or heading that the plan has already."""
    column = Column(plan=plan, heading=_heading(heading), meaning=meaning)
    with editing(plan, by=by, verb="add_column", why=why, details=about(column), door=door, at=at) as act:
        column.order = last(column)
        check_one_column(column)
        act.save(column)
    return column


def change_column(
    *, by, column: Column, heading: str, meaning: str, why: str = "", opened: str = "", door: str = "web", at=None
) -> Column:
    """Rename a column or say anew what it means. What actions say under a heading of the plan's own goes with its
    new name. Raises Denied, Refused, Overtaken."""
    heading = _heading(heading)
    with editing(column.plan, by=by, verb="change_column", why=why, details=about(column), door=door, at=at) as act:
        if differs(act, column, {"heading": heading, "meaning": meaning}, opened=opened):
            before, was_extra = column.heading, column.meaning == columns.EXTRA
            column.heading, column.meaning = heading, meaning
            check_one_column(column)
            act.save(column)
            if was_extra and before != heading:
                _rename_extra(act, column.plan, before, heading)
    return column


def add_usual_columns(*, by, plan: Plan, door: str = "web", at=None) -> list[Column]:
    """Give a plan without columns those that most plans have, under the product's own headings. Raises Denied;
    Refused where it has some."""
    with editing(plan, by=by, verb="add_usual_columns", door=door, at=at) as act:
        if plan.columns.filter(withdrawn=False).exists():
            raise Refused("The plan has columns already. Add the others one by one.")
        rows = [
            Column(plan=plan, heading=columns.MEANINGS[meaning], meaning=meaning, order=order)
            for order, meaning in enumerate(USUAL)
        ]
        act.add_all(rows)
    return rows


def _heading(words: str) -> str:
    return text(words, field="heading", limit=200, need="Enter the heading as the paper prints it.")


def check_one_column(column: Column) -> None:
    """Raises Refused where another current column has its heading, or its meaning other than the plan's own."""
    if column.meaning not in columns.MEANINGS:
        raise Refused("Choose what stands under the heading.", "meaning")
    others = Column.objects.filter(plan_id=column.plan_id, withdrawn=False).exclude(pk=column.pk)
    if others.filter(heading__iexact=column.heading).exists():
        raise Refused("The plan has a column under that heading already. Choose another heading.", "heading")
    if column.meaning == columns.EXTRA:
        return
    double = others.filter(meaning=column.meaning).first()
    if double:
        raise Refused(
            f"“{double.heading}” already holds that. Choose another meaning, or “{columns.MEANINGS[columns.EXTRA]}”.",
            "meaning",
        )


def _rename_extra(act: Act, plan: Plan, before: str, heading: str) -> None:
    for action in Action.objects.of_plan(plan).filter(extra__has_key=before).order_by("pk"):
        action.extra = {heading if name == before else name: words for name, words in action.extra.items()}
        act.save(action)
