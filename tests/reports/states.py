"""Random plan states: every branch of the model, with texts that are unkind to documents."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from plans import columns, stages
from plans.state import PlanState
from tests.reports import factories as make

TEXTS = st.one_of(
    st.sampled_from(
        (
            "",
            "Hold a weekly meeting",
            '=HYPERLINK("http://host.invalid","Click")',
            "@SUM(A1:A9)",
            "<script>alert(1)</script> & <link rel=attachment href=file:///etc/passwd>",
            "• first thing\n• second thing\n\nand a paragraph",
            "bell\x07 null\x00 tab\there\x0bnext",
            "_x000D_ and \ufeffmark",
            "word " * 60,
            "unbroken" * 40,
        )
    ),
    st.text(max_size=60),
)
DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))
POSTS = tuple(make.lead(name) for name in ("Head of Service", "Team Manager"))


@st.composite
def timescales(draw):
    latest = draw(st.none() | DAYS)
    moved = (make.extension(latest - timedelta(days=30), latest),) if latest and draw(st.booleans()) else ()
    kind = "date" if latest else draw(st.sampled_from(("ongoing", "tbc", "other", "immediate")))
    return make.timescale(draw(TEXTS), latest, kind, met_on=draw(st.none() | DAYS), moved=moved)


@st.composite
def assignments(draw):
    role = draw(st.sampled_from(("lead", "responsible", "supporting")))
    return make.led(draw(st.sampled_from(POSTS)), role=role, note=draw(st.sampled_from(("", "to write to schools"))))


def few(strategy, most: int = 2):
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def steps(draw):
    return make.step(
        draw(TEXTS.filter(str.strip)),
        leads=draw(few(assignments())),
        timescales=draw(few(timescales())),
        met_on=draw(st.none() | DAYS),
    )


@st.composite
def updates(draw):
    rating = draw(st.sampled_from((None, make.RED, make.AMBER, make.GREEN, make.BLUE)))
    return make.update(draw(TEXTS), rating, on=draw(DAYS), forecast=draw(st.none() | DAYS))


@st.composite
def actions(draw):
    stage = draw(st.sampled_from(tuple(stages.STAGES)))
    return make.action(
        draw(TEXTS),
        stage=stage,
        ref=draw(st.sampled_from(("", "1.1", "4)"))),
        steps=draw(few(steps(), 3)),
        assignments=draw(few(assignments())),
        timescales=draw(few(timescales())),
        expected_evidence=draw(TEXTS),
        outcome=draw(TEXTS),
        related_plans=draw(few(TEXTS)),
        extra=draw(few(st.tuples(st.sampled_from(("Cost", "Theme")), TEXTS), 1)),
        updates=draw(few(updates())),
        decisions=(make.decision(stage, reason="Agreed"),) if stage in stages.CLOSED else (),
    )


@st.composite
def recommendations(draw):
    made = draw(few(actions(), 3))
    ref = draw(st.sampled_from(("", "1.", "CP 10")))
    return make.recommendation(
        draw(TEXTS), *made, ref=ref, sources=draw(few(st.just("(a)"), 1)), links_text=draw(TEXTS)
    )


@st.composite
def sections(draw):
    return make.section(draw(TEXTS), *draw(few(recommendations(), 3)), timescales=draw(few(timescales(), 1)))


@st.composite
def plans(draw) -> PlanState:
    meant = draw(st.lists(st.sampled_from(tuple(columns.MEANINGS)), unique=True))
    return make.plan(
        *draw(few(sections(), 3)),
        title=draw(TEXTS),
        leads=POSTS,
        columns=tuple(make.column(draw(st.sampled_from(("", "Heading"))), meaning) for meaning in meant),
        notes_before=draw(few(TEXTS)),
        notes_after=draw(few(TEXTS)),
        glossary=draw(few(st.tuples(st.just("LSCB"), TEXTS))),
        status=draw(st.sampled_from(("draft", "live", "closed"))),
    )
