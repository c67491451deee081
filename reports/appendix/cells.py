"""What a cell of the plan's table says of an action, by the meaning of its column."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from plans import columns, rules, stages
from plans.state import ActionState, ColumnState, PlanState, RagState, RecommendationState, StepState
from reports import figures
from reports.appendix import leads, timescales
from reports.appendix.model import BULLET, Badge, Cell, Line
from reports.appendix.text import lines, one_line
from reports.appendix.words import day
from reports.charts import NOT_RATED

UNSAID = {columns.LEAD: "Not set", columns.TIMESCALE: "No date"}
"""Printed, in grey, where a cell that every unfinished action should fill is empty."""

ONLY_CLAIMED = "Claimed, not verified yet"
"""Printed with a rating that means finished while nobody has verified that it is."""

_DECIDED = {
    stages.VERIFIED: (stages.VERIFY, "Complete and verified"),
    stages.EMBEDDED: (stages.EMBED, "Complete, verified and checked again"),
    **{stage: (stage, f"Closed: {stages.STAGES[stage].lower()}") for stage in stages.CLOSED},
}
"""From each finished stage to the decision that made it so and the words for it."""


SINCE = "since"
"""What the column means that no plan has of its own: what became of each action since the paper before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedColumn:
    """A column that the paper adds: its heading, and what it says of each action by its id."""

    heading: str
    lines: dict[int, tuple[Line, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads a plan's actions cell by cell, as they stand on a day. `labels` are of `refs.labels`; `told` are the
    meanings of columns that say something elsewhere in the plan, where the state is a part of it; `since` is the
    column that a paper adds. Of actions that are `withheld` nothing is said but that they are."""

    plan: PlanState
    on: date
    labels: dict[int, str]
    told: frozenset[str] = frozenset()
    since: AddedColumn | None = None
    withheld: frozenset[int] = frozenset()

    def has_values(self, column: ColumnState) -> bool:
        """Whether any cell of the column says something."""
        if column.meaning in self.told:
            return True
        if column.meaning == columns.RAG:
            return figures.any_rated(self.plan)
        recommendations = [rec for section in self.plan.sections for rec in section.recommendations]
        if column.meaning == columns.RECOMMENDATION:
            return any(rec.text or rec.ref or rec.sources for rec in recommendations)
        if column.meaning == columns.LINKS:
            return any(links(rec) for rec in recommendations)
        return any(self.lines(column, action) for action in self.plan.actions)

    def cell(self, column: ColumnState, action: ActionState) -> Cell:
        """The action's cell in that column."""
        if action.id in self.withheld:
            return Cell(lines=self._action(action) if column.meaning == columns.ACTION else ())
        if column.meaning == columns.RAG:
            return rated(self.plan, action)
        said = self.lines(column, action)
        if column.meaning == columns.TIMESCALE and said:
            return Cell(lines=said, on=timescales.only_day(action, said))
        return Cell(lines=said or self._unsaid(column, action))

    def lines(self, column: ColumnState, action: ActionState) -> tuple[Line, ...]:
        """What the cell says; nothing where it is empty."""
        match column.meaning:
            case columns.ACTION:
                return self._action(action)
            case columns.LEAD:
                return leads.lead_lines(action, self.plan)
            case columns.RESPONSIBLE:
                return leads.responsible_lines(action, self.plan)
            case columns.EVIDENCE:
                return lines(action.expected_evidence)
            case columns.TIMESCALE:
                return timescales.lines(action, self.on)
            case columns.RELATED_PLANS:
                return lines("\n".join(action.related_plans))
            case columns.OUTCOME:
                return lines(action.outcome)
            case columns.PROGRESS:
                return self.progress(action)
            case _ if column.meaning == SINCE and self.since:
                return self.since.lines.get(action.id, ())
            case columns.EXTRA:
                return lines(extra(action, column.heading))
        return ()

    def progress(self, action: ActionState) -> tuple[Line, ...]:
        """What was last said of it, and what was decided; how old that is where an update is owed."""
        update = action.latest_update
        said = lines(update.narrative) if update else ()
        if update and said and rules.owes_update(self.plan, action, self.on):
            return (*said, *decided(action), Line(text=f"Last updated {day(update.position_on)}", style="muted"))
        return (*said, *decided(action))

    def _action(self, action: ActionState) -> tuple[Line, ...]:
        said, label = self.words(action), self.labels[action.id]
        if not label or (said and said[0].text.startswith(label)):
            return said
        if said and not said[0].marker:
            return (replace(said[0], label=label), *said[1:])
        return (Line(text="", label=label), *said)

    def words(self, action: ActionState) -> tuple[Line, ...]:
        """The lead-in and the steps as a list, numbered where other cells speak of them by number."""
        who = (*leads.lead_lines(action, self.plan), *leads.responsible_lines(action, self.plan))
        numbered = any(line.marker for line in (*who, *timescales.lines(action, self.on)))
        listing = tuple(
            line
            for number, step in enumerate(action.steps, start=1)
            for line in _item(step, f"{number}." if numbered else BULLET)
        )
        return (*lines(action.lead_in), *listing) if listing else lines(action.text)

    def _unsaid(self, column: ColumnState, action: ActionState) -> tuple[Line, ...]:
        words = silence(action) if column.meaning == columns.PROGRESS else UNSAID.get(column.meaning, "")
        led = column.meaning == columns.LEAD and leads.responsible_lines(action, self.plan)
        return () if led or not words or rules.finished(action) else (Line(text=words, style="muted"),)


def silence(action: ActionState) -> str:
    """What is said of the progress of an action of which no narrative is there, wherever a paper speaks of it."""
    return "No narrative given" if action.latest_update else "No update yet"


def decided(action: ActionState) -> tuple[Line, ...]:
    """What its stage adds to what was said: claimed, verified or closed, by whom it was decided and when."""
    if rules.awaits_verification(action):
        return (Line(text="Claimed complete, waits to be verified", style="muted"),)
    if action.stage not in _DECIDED:
        return ()
    kind, words = _DECIDED[action.stage]
    decision = next((d for d in reversed(action.decisions) if d.kind == kind), None)
    if decision is None:
        return (Line(text=words, style="muted"),)
    reason = f": {one_line(decision.reason)}" if action.stage in stages.CLOSED and decision.reason else ""
    return (Line(text=f"{words} on {day(decision.on)}{reason}", style="muted"),)


def badge(rating: RagState | None) -> Badge:
    """A rating as shown; None is shown as not rated."""
    if rating is None:
        return Badge(word="Not rated", colour=NOT_RATED)
    return Badge(word=one_line(rating.label) or one_line(rating.code), colour=rating.colour, shape=rating.shape)


def rated(plan: PlanState, action: ActionState) -> Cell:
    """The cell of an action's rating. What a rating says to be finished is told apart where it is only claimed."""
    found = rules.rating(plan, action)
    claimed = (Line(text=ONLY_CLAIMED, style="muted"),) if rules.only_claimed(action, found) else ()
    return Cell(badge=badge(found), lines=claimed)


def recommendation_lines(column: ColumnState, rec: RecommendationState, *, has_ref: bool) -> tuple[Line, ...]:
    """A cell that spans the recommendation's rows. `has_ref` tells that a column of its own prints the
    reference; otherwise it stands before the text."""
    label = " ".join(one_line(part) for part in (*rec.sources, rec.ref) if part)
    if column.meaning == columns.REF:
        return (Line(text="", label=label),) if label else ()
    if column.meaning == columns.LINKS:
        return lines(links(rec))
    said = lines(rec.text)
    if has_ref or not label:
        return said
    if said and not said[0].marker:
        return (replace(said[0], label=label), *said[1:])
    return (Line(text="", label=label), *said)


def extra(action: ActionState, heading: str) -> str:
    """What a column of the plan's own says of the action."""
    return "\n".join(value for name, value in action.extra if one_line(name) == one_line(heading))


def links(rec: RecommendationState) -> str:
    """The findings it answers: as printed, or their numbers."""
    return rec.links_text or ", ".join(map(str, rec.links))


def _item(step: StepState, marker: str) -> tuple[Line, ...]:
    """A step as an item of a list, with what is listed within it, and the day it was met."""
    first, *within = lines(step.text) or (Line(text=""),)
    done = f" (done {day(step.met_on)})" if step.met_on else ""
    deeper = (replace(line, depth=line.depth + 1) for line in within)
    return (replace(first, text=first.text + done, marker=marker), *deeper)
