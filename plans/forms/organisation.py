"""What is typed about the council: its name, and who has to use 2-step verification."""

from __future__ import annotations

from django import forms

from plans.forms.page import PageForm
from plans.forms.text import Text
from plans.models import Organisation


class CouncilForm(PageForm):
    """The name that stands on every page, mail and paper."""

    name = Text(
        label="Name of the council",
        help_text="As it stands at the head of every page, mail and paper, such as Northmere Council.",
        max_length=200,
        widget=forms.TextInput,
        error_messages={"required": "Enter the council’s name."},
    )


class PolicyForm(PageForm):
    """Who has to use 2-step verification."""

    policy = forms.ChoiceField(
        choices=Organisation.SecondFactor.choices,
        error_messages={
            "required": "Choose who has to use 2-step verification.",
            "invalid_choice": "Choose who has to use 2-step verification.",
        },
    )
