"""What is typed about people: who they are, what role they have, who takes over."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from plans.forms.choices import offer
from plans.forms.dates import DateField
from plans.forms.page import PageForm
from plans.forms.text import Passage, Text
from plans.models import Membership, Plan, User

ROLES = {
    Membership.Role.OFFICER: "Runs the plan: everything but verifying their own claims and deciding on dates.",
    Membership.Role.MANAGER: "Verifies claims, decides on new dates, updates any action of the plan.",
    Membership.Role.CONTRIBUTOR: "Updates the actions that a post of theirs leads or supports.",
    Membership.Role.VIEWER: "Reads the plan and changes nothing.",
}
"""What each role may do, as it stands beside the choice."""


class PersonForm(PageForm):
    """Who somebody is. `person` is the one who is amended; without, somebody new."""

    name = Text(label="Name", max_length=200, error_messages={"required": "Enter their name."}, widget=forms.TextInput)
    email = forms.EmailField(
        label="E-mail address",
        help_text="They sign in with it.",
        error_messages={
            "max_length": "Enter an address of 254 characters or fewer.",
            "required": "Enter their e-mail address.",
            "invalid": "Enter the address whole, such as ada.smith@example.gov.uk.",
        },
    )
    job_title = Text(label="Job title", max_length=200, required=False)
    is_administrator = forms.BooleanField(label="Administrator", required=False)
    starts_plans = forms.BooleanField(label="May start plans", required=False)

    def __init__(self, *args, person: User | None = None, **kwargs):
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        known = User.objects.filter(email__iexact=email).exclude(pk=self.person.pk if self.person else None).first()
        if known:
            raise ValidationError(f"{known} has an account with this address already. {self._instead(known)}".strip())
        return email

    def _instead(self, known: User) -> str:
        if not known.is_active:
            return "It is closed: an administrator can open it again."
        return "" if self.person else "Give them a role in the plan instead."


class InviteForm(PersonForm):
    """Somebody new, with a role in one of `plans` if one is chosen. The rights are for administrators to give."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(), label="Plan", required=False, error_messages={"invalid_choice": "Choose a plan."}
    )
    role = forms.ChoiceField(choices=Membership.Role.choices, required=False)

    def __init__(self, *args, plans, by_administrator: bool, **kwargs):
        super().__init__(*args, **kwargs)
        offer(self, "plan", plans)
        self.by_administrator = by_administrator
        if not by_administrator:
            del self.fields["is_administrator"], self.fields["starts_plans"]
            self.fields["plan"].required = True
            self.fields["plan"].error_messages["required"] = "Choose the plan that they are to have a part in."

    def clean(self):
        chosen = self.cleaned_data
        if chosen.get("plan") and not chosen.get("role"):
            self.add_error("role", "Choose what they may do in the plan.")
        if chosen.get("role") and not chosen.get("plan") and "plan" not in self.errors:
            self.add_error("plan", "Choose the plan that the role is in.")


class RoleForm(PageForm):
    """A role in a plan, or none with the reason why it ends."""

    NONE = "none"
    role = forms.ChoiceField(
        choices=[*Membership.Role.choices, (NONE, "No role")],
        error_messages={"required": "Choose a role.", "invalid_choice": "Choose one of the roles."},
    )
    why = Passage(required=False, max_length=2000)


class HandOverForm(PageForm):
    """Who takes over, from which day."""

    to = forms.ModelChoiceField(
        User.objects.none(),
        error_messages={"required": "Choose who takes over.", "invalid_choice": "Choose somebody from the list."},
    )
    from_on = DateField(what="the day from which they hold it")

    def __init__(self, *args, leaver: User | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        people = User.objects.active().order_by("name", "pk")
        offer(self, "to", people.exclude(pk=leaver.pk) if leaver else people)


class WhyForm(PageForm):
    """Why something is done."""

    why = Passage(required=False, max_length=2000)
