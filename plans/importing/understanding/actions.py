"""One action from one printed row."""

from dataclasses import dataclass

from plans.columns import (
    ACTION,
    EVIDENCE,
    EXTRA,
    LEAD,
    OUTCOME,
    PROGRESS,
    RAG,
    REF,
    RELATED_PLANS,
    RESPONSIBLE,
    TIMESCALE,
)
from plans.importing.document import Pairs, UnderstoodAction
from plans.importing.grid import Cell
from plans.importing.rows import Sheet
from plans.importing.rows.recognising import LEADING_REF, is_speck
from plans.importing.rows.sheet import cell_in
from plans.importing.understanding.context import Context
from plans.importing.understanding.leads.meaning import resolved
from plans.importing.understanding.leads.reading import LeadReading, read_leads
from plans.importing.understanding.links import plan_names
from plans.importing.understanding.pairing import pair_steps
from plans.importing.understanding.refs import bare_ref
from plans.timescales import Timescale, read

_ROLES = {LEAD: "lead", RESPONSIBLE: "responsible"}


@dataclass(frozen=True, slots=True)
class ActionCells:
    """A row's cells by column number, those of cells that span it included; `spanned` names their meanings, and
    `printed` holds only what stands in the row itself. `fallback` is the text of the recommendation, for plans
    that print no action beside it; `lines` is where the row stands in the document."""

    row: int
    cells: dict[int, Cell]
    printed: dict[int, Cell]
    spanned: tuple[str, ...] = ()
    fallback: str = ""
    lines: tuple[int, ...] = (0,)


def read_action(source: ActionCells, context: Context) -> UnderstoodAction:
    """What a row says, with its questions asked."""
    ref, cell = _ref_and_text(source, context)
    leads = {meaning: _leads(source, meaning, role, context) for meaning, role in _ROLES.items()}
    dates = _dates(source, context)
    listed = pair_steps(cell, resolved(leads[LEAD].in_order, context.glossary), dates)
    for field, text, because in listed.doubts:
        context.questions.ask(source.row, field, text, because)
    all_leads = (*(() if listed.leads_given else leads[LEAD].leads), *leads[RESPONSIBLE].leads)
    return UnderstoodAction(
        row=source.row,
        ref=ref,
        text=cell.text or source.fallback,
        lead_in=listed.lead_in,
        steps=listed.steps,
        leads=resolved(all_leads, context.glossary),
        evidence=_text(source, EVIDENCE, context.sheet),
        timescales=() if listed.timescales_given else tuple(timescale for block in dates for timescale in block),
        links_to_plans=_related_plans(source, context),
        progress=_progress(source, context),
        outcome=_text(source, OUTCOME, context.sheet),
        rag=_rag(source, context.sheet),
        extra=_extra(source, context.sheet),
        printed=printed_cells(source.printed, context.sheet),
        spanned=source.spanned,
        line=source.lines[0],
        lines=source.lines,
    )


def printed_cells(cells: dict[int, Cell], sheet: Sheet) -> Pairs:
    """Cells verbatim by heading, in the order of the columns."""
    return tuple((heading_of(number, sheet), cells[number].verbatim) for number in sorted(cells))


def heading_of(number: int, sheet: Sheet) -> str:
    """A column's heading; one that the document leaves unnamed is called by its place, a reference column "Ref"."""
    column = sheet.columns[number]
    return column.heading or ("Ref" if column.meaning == REF else f"Column {number + 1}")


def _ref_and_text(source: ActionCells, context: Context) -> tuple[str | None, Cell]:
    cell = cell_in(source.cells, context.sheet.column(ACTION)) or Cell()
    if not cell and not source.fallback:
        context.questions.ask(source.row, "text", _any_text(source), "no action is printed in this row")
    if context.refs_are_of_actions:
        ref = cell_in(source.cells, context.sheet.column(REF))
        return bare_ref(ref.flat) if ref else None, cell
    numbered = LEADING_REF.match(cell.flat) if context.actions_are_numbered else None
    return (bare_ref(numbered["ref"]), cell.without_start(numbered.end())) if numbered else (None, cell)


def _leads(source: ActionCells, meaning: str, role: str, context: Context) -> LeadReading:
    """All columns of a meaning read as one ("Lead" and "Lead agency" may stand side by side)."""
    readings = []
    for column in context.sheet.columns_of(meaning):
        cell = source.cells.get(column)
        if not cell:
            continue
        reading = read_leads(cell, role, context.names)
        readings.append(reading)
        _ask_about_leads(source.row, reading, context)
    if len(readings) == 1:
        return readings[0]
    return LeadReading(tuple(dict.fromkeys(lead for reading in readings for lead in reading.leads)))


def _ask_about_leads(row: int, reading: LeadReading, context: Context) -> None:
    questions = context.questions
    if reading.undecided:
        questions.ask(row, "leads", reading.undecided, "nobody is named yet")
    for doubt in reading.doubts:
        questions.ask(row, "leads", *doubt)
    for lead in reading.leads:
        nearest = None if context.glossary.meaning(lead.name) else context.glossary.nearest(lead.name)
        if nearest:
            questions.ask(row, "leads", lead.name, f"not among the abbreviations; “{nearest}” may be meant")


def _dates(source: ActionCells, context: Context) -> list[tuple[Timescale, ...]]:
    """The timescales of a row, block by block."""
    found = []
    for column in context.sheet.columns_of(TIMESCALE):
        for block in source.cells.get(column, Cell()).blocks:
            reading = read(
                block.text, dated=context.dating.dated, hint=context.dating.hint, quarters=context.dating.quarters
            )
            if reading.readings:
                found.append(reading.readings)
            if reading.question:
                context.questions.ask(source.row, "timescales", block.text, reading.question)
    return found


def _related_plans(source: ActionCells, context: Context) -> tuple[str, ...]:
    cell = cell_in(source.cells, context.sheet.column(RELATED_PLANS))
    if not cell:
        return ()
    names, twice = plan_names(cell)
    if twice:
        context.questions.ask(
            source.row, "links_to_plans", cell.flat, "printed twice in one cell and listed once; does it belong here?"
        )
    return names


def _progress(source: ActionCells, context: Context) -> str | None:
    text = _text(source, PROGRESS, context.sheet)
    if text and text.rstrip().endswith("?"):
        context.questions.ask(source.row, "progress", text.split(". ")[-1], "the document itself asks this")
    return text


def _text(source: ActionCells, meaning: str, sheet: Sheet) -> str | None:
    cell = cell_in(source.cells, sheet.column(meaning))
    return (cell.text or None) if cell else None


def _rag(source: ActionCells, sheet: Sheet) -> str | None:
    text = _text(source, RAG, sheet)
    return None if text is None or is_speck(text) else text


def _extra(source: ActionCells, sheet: Sheet) -> Pairs:
    return tuple(
        (heading_of(number, sheet), source.cells[number].text)
        for number in sheet.columns_of(EXTRA)
        if source.cells.get(number)
    )


def _any_text(source: ActionCells) -> str:
    return next((cell.flat for cell in source.cells.values() if cell), "")
