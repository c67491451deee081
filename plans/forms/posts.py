"""What is typed about leads: what they are called, that two are one, that one is two, who holds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from plans.forms.choices import offer
from plans.forms.page import PageForm
from plans.forms.text import Passage, Text
from plans.models import Lead, User


class AmendLeadForm(PageForm):
    """Name, kind, the other names that are `known` and may be taken away, and new ones, one to a line."""

    name = Text(label="Name", max_length=300, error_messages={"required": "Enter what the lead is called."})
    kind = forms.ChoiceField(
        label="What it is",
        choices=Lead.Kind.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what it is."),
    )
    aliases = Passage(
        label="Also known as",
        help_text="Other names that documents give it, one to a line. Later imports find it by them.",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    without = forms.TypedMultipleChoiceField(
        coerce=int, required=False, error_messages={"invalid_choice": "Choose names that it has."}
    )
    why = Passage(
        label="Why? (optional)",
        help_text="The reason stands in the record.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, known=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.known = list(known)
        self.fields["without"].choices = [(alias.pk, alias.name) for alias in self.known]

    @property
    def taken(self) -> set[str]:
        """The names that are marked now, by their numbers."""
        return {str(value) for value in self["without"].value() or ()}

    def clean_aliases(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["aliases"].splitlines() if line.strip()]
        if any(len(line) > 300 for line in lines):
            raise ValidationError("Shorten each name to 300 characters or fewer, and put each on a line of its own.")
        return lines


class SplitForm(PageForm):
    """A post and whoever holds it."""

    post = Text(label="The post", max_length=300, error_messages={"required": "Enter what the post is called."})
    person = Text(label="Who holds it", max_length=200, error_messages={"required": "Enter who holds the post."})
    user = forms.ModelChoiceField(
        User.objects.none(),
        label="Their account",
        required=False,
        empty_label="No account yet",
        error_messages={"invalid_choice": "Choose somebody from the list."},
    )
    why = Passage(
        label="Why is it taken apart?", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "user", User.objects.active().order_by("name", "pk"))


@dataclass(slots=True)
class Filling:
    """One line of the table of who holds what: a lead whose updates nobody is asked for, the account that is proposed,
    and what was typed. `errors` by field, of which the first is shown at it."""

    lead: Lead
    proposed: User | None
    holder: str = ""
    ticked: bool = False
    email: str = ""
    name: str = ""
    errors: dict[str, str] | None = None

    @property
    def known_name(self) -> str:
        """Whom the plan names, or the register: somebody without an account."""
        return self.holder or (self.lead.name if self.lead.kind == Lead.Kind.PERSON else "")

    def named(self, field: str) -> str:
        return f"{field}-{self.lead.pk}"

    @property
    def is_asked(self) -> bool:
        return bool(self.ticked or self.email or self.name)


class FillingForm:
    """The table: `lines` as they were typed, `choices` the account or the new person of each that was filled in."""

    def __init__(self, lines: Iterable[Filling], data=None):
        self.lines = list(lines)
        self.choices: list[tuple[Lead, User | tuple[str, str]]] = []
        if data is not None:
            self._read(data)

    @property
    def errors(self) -> list[tuple[str, str]]:
        """The field and the words of each error, in the order of the table."""
        return [(line.named(name), words) for line in self.lines for name, words in (line.errors or {}).items()]

    def _read(self, data) -> None:
        for line in self.lines:
            line.ticked = line.proposed is not None and data.get(line.named("tick")) == str(line.proposed.pk)
            line.email = _typed(data, line.named("email"))[:254].lower()
            line.name = _typed(data, line.named("name"))[:200]
            if line.is_asked:
                self._choose(line)

    def _choose(self, line: Filling) -> None:
        if line.ticked and (line.email or line.name):
            line.errors = {"email": f"Either tick {line.proposed} or enter somebody else for {line.lead}."}
        elif line.ticked and line.proposed:
            self.choices.append((line.lead, line.proposed))
        elif not line.email:
            line.errors = {"email": f"Enter the e-mail address of whoever holds {line.lead}."}
        else:
            self._by_address(line)

    def _by_address(self, line: Filling) -> None:
        known = User.objects.filter(email__iexact=line.email).first()
        if known and not known.is_active:
            line.errors = {"email": f"The account of {known} is closed: an administrator can open it again."}
        elif known:
            self.choices.append((line.lead, known))
        elif not _is_address(line.email):
            line.errors = {"email": f"Enter the address for {line.lead} whole, such as ada.smith@example.gov.uk."}
        elif line.name or line.known_name:
            self.choices.append((line.lead, (line.email, line.name or line.known_name)))
        else:
            line.errors = {"name": f"Enter the name of whoever is invited to hold {line.lead}."}


def _typed(data, name: str) -> str:
    return " ".join(data.get(name, "").replace("\0", "").split())


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
