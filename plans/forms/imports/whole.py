"""What is said of the whole document: its frame, what its columns mean, and what its rows are."""

from __future__ import annotations

from collections.abc import Iterator

from django import forms

from plans.forms.imports.days import typed_day
from plans.forms.page import AsTyped, NumberField, PageForm
from plans.forms.text import Text
from plans.importing import (
    BAND,
    DAYS,
    HEADINGS,
    JOIN,
    LOWER,
    NOTE,
    ROW,
    RULINGS,
    SAYABLE,
    THEME,
    ColumnMeans,
    Edit,
    Framed,
    Row,
    RowCut,
    Ruled,
    SourceDocument,
    Table,
    UnderstoodPlan,
)
from plans.wording import clip, day

LABELS = {
    "title": "Title",
    "subtitle": "Subtitle",
    "organisation": "Organisation",
    "report_ref": "Report reference",
    "dated": "The document’s date",
    "anchor": "The day from which “within 3 months” counts",
}


class SayingForm(PageForm):
    """Which of the workbench's forms was sent (`do`), and what it is about: a question, a row by the words for its
    place, an action by its key, or the number of something said."""

    do = AsTyped()
    question = AsTyped()
    where = AsTyped()
    key = AsTyped()
    number = NumberField()


class FinishForm(PageForm):
    """How an import ends (`do`), of which reading, and why where a document becomes a second plan."""

    do = AsTyped()
    seen = AsTyped()
    again = AsTyped()

    def clean_again(self) -> str:
        return self.cleaned_data["again"].strip()


class FrameForm(PageForm):
    """The frame of the plan. `edits` are what differs from how it was understood."""

    def __init__(self, data=None, *, plan: UnderstoodPlan):
        super().__init__(data, prefix="frame")
        self.plan = plan
        for name, label in LABELS.items():
            value = getattr(plan, name)
            shown = day(value) if name in DAYS else value or ""
            self.fields[name] = Text(label=label, required=name == "title", max_length=300, initial=shown)
        self.fields["title"].error_messages["required"] = "Enter the plan’s title."

    def clean(self):
        for name in DAYS & set(self.cleaned_data):
            try:
                self.cleaned_data[name] = typed_day(self.cleaned_data[name], LABELS[name].lower())
            except forms.ValidationError as error:
                self.add_error(name, error)
        return self.cleaned_data

    @property
    def edits(self) -> tuple[Edit, ...]:
        said = []
        for name in LABELS:
            new, old = self.cleaned_data[name] or None, getattr(self.plan, name) or None
            if new != old:
                said.append(Framed(name, (new.isoformat() if name in DAYS else new) if new else ""))
        return tuple(said)


class ColumnsForm(PageForm):
    """A choice of meaning for each column, in printed order, and then for those whose cells became sections."""

    def __init__(self, data=None, *, plan: UnderstoodPlan):
        super().__init__(data, prefix="column")
        self.names: dict[str, tuple[str, str]] = {}
        for number, column in enumerate(plan.columns):
            heading = column.heading or f"Column {number + 1}"
            self.add(heading, column.meaning)
        for heading in plan.themes:
            self.add(heading, THEME)

    def add(self, heading: str, meaning: str) -> None:
        name = str(len(self.names))
        self.names[name] = (heading, meaning)
        self.fields[name] = forms.ChoiceField(label=heading, choices=list(SAYABLE.items()), initial=meaning)

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(
            ColumnMeans(heading, self.cleaned_data[number])
            for number, (heading, meaning) in self.names.items()
            if self.cleaned_data[number] != meaning
        )


class RulingForm(PageForm):
    """What one source line is, or each of several."""

    line = forms.TypedMultipleChoiceField(coerce=int)
    ruling = forms.ChoiceField(choices=[(ruling, ruling) for ruling in RULINGS])

    def __init__(self, data, *, document: SourceDocument):
        super().__init__(data)
        self.fields["line"].choices = [(line, line) for line in lines_of(document)]  # type: ignore[attr-defined]

    @property
    def edits(self) -> tuple[Edit, ...]:
        return tuple(Ruled(line, self.cleaned_data["ruling"]) for line in self.cleaned_data["line"])


UPPER = {
    ROW: "a row",
    JOIN: "the rest of the row above",
    BAND: "the title of a section",
    HEADINGS: "the column headings",
}
LOWER_IS = {ROW: "a row", BAND: "the title of a section", NOTE: "a note"}


class CutForm(PageForm):
    """Where a row is cut in two: for each filled cell the printed line with which the lower begins, and what either
    part is. What is proposed goes by how the cells are filled."""

    upper = forms.ChoiceField(choices=list(UPPER.items()), label="The upper part is")
    lower = forms.ChoiceField(choices=list(LOWER_IS.items()), label="The lower part is")

    def __init__(self, data=None, *, row: Row, is_headings: bool):
        super().__init__(data, prefix="cut")
        self.row = row
        at, upper, lower = _proposed_cut(row)
        self.fields["upper"].initial = HEADINGS if is_headings else upper
        self.fields["lower"].initial = BAND if is_headings else lower
        for number, cell in enumerate(row.cells):
            if cell:
                later = [(n, f"from “{clip(line, 50)}” on") for n, line in enumerate(cell.lines) if n]
                choices = [(0, "all of it"), *later, (len(cell.lines), "nothing of it")]
                self.fields[f"at{number}"] = forms.TypedChoiceField(
                    coerce=int, choices=choices, initial=at[number], label=clip(cell.flat, 60)
                )

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The cut, and what both parts are."""
        line, said = self.row.line, self.cleaned_data
        at = tuple(said.get(f"at{number}", 0) for number in range(len(self.row.cells)))
        return (RowCut(line, at), Ruled(line, said["upper"]), Ruled(line + LOWER, said["lower"]))


def _proposed_cut(row: Row) -> tuple[list[int], str, str]:
    """Where a row may be cut, and what its parts may be: two rows where its first cell holds two lines; the rest of the
    row above where its words begin in the middle of a sentence; else a title that its last line is."""
    longest = max(range(len(row.cells)), key=lambda n: len(row.cells[n].flat), default=0)
    counts = [len(cell.lines) for cell in row.cells]
    first = next((count for count in counts if count), 0)
    if first > 1:
        return [min(1, count) if count > 1 else count for count in counts], ROW, ROW
    if row.cells[longest].flat[:1].islower():
        return [1 if n == longest else max(0, count - 1) for n, count in enumerate(counts)], JOIN, ROW
    return [count - (n == longest) for n, count in enumerate(counts)], ROW, BAND


def lines_of(document: SourceDocument) -> Iterator[int]:
    """Every line of a document that something can be said of."""
    for part in document.parts:
        yield from (row.line for row in part.rows) if isinstance(part, Table) else (part.line,)


def row_at(document: SourceDocument, line: int | None) -> Row | None:
    """The row of a table that stands at a line, or None."""
    tables = (part for part in document.parts if isinstance(part, Table))
    return next((row for table in tables for row in table.rows if row.line == line), None)
