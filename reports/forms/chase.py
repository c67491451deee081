"""Choosing whom to remind, and with which words."""

from __future__ import annotations

from django import forms

from plans.characters import whole_number
from plans.forms.page import NumberField, PageForm
from plans.forms.text import Passage
from plans.operations.reminders import MESSAGE_LIMIT


class ChaseForm(PageForm):
    """Reads whom to remind of what they owe in a plan: those who are ticked, one by their own button, or all.

    `debts` are those that can be reminded. Cleans `users` to a list of people; nobody, where another page of them is
    asked for (`go`) from the one that was shown (`at`).
    """

    who = forms.TypedMultipleChoiceField(coerce=int, required=False)
    one = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    all = forms.BooleanField(required=False)
    message = Passage(required=False)
    at = NumberField()
    go = NumberField()

    def __init__(self, data=None, *, plan, debts, **kwargs):
        super().__init__(data, auto_id=f"%s-{plan.pk}", **kwargs)
        self.people = {debt.user.pk: debt.user for debt in debts}
        choices = [(pk, person.name) for pk, person in self.people.items()]
        self.fields["who"].choices = choices
        self.fields["one"].choices = [("", ""), *choices]
        gone = "Somebody you chose owes nothing any more. Look at the list again, and choose from it."
        self.fields["who"].error_messages["invalid_choice"] = gone
        self.fields["one"].error_messages["invalid_choice"] = gone

    @property
    def ticked(self) -> set[str]:
        return set(self["who"].data or ()) if self.is_bound else set()

    @property
    def page(self) -> int:
        """The page of people that is to be shown with what was typed."""
        asked = (whole_number(self.data.get(name, "")) for name in ("go", "at"))
        return next(filter(None, asked), 1)

    def clean_message(self):
        words = self.cleaned_data["message"].replace("\r\n", "\n")
        if len(words) > MESSAGE_LIMIT:
            over = len(words) - MESSAGE_LIMIT
            raise forms.ValidationError(
                f"Shorten your words to {MESSAGE_LIMIT:,} characters or fewer: they are {over:,} over."
            )
        return words

    def clean(self):
        data = super().clean()
        chosen = [data["one"]] if data.get("one") else data.get("who") or []
        users = list(self.people.values()) if data.get("all") else [self.people[pk] for pk in chosen]
        if not users and not data.get("go") and not self.errors:
            self.add_error("who", "Tick whom you want to remind, or choose “Remind all”.")
        return {**data, "users": users}
