"""What an officer chooses for the committee's appendix."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.forms.page import PageForm
from plans.forms.text import Text
from reports.appendix import FORMATS
from reports.forms.issue import PAPERS, Keys
from reports.papers import Choice
from reports.settings import Settings, kept_for


class AppendixForm(PageForm):
    """Reads what is chosen for an appendix of `plan`, whose periods it offers: sent by GET, so that the same paper
    can be asked for again from its address, or given to the command. `left` are the names that stay in their texts,
    `replaced` the words that are names though nothing says so, `sure` what the person has been asked and goes on
    with. `as_kept` sets columns, rows, bands, order and contents as is kept of the plan's paper (`kept`)."""

    format = forms.ChoiceField(error_messages={"required": "Choose a format.", "invalid_choice": "Choose a format."})
    period = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    on = DateField(what="the day that the paper is of", required=False)
    report_ref = Text(max_length=120, required=False)
    committee = Text(max_length=200, required=False)
    author = Text(max_length=200, required=False)
    paper = forms.ChoiceField(choices=PAPERS, required=False)
    posts = forms.BooleanField(required=False)
    exceptions = forms.BooleanField(required=False)
    all_exceptions = forms.BooleanField(required=False)
    final = forms.BooleanField(required=False)
    restricted = forms.BooleanField(required=False)
    as_kept = forms.BooleanField(required=False)
    left = Keys(required=False)
    replaced = Keys(required=False)
    sure = Keys(required=False)

    def __init__(self, data=None, *, plan, today, **kwargs):
        super().__init__(data, **kwargs)
        self.plan, self.today, self.kept = plan, today, kept_for(plan)
        self.periods = {period.pk: period for period in plan.periods.current().order_by("-position_on")}
        self.fields["format"].choices = [(name, words) for name, (words, *_rest) in FORMATS.items()]
        self.fields["period"].choices = [("", "No period"), *((pk, p.name) for pk, p in self.periods.items())]
        self.fields["period"].error_messages["invalid_choice"] = "Choose one of this plan’s own periods."
        self.fields["paper"].error_messages["invalid_choice"] = "Choose A4, A3 or large print."

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError("The day that the paper is of can’t be in the future.")
        return on

    @property
    def choice(self) -> Choice:
        """What was chosen, of a form without errors."""
        data = self.cleaned_data
        return Choice(
            period=self.periods.get(data["period"]),
            on=data["on"],
            number=data["report_ref"] or self.plan.report_ref,
            committee=data["committee"] or self.plan.committee,
            author=data["author"],
            final=data["final"],
            posts=data["posts"],
            left=data["left"],
            replaced=data["replaced"],
            paper=data["paper"] or "a4",
            exceptions=data["exceptions"],
            all_exceptions=data["all_exceptions"],
            restricted=data["restricted"],
            layout=Settings.of_plain(self.kept.chosen) if data["as_kept"] and self.kept else None,
            periods=tuple(self.periods.values()),
        )
