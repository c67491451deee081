"""What an officer chooses for a paper that is to be issued, and what is said of one that was."""

from __future__ import annotations

from django import forms

from plans.forms.page import AsTyped, PageForm
from plans.forms.text import Passage, Text
from reports.issue import Settings

PAPERS = [("a4", "A4 landscape"), ("a3", "A3 landscape")]
MOST_BYTES = 60 * 1024 * 1024


class IssueForm(PageForm):
    """Reads the title block and contents of a paper."""

    report_ref = Text(max_length=120, required=False)
    committee = Text(max_length=200, required=False)
    author = Text(max_length=200, required=False)
    paper = forms.ChoiceField(choices=PAPERS, required=False, error_messages={"invalid_choice": "Choose A4 or A3."})
    posts = forms.BooleanField(required=False)
    exceptions = forms.BooleanField(required=False)
    all_exceptions = forms.BooleanField(required=False)
    restricted = forms.BooleanField(required=False)
    since = forms.BooleanField(required=False)

    @property
    def settings(self) -> Settings:
        """What was chosen, of a form without errors."""
        data = self.cleaned_data
        return Settings(**{**data, "paper": data["paper"] or "a4"})


class FreezeForm(PageForm):
    """Why a position is frozen all the same, where something hinders."""

    despite = AsTyped()


class SupplementForm(PageForm):
    """Reads what a supplement says."""

    words = Passage(
        max_length=5000,
        error_messages={
            "required": "Say what of the paper differs, where, and why.",
            "max_length": "Shorten it to 5,000 characters or fewer.",
        },
    )
    by_record = forms.BooleanField(required=False)


class FileForm(PageForm):
    """Reads a file that somebody asks about."""

    file = forms.FileField(
        error_messages={
            "required": "Choose the file that you were given.",
            "empty": "This file is empty. Choose the one that you were given.",
            "missing": "Choose the file that you were given.",
        }
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError("A paper of ours is never larger than 60 MB, so this file is none.")
        return file
