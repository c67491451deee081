"""The steps of an action beside those it had."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plans.importing.editions.assignments import lead_differences
from plans.importing.editions.date_differences import date_differences
from plans.importing.editions.differences import CHANGED, GONE, MOVED, NEW, At, Change, Difference
from plans.importing.editions.order import moved
from plans.importing.editions.sides import Sides
from plans.importing.editions.similarity import same
from plans.importing.understood_plan import UnderstoodAction, UnderstoodStep
from plans.state import ActionState, StepState


def step_differences(sides: Sides, at: At, old: ActionState, new: UnderstoodAction) -> Iterator[Difference]:
    """New, changed and moved steps with what stands beside each, in order, then those that are gone."""
    matched = sides.found.matched.steps
    known = {step.id: step for step in old.steps}
    ids = [matched.get((*at, k)) for k in range(len(new.steps))]
    moving = moved(list(known), [i for i in ids if i is not None])
    for k, (step, was) in enumerate(zip(new.steps, ids, strict=True)):
        here = (*at, k)
        if was is None:
            key = f"step-n{'-'.join(map(str, here))}"
            yield _difference(sides, here, NEW, key, Change("text", "Step", "", step.text))
            continue
        before = known[was]
        if not same(before.text, step.text):
            change = Change("text", "Step", before.text, step.text)
            yield _difference(sides, here, CHANGED, f"step-{was}", change, was=was)
        if was in moving:
            change = Change("place", "Place", _after(old.steps, before), _after(new.steps, step))
            yield _difference(sides, here, MOVED, f"step-{was}-moved", change, was=was)
        yield from lead_differences(sides, here, before.assignments, step.leads)
        met = before.met_on is not None
        yield from date_differences(sides, here, before.timescales, step.timescales, stage=old.stage, met=met)
    for before in old.steps:
        if before.id not in ids:
            change = Change("text", "Step", before.text, "")
            yield _difference(sides, at, GONE, f"step-{before.id}-gone", change, was=before.id)


def _difference(sides: Sides, at: At, kind: str, key: str, change: Change, was: int | None = None) -> Difference:
    return Difference(
        key=key,
        kind=kind,
        about="step",
        place=sides.place(at[:3]),
        was=was,
        at=at,
        changes=(change,),
        default=kind != GONE,
    )


def _after(steps: Sequence[StepState | UnderstoodStep], step: StepState | UnderstoodStep) -> str:
    place = steps.index(step)
    return f"After “{steps[place - 1].text}”" if place else "First"
