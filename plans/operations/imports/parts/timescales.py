"""Timescales as rows."""

from __future__ import annotations

from plans import models as m
from plans.timescales import Timescale


def timescale_rows(readings: tuple[Timescale, ...], **owner) -> list[m.Timescale]:
    """Unsaved rows, in order, of a section, an action, or a step and its action."""
    return [timescale_row(reading, order, **owner) for order, reading in enumerate(readings)]


def timescale_row(reading: Timescale, order: int, **owner) -> m.Timescale:
    return m.Timescale(
        order=order,
        text=reading.text,
        kind=reading.kind,
        earliest=reading.earliest,
        latest=reading.latest,
        **owner,
    )
