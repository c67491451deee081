"""The table of what members asked: until the paper after the one that printed the answer."""

from __future__ import annotations

from datetime import date

from plans.state import ActionState, MembersQuestionState, PlanState
from reports.appendix.model import Cell, Exceptions, Line, Row, Table
from reports.appendix.options import Paper
from reports.appendix.text import lines, one_line
from reports.appendix.widths import PAGE, shares
from reports.appendix.words import day

TITLE = "Asked by members"


def questions(
    plan: PlanState, refs: dict[int, str], paper: Paper, on: date, before: PlanState | None
) -> Exceptions | None:
    """What members asked and were answered by that day, the first asked first, without what the paper `before` told
    the answer of; None where there is nothing."""
    told = {each.id for action in before.actions for each in action.questions if each.answered_on} if before else set()
    found = [(action, each) for action in plan.actions for each in action.questions if each.id not in told]
    if not found:
        return None
    found.sort(key=lambda pair: (pair[1].asked_on, pair[1].id))
    fields = {
        "Ref": [Cell(lines=(Line(text=refs[action.id] or _called(action)),), heads=True) for action, _each in found],
        "Asked": [_asked(each) for _action, each in found],
        "Question": [Cell(lines=tuple(lines(each.text))) for _action, each in found],
        "Answer": [_answer(plan, each, on) for _action, each in found],
    }
    rows = tuple(Row(cells=cells) for cells in zip(*fields.values(), strict=True))
    headings = tuple(fields)
    table = Table(headings=headings, widths=shares(headings, rows, PAGE[paper]), groups=tuple((row,) for row in rows))
    return Exceptions(title=TITLE, none="", table=table)


def _called(action: ActionState) -> str:
    return f"Row {action.row}" if action.row else f"“{one_line(action.text)[:24]}…”"


def _asked(question: MembersQuestionState) -> Cell:
    minute = (Line(text=f"Minute {one_line(question.minute)}", style="muted"),) if question.minute else ()
    return Cell(lines=(Line(text=one_line(question.meeting)), Line(text=day(question.asked_on)), *minute))


def _answer(plan: PlanState, question: MembersQuestionState, on: date) -> Cell:
    if question.answered_on:
        said = Line(text=f"Answered on {day(question.answered_on)}", style="muted")
        return Cell(lines=(*lines(question.answer), said))
    who = one_line(plan.lead(question.lead_id).name)
    owed = (
        f"Not answered yet. {who} {'was to answer' if question.due_on < on else 'answers'} by {day(question.due_on)}."
    )
    return Cell(lines=(Line(text=owed, style="muted"),))
