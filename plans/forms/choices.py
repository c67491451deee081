"""What a field offers, set when its form is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from django import forms
from django.db.models import QuerySet


def offer(form: forms.Form, name: str, choices: Iterable) -> None:
    """Let that field of choice offer these: rows, or pairs of a value and its words."""
    if isinstance(choices, QuerySet):
        cast(forms.ModelChoiceField, form.fields[name]).queryset = choices
    else:
        cast(forms.ChoiceField, form.fields[name]).choices = list(choices)


def offered(form: forms.Form, name: str) -> QuerySet:
    """The rows that a field offers."""
    return cast(QuerySet, cast(forms.ModelChoiceField, form.fields[name]).queryset)
