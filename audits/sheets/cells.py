"""One cell of a row that came home: what it says, what else it may mean, and why nobody should take it unseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from audits.models import SheetOut
from audits.sheets.returns import ReadRow
from audits.sheets.sides import Side
from plans import stages
from plans.importing import colour_of
from plans.palette import COLOURS
from plans.sheets import fields as f
from plans.sheets.cell_merge import TELLS, MergedCell, Outcome, merge, swapped
from plans.sheets.typed import Unread, letters_of_year, read, turned
from plans.sheets.values import Value
from plans.state import RagState

KEPT_ELSEWHERE = "This is worked out, or kept elsewhere: a file can’t change it. Change it where the plan is edited."
READ_ONLY = "This cell was only for reading, and was changed all the same."
OTHER_ORDER = "Nothing in the file tells whether the day or the month comes first."
UNSAVED = (
    "A formula stands here, and the file does not say what it comes to. Open it in a spreadsheet and save it, or type "
    "the words."
)
COLOURED = "Its colour was changed to {}, and nothing was written."
COLOURED_OTHERWISE = "It says {}, and is coloured {}."
BESIDE = "Written in cells that are for reading, or in a column that no sheet has."
TWICE = "The row stands in the file more than once, each time with something else."


@dataclass(frozen=True, slots=True)
class Days:
    """How the days of a file are read: whether those in digits begin with the month (None: nothing tells), by how many
    digits their year has, and whether a program wrote them as text."""

    month_first: Mapping[int, bool | None]
    is_text: bool

    def read(self, text: str, on: date, then: Value = None) -> tuple[Value | Unread, date | None]:
        """The day that a text means, and the other that it may mean as well. What is as it was sent in one of both is
        that."""
        month_first = self.month_first.get(letters_of_year(text))
        value = read(f.DATE, text, (), on, month_first=bool(month_first))
        other = turned(text) if month_first is None and self.is_text else None
        if other is not None and other == then:
            return other, None
        return value, None if value == then else other


@dataclass(frozen=True, slots=True)
class Reading:
    """What the cells of one row are read and merged with."""

    sheet: SheetOut
    side: Side
    current: Side
    ratings: tuple[RagState, ...]
    on: date
    days: Days
    said: dict[str, list[Value]]

    def cell(self, name: str, found: list[ReadRow]) -> MergedCell:
        """One cell; of a row that stands there twice, what one of them says otherwise."""
        cells = {str(cell): cell for cell in (self._one(name, row) for row in found if name in row.cells)}
        telling = [cell for cell in cells.values() if cell.outcome in TELLS]
        if len(telling) > 1:
            texts = " / ".join(dict.fromkeys(row.cells[name] for row in found if row.cells.get(name)))
            return self._merged(name, Unread(texts, TWICE))
        return telling[0] if telling else next(iter(cells.values()))

    def _one(self, name: str, row: ReadRow) -> MergedCell:
        if name in row.unsaved:
            return self._merged(name, Unread("A formula", UNSAVED))
        value, other = self._value(name, row.cells[name])
        cell = self._merged(name, value)
        if name == f.RAG and (rating := self._by_colour(row.colour)):
            return self._coloured(cell, rating)
        if cell.outcome not in (Outcome.SHEET, Outcome.BOTH):
            return cell
        doubts = {f.TEXT: "" if self.sheet.is_file else READ_ONLY, f.BESIDE: BESIDE}
        return replace(cell, doubt=doubts.get(name, OTHER_ORDER if other else ""), other=other)

    def _by_colour(self, fill: str) -> RagState | None:
        """The one rating of a colour like that of a cell."""
        colour = colour_of(fill)
        alike = {
            rating.code: rating
            for rating in self.ratings
            if colour and colour_of(COLOURS[rating.colour].fill.removeprefix("#")) == colour
        }
        return alike.popitem()[1] if len(alike) == 1 else None

    def _coloured(self, cell: MergedCell, rating: RagState) -> MergedCell:
        """A rating whose cell somebody coloured: asked, where its word does not say the same."""
        if rating.code in (cell.sheet, cell.then if cell.sheet in (None, "") else ""):
            return cell
        if cell.outcome in (Outcome.SHEET, Outcome.BOTH):
            labels = {each.code: each.label for each in self.ratings}
            said = COLOURED_OTHERWISE.format(labels[str(cell.sheet)], rating.label)
            return replace(cell, doubt=said, other=rating.code)
        coloured = self._merged(f.RAG, rating.code)
        return replace(coloured, doubt=COLOURED.format(rating.label))

    def _value(self, name: str, text: str) -> tuple[Value | Unread, date | None]:
        if self.sheet.is_file and not f.can_be_said(name):
            return Unread(text, KEPT_ELSEWHERE), None
        if f.field_of(name).kind == "day":
            return self.days.read(text, self.on, self.side.values.get(name))
        one_a_code = {rating.code: rating for rating in reversed(self.ratings)}
        return read(name, text, tuple(one_a_code.values()), self.on), None

    def _merged(self, name: str, value: Value | Unread) -> MergedCell:
        base, now = self.side.values.get(name, ""), self.current.values.get(name, "")
        said = [*self.said[name], *_stands(name, self.current)]
        if name in f.OF_NAMES and value and isinstance(value, str) and not any(swapped(base, value, now)):
            said.append(value)
        return merge(name, base, value, now, said=said, printed=self.sheet.is_file)


def _stands(name: str, current: Side) -> list[Value]:
    """What a cell may say that the record has in another form: a rating that means finished of what is claimed."""
    if name == f.RAG and current.action.stage in stages.SAID_DONE:
        return [rating.code for rating in current.plan.scheme.ratings if rating.means_finished]
    return []
