"""No stored byte is handed out, read or counted as kept that is not what its hash says."""

import hashlib
import io
import tracemalloc

import pytest
from django.core.files.base import File
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from plans import models as m
from plans.clock import now
from plans.forms.uploads import receive
from plans.operations import files
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, add_evidence
from plans.operations.imports.new_plan import commit_import
from plans.operations.imports.task import read_draft
from plans.operations.imports.upload import open_draft
from tests import factories
from tests.kept import path_of

pytestmark = pytest.mark.django_db

KITES = b"Action\tLead\tBy when\nBuy string\tJo Bell\tMay 2027\n"
FORGED = b"Action\tLead\tBy when\nBuy nothing\tJo Bell\tMay 2037\n"


@pytest.fixture
def officer(client, plan):
    user = factories.person("Olive Officer", plan=plan, role="officer", is_administrator=True)
    client.force_login(user)
    return user


def forge(sha256):
    path_of(sha256).write_bytes(FORGED)


@pytest.mark.parametrize("what", ["original", "evidence"])
def test_a_file_that_was_altered_is_not_handed_out_and_the_page_and_the_log_say_so(
    client, officer, action, caplog, what
):
    if what == "original":
        plan = commit_import(by=officer, data=KITES, name="kites.txt").plan
        url, sha256 = reverse("original", args=[plan.slug]), plan.imported_sha256
    else:
        evidence = add_evidence(by=officer, action=action, proof=Proof(file_name="kites.txt", data=KITES))
        url, sha256 = reverse("evidence", args=[evidence.pk]), evidence.sha256
    assert b"".join(client.get(url).streaming_content) == KITES
    forge(sha256)
    answer = client.get(url)
    assert answer.status_code == 500
    assert "“kites.txt” was altered and is not handed out" in answer.text
    assert "Buy nothing" not in answer.text
    assert sha256 in caplog.text
    assert "“kites.txt” was not handed out to Olive Officer" in caplog.text


def test_a_document_that_was_altered_before_it_was_read_becomes_no_plan(officer):
    draft = open_draft(by=officer, data=KITES, name="kites.txt", at=now())
    forge(draft.sha256)
    assert read_draft.call(draft.pk) == "refused"
    draft.refresh_from_db()
    assert "its bytes are not those that were stored" in draft.refusal
    with pytest.raises(Refused, match="was altered where the service keeps files"):
        files.read_of(draft.name, draft.sha256)


def test_bytes_that_come_again_put_right_what_was_altered():
    sha256 = files.store(KITES)
    forge(sha256)
    assert not files.holds(sha256)
    assert files.store(KITES) == sha256
    assert files.read(sha256) == KITES


@pytest.mark.parametrize("name", ["", "../../../etc/passwd", "A" * 64, "0" * 63, "0" * 64, "\0" * 64])
def test_what_is_no_hash_names_no_file(name):
    assert not files.exists(name)
    assert not files.holds(name)
    files.remove(name)
    with pytest.raises(FileNotFoundError):
        files.opened(name)


def test_a_large_file_is_held_against_its_hash_without_filling_the_memory(settings):
    data = b"\0" * (20 * 1024 * 1024)
    sha256 = hashlib.sha256(data).hexdigest()
    storages["evidence"].save(f"{sha256[:2]}/{sha256}", File(io.BytesIO(data)))
    del data
    tracemalloc.start()
    file = files.opened(sha256)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert file.tell() == 0
    file.close()
    assert peak < 2 * 1024 * 1024


def test_a_file_of_a_form_that_was_altered_meanwhile_is_asked_for_again():
    [kept], _none = receive([SimpleUploadedFile("kites.txt", KITES)], [], owner="me")
    forge(kept.sha256)
    nothing, [refused] = receive([], [kept.token], owner="me")
    assert (nothing, "Attach it again" in refused.why) == ([], True)
    assert not m.Evidence.objects.exists()
