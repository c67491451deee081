"""Levels that a plan prints as rows of their own: a recommendation's row, an action's, and its steps' or milestones'.

told by the references    1 · 1.1 · 1.1.1, whatever column their texts stand in
told by a column          "Milestones" beside "Actions", a row each, the action blank below its first

Steps that only say what, who and when are folded into their action; what else they print (progress, evidence) is
joined to what the action prints. Where each milestone has a rating of its own and nothing stands above the actions,
the milestones are the actions.
"""

import re
from collections import Counter
from dataclasses import replace

from plans.columns import ACTION, LEAD, RAG, RECOMMENDATION, REF, RESPONSIBLE, TIMESCALE
from plans.importing.rows.sheet import Band, Event, PlanRow, Sheet, SheetColumn
from plans.importing.source_document import Cell
from plans.importing.tables.deeds import is_deed
from plans.importing.tables.texts import DEMANDS
from plans.importing.vocabulary.heading_meanings import CERTAIN, read_heading
from plans.importing.vocabulary.heading_words import START, STEP, SUPPORTING

_NUMBERED = re.compile(r"\W*(?:[A-Za-z]{1,4} ?)?(?P<path>\d{1,3}(?:\.\d{1,3}){0,3})\.?\W*")
LONGEST_PHASE = 6
"""Words of the name of what several actions are of."""
_OWN = (STEP, ACTION, LEAD, RESPONSIBLE, SUPPORTING, TIMESCALE)
"""What a step keeps for itself."""


def with_levels(sheet: Sheet) -> Sheet:
    """A sheet, not yet joined, in which each level stands under the column that means it."""
    sheet = _milestones_as_actions(sheet)
    if not _numbers_levels(sheet):
        return sheet
    rec, action = sheet.column(RECOMMENDATION), sheet.column(ACTION)
    if rec is None and action is not None:
        if _are_phases(sheet, action):
            return _first_level_as_titles(sheet, action)
        return _first_level_apart(sheet, action, RECOMMENDATION)
    return _first_level_apart(sheet, rec, ACTION) if rec is not None and action is None else sheet


def folded(sheet: Sheet) -> Sheet:
    """A joined sheet with the rows of steps folded into the rows of their actions."""
    ref, step, action = sheet.column(REF), sheet.column(STEP), sheet.column(ACTION)
    depths = Counter(_depth(row.text(ref)) for row in sheet.rows)
    by_ref = bool(depths[3] and depths[2])
    if step is None and not by_ref:
        return sheet
    events: list[Event] = []
    owner: PlanRow | None = None
    for event in sheet.events:
        if not isinstance(event, PlanRow):
            events.append(event)
            owner = None if isinstance(event, Band) else owner
        elif owner and _is_step(event, owner, sheet, by_ref=by_ref):
            owner.steps.append(event)
        else:
            owner = replace(event, cells=dict(event.cells), steps=[])
            events.append(owner)
    for event in events:
        if isinstance(event, PlanRow) and (event.steps or (step is not None and event.text(step))):
            _fold(event, sheet, step if step is not None and event.text(action) else None)
    return replace(sheet, events=tuple(events))


def _numbers_levels(sheet: Sheet) -> bool:
    """Whether most references of one number have others of two below them, and all of those have one above."""
    refs = [row.text(sheet.column(REF)) for row in sheet.rows]
    paths = [_path(found) for text in refs if (found := _NUMBERED.fullmatch(text))]
    first = {path for path in paths if "." not in path}
    parents = {path.rpartition(".")[0] for path in paths if path.count(".") == 1}
    return bool(parents) and parents <= first and 2 * len(parents) > len(first)


def _depth(ref: str) -> int:
    """How deep a reference numbers: 2 for "1.2"; 0 for none."""
    found = _NUMBERED.fullmatch(ref)
    return _path(found).count(".") + 1 if found else 0


def _path(found: re.Match[str]) -> str:
    """The numbers of a reference; "1.0" is the first level, above "1.1"."""
    return found["path"].removesuffix(".0")


def _milestones_as_actions(sheet: Sheet) -> Sheet:
    step, action, rag = sheet.column(STEP), sheet.column(ACTION), sheet.column(RAG)
    if step is None or action is None or rag is None or sheet.column(RECOMMENDATION) is not None:
        return sheet
    rows = sheet.rows
    below = [row for row in rows if row.text(step) and not row.text(action)]
    if 2 * sum(bool(row.cells.get(rag)) for row in below) <= len(below):
        return sheet
    columns = list(sheet.columns)
    because = "each of the milestones has a rating of its own, so that they are read as the actions"
    columns[action] = replace(columns[action], meaning=RECOMMENDATION, because=because)
    columns[step] = replace(columns[step], meaning=ACTION)
    return replace(sheet, columns=tuple(columns))


def _first_level_apart(sheet: Sheet, text: int, missing: str) -> Sheet:
    """The texts of the levels, printed in one column, in two: that of recommendations and that of actions."""
    ref, number = sheet.column(REF), len(sheet.columns)
    first = missing == RECOMMENDATION
    events: list[Event] = []
    for event in sheet.events:
        if isinstance(event, PlanRow) and text in event.cells and (_depth(event.text(ref)) == 1) == first:
            cells = {number if n == text else n: cell for n, cell in event.cells.items()}
            event = replace(event, cells=cells)
        events.append(event)
    because = "its rows are told apart by their numbers: 1 is what must improve, 1.1 an action, 1.1.1 a step"
    columns = list(sheet.columns)
    columns[text] = replace(columns[text], confidence=CERTAIN, because=because)
    return replace(sheet, columns=(*columns, SheetColumn("", missing)), events=tuple(events))


def _are_phases(sheet: Sheet, action: int) -> bool:
    """Whether the rows of the first level only name what those below them are of, as in a project plan, which says when
    each begins: a few words, no deed and nothing that must be, and nobody who leads or day."""
    ref = sheet.column(REF)
    if not any(read_heading(column.heading).meaning == START for column in sheet.columns):
        return False
    first = [row for row in sheet.rows if _depth(row.text(ref)) == 1]
    texts = [row.text(action) for row in first]
    return all(len(cells) <= 2 for row in first if (cells := [cell for cell in row.cells.values() if cell])) and all(
        0 < len(text.split()) <= LONGEST_PHASE and text[-1] != "." and not is_deed(text) and not DEMANDS.search(text)
        for text in texts
    )


def _first_level_as_titles(sheet: Sheet, action: int) -> Sheet:
    ref = sheet.column(REF)
    titles = [row for row in sheet.rows if _depth(row.text(ref)) == 1]
    events = tuple(Band(row.text(action), row.line) if row in titles else row for row in sheet.events)
    because = "its rows are told apart by their numbers: 1 is the title of a section, 1.1 an action, 1.1.1 a step"
    columns = list(sheet.columns)
    columns[action] = replace(columns[action], confidence=CERTAIN, because=because)
    aside = (*sheet.aside, *(row.text(ref) for row in titles))
    return replace(sheet, columns=tuple(columns), events=events, aside=aside)


def _is_step(row: PlanRow, owner: PlanRow, sheet: Sheet, *, by_ref: bool) -> bool:
    step = sheet.column(STEP)
    ref = sheet.column(REF)
    if by_ref and _depth(row.text(ref)) == 3:
        return _depth(owner.text(ref)) == 2
    upper = (row.text(sheet.column(meaning)) for meaning in (REF, RECOMMENDATION, ACTION))
    return step is not None and bool(row.text(step)) and not any(upper)


def _fold(row: PlanRow, sheet: Sheet, step: int | None) -> None:
    """Make steps of a row's own milestone and of the rows under it."""
    own = {n for n, column in enumerate(sheet.columns) if column.meaning in _OWN}
    ref = sheet.column(REF)
    below = list(row.steps)
    row.steps.clear()
    if step is not None and row.text(step):
        # What only the first of several rows prints is the action's, not its first milestone's.
        shared = {n for n in own if below and n != step and not any(other.cells.get(n) for other in below)}
        mine = own - shared - {sheet.column(ACTION)}
        if not below and len(row.cells[step].blocks) > 1:
            row.steps.extend(_listed(row, step, mine))
            return
        row.steps.append(PlanRow({n: row.cells.pop(n) for n in list(row.cells) if n in mine}, row.line))
    for other in below:
        row.steps.append(replace(other, cells={n: c for n, c in other.cells.items() if n in own or n == ref}))
        row.joins.extend(other.lines)
        for n, cell in other.cells.items():
            if n not in own and n != ref:
                above = row.cells.get(n, Cell())
                row.cells[n] = replace(above, blocks=(*above.blocks, *cell.blocks), fill=above.fill or cell.fill)


def _are_alike(cell: Cell) -> bool:
    """Whether the lines of a cell are built alike, so that each can be of a step of its own: a person with their post
    above the body they are of are one lead's two lines."""
    return len({"," in block.text for block in cell.blocks}) == 1


def _listed(row: PlanRow, step: int, mine: set[int]) -> list[PlanRow]:
    """A row for each of several milestones that one cell lists, with what stands one to one with them."""
    count = len(row.cells[step].blocks)
    theirs = [
        n for n in list(row.cells) if n in mine and len(row.cells[n].blocks) == count and _are_alike(row.cells[n])
    ]
    taken = {n: row.cells.pop(n) for n in theirs}
    return [
        PlanRow({n: replace(cell, blocks=(cell.blocks[index],)) for n, cell in taken.items()}, row.line)
        for index in range(count)
    ]
