"""Whatever is said can be stored and comes back the same; what is no edit is refused."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.columns import MEANINGS
from plans.importing.rulings import RULINGS
from plans.importing.workbench import edits as e
from plans.timescales.readings import KINDS

text = st.text(max_size=20)
line = st.integers(0, 10_000)
day = st.one_of(st.just(""), st.dates().map(lambda found: found.isoformat()))
dated = st.builds(
    lambda words, kind, first, last: e.Dated(words, kind, *sorted((first, last)) if first and last else (first, last)),
    text,
    st.sampled_from(KINDS),
    day,
    day,
)
said = st.one_of(
    st.builds(e.Ruled, line, st.sampled_from(RULINGS)),
    st.builds(e.ColumnMeans, text, st.sampled_from(sorted(MEANINGS))),
    st.builds(e.Framed, st.sampled_from(["title", "subtitle"]), text),
    st.builds(e.Framed, st.sampled_from(["dated", "anchor"]), day),
    st.builds(e.SectionTitled, line, text),
    st.builds(e.RecommendationSaid, line, st.sampled_from(e.SAID_OF_RECOMMENDATION), text),
    st.builds(e.ActionSaid, text, st.sampled_from(e.SAID_OF_ACTION), text),
    st.builds(e.StepsSaid, text, text, st.lists(text, max_size=3).map(tuple)),
    st.builds(e.StepsApart, text),
    st.builds(
        e.LeadsSaid,
        text,
        st.one_of(st.none(), line),
        st.lists(st.tuples(text, st.sampled_from(e.ROLES), text), max_size=3).map(tuple),
    ),
    st.builds(e.NameMeans, text, text),
    st.builds(e.DatesSaid, text, st.one_of(st.none(), line), st.lists(dated, max_size=3).map(tuple)),
    st.builds(e.WordsMean, dated),
    st.builds(e.RatingMeans, text, text),
    st.builds(e.QuestionSettled, text),
)


@given(said)
def test_what_was_said_comes_back_from_its_stored_form(edit):
    assert e.edit_from_json(json.loads(json.dumps(e.edit_as_json(edit)))) == edit


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"edit": "nothing"},
        {"edit": "ruled", "line": 3},
        {"edit": "ruled", "line": 3, "ruling": "perhaps"},
        {"edit": "frame", "field": "dated", "value": "tomorrow"},
        {"edit": "words", "timescale": {"text": "x", "kind": "date", "earliest": "2027-02-01", "latest": "2027-01-01"}},
        {"edit": "leads", "key": "1", "step": None, "leads": [["only a name"]]},
        {"edit": "dates", "key": "1", "step": None, "timescales": "none"},
    ],
)
def test_what_is_no_edit_is_refused(value):
    with pytest.raises(e.NoSuchEdit):
        e.edit_from_json(value)
