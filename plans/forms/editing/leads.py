"""Who leads an action or a step."""

from __future__ import annotations

from django import forms

from plans.forms.editing.base import EditForm, WordsField, line
from plans.models import Assignment, Lead, LeadAlias, Plan
from plans.operations.editing import Led


def names(plan: Plan) -> list[str]:
    """Every name under which the organisation, or this plan, knows a lead."""
    aliases = LeadAlias.objects.exclude(plan__isnull=False).values_list("name", flat=True)
    own = LeadAlias.objects.filter(plan=plan).values_list("name", flat=True)
    return sorted({*Lead.objects.current().values_list("name", flat=True), *aliases, *own}, key=str.casefold)


def of_role() -> forms.ChoiceField:
    return forms.ChoiceField(
        label="Their part",
        choices=Assignment.Role.choices,
        initial=Assignment.Role.LEAD,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose the part that they have."),
    )


class LeadForm(EditForm):
    name = line(label="Who", hint="Start typing a name that the council’s plans know, or enter a new one.")
    role = of_role()
    note = WordsField(
        label="What they are to do", help_text="Only where the plan says it, such as “to draft the guidance”."
    )
    new = forms.BooleanField(label="This is a new name", required=False)
    field_order = ["name", "new", "role", "note"]

    def prepare(self) -> None:
        self.fields["name"].widget.attrs["list"] = "leads"
        self.names = names(self.plan)

    def values(self) -> dict:
        return {"led": Led(**super().values())}

    def in_words(self, values: dict) -> dict[str, str]:
        if "led" in values:
            led = values["led"]
            values = {"name": led.name, "role": led.role, "note": led.note}
        return super().in_words(values)
