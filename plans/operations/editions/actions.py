"""Actions, their steps and who leads them: new ones, new words, new places. What was said of them stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from plans import models as m
from plans.importing import CHANGED, MOVED, NEW, Difference, UnderstoodAction
from plans.operations.editing.order import give_free_ref
from plans.operations.editions.rows import Rows
from plans.operations.imports.parts.actions import assignment_row, words_of, write_actions, write_steps

FIELDS = {"ref": "printed_ref", "evidence": "expected_evidence"}
"""From the name of a change to the field of an action, where they differ."""


def keep_refs(rows: Rows, withdrawn: Iterable[str]) -> None:
    """Before actions come, go or move: those that stand where they do keep the references by which papers and people
    know them. A plan that is still a draft is numbered as it is put together. `withdrawn` are keys."""
    if rows.context.plan.status == m.Plan.Status.DRAFT:
        return
    told = [*rows.of("action", NEW), *rows.of("action", MOVED)]
    gone = set(withdrawn)
    told += [e for e in rows.edition.differences if e.key in gone and e.about == "action" and e.at is None]
    above = {rows.under(rows.recommendation, each.at) for each in told if each.at}
    above |= {rows.actions[each.was].recommendation_id for each in told if each.was in rows.actions}
    for row in rows.actions.values():
        if row.recommendation_id in above and not row.printed_ref and row.ref:
            row.printed_ref = row.ref
            rows.touch(row)


def apply_actions(rows: Rows) -> None:
    for difference in rows.of("action", MOVED):
        row = rows.actions[difference.row]
        if row.recommendation_id != rows.recommendation(difference.spot).pk:
            row.recommendation = rows.recommendation(difference.spot)
            rows.touch(row)

    def parent(thing):
        return thing.recommendation_id if isinstance(thing, m.Action) else rows.under(rows.recommendation, thing)

    orders = rows.arrange("action", rows.actions, rows.edition.matched.actions, parent)
    for difference in rows.of("action", CHANGED):
        _reword(rows, difference)
    given: set[str] = set()
    placed = [
        (rows.recommendation(at), orders[at], _numbered(rows, at, orders[at], given))
        for at in (each.spot for each in rows.of("action", NEW))
    ]
    write_actions(rows.context, placed)


def _numbered(rows: Rows, at, order: int, given: set[str]) -> UnderstoodAction:
    """The new action with a reference that no other has or had, where the one that follows from its place is taken.
    `given` are those of the ones before it, and its own then too."""
    understood = _understood(rows, at)
    row = m.Action(recommendation=rows.recommendation(at), order=order, printed_ref=understood.ref or "")
    give_free_ref(row, besides=given)
    given.add(row.ref)
    return replace(understood, ref=row.printed_ref or None)


def _understood(rows: Rows, at) -> UnderstoodAction:
    return rows.context.document.sections[at[0]].recommendations[at[1]].actions[at[2]]


def _reword(rows: Rows, difference: Difference) -> None:
    row, told = rows.actions[difference.row], words_of(_understood(rows, difference.spot))
    for change in difference.changes:
        if change.name.startswith("extra:"):
            heading = change.name.removeprefix("extra:")
            row.extra = {**row.extra, heading: told["extra"][heading]}
        else:
            name = FIELDS.get(change.name, change.name)
            setattr(row, name, told[name])
    row.row, row.printed = told["row"], told["printed"]
    rows.touch(row)


def apply_steps(rows: Rows) -> None:
    matched = rows.edition.matched

    def parent(thing):
        return thing.action_id if isinstance(thing, m.Step) else matched.actions.get(thing[:3])

    orders = rows.arrange("step", rows.steps, matched.steps, parent)
    for difference in rows.of("step", CHANGED):
        row = rows.steps[difference.row]
        row.text = _understood(rows, difference.spot).steps[difference.spot[3]].text
        rows.touch(row)
    new = [each.spot for each in rows.of("step", NEW)]
    placed = [(rows.action(at), orders[at], _understood(rows, at).steps[at[3]]) for at in new]
    for row in write_steps(rows.context, placed):
        rows.steps[row.pk] = row


def retell(rows: Rows, withdrawn: Iterable[str]) -> None:
    """Let the text of each action whose steps are others now say what they say. `withdrawn` are keys."""
    taken = {*withdrawn, *(each.key for each in rows.chosen)}
    told = [each for each in rows.edition.differences if each.key in taken and each.about in ("step", "action")]
    ats = {each.at[:3] for each in told if each.at and (each.about == "step" or each.changes[0].name == "lead_in")}
    for at in sorted(ats):
        _retell(rows, rows.action(at), _understood(rows, at))


def _retell(rows: Rows, action: m.Action, understood: UnderstoodAction) -> None:
    steps = [s for s in rows.steps.values() if s.action_id == action.pk]
    if steps and understood.steps:
        texts = [step.text for step in sorted(steps, key=lambda s: (s.order, s.pk))]
        whole = [action.lead_in, *texts] if action.lead_in else texts
        given = texts == [step.text for step in understood.steps] and action.lead_in == (understood.lead_in or "")
        action.text = understood.text if given else "\n".join(whole)
        rows.touch(action)


def apply_leads(rows: Rows) -> None:
    """A lead in another's place takes it; who led before is no longer assigned, and the history says who it was."""
    told = [*rows.of("lead", CHANGED), *rows.of("lead", NEW)]
    rows.context.act.add_all(filter(None, [_assigned(rows, difference) for difference in told]))


def _assigned(rows: Rows, difference: Difference) -> m.Assignment | None:
    """The new assignment, unsaved; None where only what the lead is to do is other words now."""
    at, item = difference.spot, difference.index
    action, step = _understood(rows, at), rows.step(at)
    lead = (action.steps[at[3]].leads if step else action.leads)[item]
    before = rows.assignments.get(difference.was or 0)
    if before and all(change.name == "note" for change in difference.changes):
        before.note = lead.note or ""
        rows.touch(before)
        return None
    row = assignment_row(rows.context, lead, item, rows.action(at), step)
    if before:
        row.order = before.order
        before.withdrawn = True
        rows.touch(before)
    return row
