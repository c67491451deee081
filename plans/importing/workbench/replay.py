"""A document and everything that was said of it, to the plan as it then stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from plans.importing.plan_reader import understand_document
from plans.importing.rulings import Rulings, as_cut
from plans.importing.source_document import SourceDocument
from plans.importing.understood_plan import UnderstoodAction, UnderstoodPlan
from plans.importing.workbench import apply_edit
from plans.importing.workbench.edits import (
    ActionSaid,
    ColumnMeans,
    DatesSaid,
    Edit,
    Framed,
    LeadsSaid,
    NameMeans,
    RatingMeans,
    RecommendationSaid,
    RowCut,
    Ruled,
    SchemeSaid,
    SectionTitled,
    StepsApart,
    StepsSaid,
    WordsMean,
)

Change = Callable[[UnderstoodAction], tuple[UnderstoodAction, ...]]


@dataclass(frozen=True, slots=True)
class Structure:
    """Of what was said, that on which the reading itself depends: the rulings, and the document's day."""

    rulings: Rulings
    dated: date | None


def structure_of(edits: Iterable[Edit], dated: date | None) -> Structure:
    """The rulings among the edits, the last word on each line and heading; `dated` is the day given at the upload."""
    lines: dict[int, str] = {}
    columns: dict[str, str] = {}
    cuts: dict[int, tuple[int, ...]] = {}
    for edit in edits:
        if isinstance(edit, Ruled):
            lines[edit.line] = edit.ruling
        elif isinstance(edit, RowCut):
            cuts[edit.line] = edit.at
        elif isinstance(edit, ColumnMeans):
            columns[edit.heading] = edit.meaning
        elif isinstance(edit, Framed) and edit.field == "dated":
            dated = date.fromisoformat(edit.value) if edit.value else None
    return Structure(Rulings(lines, columns, cuts), dated)


def base_reading(document: SourceDocument, structure: Structure, *, name: str) -> UnderstoodPlan:
    """The document read under the rulings, each action under its key."""
    document = as_cut(document, structure.rulings.cuts)
    plan = understand_document(document, name=name, dated=structure.dated, rulings=structure.rulings)
    seen: Counter[int] = Counter()

    def keyed(action: UnderstoodAction) -> tuple[UnderstoodAction, ...]:
        seen[action.line] += 1
        again = f"+{seen[action.line]}" if seen[action.line] > 1 else ""
        return (replace(action, key=f"{action.line}{again}"),)

    return plan.with_actions(keyed)


def rework(base: UnderstoodPlan, edits: Iterable[Edit]) -> UnderstoodPlan:
    """The plan of a base reading with everything else that was said of it, in the order in which it was said. Its
    rows are numbered anew, and its questions with them."""
    plan = base
    for edit in edits:
        plan = _applied(plan, edit)
    return _renumbered(plan)


def _applied(plan: UnderstoodPlan, edit: Edit) -> UnderstoodPlan:
    if isinstance(edit, Framed):
        plan = apply_edit.framed(plan, edit)
        if edit.field != "anchor" or plan.anchor is None:
            return plan
        dated, anchor = plan.dated, plan.anchor
        return plan.with_actions(lambda action: (apply_edit.counted_from(action, dated=dated, anchor=anchor),))
    if isinstance(edit, SchemeSaid):
        return replace(plan, scheme_chosen=edit.chosen, scheme=edit.values() or plan.scheme)
    if isinstance(edit, SectionTitled):
        sections = (replace(s, title=edit.title or None) if s.line == edit.line else s for s in plan.sections)
        return replace(plan, sections=tuple(sections))
    if isinstance(edit, RecommendationSaid):
        return plan.with_recommendations(lambda found: apply_edit.recommendation(found, edit))
    change = _change_of_actions(edit)
    return plan.with_actions(change) if change else plan


_OF_ALL_ALIKE: dict[type, Callable[[UnderstoodAction, Any], UnderstoodAction]] = {
    NameMeans: apply_edit.name_means,
    WordsMean: apply_edit.words_mean,
    RatingMeans: apply_edit.rating_means,
}
_OF_ONE_ACTION: dict[type, Callable[[UnderstoodAction, Any], UnderstoodAction]] = {
    ActionSaid: apply_edit.action_said,
    StepsSaid: apply_edit.steps,
    LeadsSaid: apply_edit.leads_said,
    DatesSaid: apply_edit.dates_said,
}


def _change_of_actions(edit: Any) -> Change | None:
    """What an edit does to each action; None for one that is of no action."""
    if isinstance(edit, StepsApart):
        return lambda action: apply_edit.steps_apart(action) if action.key == edit.key else (action,)
    alike, one = _OF_ALL_ALIKE.get(type(edit)), _OF_ONE_ACTION.get(type(edit))
    if alike:
        return lambda action: (alike(action, edit),)
    if one:
        return lambda action: (one(action, edit),) if action.key == edit.key else (action,)
    return None


def _renumbered(plan: UnderstoodPlan) -> UnderstoodPlan:
    rows: dict[int, int] = {}
    count = 0

    def numbered(action: UnderstoodAction) -> tuple[UnderstoodAction, ...]:
        nonlocal count
        count += 1
        rows.setdefault(action.row, count)
        return (replace(action, row=count),)

    plan = plan.with_actions(numbered)
    questions = (
        replace(
            question,
            row=rows.get(question.row) if question.row is not None else None,
            rows=tuple(rows[row] for row in question.rows if row in rows),
        )
        for question in plan.questions
    )
    return replace(plan, questions=tuple(questions))
