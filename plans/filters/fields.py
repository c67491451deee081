"""What an address may hold for each filter, and the words in which a value that can't stand is refused."""

from __future__ import annotations

from django import forms

from plans.forms.text import Text

YES = "yes"
ON = frozenset({YES, "1", "true", "on"})
OFF = frozenset({"no", "0", "false", "off"})
MOST_DAYS = 3650
MOST_WORDS = 10


class Toggle(forms.Field):
    """On or not: cleans to "yes" or None."""

    default_error_messages = {
        "invalid": "“%(value)s” is neither yes nor no for “%(label)s”. Write yes, or leave it out."
    }

    def clean(self, value):
        text = (value or "").strip().lower()
        if text in ON:
            return YES
        if not text or text in OFF:
            return None
        raise _refusal(self, "invalid", value, label=self.label)


class Named(forms.MultipleChoiceField):
    """Several of a set, by any of their names: `names` gives the values that each name means."""

    def __init__(self, *, names=None, **kwargs):
        self.names = names or {}
        super().__init__(**kwargs)

    def to_python(self, value):
        return [meant for name in super().to_python(value) for meant in self.names.get(name, (name,))]


class Days(forms.Field):
    """Several whole numbers of days: cleans to a list of int."""

    widget = forms.SelectMultiple
    default_error_messages = {
        "invalid": f"“%(value)s” is not a number of days. Write a whole number up to {MOST_DAYS:,}, such as 14, "
        "or choose one under When due."
    }

    def clean(self, value):
        return [self._number(text) for text in value or []]

    def _number(self, text: str) -> int:
        digits = text.strip()
        if not (digits.isdecimal() and len(digits) <= 6 and int(digits) <= MOST_DAYS):
            raise _refusal(self, "invalid", text)
        return int(digits)


class Words(Text):
    """Words to search for, with single spaces between them."""

    default_error_messages = {
        "many": f"The list is searched for {MOST_WORDS} words at most. Leave some of yours out and apply again.",
        "max_length": "The list is searched for %(limit_value)s characters at most. Shorten the words and apply again.",
    }

    def __init__(self, **kwargs):
        super().__init__(error_messages=self.default_error_messages, **kwargs)

    def clean(self, value):
        words = super().clean(value).split()
        if len(words) > MOST_WORDS:
            raise _refusal(self, "many", value)
        return " ".join(words)


def takes_several(field: forms.Field) -> bool:
    """Whether the field is handed a list of values."""
    return isinstance(field.widget, forms.SelectMultiple)


def _refusal(field: forms.Field, code: str, value: str, **params) -> forms.ValidationError:
    return forms.ValidationError(field.error_messages[code], code=code, params={"value": value, **params})
