"""A document as JSON and back is the same document."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.importing.json_shapes import document_as_json, document_from_json
from plans.importing.readers import read_document
from plans.importing.source_document import Block, BlockKind, Cell, Paragraph, Row, Run, SourceDocument, Table
from tests.plans.importing import documents

texts = st.text(max_size=8)
colours = st.none() | st.sampled_from(["FF0000", "00B050"])
runs = st.builds(Run, texts, st.booleans(), st.booleans())
lines = st.lists(runs, max_size=2).map(tuple)
blocks = st.builds(Block, st.sampled_from(BlockKind), st.lists(lines, max_size=2).map(tuple), st.integers(0, 3))
cells = st.builds(Cell, st.lists(blocks, max_size=2).map(tuple), st.integers(1, 9), st.integers(1, 9), colours, colours)
rows = st.builds(Row, st.lists(cells, max_size=3).map(tuple), st.integers(0, 99), texts)
tables = st.builds(Table, st.lists(rows, max_size=3).map(tuple), st.booleans())
paragraphs = st.builds(Paragraph, st.lists(texts, max_size=2).map(tuple), st.integers(0, 99), st.integers(0, 6),
                       st.booleans(), texts)  # fmt: skip
made = st.builds(
    SourceDocument, st.lists(tables | paragraphs, max_size=3).map(tuple), st.lists(texts, max_size=2).map(tuple)
)


@given(made)
@settings(max_examples=60)
def test_any_document_comes_back_as_it_was(document):
    assert document_from_json(json.loads(json.dumps(document_as_json(document)))) == document


@pytest.mark.parametrize("shape", documents.EVERY_SHAPE)
def test_a_plan_takes_little_more_room_than_its_text(shape):
    text = documents.EVERY_SHAPE[shape]
    document = read_document(text.encode(), "plan.txt")
    stored = json.dumps(document_as_json(document), ensure_ascii=False, separators=(",", ":"))
    assert document_from_json(json.loads(stored)) == document
    assert len(stored) < 2 * len(text)


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["parts", "lines", "blocks", "rows"]), inner)
    ),
    max_leaves=8,
)


@given(junk | junk.map(lambda found: {"parts": [found]}) | junk.map(lambda found: {"parts": [[[1, "", found]]]}))
@settings(max_examples=100)
def test_other_values_are_no_document(values):
    try:
        assert isinstance(document_from_json(values), SourceDocument)
    except ValueError as error:
        assert "no document" in str(error)
