"""What every form of a page has: where a refusal is put, what was typed, and how the page is answered."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import QueryDict

from plans.characters import whole_number
from plans.operations.errors import Refused
from plans.operations.freshness import Stale


class PageForm(forms.Form):
    """Its boxes bear the names of its fields, for the links of the error summary."""

    refusal: Refused | None = None
    """What the verb refused, where it did."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"auto_id": "%s"} | kwargs)

    def refuse(self, error: Refused | ValidationError) -> None:
        """Put what a verb could not accept at the field that it is about, or at the head of the form."""
        if isinstance(error, Refused):
            self.refusal = error
            said = dict(self.cleaned_data)
            self.add_error(error.field if error.field in self.fields else None, str(error))
            self.cleaned_data |= said  # it could be read, so that the page can go by it
            return
        found = error.error_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
        for name, errors in found.items():
            for each in errors:
                named = next((known for known in (name, each.code) if known in self.fields), None)
                for message in each.messages:
                    self.add_error(named, message)

    @property
    def is_stale(self) -> bool:
        """Whether it was refused because something was done since the page was opened."""
        return isinstance(self.refusal, Stale)

    @property
    def http_status(self) -> int:
        """How the page is answered that shows the form as it was sent."""
        if self.is_stale:
            return 409
        return 422 if self.errors else 200

    @property
    def error(self) -> Refused | None:
        """What is to be mended first, for a page that tells one thing at a time."""
        if self.refusal:
            return self.refusal
        found = next(iter(self.errors.items()), None)
        return Refused(str(found[1][0]), found[0] if found[0] in self.fields else None) if found else None

    @property
    def typed(self) -> QueryDict:
        """What was sent, as it was typed; empty where the page was only opened."""
        return self.data if isinstance(self.data, QueryDict) else QueryDict()


class NumberField(forms.Field):
    """A whole number, as a button or a hidden box sends it; None where it is none."""

    def __init__(self):
        super().__init__(required=False, widget=forms.HiddenInput)

    def to_python(self, value) -> int | None:
        return whole_number(value or "")


class SeenField(NumberField):
    """The number of the newest act that the page bore; None where it bore none (`plans.operations.freshness`)."""


class PickedField(forms.MultipleChoiceField):
    """What was ticked, as it was sent. What is offered no more by then is for the form to pass over."""

    def __init__(self):
        super().__init__(required=False)

    def validate(self, value):
        pass


class AsTyped(forms.CharField):
    """Words as they were typed, for a verb that says itself what is to be mended of them."""

    def __init__(self, **kwargs):
        super().__init__(required=False, strip=False, **kwargs)
        self.validators = []


class ReasonForm(PageForm):
    """Why something is done; whether that is enough its verb says."""

    reason = AsTyped()
