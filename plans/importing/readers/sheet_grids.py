"""From the cells of sheets to paragraphs and tables: what Excel, older spreadsheets and comma-separated files share.

A sheet has no paragraphs. What stands alone in its row above the first row of several cells is a title or a note,
and so is what stands alone below the last one, after a free row. Blocks of rows apart from each other are one table
when they lie under the same columns, unless the second repeats the headings of the first.
"""

import re
from dataclasses import dataclass, field, replace
from operator import itemgetter

from plans.importing.readers.placed_cells import MOST_COLUMNS, GridRow, assembled_rows
from plans.importing.source_document import Paragraph, SourceDocument, Table
from plans.importing.vocabulary.ratings import colour_of

_GENERIC = re.compile(
    r"(?:sheet|tabelle|feuil|table|page|[a-z])\s*\d*|(?:the )?(?:action |improvement )*plan", re.IGNORECASE
)
"""Names of sheets that say nothing of what stands there."""
_OF_ALL = re.compile(r"\b(?:plan|log|register|tracker|response|report|programme)s?\b", re.IGNORECASE)
"""What titles the whole document, on each of its sheets."""
_WORD = re.compile(r"[a-z]+|\d+")
_TITLE_LEVEL = 2


@dataclass(slots=True)
class SheetGrid:
    """A sheet's rows that hold anything, by number from 0, and where a person finds each ("sheet Plan, row 5")."""

    name: str = ""
    rows: dict[int, GridRow] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)


def document_of(sheets: list[SheetGrid], notices: tuple[str, ...] = ()) -> SourceDocument:
    """The document that sheets make in their order, each under its name where several hold a table."""
    parts: list[Table | Paragraph] = []
    named = sum(any(len(_filled(row)) > 1 for row in sheet.rows.values()) for sheet in sheets) > 1
    line = 1
    for sheet in sheets:
        found, line = _parts_of(sheet, line, sheet.name if named and not _GENERIC.fullmatch(sheet.name) else "")
        parts += found
    return SourceDocument(tuple(parts), notices)


def _parts_of(sheet: SheetGrid, line: int, title: str) -> tuple[list[Table | Paragraph], int]:
    blocks = _blocks(sheet)
    wide = [number for number, block in enumerate(blocks) if any(len(_filled(sheet.rows[row])) > 1 for row in block)]
    parts: list[Table | Paragraph] = []
    begun = False
    for number, block in enumerate(blocks):
        if number not in wide:
            found, line = _paragraphs(sheet, block, line)
            parts += found
            continue
        if not begun:
            lone = next((n for n, row in enumerate(block) if len(_filled(sheet.rows[row])) > 1), len(block))
            found, line = _paragraphs(sheet, block[:lone], line)
            parts += found
            block = block[lone:]
            if block and title:
                own = _in_full(title, parts)
                parts[len(parts) - bool(own) :] = [
                    Paragraph((title,), line - bool(own), _TITLE_LEVEL, place=f"sheet {title}"),
                    *([replace(own, line=line)] if own else []),
                ]
                line += 1
        if block:
            # The rows of a named sheet don't go on from those of another; a converter's sheets are named by number.
            table = _table(sheet, block, line, whole=bool(title) and not begun)
            begun = True
            parts.append(table)
            line += len(table.rows)
    return parts, line


def _in_full(name: str, above: list[Table | Paragraph]) -> Paragraph | None:
    """The title right above the rows of a sheet whose name is a short form of it: "P1 Front door" of "Priority 1: Front
    door and early help"; None where there is none."""
    last = above[-1] if above else None
    if not isinstance(last, Paragraph) or not last.level or _OF_ALL.search(last.text):
        return None
    short, full = (set(_WORD.findall(text.lower())) for text in (name, last.text))
    numbers = set(filter(str.isdigit, short))
    said = len(short) < len(full) and numbers <= full and 2 * len(short & full - numbers) >= len(short - numbers) > 0
    return last if said else None


def _filled(row: GridRow) -> GridRow:
    """The cells that say something: with words, and one of a rating's colour beside a single one with other words, as
    in a key."""
    worded = [one for one in row if one[1].blocks]
    if len(worded) != 1 or len(row) < 2:
        return worded
    shown = [one for one in row if not one[1].blocks and colour_of(one[1].fill) and one[1].fill != worded[0][1].fill]
    return sorted([*worded, *shown], key=itemgetter(0)) if len(shown) == 1 else worded


def _blocks(sheet: SheetGrid) -> list[list[int]]:
    """Numbers of rows that stand together; blocks apart that lie under the same columns are one."""
    blocks = _apart(sheet)
    joined: list[list[int]] = []
    lone: list[list[int]] = []
    headings = next((texts for block in blocks for row in block if len(texts := _texts(sheet, row)) > 2), frozenset())
    for block in blocks:
        if all(len(_filled(sheet.rows[row])) == 1 for row in block):
            lone.append(block)
        elif (
            joined
            and not _begins_anew(sheet, joined[-1], block, headings)
            and _same_columns(sheet, [row for one in joined for row in one[-50:]], block)
        ):
            joined[-1] += [row for one in (*lone, block) for row in one]
            lone = []
        else:
            joined += [*lone, block]
            lone = []
    return [*joined, *lone]


def _apart(sheet: SheetGrid) -> list[list[int]]:
    """Numbers of filled rows, those without an empty row between them together."""
    blocks: list[list[int]] = []
    for number in sorted(row for row, cells in sheet.rows.items() if any(cell.blocks for _, cell in cells)):
        if blocks and number == blocks[-1][-1] + 1:
            blocks[-1].append(number)
        else:
            blocks.append([number])
    return blocks


def _texts(sheet: SheetGrid, row: int) -> frozenset[str]:
    return frozenset(cell.flat for _, cell in _filled(sheet.rows[row]))


def _begins_anew(sheet: SheetGrid, above: list[int], block: list[int], headings: frozenset[str]) -> bool:
    """Whether a block after a free row is to be a table of its own: it repeats most of the headings, or it is what a
    converter made of a page's end, the rest of a row or of a group of rows, without their first cell."""
    if any(2 * len(_texts(sheet, row) & headings) > len(headings) for row in block[:3]):
        return True
    first = _filled(sheet.rows[block[0]])
    left = min(column for row in above for column, _ in _filled(sheet.rows[row]))
    return first[0][0] > left or first[0][1].flat[:1].islower()


def _same_columns(sheet: SheetGrid, above: list[int], below: list[int]) -> bool:
    edges = []
    for rows in (above, below):
        columns = [column for row in rows for column, _ in _filled(sheet.rows[row])]
        edges.append((min(columns), max(columns)))
    (left, right), (second_left, second_right) = edges
    return abs(right - second_right) <= 1 and second_left >= left and second_right - second_left >= (right - left) / 2


def _paragraphs(sheet: SheetGrid, rows: list[int], line: int) -> tuple[list[Paragraph], int]:
    found: list[Paragraph] = []
    for row in rows:
        cell = _filled(sheet.rows[row])[0][1]
        level = _TITLE_LEVEL if cell.is_bold else 0
        lines = tuple(line for block in cell.blocks for line in block.line_texts)
        found.append(Paragraph(lines, line + len(found), level, place=sheet.places.get(row, "")))
    return found, line + len(found)


def _table(sheet: SheetGrid, rows: list[int], line: int, *, whole: bool) -> Table:
    by_row = {row: [one for one in sheet.rows[row] if one[1].blocks or one[1].fill] for row in rows}
    columns = sorted({column for cells in by_row.values() for column, _ in cells})[:MOST_COLUMNS]
    told = () if columns == list(range(len(columns))) else tuple(columns)
    return Table(assembled_rows(by_row, sheet.places, line), whole, columns=told)
