"""Recommendations, actions, their steps and who leads them, field by field, in the order of the edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from plans import columns, leadnames
from plans.columns import LEAD, RESPONSIBLE
from plans.importing.editions.date_differences import date_differences
from plans.importing.editions.differences import CHANGED, GONE, MOVED, NEW, At, Change, Difference
from plans.importing.editions.matches import moved
from plans.importing.editions.progress_differences import progress_difference
from plans.importing.editions.sides import LABELS, Sides, told
from plans.importing.editions.similarity import plain, same, same_ref
from plans.importing.understood_plan import UnderstoodAction, UnderstoodLead, UnderstoodRecommendation, UnderstoodStep
from plans.refs import is_made
from plans.state import ActionState, AssignmentState, RecommendationState, StepState

COLUMNS = {"responsible": RESPONSIBLE}
ROLES = {"lead": "Lead", "responsible": "Responsible officer", "supporting": "Supporting"}


def lead_differences(
    sides: Sides, at: At, old: tuple[AssignmentState, ...], new: tuple[UnderstoodLead, ...]
) -> Iterator[Difference]:
    """Leads are the same by name, whatever their order. Of those left over, one for one, the new one takes the old
    one's place in the same role; the rest are new or gone."""
    left_old, left_new = list(old), list(enumerate(new))
    for n, lead in enumerate(new):
        for assignment in left_old:
            if assignment.role == lead.role and _is(sides, assignment, lead):
                left_old.remove(assignment)
                left_new.remove((n, lead))
                if not same(assignment.note, lead.note) and lead.note:
                    change = Change("note", "To do", assignment.note, lead.note)
                    yield sides.difference(CHANGED, "lead", at, change, was=assignment.id, item=n)
                break
    for n, lead in list(left_new):
        before = next((a for a in left_old if a.role == lead.role), None)
        if before is not None:
            left_old.remove(before)
        changes = told(
            Change("printed", ROLES[lead.role], before.printed if before else "", lead.name),
            Change("note", "To do", before.note if before else "", lead.note or ""),
        )
        was = before.id if before else None
        yield sides.difference(CHANGED if before else NEW, "lead", at, *changes, was=was, item=n)
    for assignment in left_old:
        if not sides.silent_on(COLUMNS.get(assignment.role, LEAD)):
            change = Change("printed", ROLES[assignment.role], assignment.printed, "")
            yield sides.difference(GONE, "lead", at, change, was=assignment.id)


def _is(sides: Sides, assignment: AssignmentState, lead: UnderstoodLead) -> bool:
    if lead.chosen:
        return leadnames.key(sides.plan.lead(assignment.lead_id).name) == leadnames.key(lead.chosen)
    known = {leadnames.key(assignment.printed.rstrip("…")), leadnames.key(sides.plan.lead(assignment.lead_id).name)}
    return bool(known & {leadnames.key(lead.name), leadnames.key(lead.means or lead.name)})


def step_differences(sides: Sides, at: At, old: ActionState, new: UnderstoodAction) -> Iterator[Difference]:
    """New, changed and moved steps with what stands beside each, in order, then those that are gone."""
    matched = sides.found.matched.steps
    known = {step.id: step for step in old.steps}
    ids = [matched.get((*at, k)) for k in range(len(new.steps))]
    moving = moved(list(known), ids)
    for k, (step, was) in enumerate(zip(new.steps, ids, strict=True)):
        here = (*at, k)
        if was is None:
            yield sides.difference(NEW, "step", here, Change("text", "Step", "", step.text))
            continue
        before = known[was]
        if not same(before.text, step.text):
            yield sides.difference(CHANGED, "step", here, Change("text", "Step", before.text, step.text), was=was)
        if was in moving:
            change = Change("place", "Place", _after(old.steps, before), _after(new.steps, step))
            yield sides.difference(MOVED, "step", here, change, was=was)
        yield from lead_differences(sides, here, before.assignments, step.leads)
        met = before.met_on is not None
        yield from date_differences(sides, here, before.timescales, step.timescales, stage=old.stage, met=met)
    for before in old.steps:
        if before.id not in ids:
            yield sides.difference(GONE, "step", at, Change("text", "Step", before.text, ""), was=before.id)


def _after(steps: Sequence[StepState | UnderstoodStep], step: StepState | UnderstoodStep) -> str:
    place = steps.index(step)
    return f"After “{steps[place - 1].text}”" if place else "First"


FIELD_COLUMNS = {
    "ref": columns.REF,
    "evidence": columns.EVIDENCE,
    "outcome": columns.OUTCOME,
    "related_plans": columns.RELATED_PLANS,
}


Told = tuple[str, str, str | None, str | None]
"""A field's name and label, and its text before and after."""


def new_recommendation(sides: Sides, at: At, rec: UnderstoodRecommendation, needs: Sequence[str]) -> Difference:
    change = Change("text", "Recommendation", "", rec.text or rec.ref or "(no words)")
    return sides.difference(NEW, "recommendation", at, change, hint=sides.hints.get(at, ""), needs=tuple(needs))


def new_action(sides: Sides, at: At, action: UnderstoodAction, needs: Sequence[str]) -> Difference:
    leads = [lead.name for lead in action.leads] or [lead.name for step in action.steps for lead in step.leads]
    days = [t.text for t in action.timescales] or [t.text for step in action.steps for t in step.timescales]
    changes = told(
        Change("text", LABELS["text"], "", action.text or "(no words)"),
        Change("lead", "Lead", "", "\n".join(leads)),
        Change("timescale", "Timescale", "", "\n".join(days)),
        Change("progress", "Progress", "", action.progress or ""),
    )
    return sides.difference(NEW, "action", at, *changes, hint=sides.hints.get(at, ""), needs=tuple(needs))


def recommendation_differences(
    sides: Sides, at: At, old: RecommendationState, new: UnderstoodRecommendation
) -> Iterator[Difference]:
    """Wording, reference and links of one that was there before. Links are only added: a source or finding that the
    document no longer names stays."""
    told: list[Told] = [("text", "Recommendation", old.text, new.text)]
    if new.ref or not sides.silent_on(columns.REF):
        told.insert(0, ("ref", LABELS["ref"], old.ref, new.ref))
    changes = list(_texts(told))
    if set(new.links) - set(old.links):
        before = old.links_text or _listed(old.links)
        changes.append(Change("links", "Links to findings", before, new.links_text or _listed(new.links)))
    if set(new.sources) - set(old.sources):
        changes.append(Change("sources", "Sources", _listed(old.sources), _listed(new.sources)))
    yield from _changed("recommendation", sides, at, old.id, changes)


def _told_of_own_columns(sides: Sides, known: dict[str, str], printed: dict[str, str]) -> list[Told]:
    """What the columns say that are the plan's own; of those that the edition does not have, nothing."""
    headings = {column.heading for column in sides.edition.columns}
    return [
        (f"extra:{heading}", heading, known.get(heading), printed.get(heading))
        for heading in dict.fromkeys((*known, *printed))
        if heading in printed or heading in headings
    ]


def action_differences(sides: Sides, at: At, old: ActionState, new: UnderstoodAction) -> Iterator[Difference]:
    """Everything about an action that was there before, each difference to be accepted on its own."""
    told: list[Told] = [
        ("ref", LABELS["ref"], old.ref, new.ref),
        ("lead_in", LABELS["lead_in"], old.lead_in, new.lead_in),
        ("evidence", LABELS["evidence"], old.expected_evidence, new.evidence),
        ("outcome", LABELS["outcome"], old.outcome, new.outcome),
        ("related_plans", LABELS["related_plans"], "; ".join(old.related_plans), "; ".join(new.links_to_plans)),
    ]
    if not (old.steps and new.steps):
        # Where both list steps the text is nothing but these, and they are told one by one.
        told.insert(1, ("text", LABELS["text"], old.text, new.text))
    if not new.ref and is_made(old.ref, sides.stems):
        # The document numbers it by its place, and the plan keeps what it was called by its own.
        told = [each for each in told if each[0] != "ref"]
    told += _told_of_own_columns(sides, dict(old.extra), dict(new.extra))
    told = [each for each in told if plain(each[3]) or not sides.silent_on(FIELD_COLUMNS.get(each[0], columns.ACTION))]
    yield from _changed("action", sides, at, old.id, list(_texts(told)))
    yield from step_differences(sides, at, old, new)
    yield from lead_differences(sides, at, old.assignments, new.leads)
    yield from date_differences(sides, at, old.timescales, new.timescales, stage=old.stage)
    progress = progress_difference(sides, at, old, new)
    if progress:
        yield progress


def _texts(told: Iterable[Told]) -> Iterator[Change]:
    for name, label, before, after in told:
        alike = same_ref if name == "ref" else same
        if not alike(before, after):
            yield Change(name, label, before or "", after or "")


def _changed(about: str, sides: Sides, at: At, was: int, changes: list[Change]) -> Iterator[Difference]:
    """New words in one difference; each field that the document leaves empty now in one of its own, because nothing
    ceases to be by absence."""
    worded = [change for change in changes if plain(change.after)]
    if worded:
        yield sides.difference(CHANGED, about, at, *worded, was=was)
    for change in changes:
        if not plain(change.after):
            yield sides.difference(GONE, about, at, change, was=was, part=f"-{_slug(change.name)}")


def _slug(name: str) -> str:
    return "".join(char if char.isalnum() else f"-{ord(char):x}-" for char in name.casefold()).strip("-")


def _listed(values) -> str:
    return ", ".join(map(str, values))
