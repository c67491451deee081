"""Evidence in a bucket: a real server of the protocol, the real pages, and what happens when it does not answer."""

import io
import threading
import zipfile
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from moto.server import ThreadedMotoServer

from actionplans.filestores import choice
from audits.operations.purge import purge_plan
from audits.operations.redaction import redact
from audits.verification import faults
from plans import models as m
from plans.clock import today
from plans.operations import files
from plans.operations.evidence import Proof, add_evidence, withdraw_evidence
from plans.operations.imports.new_plan import commit_import
from plans.operations.plans import set_retention, set_up_plan
from tests import factories
from tests.actionplans.test_backup import empty_the_database

pytestmark = [pytest.mark.django_db, pytest.mark.either]

PDF = b"%PDF-1.7\n%a small file\n"
KITES = "| Recommendation | Action | Lead |\n|---|---|---|\n| Fly higher | Buy string | Jo Bell |\n"
NAMES = iter(range(1000))


@pytest.fixture(scope="module")
def server():
    made = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    made.start()
    host, port = made.get_host_and_port()
    yield f"http://{host}:{port}"
    made.stop()


class Held:
    """What the bucket holds, past the application."""

    def __init__(self, endpoint, name):
        self.client, self.name = boto3.client("s3", endpoint_url=endpoint, region_name="eu-west-2"), name
        self.client.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})

    def keys(self):
        return [found["Key"] for found in self.client.list_objects_v2(Bucket=self.name).get("Contents", [])]

    def put(self, sha256, data):
        self.client.put_object(Bucket=self.name, Key=f"plans/{sha256[:2]}/{sha256}", Body=data)

    def delete(self, sha256):
        self.client.delete_object(Bucket=self.name, Key=f"plans/{sha256[:2]}/{sha256}")


@pytest.fixture
def configure(settings, monkeypatch):
    """Sets the variables and what the settings make of them."""

    def given(**values):
        for name in ("BUCKET", "REGION", "ENDPOINT", "PREFIX"):
            monkeypatch.setenv(f"EVIDENCE_S3_{name}", values.get(name, ""))
        settings.STORAGES = {**settings.STORAGES, "evidence": choice.files()}

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    return given


@pytest.fixture
def bucket(server, configure):
    name = f"evidence-{next(NAMES)}"
    configure(BUCKET=name, REGION="eu-west-2", ENDPOINT=server, PREFIX="/plans/")
    return Held(server, name)


@pytest.fixture
def down(configure):
    """Call it, and the bucket does not answer any more."""
    return lambda: configure(BUCKET="evidence", REGION="eu-west-2", ENDPOINT="http://127.0.0.1:9")


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def administrator(plan):
    return factories.person("Abe Administrator", is_administrator=True)


@pytest.fixture
def action(plan):
    return factories.actions_of(plan)[0]


def update(client, action, **more):
    typed = {"rag": "amber", "narrative": "Two of three teams trained.", "seen": "", **more}
    return client.post(reverse("update", args=[action.pk]), typed)


def test_it_is_kept_there_under_its_hash_and_handed_out_to_those_who_may(bucket, client, lead, action, settings):
    client.force_login(lead)
    assert update(client, action, evidence=SimpleUploadedFile("register.pdf", PDF)).status_code == 302
    proof = action.evidence.get()
    assert bucket.keys() == [f"plans/{proof.sha256[:2]}/{proof.sha256}"]
    assert not settings.EVIDENCE_DIR.exists()
    response = client.get(reverse("evidence", args=[proof.pk]))
    assert (b"".join(response.streaming_content), response["Content-Type"]) == (PDF, "application/pdf")
    assert response["Content-Length"] == str(len(PDF))
    client.force_login(factories.person("Una Elsewhere"))
    assert client.get(reverse("evidence", args=[proof.pk])).status_code == 404


def test_the_same_bytes_are_kept_once_and_withdrawing_keeps_them(bucket, lead, action):
    proofs = [add_evidence(by=lead, action=action, proof=Proof(file_name=f"{n}.pdf", data=PDF)) for n in range(2)]
    withdraw_evidence(by=lead, evidence=proofs[0], reason="The wrong file.")
    assert len(bucket.keys()) == 1
    assert list(files.kept()) == [proofs[0].sha256]


def test_the_trail_sees_what_is_altered_missing_and_away(bucket, down, lead, action):
    proof = add_evidence(by=lead, action=action, proof=Proof(file_name="register.pdf", data=PDF))
    assert list(faults()) == []
    bucket.put(proof.sha256, b"%PDF-1.7 another")
    assert [fault.what for fault in faults()] == ["its file was altered"]
    bucket.delete(proof.sha256)
    assert [fault.what for fault in faults()] == ["its file is missing"]
    down()
    with pytest.raises(CommandError, match=r"can’t be read: .*can’t be reached"):
        call_command("verify_audit")


@pytest.mark.django_db(transaction=True)
def test_redaction_and_purge_take_it_out_of_the_bucket(bucket, administrator, lead, plan, action):
    [named, other] = [
        add_evidence(by=lead, action=action, proof=Proof(file_name=name, data=PDF + name.encode()))
        for name in ("jo.pdf", "other.pdf")
    ]
    redact(by=administrator, plan=plan, evidence=[named], why="it named a child")
    assert list(files.kept()) == [other.sha256]
    assert list(faults()) == []
    set_up_plan(by=administrator, plan=plan, status="closed")
    set_retention(by=administrator, plan=plan, retain_until=today() - timedelta(days=1))
    purge_plan(by=administrator, plan=m.Plan.objects.get(pk=plan.pk), why="Six years are over.")
    assert bucket.keys() == []


def test_the_document_that_a_plan_came_from_is_kept_there_too(bucket, client, officer):
    kites = commit_import(by=officer, data=KITES.encode(), name="kites.md").plan
    assert list(files.kept()) == [kites.imported_sha256]
    client.force_login(officer)
    response = client.get(reverse("original", args=[kites.slug]))
    assert b"".join(response.streaming_content) == KITES.encode()


def test_what_was_in_the_folder_is_found_when_it_is_copied(server, configure, lead, action, settings):
    proof = add_evidence(by=lead, action=action, proof=Proof(file_name="register.pdf", data=PDF))
    configure(BUCKET="evidence-moved", REGION="eu-west-2", ENDPOINT=server, PREFIX="plans")
    held = Held(server, "evidence-moved")
    assert [fault.what for fault in faults()] == ["its file is missing"]
    for path in settings.EVIDENCE_DIR.glob("*/*"):
        held.put(path.name, path.read_bytes())
    assert list(faults()) == []
    assert list(files.kept()) == [proof.sha256]


def test_an_export_and_a_backup_hold_it_and_a_restore_puts_it_back(
    bucket, client, administrator, lead, plan, action, tmp_path
):
    proof = add_evidence(by=lead, action=action, proof=Proof(file_name="register.pdf", data=PDF))
    client.force_login(administrator)
    whole = client.get(reverse("everything", args=[plan.slug]))
    with zipfile.ZipFile(io.BytesIO(b"".join(whole.streaming_content))) as archive:
        assert archive.read(f"evidence/{action.ref} register.pdf") == PDF
    call_command("backup", str(tmp_path / "site.backup"), stdout=io.StringIO())
    empty_the_database()
    bucket.delete(proof.sha256)
    call_command("restore", str(tmp_path / "site.backup"), stdout=io.StringIO())
    assert files.read(proof.sha256) == PDF
    assert list(faults()) == []


class TestTheBucketDoesNotAnswer:
    def test_an_update_loses_its_file_and_not_its_words(self, down, client, lead, action):
        down()
        client.force_login(lead)
        response = update(client, action, evidence=SimpleUploadedFile("register.pdf", PDF))
        assert response.status_code == 422
        assert "could not be stored just now" in response.text
        assert "Two of three teams trained." in response.text
        assert action.updates.count() == action.evidence.count() == 0

    def test_a_file_that_was_kept_with_a_form_is_asked_for_again(self, bucket, down, client, lead, action):
        client.force_login(lead)
        refused = update(client, action, narrative="", evidence=SimpleUploadedFile("register.pdf", PDF))
        token = refused.text.partition('name="kept" value="')[2].partition('"')[0]
        down()
        response = update(client, action, kept=token)
        assert (response.status_code, "can’t be reached just now" in response.text) == (422, True)

    def test_evidence_and_the_original_say_that_they_are_away(self, bucket, down, client, officer, lead, action):
        proof = add_evidence(by=lead, action=action, proof=Proof(file_name="register.pdf", data=PDF))
        kites = commit_import(by=officer, data=KITES.encode(), name="kites.md").plan
        down()
        client.force_login(officer)
        for page in (reverse("evidence", args=[proof.pk]), reverse("original", args=[kites.slug])):
            response = client.get(page)
            assert (response.status_code, "can’t be had just now" in response.text) == (503, True)

    def test_an_export_says_so(self, bucket, down, client, administrator, lead, plan, action):
        add_evidence(by=lead, action=action, proof=Proof(file_name="register.pdf", data=PDF))
        down()
        client.force_login(administrator)
        assert client.get(reverse("everything", args=[plan.slug])).status_code == 503

    def test_a_document_is_not_imported_and_can_be_chosen_again(self, down, client, officer):
        down()
        client.force_login(officer)
        response = client.post(reverse("imports"), {"file": SimpleUploadedFile("kites.md", KITES.encode())})
        assert (response.status_code, "could not be stored just now" in response.text) == (422, True)
        assert not m.ImportDraft.objects.exists()

    def test_a_draft_is_not_committed_and_stays(
        self, bucket, down, client, officer, django_capture_on_commit_callbacks
    ):
        client.force_login(officer)
        with django_capture_on_commit_callbacks(execute=True):
            client.post(reverse("imports"), {"file": SimpleUploadedFile("kites.md", KITES.encode())})
        draft = m.ImportDraft.objects.get()
        down()
        sent = {"do": "commit", "seen": draft.stamp}
        page = client.post(reverse("import_finish", args=[draft.pk]), sent, follow=True)
        assert "could not be read where the service keeps files" in page.text
        draft.refresh_from_db()
        assert draft.status == "ready"

    @pytest.mark.django_db(transaction=True)
    def test_a_redaction_says_which_files_are_still_kept_and_nobody_is_handed_them(
        self, bucket, server, down, configure, client, administrator, officer
    ):
        kites = commit_import(by=officer, data=KITES.encode(), name="kites.md").plan
        action = m.Action.objects.of_plan(kites).get()
        proof = add_evidence(by=officer, action=action, proof=Proof(file_name="register.pdf", data=PDF))
        client.force_login(administrator)
        down()
        asked = {"evidence": proof.pk, "original": "yes", "why": "It named a child.", "step": "do", "sure": "yes"}
        page = client.post(reverse("redact", args=[action.pk]), asked, follow=True).text
        assert "Gone for good from 1 file" in page
        assert "Nobody can open “register.pdf” and the document that the plan came from here any more" in page
        configure(BUCKET=bucket.name, REGION="eu-west-2", ENDPOINT=server, PREFIX="/plans/")
        assert files.exists(proof.sha256) and files.exists(kites.imported_sha256)
        for address in (reverse("evidence", args=[proof.pk]), reverse("original", args=[kites.slug])):
            assert client.get(address).status_code == 404
        whole = client.get(reverse("everything", args=[kites.slug]))
        with zipfile.ZipFile(io.BytesIO(b"".join(whole.streaming_content))) as archive:
            assert not [name for name in archive.namelist() if "/" in name]
        still = [("plans.evidence", "file-unexpunged"), ("plans.plan", "file-unexpunged")]
        assert sorted((fault.where.split()[0], fault.finding) for fault in faults()) == still

    def test_a_backup_ends_with_the_reason(self, down, tmp_path):
        down()
        with pytest.raises(CommandError, match="can’t be reached"):
            call_command("backup", str(tmp_path / "site.backup"))
        assert not list(tmp_path.glob("*backup*"))


@pytest.fixture
def cutting(configure):
    """A bucket whose line breaks in the middle of every file."""

    class Cuts(BaseHTTPRequestHandler):
        def do_HEAD(self):
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()

        def do_GET(self):
            self.do_HEAD()
            self.wfile.write(PDF)

        def log_message(self, *_said):
            """Nothing: what it is asked is not what is tested."""

    made = HTTPServer(("127.0.0.1", 0), Cuts)
    threading.Thread(target=made.serve_forever).start()
    configure(BUCKET="evidence", REGION="eu-west-2", ENDPOINT=f"http://127.0.0.1:{made.server_port}")
    yield
    made.shutdown()
    made.server_close()


def test_a_file_that_breaks_off_in_the_middle_says_that_it_is_away(bucket, request, client, lead, action):
    proof = add_evidence(by=lead, action=action, proof=Proof(file_name="register.pdf", data=PDF))
    request.getfixturevalue("cutting")
    with pytest.raises(OSError, match="can’t be reached"):
        files.read(proof.sha256)
    client.force_login(lead)
    response = client.get(reverse("evidence", args=[proof.pk]))
    assert (response.status_code, "can’t be had just now" in response.text) == (503, True)


def test_a_large_file_goes_in_one_piece_or_not_at_all(bucket, monkeypatch):
    """Pieces whose sender died stay in a bucket where nothing lists them, and redaction can't reach them."""
    asked = []
    client = storages["evidence"].connection.meta.client
    client.meta.events.register("before-call.s3", lambda model, **_rest: asked.append(model.name))
    files.store(b"%PDF-1.7 " + b"x" * (20 * 1024 * 1024))
    assert asked == ["HeadObject", "PutObject"]


def test_a_bucket_that_is_not_there_says_so(server, configure):
    configure(BUCKET="nobody-made-this", REGION="eu-west-2", ENDPOINT=server)
    with pytest.raises(OSError, match="NoSuchBucket"):
        files.store(b"x")


class TestSettings:
    def test_without_variables_files_are_in_a_folder(self, configure):
        configure()
        assert type(storages["evidence"]).__name__ == "Folder"

    def test_amazons_own_needs_no_address(self, configure):
        configure(BUCKET="evidence", REGION="eu-west-2")
        assert storages["evidence"].endpoint_url is None

    @pytest.mark.parametrize(
        "given, words",
        [
            ({"REGION": "eu-west-2"}, "EVIDENCE_S3_REGION is set without EVIDENCE_S3_BUCKET"),
            ({"BUCKET": "evidence", "ENDPOINT": "minio:9000"}, "Begin it with https://"),
            ({"BUCKET": "evidence", "ENDPOINT": "https://"}, "no name of a machine"),
            ({"BUCKET": "evidence", "ENDPOINT": "https://files.example:port"}, "whose port is no number"),
            ({"BUCKET": "evidence", "ENDPOINT": "https://files.example:99999"}, "whose port is no number"),
            ({"BUCKET": "evidence", "ENDPOINT": "https://my files.example"}, "with a space"),
            ({"BUCKET": "evidence", "ENDPOINT": "https://files.example/?a=b"}, "Leave out what follows"),
            ({"BUCKET": "our evidence"}, "EVIDENCE_S3_BUCKET is “our evidence”"),
            ({"BUCKET": "s3://evidence"}, "without s3://"),
            ({"BUCKET": "evidence/plans"}, "EVIDENCE_S3_PREFIX"),
            ({"BUCKET": "evidence", "REGION": "eu west 2"}, "EVIDENCE_S3_REGION is “eu west 2”"),
        ],
    )
    def test_what_can_not_work_is_refused_at_the_start(self, configure, given, words):
        with pytest.raises(ImproperlyConfigured, match=words):
            configure(**given)

    def test_without_the_packages_it_says_how_to_get_them(self, configure, monkeypatch):
        monkeypatch.setattr(choice, "find_spec", lambda _name: None)
        with pytest.raises(ImproperlyConfigured, match="uv sync --extra s3"):
            configure(BUCKET="evidence")
