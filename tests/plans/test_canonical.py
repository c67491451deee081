"""A frozen state is read for ever: as it was written, or brought up to today's schema."""

from pathlib import Path

import pytest

from plans import canonical

STATES = Path(__file__).parent.parent.parent / "fixtures" / "states"


def test_the_frozen_state_of_this_schema_is_read_and_written_to_the_same_digest():
    text = (STATES / "schema-1.json").read_text().rstrip("\n")
    state = canonical.from_json(text)
    assert canonical.to_json(state) == text
    assert canonical.digest(state) == "96914cfa2b3112c3ef79337220dd189212364d332780a3de901b667cbfc47777"


def test_every_schema_so_far_has_its_frozen_file_and_its_upgrader():
    frozen = {int(path.stem.removeprefix("schema-")) for path in STATES.glob("schema-*.json")}
    assert frozen == set(range(1, canonical.SCHEMA + 1))
    assert set(canonical.UPGRADERS) == set(range(1, canonical.SCHEMA))


def test_a_state_of_the_future_is_refused():
    text = (STATES / "schema-1.json").read_text()
    with pytest.raises(ValueError, match="schema 2"):
        canonical.from_json(text.replace('"schema":1', '"schema":2'))


def test_an_older_state_is_upgraded_step_by_step(monkeypatch):
    text = (STATES / "schema-1.json").read_text()
    monkeypatch.setattr(canonical, "SCHEMA", 2)
    monkeypatch.setitem(canonical.UPGRADERS, 1, lambda tree: {**tree, "schema": 2})
    assert canonical.from_json(text).slug == "youth-justice"
