"""Which of an action's dates counts, and how it came to be."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from audits.track import Dates
from plans.models import Extension, Timescale


def deciding(timescales: Iterable[Timescale]) -> Timescale | None:
    """The dated timescale that decides when the action is due: the earliest unmet, its own or a step's; where all
    are met, the last. None where nothing has a day."""
    dated = sorted((each for each in timescales if each.latest), key=lambda each: each.latest or date.max)
    unmet = [
        each for each in dated if not each.met_on and not (each.step and (each.step.met_on or each.step.withdrawn))
    ]
    return next(iter(unmet or dated[-1:]), None)


def history(timescale: Timescale, extensions: Iterable[Extension], forecast: date | None) -> Dates:
    """How this dated timescale's day moved, by those of the extensions that are its own and were agreed, in order.

    Raises ValueError for a timescale without a day.
    """
    agreed = [
        each for each in extensions if each.timescale_id == timescale.pk and each.status == Extension.Status.AGREED
    ]
    original = (agreed[0].from_latest or agreed[0].to_latest) if agreed else timescale.latest
    if original is None:
        raise ValueError(f"The timescale {timescale.pk} has no day.")
    moves = tuple(each.to_latest for each in agreed if each.to_latest != original)
    return Dates(original=original, moves=moves, forecast=forecast)
