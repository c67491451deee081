"""A paper or a list of ours that came home: its rows by their marks, and of each the cells that say something else than
was printed. What it says of itself counts only where its seal holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from audits.models import SheetOut
from audits.sheets.returns import NOT_OURS, NoSheet, ReadRow, ReadSheet
from audits.sources import NotThereYet, as_at
from plans import models as m
from plans.exempt_shown import unmarked
from plans.fileseals import secrets_of
from plans.importing import SourceDocument
from plans.sheets import fields as f
from plans.sheets.marked_rows import (
    MarkedPage,
    MarkedRow,
    ReadCell,
    cells_of,
    columns_of,
    new_rows,
    pages_of,
    unknown_columns,
)
from plans.sheets.marks import LIST, Drawn, RowMark
from plans.sheets.outside import changed_outside, mark_outside
from plans.sheets.sealed_pdf import is_unchanged, mark_of
from plans.sheets.values import extras_of
from plans.trail import Actor
from plans.wording import clip, day

NOT_YOURS = "Its row is of a plan whose sheets you don’t look after."
NOT_THERE = "Its action was not in the plan at the moment of the file."
PDF = (
    "“{}” is a PDF, and what is changed in a PDF can’t be taken. If it is a paper of ours, it was changed or saved "
    "anew. Make the changes in the Word document, the workbook or the CSV of the same paper and bring that home."
)
IT_SAYS = "It says now:"
OUTSIDE = "Changed outside of the rows:"
REVISED = " revised to "


@dataclass(slots=True)
class OwnFile:
    """What one file says of one plan: `read` are the rows in which something was changed, or that are new."""

    plan: m.Plan
    drawn: Drawn
    extras: tuple[str, ...]
    actions: frozenset[int]
    read: ReadSheet = field(default_factory=ReadSheet)
    is_large: bool = False
    """Whether it is a paper in large print, which has no rows."""

    @property
    def called(self) -> str:
        """ "The appendix of Early Help Plan as at 29 November 2026"."""
        kind = "The list" if LIST in self.drawn.flags else "The appendix"
        return f"{kind} of {self.plan.title} as at {day(self.drawn.on)}"

    @property
    def is_changed(self) -> bool:
        return bool(self.read.rows)

    def sheet(self) -> SheetOut:
        """As a sheet that is home, not kept yet."""
        sheet = SheetOut(
            plan=self.plan,
            kind=SheetOut.Kind.FILE,
            flags=self.drawn.flags,
            position_on=self.drawn.on,
            made_at=self.drawn.known,
            made_by_name="",
            filled=sorted({name for row in self.read.rows for name in row.cells}),
            chosen=self.called[:300],
        )
        sheet.given = sorted({known for row in self.read.rows if (known := row.action or row.above)})
        return sheet


def own_pdf(data: bytes, name: str, by) -> OwnFile | None:
    """The paper that a PDF is, as nobody changed it; None for what is no PDF. Raises NoSheet for one that was changed
    or saved anew: what is changed in a PDF can't be taken."""
    if not data.startswith(b"%PDF"):
        return None
    mark = mark_of(data)
    if mark is None or not is_unchanged(data, secrets_of(mark.drawn.plan)):
        raise NoSheet(PDF.format(name))
    reader = _Reader(by)
    file = reader.open(mark.drawn)
    if file is None:
        raise NoSheet(f"Nothing of “{name}” is taken. {next(iter(reader.refused))}")
    return file


def own_files(document: SourceDocument, name: str, by) -> list[OwnFile]:
    """What a file of ours says, plan by plan; nothing for one that has no mark in any row. Raises NoSheet for one of
    which nothing is this person's to bring home, or that was not made here."""
    reader = _Reader(by)
    pages = pages_of(document)
    for page in pages:
        reader.take(page)
    large = None if pages else mark_outside(document)
    if large and (file := reader.file(large)):
        file.is_large = True
    outside = changed_outside(document, reader.added)
    for file in list(reader.found.values())[:1]:
        file.read.notices += [f"{IT_SAYS if large else OUTSIDE} “{clip(words, 300)}”" for words in outside]
    if (pages or large) and not reader.found:
        raise NoSheet(f"Nothing of “{name}” is taken. {next(iter(reader.refused), NOT_OURS)}")
    return list(reader.found.values())


class _Reader:
    """Gives each row to the file that it was drawn for."""

    def __init__(self, by) -> None:
        self.by = by
        self.found: dict[Drawn, OwnFile] = {}
        self.refused: dict[str, None] = {}
        self.added: set[str] = set()
        """The places of rows that somebody added."""
        self._files: dict[Drawn, OwnFile | None] = {}

    def take(self, page: MarkedPage) -> None:
        columns = columns_of(page)
        first: OwnFile | None = None
        for row in page.rows:
            file = self.file(row.mark)
            if file is None:
                continue
            first = first or file
            why = self._wrong(file, row.mark)
            if why:
                file.read.rows.append(ReadRow(row.place, {}, why=why))
            elif changed := _changed(cells := cells_of(row, columns), file.extras):
                unsaved = [cell.printed.name(file.extras) for cell in cells if cell.is_unsaved]
                unsaved = [f.DATE if name == f.TIMESCALE else name for name in unsaved]
                file.read.rows.append(ReadRow(row.place, changed, action=row.mark.action, unsaved=unsaved))
        if first:
            unknown = first.read.unknown_columns
            unknown += [words for words in unknown_columns(page, columns) if words not in unknown]
        for row in new_rows(page, columns):
            self.added.add(row.place)
            file = self.file(row.mark)
            if file and not self._wrong(file, row.mark):
                file.read.rows.append(_new(row, columns, file.extras))

    def file(self, mark: RowMark) -> OwnFile | None:
        """The file of a mark that was made here, of a plan whose sheets are this person's."""
        if not mark.is_sealed(secrets_of(mark.drawn.plan)):
            self.refused[NOT_OURS] = None
            for file in self.found.values():
                file.read.rows.append(ReadRow("a row", {}, why=NOT_OURS))
            return None
        drawn = mark.drawn
        if drawn not in self._files:
            self._files[drawn] = self.open(drawn)
            if opened := self._files[drawn]:
                self.found[drawn] = opened
        return self._files[drawn]

    def open(self, drawn: Drawn) -> OwnFile | None:
        """The plan that something was drawn from, where its sheets are this person's."""
        plans = m.Plan.objects.filter(pk=drawn.plan)
        if not isinstance(self.by, Actor):
            plans = plans.visible_to(self.by).filter(pk__in=self.by.plans_as("officer", "manager"))
        plan = plans.first()
        if plan is None:
            self.refused[NOT_YOURS] = None
            return None
        try:
            state = as_at(plan, on=drawn.on, known=drawn.known)
        except NotThereYet as error:
            self.refused[str(error)] = None
            return None
        return OwnFile(plan, drawn, extras_of(state), frozenset(action.id for action in state.actions))

    def _wrong(self, file: OwnFile, mark: RowMark) -> str:
        return "" if mark.action in file.actions else NOT_THERE


def _changed(cells: list[ReadCell], extras: tuple[str, ...]) -> dict[str, str]:
    """What a row says otherwise than was printed, by field or heading."""
    found = {}
    for cell in cells:
        name = cell.printed.name(extras)
        if name and not cell.stands:
            found[name] = unmarked(cell.text)
    if f.TIMESCALE in found:
        words = found.pop(f.TIMESCALE).rpartition(REVISED)[2]
        found.setdefault(f.DATE, words)
    return found


def _new(row: MarkedRow, columns: dict[str, int], extras: tuple[str, ...]) -> ReadRow:
    cells: dict[str, str] = defaultdict(str)
    for printed in row.mark.cells:
        text = row.cells.get(columns.get(printed.code, -1), "")
        if text and (name := printed.name(extras)):
            cells[f.DATE if name == f.TIMESCALE else name] = unmarked(text)
    return ReadRow(row.place, dict(cells), above=row.mark.action)
