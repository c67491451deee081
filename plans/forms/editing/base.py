"""What the forms of editing share: the mark of what they were opened with, the reason, and how fields look."""

from __future__ import annotations

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from plans.forms.dates import DateWidget
from plans.forms.page import AsTyped, PageForm
from plans.forms.text import Passage, Text
from plans.models import Plan
from plans.operations.errors import Refused
from plans.operations.words import REASON_LIMIT
from plans.wording import day

LOOKS = (
    (DateWidget, "day"),
    (forms.Textarea, "words"),
    (forms.CheckboxSelectMultiple, "ticks"),
    (forms.CheckboxInput, "tick"),
    (forms.Select, "choice"),
)


class Lines(Passage):
    """Several words, one a line. Cleans to a list without the empty ones."""

    def __init__(self, *, rows: int = 3, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value):
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class WordsField(Passage):
    """Words of any length, refused by the verb where they are too long."""

    def __init__(self, *, rows: int = 3, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), required=False, **kwargs)


class ChoiceForm(PageForm):
    """By which button a page of editing was sent, and what was chosen where two edits met."""

    CHOICES = ("mine", "theirs", "edit", "later")
    conflict = AsTyped()
    keep = AsTyped()
    discard = AsTyped()
    then = AsTyped()

    @property
    def keeps(self) -> str:
        """What the page of a conflict was answered with: one of `CHOICES`, "undecided", or empty for another page."""
        if not self.cleaned_data["conflict"]:
            return ""
        keep = self.cleaned_data["keep"]
        return keep if keep in self.CHOICES else "undecided"


class MoveForm(PageForm):
    """Where a thing goes: `to` up or down, or a `place` of the list, for a reason."""

    to = AsTyped()
    place = AsTyped()
    why = AsTyped()


class EditForm(PageForm):
    """A form for one thing of `plan`; `under` is what a new one goes under, `thing` one that is there.

    `values()` are what its verb takes; `initial` what a thing has now, by the same names.
    """

    data: QueryDict
    opened = Text(required=False, widget=forms.HiddenInput)
    why = WordsField(
        rows=2,
        max_length=REASON_LIMIT,
        label="Why?",
        help_text="This plan is live. The reason stands in its audit log beside what changed.",
        error_messages={"max_length": f"Shorten the reason to {REASON_LIMIT:,} characters or fewer."},
    )
    names: list[str] = []
    """What a field offers to choose from as one types."""

    own = frozenset({"opened", "why"})
    """Fields that are no value of the thing."""

    renamed: dict[str, str] = {}
    """From the names that verbs give to what they refuse to the fields of this form."""

    def __init__(self, data=None, *, plan: Plan, under=None, thing=None, **kwargs):
        super().__init__(data, **kwargs)
        self.plan, self.under, self.thing = plan, under, thing
        if plan.status != Plan.Status.LIVE or thing is None:
            del self.fields["why"]
        else:
            self.order_fields([*(name for name in self.fields if name != "why"), "why"])
        self.prepare()

    def prepare(self) -> None:
        """Adapt the fields to the plan and the thing."""

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name not in self.own}

    def reason(self) -> dict[str, str]:
        """What the verb takes besides values: why, and the mark of what the form was opened with."""
        return {"why": self.cleaned_data.get("why", ""), "opened": self.cleaned_data["opened"]} if self.thing else {}

    def refuse(self, error) -> None:
        if isinstance(error, Refused) and error.field in self.renamed:
            error = Refused(str(error), self.renamed[error.field])
        super().refuse(error)

    def waits(self) -> bool:
        """Whether something has to be shown before this is saved; asked of a valid form."""
        return False

    def shown(self) -> list[tuple[BoundField, str]]:
        """The fields in order, each with its look."""
        return [(bound, _look(bound)) for bound in self if not bound.is_hidden]

    def in_words(self, values: dict) -> dict[str, str]:
        """Values of this form's thing as a person reads them, by the label of their field."""
        return {
            str(self.fields[name].label): self.said(name, value)
            for name, value in values.items()
            if name in self.fields and name not in self.own
        }

    def said(self, name: str, value) -> str:
        """One value as a person reads it."""
        if value in (None, "", [], {}):
            return ""
        choices = dict(getattr(self.fields[name], "choices", ()))
        if choices:
            picked = value if isinstance(value, list) else [value]
            return ", ".join(str(choices.get(each, each)) for each in picked)
        if hasattr(value, "year"):
            return day(value)
        return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def line(*, label: str, hint: str = "", width: str = "", required: bool = False, **kwargs) -> Text:
    """A line of words; the verb says how long it may be. `width` is one of GOV.UK's input classes."""
    attrs = {"class": width} if width else {}
    return Text(label=label, help_text=hint, required=required, widget=forms.TextInput(attrs=attrs), **kwargs)


def _look(bound: BoundField) -> str:
    return next((look for kind, look in LOOKS if isinstance(bound.field.widget, kind)), "line")
