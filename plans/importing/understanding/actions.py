"""One action from one printed row."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from plans.columns import (
    ACTION,
    EVIDENCE,
    EXTRA,
    LEAD,
    OUTCOME,
    PROGRESS,
    REF,
    RELATED_PLANS,
    RESPONSIBLE,
    TIMESCALE,
)
from plans.importing.rows import PlanRow, Sheet
from plans.importing.rows.sheet import cell_in
from plans.importing.source_document import Cell
from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.leads.cell import LeadReading
from plans.importing.understanding.leads.glossary import is_initials, resolved
from plans.importing.understanding.leads.name_lists import lead_in_brackets
from plans.importing.understanding.ratings import propose_rating, rating_sign
from plans.importing.understanding.references import bare_ref, plan_names, unnumbered
from plans.importing.understanding.sentences import assigned_to, dates_beside
from plans.importing.understanding.steps import Paired, pair_steps
from plans.importing.understood_plan import Pairs, UnderstoodAction, UnderstoodStep
from plans.importing.vocabulary.heading_words import MET, STEP, SUPPORTING
from plans.timescales import Timescale

_NO_DATE = re.compile(
    r"(?:n/?a|none|nil|not applicable|(?:no|un)[ -]?change[d]?|not revised|as (?:original|before|planned|above)|same"
    r"|[-–—.]*)\.?",
    re.IGNORECASE,
)
"""What stands under a revised date where it is the one before."""

_DONE = re.compile(
    r"(?:yes|y|closed?|completed?|done|achieved|finished|[✓✔☑✅])(?:\W|$)(?!.*\bnot\b)|100\s?%?$", re.IGNORECASE
)
"""What says that an action is done in a column for it."""

_ROLES = {LEAD: "lead", RESPONSIBLE: "responsible", SUPPORTING: "supporting"}


@dataclass(frozen=True, slots=True)
class ActionCells:
    """A row's cells by column number, those of cells that span it included; `spanned` names their meanings, and
    `printed` holds only what stands in the row itself. `fallback` is the text of the recommendation, for plans
    that print no action beside it; `lines` is where the row stands in the document, `steps` its steps' rows."""

    row: int
    cells: dict[int, Cell]
    printed: dict[int, Cell]
    spanned: tuple[str, ...] = ()
    fallback: str = ""
    lines: tuple[int, ...] = (0,)
    steps: tuple[PlanRow, ...] = ()


def read_action(source: ActionCells, context: ReadingContext) -> UnderstoodAction:
    """What a row says, with its questions asked."""
    ref, cell = _ref_and_text(source, context)
    leads = {meaning: _leads(source, meaning, role, context) for meaning, role in _ROLES.items()}
    if not context.names_leads and not leads[LEAD].leads:
        leads[LEAD] = _lead_within(source.row, cell, context)
    dates = _dates(source, context) or dates_beside(source.row, source.cells, cell, context)
    text = cell.text or source.fallback
    if source.steps:
        listed = Paired(text or None, read_step_rows(source, context), False, False, ())
        text = "\n".join(filter(None, (text, *(f"• {step.text}" for step in listed.steps))))
    else:
        listed = pair_steps(cell, resolved(leads[LEAD].in_order, context.glossary), dates)
    for doubt in listed.doubts:
        context.questions.ask(source.row, *doubt)
    theirs = leads[RESPONSIBLE].leads + leads[SUPPORTING].leads
    all_leads = (*(() if listed.leads_given else leads[LEAD].leads), *theirs)
    return UnderstoodAction(
        row=source.row,
        ref=ref,
        text=text,
        lead_in=listed.lead_in,
        steps=listed.steps,
        leads=resolved(all_leads, context.glossary),
        evidence=_text(source, EVIDENCE, context.sheet),
        timescales=() if listed.timescales_given else tuple(timescale for block in dates for timescale in block),
        links_to_plans=_related_plans(source, context),
        progress=_progress(source, context),
        outcome=_text(source, OUTCOME, context.sheet),
        rag=propose_rating(source.row, source.cells, context),
        rag_sign=rating_sign(source.cells, context),
        done=_done(source, len(listed.steps), context),
        extra=_extra(source, context.sheet),
        printed=_printed(source, context.sheet),
        spanned=source.spanned,
        line=source.lines[0],
        lines=source.lines,
        repairs=tuple(
            (heading_of(n, context.sheet), cell.repair) for n, cell in sorted(source.cells.items()) if cell.repair
        ),
    )


def printed_cells(cells: dict[int, Cell], sheet: Sheet) -> Pairs:
    """Cells verbatim by heading, in the order of the columns; two columns of one heading as one."""
    return _by_heading([(n, cells[n].verbatim) for n in sorted(cells) if cells[n]], sheet)


def _printed(source: ActionCells, sheet: Sheet) -> Pairs:
    """The row's cells and those of its steps' rows, verbatim by heading."""
    own = [(n, source.printed[n].verbatim) for n in sorted(source.printed) if source.printed[n]]
    below = [(n, row.cells[n].verbatim) for row in source.steps for n in sorted(row.cells) if row.cells[n]]
    return _by_heading([*own, *below], sheet)


def _by_heading(texts: Iterable[tuple[int, str]], sheet: Sheet) -> Pairs:
    """Texts of columns by heading, those of one heading joined."""
    found: dict[str, list[str]] = {}
    for number, text in texts:
        found.setdefault(heading_of(number, sheet), []).append(text)
    return tuple((heading, "\n".join(printed)) for heading, printed in found.items())


def heading_of(number: int, sheet: Sheet) -> str:
    """A column's heading; one that the document leaves unnamed is called by its place, a reference column "Ref"."""
    column = sheet.columns[number]
    return column.heading or ("Ref" if column.meaning == REF else f"Column {number + 1}")


def _ref_and_text(source: ActionCells, context: ReadingContext) -> tuple[str | None, Cell]:
    cell = cell_in(source.cells, context.sheet.column(ACTION)) or Cell()
    if not cell and not source.fallback:
        said = next((cell.flat for cell in source.cells.values() if cell), "")
        context.questions.ask(source.row, "text", said, "no action is printed in this row")
    ref = cell_in(source.cells, context.sheet.column(REF)) if context.refs_are_of_actions else None
    if ref:
        return bare_ref(ref.flat), cell
    own = next((found for n in context.sheet.stand_ins(REF) if (found := source.cells.get(n))), None)
    if own:
        return bare_ref(own.flat), cell
    numbered = context.action_refs.match(cell.flat) if context.action_refs else None
    return (bare_ref(numbered["ref"]), cell.without_start(numbered.end())) if numbered else (None, cell)


def _leads(source: ActionCells, meaning: str, role: str, context: ReadingContext) -> LeadReading:
    """All columns of a meaning read as one ("Lead" and "Lead agency" may stand side by side)."""
    readings = []
    for column in context.sheet.columns_of(meaning):
        cell = source.cells.get(column)
        if not cell:
            continue
        reading = context.leads_of(cell, role)
        readings.append(reading)
        _ask_about_leads(source.row, reading, context)
    if len(readings) == 1:
        return readings[0]
    return LeadReading(tuple(dict.fromkeys(lead for reading in readings for lead in reading.leads)))


def _ask_about_leads(row: int, reading: LeadReading, context: ReadingContext) -> None:
    questions = context.questions
    if reading.undecided:
        questions.ask(row, "leads", reading.undecided, "nobody is named yet")
    for doubt in reading.doubts:
        questions.ask(row, "leads", *doubt)
    for lead in reading.leads:
        if context.glossary.meaning(lead.name):
            continue
        nearest = context.glossary.nearest(lead.name)
        if is_initials(lead.name):
            questions.ask(row, "leads", lead.name, "initials that the document does not explain; who is it?")
        if nearest:
            questions.ask(row, "leads", lead.name, f"not among the abbreviations; “{nearest}” may be meant")


def _dates(source: ActionCells, context: ReadingContext) -> list[tuple[Timescale, ...]]:
    """The timescales of a row, block by block; where it has none, those of the column that stands in."""
    sheet, found = context.sheet, []
    cells = [source.cells.get(column, Cell()) for column in sheet.columns_of(TIMESCALE)]
    if all(_NO_DATE.fullmatch(cell.flat.strip()) for cell in cells):
        stand_ins = (source.cells.get(column, Cell()) for column in sheet.stand_ins(TIMESCALE))
        cells = [cell for cell in stand_ins if cell][:1] or cells
    for text in (text for cell in cells for text in _dated_texts(cell, context)):
        reading = context.dates_of(text)
        if reading.readings:
            found.append(reading.readings)
        if reading.question:
            context.questions.ask(source.row, "timescales", text, reading.question)
    return found


def _dated_texts(cell: Cell, context: ReadingContext) -> list[str]:
    """The texts of a cell of dates, block by block; line by line in a block that is only clear so."""
    texts: list[str] = []
    for block, text in zip(cell.blocks, unnumbered([block.text for block in cell.blocks]), strict=True):
        lines = [context.dates_of(line) for line in block.line_texts]
        apart = len(lines) > 1 and all(line.readings and not line.question for line in lines)
        texts += block.line_texts if apart and context.dates_of(text).question else [text]
    return texts


def read_step_rows(source: ActionCells, context: ReadingContext) -> tuple[UnderstoodStep, ...]:
    """The steps that are printed a row each, with who and by when beside each."""
    steps = []
    for row in source.steps:
        cells = ActionCells(source.row, row.cells, row.cells)
        text = " ".join(row.text(context.sheet.column(meaning)) for meaning in (REF, STEP, ACTION)).strip()
        leads = tuple(lead for m, role in _ROLES.items() for lead in _leads(cells, m, role, context).leads)
        dates = tuple(timescale for block in _dates(cells, context) for timescale in block)
        steps.append(UnderstoodStep(" ".join(text.split()), resolved(leads, context.glossary), dates))
    return tuple(steps)


def _lead_within(row: int, cell: Cell, context: ReadingContext) -> LeadReading:
    """Who leads, where the plan has no column for it: who stands in brackets at the end of the action."""
    text = assigned_to(cell.flat, context.names) or lead_in_brackets(cell.flat, context.names)
    if text is None:
        return LeadReading()
    because = "no column says who leads; whoever the words of the action name is read as leading it"
    context.questions.ask(row, "leads", text, because)
    return context.leads_of(Cell.of(text), "lead")


def _related_plans(source: ActionCells, context: ReadingContext) -> tuple[str, ...]:
    cell = cell_in(source.cells, context.sheet.column(RELATED_PLANS))
    if not cell:
        return ()
    names, twice = plan_names(cell)
    if twice:
        context.questions.ask(
            source.row, "links_to_plans", cell.flat, "printed twice in one cell and listed once; does it belong here?"
        )
    return names


def _progress(source: ActionCells, context: ReadingContext) -> str | None:
    sheet = context.sheet
    text = _text(source, PROGRESS, sheet)
    if not text:
        text = next((cell.text for n in sheet.stand_ins(PROGRESS) if (cell := source.cells.get(n))), None)
    if text and text.rstrip().endswith("?"):
        context.questions.ask(source.row, "progress", text.split(". ")[-1], "the document itself asks this")
    return text


def _done(source: ActionCells, steps: int, context: ReadingContext) -> str | None:
    """What says that the action is done: the day in a column for it, as many days as steps, or that it is closed."""
    for column in context.sheet.stand_ins(MET):
        cell = source.cells.get(column)
        if not cell:
            continue
        days = [reading for text in _dated_texts(cell, context) for reading in context.dates_of(text).readings]
        on_days = all(day.kind in ("date", "month") for day in days) and len(days) == max(1, steps)
        if on_days or _DONE.match(cell.flat.strip()):
            return cell.flat
    return None


def _text(source: ActionCells, meaning: str, sheet: Sheet) -> str | None:
    cell = cell_in(source.cells, sheet.column(meaning))
    return (cell.text or None) if cell else None


def _extra(source: ActionCells, sheet: Sheet) -> Pairs:
    numbers = sorted((*sheet.columns_of(EXTRA), *sheet.columns_of(SUPPORTING)))
    return _by_heading([(n, source.cells[n].text) for n in numbers if source.cells.get(n)], sheet)
