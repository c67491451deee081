"""What has to go for good, and why."""

from __future__ import annotations

from django import forms

from plans.forms.page import AsTyped, PageForm, PickedField
from plans.models import Evidence


class RedactionForm(PageForm):
    """Words and files; `files` are the action's that can go. What can't stand of it the operation says."""

    words = AsTyped()
    why = AsTyped()
    evidence = PickedField()
    original = forms.BooleanField(required=False)
    step = AsTyped()
    sure = forms.BooleanField(required=False)
    seen = AsTyped()

    def __init__(self, data=None, *, evidence: list[Evidence]):
        super().__init__(data)
        self.offered = evidence

    def clean_words(self) -> str:
        return " ".join(self.cleaned_data["words"].split())

    def clean_evidence(self) -> list[Evidence]:
        return [each for each in self.offered if str(each.pk) in self.cleaned_data["evidence"]]

    def clean_seen(self) -> frozenset[str] | None:
        """The keys of the places that were shown; None where none were."""
        return frozenset(self.cleaned_data["seen"].split()) if "seen" in self.data else None

    @property
    def asked(self) -> dict:
        """What is to go and why, as the operation takes it."""
        return {name: self.cleaned_data[name] for name in ("words", "why", "evidence", "original")}

    @property
    def does(self) -> bool:
        """Whether it is to be done, and not only looked for."""
        return self.is_bound and self.cleaned_data["step"] == "do"
