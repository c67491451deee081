"""From a plan's state and the officer's options to the laid-out appendix: the one place where it is decided what
is printed. Pure; every format prints what this returns."""

from __future__ import annotations

from dataclasses import dataclass, replace

from plans.exempt_shown import END, ground
from plans.exemptions import numbered
from plans.filemark import APPENDIX, DRAWN, Mark, link
from plans.importing import tells_ratings
from plans.movement import Movement
from plans.state import PlanState
from reports.appendix import columns, since
from reports.appendix.attached import data_of
from reports.appendix.cells import AddedColumn, Reader
from reports.appendix.contents import Contents, contents
from reports.appendix.data import data
from reports.appendix.exceptions import exceptions
from reports.appendix.meanings import meanings, not_published
from reports.appendix.model import Appendix, Band, Exceptions, Line, Marks, Meaning, Row, Since, Table
from reports.appendix.options import Options
from reports.appendix.plan import bands, columns_of
from reports.appendix.position import Position, position
from reports.appendix.questions import questions
from reports.appendix.refs import labels, refs
from reports.appendix.rowmarks import marks_of
from reports.appendix.summary import summary
from reports.appendix.text import lines, one_line
from reports.appendix.words import day

UNTITLED = "Action plan"
NOT_FOR_PUBLICATION = "Not for publication"


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The plan's own table with what stands above and below it."""

    subtitle: str
    before: tuple[Line, ...]
    bands: tuple[Band, ...]
    after: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What the layout of a part has to know of the rest of its plan: the printed references of its recommendations,
    and the meanings of columns that say something there."""

    refs: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()


def body(state: PlanState, options: Options, rest: Rest = Rest()) -> Body:
    """The plan, or with its `rest` a part of it, without what a paper adds."""
    reader = Reader(plan=state, on=options.on, labels=labels(state, rest.refs), told=rest.told)
    held = position(state, on=options.on)
    return Body(
        subtitle=held.subtitled(one_line(state.subtitle)),
        before=_before(state, held),
        bands=bands(reader, held, options.paper),
        after=_lines(state.notes_after),
    )


def build(state: PlanState, options: Options) -> Appendix:
    """Lay the plan out as the committee's appendix."""
    whole, chosen = state, contents(state, options)
    state, options, movement = chosen.counted, chosen.options, chosen.movement
    reader = Reader(plan=state, on=options.on, labels=labels(state), since=_column(options, movement))
    held = position(state, on=options.on, period_name=options.period_name, period_on=options.period_on)
    title = held.titled(one_line(state.title)) or UNTITLED
    organisation = one_line(state.organisation)
    if organisation.casefold() in title.casefold():
        organisation = ""
    committee = one_line(options.committee or state.committee)
    figures, marks = summary(state, options.on), marks_of(whole, options)
    explained = _explained(state, options, chosen, unrated_shown=figures.total is not None)
    return Appendix(
        mark=str(Mark(kind=APPENDIX, plan=state.slug, on=options.on, at=link(options.head))),
        title=title,
        subtitle=held.subtitled(one_line(state.subtitle)),
        council=_joined(organisation, committee),
        reference=_reference(state, options),
        facts=_facts(options),
        running=_joined(*_standing(options), organisation, _reference(state, options), title),
        paper=options.paper,
        on=options.on,
        summary=None if options.without_summary else figures,
        since=_since(options, movement, state),
        exceptions=_exceptions(reader, options),
        asked=questions(state, refs(state), options.paper, options.on, options.since.state if options.since else None),
        before=_before(state, held),
        bands=_marked(bands(_of_table(reader, chosen), held, options.paper, options.columns), marks, chosen),
        after=_lines(state.notes_after),
        meanings=explained,
        legend=() if options.without_meanings else _legend(state, explained),
        trail=_trail(options),
        data=data(reader, refs(state), _told_in_rows(options), marks),
        marks=marks,
        attached=_attached(whole, state, options),
        withheld=withheld(options),
        author=one_line(state.organisation) or one_line(options.author) or committee,
        version=_version(options),
    )


def _since(options: Options, movement: Movement | None, state: PlanState) -> Since | None:
    if not options.since or not movement:
        return None
    return since.since(options.since, movement, calls(state), whole=not options.public)


def _marked(found: tuple[Band, ...], marks: Marks | None, chosen: Contents) -> tuple[Band, ...]:
    """The bands with the mark of each row; one that says nothing of its action has that of none."""
    if marks is None:
        return found

    def with_mark(table: Table, row: Row) -> Row:
        row = replace(row, action_id=None) if row.action_id in chosen.withheld else row
        return replace(row, mark=marks.row(table, row))

    def marked(table: Table | None) -> Table | None:
        if table is None:
            return None
        groups = (tuple(with_mark(table, row) for row in group) for group in table.groups)
        return replace(table, groups=tuple(groups))

    return tuple(replace(band, table=marked(band.table)) for band in found)


def _attached(whole: PlanState, counted: PlanState, options: Options) -> str:
    """The data of a paper that is issued: of a public version, or one without names, only what it prints."""
    if not options.issued_as:
        return ""
    less = options.public or options.posts_instead_of_people
    return data_of(counted if less else whole, whole=not less)


def table_columns(state: PlanState, options: Options) -> tuple[tuple[str, str], ...]:
    """The columns that the paper's table could have, each by its key and its heading, as the plan has them."""
    chosen = contents(state, options)
    options, printed = chosen.options, chosen.printed
    held = position(printed, on=options.on, period_name=options.period_name, period_on=options.period_on)
    reader = Reader(plan=printed, on=options.on, labels=labels(printed), since=_column(options, chosen.movement))
    return tuple((columns.key_of(each), columns.heading(each, 0, held)) for each in columns_of(reader))


def _column(options: Options, movement: Movement | None) -> AddedColumn | None:
    """The column that says of each action what became of it since the paper before."""
    if not options.since or not movement:
        return None
    return AddedColumn(heading=since.column(options.since), lines=since.cells(movement))


def _of_table(reader: Reader, chosen: Contents) -> Reader:
    """Reads the rows that are printed, where they are others than those that are counted."""
    if chosen.printed is chosen.counted:
        return reader
    return replace(reader, plan=chosen.printed, labels=labels(chosen.printed), withheld=chosen.withheld)


def calls(plan: PlanState) -> dict[int, str]:
    """How the tables call each action: as the paper prints it, else by its row."""
    printed = refs(plan)
    return {
        action.id: printed[action.id] or (f"row {action.row}" if action.row else f"“{one_line(action.text)[:24]}…”")
        for action in plan.actions
    }


def _explained(state: PlanState, options: Options, chosen: Contents, *, unrated_shown: bool) -> tuple[Meaning, ...]:
    """What the words mean, as far as that is wanted; that something is not published is said in any case."""
    found = meanings(
        state,
        options.on,
        unrated_shown=unrated_shown,
        words=not options.without_meanings,
        glossary=not options.without_abbreviations,
    )
    return (*found, not_published(len(chosen.withheld))) if options.exempt and not options.restricted else found


def withheld(options: Options) -> str:
    """That a version is not for publication, and on what ground: the paragraphs of what is exempt in it, in the words
    of the Act, and how that is marked."""
    if not options.restricted:
        return ""
    why = ground((*options.grounds, *(mark.paragraph for mark in options.exempt)))
    parts = [f"Not for publication: {why}." if why else "Not for publication."]
    if options.exempt:
        parts.append(f"What is exempt stands between “[exempt: …]” and “{END}”.")
    if options.named:
        parts.append("It names people whom the public version gives as posts.")
    return " ".join(parts)


def _told_in_rows(options: Options) -> dict[str, str]:
    """What each row of the flat data says of the whole paper: rows may go where no title is."""
    told = {NOT_FOR_PUBLICATION: withheld(options), "How it is known": one_line(options.learnt)}
    return {heading: words for heading, words in told.items() if words}


def _version(options: Options) -> str:
    """Which of its versions a paper is; empty where there is one alone."""
    if not options.restricted:
        return "Public version" if options.public else ""
    by = numbered((*options.grounds, *(mark.paragraph for mark in options.exempt)))
    return f"{NOT_FOR_PUBLICATION} (Schedule 12A, {by})" if by else NOT_FOR_PUBLICATION


def _standing(options: Options) -> tuple[str, ...]:
    """What each page says of the paper itself."""
    return "Draft" if options.draft else "", _version(options), "Large print" if options.paper == "large" else ""


def _exceptions(reader: Reader, options: Options) -> Exceptions | None:
    if not options.include_exceptions:
        return None
    return exceptions(reader, refs(reader.plan), options.paper, every=options.all_exceptions)


def _legend(state: PlanState, explained: tuple[Meaning, ...]) -> tuple[str, ...]:
    """The plan's own words on its signs, without those that the meaning of a rating says already, and without what
    its document's key said of ratings: those are explained by the plan's scheme, and one colour has one meaning."""
    said = [meaning.text.casefold() for meaning in explained if meaning.badge]
    printed = [line for line in filter(None, map(one_line, state.legend)) if not tells_ratings(line)]
    return tuple(text for text in printed if not any(text.casefold().rstrip(".") in words for words in said))


def _reference(state: PlanState, options: Options) -> str:
    reference = one_line(options.report_ref or state.report_ref)
    if not reference or reference.casefold().startswith(("report", "appendix")):
        return reference
    return f"Report No: {reference}"


def _facts(options: Options) -> tuple[str, ...]:
    """The right of the title block, below the report's number: meeting, period, day, author."""
    author = one_line(options.author)
    period = one_line(options.period_name)
    coming = options.period_on is not None and options.period_on > options.on
    return tuple(
        fact
        for fact in (
            NOT_FOR_PUBLICATION if options.restricted else "Public version" if options.public else "",
            one_line(options.issued_as),
            f"Meeting of {day(options.meeting_on)}" if options.meeting_on else "",
            f"Period: {period}{', which is not over' if coming else ''}" if period else "",
            f"As at {day(options.on)}{' (draft)' if options.draft else ''}",
            one_line(options.learnt),
            f"Report author: {author}" if author else "",
            one_line(options.rows_told),
        )
        if fact
    )


def _before(state: PlanState, held: Position) -> tuple[Line, ...]:
    """What stands above the plan's tables: who leads it, where it comes from, its notes. What a printed note says
    already is not said twice."""
    found = []
    noted = " ".join(one_line(note) for note in state.notes_before)
    if state.plan_leads and not all(lead in noted for lead in map(one_line, state.plan_leads)):
        found.append(Line(label="Plan led by:", text="; ".join(map(one_line, state.plan_leads))))
    if state.coordinator:
        found.append(Line(label="Coordinator:", text=one_line(state.coordinator)))
    for source in state.sources:
        if one_line(source.title) in noted:
            continue
        dated = f" ({day(source.on)})" if source.on else ""
        found.append(Line(label=one_line(source.code), text=one_line(source.title) + dated))
    return (*found, *map(held.noted, _lines(state.notes_before)))


def _lines(notes: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(line for note in notes for line in lines(note))


def _trail(options: Options) -> str:
    drawn = f"{DRAWN} {day(options.on)}."
    return f"{drawn} Head of the audit chain: {one_line(options.head)}." if options.head else drawn


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
