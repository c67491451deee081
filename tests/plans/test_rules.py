"""The definitions by which the product counts, as the examples of docs/rules.md."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import pytest

from plans import rules, stages
from plans.movement.comparison import DIRECTIONS, direction
from plans.state import (
    ActionState,
    ExtensionState,
    PeriodState,
    PlanState,
    RagState,
    RecommendationState,
    SchemeState,
    SectionState,
    StepState,
    TimescaleState,
    UpdateState,
)

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"

RATINGS = (
    RagState(id=1, code="R", label="Red", colour="red", rank=1, needs_attention=True),
    RagState(id=2, code="A", label="Amber", colour="amber", rank=2, needs_attention=True),
    RagState(id=3, code="G", label="Green", colour="green", rank=3),
    RagState(id=4, code="B", label="Blue", colour="blue", rank=4, means_finished=True),
)

STAGES = {words.removesuffix(" complete").lower(): stage for stage, words in stages.STAGES.items()}

NUMBERS = count(1)


def day(words: str) -> date:
    return datetime.strptime(words.strip(), "%d %B %Y").date()


def extension(to: date, back_from: str | None, asked: str | None) -> tuple[ExtensionState, ...]:
    """The extension that a timescale's remark tells of."""
    if asked:
        said = {"from_latest": to, "to_latest": day(asked), "status": "requested"}
    elif back_from:
        said = {"from_latest": day(back_from), "to_latest": to, "status": "agreed"}
    else:
        return ()
    return (ExtensionState(id=next(NUMBERS), asked_by="Dilys Marsh", asked_on=date(2027, 1, 4), **said),)


def timescale(words: str) -> TimescaleState:
    """What a timescale of the page's column *Dates* means."""
    found = re.fullmatch(r"(\d[^(]*?)(?: \((?:(met)|put back from (.*)|asked: (.*))\))?", words)
    if not found:
        return TimescaleState(id=next(NUMBERS), text=words, kind=words.replace(" ", "_"))
    latest = day(found[1])
    return TimescaleState(
        id=next(NUMBERS),
        text=found[1],
        kind="date",
        latest=latest,
        met_on=latest if found[2] else None,
        extensions=extension(latest, found[3], found[4]),
    )


def update(words: str, rated: str) -> tuple[UpdateState, ...]:
    """What the columns *Last said* and *Rated* tell, as the updates of an action."""
    if not words and not rated:
        return ()
    said, _, expects = (words or "1 March 2027").partition(", expects ")
    rating = next((r.id for r in RATINGS if r.label == rated), None)
    return (
        UpdateState(
            id=next(NUMBERS),
            position_on=day(said),
            recorded_at=datetime(2027, 1, 4, tzinfo=UTC),
            narrative="It goes on." if words else "",
            forecast_on=day(expects) if expects else None,
            rag_id=rating,
        ),
    )


def action(row: dict[str, str]) -> ActionState:
    """The action of an example."""
    printed = [words.strip() for words in row.get("Dates", "").split(";") if words.strip()]
    steps = [words.removeprefix("step: ") for words in printed if words.startswith("step: ")]
    return ActionState(
        id=1,
        text="Publish the guide",
        stage=STAGES[row.get("Stage") or "in progress"],
        timescales=tuple(timescale(words) for words in printed if not words.startswith("step: ")),
        steps=tuple(StepState(id=next(NUMBERS), text="Draft it", timescales=(timescale(words),)) for words in steps),
        updates=update(row.get("Last said", ""), row.get("Rated", "")),
    )


def plan(row: dict[str, str], of: ActionState) -> PlanState:
    """The plan of an example, with that one action."""
    periods: tuple[PeriodState, ...] = ()
    if row.get("Period"):
        position, until = row["Period"].split(", until ")
        periods = (PeriodState(id=1, name="End March", position_on=day(position), due_on=day(until)),)
    recommendation = RecommendationState(id=1, text="Improve the guide", actions=(of,))
    return PlanState(
        id=1,
        slug="early-help",
        title="Early help",
        status=row.get("Plan", "live"),
        cadence_days=28,
        scheme=SchemeState(id=1, name="BRAG", ratings=RATINGS),
        periods=periods,
        sections=(SectionState(id=1, recommendations=(recommendation,)),),
    )


def way(row: dict[str, str]) -> str:
    """How the rating of an example went, in words."""
    rated, _, elsewhere = row["Then"].partition(", ")
    was, now = action({"Rated": rated}), action({"Rated": row["Now"]})
    then = plan({}, was)
    then = replace(then, scheme=replace(then.scheme, id=2)) if elsewhere else then
    found, _why = direction(then, None if rated == "new" else was, plan({}, now), now)
    return DIRECTIONS[found]


def said(answer: bool | int | date | str | RagState | None) -> str:
    """An answer in the page's words."""
    match answer:
        case bool():
            return "yes" if answer else "no"
        case date():
            return f"{answer:%-d %B %Y}"
        case RagState():
            return answer.label
        case None:
            return "none"
    return str(answer)


ANSWERS: dict[str, Callable] = {
    "Finished": lambda row: rules.finished(action(row)),
    "Due": lambda row: rules.due(action(row)),
    "First due": lambda row: rules.first_due(action(row)),
    "Put back": lambda row: rules.extensions(action(row)),
    "Overdue": lambda row: rules.overdue(action(row), day(row["On"])),
    "Days late": lambda row: rules.days_late(action(row), day(row["On"])),
    "No date": lambda row: rules.no_date(action(row)),
    "Forecast late": lambda row: rules.forecast_late(action(row)),
    "Owes an update": lambda row: rules.owes_update(plan(row, it := action(row)), it, day(row["On"])),
    "Only claimed": lambda row: rules.only_claimed(it := action(row), rules.rating(plan(row, it), it)),
    "Rating": lambda row: rules.rating(plan(row, it := action(row)), it),
    "Direction": way,
}


def examples() -> dict[str, list[dict[str, str]]]:
    """From each rule of the page to its examples, each from heading to cell."""
    found: dict[str, list[dict[str, str]]] = {}
    for part in PAGE.read_text().split("\n## ")[1:]:
        title, _, body = part.partition("\n")
        lines = [line for line in body.splitlines() if line.startswith("|")]
        cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
        found[title] = [dict(zip(cells[0], row, strict=True)) for row in cells[2:]]
    return found


@pytest.mark.parametrize("rule", ANSWERS)
def test_a_rule_answers_as_its_examples_say(rule):
    rows = examples()[rule]
    answers = [said(ANSWERS[rule](row)) for row in rows]
    assert [(row, answer) for row, answer in zip(rows, answers, strict=True) if row["Answer"] != answer] == []
    assert len(set(answers)) > 1, "examples that all have one answer show nothing"


def test_every_rule_of_the_page_is_run():
    assert set(examples()) == set(ANSWERS)


def period(pk: int, *days: int | None) -> PeriodState:
    """Of November 2026: its position date, until when updates are due and when it was closed."""
    position, due, closed = (each and date(2026, 11, each) for each in days)
    return PeriodState(id=pk, name="November", position_on=position, due_on=due, closed_on=closed)


@pytest.mark.parametrize(
    ("on", "collected"),
    [(9, 1), (10, 1), (11, 2), (14, 2), (15, 3), (24, 3), (25, None)],
)
def test_the_open_period_is_the_first_that_is_neither_past_nor_closed(on, collected):
    """The first is due on its position date, the second is closed on the 15th, of the third updates are due on the
    24th."""
    periods = (period(3, 20, 24, None), period(1, 10, None, None), period(2, 12, 28, 15))
    whole = PlanState(
        id=1, slug="a", title="A", status="live", cadence_days=28, periods=periods,
        scheme=SchemeState(id=1, name="BRAG", ratings=RATINGS), sections=(),
    )  # fmt: skip
    found = rules.open_period(whole, date(2026, 11, on))
    assert (found and found.id) == collected
