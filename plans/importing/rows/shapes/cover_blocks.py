"""What stands around a plan in one sheet or beside it: a cover block, a sign-off box, a change log, a key.

A sheet comes as one table. What stands above the plan's headings, and what stands below its rows under headings of
another kind, become tables of their own; boxes that are no plan become lines of notes.
"""

import re
from dataclasses import replace

from plans.columns import ACTION, RECOMMENDATION
from plans.importing.rows.cell_patterns import is_speck
from plans.importing.rows.glossary import glossary_of, legend_of
from plans.importing.rows.shapes.findings import Told, headings_of
from plans.importing.rows.shapes.forms import labels_of_forms
from plans.importing.rows.shapes.heads_above import read_head
from plans.importing.source_document import Paragraph, Row, SourceDocument, Table
from plans.importing.vocabulary.heading_meanings import normal, read_heading
from plans.importing.vocabulary.heading_words import STEP

DEEPEST = 120
"""Rows above a plan's headings; what is longer is no cover."""
_STEP = 4
_FEWEST_BESIDE = 3
"""Columns of each of two tables that stand beside each other."""
_TITLES = frozenset({"title", "plan title", "document title", "plan", "name of plan", "plan name", "teitl"})
_COVER = _TITLES | frozenset(
    "version|version no|version number|owner|document owner|plan owner|author|date|status|organisation|council|"
    "approved by|review date|next review|next review date|classification|sponsor|senior responsible officer|sro|"
    "last updated|updated|updated by|date of plan|date updated|prepared by|directorate|department|service|"
    "document status|issue date|date issued|distribution|contact|file|report to|committee|position at|as at|"
    "reporting period|lead member|cabinet member".split("|")
)
_OTHER = frozenset(
    "name|role|position|designation|date|signature|signed|approved by|version|author|change|description of change|"
    "summary of change|amended by|amendment|comment|reviewer|reviewed by|sign off|approval|approver|job title|section|"
    "reason|reason for change|status|page|issue|version no|revision|description|detail|post|section changed".split("|")
)
_DECISIVE = frozenset(
    "signature|signed|approved by|version|author|change|description of change|summary of change|amended by|amendment|"
    "sign off|approval|approver|revision|version no|reviewed by".split("|")
)


def split_covers(document: SourceDocument, told: Told) -> SourceDocument:
    """The document with each of its tables cut into what is a plan and what stands around one."""
    parts: list[Table | Paragraph] = []
    # What is filled in may read like a heading ("Learning Manager"), and so cut a form in two.
    told.form |= labels_of_forms(document)
    for part in document.parts:
        if isinstance(part, Paragraph) or told.is_form(part):
            parts.append(part)
            continue
        if told.is_ruled(part):
            parts += _beside(part, told)
            continue
        summary = _is_summary(part, document)
        for piece in [part] if summary else _pieces(part):
            for table in _beside(piece, told):
                parts += _as_notes(table, summary, told) or [table]
    return SourceDocument(_title_first(parts))


def _pieces(table: Table) -> list[Table]:
    """A plan's table with what stands above its headings and below its rows apart; any other table as it is."""
    start = _start(table.rows)
    if start is None:
        return [table]
    boxed = start > 1 and any(sum(not is_speck(cell.flat) for cell in row.cells) > 1 for row in table.rows[:start])
    opens = start > 0 and read_head(next(iter(table.rows[start - 1].texts), ""), 0)
    front = table.rows[:start] if boxed and not opens else ()
    body = table.rows[len(front) :]
    below = range(start - len(front) + 1, len(body))
    end = next((n for n in below if _is_other(body[n]) or _opens_key(body, n)), len(body))
    if 1 < end < len(body) and sum(map(bool, body[end - 1].cells)) == 1 and _is_other(body[end]):
        end -= 1
    around = [_groups(rows, exact=table.exact) for rows in (front, body[end:])]
    return [*around[0], replace(table, rows=body[:end]), *around[1]]


def _is_summary(table: Table, document: SourceDocument) -> bool:
    """Whether a table only lists what must improve, and the headings above tables of actions below it say it again."""
    found = headings_of(table.rows)
    meanings = [read_heading(text).meaning for text in found.texts] if found else []
    if not found or RECOMMENDATION not in meanings or {ACTION, STEP} & set(meanings):
        return False
    place = meanings.index(RECOMMENDATION)
    listed = {normal(row.at(place).flat) for row in table.rows[found.end :]} - {""}
    below = document.parts[document.parts.index(table) :]
    again = {normal(part.text) for part in below if isinstance(part, Paragraph)}
    return bool(listed) and listed <= again


def _beside(table: Table, told: Told) -> list[Table]:
    """Two tables that stand beside each other, where the second half of the headings, or of a first row without
    headings that are known, is the first half again; any other table as it is."""
    found = headings_of(table.rows)
    printed = found.texts if found else tuple(cell.flat for row in table.rows[:1] for cell in row.cells)
    texts = [normal(text) for text in printed]
    if len([text for text in texts if text]) < len(texts) - 1 or len(set(texts)) * 2 > len(texts) + 1:
        return [table]
    cut = next((n for n, text in enumerate(texts) if n and text == texts[0]), 0)
    if cut < _FEWEST_BESIDE or [text for text in texts[:cut] if text] != [text for text in texts[cut:] if text]:
        return [table]
    told.headings |= set() if found else {table.rows[0].line}
    halves = (
        tuple(row if row.titles else replace(row, cells=row.cells[part]) for row in table.rows)
        for part in (slice(cut), slice(cut, None))
    )
    return [replace(table, rows=rows, whole=True) for rows in halves]


def _start(rows: tuple[Row, ...]) -> int | None:
    """Where the headings of a plan stand, None where there are none."""
    for first in range(0, min(len(rows), DEEPEST), _STEP):
        found = headings_of(rows[first:])
        if found:
            return first + found.start
    return None


def _groups(rows: tuple[Row, ...], *, exact: bool = False) -> list[Table]:
    """Rows cut at empty ones, and before a lone cell that titles what follows."""
    groups: list[list[Row]] = [[]]
    for row in rows:
        filled = sum(map(bool, row.cells))
        if (filled <= 1 and groups[-1]) or not filled:
            groups.append([])
        if filled:
            groups[-1].append(row)
    return [Table(tuple(group), whole=True, exact=exact) for group in groups if group]


def _is_other(row: Row) -> bool:
    """Whether a row holds the headings of a sign-off box or a change log."""
    words = list(map(normal, row.texts))
    if len(words) < 2 or not any(word in _DECISIVE for word in words):
        return False
    return sum(word in _OTHER for word in words) * 4 >= len(words) * 3


def _opens_key(rows: tuple[Row, ...], number: int) -> bool:
    """Whether the rows from here to the next empty one are a key or a glossary under a title."""
    lone = [cell.flat for cell in rows[number].cells if cell]
    if len(lone) != 1 or not re.search(r"\b(?:key|legend|glossary|abbreviations|acronyms)\b", lone[0], re.IGNORECASE):
        return False
    group = _groups(rows[number : number + 12])[0]
    return len(group.rows) > 1 and bool(legend_of(group) or glossary_of(group))


def _as_notes(table: Table, summary: bool, told: Told) -> list[Paragraph]:
    """The lines of a box that is no plan, none for any other table."""
    rows = [row for row in table.rows if any(row.cells)]
    if not rows or len(rows) > DEEPEST:
        return []
    texts = [row.texts for row in rows]
    boxed = summary or (any(_is_other(row) for row in rows[:2]) and not headings_of(table.rows))
    covering = sum(len(row) == 2 and normal(row[0]) in _COVER for row in texts)
    if not boxed and (covering < 2 or covering * 3 < len(texts) * 2):
        return []
    if summary:
        told.doubt(
            rows[0].line, "rows", texts[0][0], "read as a summary of the plan below it, and as no row of the plan"
        )
    notes = []
    for row, printed in zip(rows, texts, strict=True):
        if len(printed) == 2 and normal(printed[0]) in _TITLES:
            told.aside.append(printed[0])
            notes.append(Paragraph((printed[1],), row.line, level=1, place=row.place))
        else:
            label = printed[0].rstrip(" :")
            text = f"{label}: {printed[1]}" if len(printed) == 2 and not boxed else " | ".join(printed)
            notes.append(Paragraph((text,), row.line, listed=True, place=row.place))
    return notes


def _title_first(parts: list[Table | Paragraph]) -> tuple[Table | Paragraph, ...]:
    """A cover's title before the cover's other lines, where no other title opens the document."""
    first = next((part for part in parts if isinstance(part, Table) or not part.listed), None)
    if isinstance(first, Paragraph) and first is not parts[0]:
        return (first, *(part for part in parts if part is not first))
    return tuple(parts)
