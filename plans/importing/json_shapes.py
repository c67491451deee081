"""A document as plain values, for JSON: what the child process answers with, and what a draft keeps.

Compact, because a plan has thousands of cells: a cell that is one plain text is that text; an empty one is "".
"""

from typing import Any

from plans.importing.source_document import Block, BlockKind, Cell, Paragraph, Row, Run, SourceDocument, Table

_KINDS = {BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "i", BlockKind.LIST: "l"}
_KIND_OF = {letter: kind for kind, letter in _KINDS.items()}


def dump(document: SourceDocument) -> dict[str, Any]:
    """The document as dicts, lists, texts and numbers, ready for `json.dumps`."""
    found: dict[str, Any] = {"parts": [_part(part) for part in document.parts]}
    if document.notices:
        found["notices"] = list(document.notices)
    return found


def load(found: Any) -> SourceDocument:
    """The document that `dump` made these values of. Raises ValueError for values of any other shape."""
    try:
        return SourceDocument(
            tuple(_part_of(part) for part in found["parts"]), tuple(map(_text, found.get("notices", ())))
        )
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise ValueError("these values are no document") from error


def _part(part: Table | Paragraph) -> Any:
    if isinstance(part, Table):
        rows = [[row.line, row.place, *map(_cell, row.cells)] for row in part.rows]
        told = {name: True for name, said in (("whole", part.whole), ("exact", part.exact)) if said}
        return {"rows": rows, **told} if told else rows
    found: dict[str, Any] = {"lines": list(part.lines), "line": part.line}
    if part.level:
        found["level"] = part.level
    if part.listed:
        found["listed"] = True
    if part.place:
        found["place"] = part.place
    return found


def _cell(cell: Cell) -> Any:
    if (cell.rows, cell.columns, cell.fill, cell.ink) == (1, 1, None, None):
        if not cell.blocks:
            return ""
        if len(cell.blocks) == 1 and cell.blocks[0].kind is BlockKind.PARAGRAPH and len(cell.blocks[0].lines) == 1:
            line = _line(cell.blocks[0].lines[0])
            if isinstance(line, str) and line:
                return line
        return [_block(block) for block in cell.blocks]
    found: dict[str, Any] = {"blocks": [_block(block) for block in cell.blocks]}
    for name, value, usual in (
        ("rows", cell.rows, 1),
        ("columns", cell.columns, 1),
        ("fill", cell.fill, None),
        ("ink", cell.ink, None),
    ):
        if value != usual:
            found[name] = value
    return found


def _block(block: Block) -> Any:
    return [f"{_KINDS[block.kind]}{block.depth or ''}", *map(_line, block.lines)]


def _line(line: tuple[Run, ...]) -> Any:
    if len(line) == 1 and not line[0].bold and not line[0].italic:
        return line[0].text
    return [[run.text, ("b" if run.bold else "") + ("i" if run.italic else "")] for run in line]


def _part_of(found: Any) -> Table | Paragraph:
    if isinstance(found, list):
        return Table(tuple(_row_of(row) for row in found))
    if "rows" in found:
        rows = tuple(_row_of(row) for row in found["rows"])
        return Table(rows, bool(found.get("whole", False)), bool(found.get("exact", False)))
    return Paragraph(
        tuple(map(_text, found["lines"])),
        _number(found["line"]),
        _number(found.get("level", 0)),
        bool(found.get("listed", False)),
        _text(found.get("place", "")),
    )


def _row_of(found: Any) -> Row:
    line, place, *cells = found
    return Row(tuple(map(_cell_of, cells)), _number(line), _text(place))


def _cell_of(found: Any) -> Cell:
    if isinstance(found, str):
        return Cell((Block(BlockKind.PARAGRAPH, ((Run(found),),)),)) if found else Cell()
    if isinstance(found, list):
        return Cell(tuple(map(_block_of, found)))
    fill, ink = found.get("fill"), found.get("ink")
    return Cell(
        tuple(map(_block_of, found["blocks"])),
        _number(found.get("rows", 1)),
        _number(found.get("columns", 1)),
        None if fill is None else _text(fill),
        None if ink is None else _text(ink),
    )


def _block_of(found: Any) -> Block:
    kind, *lines = found
    return Block(_KIND_OF[kind[:1]], tuple(map(_line_of, lines)), int(kind[1:] or 0))


def _line_of(found: Any) -> tuple[Run, ...]:
    if isinstance(found, str):
        return (Run(found),)
    return tuple(Run(_text(text), "b" in look, "i" in look) for text, look in found)


def _text(found: Any) -> str:
    if not isinstance(found, str):
        raise TypeError(found)
    return found


def _number(found: Any) -> int:
    if not isinstance(found, int) or isinstance(found, bool):
        raise TypeError(found)
    return found
