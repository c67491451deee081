"""How a cell says what belongs to the steps of an action: once where they share it, else by their numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from plans.state import ActionState, StepState
from reports.appendix.model import Line


def by_step(action: ActionState, said: Callable[[StepState], Sequence[str]]) -> tuple[Line, ...]:
    """What is said of the steps, as lines: without a marker where all steps share it, else one line for each
    thing said, marked with the numbers of its steps ("1–3, 5.")."""
    told = ["; ".join(said(step)) for step in action.steps]
    if len(set(told)) == 1:
        return tuple(Line(text=text) for text in told[:1] if text)
    numbers: dict[str, list[int]] = {}
    for number, text in enumerate(told, start=1):
        numbers.setdefault(text, []).append(number)
    return tuple(Line(text=text, marker=f"{ranges(at)}.") for text, at in numbers.items() if text)


def ranges(numbers: Iterable[int]) -> str:
    """ "1–3, 5" for 1, 2, 3 and 5, which ascend."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)
