"""A reporting period, and how often a plan asks for updates."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.forms.page import AsTyped, PageForm
from plans.forms.text import Text

DAYS = (1, 366)
"""The fewest and the most days between updates."""


class PeriodForm(PageForm):
    """Reads a period's name and days."""

    name = Text(
        strip=True,
        max_length=100,
        error_messages={
            "required": "Give the period a name, such as End July 2027.",
            "max_length": "Shorten the name to 100 characters or fewer.",
        },
    )
    position_on = DateField(what="the day that the figures are of")
    due_on = DateField(what="the day until which updates are due", required=False)
    meeting_on = DateField(what="the day of the meeting", required=False)

    def __init__(self, data=None, *, period=None, **kwargs):
        names = ("name", "position_on", "due_on", "meeting_on")
        initial = {name: getattr(period, name) for name in names} if period else {}
        super().__init__(data, initial=initial, **kwargs)


class PeriodFateForm(PageForm):
    """What becomes of a period beside its days: closed, collected again or withdrawn, for a reason."""

    do = forms.ChoiceField(choices=[("close", ""), ("reopen", ""), ("withdraw", "")])
    reason = AsTyped()


class CadenceForm(PageForm):
    """Reads how many days may pass between two updates of an action."""

    cadence_days = forms.IntegerField(
        min_value=DAYS[0],
        max_value=DAYS[1],
        error_messages={
            "required": "Enter how many days may pass between updates, such as 28.",
            "invalid": "Enter the days as a whole number, such as 28.",
            "min_value": "Enter at least 1 day.",
            "max_value": "Enter a year, 366 days, or less.",
        },
    )

    def __init__(self, data=None, *, plan, **kwargs):
        super().__init__(data, initial={"cadence_days": plan.cadence_days}, **kwargs)
