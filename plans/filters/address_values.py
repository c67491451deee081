"""Reading an address value by value: what can be used is kept in its plain form, what can't becomes a problem."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from plans.filters.fields import takes_several
from plans.forms.address import shortened


def mended(fields: Mapping[str, forms.Field], data: QueryDict) -> tuple[QueryDict, list[str]]:
    """The parameters of these fields that can be used, and a sentence for each value that can't.

    A value is cleaned by its field alone, so one that is refused takes no other with it.
    """
    kept, problems = QueryDict(mutable=True), []
    for name, field in fields.items():
        for value in _given(field, data, name):
            try:
                clean = field.clean([value] if takes_several(field) else value)
            except forms.ValidationError as refused:
                problems += [_short(message, value) for message in refused.messages]
                continue
            for plain in map(str, clean if takes_several(field) else filter(None, [clean])):
                if plain not in kept.getlist(name):
                    kept.appendlist(name, plain)
    return kept, problems


def _given(field: forms.Field, data: QueryDict, name: str) -> list[str]:
    """The values that were given; an empty box of the form is none. Of a field for one, the last."""
    values = [value for value in data.getlist(name) if value.strip()]
    return values if takes_several(field) else values[-1:]


def _short(message: str, value: str) -> str:
    return message.replace(value, shortened(value))
