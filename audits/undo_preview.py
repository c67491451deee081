"""What taking an act back would undo, as a person reads it before they do."""

from __future__ import annotations

from dataclasses import dataclass

from audits import changes
from plans import models as m
from plans.operations.editing.things import about
from plans.operations.retraction import Effects, Hindrance, effects_of, hindrances

MOST = 100
"""Actions, and rows with their values, that are shown; the rest is counted."""

ABOUT = (m.Section, m.Column, m.Source, m.Recommendation)


@dataclass(frozen=True, slots=True)
class Restored:
    """One row that gets its values of before: what it is, its action where it is one's, and each value as it is now
    and as it becomes."""

    about: str
    action: m.Action | None
    differences: tuple[changes.Difference, ...]


@dataclass(frozen=True, slots=True)
class Undoing:
    """`withdrawn` are the actions that go; `restored` what gets its values of before, `moved` how many more get
    nothing but their place; `schemes` came with it and stay. `hindrances` is empty where it can be done."""

    effects: Effects
    withdrawn: tuple[m.Action, ...]
    more_withdrawn: int
    restored: tuple[Restored, ...]
    more_restored: int
    moved: int
    hindrances: list[Hindrance]
    schemes: tuple[m.RagScheme, ...]

    @property
    def takes_the_plan(self) -> bool:
        """Whether the plan itself goes."""
        return m.Plan in self.effects.made


def undoing(act: m.ChangeSet, plan: m.Plan) -> Undoing:
    """All of it, for a page."""
    effects = effects_of(act)
    made = effects.made.get(m.Action, set())
    actions = m.Action.objects.filter(pk__in=made).in_printed_order().with_plan()
    rows = [
        row
        for row in changes.of_acts([act.pk])[act.pk]
        if effects.changed.get(row.model) and row.object_id in effects.changed[row.model]
    ]
    told = [row for row in rows if row.differences]
    return Undoing(
        effects=effects,
        withdrawn=tuple(actions[:MOST]),
        more_withdrawn=max(0, len(made) - MOST),
        restored=tuple(_restored(told[:MOST])),
        more_restored=max(0, len(told) - MOST),
        moved=len(rows) - len(told),
        hindrances=hindrances(act, plan, effects),
        schemes=tuple(m.RagScheme.objects.filter(pk__in=effects.stays.get(m.RagScheme, ())).order_by("pk")),
    )


def _restored(rows: list[changes.RowChange]):
    ids = {row.object_id if row.model is m.Action else row.values.get("action_id") for row in rows}
    actions = m.Action.objects.with_plan().in_bulk(ids - {None})
    for row in rows:
        action = actions.get(row.object_id if row.model is m.Action else row.values.get("action_id"))
        yield Restored(
            about=_about(row) if action is None else "",
            action=action,
            differences=tuple(changes.Difference(d.label, d.after, d.before) for d in row.differences),
        )


def _about(row: changes.RowChange) -> str:
    if row.model is m.Plan:
        return "The plan itself"
    if row.model in ABOUT:
        return about(row.model._base_manager.get(pk=row.object_id))["about"]
    return str(row.model._meta.verbose_name).capitalize()
