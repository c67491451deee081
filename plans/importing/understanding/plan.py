"""From a mended sheet to the understood plan."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import PurePath

from plans.columns import ACTION, EXTRA, LEAD, MEANINGS, RAG, RESPONSIBLE, TIMESCALE
from plans.importing.rows import Sheet
from plans.importing.rows.cell_patterns import PERIOD_BAND
from plans.importing.rows.printed_refs import action_refs
from plans.importing.rows.running_headers import REPORT_REF
from plans.importing.source_document import Cell
from plans.importing.understanding.context import ReadingContext, prints_month_first
from plans.importing.understanding.document_date import DocumentDate, date_document
from plans.importing.understanding.front_matter import ORGANISATION, FrontMatter, TitledPart, frame
from plans.importing.understanding.invariants import ask_about_breaches
from plans.importing.understanding.leads.glossary import Glossary, people_in, posts_among
from plans.importing.understanding.leads.names import NameShapes
from plans.importing.understanding.notes import Notes, read_notes, without_repeats
from plans.importing.understanding.questions import Questions, ask_about_columns, ask_about_mending
from plans.importing.understanding.rating_key import read_key
from plans.importing.understanding.ratings import rated_column
from plans.importing.understanding.recommendations import numbers_actions, read_recommendations, tells_spans
from plans.importing.understanding.references import ask_about_refs
from plans.importing.understood_plan import UnderstoodColumn, UnderstoodPlan, UnderstoodSection, UnderstoodSource
from plans.importing.vocabulary.ratings import colour_of
from plans.timescales import Timescale, read

_INSPECTION = re.compile(r"\b(?:inspect\w*|ofsted|hmicfrs|cqc|hmi|review|audit)\b", re.IGNORECASE)


def understand(sheet: Sheet, *, name: str, dated: date | None) -> UnderstoodPlan:
    """What a document says. `name` is the file's name, the title of a document that prints none; `dated` the
    document's date where the person who imports it knows it."""
    questions = Questions()
    framed = frame(sheet)
    dating = date_document(framed, sheet, dated)
    notes = read_notes(
        [*framed.notes_before, *framed.notes_after], NameShapes(posts_among(sheet.glossary), sheet.vocabulary)
    )
    context = _context(sheet, framed, dating, notes, questions)
    anchor = next((source for source in notes.sources if source.on and _INSPECTION.search(source.title)), None)
    rows = count(1)
    sections = tuple(_section(part, anchor, rows, context) for part in framed.parts)
    ask_about_refs(sections, questions)
    ask_about_breaches(sections, questions, context)
    ask_about_columns(sheet, questions)
    ask_about_mending(sheet, sections, questions)
    _ask_about_the_whole(framed, context)
    for doubt in context.key.doubts:
        questions.ask(None, doubt.field, doubt.text, doubt.because)
    return _plan(framed.title or PurePath(name).stem, framed, notes, anchor, sections, context)


def _plan(
    title: str,
    framed: FrontMatter,
    notes: Notes,
    anchor: UnderstoodSource | None,
    sections: tuple[UnderstoodSection, ...],
    context: ReadingContext,
) -> UnderstoodPlan:
    """Everything that was read, in one; all questions have been asked."""
    lines = {action.row: action.line for section in sections for action in section.actions}
    kept = context.glossary.abbreviations
    twice = (f"{short} {long}" for short, long in context.sheet.glossary if (short, long) not in kept)
    return UnderstoodPlan(
        title=title,
        subtitle=framed.subtitle,
        organisation=_organisation(framed, context.sheet),
        report_ref=_report_ref(framed, context.sheet),
        draft=bool(re.match(r"draft\b|.*\(draft\)", title, re.IGNORECASE)),
        dated=context.dating.dated,
        hint=context.dating.hint,
        anchor=anchor.on if anchor else None,
        update_every_days=notes.update_every_days,
        columns=_columns(context.sheet, framed.parts),
        notes_before=tuple(framed.notes_before),
        notes_after=tuple(framed.notes_after),
        legend=tuple(framed.legend),
        abbreviations=context.glossary.abbreviations,
        definitions=notes.definitions,
        sources=notes.sources,
        plan_leads=notes.plan_leads,
        running_headers=context.sheet.running,
        themes=context.sheet.themes,
        aside=(*context.sheet.aside, *twice),
        sections=sections,
        scheme=context.key.ratings,
        questions=context.questions.all(lines),
    )


def _context(
    sheet: Sheet, framed: FrontMatter, dating: DocumentDate, notes: Notes, questions: Questions
) -> ReadingContext:
    abbreviations = without_repeats((*sheet.glossary, *notes.abbreviations))
    names = NameShapes(posts_among(abbreviations), sheet.vocabulary)
    rows = [row for part in framed.parts for row in part.rows]
    lead_columns = (*sheet.columns_of(LEAD), *sheet.columns_of(RESPONSIBLE))
    naming = [*framed.notes_before, *framed.notes_after, *(row.text(n) for row in rows for n in lead_columns)]
    rated = rated_column(sheet)
    dates = [row.text(n) for row in rows for n in (*sheet.columns_of(TIMESCALE), *sheet.stand_ins(TIMESCALE))]
    month_first = prints_month_first(dates)
    if month_first:
        because = "days are printed with the month first, as one that can be read in no other way shows"
        questions.ask(None, "timescales", next(text for text in dates if prints_month_first([text])), because)
    return ReadingContext(
        sheet=sheet,
        names=names,
        glossary=Glossary(abbreviations, notes.definitions, people_in(naming, names)),
        dating=dating,
        questions=questions,
        refs_are_of_actions=numbers_actions(sheet),
        action_refs=action_refs(row.text(sheet.column(ACTION)) for row in rows),
        spans_told=tells_spans(sheet),
        names_leads=bool(lead_columns) and not sheet.in_words,
        rated=rated,
        key=read_key(framed.legend, sheet.key),
        month_first=month_first,
        rates_in_digits=any(row.text(rated).strip() in "23456" for row in rows if row.text(rated)),
    )


def _timescales_of_band(title: str, anchor: UnderstoodSource | None, context: ReadingContext) -> tuple[Timescale, ...]:
    """What a section's title says of time, where it says nothing else; asked where it counts from an unknown day."""
    if not PERIOD_BAND.fullmatch(title):
        return ()
    known = context.dating
    readings = read(title, dated=known.dated, anchor=anchor.on if anchor else None, quarters=known.quarters).readings
    timescales = tuple(timescale for timescale in readings if timescale.kind != "other")
    if any(timescale.kind == "relative" and not timescale.latest for timescale in timescales):
        because = "the document does not say from which day the timescales of its sections count"
        context.questions.ask(None, "anchor", "", because)
    return timescales


def _section(
    part: TitledPart, anchor: UnderstoodSource | None, rows: Iterator[int], context: ReadingContext
) -> UnderstoodSection:
    if part.title and part.doubt:
        context.questions.ask(None, "section", part.title, part.doubt, line=part.line)
    timescales = _timescales_of_band(part.title or "", anchor, context)
    line = part.line or part.rows[0].line
    return UnderstoodSection(part.title, timescales, tuple(read_recommendations(part, rows, context)), line)


def _columns(sheet: Sheet, parts: list[TitledPart]) -> tuple[UnderstoodColumn, ...]:
    """The plan's columns, with the headings that single sections print instead."""
    variants: dict[int, dict[int, str]] = {n: {} for n in range(len(sheet.columns))}
    for section, part in enumerate(parts):
        for headings in part.headings:
            for number, heading in headings.printed.items():
                if heading != sheet.columns[number].heading:
                    variants[number].setdefault(section, heading)
    return tuple(
        UnderstoodColumn(
            column.heading,
            column.meaning if column.meaning in MEANINGS else EXTRA,
            number + 1,
            tuple(variants[number].items()),
            column.period,
        )
        for number, column in enumerate(sheet.columns)
    )


def _organisation(framed: FrontMatter, sheet: Sheet) -> str | None:
    for text in (framed.organisation, framed.title, framed.subtitle, *sheet.running):
        found = ORGANISATION.search(text or "")
        if found:
            return found[0]
    return None


def _report_ref(framed: FrontMatter, sheet: Sheet) -> str | None:
    for text in (*sheet.running, *framed.notes_before):
        found = REPORT_REF.match(text)
        if found:
            return found["ref"].strip()
    return None


def _ask_about_the_whole(framed: FrontMatter, context: ReadingContext) -> None:
    questions = context.questions
    if framed.title is None:
        questions.ask(None, "title", "", "no title is printed above the table; the file's name is used")
    if context.dating.dated is None:
        questions.ask(None, "dated", framed.title or "", "the document does not print its date")
    if context.dating.rival:
        because = f"the document prints {context.dating.rival:%-d %B %Y} as well; of which day is it?"
        questions.ask(None, "dated", framed.title or "", because)
    _ask_about_ratings(context.sheet, questions)


def _ask_about_ratings(sheet: Sheet, questions: Questions) -> None:
    """Ask of a column of ratings in which none stands."""
    rag, rows = sheet.column(RAG), sheet.rows
    if rag is not None and not any(row.text(rag) or colour_of(row.cells.get(rag, Cell()).fill) for row in rows):
        because = "the column is empty in this file; a rating shown as a colour does not come through as text"
        questions.ask(None, "rag", sheet.columns[rag].heading, because)
