"""The plan's own table, section by section: the rows that every format prints."""

from __future__ import annotations

from collections.abc import Sequence

from plans import columns as meanings
from plans.state import ActionState, ColumnState, RecommendationState, SectionState
from reports.appendix import columns
from reports.appendix.cells import SINCE, Reader, recommendation_lines
from reports.appendix.model import Band, Cell, Line, Row, Table
from reports.appendix.options import ChosenColumn, Paper
from reports.appendix.position import Position
from reports.appendix.rowmarks import name_of
from reports.appendix.text import one_line
from reports.appendix.widths import PAGE, set_widths, shares
from reports.appendix.words import day

Group = tuple[Row, ...]


def columns_of(reader: Reader) -> tuple[ColumnState, ...]:
    """The columns that the paper could print, in printed order."""
    found = columns.printed(reader.plan, reader.has_values)
    return (*found, ColumnState(id=0, heading=reader.since.heading, meaning=SINCE)) if reader.since else found


def bands(reader: Reader, position: Position, paper: Paper, asked: Sequence[ChosenColumn] = ()) -> tuple[Band, ...]:
    """The plan's sections with their rows, in the columns that were `asked` for. All tables have the same widths, which
    fit the plan as a whole."""
    chosen = columns.chosen(columns_of(reader), asked)
    sections = reader.plan.sections
    grouped = [[_group(reader, chosen, rec) for rec in section.recommendations] for section in sections]
    every = [row for groups in grouped for group in groups for row in group]
    headings = tuple(columns.heading(column, 0, position) for column in chosen)
    first = [at for at, column in enumerate(chosen) if column.meaning == meanings.RECOMMENDATION]
    given = {each.key: each.width for each in asked if each.width}
    wanted = {at: given[key] for at, column in enumerate(chosen) if (key := columns.key_of(column)) in given}
    widths = set_widths(shares(headings, every, PAGE[paper], read_first=first), wanted)

    def band(section: SectionState, groups: list[Group]) -> Band:
        headings = tuple(columns.heading(column, section.id, position) for column in chosen)
        meant = tuple(column.meaning for column in chosen)
        names = tuple(map(name_of, chosen))
        table = (
            Table(headings=headings, widths=widths, meanings=meant, names=names, groups=tuple(groups), paper=paper)
            if groups
            else None
        )
        return Band(title=title(section), table=table)

    return tuple(band(section, groups) for section, groups in zip(sections, grouped, strict=True))


def _group(reader: Reader, chosen: tuple[ColumnState, ...], rec: RecommendationState) -> Group:
    """The rows of a recommendation: one an action, or one that says there is none."""
    span = max(1, len(rec.actions))
    has_ref = any(column.meaning == meanings.REF for column in chosen)
    header = meanings.REF if has_ref and (rec.ref or rec.sources) else meanings.RECOMMENDATION

    def cell(column: ColumnState, action: ActionState | None, first: bool) -> Cell | None:
        if column.meaning in columns.OF_RECOMMENDATION:
            said = recommendation_lines(column, rec, has_ref=has_ref)
            heads = column.meaning == header and bool(said)
            return Cell(lines=said, span=span, heads=heads) if first else None
        if action:
            return reader.cell(column, action)
        none = column.meaning == meanings.ACTION
        return Cell(lines=(Line(text="No action recorded", style="muted"),) if none else ())

    actions: tuple[ActionState | None, ...] = rec.actions or (None,)
    return tuple(
        Row(
            cells=tuple(cell(column, action, at == 0) for column in chosen),
            action_id=action.id if action else None,
        )
        for at, action in enumerate(actions)
    )


def title(section: SectionState) -> str:
    """The band as printed, with the day that its timescale means."""
    title = one_line(section.title) or "; ".join(one_line(t.text) for t in section.timescales)
    days = [day(t.latest) for t in section.timescales if t.latest and day(t.latest) not in title]
    return f"{title} (by {', '.join(days)})" if title and days else title
