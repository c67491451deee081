"""What changes of many actions at once."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from django import forms

from plans import stages
from plans.forms.dates import DateField
from plans.forms.page import AsTyped, PageForm, PickedField
from plans.forms.text import Passage, Text
from plans.models import Lead
from plans.operations.bulk import BulkChange
from plans.operations.editing import find_lead
from plans.operations.words import REASON_LIMIT

ASKED_OF = {
    "name": ("lead", "responsible"),
    "instead": ("lead", "responsible"),
    "section": ("section",),
    "to_latest": ("date",),
    "related": ("related", "unrelated"),
    "kind": ("close",),
}
"""From each field to the changes that ask for it; every other field is asked of all."""

NEEDED = {
    "name": "Enter who has that part from now on.",
    "section": "Enter the title of the section into which they go.",
    "to_latest": "Enter the new date.",
    "related": "Enter the name of the other plan.",
    "kind": "Choose how they are closed.",
}


def words_of_closing() -> list[tuple[str, str]]:
    return [("", "Choose"), *((kind, words) for kind, words in stages.STAGES.items() if kind in stages.CLOSED)]


class SelectionForm(PageForm):
    """The actions that were picked on the list, or all that it shows; and what was typed of the change."""

    all = AsTyped()
    pick = PickedField()

    def clean_pick(self) -> list[int]:
        picked = (value for value in self.cleaned_data["pick"] if value.isascii() and value.isdecimal())
        return list(dict.fromkeys(int(value) for value in picked if len(value) <= 18))

    @property
    def is_of_all(self) -> bool:
        return "all" in self.data


class BulkEditForm(PageForm):
    """`offered` are the changes that this person may make somewhere, as choices."""

    what = forms.ChoiceField(label="What changes", error_messages={"required": "Choose what changes."})
    name = Text(
        label="Who has that part from now on",
        help_text="A lead that the council’s plans know. Start typing.",
        max_length=300,
        required=False,
    )
    instead = Text(
        label="In whose place",
        help_text="Only needed where several have that part. Actions in which this one does not have it stay as they "
        "are.",
        max_length=300,
        required=False,
    )
    section = Text(
        label="Into which section",
        help_text="Its title, as the plan prints it. Recommendations go whole, each with all its actions.",
        max_length=2000,
        required=False,
    )
    to_latest = DateField(
        label="New date",
        help_text="Later than the agreed one. A manager’s is agreed at once; an officer’s waits for a manager.",
        what="the new date",
        required=False,
    )
    related = Text(label="Which plan", help_text="As it is to be printed.", max_length=2000, required=False)
    kind = forms.ChoiceField(label="How they are closed", choices=words_of_closing, required=False)
    reason = Passage(
        label="Why",
        help_text="One reason for all. It is kept with each of them.",
        max_length=REASON_LIMIT,
        error_messages={"required": "Say why: the reason is kept with each of them."},
    )

    def __init__(self, data=None, *, offered: Iterable[tuple[str, str]], **kwargs):
        super().__init__(data, **kwargs)
        self.fields["what"].choices = [("", "Choose"), *offered]  # type: ignore[attr-defined]
        self.fields["what"].error_messages["invalid_choice"] = "Choose one of these changes."
        self.fields["reason"].widget.attrs["rows"] = 3
        for name in ("name", "instead"):
            self.fields[name].widget.attrs["list"] = "leads"
        self.fields["section"].widget.attrs["list"] = "sections"

    def clean(self):
        """Only what the change asks for is needed, and only that can be wrong."""
        typed = super().clean()
        what = typed.get("what")
        for name, whats in ASKED_OF.items():
            if what not in whats:
                self.errors.pop(name, None)
            elif name in NEEDED and name not in self.errors and not typed.get(name):
                self.add_error(name, NEEDED[name])
        for name in ("name", "instead"):
            if what in ASKED_OF[name] and typed.get(name):
                self._check_lead(name, typed[name])
        return typed

    def _check_lead(self, field: str, name: str) -> None:
        """A change of many makes no new lead: a slip would stand on all of them."""
        if find_lead(name):
            return
        near = get_close_matches(name, Lead.objects.current().values_list("name", flat=True), n=2, cutoff=0.6)
        mend = f"Did you mean {' or '.join(f'“{each}”' for each in near)}?" if near else "Choose one from the list."
        self.add_error(field, f"No lead is called “{name}”. {mend}")

    @property
    def words(self) -> str:
        """What was typed, as it is kept."""
        typed = self.typed.copy()
        for name in ("csrfmiddlewaretoken", "pick", "all"):
            typed.pop(name, None)
        return typed.urlencode()

    def change(self, among: Iterable[int]) -> BulkChange:
        """What was typed, as the operation takes it."""
        typed = self.cleaned_data
        return BulkChange(
            what=typed["what"],
            reason=typed["reason"],
            name=typed.get("name", ""),
            instead=typed.get("instead", ""),
            section=typed.get("section", ""),
            latest=typed.get("to_latest"),
            related=typed.get("related", ""),
            kind=typed.get("kind", ""),
            among=frozenset(among),
        )
