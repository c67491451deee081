"""What an officer chooses for the committee's appendix."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.forms.text import Text
from reports.appendix import FORMATS, Options


class AppendixForm(forms.Form):
    """Reads the options of an appendix of `plan`, whose periods it offers. Sent by GET, so that the same paper
    can be asked for again from its address."""

    format = forms.ChoiceField(error_messages={"required": "Choose a format.", "invalid_choice": "Choose a format."})
    period = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    on = DateField(what="the day that the paper is of", required=False)
    report_ref = Text(max_length=120, required=False)
    committee = Text(max_length=200, required=False)
    author = Text(max_length=200, required=False)
    paper = forms.ChoiceField(choices=[("a4", "A4 landscape"), ("a3", "A3 landscape")], required=False)
    posts = forms.BooleanField(required=False)
    exceptions = forms.BooleanField(required=False)
    final = forms.BooleanField(required=False)

    def __init__(self, data=None, *, plan, today, **kwargs):
        super().__init__(data, auto_id="%s", **kwargs)
        self.plan, self.today = plan, today
        self.periods = {period.pk: period for period in plan.periods.current().order_by("-position_on")}
        self.fields["format"].choices = [(name, words) for name, (words, *_rest) in FORMATS.items()]
        self.fields["period"].choices = [("", "None"), *((pk, p.name) for pk, p in self.periods.items())]
        self.fields["period"].error_messages["invalid_choice"] = "Choose one of this plan’s own periods."
        self.fields["paper"].error_messages["invalid_choice"] = "Choose A4 or A3."

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError("The day that the paper is of can’t be in the future.")
        return on

    @property
    def chosen_period(self):
        return self.periods.get(self.cleaned_data["period"])

    @property
    def on_day(self):
        """The day asked for; else the period's position date where that has come; else today."""
        if self.cleaned_data["on"]:
            return self.cleaned_data["on"]
        return min(self.chosen_period.position_on, self.today) if self.chosen_period else self.today

    def options(self, *, head: str) -> Options:
        """What was chosen, as the appendix takes it; `head` is the trail's."""
        data, period = self.cleaned_data, self.chosen_period
        return Options(
            on=self.on_day,
            report_ref=data["report_ref"] or self.plan.report_ref,
            committee=data["committee"] or self.plan.committee,
            meeting_on=period.meeting_on if period else None,
            author=data["author"],
            period_name=period.name if period else "",
            paper=data["paper"] or "a4",
            posts_instead_of_people=data["posts"],
            include_exceptions=data["exceptions"],
            draft=not data["final"],
            head=head,
        )
