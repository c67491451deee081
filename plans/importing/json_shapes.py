"""The JSON shapes of the library: a document as the child process answers it and as a draft keeps it, an understood
plan and an edition's differences as the command line prints them.

A document is compact, because a plan has thousands of cells: a cell that is one plain text is that text; an empty one
is "".
"""

from __future__ import annotations

from datetime import date
from typing import Any

from plans.importing.editions.differences import Difference, Edition
from plans.importing.source_document import Block, BlockKind, Cell, Paragraph, Row, Run, SourceDocument, Table
from plans.importing.understood_plan import (
    Question,
    UnderstoodAction,
    UnderstoodLead,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodSection,
    UnderstoodStep,
)
from plans.importing.workbench.questions import Decision, decisions, marks
from plans.timescales import Timescale

_KINDS = {BlockKind.PARAGRAPH: "p", BlockKind.ITEM: "i", BlockKind.LIST: "l"}
_KIND_OF = {letter: kind for kind, letter in _KINDS.items()}


def document_as_json(document: SourceDocument) -> dict[str, Any]:
    """The document as dicts, lists, texts and numbers, ready for `json.dumps`."""
    found: dict[str, Any] = {"parts": [_part(part) for part in document.parts]}
    if document.notices:
        found["notices"] = list(document.notices)
    if document.unsaved:
        found["unsaved"] = [list(each) for each in document.unsaved]
    return found


def document_from_json(found: Any) -> SourceDocument:
    """The document that `dump` made these values of. Raises ValueError for values of any other shape."""
    try:
        return SourceDocument(
            tuple(_part_of(part) for part in found["parts"]),
            tuple(map(_text, found.get("notices", ()))),
            tuple((_text(place), _number(column)) for place, column in found.get("unsaved", ())),
        )
    except (KeyError, TypeError, IndexError, AttributeError, ValueError) as error:
        raise ValueError("these values are no document") from error


def _part(part: Table | Paragraph) -> Any:
    if isinstance(part, Table):
        rows = [[row.line, row.place, *map(_cell, row.cells)] for row in part.rows]
        told: dict[str, Any] = {name: True for name, said in (("whole", part.whole), ("exact", part.exact)) if said}
        told |= {"columns": list(part.columns)} if part.columns else {}
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
    blocks = [_block(block) for block in cell.blocks]
    looks = (
        ("rows", cell.rows, 1),
        ("columns", cell.columns, 1),
        ("fill", cell.fill, None),
        ("ink", cell.ink, None),
        ("repair", cell.repair, ""),
    )
    unusual = {name: value for name, value, usual in looks if value != usual}
    if unusual:
        return {"blocks": blocks, **unusual}
    plain = _plain_line(cell)
    return blocks if plain is None else plain


def _plain_line(cell: Cell) -> str | None:
    """All that a cell says where it is one line without emphasis, "" where it is empty; None for any other."""
    if not cell.blocks:
        return ""
    [block, *more] = cell.blocks
    line = _line(block.lines[0]) if len(block.lines) == 1 else None
    is_plain = block.kind is BlockKind.PARAGRAPH and isinstance(line, str) and not more
    return line or None if is_plain else None


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
        columns = tuple(map(_number, found.get("columns", ())))
        return Table(rows, bool(found.get("whole", False)), bool(found.get("exact", False)), columns)
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
        return Cell.of(found)
    if isinstance(found, list):
        return Cell(tuple(map(_block_of, found)))
    fill, ink = found.get("fill"), found.get("ink")
    return Cell(
        tuple(map(_block_of, found["blocks"])),
        _number(found.get("rows", 1)),
        _number(found.get("columns", 1)),
        None if fill is None else _text(fill),
        None if ink is None else _text(ink),
        _text(found.get("repair", "")),
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


_TOLD = {
    UnderstoodSection: ("title", "recommendations"),
    UnderstoodRecommendation: ("ref", "sources", "text", "links", "links_text", "actions"),
    UnderstoodAction: ("row", "ref", "text", "lead_in", "steps", "leads", "evidence", "timescales", "links_to_plans",
                       "progress", "outcome", "rag", "rag_sign", "extra"),
    UnderstoodStep: ("text", "leads", "timescales"),
    UnderstoodLead: ("name", "role", "means", "note"),
    Timescale: ("text", "kind", "earliest", "latest"),
    Question: ("row", "field", "text", "because"),
}  # fmt: skip
"""What the JSON tells of each thing, in this order."""


def plan_as_json(plan: UnderstoodPlan) -> dict[str, Any]:
    """A dict of plain values, ready for `json.dumps`. Dates are ISO 8601 text; empty is None or [].

    "columns" lists headings as printed. A column that the document leaves without a heading (often that of the
    references) is not among them: there is no heading to give; what it holds is in "ref", or in "extra" under
    "Column" and its number. "questions" are decisions, each as its first question, those first on which the most
    rows hang; `decisions_as_json` tells all.
    """
    return {
        "title": plan.title,
        "subtitle": plan.subtitle,
        "dated": _plain(plan.dated),
        "columns": [column.heading for column in plan.columns if column.heading],
        "notes": [*plan.notes_before, *plan.notes_after],
        "abbreviations": dict(plan.abbreviations),
        "sources": {source.code: source.title for source in plan.sources},
        "plan_leads": list(plan.plan_leads),
        "legend": list(plan.legend),
        "sections": _plain(plan.sections),
        "questions": [_asked_once(decision) for decision in decisions(plan)],
    }


def decisions_as_json(plan: UnderstoodPlan) -> dict[str, Any]:
    """What a person is asked in full: the decisions with the rows that hang on them and all that they are about, the
    marks on rows, and the cells that a reader mended."""
    return {
        "decisions": [
            {
                "asks": decision.asks,
                "rows": list(decision.rows),
                "about": [_plain(asked.question) for asked in decision.asked],
            }
            for decision in decisions(plan)
        ],
        "marks": _plain(marks(plan)),
        "repairs": [
            {"row": action.row, "column": heading, "repair": repair}
            for action in plan.actions
            for heading, repair in action.repairs
        ],
    }


def _asked_once(decision: Decision) -> dict[str, Any]:
    """A decision as its first question, told of how many more it is."""
    first, *others = decision.asked
    told = _plain(first.question)
    return told | {"because": f"{told['because']}; {len(others)} more like it"} if others else told


def _plain(value: Any) -> Any:
    """A value of a plan as JSON has it; of a thing what is told of it."""
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    if type(value) not in _TOLD:
        return value
    told = {name: _plain(getattr(value, name)) for name in _TOLD[type(value)]}
    if isinstance(value, UnderstoodAction):
        told["rag_sign"] = value.rag_sign.partition(" (")[0] if value.rag_sign else None
        told["extra"] = dict(value.extra)
    return told


def edition_as_json(edition: Edition) -> dict[str, Any]:
    """A dict of plain values, ready for `json.dumps`. Days are ISO 8601 text; what is not so is empty, 0 or None."""
    return {
        "dated": _plain(edition.dated),
        "counts": edition.counts,
        "differences": [_difference(each) for each in edition.differences],
        "digest": edition.digest,
    }


def _difference(each: Difference) -> dict[str, Any]:
    return {
        "key": each.key,
        "kind": each.kind,
        "about": each.about,
        "section": each.place.section,
        "subject": each.place.subject,
        "row": each.place.row,
        "changes": [{"field": c.name, "label": c.label, "before": c.before, "after": c.after} for c in each.changes],
        "slips": each.slips,
        "accepted_by_default": each.default,
        "refusal": each.refusal,
        "note": each.note,
        "hint": each.hint,
    }
