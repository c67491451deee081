"""The cells of a long list. What stands in one follows from a few values that many rows share, such as a day, so each
is laid out once and kept; what people wrote is not kept."""

from functools import lru_cache

from django import template
from django.template.loader import get_template
from django.utils.safestring import mark_safe

from plans.templatetags.words import rag, stage

register = template.Library()

KEPT = 2_000
"""Cells of each kind."""


@register.simple_tag
def due_cell(line, on):
    """The day and how far off it is, or what stands in its place."""
    if line.printed:
        return _due.__wrapped__(line.due, line.undated, line.printed, line.overdue, line.finished, on)
    return _due(line.due, line.undated, "", line.overdue, line.finished, on)


@register.simple_tag
def rating_cell(line):
    """The rating, and how it went since the last paper where it went anywhere."""
    went = line.direction in ("better", "worse")
    return rag(line.rating) + _moved(line.direction, line.reported.label) if went else rag(line.rating)


@register.simple_tag
def stage_cell(line):
    """The stage, and the forecast where that is later than the day."""
    return stage(line.stage) + _forecast(line.forecast_on) if line.forecast_late else stage(line.stage)


@register.simple_tag
def last_update_cell(line):
    """The day of the last word, and that one is owed."""
    return _last_update(line.position_on, line.owes)


@lru_cache(maxsize=KEPT)
def _due(due, undated, printed, overdue, finished, on):
    told = {"due": due, "undated": undated, "printed": printed, "overdue": overdue, "finished": finished, "on": on}
    return _cell("due", told)


@lru_cache(maxsize=KEPT)
def _moved(direction, was):
    return _cell("moved", {"direction": direction, "was": was})


@lru_cache(maxsize=KEPT)
def _forecast(forecast_on):
    return _cell("forecast", {"forecast_on": forecast_on})


@lru_cache(maxsize=KEPT)
def _last_update(position_on, owes):
    return _cell("last_update", {"position_on": position_on, "owes": owes})


def _cell(name, told):
    """Without the end of the template's last line."""
    return mark_safe(get_template(f"plans/cells/{name}.html").render(told).removesuffix("\n"))  # noqa: S308
