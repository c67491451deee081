"""The rows of a plan while an edition is applied to it: found by id or by their place in the edition, put in order,
and written once when everything about them is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plans import models as m
from plans.importing import MOVED, NEW, Difference, Edition, in_new_order
from plans.operations.imports.parts.context import Context


class Rows:
    """All rows of the plan that an edition can touch, and those that it adds."""

    def __init__(self, context: Context, edition: Edition, chosen: Sequence[Difference]):
        self.context, self.edition, self.chosen = context, edition, chosen
        plan = context.plan
        recs = m.Recommendation.objects.filter(section__plan=plan, withdrawn=False)
        actions = m.Action.objects.of_plan(plan).current()
        self.sections = {row.pk: row for row in m.Section.objects.filter(plan=plan)}
        self.recommendations = {row.pk: row for row in recs}
        self.actions = {row.pk: row for row in actions.with_plan()}
        self.steps = {row.pk: row for row in m.Step.objects.filter(action__in=self.actions, withdrawn=False)}
        self.assignments = {row.pk: row for row in m.Assignment.objects.filter(action__in=self.actions)}
        self.timescales = {row.pk: row for row in m.Timescale.objects.filter(action__in=self.actions)}
        self.timescales |= {row.pk: row for row in m.Timescale.objects.filter(section__plan=plan)}
        self.added: dict[tuple[int, ...], object] = {}
        self._touched: dict[tuple[type, int], object] = {}

    def touch(self, row) -> None:
        """Say that this row is to be written."""
        self._touched[type(row), row.pk] = row

    def save(self) -> None:
        """Write every row that was touched, each once."""
        by_model: dict[type, list] = {}
        for (model, _pk), row in self._touched.items():
            by_model.setdefault(model, []).append(row)
        for found in by_model.values():
            self.context.act.save_all(found)
        self._touched.clear()

    def under(self, find: Callable, at):
        """The id of what `find` gives for a place of the edition; None where that was not accepted."""
        try:
            return find(at).pk
        except KeyError:
            return None

    def section(self, at):
        return self.added.get(at[:1]) or self.sections[self.edition.matched.sections[at[:1]]]

    def recommendation(self, at):
        return self.added.get(at[:2]) or self.recommendations[self.edition.matched.recommendations[at[:2]]]

    def action(self, at):
        return self.actions[self.edition.matched.actions[at[:3]]]

    def step(self, at):
        return self.steps[self.edition.matched.steps[at]] if len(at) == 4 else None

    def of(self, about: str, kind: str) -> list[Difference]:
        """What was accepted of one kind about one thing, in the edition's order."""
        return [each for each in self.chosen if each.about == about and each.kind == kind]

    def arrange(self, about: str, known: dict, matched: dict, parent_of: Callable) -> dict[tuple[int, ...], int]:
        """Give the rows of every place that something new or moved comes to their order; returns the order of what
        is new, by its place in the edition. `parent_of` a row is the key of what it stands under, of a place that
        of where it goes. Rows that are kept though the edition lacks them stay behind those they stood behind."""
        coming = {each.at: each.was for kind in (NEW, MOVED) for each in self.of(about, kind)}
        orders = {}
        for parent in {parent_of(at) for at in coming}:
            before = sorted((r for r in known.values() if parent_of(r) == parent), key=lambda r: (r.order, r.pk))
            ats = [at for at in self._places(about) if parent_of(at) == parent]
            after = [matched.get(at, at) for at in ats]
            moving = {was or at for at, was in coming.items() if parent_of(at) == parent}
            for order, thing in enumerate(in_new_order([row.pk for row in before], after, moving)):
                if isinstance(thing, tuple):
                    orders[thing] = order
                elif known[thing].order != order:
                    known[thing].order = order
                    self.touch(known[thing])
        return orders

    def _places(self, about: str):
        for s, section in enumerate(self.context.document.sections):
            if about == "section":
                yield (s,)
            for r, rec in enumerate(section.recommendations):
                if about == "recommendation":
                    yield (s, r)
                for a, action in enumerate(rec.actions):
                    if about == "action":
                        yield (s, r, a)
                    if about == "step":
                        yield from ((s, r, a, k) for k in range(len(action.steps)))
