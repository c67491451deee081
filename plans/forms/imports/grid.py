"""Who, by when, reference and rating of many rows of a document, typed as in a sheet: a row an action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict

from plans.characters import one_line
from plans.forms.imports.days import typed_timescale
from plans.importing import (
    ActionSaid,
    AskedQuestion,
    Dated,
    DatesSaid,
    Edit,
    LeadsSaid,
    PlacedAction,
    QuestionSettled,
    RecommendationSaid,
)

CELLS = ("ref", "lead", "when", "rag")
APART = ";"
"""Between several leads, or several dates, of one cell."""
LONGEST = {"ref": 60, "lead": 900, "when": 500, "rag": 60}
ASKED = {"lead": ("leads", "lead", "responsible"), "when": ("timescales",), "ref": ("ref",), "rag": ("rag",)}
"""Of what a question is that a cell answers."""


@dataclass(slots=True)
class GridRow:
    """One action with what stands in its cells, and what is wrong with each."""

    number: int
    placed: PlacedAction
    cells: dict[str, str]
    errors: dict[str, str] = field(default_factory=lambda: dict.fromkeys(CELLS, ""))

    @property
    def key(self) -> str:
        return self.placed.action.key


def stands(placed: PlacedAction) -> dict[str, str]:
    """What stands in the cells of an action."""
    action = placed.action
    return {
        "ref": action.ref or (placed.recommendation.ref if _is_only(placed) else None) or "",
        "lead": f"{APART} ".join(lead.chosen or lead.name for lead in action.leads),
        "when": f"{APART} ".join(found.text for found in action.timescales),
        "rag": action.rag or "",
    }


def _is_only(placed: PlacedAction) -> bool:
    """Whether the reference of its recommendation is the action's as well: it has no other, and no own."""
    return not placed.action.ref and bool(placed.recommendation.ref) and len(placed.recommendation.actions) == 1


class RowsForm:
    """Rows as they were typed (`data`; None: nothing was sent). `edits` is all that was changed and can be read, `rows`
    are the actions as the page shows them; what is wrong stands at its cell and hinders no other."""

    def __init__(self, data: QueryDict | None, *, placed: Iterable[PlacedAction], ratings: Iterable[str], dated):
        self.dated, self.ratings = dated, tuple(ratings)
        sent = {key: number for number, key in enumerate(data.getlist("row"))} if data is not None else {}
        self.edits: list[Edit] = []
        self.changed: dict[str, set[str]] = {}
        self.rows: list[GridRow] = []
        for number, one in enumerate(placed):
            row = GridRow(number, one, stands(one))
            self.rows.append(row)
            if data is not None and row.key in sent:
                typed = {name: data.get(f"{name}-{sent[row.key]}") for name in CELLS}
                self._read(row, {name: text for name, text in typed.items() if text is not None})

    @property
    def problems(self) -> list[tuple[GridRow, str, str]]:
        return [(row, name, words) for row in self.rows for name, words in row.errors.items() if words]

    def settled(self, asked: Iterable[AskedQuestion], rows: dict[int, str]) -> Iterator[QuestionSettled]:
        """The open questions of which every row was said; `rows` are the keys of actions by their row."""
        for one in asked:
            cell = next((name for name, fields in ASKED.items() if one.question.field in fields), None)
            keys = {rows.get(row) for row in one.question.rows} if one.question.rows else {one.action}
            if cell and not one.answered and keys <= self.changed.get(cell, set()):
                yield QuestionSettled(one.key)

    def _read(self, row: GridRow, typed: dict[str, str]) -> None:
        read = {"ref": self._ref, "lead": self._lead, "when": self._when, "rag": self._rag}
        for name, text in typed.items():
            if text.split() == row.cells[name].split():
                continue
            try:
                if len(text) > LONGEST[name]:
                    raise forms.ValidationError(f"Shorten this to {LONGEST[name]} characters or fewer.")
                self.edits.append(read[name](row, one_line(text)))
                self.changed.setdefault(name, set()).add(row.key)
            except forms.ValidationError as error:
                row.errors[name] = " ".join(error.messages)
            row.cells[name] = text

    def _ref(self, row: GridRow, text: str) -> Edit:
        if _is_only(row.placed):
            return RecommendationSaid(row.placed.recommendation.line, "ref", text)
        return ActionSaid(row.key, "ref", text)

    def _rag(self, row: GridRow, text: str) -> Edit:
        if text and text not in self.ratings:
            raise forms.ValidationError("Choose one of the plan’s ratings.")
        return ActionSaid(row.key, "rag", text)

    def _lead(self, row: GridRow, text: str) -> Edit:
        """A lead who stays keeps role and note; one who comes leads."""
        were = {lead.chosen or lead.name: (lead.role, lead.note or "") for lead in row.placed.action.leads}
        names = [name for part in text.split(APART) if (name := part.strip())]
        if any(len(name) > 300 for name in names):
            raise forms.ValidationError("Shorten each name to 300 characters or fewer.")
        leads = ((name, *were.get(name, ("lead", ""))) for name in dict.fromkeys(names))
        return LeadsSaid(row.key, None, tuple(leads))

    def _when(self, row: GridRow, text: str) -> Edit:
        """A date that stays keeps its reading; another is read from what was typed."""
        were = {found.text: found for found in row.placed.action.timescales}
        parts = [part.strip() for part in text.split(APART) if part.strip()]
        read = (
            Dated.of(were[part]) if part in were else typed_timescale(part, printed=part, dated=self.dated)
            for part in parts
        )
        return DatesSaid(row.key, None, tuple(read))
