"""The document's rows as they stand, each beside what became of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plans.importing.rulings import LOWER
from plans.importing.source_document import Cell, Paragraph, Row, SourceDocument
from plans.importing.understood_plan import (
    UnderstoodAction,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodSection,
)

ACTION, RECOMMENDATION, SECTION, HEADINGS, NOTE, ASIDE = (
    "action",
    "recommendation",
    "section",
    "headings",
    "note",
    "aside",
)


@dataclass(frozen=True, slots=True)
class PlacedAction:
    """An action where it stands in the plan."""

    section: UnderstoodSection
    recommendation: UnderstoodRecommendation
    action: UnderstoodAction


@dataclass(frozen=True, slots=True)
class Strip:
    """One row or paragraph of the document: where a person finds it, a plan's row with its cells under their headings
    and anything else as text, and what became of it (`ACTION` …). `joined`: it is the rest of the row above; `can_cut`:
    a cell of it prints several lines."""

    line: int
    place: str
    cells: tuple[tuple[str, Cell], ...]
    text: str
    became: str
    in_table: bool
    joined: bool = False
    can_cut: bool = False

    @property
    def where(self) -> str:
        """Where it stands, in words that begin a line."""
        found = f"{self.place[:1].upper()}{self.place[1:]}" if self.place else f"Line {self.line % LOWER}"
        return f"{found}, lower part" if self.line >= LOWER else found


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """Strips that belong together and the actions that came of them; none for what is no action's row."""

    strips: tuple[Strip, ...]
    placed: tuple[PlacedAction, ...] = ()

    @property
    def line(self) -> int:
        return self.strips[0].line

    @property
    def is_of_action(self) -> bool:
        return self.strips[0].became == ACTION


def document_rows(document: SourceDocument, plan: UnderstoodPlan) -> tuple[DocumentRow, ...]:
    """Every row and paragraph of the document in printed order; a row that several lines were joined to is one."""
    placed: dict[int, list[PlacedAction]] = {}
    owner: dict[int, int] = {}
    for each in actions_placed(plan):
        placed.setdefault(each.action.line, []).append(each)
        owner.update(dict.fromkeys(each.action.lines or (each.action.line,), each.action.line))
    strips = {strip.line: strip for strip in _strips(document, plan, owner)}
    rows: list[int] = []
    waiting: dict[int, list[Strip]] = {}
    for line, strip in strips.items():
        first = owner.get(line, line)
        if first != line and first in waiting:
            waiting[first].append(strip)
            continue
        waiting[line] = [strip]
        rows.append(line)
    return tuple(DocumentRow(tuple(waiting[line]), tuple(placed.get(line, ()))) for line in rows)


def actions_placed(plan: UnderstoodPlan) -> Iterator[PlacedAction]:
    """Every action with its recommendation and section, in printed order."""
    for section in plan.sections:
        for recommendation in section.recommendations:
            for action in recommendation.actions:
                yield PlacedAction(section, recommendation, action)


class _Places:
    """What became of each line of a document, in the plan that was understood of it."""

    def __init__(self, plan: UnderstoodPlan, owner: dict[int, int]):
        self.plan, self.owner = plan, owner
        self.sections = {section.line for section in plan.sections if section.title}
        self.recommendations = {found.line for section in plan.sections for found in section.recommendations}
        self.kept = {_words(text) for text in _kept(plan)}

    def of_paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.line in self.owner:
            return ACTION
        if paragraph.line in self.sections:
            return SECTION
        ref = self.plan.report_ref
        is_kept = _words(paragraph.text) in self.kept or bool(ref and ref in paragraph.text)
        return NOTE if is_kept else ASIDE

    def of_row(self, row: Row, *, is_headings: bool) -> str:
        if row.line in self.owner:
            return ACTION
        if row.line in self.sections:
            return SECTION
        if row.line in self.recommendations:
            return RECOMMENDATION
        if is_headings:
            return HEADINGS
        return NOTE if _words(" ".join(cell.flat for cell in row.cells)) in self.kept else ASIDE


def _strips(document: SourceDocument, plan: UnderstoodPlan, owner: dict[int, int]) -> Iterator[Strip]:
    headings = tuple(column.heading for column in plan.columns)
    places = _Places(plan, owner)
    for part in document.parts:
        if isinstance(part, Paragraph):
            text = "\n".join(part.lines)
            joined = owner.get(part.line, part.line) != part.line
            yield Strip(part.line, part.place, (), text, places.of_paragraph(part), in_table=False, joined=joined)
            continue
        names = headings
        for row in part.rows:
            found = _heading_cells(row, headings)
            names = found or names
            became = places.of_row(row, is_headings=bool(found))
            yield Strip(
                row.line,
                row.place,
                _named(row, names) if became in (ACTION, RECOMMENDATION) else (),
                " · ".join(row.texts),
                became,
                in_table=True,
                joined=owner.get(row.line, row.line) != row.line,
                can_cut=any(len(cell.lines) > 1 for cell in row.cells),
            )


def _heading_cells(row: Row, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The row's own words where it prints most of the plan's headings."""
    known = {_words(heading) for heading in headings if heading}
    texts = tuple(cell.flat for cell in row.cells)
    filled = [text for text in texts if text]
    is_headings = len(filled) > 1 and sum(_words(text) in known for text in filled) * 2 > len(filled)
    return texts if is_headings else ()


def _named(row: Row, headings: tuple[str, ...]) -> tuple[tuple[str, Cell], ...]:
    """The filled and the coloured cells under their headings."""
    names = (*headings, *[""] * len(row.cells))
    return tuple(
        (names[place] or f"Column {place + 1}", cell)
        for place, cell in enumerate(row.cells)
        if cell or cell.fill or cell.ink
    )


def _kept(plan: UnderstoodPlan) -> Iterator[str]:
    """What the plan keeps of the text around its tables."""
    yield from (plan.title, plan.subtitle or "", *plan.notes_before, *plan.notes_after, *plan.legend)
    yield from (line for note in (*plan.notes_before, *plan.notes_after) for line in note.split("\n"))
    yield from (f"{short} {long}" for short, long in plan.abbreviations)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
