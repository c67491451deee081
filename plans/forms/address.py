"""What a page's address asks, read by a form: the one way in of it.

A part that can't be used is left out, said on top of the page, and answered with 400 (`actionplans.middleware`): what
is left out in silence would be believed. Lists of actions and the log have filters of their own (`plans.filters`,
`audits.logquestion`), which are handed the `whole_address`.
"""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from plans.characters import whole_number

SHOWN = 60
"""Characters of a refused value that are repeated to the person."""
ON = frozenset({"yes", "1", "true", "on"})
OFF = frozenset({"", "no", "0", "false", "off"})


class PageNumber(forms.Field):
    """Which page of a list is shown: a number from 1, which is also that of none. Past the last is for the list to
    say: while somebody works through it, it grows shorter."""

    def __init__(self):
        super().__init__(required=False)

    def clean(self, value) -> int:
        number = whole_number(value or "1")
        if not number:
            raise forms.ValidationError(f"There is no page “{shortened(value)}”: pages are numbered from 1.")
        return number


class Number(forms.Field):
    """The number of a row; None where none is asked for. Whether there is such a row is for the page to say."""

    def __init__(self):
        super().__init__(required=False)

    def clean(self, value) -> int | None:
        number = whole_number(value or "")
        if value and number is None:
            raise forms.ValidationError(f"“{shortened(value)}” is the number of nothing here.")
        return number


class OneOf(forms.Field):
    """One of the things that the page can show, `usual` where none is asked for."""

    def __init__(self, choices=(), *, usual: str = ""):
        super().__init__(required=False)
        self.choices, self.usual = choices, usual

    def clean(self, value) -> str:
        if not value:
            return self.usual
        if value not in self.choices:
            raise forms.ValidationError(f"“{shortened(value)}” is nothing that this page can show.")
        return value


class Flag(forms.Field):
    """Whether something is asked for."""

    def __init__(self):
        super().__init__(required=False)

    def clean(self, value) -> bool:
        word = (value or "").strip().lower()
        if word not in ON | OFF:
            raise forms.ValidationError(f"“{shortened(value)}” is neither yes nor no.")
        return word in ON


class AddressForm(forms.Form):
    """What an address asks of a page; of `options` each is what one of its fields may be."""

    def __init__(self, address: QueryDict, **options):
        super().__init__(address)
        for name, choices in options.items():
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.full_clean()

    @property
    def asked(self) -> dict:
        """What can be used, and of all else what stands where nothing is asked."""
        return {name: self.cleaned_data.get(name, field.clean(None)) for name, field in self.fields.items()}


class PagedAddress(AddressForm):
    """Of a list that has pages and nothing else."""

    page = PageNumber()


class PartAddress(AddressForm):
    """Of a long plan the part that holds the beginning of a section, or a recommendation (`plans.parts`)."""

    section = Number()
    recommendation = Number()


def whole_address(request) -> QueryDict:
    """What the address asks: to be handed to a form or to filters, and not to be read by hand."""
    return request.GET


def in_address(request, form: type[AddressForm], **options) -> dict:
    """What an address asks, as a form reads it; what can't be used of it is left out, and said on the page."""
    found = form(whole_address(request), **options)
    note_unusable(request, {name: str(errors[0]) for name, errors in found.errors.items()})
    return found.asked


def typed_in_address(request, name: str) -> str:
    """What stands in a box of the page, whether it can be used or not, or is a way back, which others try."""
    return whole_address(request).get(name, "")


def note_unusable(request, problems: dict[str, str]) -> None:
    """Have the page say what of its address can't be used: by parameter, a sentence each."""
    request.unusable = unusable(request) | problems


def unusable(request) -> dict[str, str]:
    """What of the address of a request could not be used, as far as it has been read."""
    return getattr(request, "unusable", {})


def shortened(value: str) -> str:
    """As much of a value as is repeated."""
    return f"{value[:SHOWN]}…" if len(value) > SHOWN else value
