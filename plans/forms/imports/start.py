"""Choosing a document: a file, or text that was copied out of one."""

from __future__ import annotations

from django import forms

from plans.forms.imports.days import typed_day
from plans.forms.page import PageForm
from plans.forms.text import Document, Text
from plans.forms.upload_limits import WithoutRoom
from plans.models import Plan
from plans.operations.imports.upload import MOST_BYTES

PASTED = "Pasted text.txt"


class StartForm(PageForm):
    """A file or pasted text, the document's own day where it bears none, and the plan that it is a later edition of."""

    file = forms.FileField(required=False, allow_empty_file=True)
    text = Document(required=False, strip=False, max_length=5_000_000)
    dated = Text(required=False, max_length=60)
    into = forms.ModelChoiceField(queryset=Plan.objects.none(), required=False, to_field_name="slug")

    def __init__(self, data=None, files=None, *, plans, **kwargs):
        super().__init__(data, files, **kwargs)
        self.fields["into"].queryset = plans
        self.fields["into"].error_messages["invalid_choice"] = "Choose one of your plans, or a plan of its own."

    def clean_dated(self):
        return typed_day(self.cleaned_data["dated"], "the document’s date")

    def clean(self):
        file, text = self.cleaned_data.get("file"), (self.cleaned_data.get("text") or "").strip()
        if file and text:
            self.add_error("text", "Choose a file or paste text, not both. Empty this box to import the file.")
        elif not file and not text and not self.errors:
            self.add_error("file", "Choose the file that holds the plan, or paste its table below.")
        elif isinstance(file, WithoutRoom):
            self.add_error("file", file.why)
        elif file and file.size > MOST_BYTES:
            self.add_error("file", f"“{file.name}” is larger than {MOST_BYTES // 1_000_000} MB. Import it in parts.")
        return self.cleaned_data

    @property
    def document(self) -> tuple[str, bytes]:
        """The name and bytes of what was chosen; of a valid form."""
        file = self.cleaned_data["file"]
        return (file.name, file.read()) if file else (PASTED, self.cleaned_data["text"].encode())
