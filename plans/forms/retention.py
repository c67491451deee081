"""How long a plan is kept."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.forms.text import Passage


class RetentionForm(forms.Form):
    """The last day on which a closed plan is kept, and whether it is on hold."""

    retain_until = DateField(what="the day until which it is kept", required=False)
    hold = forms.BooleanField(required=False)
    hold_reason = Passage(required=False)

    def __init__(self, data=None, **kwargs):
        super().__init__(data, auto_id="%s", **kwargs)
