"""What the list shows of each action as it stood, and by what it can be found and sorted: the same that
`plans.views.action_lines` and the filters ask of the kept standings, derived from a state instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from plans import refs, rules
from plans.filters import NONE
from plans.filters.action_filter import Option
from plans.filters.fields import YES
from plans.filters.words import APOSTROPHES
from plans.models import Assignment
from plans.state import ActionState, RecommendationState, SectionState
from plans.views.action_lines import Line, others, without_a_day
from reports.listing.positions import PastScope, PlanPosition


@dataclass(frozen=True, slots=True)
class PastRow:
    """An action as it stood: its line, the options of the filters that it has, and the name of the lead named first."""

    line: Line
    options: frozenset[Option]
    first_lead: str


def rows(scope: PastScope, chosen: Iterable[Option], days: Iterable[int]) -> Iterator[PastRow]:
    """Every action of the day in printed order; `days` are the horizons that can be asked for."""
    chosen, days = tuple(chosen), tuple(days)
    rated = {pk: rating.value for rating in scope.ratings for pk in rating.ids}
    words = [value for name, value in chosen if name == "words"]
    for position in scope.there.found:
        for section in position.state.sections:
            for rec in section.recommendations:
                for at, action in enumerate(rec.actions):
                    line = _line(scope, position, section, rec, at, action)
                    said = _texts(position, rec, action)
                    options = {
                        *_place(position, section),
                        *_how(position, action, line, scope.on, days),
                        *_who(scope, action),
                        ("rag", rated.get(line.rating.id, "") if line.rating else NONE),
                        *(("words", asked) for asked in words if _says(asked, said, line)),
                    }
                    assigned = action.every_assignment
                    first = position.state.lead(assigned[0].lead_id).name if assigned else ""
                    yield PastRow(line, frozenset(options), first)


def _line(
    scope: PastScope,
    position: PlanPosition,
    section: SectionState,
    rec: RecommendationState,
    at: int,
    action: ActionState,
) -> Line:
    state, update, due = position.state, action.latest_update, rules.due(action)
    named = [(each.role, state.lead(each.lead_id).name) for each in action.every_assignment]
    leads = tuple(dict.fromkeys(name for role, name in named if role == Assignment.Role.LEAD))
    unmet = [(timescale.kind, timescale.text) for timescale in rules.timescales(action)]
    undated, printed = without_a_day(unmet, due)
    return Line(
        pk=action.id,
        ref=refs.action_ref(rec.ref, action.ref, at + 1),
        row=action.row,
        plan=position.plan,
        section=section.title,
        why=rec.text,
        text=action.text,
        lead_in=action.lead_in,
        leads=leads,
        others=others(named, leads),
        due=due,
        undated=undated,
        printed=printed,
        rating=rules.rating(state, action),
        stage=action.stage,
        position_on=update.position_on if update else None,
        forecast_on=update.forecast_on if update else None,
        overdue=rules.overdue(action, scope.on),
        owes=rules.owes_update(state, action, scope.on),
        forecast_late=rules.forecast_late(action),
        direction="",
        reported=None,
        said=update.narrative if update else "",
    )


def _place(position: PlanPosition, section: SectionState) -> set[Option]:
    return {
        ("plan", position.plan.slug),
        ("status", position.plan.status),
        ("section", section.title or NONE),
    }


def _how(position: PlanPosition, action: ActionState, line: Line, on, days) -> Iterator[Option]:
    yield "stage", action.stage
    if line.overdue:
        yield "when", "overdue"
    if rules.no_date(action):
        yield "when", "no_date"
    if line.owes:
        yield "when", "owes"
    if line.forecast_late:
        yield "when", "forecast"
    if line.finished:
        return
    if line.rating and line.rating.needs_attention:
        yield "off_track", YES
    for each in days:
        if line.due and on <= line.due <= on + timedelta(days=each):
            yield "due_within", str(each)


def _who(scope: PastScope, action: ActionState) -> Iterator[Option]:
    leads = {scope.there.into.get(each.lead_id, each.lead_id) for each in action.every_assignment}
    if not leads:
        yield "lead", NONE
    if leads & scope.held:
        yield "mine", YES
    yield from (("lead", str(lead)) for lead in leads)


def _texts(position: PlanPosition, rec: RecommendationState, action: ActionState) -> list[str]:
    """All in which words are looked for, in one way of writing: `plans.filters.words` names the same places."""
    texts = [rec.text, action.text, action.expected_evidence, action.outcome]
    texts += [update.narrative for update in action.updates]
    texts += [position.state.lead(each.lead_id).name for each in action.every_assignment]
    texts += [each.printed for each in action.every_assignment]
    texts += [each.title for each in action.evidence]
    texts += [each.reason for each in action.decisions]
    texts += [each.reason for timescale in action.every_timescale for each in timescale.extensions]
    return [_plainly(text) for text in texts]


def _says(asked: str, texts: list[str], line: Line) -> bool:
    every = all(any(_plainly(word) in text for text in texts) or _referred(word, line) for word in asked.split())
    return every or _referred(asked, line)


def _referred(text: str, line: Line) -> bool:
    """Whether its reference begins with these words, with or without the code of its plan."""
    wanted, code = refs.key(text), refs.key(line.plan.code)
    own = refs.key(line.ref) if line.ref else f"row{line.row}" if line.row else ""
    if not wanted or not own:
        return False
    with_code = bool(code) and len(wanted) > len(code) and wanted.startswith(code)
    return own.startswith(wanted) or (with_code and own.startswith(wanted.removeprefix(code)))


def _plainly(text: str) -> str:
    for apostrophe in APOSTROPHES:
        text = text.replace(apostrophe, "'")
    return text.casefold()
