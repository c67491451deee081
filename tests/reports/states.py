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
MAYBE_A_DAY = st.none() | DAYS
POSTS = tuple(make.lead(name) for name in ("Head of Service", "Team Manager"))

# What is drawn again and again is made once: each strategy is looked into before it first gives something, and that
# takes longer than to give it.


def few(strategy, most: int = 2):
    return st.lists(strategy, max_size=most).map(tuple)


UNDATED = st.sampled_from(("ongoing", "tbc", "other", "immediate"))


@st.composite
def timescales(draw):
    latest = draw(MAYBE_A_DAY)
    moved = (make.extension(latest - timedelta(days=30), latest),) if latest and draw(st.booleans()) else ()
    kind = "date" if latest else draw(UNDATED)
    return make.timescale(draw(TEXTS), latest, kind, met_on=draw(MAYBE_A_DAY), moved=moved)


def _led(post, role, note):
    return make.led(post, role=role, note=note)


ASSIGNMENTS = st.builds(
    _led,
    st.sampled_from(POSTS),
    st.sampled_from(("lead", "responsible", "supporting")),
    st.sampled_from(("", "to write to schools")),
)
TIMESCALES = timescales()
STEPS = st.builds(
    make.step,
    TEXTS.filter(str.strip),
    leads=few(ASSIGNMENTS),
    timescales=few(TIMESCALES),
    met_on=MAYBE_A_DAY,
)


def _said(words, rating, on, forecast):
    return make.update(words, rating, on=on, forecast=forecast)


RATINGS = st.sampled_from((None, make.RED, make.AMBER, make.GREEN, make.BLUE))
UPDATES = st.builds(_said, TEXTS, RATINGS, DAYS, MAYBE_A_DAY)


def _done(text, stage, **more):
    """An action; one that is closed was decided."""
    return make.action(
        text, stage=stage, decisions=(make.decision(stage, reason="Agreed"),) if stage in stages.CLOSED else (), **more
    )


ACTIONS = st.builds(
    _done,
    TEXTS,
    st.sampled_from(tuple(stages.STAGES)),
    ref=st.sampled_from(("", "1.1", "4)")),
    steps=few(STEPS, 3),
    assignments=few(ASSIGNMENTS),
    timescales=few(TIMESCALES),
    expected_evidence=TEXTS,
    outcome=TEXTS,
    related_plans=few(TEXTS),
    extra=few(st.tuples(st.sampled_from(("Cost", "Theme")), TEXTS), 1),
    updates=few(UPDATES),
)


def _recommended(text, actions, **more):
    return make.recommendation(text, *actions, **more)


RECOMMENDATIONS = st.builds(
    _recommended,
    TEXTS,
    few(ACTIONS, 3),
    ref=st.sampled_from(("", "1.", "CP 10")),
    sources=few(st.just("(a)"), 1),
    links_text=TEXTS,
)


def _section(title, recommendations, timescales):
    return make.section(title, *recommendations, timescales=timescales)


SECTIONS = st.builds(_section, TEXTS, few(RECOMMENDATIONS, 3), few(TIMESCALES, 1))
HEADINGS = st.sampled_from(("", "Heading"))
MEANINGS = st.lists(st.sampled_from(tuple(columns.MEANINGS)), unique=True)


@st.composite
def printed(draw):
    """The columns of a plan, each of another meaning."""
    return tuple(make.column(draw(HEADINGS), meaning) for meaning in draw(MEANINGS))


def _plan(sections, **more) -> PlanState:
    return make.plan(*sections, leads=POSTS, **more)


PLANS = st.builds(
    _plan,
    few(SECTIONS, 3),
    title=TEXTS,
    columns=printed(),
    notes_before=few(TEXTS),
    notes_after=few(TEXTS),
    glossary=few(st.tuples(st.just("LSCB"), TEXTS)),
    status=st.sampled_from(("draft", "live", "closed")),
)
