"""Tables between ruling lines: their grid, spans, fills and the lines of text in each cell."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from plans.importing.readers.pdf.paragraphs import Column, Setting, blocks_of
from plans.importing.readers.pdf.printed_lines import Char, PrintedLine, ink_of, printed_lines
from plans.importing.readers.placed_cells import PlacedCell
from plans.importing.source_document import Cell

Box = tuple[float, float, float, float]
_SNAP = 3.0
"""Points within which two lines are one."""
_MOST_PADDING = 12.0
_USUAL_PADDING = 2.0
_MOST_LEFT_OUT = 0.2
"""The share of the text within a table that may stand in none of its cells."""


@dataclass(slots=True)
class RuledCell:
    """A cell on the page, with its place and reach in the grid."""

    box: Box
    row: int
    column: int
    rows: int
    columns: int
    lines: list[PrintedLine]


class RuledTable:
    """The grid that the cells of one found table make."""

    def __init__(self, boxes: list[Box]):
        self.box = (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        self._xs = _edges([x for box in boxes for x in (box[0], box[2])])
        self._ys = _edges([y for box in boxes for y in (box[1], box[3])])
        self.cells = [self._cell(box) for box in boxes]
        self._at = {
            (row, column): cell
            for cell in self.cells
            for row in range(cell.row, cell.row + cell.rows)
            for column in range(cell.column, cell.column + cell.columns)
        }
        self._chars: dict[int, list[Char]] = defaultdict(list)

    @property
    def is_table(self) -> bool:
        """Whether it is more than a box or a line of boxes around text."""
        return len(self._xs) > 2 and len(self._ys) > 1

    def leaves_out(self, chars: Iterable[Char]) -> bool:
        """Whether much of the text within it stands in none of its cells: coloured patches of a table without lines."""
        left, top, right, bottom = self.box
        within = [
            middle for char in chars if left <= (middle := _middle(char))[0] <= right and top <= middle[1] <= bottom
        ]
        return sum(self._cell_at(x, y) is None for x, y in within) > _MOST_LEFT_OUT * len(within)

    def _cell_at(self, x: float, y: float) -> RuledCell | None:
        return self._at.get((bisect_right(self._ys, y) - 1, bisect_right(self._xs, x) - 1))

    def _cell(self, box: Box) -> RuledCell:
        left, right = _place(self._xs, box[0]), _place(self._xs, box[2])
        top, bottom = _place(self._ys, box[1]), _place(self._ys, box[3])
        return RuledCell(box, top, left, max(bottom - top, 1), max(right - left, 1), [])

    def take(self, char: Char) -> bool:
        """Take a character that stands in one of the cells."""
        x, y = _middle(char)
        if not (self.box[0] <= x <= self.box[2] and self.box[1] <= y <= self.box[3]):
            return False
        cell = self._cell_at(x, y)
        if cell is None:
            return False
        self._chars[id(cell)].append(char)
        return True

    def read_lines(self) -> list[Column]:
        """Each cell's printed lines, kept with it too, and the room that they have."""
        for cell in self.cells:
            cell.lines = printed_lines(self._chars.get(id(cell), ()))
        padding = self._paddings()
        return [(c.lines, c.box[2] - c.box[0] - 2 * padding.get(c.column, _USUAL_PADDING)) for c in self.cells]

    def placed(self, fills: list[tuple[Box, str]], setting: Setting) -> list[PlacedCell]:
        """The cells with their blocks and colours. `fills` are the page's coloured areas, the topmost last."""
        padding = self._paddings()
        found = []
        for cell in self.cells:
            pad = padding.get(cell.column, _USUAL_PADDING)
            inks = frozenset().union(*(line.inks for line in cell.lines))
            blocks = blocks_of(cell.lines, cell.box[0] + pad, cell.box[2] - pad, setting)
            ink = next(iter(inks)) if len(inks) == 1 else None
            content = Cell(blocks, cell.rows, cell.columns, fill_of(cell.box, fills), ink)
            found.append(PlacedCell(cell.row, cell.column, content))
        return found

    def _paddings(self) -> dict[int, float]:
        """How far text keeps from the edge of each column, as its leftmost lines show."""
        found: dict[int, float] = {}
        for cell in self.cells:
            for line in cell.lines:
                pad = min(max(line.x0 - cell.box[0], 0.0), _MOST_PADDING)
                found[cell.column] = min(found.get(cell.column, _MOST_PADDING), pad)
        return found


def _middle(char: Char) -> tuple[float, float]:
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def _edges(values: list[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _place(edges: list[float], value: float) -> int:
    return max(bisect_right(edges, value + 0.01) - 1, 0)


def fill_of(box: Box, fills: list[tuple[Box, str]]) -> str | None:
    """The topmost coloured area that covers most of a cell."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    area = (box[2] - box[0]) * (box[3] - box[1])
    for (left, top, right, bottom), colour in reversed(fills):
        if left <= x <= right and top <= y <= bottom:
            shared = (min(right, box[2]) - max(left, box[0])) * (min(bottom, box[3]) - max(top, box[1]))
            if shared > area * 0.6:
                return colour
    return None


def coloured_areas(rects: list[Char]) -> list[tuple[Box, str]]:
    """The filled areas of a page that are larger than a line is thick."""
    return [
        ((rect["x0"], rect["top"], rect["x1"], rect["bottom"]), colour)
        for rect in rects
        if rect.get("fill") and rect["width"] > 4 and rect["height"] > 4
        if (colour := ink_of(rect.get("non_stroking_color")))
    ]
