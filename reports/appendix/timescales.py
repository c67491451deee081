"""The cell that says by when: the words as printed, what they were revised to, and how late that is."""

from __future__ import annotations

import re
from datetime import date

from plans import rules
from plans.state import ActionState, StepState, TimescaleState
from reports.appendix.model import Line
from reports.appendix.steps import by_step
from reports.appendix.text import one_line
from reports.appendix.words import MONTHS, day, late, number


def lines(action: ActionState, on: date) -> tuple[Line, ...]:
    """The timescales of the action and of its steps, each with its lateness, then a forecast that is late."""
    own: list[Line] = []
    for timescale in action.timescales:
        own.append(Line(text=phrase(timescale)))
        own += [Line(text=text, style="strong") for text in _late(action, timescale, on)]

    def of_step(step: StepState) -> list[str]:
        return [", ".join([phrase(t), *(_late(action, t, on) if step.met_on is None else ())]) for t in step.timescales]

    return (*own, *by_step(action, of_step), *forecast(action))


def standing(action: ActionState, on: date) -> tuple[Line, ...]:
    """The same for a list of exceptions: the day that counts, its lateness, extensions and forecast."""
    due = rules.due(action)
    words = [Line(text=day(due))] if due else [Line(text=phrase(t)) for t in rules.timescales(action)]
    if days := rules.days_late(action, on):
        words.append(Line(text=late(days), style="strong"))
    if moved := rules.extensions(action):
        first = rules.first_due(action)
        since = f", first due {day(first)}" if first and first != due else ""
        words.append(Line(text=number(moved, "extension") + since))
    return (*words, *forecast(action))


def forecast(action: ActionState) -> tuple[Line, ...]:
    """When the last word expects it, if that is after its day."""
    update = action.latest_update
    if update and update.forecast_on and rules.forecast_late(action):
        return (Line(text=f"Forecast {day(update.forecast_on)}"),)
    return ()


def phrase(timescale: TimescaleState) -> str:
    """ "31 July 2026 revised to 15 September 2026", "30 June 2026 (met 28 June 2026)"."""
    words = one_line(timescale.text) or (day(timescale.latest) if timescale.latest else timescale.kind)
    if timescale.latest and any(extension.status == "agreed" for extension in timescale.extensions):
        words += f" revised to {day(timescale.latest)}"
    return f"{words} (met {day(timescale.met_on)})" if timescale.met_on else words


def only_day(action: ActionState, said: tuple[Line, ...]) -> date | None:
    """The day that the cell says, where it says one day and nothing else: "30th June 2026", not "June 2026"."""
    if len(said) != 1 or len(action.timescales) != 1:
        return None
    latest = action.timescales[0].latest
    return latest if latest and _is_day(said[0].text, latest) else None


def _is_day(words: str, on: date) -> bool:
    """Whether the words are that day, in letters or digits, and no more."""
    names = {name.casefold() for name in re.findall(r"[^\W\d_]+", words)} - {"st", "nd", "rd", "th"}
    numbers = {int(digits) for digits in re.findall(r"\d+", words)}
    month = MONTHS[on.month - 1].casefold()
    in_letters = len(names) == 1 and month.startswith(min(names)[:3]) and len(numbers) == 2
    in_digits = not names and numbers >= {on.day, on.month}
    return on.day in numbers and (in_letters or in_digits)


def _late(action: ActionState, timescale: TimescaleState, on: date) -> list[str]:
    if timescale.met_on is not None or timescale.latest is None or not rules.overdue(action, on):
        return []
    return [late((on - timescale.latest).days)] if timescale.latest < on else []
