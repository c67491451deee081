"""Marking something as exempt from publication, and deciding on a mark."""

from __future__ import annotations

from django import forms

from plans import exemptions
from plans.forms.page import PageForm
from plans.forms.text import Passage, Text
from plans.models import Exemption

WORDS_LIMIT = 4000


def paragraph_choices() -> list[tuple[int, str]]:
    return [(number, f"Paragraph {number}: {words}") for number, words in exemptions.PARAGRAPHS.items()]


def paragraph_field(**more) -> forms.TypedChoiceField:
    wrong = "Choose one of the paragraphs 1 to 7 of Schedule 12A."
    errors = {"required": wrong, "invalid_choice": wrong}
    return forms.TypedChoiceField(
        coerce=int, empty_value=None, choices=paragraph_choices(), error_messages=errors, **more
    )


class ExemptForm(PageForm):
    """Reads what is marked of an action. `values` are its columns in which something stands, as keys and words;
    `evidence` what was brought. Whoever `decides` has to give the paragraph."""

    what = forms.ChoiceField(
        choices=Exemption.WHAT.items(),
        error_messages=dict.fromkeys(("required", "invalid_choice"), "Choose what is left out."),
    )
    words = Passage(max_length=WORDS_LIMIT, required=False)
    value = forms.ChoiceField(required=False)
    evidence = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    paragraph = paragraph_field(required=False)
    note = Text(max_length=200, required=False)

    def __init__(self, data=None, *, values, evidence, decides, **kwargs):
        super().__init__(data, **kwargs)
        self.proofs = {each.pk: each for each in evidence}
        self.decides = decides
        if not self.proofs:
            known = [(what, words) for what, words in Exemption.WHAT.items() if what != exemptions.EVIDENCE]
            self.fields["what"].choices = known
        self.fields["value"].choices = [("", "Choose a column"), *values]
        self.fields["evidence"].choices = [("", "Choose a piece"), *((pk, e.title) for pk, e in self.proofs.items())]
        self.fields["value"].error_messages["invalid_choice"] = "Choose one of the columns."
        self.fields["evidence"].error_messages["invalid_choice"] = "Choose a piece of evidence of this action."

    def clean_paragraph(self):
        paragraph = self.cleaned_data["paragraph"]
        if self.decides and paragraph is None:
            raise forms.ValidationError("Choose the paragraph of Schedule 12A that says why this is not published.")
        return paragraph

    @property
    def marked(self) -> dict:
        """What is marked, as the verb takes it, of a form without errors."""
        data = self.cleaned_data
        what = data["what"]
        field, _, heading = data["value"].partition(":") if what == exemptions.VALUE else ("", "", "")
        return {
            "what": what,
            "paragraph": data["paragraph"] if self.decides else None,
            "note": data["note"],
            "field": field,
            "heading": heading,
            "words": data["words"] if what == exemptions.PASSAGE else "",
            "evidence": self.proofs.get(data["evidence"]) if what == exemptions.EVIDENCE else None,
        }


class ReadForm(PageForm):
    """Reads the paragraph by which a mark is exempt."""

    paragraph = paragraph_field()
    note = Text(max_length=200, required=False)


class TakeOffForm(PageForm):
    """Reads why something can be published after all."""

    reason = Passage(max_length=2000, error_messages={"required": "Say why this can be published after all."})
