"""What an answer would do to the plan of a draft, said before it is given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans import models as m
from plans.importing import (
    ColumnMeans,
    Edit,
    Framed,
    PlacedAction,
    RowCut,
    Ruled,
    UnderstoodPlan,
    actions_placed,
    rework,
    structure_of,
)
from plans.operations.imports.draft import Standing, base_of, edits_of
from plans.wording import timescale_words

MOST_SHOWN = 3
"""Rows of which both readings are shown."""
MOST_FIELDS = 5
"""Of what a row says, how much is shown of it."""
MOST_READ_ANEW = 400
"""Actions of a plan that is read once more for each answer while a page waits; of a larger one on request."""
NOTHING = "nothing"
"""What stands on the side on which there is no such action."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of which an answer changes something: where it is, and what it says so and so."""

    place: str
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """How many rows an answer changes, makes or takes away, how many actions there are then, and the first rows."""

    rows: int
    actions: int
    shown: tuple[RowChange, ...]


def preview(draft: m.ImportDraft, stands: Standing, edits: Iterable[Edit]) -> Preview:
    """What saying this would do to the draft as it stands."""
    edits = tuple(edits)
    said = (*edits_of(draft), *edits)
    base = base_of(draft, structure_of(said, draft.dated)) if reads_anew(edits) else stands.base
    plan = rework(base, said)
    changes = list(_changes(stands.plan, plan))
    return Preview(len(changes), len(plan.actions), tuple(changes[:MOST_SHOWN]))


def reads_anew(edits: Iterable[Edit]) -> bool:
    """Whether the document is read once more for these."""
    of_lines = Ruled | RowCut | ColumnMeans
    return any(isinstance(e, of_lines) or (isinstance(e, Framed) and e.field == "dated") for e in edits)


def _changes(before: UnderstoodPlan, after: UnderstoodPlan) -> Iterator[RowChange]:
    """Each action that is not the same in both, in printed order; those that come anew stand where they would."""
    old = {one.action.key: one for one in actions_placed(before)}
    new = {one.action.key: one for one in actions_placed(after)}
    keys = sorted({**old, **new}, key=lambda key: ((new.get(key) or old[key]).action.line, key))
    for key in keys:
        was, becomes = _said(old.get(key)), _said(new.get(key))
        if was != becomes:
            names = [name for name in {**was, **becomes} if was.get(name, "") != becomes.get(name, "")]
            place = f"Row {old[key].action.row}" if key in old else "A new row"
            yield RowChange(place, _side(was, names[:MOST_FIELDS]), _side(becomes, names[:MOST_FIELDS]))


def _side(said: dict[str, str], names: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, said[name]) for name in names if said.get(name)) or (("", NOTHING),)


def _said(placed: PlacedAction | None) -> dict[str, str]:
    """What of an action a person would see, by its name; nothing of none."""
    if placed is None:
        return {}
    action, above = placed.action, placed.recommendation
    leads = (*action.leads, *(lead for step in action.steps for lead in step.leads))
    dates = (*action.timescales, *(found for step in action.steps for found in step.timescales))
    return {
        "Section": placed.section.title or "",
        "Reference": " ".join(filter(None, (above.ref, action.ref))),
        "What must improve": above.text,
        "Action": action.text,
        "Steps": " · ".join(step.text for step in action.steps),
        "Who": "; ".join(
            f"{lead.chosen or lead.means or lead.name}{'' if lead.role == 'lead' else f' ({lead.role})'}"
            for lead in leads
        ),
        "By when": "; ".join(timescale_words(found) for found in dates),
        "Evidence": action.evidence or "",
        "Outcome": action.outcome or "",
        "Progress": action.progress or "",
        "Rating": action.rag or "",
        **{heading or "Without a heading": text for heading, text in action.extra},
    }
