"""The tables of the page: one for each part that an action can be in, and those that count some again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from audits.acts_on_actions import Reason
from plans import movement as mv
from plans import rules, stages
from plans.movement.words import FIELDS
from plans.state import ActionState, DecisionState, PlanState
from plans.wording import day, number_of, slipping
from reports.since.changes_table import ChangesTable, Opened, TableCell, TableLine
from reports.since.facts import Facts
from reports.since.names import headline, leads

NONE = "No reason was given."
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}


def tables(
    movement: mv.Movement, facts: Facts, *, on: date, before: str, opened: Opened | None = None
) -> dict[str, ChangesTable]:
    """Every table that has a row, by its key, in the order in which they are read. `on` is the day of the later
    position, `before` how the earlier is called."""
    shown = _Shown(movement, facts, on, opened or Opened())
    again = {"dates": shown.dates, "reworded": shown.rewordings, mv.LEFT: lambda: shown.left(before)}
    found = (again[key]() if key in again else shown.part(key, before) for key in ORDER)
    return {table.key: table for table in found if table.lines}


def chosen(
    movement: mv.Movement,
    facts: Facts,
    picked: Sequence[mv.Compared],
    left: Sequence[ActionState],
    title: str,
    page: int = 1,
) -> ChangesTable:
    """The actions that a figure of the matrix counts; `left` those of them that left the plan."""
    shown = _Shown(movement, facts, date.min, Opened("chosen", page))
    cut = shown.opened.of("chosen", (*picked, *left))
    return ChangesTable(
        key="chosen",
        title=title,
        note=number_of(len(picked) + len(left), "action"),
        headings=("Lead", "Then", "Now", "What was last said"),
        page=cut,
        lines=tuple(shown.counted(each) for each in cut),
        shape="ratings",
    )


ORDER = (
    mv.COMPLETED, mv.CLAIMED, mv.NEW, mv.WORSE, mv.BETTER,
    "dates", "reworded",
    mv.CLOSED, mv.NOTHING_SAID, mv.SAME, mv.FINISHED_BEFORE, mv.LEFT,
)  # fmt: skip
"""The parts as they are read, and among them the tables that count some again."""


class _Shown:
    """The cells of one comparison."""

    def __init__(self, movement: mv.Movement, facts: Facts, on: date, opened: Opened):
        self.movement, self.facts, self.on, self.opened = movement, facts, on, opened
        self._now = {action.id: action for action in movement.now.actions}

    def part(self, key: str, before: str) -> ChangesTable:
        headings, shape, cells = _COLUMNS[key]
        found = self.movement.part(key)
        page = self.opened.of(key, found)
        return ChangesTable(
            key=key,
            title=mv.PARTS[key] if key != mv.FINISHED_BEFORE else f"Finished or closed before {before}",
            note=self._note(key, len(found), before),
            headings=("Lead", *headings),
            page=page,
            lines=tuple(self.line(each, *(cell(self, each) for cell in cells)) for each in page),
            shape=shape,
        )

    def _note(self, key: str, count: int, before: str) -> str:
        comparable = sum(each.direction != mv.NOT_COMPARABLE for each in self.movement.actions)
        unlike = sum(each.direction == mv.NOT_COMPARABLE for each in self.movement.part(key))
        still_open = sum(not rules.finished(action) for action in self.movement.now.actions)
        completed = sum(each.direction == mv.BETTER for each in self.movement.part(mv.COMPLETED))
        notes = {
            mv.COMPLETED: "each looked at by somebody other than its lead",
            mv.CLAIMED: "which nobody has verified yet",
            mv.NEW: f"added after {before}",
            mv.WORSE: f"of {comparable} that can be compared",
            mv.BETTER: f"and {completed} of those completed" if completed else "",
            mv.NOTHING_SAID: f"of {still_open} that are still open",
            mv.SAME: f"{unlike} of them not comparable" if unlike else "",
        }
        return ", ".join(filter(None, [f"{count:,}", notes.get(key, "")]))

    def line(self, each: mv.Compared, *cells: TableCell) -> TableLine:
        return self._line(each.now, self.movement.now, *cells)

    def _line(self, action: ActionState, plan: PlanState, *cells: TableCell, is_there: bool = True) -> TableLine:
        return TableLine(
            action_id=action.id,
            ref=self.facts.refs[action.id],
            headline=headline(action),
            cells=(TableCell(text=leads(plan, action) or "Nobody"), *cells),
            is_there=is_there,
        )

    def then(self, each: mv.Compared) -> TableCell:
        return TableCell(rating=each.rated_then, is_rating=True) if each.was else TableCell(text="Not in the plan")

    def now(self, each: mv.Compared) -> TableCell:
        return TableCell(rating=each.rated_now, is_rating=True)

    def said(self, each: mv.Compared) -> TableCell:
        return last_said(each.now, self._reopened(each))

    def _reopened(self, each: mv.Compared) -> str:
        decided = _last(each.now, {stages.REOPEN, stages.FAIL_RECHECK}) if each.reopened else None
        return f"Open again since {day(decided.on)}: {decided.reason or NONE} " if decided else ""

    def due(self, each: mv.Compared) -> TableCell:
        on = rules.due(each.now)
        return TableCell(on=on) if on else TableCell(text="No date")

    def verified(self, each: mv.Compared) -> TableCell:
        decided = _last(each.now, {stages.VERIFY, stages.EMBED})
        return TableCell(on=decided.on) if decided else TableCell()

    def verified_by(self, each: mv.Compared) -> TableCell:
        decided = _last(each.now, {stages.VERIFY, stages.EMBED})
        proof = "; ".join(file.title for file in each.now.evidence)
        words = f"{decided.by}: {decided.reason}" if decided and decided.reason else decided.by if decided else ""
        return TableCell(text=". ".join(filter(None, [proof.rstrip("."), words])))

    def claimed(self, each: mv.Compared) -> TableCell:
        claims = [update.position_on for update in each.now.updates if update.claims_completion]
        if not claims:
            return TableCell()
        waits = (self.on - claims[-1]).days
        return TableCell(on=claims[-1], under=f"waits {number_of(waits, 'day')}" if waits > 0 else "")

    def why_new(self, each: mv.Compared) -> TableCell:
        return _told(self.facts.added.get(each.now.id))

    def how(self, each: mv.Compared) -> TableCell:
        return TableCell(text=stages.STAGES[each.now.stage])

    def closed_on(self, each: mv.Compared) -> TableCell:
        decided = _last(each.now, stages.CLOSED | {stages.VERIFY, stages.EMBED})
        return TableCell(on=decided.on) if decided else TableCell()

    def closed_why(self, each: mv.Compared) -> TableCell:
        decided = _last(each.now, stages.CLOSED)
        return TableCell(text=f"{decided.by}: {decided.reason or NONE}") if decided else TableCell()

    def dates(self) -> ChangesTable:
        moves = self.movement.dates
        page = self.opened.of("dates", moves)
        notes = [f"{len(self.movement.moved):,}, also counted in the other tables"]
        for status, words in (("refused", "refused"), ("requested", "asked for and not decided")):
            count = sum(move.status == status for move in moves)
            notes += [f"{count:,} more {words}"] if count else []
        return ChangesTable(
            key="dates",
            title="Dates moved",
            note=". ".join(notes),
            headings=("From", "To", "Reason", "Decided by", "Extension"),
            page=page,
            lines=tuple(self._again(move.action_id, *_date_cells(move)) for move in page),
            shape="dates",
        )

    def rewordings(self) -> ChangesTable:
        found = self.movement.reworded
        page = self.opened.of("reworded", found)
        return ChangesTable(
            key="reworded",
            title="Reworded",
            note=f"{len({each.action_id for each in found}):,}, also counted in the other tables",
            headings=("Words, as changed", "Reason", "By"),
            page=page,
            lines=tuple(self._again(each.action_id, *self._words(each)) for each in page),
            shape="words",
        )

    def _words(self, each: mv.Rewording) -> tuple[TableCell, ...]:
        told = self.facts.reworded.get((each.action_id, each.field, each.becomes))
        field = "" if each.field == "text" else FIELDS[each.field]
        by = f"{told.by}, {day(told.on)}" if told else ""
        return TableCell(runs=each.runs, under=field), TableCell(text=told.why if told else ""), TableCell(text=by)

    def _again(self, action_id: int, *cells: TableCell) -> TableLine:
        action = self._now[action_id]
        return TableLine(action_id=action_id, ref=self.facts.refs[action_id], headline=headline(action), cells=cells)

    def left(self, before: str) -> ChangesTable:
        page = self.opened.of(mv.LEFT, self.movement.left)
        return ChangesTable(
            key=mv.LEFT,
            title="Left the plan",
            note=f"{len(self.movement.left):,}, in the plan at {before} and not now, so not among those above",
            headings=("Lead", "Then", "When", "Why"),
            page=page,
            lines=tuple(self.gone(action, *self._gone(action)) for action in page),
        )

    def counted(self, each: mv.Compared | ActionState) -> TableLine:
        """The line of an action behind a figure, be it one that left the plan."""
        if isinstance(each, ActionState):
            return self.gone(each, TableCell(text="Not in the plan"), last_said(each))
        return self.line(each, self.then(each), self.now(each), self.said(each))

    def gone(self, action: ActionState, *cells: TableCell) -> TableLine:
        """The line of an action that left the plan: how it was rated, and then these."""
        then = self.movement.then
        rated = TableCell(rating=rules.rating(then, action), is_rating=True)
        return self._line(action, then, rated, *cells, is_there=False)

    def _gone(self, action: ActionState) -> tuple[TableCell, TableCell]:
        told = self.facts.left.get(action.id)
        return TableCell(on=told.on) if told else TableCell(), _told(told)


def last_said(action: ActionState, before: str = "") -> TableCell:
    """The words that stand for the action, and the day that they are true of."""
    update = action.latest_update
    if update is None:
        return TableCell(text=f"{before}Nothing since the plan began.")
    words = update.narrative or "A rating without words."
    return TableCell(text=before + words, under=day(update.position_on))


def _told(told: Reason | None) -> TableCell:
    return TableCell(text=f"{told.by}, {day(told.on)}: {told.why}") if told else TableCell()


def _last(action: ActionState, kinds: Iterable[str]) -> DecisionState | None:
    wanted = set(kinds)
    return next((each for each in reversed(action.decisions) if each.kind in wanted), None)


def _date_cells(move: mv.DateMove) -> tuple[TableCell, ...]:
    """From, to, reason, decided by and which extension."""
    flags = {"refused": "Refused", "requested": "Waits"}
    to = TableCell(
        on=move.becomes,
        text="" if move.becomes else "No date",
        under=slipping(move.days) if move.has_moved else "",
        flag=flags.get(move.status, ""),
        gone=move.status == "refused",
    )
    was = TableCell(on=move.was) if move.was else TableCell(text="No date")
    if move.status == "corrected":
        return was, to, TableCell(text="Corrected: no extension was asked for."), TableCell(), TableCell(text="None")
    reason = move.decision_reason if move.status == "refused" else move.reason
    by = f"{move.decided_by}, {day(move.decided_on)}" if move.decided_on else f"Waits since {day(move.asked_on)}"
    number = ORDINALS.get(move.number, f"{move.number}th")
    return (
        was,
        to,
        TableCell(text=reason or NONE),
        TableCell(text=by),
        TableCell(text=number if move.has_moved else f"{number}, asked"),
    )


_S = _Shown
_RATINGS = (("Then", "Now", "What was last said"), "ratings", (_S.then, _S.now, _S.said))
_COLUMNS: dict[str, tuple[tuple[str, ...], str, tuple[Callable[[_Shown, mv.Compared], TableCell], ...]]] = {
    mv.COMPLETED: (("Then", "Verified", "Evidence and verifier"), "part", (_S.then, _S.verified, _S.verified_by)),
    mv.CLAIMED: (("Now", "Claimed", "What was last said"), "part", (_S.now, _S.claimed, _S.said)),
    mv.NEW: (("Now", "Due", "Why"), "part", (_S.now, _S.due, _S.why_new)),
    mv.WORSE: _RATINGS,
    mv.BETTER: _RATINGS,
    mv.CLOSED: (("How", "When", "Reason"), "part", (_S.how, _S.closed_on, _S.closed_why)),
    mv.NOTHING_SAID: (("Now", "Due", "What was last said"), "part", (_S.now, _S.due, _S.said)),
    mv.SAME: _RATINGS,
    mv.FINISHED_BEFORE: (("How", "When", "What was last said"), "part", (_S.how, _S.closed_on, _S.said)),
}
"""Of each part the headings after the lead's, the shape of its table, and what stands under each."""
