"""Invented documents, and the plan that a document becomes, without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from hypothesis import strategies as st

from plans import stages
from plans.importing.understood_plan import (
    UnderstoodAction,
    UnderstoodColumn,
    UnderstoodLead,
    UnderstoodPlan,
    UnderstoodRecommendation,
    UnderstoodSection,
    UnderstoodStep,
    frame_of,
)
from plans.state import (
    ActionState,
    AssignmentState,
    ColumnState,
    LeadState,
    PlanState,
    RagState,
    RecommendationState,
    SchemeState,
    SectionState,
    StepState,
    TimescaleState,
    UpdateState,
)
from plans.timescales import Timescale

WORDS = (
    "agree ask audit book brief build buy call chart check clean close collect count draft equip fetch file fix fund "
    "gather greet guide hire hold improve inform inspect invite issue join keep label launch lead learn lend list "
    "maintain map measure meet mend move name note open order paint phone pilot plan plant post print publish record "
    "recruit repair report review rota sample school seal seed send serve share show sign sort staff stock survey "
    "swap teach test thank tidy trace train trim update use visit wash watch weigh welcome widen write youth"
).split()
BRAG = (("red", 1), ("amber", 2), ("green", 3), ("blue", 4))
MEANINGS = "ref recommendation action lead evidence timescale progress rag".split()
LEADS = ("Ida Moss", "Head of Lamps", "Lamp Team")
MARCH = date(2026, 3, 31)


def on(day: date) -> Timescale:
    return Timescale(f"{day:%d/%m/%Y}", "date", day, day)


def action(text: str, **fields) -> UnderstoodAction:
    """A row; what is not given is empty."""
    return UnderstoodAction(row=fields.pop("row", 1), ref=fields.pop("ref", None), text=text, **fields)


def rec(text: str, *actions: UnderstoodAction, ref: str | None = None, **fields) -> UnderstoodRecommendation:
    return UnderstoodRecommendation(ref=ref, text=text, actions=actions, **fields)


def document(*sections: UnderstoodSection, dated: date | None = MARCH, **fields) -> UnderstoodPlan:
    """A document with a column for everything."""
    columns = tuple(UnderstoodColumn(meaning.title(), meaning, n) for n, meaning in enumerate(MEANINGS))
    fields.setdefault("columns", columns)
    return UnderstoodPlan(title=fields.pop("title", "Lantern Street Plan"), dated=dated, sections=sections, **fields)


def one_section(*recs: UnderstoodRecommendation, **fields) -> UnderstoodPlan:
    return document(UnderstoodSection(None, recommendations=recs), **fields)


class _Building:
    """Rows with ids, as an import makes them."""

    def __init__(self, document: UnderstoodPlan):
        self.document = document
        self.ids = count(1)
        self.leads: dict[str, LeadState] = {}
        ratings = (
            RagState(id=n, code=c, label=c.title(), colour=c, rank=n, means_finished=c == "blue") for c, n in BRAG
        )
        self.scheme = SchemeState(id=1, name="BRAG", ratings=tuple(ratings))

    def plan(self) -> PlanState:
        sections = tuple(self.section(section) for section in self.document.sections)
        framed = {
            name: tuple(map(tuple, value)) if name == "glossary" else tuple(value) if isinstance(value, list) else value
            for name, value in frame_of(self.document).items()
        }
        return PlanState(
            **framed | {"cadence_days": framed["cadence_days"] or 28},
            id=1,
            slug="lantern",
            status="live",
            columns=tuple(
                ColumnState(id=n, heading=column.heading, meaning=column.meaning)
                for n, column in enumerate(self.document.columns)
            ),
            scheme=self.scheme,
            leads=tuple(self.leads.values()),
            plan_leads=self.document.plan_leads,
            sections=sections,
        )

    def section(self, section: UnderstoodSection) -> SectionState:
        return SectionState(
            id=next(self.ids),
            title=section.title or "",
            timescales=self.timescales(section.timescales),
            recommendations=tuple(self.recommendation(rec) for rec in section.recommendations),
        )

    def recommendation(self, rec: UnderstoodRecommendation) -> RecommendationState:
        return RecommendationState(
            id=next(self.ids),
            ref=rec.ref or "",
            text=rec.text,
            links=rec.links,
            links_text=rec.links_text or "",
            actions=tuple(self.action(action) for action in rec.actions),
        )

    def action(self, action: UnderstoodAction) -> ActionState:
        updates = self.updates(action)
        return ActionState(
            id=next(self.ids),
            ref=action.ref or "",
            row=action.row,
            text=action.text,
            lead_in=action.lead_in or "",
            steps=tuple(
                StepState(
                    id=next(self.ids),
                    text=step.text,
                    assignments=self.assignments(step.leads),
                    timescales=self.timescales(step.timescales),
                )
                for step in action.steps
            ),
            assignments=self.assignments(action.leads),
            timescales=self.timescales(action.timescales),
            expected_evidence=action.evidence or "",
            outcome=action.outcome or "",
            extra=action.extra,
            stage=stages.IN_PROGRESS if updates else stages.NOT_STARTED,
            updates=updates,
        )

    def updates(self, action: UnderstoodAction) -> tuple[UpdateState, ...]:
        if not action.progress and not action.rag:
            return ()
        rag = next((r.id for r in self.scheme.ratings if r.label == action.rag), None)
        moment = datetime(2026, 4, 1, tzinfo=UTC)
        position = self.document.dated or MARCH
        return (
            UpdateState(
                id=next(self.ids), position_on=position, recorded_at=moment, narrative=action.progress or "", rag_id=rag
            ),
        )

    def assignments(self, leads: tuple[UnderstoodLead, ...]) -> tuple[AssignmentState, ...]:
        return tuple(
            AssignmentState(id=next(self.ids), lead_id=self.lead(lead.name), printed=lead.name, role=lead.role)
            for lead in leads
        )

    def lead(self, name: str) -> int:
        return self.leads.setdefault(name, LeadState(id=len(self.leads) + 1, name=name, kind="post")).id

    def timescales(self, readings: tuple[Timescale, ...]) -> tuple[TimescaleState, ...]:
        return tuple(
            TimescaleState(id=next(self.ids), text=t.text, kind=t.kind, earliest=t.earliest, latest=t.latest)
            for t in readings
        )


def plan_of(document: UnderstoodPlan) -> PlanState:
    """What importing this document alone makes, with ids of its own."""
    return _Building(document).plan()


def random_document(random: Random) -> UnderstoodPlan:
    """Bands of recommendations of actions, every text another; some actions with steps, dates, leads, progress."""
    said: set[frozenset[str]] = set()
    rows = count(1)

    def text() -> str:
        while True:
            words = random.sample(WORDS, random.randint(4, 9))
            if frozenset(words) not in said:
                said.add(frozenset(words))
                return " ".join(words)

    def row() -> UnderstoodAction:
        words = text()
        return action(
            words,
            row=next(rows),
            steps=tuple(UnderstoodStep(f"{word} {words}") for word in random.choice([(), (), ("first", "then")])),
            leads=tuple(
                map(UnderstoodLead, random.sample(["Ida Moss", "Head of Lamps", "Lamp Team"], random.randint(0, 2)))
            ),
            evidence=random.choice([None, "A list that is signed"]),
            timescales=tuple(on(MARCH + timedelta(days=random.randint(1, 400))) for _ in range(random.randint(0, 2))),
            progress=random.choice([None, "It has begun"]),
            rag=random.choice([None, "Green", "Amber"]),
        )

    def band(title: str) -> UnderstoodSection:
        recs = (
            rec(text(), *(row() for _ in range(random.randint(1, 3))), ref=f"{n}.")
            for n in range(1, random.randint(2, 5))
        )
        return UnderstoodSection(title, recommendations=tuple(recs))

    return document(*(band(f"Band {letter}") for letter in "ABC"[: random.randint(1, 3)]))


documents = st.integers(0, 100_000).map(lambda seed: random_document(Random(seed)))  # noqa: S311
