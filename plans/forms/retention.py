"""A plan's rules and its end: what a claim has to bring, how long it is kept, that it goes."""

from __future__ import annotations

from django import forms

from plans.forms.dates import DateField
from plans.forms.page import AsTyped, PageForm
from plans.forms.text import Passage
from plans.models import Plan


class EvidenceRuleForm(PageForm):
    """When a claim has to bring evidence."""

    evidence_policy = forms.ChoiceField(
        choices=Plan.EvidencePolicy.choices,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose when a claim has to bring evidence."),
    )


class RetentionForm(PageForm):
    """The last day on which a closed plan is kept, and whether it is on hold."""

    retain_until = DateField(what="the day until which it is kept", required=False)
    hold = forms.BooleanField(required=False)
    hold_reason = Passage(required=False)


class PurgeForm(PageForm):
    """That it is this plan that goes, by its short name typed once more, and why."""

    slug = AsTyped()
    why = AsTyped()

    def __init__(self, data=None, *, plan: Plan):
        super().__init__(data)
        self.plan = plan

    def clean_slug(self) -> str:
        if self.cleaned_data["slug"].strip() != self.plan.slug:
            raise forms.ValidationError(f"Type {self.plan.slug} to say that it is this plan that goes.")
        return self.plan.slug
