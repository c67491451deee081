"""Everything that was understood of one action, to be put right by hand."""

from __future__ import annotations

from django import forms

from plans.forms.choices import offer
from plans.forms.imports.days import typed_timescale
from plans.forms.page import PageForm
from plans.forms.text import Passage, Text
from plans.importing import (
    ActionSaid,
    Dated,
    DatesSaid,
    Edit,
    LeadsSaid,
    PlacedAction,
    RecommendationSaid,
    StepsSaid,
    UnderstoodLead,
)
from plans.timescales import Timescale
from plans.wording import timescale_words

SPARE = 1
"""Empty boxes for one more step, lead or date, so that adding works without script: save, and there is another."""
ROLES = {"lead": "Lead", "responsible": "Responsible officer", "supporting": "Supporting"}
TEXTS = {
    "text": "Action, as printed",
    "evidence": "Evidence expected",
    "outcome": "Outcome",
    "progress": "Progress",
}


class LeadForm(forms.Form):
    name = Text(required=False, max_length=300)
    role = forms.ChoiceField(choices=list(ROLES.items()), required=False)
    note = Text(required=False, max_length=500)


class DateForm(forms.Form):
    """Words as printed, and what they mean typed in words; `was` is the reading that stays if nothing is changed."""

    printed = Passage(required=False, max_length=500)
    means = Text(required=False, max_length=200)

    def __init__(self, *args, dated=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.dated = dated

    def clean(self):
        printed, means = (self.cleaned_data.get(name, "").strip() for name in ("printed", "means"))
        self.value = None
        if (printed or means) and self.has_changed():
            try:
                self.value = typed_timescale(means or printed, printed=printed, dated=self.dated)
            except forms.ValidationError as error:
                self.add_error("means", error)
        return self.cleaned_data


class Owner:
    """The leads and dates of the action (`step` None) or of one of its steps."""

    def __init__(self, data, *, step: int | None, leads, timescales, dated):
        self.step, self.was_leads, self.was_timescales = step, leads, timescales
        prefix = "whole" if step is None else f"step{step}"
        self.leads = [
            LeadForm(data, prefix=f"{prefix}-lead{n}", initial=_of_lead(lead), auto_id="%s")
            for n, lead in enumerate([*leads, *[None] * SPARE])
        ]
        self.dates = [
            DateForm(data, prefix=f"{prefix}-date{n}", initial=_of_date(date), dated=dated, auto_id="%s")
            for n, date in enumerate([*timescales, *[None] * SPARE])
        ]

    @property
    def forms(self):
        return [*self.leads, *self.dates]

    def edits(self, key: str):
        if any(form.has_changed() for form in self.leads):
            named = [form.cleaned_data for form in self.leads if form.cleaned_data["name"].strip()]
            leads = ((row["name"].strip(), row["role"] or "lead", row["note"].strip()) for row in named)
            yield LeadsSaid(key, self.step, tuple(leads))
        if any(form.has_changed() for form in self.dates):
            yield DatesSaid(key, self.step, tuple(self._dates()))

    def _dates(self):
        for number, form in enumerate(self.dates):
            if form.value:
                yield form.value
            elif not form.has_changed() and number < len(self.was_timescales):
                yield Dated.of(self.was_timescales[number])


class RowForm(PageForm):
    """An action with its recommendation, as it stands on the workbench. `edits` are what a person changed."""

    rec_ref = Text(label="Reference of the recommendation", required=False, max_length=60)
    rec_text = Passage(label="Recommendation", required=False, max_length=20_000)
    ref = Text(label="Reference of the action", required=False, max_length=60)
    text = Passage(label=TEXTS["text"], required=False, max_length=20_000)
    lead_in = Passage(label="Words before the steps", required=False, max_length=5_000)
    evidence = Passage(label=TEXTS["evidence"], required=False, max_length=20_000)
    outcome = Passage(label=TEXTS["outcome"], required=False, max_length=20_000)
    progress = Passage(label=TEXTS["progress"], required=False, max_length=20_000)
    rag = forms.ChoiceField(label="Rating", required=False)

    def __init__(self, data=None, *, placed: PlacedAction, ratings: list[str], dated):
        action, found = placed.action, placed.recommendation
        initial = {name: getattr(action, name) or "" for name in ("ref", "text", "lead_in", *TEXTS)}
        initial |= {"rec_ref": found.ref or "", "rec_text": found.text, "rag": action.rag or ""}
        super().__init__(data, initial=initial)
        self.placed, self.action = placed, action
        known = dict.fromkeys([*ratings, *([action.rag] if action.rag else [])])
        offer(self, "rag", [("", "Not rated"), *((word, word) for word in known)])
        count = len(action.steps)
        self.steps = [Passage(required=False, max_length=20_000, label=f"Step {n + 1}") for n in range(count + SPARE)]
        for number, field in enumerate(self.steps):
            name = f"step_{number}"
            self.fields[name] = field
            self.initial[name] = action.steps[number].text if number < count else ""
        whole = Owner(data, step=None, leads=action.leads, timescales=action.timescales, dated=dated)
        self.owners = [
            whole,
            *(
                Owner(data, step=n, leads=step.leads, timescales=step.timescales, dated=dated)
                for n, step in enumerate(action.steps)
            ),
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(form.is_valid() for owner in self.owners for form in owner.forms)])

    @property
    def mistakes(self):
        """The forms of leads and dates in which something has to be mended; of a form that was sent."""
        return [form for owner in self.owners for form in owner.forms if form.is_bound and form.errors]

    def step_boxes(self):
        """Each step's box with the leads and dates beside it; spare boxes have none."""
        for number in range(len(self.steps)):
            owner = self.owners[number + 1] if number + 1 < len(self.owners) else None
            yield self[f"step_{number}"], owner

    def edits(self) -> tuple[Edit, ...]:
        said, found, key = self.cleaned_data, self.placed.recommendation, self.action.key
        edits: list[Edit] = [
            RecommendationSaid(found.line, field, said[name].strip())
            for name, field in (("rec_ref", "ref"), ("rec_text", "text"))
            if self._changed(name)
        ]
        edits += [ActionSaid(key, name, said[name].strip()) for name in ("ref", *TEXTS, "rag") if self._changed(name)]
        for owner in self.owners:
            edits += owner.edits(key)
        steps = [f"step_{n}" for n in range(len(self.steps))]
        if self._changed("lead_in") or any(self._changed(name) for name in steps):
            kept = tuple(said[name].strip() for name in steps if said[name].strip())
            edits.append(StepsSaid(key, said["lead_in"].strip(), kept))
        return tuple(edits)

    def _changed(self, name: str) -> bool:
        return _lines(self.cleaned_data[name]) != _lines(self.initial.get(name, ""))


def _lines(text: str) -> list[str]:
    """A browser sends line ends as it likes."""
    return text.strip().splitlines()


def _of_lead(lead: UnderstoodLead | None) -> dict:
    if lead is None:
        return {"role": "lead"}
    return {"name": lead.chosen or lead.name, "role": lead.role, "note": lead.note or ""}


def _of_date(timescale: Timescale | None) -> dict:
    return {"printed": timescale.text, "means": timescale_words(timescale)} if timescale else {}
