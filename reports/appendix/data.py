"""The plan as flat data: one row an action, for the sheet that officers filter and for the CSV."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plans import columns, rules, stages
from plans.sheets.fields import EXTRA
from plans.state import ActionState, ColumnState, RecommendationState, SectionState
from reports.appendix import leads, timescales
from reports.appendix.cells import Reader, badge, extra, links
from reports.appendix.model import Data, Line, Value
from reports.appendix.rowmarks import SINCE_LAST, RowMarks
from reports.appendix.text import lines, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """An action and where it stands."""

    section: SectionState
    recommendation: RecommendationState
    action: ActionState
    ref: str


_Field = Callable[[Reader, _Place], Value]


def data(
    reader: Reader, refs: dict[int, str], told: dict[str, str] | None = None, marks: RowMarks | None = None
) -> Data:
    """Every action of the plan with every field, in printed order; `refs` are of `refs.refs`. What is `told` of all of
    it stands in columns of its own, before all others: the rows may go where no title is."""
    told = told or {}
    places = [
        _Place(section=section, recommendation=rec, action=action, ref=refs[action.id])
        for section in reader.plan.sections
        for rec in section.recommendations
        for action in rec.actions
    ]
    extras = dict.fromkeys(one_line(name) for action in reader.plan.actions for name, _ in action.extra)
    since = {reader.since.heading: reader.since.lines} if reader.since else {}
    rows = tuple(
        (
            *told.values(),
            *(field(reader, place) for field in FIELDS.values()),
            *(_extra(place.action, name) for name in extras),
            *(_text(said.get(place.action.id, ())) for said in since.values()),
        )
        for place in places
    )
    known = (*told, *FIELDS, *(f"{EXTRA}{name}" for name in extras), *(SINCE_LAST for _ in since))
    marked = (marks.data(p.action.id, dict(zip(known, row, strict=True))) for p, row in zip(places, rows, strict=True)
              if marks)  # fmt: skip
    return Data(headings=(*told, *FIELDS, *extras, *since), rows=rows, marks=tuple(marked))


def _cell(meaning: str) -> _Field:
    column = ColumnState(id=0, heading="", meaning=meaning)
    return lambda reader, place: _text(reader.lines(column, place.action))


def _role(role: str) -> _Field:
    return lambda reader, place: "\n".join(leads.said(place.action, role, reader.plan)) or None


def _said(reader: Reader, place: _Place) -> Value:
    update = place.action.latest_update
    return _text(lines(update.narrative)) if update else None


def _printed_timescales(reader: Reader, place: _Place) -> Value:
    every = (*place.action.timescales, *(t for step in place.action.steps for t in step.timescales))
    return "\n".join(timescales.phrase(timescale) for timescale in every) or None


def _of_update(name: str) -> _Field:
    return lambda reader, place: getattr(place.action.latest_update, name, None)


def _yes(told: bool) -> str:
    return "Yes" if told else "No"


FIELDS: dict[str, _Field] = {
    "Section": lambda r, p: one_line(p.section.title) or None,
    "Section timescale": lambda r, p: "\n".join(map(timescales.phrase, p.section.timescales)) or None,
    "Recommendation ref": lambda r, p: one_line(p.recommendation.ref) or None,
    "Recommendation": lambda r, p: _text(lines(p.recommendation.text)),
    "Sources": lambda r, p: one_line(" ".join(p.recommendation.sources)) or None,
    "Links to findings": lambda r, p: one_line(links(p.recommendation)) or None,
    "Ref": lambda r, p: p.ref or None,
    "Action": lambda r, p: _text(r.words(p.action)),
    "Lead": _role(leads.LEAD),
    "Responsible officer": _role(leads.RESPONSIBLE),
    "Supporting": _role(leads.SUPPORTING),
    "Evidence expected": _cell(columns.EVIDENCE),
    "Timescale": _printed_timescales,
    "Due": lambda r, p: rules.due(p.action),
    "First due": lambda r, p: rules.first_due(p.action),
    "Extensions": lambda r, p: rules.extensions(p.action),
    "Past date": lambda r, p: _yes(rules.overdue(p.action, r.on)),
    "Days late": lambda r, p: rules.days_late(p.action, r.on),
    "No date": lambda r, p: _yes(rules.no_date(p.action)),
    "Forecast": _of_update("forecast_on"),
    "RAG": lambda r, p: badge(rules.rating(r.plan, p.action)).word,
    "Stage": lambda r, p: stages.STAGES[p.action.stage],
    "Progress": _said,
    "Position on": _of_update("position_on"),
    "Owes an update": lambda r, p: _yes(rules.owes_update(r.plan, p.action, r.on)),
    "Outcome": _cell(columns.OUTCOME),
    "Links to other plans": _cell(columns.RELATED_PLANS),
    "Evidence filed": lambda r, p: "\n".join(one_line(e.title) for e in p.action.evidence) or None,
    "Printed row": lambda r, p: p.action.row,
}
"""From each heading to what it holds of an action. Columns of the plan's own follow."""


def _extra(action: ActionState, name: str) -> Value:
    return _text(lines(extra(action, name)))


def _text(said: tuple[Line, ...]) -> str | None:
    return "\n".join(line.plain for line in said) or None
