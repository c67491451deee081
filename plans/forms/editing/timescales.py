"""A timescale: the words as printed, and what they are read as, which is shown before it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from plans.forms.dates import DateField
from plans.forms.editing.base import EditForm, line
from plans.forms.text import Text
from plans.importing import quarters_of
from plans.models import Plan
from plans.operations.editing import Dating
from plans.timescales import Reading, read
from plans.wording import KINDS_NAMED, dating

DAYS = ("earliest", "latest")


def read_words(plan: Plan, words: str) -> Reading:
    """The words as the plan's own date, anchor and legend make them."""
    told = (*plan.legend, *plan.notes_before, *plan.notes_after, *map(" = ".join, plan.glossary))
    return read(words, dated=plan.dated, anchor=plan.anchor_on, quarters=quarters_of(told))


def readings_in_words(reading: Reading) -> list[str]:
    """Each timescale that the words hold, as a sentence."""
    return [f"“{each.text}” is read as: {dating(each.kind, each.earliest, each.latest)}" for each in reading.readings]


class DatingForm(EditForm):
    """`reading` is what the words are read as, when they have been typed or read.

    Typed words are read once before they are saved, and what is read fills the boxes below them unless those were
    set by hand.
    """

    text = line(label="Timescale as printed", hint="By end of June 2027, within 3 months, quarterly, ongoing…")
    kind = forms.ChoiceField(
        label="Read as",
        required=False,
        choices=[("", "Read it from the words"), *KINDS_NAMED.items()],
        error_messages={"invalid_choice": "Choose what kind of timescale it is."},
    )
    earliest = DateField(what="the first day", label="Not before", required=False)
    latest = DateField(what="the last day", label="Last day", required=False)
    read_of = Text(required=False, widget=forms.HiddenInput)
    read_as = Text(required=False, widget=forms.HiddenInput)
    own = EditForm.own | {"read_of", "read_as"}

    def prepare(self) -> None:
        self.reading: Reading | None = None
        words = self.initial.get("text")
        if words:
            self.reading = read_words(self.plan, words)
            self.initial = {**self.initial, "read_of": words, "read_as": _packed(self.initial)}
        if "why" in self.fields and self.thing.latest:
            self.fields["why"].label = "What was wrong?"
            self.fields["why"].help_text = "The record keeps the date as it was, with this reason beside it."

    def clean(self):
        data = super().clean()
        if data.get("kind") == "date" and not any(data.get(name) for name in DAYS) and data["read_as"] != "date||":
            self.add_error("latest", "Enter the day, or choose another kind of timescale.")
        return data

    def waits(self) -> bool:
        """Words that were not shown with their reading yet are; boxes that nobody set by hand take what is read."""
        data = self.cleaned_data
        words = data["text"]
        if not words:
            return False
        self.reading = read_words(self.plan, words)
        if words == data["read_of"] and data["kind"]:
            return False
        self.data = self.data.copy()
        if _packed(data) in ("||", data["read_as"]):
            self._fill(self.reading)
        elif not data["kind"]:
            self.data["kind"] = "date"
        self.data["read_of"] = words
        return True

    def _fill(self, reading: Reading) -> None:
        first = reading.readings[0] if reading.readings else None
        found: dict = {"kind": first.kind if first else "other"}
        for name in DAYS:
            found[name] = getattr(first, name) if first else None
            for part in ("day", "month", "year"):
                self.data[f"{name}_{part}"] = str(getattr(found[name], part)) if found[name] else ""
        self.data["kind"] = found["kind"]
        self.data["read_as"] = _packed(found)

    @property
    def readings(self) -> list[str]:
        return readings_in_words(self.reading) if self.reading else []

    def values(self) -> dict:
        return {"dating": Dating(**super().values())}

    def in_words(self, values: dict) -> dict[str, str]:
        return super().in_words(values["dating"].values if "dating" in values else values)


def _packed(values: Mapping) -> str:
    days = [values[name].isoformat() if values.get(name) else "" for name in DAYS]
    return "|".join([values.get("kind") or "", *days])
