"""Whatever somebody writes into the tables of the trail, the verifier names it and goes on."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audits.verification import CHECKS, FINDINGS, faults
from plans import models as m
from plans.operations.decisions.completion import verify_completion
from plans.operations.evidence import Proof
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import digests
from plans.trail import tracked_models as histories
from tests import factories

pytestmark = pytest.mark.django_db

JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**40), 2**40), st.floats(allow_nan=False), st.text(max_size=8),
    st.just([]), st.just({}), st.lists(st.text(max_size=3), max_size=3), st.just("0" * 64), st.just("z" * 64),
)  # fmt: skip


@pytest.fixture
def plan():
    made = factories.plan(actions=1)
    lead = factories.person("Ada Lead", plan=made, role="contributor", posts=[factories.lead()])
    manager = factories.person("Moira Manager", plan=made, role="manager")
    proof = Proof(file_name="register.txt", data=b"Trained: 40 of 42")
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,))
    verify_completion(by=manager, claim=submit_progress(by=lead, action=factories.actions_of(made)[0], word=word))
    return made


def sql(statement, *params):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


@contextmanager
def undone():
    """What is done within it is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def found() -> list:
    """What the verifier finds: each by a name that there is, and to its end."""
    wrong = list(faults())
    assert {fault.finding for fault in wrong} <= FINDINGS.keys() - {"unfinished"}, wrong
    return wrong


def names(wrong) -> set[str]:
    return {fault.finding for fault in wrong}


def entry() -> m.ManifestEntry:
    return m.ManifestEntry.objects.filter(model="plans.progressupdate").first()


SHAPES = (
    '"narrative"', "null", "[]", "7", "{}", '{"narrative": null}', '{"narrative": "abc"}', '{"narrative": []}',
    '{"narrative": ["", 7]}', '{"narrative": ["zz", "ZZ"]}', '{"narrative": {"salt": "x"}}',
)  # fmt: skip


def test_fields_of_any_shape_are_named_and_the_rest_is_looked_at(plan):
    sql("UPDATE plans_rag SET meaning = 'Anything'")
    for fields in SHAPES:
        with undone():
            sql("UPDATE plans_manifestentry SET fields = %s WHERE id = %s", fields, entry().pk)
            wrong = found()
            assert {"act-altered", "live-altered"} <= names(wrong), fields
            assert fields == "{}" or "manifest-malformed" in names(wrong), fields


@pytest.mark.parametrize(
    "column, value, finding",
    [
        ("model", "plans.nonsense", "manifest-malformed"),
        ("model", "plans.action", "row-removed"),
        ("history_id", 999_999, "row-removed"),
        ("object_id", 999_999, "row-moved"),
        ("history_type", "x", "manifest-malformed"),
        ("change_id", 999_999, "manifest-astray"),
    ],
)
def test_a_manifest_entry_that_names_another_row_or_none_is_named(plan, column, value, finding):
    with undone():
        pk = entry().pk
        if value == "plans.action":
            sql("UPDATE plans_manifestentry SET history_id = 999999 WHERE id = %s", pk)
        sql(f"UPDATE plans_manifestentry SET {column} = %s WHERE id = %s", value, pk)  # noqa: S608
        assert {finding, "act-altered"} <= names(found())


OTHERWISE = {
    "history_change_reason": "Because I say so",
    "history_user_id": 999,
    "history_date": datetime(2020, 1, 1, tzinfo=UTC),
    "history_type": "-",
}


def test_the_reason_person_moment_and_kind_of_a_history_row_are_held_in_every_form_of_manifest(plan):
    """Of a row that was written alone, and of one that was written with many; as they are written now, and as they
    were."""
    for version in (2, 1):
        if version == 1:
            as_it_was_written_first()
            assert not found()
        for label in ("plans.progressupdate", "plans.assignment"):
            history = histories.history_of(histories.models()[label])
            row = history.objects.first()
            for column, value in OTHERWISE.items():
                with undone():
                    history.objects.filter(pk=row.pk).update(**{column: value})
                    assert f"{history._meta.label_lower} {row.pk}" in {fault.where for fault in found()}, column


def as_it_was_written_first():
    """Give every act the first form of a manifest, which had no digest of a history row's own columns, and its chain
    the digests that follow."""
    for record in m.ChangeSet.objects.order_by("pk"):
        entries = list(record.manifest.all())
        for each in entries:
            each.fields = {name: value for name, value in each.fields.items() if name not in histories.FRAME}
            each.save()
        record.manifest_version = 1
        record.digest = digests.of_act(record, entries)
        record.save()
    for chain in m.Chain.objects.all():
        chain.head = ""
        for link in chain.links.order_by("position").select_related("change"):
            chain.head = link.digest = digests.of_link(chain.head, chain.key, link.position, link.change.digest)
            link.save()
        chain.save()


def test_a_redaction_whose_words_are_nonsense_is_named(plan):
    for details in ('"x"', "[]", "null", '{"fields": 7}', '{"fields": [[1]], "acts": [], "files": 0}'):
        with undone():
            sql("UPDATE plans_changeset SET verb = 'redact', details = %s WHERE verb = 'verified'", details)
            assert {"redaction-malformed", "act-altered"} <= names(found()), details


COLUMNS = (
    ("plans_manifestentry", "fields", "model = 'plans.progressupdate'"),
    ("plans_manifestentry", "history_id", "id = (SELECT MAX(id) FROM plans_manifestentry)"),
    ("plans_changeset", "moment", "verb = 'verified'"),
    ("plans_changeset", "details", "verb = 'verified'"),
    ("plans_chainlink", "position", "position = 2"),
    ("plans_chain", "position", "1"),
    ("plans_historicalprogressupdate", "history_date", "1"),
    ("plans_historicalprogressupdate", "position_on", "1"),
    ("plans_progressupdate", "position_on", "1"),
    ("plans_action", "extra", "1"),
    ("plans_evidence", "sha256", "1"),
    ("plans_plan", "imported_sha256", "1"),
)
of_sqlite = pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL's columns hold nothing but what they are made for"
)


@of_sqlite
@pytest.mark.parametrize(
    "value",
    [
        "{nonsense",
        pytest.param("2026-13-45", marks=pytest.mark.thorough),
        pytest.param(b"\xff\xfe", marks=pytest.mark.thorough),
    ],
)
def test_what_a_column_can_not_hold_is_named_and_the_rest_is_looked_at(plan, value):
    sql("UPDATE plans_rag SET meaning = 'Anything'")
    sql("PRAGMA ignore_check_constraints = ON")
    try:
        for table, column, where in COLUMNS:
            with undone():
                sql(f"UPDATE {table} SET {column} = %s WHERE {where}", value)  # noqa: S608
                wrong = found()
                assert any(fault.where.startswith("plans.rag ") for fault in wrong)
                assert any(not fault.where.startswith("plans.rag ") for fault in wrong), (table, column)
    finally:
        sql("PRAGMA ignore_check_constraints = OFF")


def mutated(data, value):
    """The value with one part of it replaced, removed, or added to."""
    if isinstance(value, dict) and value and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(value)))
        match data.draw(st.integers(0, 3)):
            case 0:
                return {name: part for name, part in value.items() if name != key}
            case 1:
                return {**value, data.draw(st.text(max_size=5)): data.draw(JUNK)}
            case _:
                return {**value, key: mutated(data, value[key])}
    if isinstance(value, list) and value and data.draw(st.booleans()):
        at = data.draw(st.integers(0, len(value) - 1))
        return [*value[:at], mutated(data, value[at]), *value[at + 1 :]]
    return data.draw(JUNK)


MUTABLE = {
    "plans_manifestentry": ("model", "history_id", "object_id", "history_type", "fields"),
    "plans_changeset": ("verb", "why", "door", "actor_id", "actor_name", "details", "manifest_version", "digest"),
    "plans_chainlink": ("position", "digest"),
    "plans_historicalprogressupdate": ("narrative", "history_type", "history_user_id", "history_change_reason", "id"),
}
JSONS = {"fields", "details"}


@of_sqlite
@pytest.mark.parametrize("cases", [20, pytest.param(400, marks=pytest.mark.thorough)])
def test_no_mutation_of_a_row_is_missed_and_none_ends_the_verifier(plan, cases):
    assert not found()

    @settings(max_examples=cases, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.data())
    def one(data):
        table = data.draw(st.sampled_from(sorted(MUTABLE)))
        column = data.draw(st.sampled_from(MUTABLE[table]))
        rows = stored(table, column)
        row = data.draw(st.sampled_from(sorted(rows)))
        was = json.loads(rows[row]) if column in JSONS else rows[row]
        new = mutated(data, was)
        new = json.dumps(new) if column in JSONS or isinstance(new, list | dict) else new
        with undone():
            sql(f"UPDATE OR IGNORE {table} SET {column} = %s WHERE {key_of(table)} = %s", new, row)  # noqa: S608
            now = stored(table, column)[row]
            same = json.loads(now) == was if column in JSONS else now == rows[row]
            assert same or found(), (table, column, was, new)

    one()


def key_of(table) -> str:
    return "history_id" if "historical" in table else "id"


def stored(table, column) -> dict:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key_of(table)}, {column} FROM {table}")  # noqa: S608
        return dict(cursor.fetchall())


def test_each_finding_has_its_meaning_and_each_check_says_what_it_looks_at():
    assert all(FINDINGS.values())
    assert len({check.looks_at for check in CHECKS}) == len(CHECKS)
