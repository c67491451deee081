"""Starting a plan, and what frames its table."""

from __future__ import annotations

from django import forms
from django.db.models import Q

from plans.forms.choices import offer, offered
from plans.forms.dates import DateField
from plans.forms.editing.base import EditForm, Lines, line
from plans.forms.page import PageForm
from plans.forms.text import Text
from plans.models import Plan, RagScheme, User

NARROW, MIDDLE = "govuk-input--width-5", "govuk-input--width-20"


class StartForm(PageForm):
    """The one thing that a new plan needs."""

    title = Text(
        max_length=300,
        error_messages={
            "required": "Enter the title that the paper will bear.",
            "max_length": "Shorten the title to 300 characters or fewer. The rest can be its subtitle.",
        },
    )


class Pairs(Lines):
    """Short and long forms, one pair a line. Cleans to a list of pairs."""

    def prepare_value(self, value):
        if isinstance(value, list | tuple):
            return "\n".join(f"{short}: {long}" for short, long in value)
        return value

    def clean(self, value):
        pairs = [[part.strip() for part in each.split(":", 1)] for each in super().clean(value)]
        wrong = next((pair for pair in pairs if len(pair) != 2 or not all(pair)), None)
        if wrong:
            raise forms.ValidationError(
                f"Write each abbreviation with what it means, such as HoS: Head of Service. “{wrong[0]}” has none."
            )
        return pairs


class FrameForm(EditForm):
    """Everything about a plan besides its table."""

    title = line(
        label="Title",
        required=True,
        max_length=300,
        error_messages={"required": "Enter the title that the paper bears."},
    )
    subtitle = line(label="Subtitle", max_length=300)
    code = line(
        label="Short code",
        hint="Stands before references where several plans are listed, such as CS in CS 4.2.",
        width=NARROW,
        max_length=10,
    )
    organisation = line(label="Organisation", max_length=300)
    committee = line(label="Committee", hint="Where its appendix goes.", max_length=200)
    report_ref = line(label="Report reference", width=MIDDLE, max_length=120)
    dated = DateField(
        what="the date of the document",
        label="Date of the document",
        help_text="A month without a year is read from here.",
        required=False,
    )
    anchor_on = DateField(
        what="the day that timescales count from",
        label="Timescales count from",
        help_text="For “within 3 months”: usually the day the inspection report was published. "
        "Dates that have been read already stay as they are.",
        required=False,
    )
    cadence_days = forms.IntegerField(
        label="Days between updates",
        help_text="28 asks each lead for an update every four weeks.",
        min_value=1,
        max_value=366,
        widget=forms.TextInput(attrs={"class": NARROW, "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Enter the days between updates as a number from 1 to 366, such as 28.",
        ),
    )
    coordinator = forms.ModelChoiceField(
        User.objects.none(),
        label="Coordinator",
        required=False,
        empty_label="Nobody yet",
        error_messages={"invalid_choice": "Choose somebody who has a part in this plan."},
    )
    status = forms.ChoiceField(
        label="Status",
        help_text="A draft is edited freely. In a live plan updates are owed, and every change has a reason. "
        "A closed plan is kept as it was.",
        choices=Plan.Status.choices,
        error_messages={"invalid_choice": "Choose draft, live or closed."},
    )
    scheme = forms.ModelChoiceField(
        RagScheme.objects.none(),
        label="RAG scheme",
        empty_label=None,
        help_text="Once an action has been rated it is changed on its own page, where each rating finds its place.",
        error_messages={"invalid_choice": "Choose one of the council’s schemes."},
    )
    notes_before = Lines(label="Notes before the table", help_text="A paragraph a line.", rows=4)
    notes_after = Lines(label="Notes after the table", help_text="A paragraph a line.")
    legend = Lines(label="Legend", help_text="What colours or signs mean, a line each.")
    glossary = Pairs(label="Abbreviations", help_text="One a line, such as HoS: Head of Service.")

    def prepare(self) -> None:
        people = User.objects.filter(is_active=True, memberships__plan=self.plan, memberships__withdrawn=False)
        offer(self, "coordinator", people.distinct())
        schemes = RagScheme.objects.offered()
        offer(self, "scheme", RagScheme.objects.filter(Q(pk__in=schemes) | Q(pk=self.plan.scheme_id)))
        if "why" in self.fields:
            self.fields["why"].help_text = "If there is a reason, it stands in the audit log beside what changed."

    def in_words(self, values: dict) -> dict[str, str]:
        """The rows that fields of choice hold as numbers are said by name."""
        named = {"coordinator_id": "coordinator", "scheme_id": "scheme"}
        return super().in_words({named.get(name, name): value for name, value in values.items()})

    def said(self, name: str, value) -> str:
        if name in ("coordinator", "scheme"):
            model = offered(self, name).model
            row = value if isinstance(value, model) else model.objects.filter(pk=value).first()
            return str(row) if row else ""
        if name == "glossary":
            return self.fields[name].prepare_value(value)
        return super().said(name, value)
