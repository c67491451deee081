"""Making a sheet, bringing files home, and deciding on what they say."""

from __future__ import annotations

from django import forms

from audits.models import SheetOut
from audits.operations.sheets.choices import ADD, HERE, LEAVE, NOTE, OTHER, SHEET
from audits.operations.sheets.out import Whom, whom_of_lead
from audits.sheets.file_merge import Merge
from plans import models as m
from plans.forms.dates import DateField
from plans.forms.page import PageForm
from plans.forms.text import Text
from plans.forms.upload_limits import WithoutRoom
from plans.sheets.fields import DATE, FIELDS, FILLED, PROGRESS, RAG, USUAL

LEAD, NAMED, EVERYBODY = "lead", "named", "everybody"
WHO = {
    LEAD: "Whoever leads: their own actions",
    NAMED: "Somebody by name, who needs no account",
    EVERYBODY: "Everybody who leads something: one sheet each",
}
OPEN, OWING, LISTED = "open", "owing", "list"
MAIL, FILE = "mail", "file"
TOLD = {
    RAG: "A list of the scheme’s words; one that means finished becomes a claim",
    PROGRESS: "Becomes an update said by them",
    DATE: "Becomes a request; never a new date",
}
"""What becomes of a field, where that is not plain."""


class SheetForm(PageForm):
    """Reads for whom a sheet is, which rows it holds and what may be filled in; cleans to `whom`, `actions` and the
    rest, or to `leads` where everybody gets one."""

    who = forms.ChoiceField(choices=WHO.items(), initial=LEAD, error_messages={"required": "Say for whom it is."})
    lead = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    name = Text(required=False, max_length=200)
    email = Text(required=False, max_length=254)
    rows = forms.ChoiceField(initial=OPEN, error_messages={"required": "Say which rows it holds."})
    filled = forms.MultipleChoiceField(
        choices=[(name, FIELDS[name].heading) for name in FILLED],
        initial=list(USUAL),
        error_messages={"required": "Choose at least one column to be filled in."},
    )
    due_on = DateField(what="the day by which it is wanted home", required=False)
    form = forms.ChoiceField(choices=SheetOut.Form.choices, initial=SheetOut.Form.WORKBOOK)
    do = Text(required=False, max_length=10)
    how = forms.ChoiceField(choices=[(MAIL, "A mail from us"), (FILE, "The file, for me to send")], initial=FILE)

    def __init__(self, data=None, *, choice, **kwargs):
        super().__init__(data, **kwargs)
        self.choice = choice
        words = [(pk, f"{name} ({count} open)") for pk, name, count in choice.leads]
        self.fields["lead"].choices = [("", "Choose who leads"), *words]
        rows = [(OPEN, "Their open actions"), (OWING, "Only those that owe an update")]
        listed = [(LISTED, _listed(choice))] if choice.listed else []
        self.fields["rows"].choices = [*listed, *rows]

    def clean(self):
        data = super().clean()
        listed = data.get("rows") == LISTED
        if data.get("who") == EVERYBODY and listed:
            self.add_error("rows", "For everybody, choose their open actions or those that owe an update.")
        if data.get("who") == NAMED and not data.get("name"):
            self.add_error("name", "Enter the name of whoever fills it in: what comes home is said by them.")
        if data.get("who") in (LEAD, NAMED) and data.get("lead") is None and not (listed and data["who"] == NAMED):
            self.add_error("lead", "Choose whose actions they are.")
        if data.get("how") == MAIL and data.get("who") == NAMED and not data.get("email"):
            self.add_error("email", "Enter the address that the sheet is sent to.")
        return data

    def sheets(self) -> list[dict]:
        """What `make_sheet` takes, once for each sheet; of a valid form. Whoever has no row gets none."""
        data, choice = self.cleaned_data, self.choice
        ids = [pk for pk, _name, _count in choice.leads] if data["who"] == EVERYBODY else [data["lead"]]
        found = []
        for lead in m.Lead.objects.filter(pk__in=[pk for pk in ids if pk]).order_by("name") or [None]:
            listed = data["rows"] == LISTED
            actions = choice.listed if listed or lead is None else choice.rows_of(lead, owing=data["rows"] == OWING)
            if actions or data["who"] != EVERYBODY:
                found.append({"whom": self._whom(lead), "actions": actions, **self._common()})
        return found

    def _whom(self, lead: m.Lead | None) -> Whom:
        data = self.cleaned_data
        if data["who"] == NAMED or lead is None:
            return Whom(name=data["name"], email=data["email"])
        held = whom_of_lead(lead, on=self.choice.on)
        return Whom(name=held.name, email=data["email"] or held.email, user=held.user, lead=held.lead)

    def _common(self) -> dict:
        data = self.cleaned_data
        chosen = dict(self["rows"].field.choices)[data["rows"]]  # type: ignore[attr-defined]  # a choice
        return {"filled": data["filled"], "due_on": data["due_on"], "form": data["form"], "chosen": chosen}


def _listed(choice) -> str:
    """Which list they came from, by its filters, and how many it holds."""
    return f"The list that you came from, {choice.list_in_words}: {len(choice.listed):,} in all"


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class _Files(forms.FileField):
    """Several files at once."""

    widget = _Several

    def clean(self, data, initial=None):
        found = data if isinstance(data, list | tuple) else [data]
        return [super(_Files, self).clean(each, initial) for each in found]


MOST_FILES = 20


class HomeForm(PageForm):
    """Reads the files that came home."""

    came = _Files(allow_empty_file=True, error_messages={"required": "Choose the file that came home."})

    def __init__(self, data=None, files=None, **kwargs):
        super().__init__(data, files, **kwargs)

    def clean_came(self):
        found = self.cleaned_data["came"]
        if len(found) > MOST_FILES:
            raise forms.ValidationError(f"Choose up to {MOST_FILES} files at once.")
        for file in found:
            if isinstance(file, WithoutRoom):
                raise forms.ValidationError(file.why)
        return found


WORDS = ("reason", "said_by")
"""What is typed once for all cells of a merge, whichever of its pages it is typed on."""


class MergeForm(PageForm):
    """Reads what is to be done with each cell that the sheet says otherwise, each new row, since when the words are
    true, who said them where a paper or a list came home, and the one reason. `choices` names what was chosen; a cell
    of which nothing was chosen is not among them. A page of the merge holds some of the cells: of the others stands
    what was `kept` when they were left, and `page` is the one that is asked for next."""

    reason = Text(required=False, max_length=2000)
    said_by = Text(required=False, max_length=200)
    position_on = DateField(what="the day on which the words are true", required=False)
    seen = Text(required=False, max_length=40)
    page = forms.IntegerField(min_value=1, max_value=10_000, required=False)

    def __init__(self, data=None, *, merge: Merge, kept: dict[str, str], initial: dict, **kwargs):
        said = {name: kept[name] for name in WORDS if kept.get(name)}
        super().__init__(data, initial=initial | said, **kwargs)
        self.merge = merge
        self.cells: dict[str, str] = {}
        for row in merge.rows:
            for cell in row.telling:
                offered = (SHEET, OTHER, HERE) if cell.other else (SHEET, HERE)
                self._add(f"{row.action.pk}-{cell.field}", offered, kept)
        for new in merge.new:
            self._add(f"new-{new.number}", (ADD, NOTE, LEAVE), kept)

    def _add(self, name: str, values: tuple[str, ...], kept: dict[str, str]) -> None:
        choices = [(value, value) for value in values]
        self.cells[name] = kept[name] if kept.get(name) in values else ""
        self.fields[name] = forms.ChoiceField(choices=choices, required=False)

    @property
    def choices(self) -> dict[str, str]:
        typed = self.cleaned_data if self.is_bound and self.is_valid() else self.data
        return {name: value for name, before in self.cells.items() if (value := typed.get(name) or before)}

    @property
    def to_keep(self) -> dict[str, str]:
        """The choices, and the words that were typed with them."""
        return self.choices | {name: self.cleaned_data[name] for name in WORDS}
