"""A section's recommendations, with their actions."""

from collections.abc import Iterator

from plans.columns import ACTION, LINKS, RECOMMENDATION, RELATED_PLANS
from plans.importing.rows.sheet import cell_in
from plans.importing.understanding.actions import ActionCells, printed_cells, read_action
from plans.importing.understanding.context import ReadingContext
from plans.importing.understanding.front_matter import TitledPart
from plans.importing.understanding.grouping import RecommendationRows, group_rows
from plans.importing.understanding.links import finding_numbers
from plans.importing.understanding.spanning_cells import spreads
from plans.importing.understood_plan import UnderstoodAction, UnderstoodRecommendation

_FIELDS = {ACTION: "text", RELATED_PLANS: "links_to_plans"}
"""What questions call a column whose meaning has another name among an action's fields."""


def read_recommendations(
    part: TitledPart, rows: Iterator[int], context: ReadingContext
) -> Iterator[UnderstoodRecommendation]:
    """The recommendations of a section. `rows` gives each action its number."""
    for group in group_rows(part.rows, context.sheet, refs_are_of_actions=context.refs_are_of_actions):
        yield _recommendation(group, rows, context)


def _recommendation(
    group: RecommendationRows, rows: Iterator[int], context: ReadingContext
) -> UnderstoodRecommendation:
    sheet = context.sheet
    text = cell_in(group.cells, sheet.column(RECOMMENDATION))
    links = cell_in(group.cells, sheet.column(LINKS))
    actions = tuple(_actions(group, rows, context))
    if text and not actions:
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
    spread = spreads(group.rows, columns, told=context.spans_told)
    text = cell_in(group.cells, context.sheet.column(RECOMMENDATION))
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
        yield read_action(
            ActionCells(number, cells, row.cells, spanned, fallback, row.lines, tuple(row.steps)), context
        )


def _ask_about_dropped(dropped: dict[int, tuple[str, ...]], row: int | None, context: ReadingContext) -> None:
    because = "one line printed twice, read differently; the other print was kept"
    for column, prints in dropped.items():
        meaning = context.sheet.columns[column].meaning
        for text in prints:
            context.questions.ask(row, _FIELDS.get(meaning, meaning), text, because)
