"""What the table is made of: columns, sources, sections, recommendations, actions and their steps."""

from __future__ import annotations

from django import forms

from plans import columns
from plans.forms.choices import offer
from plans.forms.dates import DateField
from plans.forms.editing.base import EditForm, Lines, WordsField, line
from plans.forms.editing.leads import names, of_role
from plans.forms.editing.timescales import read_words, readings_in_words
from plans.forms.text import Text
from plans.operations.editing import Dating, Led
from plans.timescales import Reading

SHORT = "govuk-input--width-5"


class ColumnForm(EditForm):
    heading = line(label="Heading", hint="As the paper prints it.")
    meaning = forms.ChoiceField(
        label="What stands under it",
        choices=columns.MEANINGS.items(),
        initial=columns.EXTRA,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what stands under the heading."),
    )


class SourceForm(EditForm):
    title = WordsField(label="What it is", help_text="Such as an inspection and its month.", rows=2)
    code = line(label="Code", hint="As the plan prints it beside recommendations, such as (a).", width=SHORT)
    on = DateField(what="its date", label="Date", required=False)


class SectionForm(EditForm):
    title = line(
        label="Title",
        hint="A band such as “Within 3 months”, or a theme. A plan with a single section may go without.",
    )


class RecommendationForm(EditForm):
    ref = line(label="Reference", hint="As it is printed, such as 4. or CP 10.", width=SHORT)
    text = WordsField(label="Recommendation", help_text="What must improve, as the report says it.", rows=4)
    sources = forms.TypedMultipleChoiceField(
        label="Sources",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose among the sources of this plan."},
    )
    links_text = line(label="Findings it answers", hint="Their numbers as printed, such as 14, 6 or 1-17.")

    def prepare(self) -> None:
        sources = self.plan.sources.filter(withdrawn=False)
        offer(self, "sources", [(source.pk, str(source)) for source in sources])
        if not sources:
            del self.fields["sources"]
        if self.thing is None:
            self.initial.setdefault("ref", self._next_ref())

    def _next_ref(self) -> str:
        """The number after the last one of the plan, where its recommendations are numbered."""
        of_plan = type(self.under).objects.filter(plan=self.plan, withdrawn=False)
        refs = of_plan.filter(recommendations__withdrawn=False).values_list("recommendations__printed_ref", flat=True)
        numbers = [ref.strip().rstrip(".") for ref in refs]
        if not all(number.isascii() and number.isdigit() for number in numbers):
            return ""
        dot = "." if any(ref.strip().endswith(".") for ref in refs) else ""
        return f"{max(map(int, numbers), default=0) + 1}{dot}"


class ActionForm(EditForm):
    """An action that is there. Its steps, leads and timescales have forms of their own."""

    text = WordsField(label="Action", help_text="What is to be done.", rows=4)
    ref = line(label="Reference", hint="Leave empty to count under its recommendation: 4.1, 4.2.", width=SHORT)
    expected_evidence = WordsField(label="Evidence", help_text="What will show that it is done.", rows=2)
    outcome = WordsField(label="Outcome", help_text="What will be different: key outcome, target or impact.", rows=2)
    related_plans = Lines(label="Links to other plans", help_text="One a line.", rows=2)

    def prepare(self) -> None:
        if self.thing and self.thing.steps.filter(withdrawn=False).exists():
            self.fields["text"].label = "Words before the steps"
            self.fields["text"].help_text = "The steps themselves are edited on the plan’s page, one by one."
        self.headings = {}
        known = self.initial.get("extra", {})
        for column in self.plan.columns.filter(withdrawn=False, meaning=columns.EXTRA):
            name = f"extra_{column.pk}"
            self.headings[name] = column.heading
            self.fields[name] = WordsField(label=column.heading, rows=2, initial=known.get(column.heading, ""))
        if "why" in self.fields:
            self.order_fields([*(name for name in self.fields if name != "why"), "why"])

    def values(self) -> dict:
        data = {name: value for name, value in super().values().items() if name not in self.headings}
        if self.headings:
            data["extra"] = {heading: self.cleaned_data[name] for name, heading in self.headings.items()}
        return data

    def in_words(self, values: dict) -> dict[str, str]:
        extra = values.get("extra", {})
        return {**super().in_words(values), **{name: extra.get(name, "") for name in self.headings.values()}}


class NewActionForm(ActionForm):
    """An action with the steps, the lead and the timescale that most are given at once."""

    steps = Lines(label="Steps", help_text="If it lists several things: one a line. They follow the words above.")
    name = line(label="Lead", hint="A post, person, team or agency. More are added on the plan’s page.")
    role = of_role()
    new = forms.BooleanField(label="This is a new name", required=False)
    timescale = line(
        label="Timescale", hint="As it is printed: by end of June 2027, within 3 months, ongoing.", max_length=2000
    )
    read_of = Text(required=False, widget=forms.HiddenInput)
    own = EditForm.own | {"name", "role", "new", "timescale", "read_of"}
    renamed = {"kind": "timescale", "latest": "timescale"}
    field_order = ["text", "steps", "name", "new", "role", "timescale", "expected_evidence", "outcome", "ref"]

    def prepare(self) -> None:
        super().prepare()
        self.fields["name"].widget.attrs["list"] = "leads"
        self.names = names(self.plan)
        self.reading: Reading | None = None

    def waits(self) -> bool:
        """A timescale that the reader asks about is shown with its question first."""
        words = self.cleaned_data["timescale"]
        self.reading = read_words(self.plan, words) if words else None
        asks = bool(self.reading and self.reading.question and self.cleaned_data["read_of"] != words)
        if asks:
            self.data = self.data.copy()
            self.data["read_of"] = words
        return asks

    @property
    def readings(self) -> list[str]:
        return readings_in_words(self.reading) if self.reading else []

    def values(self) -> dict:
        data = self.cleaned_data
        led = Led(name=data["name"], role=data["role"], new=data["new"])
        return {
            **super().values(),
            "leads": (led,) if data["name"] else (),
            "timescales": tuple(
                Dating(text=each.text, kind=each.kind, earliest=each.earliest, latest=each.latest)
                for each in (self.reading.readings if self.reading else ())
            ),
        }


class StepForm(EditForm):
    text = WordsField(label="Step", rows=3)
    met_on = DateField(what="the day it was met", label="Met on", help_text="Leave empty until it is.", required=False)
