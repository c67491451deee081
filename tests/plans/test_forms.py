"""What forms say of words that are too long."""

import importlib
import pkgutil
from datetime import date

import pytest
from django import forms

import plans.forms
import reports.forms
from plans.forms import dates

OURS = ("plans.", "reports.")


def every_form():
    for package in (plans.forms, reports.forms):
        for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
            importlib.import_module(module.name)
    found, at_hand = set(), [forms.BaseForm]
    while at_hand:
        for form in at_hand.pop().__subclasses__():
            at_hand.append(form)
            if form.__module__.startswith(OURS):
                found.add(form)
    return found


def test_every_field_says_in_our_words_how_long_it_may_be():
    """Django's own, "Ensure this value has at most 2000 characters", is no sentence for a head of service."""
    every = every_form()
    assert len(every) > 20
    bounded = [
        (form.__name__, name, field)
        for form in every
        for name, field in form.base_fields.items()
        if getattr(field, "max_length", None) and not field.widget.is_hidden
    ]
    assert [(form, name) for form, name, field in bounded if "max_length" not in field.error_messages] == []


@pytest.mark.parametrize(
    "year, whole",
    [
        ("27", 2027),
        ("24", 2024),
        ("56", 2056),
        ("00", 2000),
        ("57", "1957 or 2057"),
        ("99", "1999 or 2099"),
        ("7", "real"),
    ],
)
def test_two_digits_are_a_year_where_the_century_is_plain(monkeypatch, year, whole):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 11, 29))
    field = dates.DateField(what="the day")
    if isinstance(whole, int):
        assert field.clean(["27", "3", year]) == date(whole, 3, 27)
        return
    with pytest.raises(forms.ValidationError, match=whole):
        field.clean(["27", "3", year])
