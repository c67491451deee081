"""What is typed where a decision is asked for or taken: a later date, and the days that go with it."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.forms.text import Passage
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


class ExtensionForm(forms.Form):
    """Reads a request to move one of an action's dated timescales."""

    timescale = forms.TypedChoiceField(coerce=int)
    to_latest = DateField(what="the new date")
    reason = Passage(max_length=2000, error_messages={"required": "Say why the date has to move."})

    def __init__(self, data=None, *, timescales, **kwargs):
        super().__init__(data, auto_id="%s", **kwargs)
        self.timescales = {timescale.pk: timescale for timescale in timescales}
        self.fields["timescale"].choices = [(pk, t.text) for pk, t in self.timescales.items()]
        for kind in ("required", "invalid_choice"):
            self.fields["timescale"].error_messages[kind] = "Choose which date has to move."
        self.initial.setdefault("timescale", next(iter(self.timescales), None))
