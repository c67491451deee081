"""What a person wants to be told."""

from django import forms

from plans.models import ReminderChoice


class ReminderForm(forms.Form):
    """Reads which of the parts that may be left out stay in."""

    tell = forms.MultipleChoiceField(
        choices=ReminderChoice.OPTIONAL.items(),
        required=False,
        error_messages={"invalid_choice": "“%(value)s” is nothing that you can be told. Choose from the list."},
    )

    @property
    def without(self) -> set[str]:
        """The parts that are switched off by what was typed."""
        return ReminderChoice.OPTIONAL.keys() - set(self.cleaned_data["tell"])
