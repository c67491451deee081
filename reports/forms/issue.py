"""What an officer chooses for a paper that is to be issued, and what is said of one that was."""

from __future__ import annotations

from django import forms

from plans.filters.links import VIEWS
from plans.forms.page import AsTyped, PageForm
from plans.forms.text import Passage, Text
from reports.appendix.options import ChosenColumn
from reports.settings import LISTED, Settings

PAPERS = [("a4", "A4 landscape"), ("a3", "A3 landscape"), ("large", "Large print, A4 upright")]
ROWS = [("", "All actions"), ("exceptions", "Exceptions only"), (LISTED, "What the list of actions shows")]
GROUPINGS = [("", "The plan’s own sections"), ("recommendation", "Recommendation"), ("lead", "Lead"), ("due", "Due")]
ORDERS = [("", "As the plan has them"), ("due", "Earliest due first"), ("rating", "Worst first"), ("lead", "By lead")]
READY = [(f"{option}={value}", words) for words, options in VIEWS[1:] for option, value in options]
MOST_BYTES = 60 * 1024 * 1024
MOST_COLUMNS = 40
ON_BY_ITSELF = ("summary", "meanings", "abbreviations")


class IssueForm(PageForm):
    """Reads how a paper is set. Where the whole form was not sent (`whole`), what is printed where nobody says
    otherwise is printed."""

    report_ref = Text(max_length=120, required=False)
    committee = Text(max_length=200, required=False)
    author = Text(max_length=200, required=False)
    paper = forms.ChoiceField(
        choices=PAPERS, required=False, error_messages={"invalid_choice": "Choose A4, A3 or large print."}
    )
    posts = forms.BooleanField(required=False)
    exceptions = forms.BooleanField(required=False)
    all_exceptions = forms.BooleanField(required=False)
    restricted = forms.BooleanField(required=False)
    since = forms.BooleanField(required=False)
    summary = forms.BooleanField(required=False)
    meanings = forms.BooleanField(required=False)
    abbreviations = forms.BooleanField(required=False)
    large_print = forms.BooleanField(required=False)
    rows = forms.ChoiceField(choices=ROWS, required=False, error_messages={"invalid_choice": "Choose which rows."})
    view = forms.ChoiceField(choices=[("", "The address below"), *READY], required=False)
    filter = Text(max_length=1000, required=False)
    grouping = forms.ChoiceField(
        choices=GROUPINGS, required=False, error_messages={"invalid_choice": "Choose one of the bands."}
    )
    order = forms.ChoiceField(
        choices=ORDERS, required=False, error_messages={"invalid_choice": "Choose one of the orders."}
    )
    whole = forms.BooleanField(required=False)

    def clean(self):
        data = super().clean()
        if not data.get("whole"):
            data |= dict.fromkeys(ON_BY_ITSELF, True)
        if data.get("rows") == LISTED and not (data.get("view") or data.get("filter")):
            self.add_error("filter", "Choose what the list shows, or copy its address here.")
        self._columns = _columns(self)
        return data

    @property
    def settings(self) -> Settings:
        """What was chosen, of a form without errors."""
        data = dict(self.cleaned_data)
        view, _ = data.pop("view"), data.pop("whole")
        asked = (view or data["filter"]) if data["rows"] == LISTED else ""
        return Settings(**{**data, "paper": data["paper"] or "a4", "filter": asked, "columns": self._columns})


def initial_of(settings: Settings) -> dict:
    """The form as it begins with these settings."""
    told = settings.plain()
    ready = settings.filter in dict(READY)
    return {**told, "view": settings.filter if ready else "", "filter": "" if ready else settings.filter}


def _columns(form: IssueForm) -> tuple[ChosenColumn, ...]:
    """The columns as they stand in the form, by their places: each with its key, whether it is on, width and heading;
    none where they stand as the plan has them."""
    found = []
    data = form.data
    for at in range(MOST_COLUMNS):
        key = data.get(f"column-{at}")
        if key is None:
            break
        width = (data.get(f"width-{at}") or "").strip().rstrip("%").strip()
        if width and not (width.replace(".", "", 1).isascii() and width.replace(".", "", 1).isdigit()):
            form.add_error(None, f"The width of a column is a number of per cent, such as 12. “{width[:20]}” is none.")
            continue
        wide = float(width or 0)
        if wide and not 3 <= wide <= 70:
            form.add_error(None, "A column is between 3 and 70 per cent wide. Leave the box empty to fit its words.")
            continue
        heading = " ".join((data.get(f"heading-{at}") or "").split())[:100]
        found.append(ChosenColumn(key=key[:120], on=f"on-{at}" in data, width=wide, heading=heading))
    usual = tuple(ChosenColumn(key=data.get(f"usual-{at}", "")) for at in range(len(found)))
    return () if tuple(found) == usual else tuple(found)


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
