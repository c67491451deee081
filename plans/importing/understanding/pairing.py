"""The steps of an action with what stands one to one with them: as many leads, as many dates."""

from dataclasses import dataclass

from plans.importing.source_document import Cell
from plans.importing.understanding.steps import read_steps
from plans.importing.understood_plan import UnderstoodLead, UnderstoodStep
from plans.timescales import Timescale

Blocks = list[tuple[Timescale, ...]]
"""The timescales of a cell, block by block."""


@dataclass(frozen=True, slots=True)
class Paired:
    """What an action's cell lists. `leads_given` and `timescales_given`: the steps have them, so that they are not
    the whole action's. `doubts` are questions as (field, text, because)."""

    lead_in: str | None
    steps: tuple[UnderstoodStep, ...]
    leads_given: bool
    timescales_given: bool
    doubts: tuple[tuple[str, str, str], ...]


def pair_steps(cell: Cell, named: tuple[UnderstoodLead, ...], dates: Blocks) -> Paired:
    """The steps that a cell lists, with the leads (`named`, in printed order) and dates that stand beside them.

    Several dates beside another number of steps stay with the action, with a question. Leads do too without one,
    because those named often share all of an action.
    """
    readings = [timescale for block in dates for timescale in block]
    listing = read_steps(cell, tuple({count for count in (len(dates), len(readings), len(named)) if count > 1}))
    count = len(listing.steps)
    leads_given = len(named) == count > 1
    theirs = _one_to_one(count, dates, readings)
    doubts = [("steps", cell.flat, listing.doubt)] if listing.doubt else []
    if count > 1 and len(readings) > 1 and not theirs:
        because = f"{len(readings)} timescales stand beside {count} steps; which is whose?"
        doubts.append(("timescales", "; ".join(timescale.text for timescale in readings), because))
    steps = tuple(
        UnderstoodStep(text, (named[number],) if leads_given else (), theirs[number] if theirs else ())
        for number, text in enumerate(listing.steps)
    )
    return Paired(listing.lead_in, steps, leads_given, bool(theirs), tuple(doubts))


def _one_to_one(steps: int, dates: Blocks, readings: list[Timescale]) -> Blocks:
    """The timescales of each step, where there are as many as steps; else none."""
    if steps < 2:
        return []
    if len(dates) == steps:
        return dates
    return [(timescale,) for timescale in readings] if len(readings) == steps else []
