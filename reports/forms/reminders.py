"""What a person wants to be told, and how often."""

from django import forms

from plans.forms.page import PageForm
from plans.models import ReminderChoice
from plans.operations.reminders import WORKING_WEEK
from plans.wording import DAYS

DAILY, WEEKLY, LEAST = "daily", "weekly", "least"
OFTEN = {
    DAILY: "Each working day on which something waits for me",
    WEEKLY: "Once a week",
    LEAST: "Only what can’t be left out",
}


class ReminderForm(PageForm):
    """Reads how often the mail comes, on which weekday where it is once a week, and which of the parts that may be
    left out stay in."""

    often = forms.ChoiceField(
        choices=OFTEN.items(),
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose how often you want to be told."),
    )
    weekday = forms.TypedChoiceField(
        choices=[(day, DAYS[day]) for day in WORKING_WEEK],
        coerce=int,
        empty_value=str(WORKING_WEEK[0]),
        required=False,
        error_messages={"invalid_choice": "Choose a day from Monday to Friday."},
    )
    tell = forms.MultipleChoiceField(
        choices=ReminderChoice.OPTIONAL.items(),
        required=False,
        error_messages={"invalid_choice": "“%(value)s” is nothing that you can be told. Choose from the list."},
    )

    @property
    def without(self) -> set[str]:
        """The parts that are switched off by what was typed."""
        told = () if self.cleaned_data["often"] == LEAST else self.cleaned_data["tell"]
        return ReminderChoice.OPTIONAL.keys() - set(told)

    @property
    def weekly_on(self) -> int | None:
        return self.cleaned_data["weekday"] if self.cleaned_data["often"] == WEEKLY else None


def as_chosen(choice: ReminderChoice) -> dict:
    """The form as it stands for what somebody has chosen."""
    least = set(choice.without) == ReminderChoice.OPTIONAL.keys()
    weekly = choice.weekly_on is not None
    return {
        "often": WEEKLY if weekly else LEAST if least else DAILY,
        "weekday": choice.weekly_on if weekly else WORKING_WEEK[0],
        "tell": [kind for kind in ReminderChoice.OPTIONAL if kind not in choice.without],
    }
