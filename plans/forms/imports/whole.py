"""What is said of the whole document: its frame, what its columns mean, and what its rows are."""

from __future__ import annotations

from django import forms

from plans.forms.imports.days import typed_day
from plans.forms.page import AsTyped, NumberField, PageForm
from plans.forms.text import Text
from plans.importing import DAYS, RULINGS, SAYABLE, THEME, ColumnMeans, Edit, Framed, Ruled, UnderstoodPlan
from plans.wording import day

LABELS = {
    "title": "Title",
    "subtitle": "Subtitle",
    "organisation": "Organisation",
    "report_ref": "Report reference",
    "dated": "The document’s date",
    "anchor": "The day from which “within 3 months” counts",
}


class SayingForm(PageForm):
    """Which of the workbench's forms was sent (`do`), and what it is about: a question, a row by the words for its
    place, an action by its key, or the number of something said."""

    do = AsTyped()
    question = AsTyped()
    where = AsTyped()
    key = AsTyped()
    number = NumberField()


class FinishForm(PageForm):
    """How an import ends (`do`), of which reading, and why where a document becomes a second plan."""

    do = AsTyped()
    seen = AsTyped()
    again = AsTyped()

    def clean_again(self) -> str:
        return self.cleaned_data["again"].strip()


class FrameForm(PageForm):
    """The frame of the plan. `edits` are what differs from how it was understood."""

    def __init__(self, data=None, *, plan: UnderstoodPlan):
        super().__init__(data, prefix="frame")
        self.plan = plan
        for name, label in LABELS.items():
            value = getattr(plan, name)
            shown = day(value) if name in DAYS else value or ""
            self.fields[name] = Text(label=label, required=name == "title", max_length=300, initial=shown)
        self.fields["title"].error_messages["required"] = "Enter the plan’s title."

    def clean(self):
        for name in DAYS & set(self.cleaned_data):
            try:
                self.cleaned_data[name] = typed_day(self.cleaned_data[name], LABELS[name].lower())
            except forms.ValidationError as error:
                self.add_error(name, error)
        return self.cleaned_data

    @property
    def edits(self) -> tuple[Edit, ...]:
        said = []
        for name in LABELS:
            new, old = self.cleaned_data[name] or None, getattr(self.plan, name) or None
            if new != old:
                said.append(Framed(name, (new.isoformat() if name in DAYS else new) if new else ""))
        return tuple(said)


class ColumnsForm(PageForm):
    """A choice of meaning for each column, in printed order, and then for those whose cells became sections."""

    def __init__(self, data=None, *, plan: UnderstoodPlan):
        super().__init__(data, prefix="column")
        self.names: dict[str, tuple[str, str]] = {}
        for number, column in enumerate(plan.columns):
            heading = column.heading or f"Column {number + 1}"
            self.add(heading, column.meaning)
        for heading in plan.themes:
            self.add(heading, THEME)

    def add(self, heading: str, meaning: str) -> None:
        name = str(len(self.names))
        self.names[name] = (heading, meaning)
        self.fields[name] = forms.ChoiceField(label=heading, choices=list(SAYABLE.items()), initial=meaning)

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(
            ColumnMeans(heading, self.cleaned_data[number])
            for number, (heading, meaning) in self.names.items()
            if self.cleaned_data[number] != meaning
        )


class RulingForm(PageForm):
    """What one source line is."""

    line = forms.IntegerField(min_value=0)
    ruling = forms.ChoiceField(choices=[(ruling, ruling) for ruling in RULINGS])

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Ruled(self.cleaned_data["line"], self.cleaned_data["ruling"]),)
