"""What may become evidence, what happens to it when things go wrong, and taking it back."""

import errno
import io
import os
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.urls import reverse

from audits.verification import faults
from plans.operations.decisions.completion import verify_completion
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, add_evidence, check_file, check_size, withdraw_evidence
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from tests import factories
from tests.kept import path_of
from tests.plans.clamd import EICAR, clamd

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%a small file\n"


@pytest.fixture
def send(client, lead, action):
    """Sends an update with one file; gives the answer."""
    client.force_login(lead)

    def post(name, data):
        sent = {"rag": "amber", "narrative": "Two of three teams trained.", "seen": ""}
        return client.post(reverse("update", args=[action.pk]), {**sent, "evidence": SimpleUploadedFile(name, data)})

    return post


def stored(settings) -> list[Path]:
    return [path for path in Path(settings.EVIDENCE_DIR).rglob("*") if path.is_file()]


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
"""How the photographs of a telephone begin."""


def test_a_photograph_of_a_telephone_is_handed_out_to_be_kept_not_shown(send, action, client):
    assert send("hall.heic", HEIC).status_code == 302
    proof = action.evidence.get()
    answer = client.get(reverse("evidence", args=[proof.pk]))
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/heic", "nosniff")
    assert answer["Content-Disposition"].startswith("attachment")


def zipped(*names) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "name, data, words",
    [
        ("plan.pdf", b"MZ\x90\x00" + b"\0" * 200, "not what its name says"),
        ("plan.pdf", b"\x7fELF" + b"\0" * 200, "not what its name says"),
        ("notes.txt", b"MZ\x90\x00", "not what its name says"),
        ("plan.docx", zipped("evil.exe"), "not what its name says"),
        ("plan.docx", zipped("[Content_Types].xml", "xl/workbook.xml"), "not what its name says"),
        ("plan.docx", b"PK\x03\x04 torn", "not what its name says"),
        ("sums.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin"), "holds macros"),
        ("page.html", b"<script>", "not accepted"),
        ("nothing.pdf", b"", "is empty"),
        ("photo.heic", b"\xff\xd8\xff\xe0 a jpeg", "not what its name says"),
        ("film.heic", b"\0\0\0\x18ftypmp42", "not what its name says"),
    ],
)
def test_what_a_file_is_counts_and_not_its_name(name, data, words):
    with pytest.raises(Refused, match=words):
        check_file(name, data)


@pytest.mark.parametrize(
    "name, data",
    [
        ("plan.docx", zipped("[Content_Types].xml", "word/document.xml")),
        ("sums.xlsx", zipped("[Content_Types].xml", "xl/workbook.xml")),
        ("slides.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml")),
        ("old.odt", zipped("mimetype", "content.xml")),
        ("plan.pdf", PDF),
        ("photo.heic", HEIC),
        ("PHOTO.HEIF", HEIC.replace(b"heic", b"mif1")),
    ],
)
def test_office_files_and_pdfs_are_accepted(name, data):
    check_file(name, data)


def test_a_virus_is_refused_and_nothing_of_it_is_kept(send, action, settings):
    with clamd(settings) as seen:
        response = send("notes.txt", EICAR)
        assert response.status_code == 422
        assert "holds a virus (Eicar-Test-Signature)" in response.text
        assert "Two of three teams trained." in response.text
        assert send("minutes.txt", b"All present.").status_code == 302
    assert seen == [len(EICAR), len(b"All present.")]
    assert action.evidence.count() == len(stored(settings)) == 1


@pytest.mark.parametrize("else_says", [b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_a_scanner_that_does_not_say_ok_is_no_ok(send, action, settings, else_says):
    with clamd(settings, else_says):
        response = send("minutes.txt", b"All present.")
    assert response.status_code == 422
    assert "could not be checked for viruses just now" in response.text
    assert (action.evidence.count(), action.updates.count(), stored(settings)) == (0, 0, [])


def test_a_scanner_that_is_away_costs_the_file_but_not_the_words(send, action, settings):
    settings.CLAMD_SOCKET = "/nowhere/clamd.sock"
    response = send("minutes.txt", b"All present.")
    assert response.status_code == 422
    assert "could not be checked for viruses just now" in response.text
    assert "Two of three teams trained." in response.text
    assert (action.updates.count(), stored(settings)) == (0, [])


@pytest.mark.parametrize("broken", ["fsync", "write", "replace"])
def test_a_disk_that_fills_up_ends_in_words_and_leaves_nothing_half_written(
    send, action, settings, monkeypatch, broken
):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    class Full(io.BytesIO):
        write = writelines = full

        def fileno(self):
            return 0

    if broken == "replace":
        monkeypatch.setattr(Path, "replace", full)
    elif broken == "write":
        monkeypatch.setattr(os, "fdopen", lambda descriptor, mode: (os.close(descriptor), Full())[1])
    else:
        monkeypatch.setattr(os, broken, full)
    response = send("register.pdf", PDF)
    assert response.status_code == 507
    assert "has no room left" in response.text
    assert "Two of three teams trained." in response.text
    assert (action.updates.count(), action.evidence.count(), stored(settings)) == (0, 0, [])
    with pytest.raises(Refused, match="could not be stored just now"):
        add_evidence(by=factories.person("Moira", plan=action.plan, role="manager"), action=action, proof=pdf())
    assert (action.evidence.count(), stored(settings)) == (0, [])


def pdf(name="register.pdf"):
    return Proof(file_name=name, data=PDF)


class Endless:
    """A form with a field and one file of so many bytes, made as it is read."""

    def __init__(self, size):
        head = '--x\r\nContent-Disposition: form-data; name="narrative"\r\n\r\nKept words\r\n--x\r\n'
        head += 'Content-Disposition: form-data; name="evidence"; filename="film.pdf"\r\n\r\n%PDF-'
        self.head, self.tail, self.left = head.encode(), b"\r\n--x--\r\n", size
        self.length = len(self.head) + size + len(self.tail)

    def readline(self, limit=-1):
        raise AssertionError("a form is read in blocks")

    def read(self, wanted):
        if self.head:
            part, self.head = self.head[:wanted], self.head[wanted:]
        elif self.left:
            part = b"\0" * min(wanted, self.left)
            self.left -= len(part)
        else:
            part, self.tail = self.tail[:wanted], self.tail[wanted:]
        return part


def test_two_hundred_megabytes_fill_neither_memory_nor_disk(settings, tmp_path, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    body = Endless(200 * 1024 * 1024)
    environ = {"REQUEST_METHOD": "POST", "CONTENT_TYPE": "multipart/form-data; boundary=x", "wsgi.input": body}
    request = WSGIRequest({**environ, "CONTENT_LENGTH": str(body.length)})
    tracemalloc.start()
    [file] = request.FILES.getlist("evidence")
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    on_disk = sum(path.stat().st_size for path in tmp_path.iterdir())
    assert request.POST["narrative"] == "Kept words"
    assert peak < 5 * 1024 * 1024
    assert on_disk <= settings.EVIDENCE_MAX_BYTES
    with pytest.raises(Refused, match="is larger than 20 MB"):
        check_size(file.name, file.size)


def test_what_is_withdrawn_says_why_and_opens_only_for_those_who_manage_the_plan(client, plan, action, lead, manager):
    evidence = add_evidence(by=lead, action=action, proof=pdf())
    url, withdraw = reverse("evidence", args=[evidence.pk]), reverse("withdraw_evidence", args=[evidence.pk])
    client.force_login(lead)
    assert client.get(url).status_code == 200
    assert client.get(withdraw).status_code == 200
    bare = client.post(withdraw, {"reason": " "})
    assert (bare.status_code, "Say why it is withdrawn" in bare.text) == (422, True)
    page = client.post(withdraw, {"reason": "It was the register of another team."}, follow=True).text
    assert "It was the register of another team." in page
    assert "Ada Lead withdrew evidence" in page
    assert client.get(url).status_code == 404
    assert f'href="{url}"' not in page
    client.force_login(manager)
    assert client.get(url).status_code == 200
    assert f'href="{url}"' in client.get(reverse("action", args=[action.pk])).text
    assert path_of(evidence.sha256).exists()
    assert list(faults()) == []


def test_evidence_on_which_others_relied_is_withdrawn_by_a_manager_alone(action, lead, manager):
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True, proofs=(pdf(),))
    claim = submit_progress(by=lead, action=action, word=word)
    verify_completion(by=manager, claim=claim)
    evidence = action.evidence.get()
    with pytest.raises(Denied, match="others relied on"):
        withdraw_evidence(by=lead, evidence=evidence, reason="Wrong file.")
    withdraw_evidence(by=manager, evidence=evidence, reason="Wrong file.")
    with pytest.raises(Refused, match="withdrawn already"):
        withdraw_evidence(by=manager, evidence=evidence, reason="Wrong file.")


def test_withdrawn_evidence_backs_no_claim(plan, action, lead):
    type(plan).objects.filter(pk=plan.pk).update(evidence_policy="always")
    action.plan.refresh_from_db()
    evidence = add_evidence(by=lead, action=action, proof=pdf())
    withdraw_evidence(by=lead, evidence=evidence, reason="Wrong file.")
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True)
    with pytest.raises(Refused, match="Attach or link"):
        submit_progress(by=lead, action=action, word=word)
