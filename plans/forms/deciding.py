"""The days that go with a decision."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.operations.errors import Refused


class _DayForm(forms.Form):
    """One day in three boxes."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data or None, auto_id="%s", **kwargs)

    def day(self):
        """The day or None. Raises Refused, naming the field, for what is no day."""
        if not self.is_valid():
            [(name, errors)] = self.errors.items()
            raise Refused(errors[0], name)
        return next(iter(self.cleaned_data.values()))


class NextLookForm(_DayForm):
    """When somebody looks again whether what is verified has lasted."""

    recheck_on = DateField(what="the day of the re-check", required=False)


class RecheckForm(_DayForm):
    """The day on which somebody did."""

    on = DateField(what="the day on which you looked", required=False)
