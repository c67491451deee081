"""What is typed where a decision is asked for or taken. Whether the words are enough, and what may follow, the verbs
say; here stands how what was sent is read."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from plans.forms.dates import DateField
from plans.forms.page import AsTyped, PageForm, ReasonForm, SeenField
from plans.forms.text import Passage
from plans.models import Rag


class DecisionForm(ReasonForm):
    """A reason, on a page that bears what its reader had seen."""

    seen = SeenField()


def _verdict(words: str, *values: str) -> forms.ChoiceField:
    """One of these; `words` where none of them was chosen."""
    return forms.ChoiceField(
        choices=[(value, value) for value in values],
        error_messages=dict.fromkeys(("required", "invalid_choice"), words),
    )


class VerdictForm(DecisionForm):
    """Whether a claim holds, and when somebody looks again whether what is verified has lasted."""

    decision = _verdict("Choose whether it is done or what is missing.", "verify", "return")
    recheck_on = DateField(what="the day of the re-check", required=False)
    field_order = ["decision", "recheck_on"]

    def clean(self):
        """Of a claim that is returned nobody looks at the day."""
        if self.cleaned_data.get("decision") != "verify":
            self.errors.pop("recheck_on", None)
            self.cleaned_data["recheck_on"] = None
        return self.cleaned_data


class OpenAgainForm(DecisionForm):
    """Why an action is in progress again, and which of `ratings` it then has."""

    rag = AsTyped()

    def __init__(self, data=None, *, ratings: Iterable[Rag], **kwargs):
        super().__init__(data, **kwargs)
        self.ratings = list(ratings)

    def clean_rag(self) -> Rag | None:
        return next((each for each in self.ratings if each.code == self.cleaned_data["rag"]), None)


class RecheckForm(OpenAgainForm):
    """Whether what was verified has lasted, and on which day somebody looked."""

    on = DateField(what="the day on which you looked", required=False)
    decision = _verdict("Choose whether it has lasted.", "lasted", "failed")
    field_order = ["on", "decision"]


class CloseForm(DecisionForm):
    """How an action is closed that will not be done as written."""

    kind = AsTyped()


class NewDateForm(DecisionForm):
    """Whether a later date is agreed to."""

    decision = _verdict("Choose whether you agree to the new date.", "agree", "refuse")


class ExtensionForm(PageForm):
    """Reads a request to move one of an action's dated timescales."""

    timescale = forms.TypedChoiceField(coerce=int)
    to_latest = DateField(what="the new date")
    reason = Passage(max_length=2000, error_messages={"required": "Say why the date has to move."})
    seen = SeenField()

    def __init__(self, data=None, *, timescales, **kwargs):
        super().__init__(data, **kwargs)
        self.timescales = {timescale.pk: timescale for timescale in timescales}
        self.fields["timescale"].choices = [(pk, t.text) for pk, t in self.timescales.items()]
        for kind in ("required", "invalid_choice"):
            self.fields["timescale"].error_messages[kind] = "Choose which date has to move."
        self.initial.setdefault("timescale", next(iter(self.timescales), None))
