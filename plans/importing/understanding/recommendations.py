"""Rows under the recommendation to which they belong, and a section's recommendations with their actions.

Where the format tells how many rows a cell spans, that is taken. Plain text does not tell: there a lead printed
once among several actions of a recommendation is read as spanning them, because every action has somebody to lead
it. A responsible officer printed once spans them too, unless the actions print leads of their own: then the paper
goes row by row, and a blank stays blank.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from plans.columns import ACTION, LEAD, LINKS, RECOMMENDATION, REF, RELATED_PLANS, RESPONSIBLE
from plans.importing.rows import PlanRow, Sheet
from plans.importing.rows.cell_patterns import squash
from plans.importing.rows.one_sheet import RECOMMENDATION_LEVEL
from plans.importing.rows.sheet import cell_in
from plans.importing.source_document import CARRIED, Cell
from plans.importing.understanding.actions import ActionCells, printed_cells, read_action
from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.front_matter import TitledPart
from plans.importing.understanding.references import bare_ref, finding_numbers
from plans.importing.understanding.sentences import assignments
from plans.importing.understood_plan import UnderstoodAction, UnderstoodRecommendation

_CODE = re.compile(r"\([a-z0-9]{1,2}\)", re.IGNORECASE)
_CODES = re.compile(rf"(?:{_CODE.pattern}\s*)+", re.IGNORECASE)
_SUBNUMBER = re.compile(r"\W*\d+\.(?!0\W*$)\d+\W*")
_SHORTEST_REPEAT = 6
"""Letters of a recommendation whose repeat is no accident."""


@dataclass(slots=True)
class RecommendationRows:
    """One recommendation's printed cells, the line where they stand, and the rows of its actions. `dropped` as of a
    `PlanRow`: what the rows that are no action's left out; `printed` are its cells with its own reference, where the
    column of references otherwise numbers actions; `settled`: it says itself that nothing will be done."""

    ref: str | None
    sources: tuple[str, ...]
    cells: dict[int, Cell]
    line: int
    rows: list[PlanRow] = field(default_factory=list)
    dropped: dict[int, tuple[str, ...]] = field(default_factory=dict)
    printed: dict[int, Cell] = field(default_factory=dict)
    settled: bool = False


def numbers_actions(sheet: Sheet) -> bool:
    """Whether the reference column numbers actions: there is nothing else to number, each row has one of its own while
    what must improve is printed again, or references of the form "1.2", or many of any form, stand beside an action
    without a recommendation of its own."""
    ref, rec = sheet.column(REF), sheet.column(RECOMMENDATION)
    if rec is None:
        return True
    rows = [row for row in sheet.rows if row.text(ref)]
    texts = Counter(row.text(rec) for row in rows if row.text(rec))
    if 1 < len(texts) < sum(texts.values()) and len({row.text(ref) for row in rows}) == len(rows):
        return True
    alone = [row.text(ref) for row in rows if not row.text(rec)]
    return any(_SUBNUMBER.fullmatch(text) for text in alone) or 3 * len(alone) > len(rows)


def group_rows(rows: list[PlanRow], sheet: Sheet, *, refs_are_of_actions: bool) -> list[RecommendationRows]:
    """A section's rows as groups in printed order. A row that only prints a recommendation opens a group and is
    no action's row."""
    ref, rec = (None if refs_are_of_actions else sheet.column(REF)), sheet.column(RECOMMENDATION)
    upper = {n for n, column in enumerate(sheet.columns) if column.meaning in RECOMMENDATION_LEVEL}
    if refs_are_of_actions:
        upper.discard(sheet.column(REF))
    groups: list[RecommendationRows] = []
    last: PlanRow | None = None
    for row in rows:
        if not groups or ((row.text(rec) or row.text(ref)) and not _repeats(row, last, ref, rec, sheet)):
            last = row
            own = _own_ref(row, upper, sheet)
            sources, number = read_ref(row.text(ref) or own)
            cells = {n: cell for n, cell in row.cells.items() if n in upper}
            printed = {n: cell for n, cell in row.cells.items() if n in upper or (own and n == sheet.column(REF))}
            groups.append(RecommendationRows(number, sources, cells, row.line, printed=printed, settled=row.settled))
        if _is_action(row, upper, sheet):
            groups[-1].rows.append(row)
        else:
            groups[-1].dropped.update(row.dropped)
    return groups


def _repeats(row: PlanRow, last: PlanRow | None, ref: int | None, rec: int | None, sheet: Sheet) -> bool:
    """Whether a row prints the recommendation of the one before again, as spreadsheets do in every row."""
    if last is None or sheet.column(ACTION) is None or len(squash(row.text(rec))) < _SHORTEST_REPEAT:
        return False
    return squash(row.text(rec)) == squash(last.text(rec)) and row.text(ref) in ("", last.text(ref))


def _is_action(row: PlanRow, upper: set[int], sheet: Sheet) -> bool:
    """Whether a row says anything of an action; where there is no column of actions every row does."""
    if sheet.column(ACTION) is None or row.settled:
        return not row.settled
    ref = sheet.column(REF) if _own_ref(row, upper, sheet) else None
    return any(cell and number not in upper and number != ref for number, cell in row.cells.items())


def _own_ref(row: PlanRow, upper: set[int], sheet: Sheet) -> str:
    """The reference that a row which only prints a recommendation gives it, where references number actions."""
    ref = sheet.column(REF)
    alone = row.text(sheet.column(RECOMMENDATION)) and not row.text(sheet.column(ACTION))
    return row.text(ref) if ref not in upper and alone and not _SUBNUMBER.fullmatch(row.text(ref)) else ""


def read_ref(text: str) -> tuple[tuple[str, ...], str | None]:
    """The source codes and the number of a printed reference: "(a) (b) 3" is ("(a)", "(b)") and "3"; what stands in
    brackets after a number is of it: "2 (i)"."""
    codes = _CODES.match(text)
    found = tuple(_CODE.findall(codes[0])) if codes else ()
    return found, bare_ref(re.sub(r"\s+", " ", text[codes.end() :]) if codes else text)


_FIELDS = {ACTION: "text", RELATED_PLANS: "links_to_plans"}
"""What questions call a column whose meaning has another name among an action's fields."""


def read_recommendations(
    part: TitledPart, rows: Iterator[int], context: ReadingContext
) -> Iterator[UnderstoodRecommendation]:
    """The recommendations of a section. `rows` gives each action its number."""
    rec = context.sheet.column(RECOMMENDATION)
    if not context.refs_are_of_actions and not any(row.text(rec) for row in part.rows):
        context = replace(context, refs_are_of_actions=True)
    for group in group_rows(part.rows, context.sheet, refs_are_of_actions=context.refs_are_of_actions):
        yield _recommendation(group, rows, context)


def _recommendation(
    group: RecommendationRows, rows: Iterator[int], context: ReadingContext
) -> UnderstoodRecommendation:
    sheet = context.sheet
    text = cell_in(group.cells, sheet.column(RECOMMENDATION))
    links = cell_in(group.cells, sheet.column(LINKS))
    actions = tuple(_actions(group, rows, context))
    if text and not actions and not group.settled:
        because = "no action is printed under it; it may be the title of a section"
        context.questions.ask(None, "recommendation", text.flat, because, line=group.line)
    _ask_about_dropped(group.dropped, actions[0].row if actions else None, context)
    return UnderstoodRecommendation(
        ref=group.ref,
        text=text.text if text else "",
        sources=group.sources,
        links=finding_numbers(links.flat) if links else (),
        links_text=links.flat if links else None,
        actions=actions,
        printed=printed_cells(group.printed, sheet),
        line=group.line,
    )


def _actions(group: RecommendationRows, rows: Iterator[int], context: ReadingContext) -> Iterator[UnderstoodAction]:
    columns = {n: column.meaning for n, column in enumerate(context.sheet.columns) if n not in group.cells}
    text = cell_in(group.cells, context.sheet.column(RECOMMENDATION))
    # Actions of no recommendation are no group for which one lead would be printed once.
    spread = spreads(group.rows, columns, told=context.spans_told if text else frozenset(columns))
    action = context.sheet.column(ACTION)
    fallback = text.text if text and context.sheet.column(ACTION) is None else ""
    for index, row in enumerate(group.rows):
        number = next(rows)
        cells = {n: cell for n, found in spread.items() if (cell := found.cells[index]) is not None}
        spanned = tuple(columns[n] for n, found in spread.items() if index in found.spanned)
        if index == 0:
            for n, found in spread.items():
                if found.printed_late:
                    because = "printed beside a later row; read as spanning every action of the recommendation"
                    context.questions.ask(number, "leads", cells[n].flat, because)
        _ask_about_dropped(row.dropped, number, context)
        source = ActionCells(number, cells, row.cells, spanned, fallback, row.lines, tuple(row.steps))
        for place, cell in enumerate(_listed(source, context)):
            own = source if cell is None or action is None else replace(source, cells={**cells, action: cell})
            yield read_action(replace(own, row=next(rows)) if place else own, context)


def _listed(source: ActionCells, context: ReadingContext) -> list[Cell | None]:
    """The cells of several actions that one cell lists, each a line that says who is to do it, in a plan without a
    column for that; None for a row of one action."""
    action = source.cells.get(context.sheet.column(ACTION) or -1)
    found = assignments(action, context.names) if action and not context.names_leads else []
    return list(found) if len(found) > 1 else [None]


def _ask_about_dropped(dropped: dict[int, tuple[str, ...]], row: int | None, context: ReadingContext) -> None:
    because = "one line printed twice, read differently; the other print was kept"
    for column, prints in dropped.items():
        meaning = context.sheet.columns[column].meaning
        for text in prints:
            context.questions.ask(row, _FIELDS.get(meaning, meaning), text, because)


SPANNING = frozenset({LEAD, RESPONSIBLE})
"""Columns in which plans merge cells down; a blank date or progress cell is a blank."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The cell that holds for each row of a group, the rows (by index) that do not print it themselves, and
    whether it is printed later than beside the first."""

    cells: tuple[Cell | None, ...]
    spanned: frozenset[int] = frozenset()
    printed_late: bool = False


def tells_spans(sheet: Sheet) -> frozenset[int]:
    """The columns in which the document's format tells which rows a cell spans. One column may have merged cells
    and the next be left blank below its first row, by the same hand."""
    rows = sheet.rows
    return frozenset(number for row in rows for number, cell in row.cells.items() if cell.rows > 1)


def spreads(rows: list[PlanRow], columns: dict[int, str], *, told: frozenset[int]) -> dict[int, Spread]:
    """The cells of each column (`columns`: number to meaning) over the rows of one recommendation."""
    cells = {number: [row.cells.get(number) for row in rows] for number in columns}
    naming = [number for number, meaning in columns.items() if meaning in SPANNING and number not in told]
    printed = {number: [index for index, cell in enumerate(cells[number]) if cell] for number in naming}
    row_by_row = any(len(printed[number]) > 1 for number in naming if columns[number] == LEAD)

    def spans(number: int) -> bool:
        once = len(rows) > 1 and len(printed.get(number, ())) == 1
        return once and (columns[number] == LEAD or not row_by_row)

    return {
        number: _spread_as_told(column)
        if number in told
        else _all(column, printed[number][0], rows)
        if spans(number)
        else Spread(tuple(column))
        for number, column in cells.items()
    }


def _all(cells: list[Cell | None], printed: int, rows: list[PlanRow]) -> Spread:
    """The one cell for all rows, with a mark where it was carried to a row that may have lost its own."""
    others = frozenset(range(len(cells))) - {printed}
    cell = cells[printed] or Cell()
    spread = (replace(cell, repair=CARRIED) if n in others and rows[n].lost else cell for n in range(len(cells)))
    return Spread(tuple(spread), others, printed_late=printed > 0)


def _spread_as_told(cells: list[Cell | None]) -> Spread:
    result, spanned = list(cells), set()
    for index, cell in enumerate(cells):
        for below in range(index + 1, min(len(cells), index + (cell.rows if cell else 1))):
            if not cells[below]:
                result[below] = cell
                spanned.add(below)
    return Spread(tuple(result), frozenset(spanned))
