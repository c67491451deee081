"""Putting a `PlanState` together from rows, whichever source they come from.

The live source reads the tables, the past reads the history; both hand over plain dictionaries by model, so
that a plan as it is and as it was known to be can't be put together differently. Pure: no model is imported.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from plans import stages, state

LONDON = ZoneInfo("Europe/London")
Row = dict


def end_of_day(day: date) -> datetime:
    """The last microsecond of a day in London."""
    return datetime.combine(day + timedelta(days=1), datetime.min.time(), LONDON) - timedelta(microseconds=1)


@dataclass(slots=True)
class Rows:
    """The rows of one plan: the plan's own, and those of each model by its label (such as `action`)."""

    plan: Row
    coordinator: str = ""
    by_model: dict[str, list[Row]] = field(default_factory=dict)

    def of(self, model: str) -> list[Row]:
        return self.by_model.get(model, [])

    def grouped(self, model: str, key: str, order=("order", "id")) -> dict[int, list[Row]]:
        """The rows that are not withdrawn, by the row they belong to, in order."""
        groups = defaultdict(list)
        for row in sorted(self.of(model), key=lambda r: tuple(r[name] for name in order)):
            if not row.get("withdrawn"):
                groups[row[key]].append(row)
        return groups


def assemble(rows: Rows, *, on: date | None = None, known: datetime | None = None) -> state.PlanState:
    """The state of a plan. With `on` and `known`, of what was said and decided only that which was true by that
    day and known by that moment."""
    leads = _leads(rows)
    timescales = _Timescales(rows)
    return state.PlanState(
        **_frame(rows),
        leads=leads,
        sections=tuple(_sections(rows, timescales, _Progress(rows, on, known))),
    )


def action_states(rows: Rows) -> dict[int, state.ActionState]:
    """The states of actions without their plan, by id."""
    found = _actions(rows, _Timescales(rows), _Progress(rows, None, None))
    return {action.id: action for actions in found.values() for action in actions}


def _frame(rows: Rows) -> dict:
    """What frames the table: the plan's own fields, its columns, sources, scheme and periods."""
    plan = rows.plan
    variants = rows.grouped("columnvariant", "column_id", order=("section_id",))
    names = ("slug", "title", "subtitle", "organisation", "committee", "status", "report_ref")
    days = ("dated", "anchor_on", "cadence_days")
    return {
        "id": plan["id"],
        **{name: plan[name] for name in (*names, *days)},
        "coordinator": rows.coordinator,
        "plan_leads": tuple(r["printed"] for r in _current(rows.of("planlead"))),
        **{name: tuple(plan[name]) for name in ("notes_before", "notes_after", "legend")},
        "glossary": tuple((short, long) for short, long in plan["glossary"]),
        "columns": tuple(
            _take(state.ColumnState, r, variants=tuple((v["section_id"], v["heading"]) for v in variants[r["id"]]))
            for r in _current(rows.of("column"))
        ),
        "sources": tuple(_take(state.SourceState, r) for r in _current(rows.of("source"))),
        "scheme": _scheme(rows),
        "periods": tuple(
            _take(state.PeriodState, r)
            for r in sorted(rows.of("period"), key=lambda r: r["position_on"])
            if not r["withdrawn"]
        ),
    }


def _scheme(rows: Rows) -> state.SchemeState:
    [scheme] = rows.of("ragscheme")
    ratings = sorted(rows.of("rag"), key=lambda r: r["rank"])
    return state.SchemeState(
        id=scheme["id"],
        name=scheme["name"],
        ratings=tuple(_take(state.RagState, r) for r in ratings),
        version=scheme["version"] if scheme["version"] > 1 else None,
        converted=_converted(rows, {r["id"] for r in ratings}),
    )


def _converted(rows: Rows, own: set[int]) -> tuple[tuple[int, int], ...]:
    """What ratings of other schemes stand for: of those that the plan had before, as was said when it changed; and of
    one that it has had since, where a late update gives it for a day before that, what alone became it."""
    pairs = {r["was_id"]: r["now_id"] for r in rows.of("conversion") if r["now_id"] in own and not r["withdrawn"]}
    later = defaultdict(set)
    for row in rows.of("laterconversion"):
        if row["was_id"] in own and row["now_id"] not in own and row["now_id"] and not row["withdrawn"]:
            later[row["now_id"]].add(row["was_id"])
    pairs |= {now: next(iter(was)) for now, was in later.items() if len(was) == 1}
    return tuple(sorted(pairs.items()))


def _leads(rows: Rows) -> tuple[state.LeadState, ...]:
    holders = rows.grouped("holding", "lead_id", order=("id",))
    return tuple(
        _take(state.LeadState, r, holders=tuple(_take(state.HolderState, h) for h in holders[r["id"]]))
        for r in sorted(rows.of("lead"), key=lambda r: r["id"])
    )


def _sections(rows: Rows, timescales, progress) -> Iterable[state.SectionState]:
    recommendations = _recommendations(rows, timescales, progress)
    for r in _current(rows.of("section")):
        yield _take(
            state.SectionState,
            r,
            timescales=timescales.of_section[r["id"]],
            recommendations=tuple(recommendations[r["id"]]),
        )


def _recommendations(rows: Rows, timescales, progress) -> dict[int, list[state.RecommendationState]]:
    actions = _actions(rows, timescales, progress)
    codes = {r["id"]: r["code"] for r in _current(rows.of("source"))}
    numbers = {r["id"]: r["number"] for r in rows.of("finding")}
    sources = rows.grouped("recommendationsource", "recommendation_id")
    links = rows.grouped("recommendationfinding", "recommendation_id")
    out = defaultdict(list)
    for r in _current(rows.of("recommendation")):
        out[r["section_id"]].append(
            _take(
                state.RecommendationState,
                r,
                ref=r["printed_ref"],
                sources=tuple(codes[at] for at in (link["source_id"] for link in sources[r["id"]]) if at in codes),
                links=tuple(numbers[link["finding_id"]] for link in links[r["id"]]),
                actions=tuple(actions[r["id"]]),
            )
        )
    return out


def _actions(rows: Rows, timescales, progress) -> dict[int, list[state.ActionState]]:
    assignments = rows.grouped("assignment", "action_id")
    steps = rows.grouped("step", "action_id")
    out = defaultdict(list)
    for r in _current(rows.of("action")):
        mine = assignments[r["id"]]
        updates, decisions = progress.of(r["id"])
        out[r["recommendation_id"]].append(
            _take(
                state.ActionState,
                r,
                ref=r["printed_ref"],
                steps=tuple(_step(s, mine, timescales) for s in steps[r["id"]]),
                assignments=_assignments(mine, None),
                timescales=timescales.of_action[r["id"]],
                related_plans=tuple(r["related_plans"]),
                extra=tuple(r["extra"].items()),
                stage=_stage(updates, decisions),
                updates=progress.standing(updates),
                decisions=decisions,
                evidence=progress.evidence(r["id"]),
                questions=progress.questions(r["id"]),
            )
        )
    return out


def _step(row: Row, assignments: list[Row], timescales) -> state.StepState:
    return _take(
        state.StepState,
        row,
        assignments=_assignments(assignments, row["id"]),
        timescales=timescales.of_step[row["id"]],
    )


def _assignments(rows: list[Row], step_id: int | None) -> tuple[state.AssignmentState, ...]:
    return tuple(_take(state.AssignmentState, r) for r in rows if r["step_id"] == step_id)


class _Timescales:
    """The timescales of sections, of actions themselves, and of steps, each in order."""

    def __init__(self, rows: Rows):
        self._extensions = rows.grouped("extension", "timescale_id", order=("asked_on", "id"))
        live = _current(rows.of("timescale"))
        self.of_section = self._by("section_id", live)
        self.of_step = self._by("step_id", live)
        self.of_action = self._by("action_id", [r for r in live if r["step_id"] is None])

    def _by(self, key, rows):
        groups = defaultdict(tuple)
        for row in rows:
            if row[key] is not None:
                groups[row[key]] += (self._state(row),)
        return groups

    def _state(self, row: Row) -> state.TimescaleState:
        extensions = tuple(
            _take(state.ExtensionState, e, asked_by=e["asked_by_name"], decided_by=e["decided_by_name"])
            for e in self._extensions[row["id"]]
        )
        return _take(state.TimescaleState, row, extensions=extensions)


class _Progress:
    """What was said and decided of each action, by a day and as known by a moment."""

    def __init__(self, rows: Rows, on: date | None, known: datetime | None):
        def counts(row, day):
            return (on is None or row[day] <= on) and (known is None or row["recorded_at"] <= known)

        self._updates, self._decisions, self._evidence = defaultdict(list), defaultdict(list), defaultdict(list)
        for r in rows.of("progressupdate"):
            if counts(r, "position_on") and not r.get("withdrawn"):
                self._updates[r["action_id"]].append(r)
        for r in rows.of("decision"):
            if counts(r, "on") and not r.get("withdrawn"):
                self._decisions[r["action_id"]].append(r)
        self._on, self._questions = on, defaultdict(list)
        for r in sorted(rows.of("membersquestion"), key=lambda r: (r["asked_on"], r["id"])):
            if counts(r, "asked_on") and not r["withdrawn"]:
                self._questions[r["action_id"]].append(r)
        for r in sorted(rows.of("evidence"), key=lambda r: r["id"]):
            if not r["withdrawn"] and (on is None or r["added_on"] <= on):
                self._evidence[r["action_id"]].append(r)

    def of(self, action_id: int) -> tuple[tuple[state.UpdateState, ...], tuple[state.DecisionState, ...]]:
        updates = sorted(self._updates[action_id], key=lambda r: (r["position_on"], r["recorded_at"], r["id"]))
        decisions = sorted(self._decisions[action_id], key=lambda r: (r["on"], r["recorded_at"], r["id"]))
        return (
            tuple(_update(r) for r in updates),
            tuple(_take(state.DecisionState, r, by=r["by_name"]) for r in decisions),
        )

    @staticmethod
    def standing(updates: tuple[state.UpdateState, ...]) -> tuple[state.UpdateState, ...]:
        """The updates that no later one corrects."""
        corrected = {u.corrects_id for u in updates}
        return tuple(u for u in updates if u.id not in corrected)

    def questions(self, action_id: int) -> tuple[state.MembersQuestionState, ...]:
        """What members had asked by the day, with the answers that they had been given by then."""
        return tuple(self._question(r) for r in self._questions[action_id])

    def _question(self, r: Row) -> state.MembersQuestionState:
        names = ("id", "asked_on", "meeting", "minute", "text", "lead_id", "due_on")
        asked = {name: r[name] for name in names}
        if not r["answered_on"] or (self._on is not None and r["answered_on"] > self._on):
            return state.MembersQuestionState(**asked)
        answered = {name: r[name] for name in ("answer", "answered_on")}
        return state.MembersQuestionState(**asked, **answered, answered_by=r["answered_by_name"])

    def evidence(self, action_id: int) -> tuple[state.EvidenceState, ...]:
        return tuple(_take(state.EvidenceState, r) for r in self._evidence[action_id])


def _update(r: Row) -> state.UpdateState:
    return _take(state.UpdateState, r, said_by=r["said_by_name"], recorded_by=r["recorded_by_name"])


def _stage(updates, decisions) -> str:
    """The stage after all of it, in the order in which it was learned: a claim is decided on once it is known."""
    events = [(u.recorded_at, 0, u.id, stages.CLAIM if u.claims_completion else stages.UPDATE) for u in updates]
    events += [(d.recorded_at, 1, d.id, d.kind) for d in decisions]
    return stages.fold(event[-1] for event in sorted(events))


def _ordered(rows: list[Row]) -> list[Row]:
    return sorted(rows, key=lambda r: (r["order"], r["id"]))


def _current(rows: list[Row]) -> list[Row]:
    return [r for r in _ordered(rows) if not r.get("withdrawn")]


def _take(kind, row: Row, **more):
    """A state whose fields stand in the row under their own names, but for those that are given."""
    return kind(**{name: row[name] for name in kind.__dataclass_fields__ if name in row} | more)
