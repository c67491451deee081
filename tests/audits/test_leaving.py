"""A plan leaves whole, as a zip, or for good, with a register that says that it was here."""

import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from audits.models import Purge
from audits.operations.purge import purge_plan
from audits.operations.redaction import redact
from audits.operations.snapshots import freeze
from audits.verification import faults
from plans import canonical
from plans import models as m
from plans.clock import today
from plans.operations.decisions.completion import verify_completion
from plans.operations.decisions.extensions import request_extension
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, add_evidence
from plans.operations.imports.new_plan import commit_import
from plans.operations.plans import open_period, set_retention, set_up_plan
from plans.operations.progress.drafts import keep_draft
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import plan_state
from plans.trail import SYSTEM
from tests import factories
from tests.kept import path_of

pytestmark = pytest.mark.django_db

YESTERDAY = today() - timedelta(days=1)
BYTES = b"Trained: 40 of 42"
KITES = b"Action\tLead\tBy when\nBuy string\tJo Bell\tMay 2027\n"


@pytest.fixture
def administrator(plan):
    return factories.person("Abe Administrator", is_administrator=True)


@pytest.fixture
def lived(plan, lead, manager, administrator):
    """One of everything happened in the plan; a second plan shares a file and a lead with it."""
    [action, other, *_rest] = factories.actions_of(plan)
    proof = Proof(file_name="register.txt", data=BYTES)
    word = Word(narrative="All done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,))
    verify_completion(by=manager, claim=submit_progress(by=lead, action=action, word=word))
    add_evidence(by=lead, action=other, proof=Proof(file_name="own.txt", data=b"Of this plan alone"))
    timescale = other.timescales.get()
    request_extension(by=lead, timescale=timescale, to_latest=timescale.latest + timedelta(days=9), reason="Illness.")
    freeze(by=SYSTEM, period=open_period(by=SYSTEM, plan=plan, name="Now", position_on=today()))
    redact(by=administrator, plan=plan, words="Illness", why="it told of somebody’s health")
    keep_draft(
        by=lead,
        action=other,
        typed="narrative=Half",
        mark="",
        seen=None,
        at=m.ChangeSet.objects.latest("moment").moment,
    )
    elsewhere = factories.plan("Fostering Plan")
    add_evidence(by=SYSTEM, action=factories.actions_of(elsewhere)[0], proof=proof)
    return plan


@pytest.fixture
def over(lived, administrator):
    """Closed, and past its date."""
    set_up_plan(by=administrator, plan=lived, status="closed")
    return set_retention(by=administrator, plan=lived, retain_until=YESTERDAY)


def test_the_export_holds_the_plan_its_trail_and_its_files(client, lived, administrator):
    client.force_login(administrator)
    response = client.get(reverse("everything", args=[lived.slug]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert archive.testzip() is None
    assert canonical.from_json(archive.read("plan.json").decode()) == plan_state(lived)
    chain = m.Chain.objects.get(key=lived.chain_key)
    trail = json.loads(archive.read("trail.json"))
    assert [act["position"] for act in trail] == list(range(1, chain.position + 1))
    assert trail[-1]["link"] == chain.head
    assert any(row["values"].get("narrative") == "All done." for act in trail for row in act["rows"])
    held = {item["file_name"]: item["file"] for item in json.loads(archive.read("evidence.json"))}
    assert held["register.txt"].startswith("evidence/1.1 register")
    assert archive.read(held["register.txt"]) == BYTES
    assert chain.head in archive.read("README.txt").decode()


def test_each_file_of_the_export_has_a_name_and_stands_in_the_index(client, administrator):
    kites = commit_import(by=administrator, data=KITES, name="kites.txt").plan
    [action] = factories.actions_of(kites)
    assert not action.ref

    def add(name, data):
        return add_evidence(by=administrator, action=action, proof=Proof(file_name=name, data=data))

    add("register.txt", BYTES)
    add("Register.TXT", b"Of another team")
    add("a/b: 40 of 42?.txt", b"Of a third")
    missing, altered, gone = add("missing.txt", b"Missing"), add("altered.txt", b"Altered"), add("gone.txt", b"Gone")
    add_evidence(by=administrator, action=action, proof=Proof(title="=Minutes", url="https://northmere.example/"))
    path_of(missing.sha256).unlink()
    path_of(altered.sha256).write_bytes(b"Other bytes")
    redact(by=administrator, plan=kites, evidence=[gone], why="it told of somebody’s health")
    client.force_login(administrator)
    response = client.get(reverse("everything", args=[kites.slug]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    files = {name: archive.read(name) for name in archive.namelist() if "/" in name}
    ref = "row 1"
    assert files == {
        f"evidence/{ref} register.txt": BYTES,
        f"evidence/{ref} Register (2).TXT": b"Of another team",
        f"evidence/{ref} b_ 40 of 42_.txt": b"Of a third",
        "documents/kites.txt": KITES,
    }
    assert {archive.getinfo(name).date_time[:3] for name in files} == {today().timetuple()[:3]}
    index = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
    assert [line["File"] for line in index if line["File"]] == list(files)
    hashes = {hashlib.sha256(data).hexdigest() for data in files.values()}
    assert {line["SHA-256"] for line in index if line["File"]} == hashes
    because = {line["Title"]: line["Not here because"] for line in index if line["SHA-256"] and not line["File"]}
    assert [because[name].split()[2] for name in ("missing.txt", "altered.txt")] == ["missing", "altered"]
    assert "It was expunged" in because.values()
    [link] = [line for line in index if line["Link"]]
    assert (link["Title"], link["What"], link["Action"]) == ("'=Minutes", "Evidence, a link", ref)


@pytest.mark.django_db(transaction=True)
def test_a_purge_leaves_nothing_but_a_register_entry_and_the_trail_holds(over, administrator):
    assert list(faults()) == []
    chain = m.Chain.objects.get(key=over.chain_key)
    own = path_of(m.Evidence.objects.get(file_name="own.txt").sha256)
    shared = path_of(m.Evidence.objects.filter(file_name="register.txt").first().sha256)
    purge = purge_plan(by=administrator, plan=over, why="Six years are over.")
    assert (purge.head, purge.position, purge.by_name) == (chain.head, chain.position, "Abe Administrator")
    assert purge.counts["actions"] == 3
    assert list(faults()) == []
    assert (own.exists(), shared.exists()) == (False, True)
    assert m.Plan.objects.get().title == "Fostering Plan"
    assert not m.UpdateDraft.objects.exists()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 our own tables
            text = str(cursor.fetchall())
            assert "All done." not in text, table
            assert "somebody’s health" not in text, table
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    assert f"purged {over.slug}, {chain.position} {chain.head}" in out.getvalue()


def test_the_register_entry_of_a_purge_is_guarded(over, administrator):
    purge_plan(by=administrator, plan=over, why="Six years are over.")
    Purge.objects.update(why="Nobody knows")
    assert any("audits.purge" in fault.where for fault in faults())


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"retain_until": None}, "Nobody has said how long"),
        ({"retain_until": today()}, "It is kept until"),
        ({"retain_until": YESTERDAY, "hold": True, "hold_reason": "An inquiry."}, "on hold: An inquiry"),
    ],
)
def test_before_its_time_nothing_is_purged(over, administrator, fields, words):
    set_retention(by=administrator, plan=over, **fields)
    with pytest.raises(Refused, match=words):
        purge_plan(by=administrator, plan=over, why="Six years are over.")
    assert m.Plan.objects.filter(pk=over.pk).exists()


def test_only_a_closed_plan_by_an_administrator_with_a_reason(lived, manager, administrator):
    set_retention(by=administrator, plan=lived, retain_until=YESTERDAY)
    with pytest.raises(Refused, match="Only a closed plan"):
        purge_plan(by=administrator, plan=lived, why="Six years are over.")
    with pytest.raises(Refused, match="Say why"):
        purge_plan(by=administrator, plan=lived, why="")
    for attempt in (
        lambda: purge_plan(by=manager, plan=lived, why="Six years are over."),
        lambda: set_retention(by=manager, plan=lived, retain_until=YESTERDAY),
    ):
        with pytest.raises(Denied):
            attempt()
    with pytest.raises(Refused, match="Say why it is held"):
        set_retention(by=administrator, plan=lived, retain_until=None, hold=True)


def test_the_command_says_first_what_would_go(over):
    out = io.StringIO()
    call_command("purge_plan", over.slug, "--dry-run", stdout=out)
    assert "actions: 3\nassignments: " in out.getvalue()
    assert "All of it would go." in out.getvalue()
    assert m.Plan.objects.filter(pk=over.pk).exists()
    with pytest.raises(CommandError, match="Say why"):
        call_command("purge_plan", over.slug)
    call_command("purge_plan", over.slug, "--why", "Six years are over.", stdout=out)
    assert not m.Plan.objects.filter(pk=over.pk).exists()
    with pytest.raises(CommandError, match="There is no plan"):
        call_command("purge_plan", over.slug)


def test_the_pages_set_the_rules_show_what_would_go_and_purge(client, lived, administrator):
    client.force_login(administrator)
    keeping, purge = reverse("keeping", args=[lived.slug]), reverse("purge", args=[lived.slug])
    assert "Rules and keeping" in client.get(reverse("plan", args=[lived.slug])).text
    assert "Only a closed plan is purged" in client.get(purge).text
    assert client.post(keeping, {"set": "evidence"}).status_code == 422
    client.post(keeping, {"set": "evidence", "evidence_policy": "always"})
    held = client.post(keeping, {"set": "retention", "hold": "yes", "hold_reason": ""})
    assert (held.status_code, "Say why it is held" in held.text) == (422, True)
    odd = client.post(keeping, {"set": "retention", "retain_until_day": "31", "hold_reason": "Kept words"})
    assert (odd.status_code, "Kept words" in odd.text) == (422, True)
    day = {
        "retain_until_day": YESTERDAY.day,
        "retain_until_month": YESTERDAY.month,
        "retain_until_year": YESTERDAY.year,
    }
    assert client.post(keeping, {"set": "retention", **day}).status_code == 302
    lived.refresh_from_db()
    assert (lived.evidence_policy, lived.retain_until) == ("always", YESTERDAY)
    set_up_plan(by=administrator, plan=lived, status="closed")
    assert "Progress updates" in client.get(purge).text
    wrong = client.post(purge, {"why": "Six years are over.", "slug": "another"})
    assert (wrong.status_code, "Six years are over." in wrong.text) == (422, True)
    done = client.post(purge, {"why": "Six years are over.", "slug": lived.slug}, follow=True)
    assert "is purged" in done.text
    assert client.get(reverse("plan", args=[lived.slug])).status_code == 404
