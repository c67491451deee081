"""A digest is the same for the same values, whatever they were read from, and another for anything else."""

import hashlib
from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from plans.trail import digests

MOMENT = datetime(2026, 11, 30, 9, 15, 0, 7, UTC)


def record(**other):
    fields = {
        "moment": MOMENT,
        "verb": "edit_plan",
        "why": "Moved.",
        "door": "web",
        "actor_id": 7,
        "actor_name": "Zoë",
        "details": {"b": 1, "a": [2, None]},
        "manifest_version": digests.VERSION,
    }
    return SimpleNamespace(**fields | other)


def entry(**other):
    fields = {
        "model": "plans.action",
        "history_id": 3,
        "object_id": 5,
        "history_type": "~",
        "fields": {"text": ["salt", "digest of the text"]},
    }
    return SimpleNamespace(**fields | other)


def test_a_value_has_one_text():
    in_summer = datetime(2026, 7, 1, 10, tzinfo=timezone(timedelta(hours=1)))
    assert digests.canonical({"b": "Café", "a": [1, True, None]}) == '{"a":[1,true,null],"b":"Café"}'
    assert digests.canonical(in_summer) == '"2026-07-01T09:00:00.000000+00:00"'
    assert digests.canonical(date(2026, 7, 1)) == '"2026-07-01"'


def test_what_has_no_text_of_its_own_is_refused():
    with pytest.raises(TypeError, match="object has no canonical form"):
        digests.canonical(object())


def test_a_salted_digest_can_be_made_again_by_anybody_who_has_the_salt():
    assert digests.salted("Café", "5a17") == hashlib.sha256('5a17:"Café"'.encode()).hexdigest()
    assert digests.salted("Café", "5a18") != digests.salted("Café", "5a17")


def test_salts_are_long_and_never_the_same():
    salts = {digests.new_salt() for _ in range(50)}
    assert len(salts) == 50
    assert {len(bytes.fromhex(salt)) for salt in salts} == {16}


def test_the_digest_of_an_act_is_of_its_fields_and_its_rows():
    """Written out once more from the docs: whoever verifies a trail without us has nothing else."""
    text = (
        '{"act":{"actor_id":7,"actor_name":"Zoë","details":{"a":[2,null],"b":1},"door":"web","manifest_version":2,'
        '"moment":"2026-11-30T09:15:00.000007+00:00","verb":"edit_plan","why":"Moved."},'
        '"manifest":[{"fields":{"text":"digest of the text"},"history_id":3,"model":"plans.action","object_id":5,'
        '"type":"~"}]}'
    )
    assert digests.of_act(record(), [entry()]) == hashlib.sha256(text.encode()).hexdigest()


def test_an_act_of_the_first_form_is_digested_without_the_number_of_its_form():
    first = digests.of_act(record(manifest_version=1), [])
    assert (
        first
        == hashlib.sha256(
            digests.canonical(
                {"act": {k: v for k, v in vars(record()).items() if k != "manifest_version"}, "manifest": []}
            ).encode()
        ).hexdigest()
    )


def test_rows_may_come_in_any_order():
    rows = [entry(), entry(history_id=4), entry(model="plans.plan", history_id=1)]
    assert digests.of_act(record(), rows) == digests.of_act(record(), rows[::-1])


@pytest.mark.parametrize(
    "other",
    [
        {"moment": MOMENT + timedelta(microseconds=1)},
        {"verb": "x"},
        {"why": "x"},
        {"door": "x"},
        {"actor_id": 8},
        {"actor_name": "x"},
        {"details": {}},
        {"manifest_version": 3},
    ],
)
def test_an_act_that_differs_in_anything_has_another_digest(other):
    assert digests.of_act(record(**other), [entry()]) != digests.of_act(record(), [entry()])


@pytest.mark.parametrize(
    "other",
    [
        {"model": "plans.step"},
        {"history_id": 4},
        {"object_id": 6},
        {"history_type": "+"},
        {"fields": {"text": ["salt", "another"]}},
    ],
)
def test_so_does_one_of_whose_rows_anything_differs(other):
    assert digests.of_act(record(), [entry(**other)]) != digests.of_act(record(), [entry()])


def test_a_salt_may_be_taken_away_and_the_act_still_verifies():
    """So is a redaction possible that leaves the chain as it was."""
    assert digests.of_act(record(), [entry(fields={"text": [None, "digest of the text"]})]) == digests.of_act(
        record(), [entry()]
    )


def test_a_link_binds_the_one_before_it_its_chain_its_place_and_its_act():
    assert digests.of_link("before", "plan 1", 3, "act") == hashlib.sha256(b"before:plan 1:3:act").hexdigest()
