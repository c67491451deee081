"""Asking for a later date."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.forms.text import Passage


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
