"""What an officer chooses for a paper that is to be issued, and what is said of one that was."""

from __future__ import annotations

from django import forms
from django.http import QueryDict

from plans.characters import whole_number
from plans.filters.links import VIEWS
from plans.forms.exemption import paragraph_choices
from plans.forms.page import AsTyped, NumberField, PageForm
from plans.forms.text import Passage, Text
from plans.models import Plan
from reports.appendix import key_sign, word_sign
from reports.appendix.options import ChosenColumn
from reports.settings import LISTED, Settings, begun_with, kept_for

PAPERS = [("a4", "A4 landscape"), ("a3", "A3 landscape"), ("large", "Large print, A4 upright")]
ROWS = [("", "All actions"), ("exceptions", "Exceptions only"), (LISTED, "What the list of actions shows")]
GROUPINGS = [("", "The plan’s own sections"), ("recommendation", "Recommendation"), ("lead", "Lead"), ("due", "Due")]
ORDERS = [("", "As the plan has them"), ("due", "Earliest due first"), ("rating", "Worst first"), ("lead", "By lead")]
READY = [(f"{option}={value}", words) for words, options in VIEWS[1:] for option, value in options]
MOST_BYTES = 60 * 1024 * 1024
MOST_COLUMNS = 40
NAMES = "names"
"""What is done where somebody has looked at the names that the page shows."""
KEEPS = ("keep", "issue", NAMES)
"""What is done with the settings that keeps them."""
ON_BY_ITSELF = ("summary", "meanings", "abbreviations")


class Keys(forms.Field):
    """Any number of keys under one name; cleans to a tuple."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        return tuple(value or ())


class IssueForm(PageForm):
    """Reads how a paper is set, beside what is kept of that: `kept`, in `version`, by `others` where that was somebody
    else. Where the whole form was not sent (`whole`), what is printed where nobody says otherwise is printed. Of the
    names that the page showed (`shown`, their signs) it takes what is ticked, of all others what is kept."""

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
    left = Keys(required=False)
    replaced = Keys(required=False)
    grounds = forms.TypedMultipleChoiceField(choices=paragraph_choices, coerce=int, required=False)
    shown = AsTyped()
    seen = NumberField()
    of = NumberField()

    is_overtaken = False
    """Whether somebody else kept other settings since its page was opened."""

    def __init__(self, data=None, *, kept: Settings | None = None, version: int = 0, others: str = "", **kwargs):
        super().__init__(data, **kwargs)
        self.kept, self.version, self.others = kept or Settings(), version, others

    def clean(self):
        data = super().clean()
        self.is_overtaken = bool(self.others) and self._is_old() and self.data.get("do") in KEEPS
        if self.is_overtaken:
            self.add_error(
                None,
                f"{self.others} kept other settings of this paper (version {self.version}) after this page was "
                "opened. What you chose stands below, and what was ticked as a name by either of you. Look over it, "
                "and send it again.",
            )
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
        view = data.pop("view")
        for name in ("whole", "left", "replaced", "shown", "seen", "of"):
            data.pop(name)
        asked = (view or data["filter"]) if data["rows"] == LISTED else ""
        chosen = {
            **data,
            "grounds": tuple(data["grounds"]),
            "paper": data["paper"] or "a4",
            "filter": asked,
            "columns": self._columns,
        }
        left, replaced = self.names()
        looked_at = self.signs_shown if self.data.get("do") == NAMES else frozenset()
        looked_at |= frozenset(self.kept.looked_at)
        return Settings(**chosen, left=left, replaced=replaced, looked_at=tuple(sorted(looked_at)))

    def names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The signs of the names that stay, and the words that are names, in their order: as they are ticked where the
        page showed them, of the others as they are kept. A page that is older than what is kept takes no name back."""
        shown = self.signs_shown
        left = {each for each in self.kept.left if each not in shown}
        replaced = {each for each in self.kept.replaced if word_sign(each) not in shown or self._is_old()}
        if self.typed:
            left |= set(map(key_sign, self.typed.getlist("left")))
            replaced |= set(self.typed.getlist("replaced"))
        return tuple(sorted(left)), tuple(sorted(replaced))

    def _is_old(self) -> bool:
        return whole_number(self.typed.get("seen", "")) not in (None, self.version)

    @property
    def signs_shown(self) -> frozenset[str]:
        """The signs of the names that the pages showed from which it comes."""
        return frozenset(self.typed.get("shown", "").split())

    @property
    def names_page(self) -> int:
        """Which page of the names is asked for with what is chosen so far, by the button that opens it."""
        of, _, number = self.typed.get("move", "").partition(":")
        return (whole_number(number) or 1) if of == NAMES else 1

    @property
    def moved(self) -> str:
        """The column that goes up or down ("up:lead")."""
        asked = self.typed.get("move", "")
        return "" if asked.startswith(f"{NAMES}:") else asked


def form_for(plan: Plan, author: str, data: QueryDict | None) -> IssueForm:
    """The form as this person (`author`) sent it, else with what is kept of the plan's paper."""
    kept = kept_for(plan)
    settings = begun_with(plan, author, kept)
    others = kept.kept_by_name if kept and kept.kept_by_name != author else ""
    version = kept.version if kept else 0
    return IssueForm(data, kept=settings, version=version, others=others, initial=initial_of(settings))


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
    """Reads what a supplement says, which words of it are `printed` though they stand in what is exempt, what becomes
    of the names that the page showed, and the `sign` of what was looked at: without one it is only shown."""

    words = Passage(
        max_length=5000,
        error_messages={
            "required": "Say what of the paper differs, where, and why.",
            "max_length": "Shorten it to 5,000 characters or fewer.",
        },
    )
    by_record = forms.BooleanField(required=False)
    printed = Keys(required=False)
    left = Keys(required=False)
    replaced = Keys(required=False)
    shown = AsTyped()
    sign = AsTyped()


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
