"""A paper in two versions: what is exempt stands in no byte of the public one, and only those who run the plan find the
other."""

import csv
import hashlib
import io
import json
import re
import zipfile
import zlib
from datetime import timedelta
from html import unescape

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import load_workbook

from audits.models import IssuedPaper
from audits.operations import snapshots
from audits.operations.redaction import redact
from audits.verification import faults
from plans import exemptions
from plans import models as m
from plans.clock import today
from plans.operations import files
from plans.operations.decisions.completion import close_action
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, add_evidence
from plans.operations.exemptions import mark_exempt, read_exemption, take_off_exemption
from plans.operations.people import amend_person
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from reports.issue import ISSUED, Settings
from reports.operations import issue as verbs
from tests import factories
from tests.reports.confirming import asked_once_more, issue_by_form, supplement_by_form
from tests.reports.regenerated import regenerated_digest

pytestmark = [pytest.mark.django_db, pytest.mark.either, pytest.mark.usefixtures("printed_in_this_process")]

MARKERS = {
    "passage": "Quillo",
    "value": "Pomfry",
    "action": "Zanzo",
    "evidence": "Oxbowy",
    "lead": "Umbrox",
}
"""A word of each thing that is exempt, which stands nowhere else."""


@pytest.fixture
def plan():
    return factories.plan(actions=4)


@pytest.fixture
def period(plan, people):
    return open_period(by=people["officer"], plan=plan, name="End July", position_on=today())


@pytest.fixture
def marked(plan, people):
    """A plan of which something of every kind is exempt; the actions."""
    first, second, third, fourth = factories.actions_of(plan)
    officer, lead = people["officer"], people["lead"]

    def say(action, words):
        submit_progress(by=lead, action=action, word=Word(narrative=words, rag=factories.rag("red")))

    say(first, f"We met {MARKERS['passage']} and\nher sister at home. All agreed.")
    say(second, f"As for {MARKERS['passage'].lower()}  and her sister: moved. So much for that.")
    say(third, f"The whole of it is {MARKERS['value']}.")
    say(fourth, f"It is {MARKERS['action']}.")
    fourth.text = f"Do the {MARKERS['action']} thing"
    assignment = second.assignments.get()
    assignment.printed = f"{MARKERS['lead']}, Head of Play"
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(fourth)
        act.save(assignment)
    proof = Proof(title=f"Caseloads of {MARKERS['evidence']}", url=f"https://files.example/{MARKERS['evidence']}")
    evidence = add_evidence(by=lead, action=first, proof=proof)
    words = f"{MARKERS['passage']} and her sister"
    for action, given in (
        (first, {"what": "passage", "words": words}),
        (first, {"what": "evidence", "evidence": evidence}),
        (second, {"what": "value", "field": "lead"}),
        (third, {"what": "value", "field": "progress"}),
        (fourth, {"what": "action"}),
    ):
        mark_exempt(by=officer, action=action, paragraph=2, **given)
    return first, second, third, fourth


def opened(data: bytes) -> str:
    """Everything that stands in a file, as text: its bytes, what is packed in them, and what a reader reads."""
    parts = [data]
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts += [archive.read(name) for name in archive.namelist()] + [" ".join(archive.namelist()).encode()]
    words = ""
    if data.startswith(b"%PDF"):
        for found in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.S):
            try:
                parts.append(zlib.decompress(found[1]))
            except zlib.error:
                continue
        with pdfplumber.open(io.BytesIO(data)) as document:
            words = "\n".join(page.extract_text() for page in document.pages) + str(document.metadata)
    said = b"\n".join(parts)
    return "\n".join([said.decode("utf-8", "replace"), said.decode("utf-16-be", "replace"), words]).casefold()


def issue(people, period, **chosen):
    snapshots.freeze(by=people["officer"], period=period, despite="The agenda closes.")
    return verbs.issue(by=people["officer"], snapshot=snapshots.frozen_of(period), settings=Settings(**chosen))


def of_version(paper, *, restricted):
    found = paper.files.filter(withdrawn=False, restricted=restricted)
    return {file.format: files.read(file.sha256) for file in found}


@pytest.mark.parametrize("chosen", [{}, {"grouping": "lead", "order": "due"}, {"paper": "large"}])
def test_no_byte_of_the_public_version_holds_what_is_exempt(plan, people, period, marked, chosen):
    paper = issue(people, period, **chosen)
    public, restricted = (of_version(paper, restricted=which) for which in (False, True))
    assert set(public) == set(restricted) == {"pdf", "docx", "xlsx", "csv", "html"}
    for fmt, data in public.items():
        said = opened(data)
        assert {kind: word for kind, word in MARKERS.items() if word.casefold() in said} == {}, fmt
        assert "not published: paragraph 2" in " ".join(said.split()), fmt
        assert "not for publication" not in said, fmt
    for fmt, data in restricted.items():
        said = opened(data)
        shown = set(MARKERS) - ({"evidence"} if fmt not in ("csv", "xlsx") else set())
        assert {kind for kind, word in MARKERS.items() if word.casefold() in said} >= shown, fmt
        words = " ".join(unescape(said).split())
        assert "exempt information as described in part 1 of schedule 12a" in words, fmt
        assert exemptions.PARAGRAPHS[2].casefold() in words, fmt
        whole = " ".join(
            f"[exempt: paragraph 2] The whole of it is {MARKERS['value']}. [end exempt]".casefold().split()
        )
        assert whole in words or fmt == "docx", fmt
        assert words.count("[exempt: paragraph 2]") and words.count("[end exempt]"), fmt
    for sheet in load_workbook(io.BytesIO(restricted["xlsx"])).worksheets:
        told = [str(cell.value) for row in sheet.iter_rows(max_row=8) for cell in row if cell.value]
        assert any(each.startswith("Not for publication: exempt information") for each in told), sheet.title
    head, *rows = csv.reader(io.StringIO(restricted["csv"].decode("utf-8-sig")))
    assert head[0] == "Not for publication" and all(row[0].startswith("Not for publication: exempt") for row in rows)
    with pdfplumber.open(io.BytesIO(restricted["pdf"])) as document:
        assert all("Not for publication" in page.extract_text() for page in document.pages)
    assert paper.figures["total"] == 3 and len(paper.figures["rated"]) == 4
    assert regenerated_digest(paper) == paper.content_digest
    assert list(faults()) == []


def test_each_format_says_that_an_action_is_left_out_and_counts_it_nowhere(plan, people, period, marked):
    said = of_version(issue(people, period), restricted=False)["html"].decode()
    assert "Of 3 actions" in said and "1 action is left out as a whole and counted in no figure" in said
    assert "Not published: paragraph 2" in said and "Public version" in said
    assert "2.2" in said  # The reference of the action stays in its place.


def test_readers_find_the_public_version_alone(client, plan, people, period, marked):
    paper = issue(people, period)
    secret = paper.files.get(format="pdf", restricted=True)
    for name, status in (("viewer", 404), ("lead", 404), ("manager", 200), ("officer", 200)):
        client.force_login(people[name])
        assert client.get(reverse("issued_file", args=[secret.pk])).status_code == status, name
        for page in (reverse("issued_paper", args=[paper.pk]), reverse("issued", args=[plan.slug])):
            assert (reverse("issued_file", args=[secret.pk]) in client.get(page).text) == (status == 200), name
        public = paper.files.get(format="pdf", restricted=False)
        assert client.get(reverse("issued_file", args=[public.pk])).status_code == 200
    client.force_login(people["viewer"])
    assert client.get(reverse("appendix", args=[plan.slug]), {"format": "csv", "restricted": "y"}).status_code == 403
    got = client.get(reverse("appendix", args=[plan.slug]), {"format": "csv"}).content
    assert MARKERS["value"].casefold() not in opened(got)
    client.force_login(people["manager"])
    got = client.get(reverse("appendix", args=[plan.slug]), {"format": "csv", "restricted": "y"})
    assert MARKERS["value"].encode() in got.content and "not-for-publication" in got["Content-Disposition"]


def test_what_nobody_has_read_hinders_and_is_not_issued(client, plan, people, period):
    action = factories.actions_of(plan)[0]
    mark = mark_exempt(by=people["lead"], action=action, what="value", field="action")
    client.force_login(people["officer"])
    url = reverse("period_paper", args=[plan.slug, period.pk])
    shown = client.get(url).text
    assert "1 marked passage is to be read" in shown and "Read and mark" in shown and "Not read yet" in shown
    assert client.post(url, {"do": "freeze", "despite": ""}).status_code == 422
    with pytest.raises(Refused, match="has not been read yet"):
        issue(people, period)
    assert "has not been read yet" in client.post(url, {"do": "issue"}).text
    read_exemption(by=people["officer"], exemption=mark, paragraph=4)
    paper = verbs.issue(by=people["officer"], snapshot=snapshots.frozen_of(period), settings=Settings())
    assert paper.files.count() == 10
    assert "Paragraph 4" in client.get(url).text or paper.options["exempt"] == [mark.pk]


def test_where_nothing_is_left_out_there_is_one_version(plan, people, period):
    paper = issue(people, period)
    assert paper.files.count() == 5 and b"Public version" not in of_version(paper, restricted=False)["html"]


def test_a_mark_that_is_taken_off_leaves_what_was_issued_as_it_is(plan, people, period, marked):
    paper = issue(people, period)
    before = of_version(paper, restricted=False)
    for mark in m.Exemption.objects.all():
        take_off_exemption(by=people["officer"], exemption=mark, reason="It is public now.")
    assert of_version(paper, restricted=False) == before
    assert regenerated_digest(paper) == paper.content_digest
    assert list(faults()) == []


def test_a_redaction_makes_both_versions_anew(plan, people, period, marked, django_capture_on_commit_callbacks):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    paper = issue(people, period)
    with django_capture_on_commit_callbacks(execute=True):
        redact(by=administrator, plan=plan, words=MARKERS["passage"], why="it named a child")
    public, restricted = (of_version(paper, restricted=which) for which in (False, True))
    assert len(public) == len(restricted) == 5
    for data in (*public.values(), *restricted.values()):
        assert MARKERS["passage"].casefold() not in opened(data)
    assert all("her sister" not in opened(data) for data in public.values())
    assert list(faults()) == []


def test_the_commands_print_both_versions(plan, people, period, marked, tmp_path):
    call_command("freeze_period", plan.slug, "End July", stdout=io.StringIO())
    call_command("issue_paper", plan.slug, "End July", "--output", str(tmp_path / "all"), stdout=io.StringIO())
    assert (
        len(list((tmp_path / "all").iterdir())) == 10
        and len(list((tmp_path / "all").glob("*-not-for-publication.*"))) == 5
    )
    for arguments, holds in (((), False), (("--restricted",), True)):
        out = tmp_path / "appendix.csv"
        call_command("export_appendix", plan.slug, "--format", "csv", "--output", str(out), *arguments)
        assert (MARKERS["value"] in out.read_text()) is holds
    with pytest.raises(CommandError):
        call_command("issue_paper", plan.slug, "End May", "--output", str(tmp_path))


def test_a_decision_is_part_of_the_progress_that_is_exempt(plan, people, period, marked):
    third = marked[2]
    close_action(by=people["manager"], action=third, kind="superseded", reason=f"{MARKERS['value']} does it.")
    said = of_version(issue(people, period), restricted=False)
    assert all(MARKERS["value"].casefold() not in opened(data) for data in said.values())
    assert exemptions.PARAGRAPHS[2] and IssuedPaper.objects.count() == 1


NAME = "Tamsin Quillfeather"


def test_a_supplement_has_the_versions_of_its_paper(client, plan, people, period, marked):
    """What the record says otherwise by now is looked through as the paper was: for what is exempt, then for names."""
    first, _second, third, fourth = marked
    change = {"email": people["lead"].email, "job_title": "Head of Play", "is_administrator": False}
    amend_person(by=SYSTEM, user=people["lead"], name=NAME, **change)
    paper = issue(people, period, posts=True)

    def say(action, words):
        submit_progress(by=people["lead"], action=action, word=Word(narrative=words, rag=factories.rag("green")))

    say(first, f"{MARKERS['passage']} and her sister live elsewhere now, as {NAME} found.")
    say(third, f"None of it is {MARKERS['value']} any more.")
    say(fourth, f"It was {MARKERS['action']} all the time.")
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        fourth.text = f"Do another {MARKERS['action']} thing"
        act.save(fourth)
    words = f"1.1: {MARKERS['passage']} and her sister had moved before, says {NAME}."
    supplement = verbs.issue_correction(by=people["officer"], paper=paper, words=words)
    public, restricted = (of_version(supplement, restricted=which) for which in (False, True))
    assert set(public) == set(restricted) == {"pdf", "docx", "html"}
    unsaid = {*MARKERS.values(), *NAME.split()}
    for fmt, data in public.items():
        said = opened(data)
        assert {word for word in unsaid if word.casefold() in said} == set(), fmt
        assert "not published: paragraph 2" in said and "live elsewhere now" in " ".join(said.split()), fmt
        assert "not for publication" not in said, fmt
    for fmt, data in restricted.items():
        said = " ".join(opened(data).split())
        shown = {MARKERS["passage"], MARKERS["value"], MARKERS["action"], *NAME.split()}
        assert {word for word in shown if word.casefold() not in said} == set(), fmt
        assert "not for publication" in said, fmt
    client.force_login(people["viewer"])
    secret, plain = (supplement.files.get(format="docx", restricted=which) for which in (True, False))
    assert client.get(reverse("issued_file", args=[secret.pk])).status_code == 404
    assert client.get(reverse("issued_file", args=[plain.pk])).status_code == 200
    assert list(faults()) == []


def test_what_was_marked_since_is_in_no_public_supplement_and_unread_marks_stop_it(plan, people, period):
    first = factories.actions_of(plan)[0]
    paper = issue(people, period)
    assert paper.files.count() == 5
    say = Word(narrative=f"We met {MARKERS['passage']}.", rag=factories.rag("red"))
    submit_progress(by=people["lead"], action=first, word=say)
    mark = mark_exempt(by=people["lead"], action=first, what="passage", words=f"met {MARKERS['passage']}")
    with pytest.raises(Refused, match="has not been read yet"):
        verbs.issue_correction(by=people["officer"], paper=paper, words="1.1 is otherwise.")
    read_exemption(by=people["officer"], exemption=mark, paragraph=2)
    supplement = verbs.issue_correction(by=people["officer"], paper=paper, words="1.1 is otherwise.")
    public, restricted = (of_version(supplement, restricted=which) for which in (False, True))
    assert all(MARKERS["passage"].casefold() not in opened(data) for data in public.values())
    assert all(MARKERS["passage"].casefold() in opened(data) for data in restricted.values())


def whose(client, plan, data: bytes) -> str:
    """What is answered to who asks whether these bytes are ours."""
    answer = client.post(reverse("issued", args=[plan.slug]), {"file": SimpleUploadedFile("given.bin", data)}).text
    return " ".join(re.sub("<[^>]+>", "", unescape(answer)).split())


def test_what_a_supplement_quotes_in_part_gives_way_and_is_shown_before_it_is_issued(client, plan, people, period):
    """Exempt words that are not quoted whole leave the public version as well, unless somebody says that they may be
    printed; nothing is issued that was not looked at."""
    first, *_others = factories.actions_of(plan)
    said = "The duty team is two workers down on two days a week; cover was agreed until 8 December at £45,250 a month."
    submit_progress(by=people["lead"], action=first, word=Word(narrative=said, rag=factories.rag("red")))
    mark_exempt(by=people["officer"], action=first, what="passage", words=said, paragraph=3)
    paper = issue(people, period)
    client.force_login(people["officer"])
    at = reverse("issued_paper", args=[paper.pk])
    words = {
        "words": "1.1: we are two workers down on two days a week, and pay £45,250 for it. It is as it was agreed."
    }
    shown = unescape(client.post(at, words).text)
    assert "These words stand in what is exempt, too" in shown
    assert "1.1: we are [not published: paragraph 3], and pay £[not published: paragraph 3] for it." in shown
    assert "1.1: we are [exempt: paragraph 3] two workers down on two days a week [end exempt], and pay" in shown
    assert not IssuedPaper.objects.filter(supplement__gt=0)
    [sign] = re.findall(r'name="printed" value="(\w+)"[^>]*><label[^>]*>Print “45,250”', shown)
    assert supplement_by_form(client, paper, words | {"printed": sign}).status_code == 302
    supplement = IssuedPaper.objects.get(supplement=1)
    public, restricted = (of_version(supplement, restricted=which) for which in (False, True))
    for fmt, data in public.items():
        told = " ".join(opened(data).split())
        assert "two workers down" not in told and "45,250" in told and "public version" in told, fmt
        assert paper.report_ref.casefold() in told, fmt
    for fmt, data in restricted.items():
        told = " ".join(opened(data).split())
        assert "two workers down" in told and exemptions.PARAGRAPHS[3].casefold() in told, fmt
    for name, finds in (("officer", True), ("viewer", False)):
        client.force_login(people[name])
        for file in supplement.files.all():
            told = whose(client, plan, files.read(file.sha256))
            version = "not for publication" if file.restricted else "public version"
            label = f"{ISSUED[file.format].label}, {version}"
            named = f"is Supplement 1a to No 1 of {plan.title}, {period.name}, as {label}: byte for byte"
            assert (named in told) == (finds or not file.restricted), (name, file)
        told = whose(client, plan, files.read(paper.files.filter(restricted=False)[0].sha256))
        assert "is No 1 of" in told and "It was corrected since: supplement 1a." in told
    for page in (reverse("issued", args=[plan.slug]), at, reverse("issued_paper", args=[supplement.pk])):
        assert "two workers down" not in client.get(page).text
    client.force_login(people["officer"])
    for page in (reverse("issued", args=[plan.slug]), at, reverse("issued_paper", args=[supplement.pk])):
        for query in ({}, {"file": "csv"})[: 1 + page.endswith("papers/")]:
            assert "[exempt: paragraph 3] two workers down on two days a week [end exempt]" in said_by(
                client, page, query
            )
    stale = client.post(at, {"words": "1.1 is otherwise.", "sign": sign})
    assert stale.status_code == 409 and "not what you looked at" in stale.text


def test_a_mark_tells_of_papers_issued_before_it_and_of_every_place_that_it_leaves_out(client, plan, people, period):
    first, second, third, _last = factories.actions_of(plan)
    said = "The standards cost £61,300."
    for action in (first, third):
        submit_progress(by=people["lead"], action=action, word=Word(narrative=said, rag=factories.rag("red")))
    paper = issue(people, period)
    client.force_login(people["officer"])
    at = reverse("exempt", args=[third.pk])
    assert "Issued before something was marked here" not in client.get(at).text
    mark_exempt(by=people["officer"], action=third, what="passage", words=said, paragraph=3)
    mark_exempt(by=people["officer"], action=second, what="action", paragraph=3)
    shown = client.get(at).text
    assert "Issued before something was marked here" in shown and reverse("issued_paper", args=[paper.pk]) in shown
    later = open_period(by=people["officer"], plan=plan, name="Later", position_on=today() + timedelta(days=1))
    listed = client.get(reverse("period_paper", args=[plan.slug, later.pk])).text
    assert "leaves out: 2 marks, 3 places<" in listed
    assert re.search(rf"In 2 places: [^<]*action {first.ref}, update of [^<]*action {third.ref}, update of", listed)


def said_by(client, page, query):
    response = client.get(page, query)
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def test_words_near_what_is_exempt_are_told_where_it_is_marked_and_on_the_page_of_the_paper(
    client, plan, people, period
):
    first, second, *_others = factories.actions_of(plan)
    said = "Kestrel Partnership wants £61,300 for the second half and will walk away without it."
    near = "Kestrel Partnership wants £61300 for the second half, so the reviews wait."
    for action, words in ((first, said), (second, near)):
        submit_progress(by=people["lead"], action=action, word=Word(narrative=words, rag=factories.rag("red")))
    client.force_login(people["officer"])
    url = reverse("period_paper", args=[plan.slug, period.pk])
    assert "stand in what is exempt, too" not in client.get(url).text
    mark_exempt(by=people["officer"], action=first, what="passage", words=said, paragraph=3)
    assert "leaves out: 1 mark, 1 place<" in client.get(url).text
    quoted = "“Kestrel Partnership wants £61300 for the second half”"
    assert quoted in client.get(url).text
    shown = client.get(reverse("exempt", args=[first.pk])).text
    assert quoted in shown and f'href="{reverse("exempt", args=[second.pk])}"' in shown
    mark_exempt(by=people["officer"], action=second, what="passage", words=near, paragraph=3)
    assert quoted not in client.get(url).text and quoted not in client.get(reverse("exempt", args=[first.pk])).text


def test_what_is_marked_after_a_paper_was_looked_at_is_told_before_it_is_issued(client, plan, people, period):
    action = factories.actions_of(plan)[0]
    client.force_login(people["officer"])
    snapshots.freeze(by=people["officer"], period=period)
    url = reverse("period_paper", args=[plan.slug, period.pk])
    address, fields = asked_once_more(client, url, {})
    unsaid = client.post(address, fields)
    assert unsaid.status_code == 422 and "Say that you have looked at its pages" in unsaid.text
    mark_exempt(by=people["officer"], action=action, what="value", field="action", paragraph=3)
    stale = client.post(address, fields | {"looked": "yes"})
    assert stale.status_code == 409 and "1 thing is left out of the public version by now" in stale.text
    assert not m.PaperOrder.objects.filter(issues=True)
    shown = client.get(asked_once_more(client, url, {})[0])
    looked_at = [
        (each.version, bytes(m.PaperOrder.objects.get(pk=each.preview.pk).data)) for each in shown.context["looked_at"]
    ]
    [(_public, public), (called, restricted)] = looked_at
    assert called == "the version that is not for publication" and called in shown.text
    assert "in both versions" in shown.text
    assert [action.text.casefold() in opened(pdf) for pdf in (public, restricted)] == [False, True]
    # The restricted pages alone are not what is asked about, whoever writes their address.
    beside = shown.context["looked_at"][1].preview
    assert "I have looked at these pages" not in client.get(url, {"preview": beside.pk}).text
    assert issue_by_form(client, url, {}).status_code == 302


def test_a_redaction_makes_both_versions_of_a_supplement_anew(
    plan, people, period, marked, django_capture_on_commit_callbacks
):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    paper = issue(people, period)
    words = f"{MARKERS['passage']} and her sister moved, to {MARKERS['lead']}."
    supplement = verbs.issue_correction(by=people["officer"], paper=paper, words=words)
    with django_capture_on_commit_callbacks(execute=True):
        redact(by=administrator, plan=plan, words=MARKERS["passage"], why="it named a child")
    public, restricted = (of_version(supplement, restricted=which) for which in (False, True))
    assert len(public) == len(restricted) == 3
    for data in (*public.values(), *restricted.values()):
        assert MARKERS["passage"].casefold() not in opened(data)
    assert all("her sister" not in opened(data) for data in public.values())
    assert list(faults()) == []


def test_the_export_of_everything_holds_the_bytes_of_every_version_with_a_manifest(
    client, plan, people, period, marked, django_capture_on_commit_callbacks
):
    paper = issue(people, period)
    supplement = verbs.issue_correction(by=people["officer"], paper=paper, words="1.1 is otherwise.")
    with django_capture_on_commit_callbacks(execute=True):
        administrator = factories.person("Abe Administrator", is_administrator=True)
        redact(by=administrator, plan=plan, words=MARKERS["evidence"], why="it named a child")
    client.force_login(people["officer"])
    response = client.get(reverse("everything", args=[plan.slug]))
    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    papers = json.loads(archive.read("papers.json"))
    assert [each["called"] for each in papers] == ["No 1", "Supplement 1a to No 1"]
    assert [len(each["files"]) for each in papers] == [20, 12]
    for kept, told in zip((paper, supplement), papers, strict=True):
        files_ = {each["sha256"]: each for each in told["files"]}
        assert told["content_digest"] == kept.content_digest and told["position_digest"] == kept.snapshot.digest
        for file in kept.files.filter(withdrawn=False):
            assert hashlib.sha256(archive.read(files_[file.sha256]["file"])).hexdigest() == file.sha256
            assert files_[file.sha256]["restricted"] == file.restricted
        gone = [each for each in told["files"] if each["lacking"]]
        assert len(gone) == len(told["files"]) // 2 and all(each["file"] == "" for each in gone)
    rows = list(csv.DictReader(io.StringIO(archive.read("index.csv").decode("utf-8-sig"))))
    issued = [row for row in rows if row["What"].startswith("An issued paper")]
    assert len(issued) == 32 and sum(row["Not here because"] == "It was expunged" for row in issued) == 16
    assert sum(row["What"].endswith("not for publication") for row in issued) == 16
    assert json.loads(archive.read("papers/1/position.json")) == json.loads(
        IssuedPaper.objects.get(pk=paper.pk).snapshot.state
    )
    client.force_login(people["manager"])
    assert client.get(reverse("everything", args=[plan.slug])).status_code == 403
