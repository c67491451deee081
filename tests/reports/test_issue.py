"""A period's paper, from open to issued: what was issued stays, whatever comes later."""

import io
import random
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis.extra.django import TestCase

from audits.models import IssuedFile, IssuedPaper, Snapshot
from audits.operations import issued_papers, snapshots
from audits.operations.redaction import redact
from audits.sources import frozen
from audits.verification import CHECKS, acts, chains, faults, present
from audits.verification.case import Case
from plans import exemptions
from plans import models as m
from plans.clock import today
from plans.operations import files
from plans.operations.decisions import completion, extensions
from plans.operations.editing import withdraw
from plans.operations.editing.actions import change_action
from plans.operations.errors import Refused
from plans.operations.exemptions import mark_exempt
from plans.operations.members_questions import answer_members_question, record_members_question
from plans.operations.people import amend_person
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.trail import SYSTEM
from plans.workforce import tell_given_up
from reports import issue as printing
from reports.appendix.pdf.press import NotPrinted
from reports.issue import Settings
from reports.operations import issue as verbs
from reports.operations import issue_orders
from reports.operations.settings import keep_settings
from tests import factories
from tests.audits import test_sources as histories
from tests.audits.sheets.bringing import sheet_of
from tests.kept import path_of
from tests.reports.confirming import issue_by_form, supplement_by_form
from tests.reports.regenerated import regenerated_digest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed_in_this_process")]

NAME = "Tamsin Quillfeather"
MOVES = histories.AnyHistory.moves


@pytest.fixture
def plan():
    return factories.plan(actions=3)


@pytest.fixture
def period(plan, people):
    return open_period(by=people["officer"], plan=plan, name="End July", position_on=today())


def say(people, action, words="So far.", code="amber", **more):
    return submit_progress(
        by=people["lead"], action=action, word=Word(narrative=words, rag=factories.rag(code), **more)
    )


def issued(people, period, **chosen) -> IssuedPaper:
    snapshot = snapshots.freeze(by=people["officer"], period=period)
    return verbs.issue(by=people["officer"], snapshot=snapshot, settings=Settings(**chosen))


def bytes_of(paper) -> dict[str, bytes]:
    return {file.format: files.read(file.sha256) for file in paper.files.filter(withdrawn=False)}


def page(client, person, name, *args, **given):
    client.force_login(person)
    return client.get(reverse(name, args=args), given)


def test_what_was_issued_stays_whatever_comes_later(client, plan, people, period):
    [first, second, third] = factories.actions_of(plan)
    say(people, first)
    paper = issued(people, period, author="Olive Officer")
    before = bytes_of(paper)
    assert set(before) == {"pdf", "docx", "xlsx", "csv", "html"}
    say(people, first, "In truth it was worse.", "red")
    change_action(by=people["officer"], action=second, text="Quite another thing", why="The Board asked.")
    withdraw(by=people["officer"], thing=third, reason="It is elsewhere.")
    named = {"name": "Olive Newname", "email": people["officer"].email, "job_title": "", "is_administrator": False}
    amend_person(by=SYSTEM, user=people["officer"], **named)
    client.force_login(people["viewer"])
    for file in paper.files.all():
        answer = client.get(reverse("issued_file", args=[file.pk]))
        assert b"".join(answer.streaming_content) == before[file.format]
        assert f'filename="{file.name}"' in answer["Content-Disposition"]
    assert regenerated_digest(paper) == paper.content_digest
    assert list(faults()) == []
    assert b"Paper No 1" in before["html"] and paper.head.encode() in before["html"] and b"draft" not in before["html"]
    with pytest.raises(Refused, match="Correct it by a supplement"):
        snapshots.unfreeze(by=people["officer"], snapshot=paper.snapshot, reason="We forgot one.")
    with pytest.raises(Refused, match="Correct it by a supplement"):
        verbs.issue(by=people["officer"], snapshot=paper.snapshot, settings=Settings())


def test_one_officer_goes_from_updates_in_to_a_supplement_in_the_browser(
    client, plan, people, period, django_capture_on_commit_callbacks
):
    say(people, factories.actions_of(plan)[0])
    url = reverse("period_paper", args=[plan.slug, period.pk])
    opened = page(client, people["officer"], "period_paper", plan.slug, period.pk).text
    assert "2 updates not in" in opened and "Nothing stops the freeze" in opened
    assert "Freeze it first" in client.post(url, {"do": "issue"}).text
    assert client.post(url, {"do": "freeze"}).status_code == 302
    assert "Issue paper No 1" in client.get(url).text
    draft = client.post(reverse("paper_preview", args=[plan.slug, period.pk]), {"paper": "a4"})
    assert draft.content.startswith(b"%PDF")
    assert not IssuedPaper.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        order = issue_by_form(client, url, {"paper": "a3", "author": "Olive"}).url
    assert client.get(order).url == reverse("issued", args=[plan.slug])
    paper = IssuedPaper.objects.get()
    assert (paper.number, paper.options["paper"], paper.options["author"]) == (1, "a3", "Olive")
    at = reverse("issued_paper", args=[paper.pk])
    assert "Say what of the paper differs" in client.post(at, {"words": " "}).text
    say(people, factories.actions_of(plan)[0], "It was otherwise.", "red")
    corrected = {"words": "1.1 prints Amber.", "by_record": "yes"}
    assert "It was otherwise." in client.post(at, corrected).text and not IssuedPaper.objects.filter(supplement=1)
    assert supplement_by_form(client, paper, corrected).status_code == 302
    assert "says the same already" in supplement_by_form(client, paper, corrected).text
    supplement = IssuedPaper.objects.get(supplement=1)
    assert str(supplement) == "Supplement 1a to No 1"
    said = bytes_of(supplement)["html"].decode()
    assert "1.1 prints Amber." in said and "It was otherwise." in said and "stands as it was issued" in said
    register = client.get(reverse("issued", args=[plan.slug])).text
    assert "1 paper and 1 supplement" in register and "Supplement 1a" in register
    assert "Paper No 1" in client.get(at).text


def test_what_stops_the_freeze_has_to_be_settled_or_given_a_reason(client, plan, people, period):
    timescale = factories.actions_of(plan)[0].timescales.get()
    day = timescale.latest + timedelta(days=30)
    extensions.request_extension(by=people["lead"], timescale=timescale, to_latest=day, reason="Illness.")
    url = reverse("period_paper", args=[plan.slug, period.pk])
    assert "1 thing stops the freeze" in page(client, people["officer"], "period_paper", plan.slug, period.pk).text
    refused = client.post(url, {"do": "freeze", "despite": " "})
    assert refused.status_code == 422 and "say why it is frozen all the same" in refused.text
    assert f'data-sent-to="{url}"' in refused.text and "data-sent-to" not in client.get(url).text
    unset = client.post(reverse("paper_preview", args=[plan.slug, period.pk]), {"paper": "a9"})
    assert unset.status_code == 422 and f'data-sent-to="{url}"' in unset.text
    assert snapshots.frozen_of(period) is None
    assert client.post(url, {"do": "freeze", "despite": "The agenda closes."}).status_code == 302
    assert m.ChangeSet.objects.get(verb="freeze").why == "The agenda closes."


def test_a_position_is_unfrozen_with_a_reason_and_frozen_anew(client, plan, people, period):
    snapshot = snapshots.freeze(by=people["officer"], period=period)
    url = reverse("period_paper", args=[plan.slug, period.pk])
    client.force_login(people["officer"])
    assert "Say why" in client.post(url, {"do": "unfreeze", "reason": ""}).text
    with pytest.raises(Refused, match="frozen already"):
        snapshots.freeze(by=people["officer"], period=period)
    say(people, factories.actions_of(plan)[0])
    assert client.post(url, {"do": "unfreeze", "reason": "One more came in."}).status_code == 302
    again = snapshots.freeze(by=people["officer"], period=period)
    assert again.digest != snapshot.digest
    with pytest.raises(Refused, match="unfrozen meanwhile"):
        verbs.issue(by=people["officer"], snapshot=snapshot, settings=Settings())
    assert list(faults()) == []


def test_a_period_of_a_day_that_has_not_come_is_frozen_of_an_earlier_one_alone(people, period):
    for on, said in (
        (today() + timedelta(days=1), "has not come"),
        (today() - timedelta(days=900), "not in the system"),
    ):
        with pytest.raises(Refused, match=said):
            snapshots.freeze(by=people["officer"], period=period, on=on)


def test_what_is_not_for_publication_is_found_by_those_who_run_the_plan_alone(client, plan, people, period):
    with pytest.raises(Refused, match="by which paragraph"):
        issued(people, period, restricted=True)
    snapshots.unfreeze(by=people["officer"], snapshot=snapshots.frozen_of(period), reason="Without a ground.")
    paper = issued(people, period, restricted=True, grounds=(4,))
    made = bytes_of(paper)
    assert b"Not for publication" in made["html"] and exemptions.PARAGRAPHS[4].encode() in made["csv"]
    file = paper.files.get(format="csv")
    for name, status in (("viewer", 404), ("lead", 404), ("manager", 200), ("officer", 200)):
        assert page(client, people[name], "issued_paper", paper.pk).status_code == status
        assert page(client, people[name], "issued_file", file.pk).status_code == status
        assert ("No 1" in page(client, people[name], "issued_everywhere").text) == (status == 200)
        assert page(client, people[name], "since", plan.slug, **{"from": "paper-1"}).status_code == (
            200 if status == 200 else 422
        )
        upload = SimpleUploadedFile("given.csv", files.read(file.sha256))
        answer = client.post(reverse("issued", args=[plan.slug]), {"file": upload}).text
        assert ("Yes, this file is ours" in answer) == (status == 200)


def test_a_file_is_ours_byte_for_byte_or_it_is_none(client, plan, people, period):
    paper = issued(people, period)
    data = bytes_of(paper)["pdf"]
    client.force_login(people["viewer"])
    ask = reverse("issued_everywhere")
    assert "Yes, this file is ours" in client.post(ask, {"file": SimpleUploadedFile("A final.pdf", data)}).text
    other = SimpleUploadedFile("A final.pdf", data + b"\n")
    assert "No, this is no file that was issued" in client.post(ask, {"file": other}).text
    # Of what is not for publication a reader is told nothing, so that no more may be said of any file.
    assert (
        "issued for everybody to see</h2>"
        in client.post(ask, {"file": SimpleUploadedFile("A final.pdf", data + b"\n")}).text
    )
    assert client.post(ask).status_code == 422
    assert client.post(ask, {"file": SimpleUploadedFile("a.pdf", b"")}).status_code == 422


def test_nothing_is_issued_before_all_of_it_is_printed(monkeypatch, plan, people, period):
    """A worker that ends in the midst, a format that fails, a database that refuses: there is no half of a paper."""
    snapshot = snapshots.freeze(by=people["officer"], period=period)
    printed = []

    def fails_at(limit):
        def prints(made, **_more):
            printed.append(made)
            if len(printed) > limit:
                raise NotPrinted("it was killed")
            return made()

        return prints

    for limit in (0, 2, 4):
        printed.clear()
        monkeypatch.setattr(printing, "in_child", fails_at(limit))
        with pytest.raises(NotPrinted):
            verbs.issue(by=people["officer"], snapshot=snapshot, settings=Settings())
    monkeypatch.setattr(printing, "in_child", lambda prints, **_more: prints())
    kept = issued_papers._keep_files

    def ends(act, paper, files_, hashes):
        kept(act, paper, files_[:2], hashes[:2])
        raise SystemExit

    monkeypatch.setattr(issued_papers, "_keep_files", ends)
    with pytest.raises(SystemExit), transaction.atomic():
        verbs.issue(by=people["officer"], snapshot=snapshot, settings=Settings())
    assert not IssuedPaper.objects.exists() and not IssuedFile.objects.exists()
    assert not m.ChangeSet.objects.filter(verb="issue_paper").exists()
    assert list(faults()) == []


def test_an_order_issues_once_says_how_far_it_is_and_is_stopped_in_time(client, plan, people, period, monkeypatch):
    snapshot = snapshots.freeze(by=people["officer"], period=period)
    made = {"owner": people["officer"], "plan": plan, "today": today(), "actions": 3, "issues": True}
    order = m.PaperOrder.objects.create(asked=f"snapshot={snapshot.pk}", asked_at=factories_now(), **made)
    told = []
    monkeypatch.setattr(printing, "in_child", lambda prints, **_more: told.append(done(order)) or prints())
    assert issue_orders.issue_ordered.call(order.pk) == "ready"
    assert told == [0, 1, 2, 3, 4] and done(order) == 5 == IssuedFile.objects.count()
    assert issue_orders.issue_ordered.call(order.pk) == "not waiting"
    assert IssuedPaper.objects.count() == 1
    again = m.PaperOrder.objects.create(asked=f"snapshot={snapshot.pk}", asked_at=factories_now(), **made)
    assert issue_orders.issue_ordered.call(again.pk) == "failed"
    client.force_login(people["officer"])
    shown = client.get(reverse("paper_order", args=[again.pk])).text
    assert "The paper could not be issued" in shown and "was issued for “End July” already" in shown


def test_a_worker_killed_after_it_issued_and_before_it_said_so_has_issued(plan, people, period):
    snapshot = snapshots.freeze(by=people["officer"], period=period)
    made = {"owner": people["officer"], "plan": plan, "today": today(), "actions": 3, "issues": True}
    asked = {"asked": f"snapshot={snapshot.pk}", "asked_at": factories_now()}
    for do in (issue_orders.issue_ordered.call, lambda pk: tell_given_up(issue_orders.issue_ordered.module_path, [pk])):
        order = m.PaperOrder.objects.create(**asked, **made)
        if not IssuedPaper.objects.exists():
            verbs.issue(by=people["officer"], snapshot=snapshot, settings=Settings())
        do(order.pk)
        order.refresh_from_db()
        assert (order.status, order.name, order.failure) == ("ready", "No 1", "")
    assert IssuedPaper.objects.count() == 1 and list(faults()) == []


@pytest.mark.parametrize(
    ("chosen", "files_"), [("", 5), ("&large_print=yes", 6), ("&posts=yes", 10), ("&posts=yes&large_print=yes", 12)]
)
def test_progress_counts_every_file_that_is_made(client, plan, people, period, monkeypatch, chosen, files_):
    snapshot = snapshots.freeze(by=people["officer"], period=period)
    order = m.PaperOrder.objects.create(
        asked=f"snapshot={snapshot.pk}{chosen}",
        asked_at=factories_now(),
        owner=people["officer"],
        plan=plan,
        today=today(),
        actions=3,
        issues=True,
    )
    client.force_login(people["officer"])
    assert f"0 of {files_} files printed" in client.get(reverse("paper_order", args=[order.pk])).text
    assert client.get(reverse("paper_progress", args=[order.pk])).json()["all"] == files_
    monkeypatch.setattr(printing, "in_child", lambda prints, **_more: b"%PDF")
    assert issue_orders.issue_ordered.call(order.pk) == "ready"
    assert done(order) == files_ == IssuedFile.objects.count()


def done(order) -> int:
    return m.PaperOrder.objects.values_list("done", flat=True).get(pk=order.pk)


def factories_now():
    return m.ChangeSet.objects.latest("moment").moment


def test_files_that_can_not_be_made_anew_are_told_to_the_officer_who_has_it_tried_again(
    client, plan, people, period, monkeypatch, mailoutbox, django_capture_on_commit_callbacks
):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    say(people, factories.actions_of(plan)[0], f"We met {NAME} and her teacher.")
    paper = issued(people, period)

    def fails(prints, **_more):
        raise NotPrinted("no memory")

    monkeypatch.setattr(printing, "in_child", fails)
    with django_capture_on_commit_callbacks(execute=True):
        redact(by=administrator, plan=plan, words=NAME, why="it named a child")
    [told] = [letter for letter in mailoutbox if "has no files" in letter.subject]
    assert told.to == [people["officer"].email] and NAME not in told.body
    at = reverse("issued_paper", args=[paper.pk])
    assert "Make its files anew" in page(client, people["officer"], "issued_paper", paper.pk).text
    monkeypatch.setattr(printing, "in_child", lambda prints, **_more: prints())
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(at, {"do": "anew"}).status_code == 302
    assert paper.files.filter(withdrawn=False).count() == 5
    client.force_login(people["viewer"])
    assert client.post(at, {"do": "anew"}).status_code == 403


def test_after_a_redaction_the_issued_copy_is_expunged_made_anew_and_listed(
    client, plan, people, period, django_capture_on_commit_callbacks
):
    administrator = factories.person("Abe Administrator", is_administrator=True)
    say(people, factories.actions_of(plan)[0], f"We met {NAME} and her teacher.")
    paper = issued(people, period)
    with django_capture_on_commit_callbacks(execute=True):
        supplement = verbs.issue_correction(by=people["officer"], paper=paper, words=f"{NAME} is nobody’s sister.")
    other = open_period(by=people["officer"], plan=plan, name="Later", position_on=today() + timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        redact(by=administrator, plan=plan, words=NAME, why="it named a child")
    for each in (paper, supplement):
        gone, there = (each.files.filter(withdrawn=state) for state in (True, False))
        assert gone.count() == there.count() > 0
        assert not any(files.exists(file.sha256) for file in gone)
        assert all(NAME.encode() not in data for data in bytes_of(each).values())
        assert b"Redacted on" in bytes_of(each)["html"]
    assert list(faults()) == []
    shown = page(client, people["viewer"], "issued_paper", paper.pk).text
    assert "5 files expunged" in shown and "it named a child" in shown
    assert page(client, people["viewer"], "issued_file", paper.files.filter(withdrawn=True)[0].pk).status_code == 404
    assert snapshots.frozen_of(other) is None


def test_the_commands_do_what_the_page_does_and_write_the_stored_bytes_again(plan, people, period, tmp_path):
    with pytest.raises(CommandError, match="Freeze it first"):
        call_command("issue_paper", plan.slug, "End July", "--output", str(tmp_path / "none"))
    out = io.StringIO()
    call_command("freeze_period", plan.slug, "end  july", stdout=out)
    assert out.getvalue().strip() == Snapshot.objects.get().digest
    with pytest.raises(CommandError, match="frozen already"):
        call_command("freeze_period", plan.slug, "End July")
    for folder in ("once", "again"):
        call_command("issue_paper", plan.slug, "End July", "--output", str(tmp_path / folder), stdout=io.StringIO())
    once, again = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("once", "again"))
    assert once == again and len(once) == 5
    for arguments, said in (
        (("nothing", "End July"), "There is no plan"),
        ((plan.slug, "End May"), "has no period"),
        ((plan.slug, "End July", "--on", "soon"), "Give a date"),
    ):
        with pytest.raises(CommandError, match=said):
            call_command("freeze_period", *arguments)


def test_two_issued_papers_are_compared_by_their_numbers_as_they_were_issued(client, plan, people, period):
    [first, *_rest] = factories.actions_of(plan)
    say(people, first)
    issued(people, period)
    later = open_period(by=people["officer"], plan=plan, name="End August", position_on=today() + timedelta(days=1))
    say(people, first, "Now it is worse.", "red")
    second = issued(people, later)
    assert second.figures["directions"]["worse"] == 1
    shown = page(client, people["viewer"], "since", plan.slug, **{"from": "paper-1", "to": "paper-2"}).text
    assert "as issued (No 1)" in shown and "as issued (No 2)" in shown and "Now it is worse." in shown
    assert page(client, people["viewer"], "since", plan.slug, **{"from": "paper-9"}).status_code == 422


TAMPERED = {
    "the number of a paper": "UPDATE audits_issuedpaper SET number = number + 7",
    "the hash of a file": "UPDATE audits_issuedfile SET sha256 = '{other}'",
    "the digest of a paper": "UPDATE audits_issuedpaper SET content_digest = '{other}'",
    "who issued it": "UPDATE audits_issuedpaper SET by_name = 'Somebody'",
    "a file that is gone": "DELETE FROM audits_issuedfile WHERE format = 'pdf'",
    "a frozen state": "UPDATE audits_snapshot SET state = state || ' '",
    "the day of a frozen state": "UPDATE audits_snapshot SET known = '2020-01-01 00:00:00'",
    "the history of a paper": "UPDATE audits_historicalissuedpaper SET report_ref = 'X'",
    "the history of a file": "DELETE FROM audits_historicalissuedfile",
}


def test_whatever_is_altered_of_what_was_issued_is_found_and_named(people, period):
    paper = issued(people, period)
    for what, sql in TAMPERED.items():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql.format(other="0" * 64))
            found = [fault.where for fault in faults()]
            assert any("issued" in where or "snapshot" in where for where in found), what
            transaction.set_rollback(True)
    file = paper.files.get(format="html")
    data = path_of(file.sha256).read_bytes()
    path_of(file.sha256).write_bytes(data[:-1])
    assert [fault.finding for fault in faults()] == ["file-altered"]
    path_of(file.sha256).unlink()
    assert [(fault.finding, fault.where) for fault in faults()] == [("file-missing", f"audits.issuedfile {file.pk}")]


def test_bytes_that_were_altered_are_handed_to_nobody(client, people, period):
    file = issued(people, period).files.get(format="csv")
    path_of(file.sha256).write_bytes(b"Ref,Action\n")
    answer = page(client, people["officer"], "issued_file", file.pk)
    assert answer.status_code == 500 and "was altered and is not handed out" in answer.text


NEAREST = {
    chains.links: (("plans_chainlink", "digest"), ("plans_changeset", "digest")),
    acts.acts: (
        ("plans_changeset", "actor_name"), ("plans_changeset", "verb"),
        ("plans_historicalaction", "text"), ("audits_historicalissuedfile", "sha256"),
        ("plans_historicalexemption", "words"), ("plans_historicalmembersquestion", "text"),
        ("plans_historicalmembersquestion", "answer"), ("plans_historicalpapersettings", "chosen"),
        ("audits_historicalsheetout", "whom"), ("audits_historicalissuedpaper", "options"),
    ),
    present.live_rows: (
        ("plans_action", "text"), ("plans_progressupdate", "narrative"), ("audits_issuedpaper", "content_digest"),
        ("audits_issuedpaper", "head"), ("audits_issuedpaper", "by_name"), ("audits_issuedfile", "sha256"),
        ("audits_issuedfile", "name"), ("audits_issuedpaper", "options"), ("audits_issuedpaper", "figures"),
        ("plans_exemption", "words"), ("plans_exemption", "note"), ("plans_membersquestion", "text"),
        ("plans_membersquestion", "answer"), ("plans_papersettings", "chosen"), ("plans_papersettings", "kept_by_name"),
        ("audits_sheetout", "whom"), ("audits_sheetout", "made_by_name"),
    ),
    present.frozen_states: (("audits_snapshot", "state"), ("audits_snapshot", "digest")),
}  # fmt: skip
"""From each check to the columns whose alteration it finds by itself."""


@pytest.mark.thorough
def test_a_thousand_tamperings_are_each_found(plan, people, period):
    """Of issued bytes, frozen states, change sets and rows: a random letter of a random one. Each is looked for by the
    check that it is for, and one in ten by the whole verification."""
    _lived(plan, people)
    issued(people, period)
    assert list(faults()) == [] and NEAREST.keys() < {check.run for check in CHECKS}
    dice = random.Random(20261129)  # noqa: S311
    texts = [(check, *where) for check, columns in NEAREST.items() for where in columns]
    hashes = list(IssuedFile.objects.values_list("sha256", flat=True))

    def found(check, turn) -> set[str]:
        return {fault.finding for fault in (faults() if turn % 20 in (0, 1) else check(Case()))}

    for turn in range(1000):
        if turn % 4 == 0:
            path = path_of(dice.choice(hashes))
            data = path.read_bytes()
            at = dice.randrange(len(data))
            path.write_bytes(data[:at] + bytes([data[at] ^ 1 << dice.randrange(8)]) + data[at + 1 :])
            assert found(present.stored_files, turn) == {"file-altered"}, turn
            path.write_bytes(data)
            continue
        check, table, column = dice.choice(texts)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SELECT id, CAST({column} AS TEXT) FROM {table} WHERE length(CAST({column} AS TEXT)) > 4")  # noqa: S608
            pk, text = dice.choice([row for row in cursor.fetchall() if row[1]])
            at = dice.choice([at for at in _letters(text) if 0 < at < len(text) - 1])
            changed = text[:at] + ("b" if text[at] != "b" else "c") + text[at + 1 :]
            cursor.execute(f"UPDATE {table} SET {column} = %s WHERE id = %s", [changed, pk])  # noqa: S608
            assert found(check, turn), (turn, table, column, pk)
            transaction.set_rollback(True)


def _lived(plan, people):
    """Something stands in every table that a paper has to do with."""
    first, second, _third = factories.actions_of(plan)
    say(people, first, "We met her sister at home.")
    mark_exempt(by=people["officer"], action=first, what="passage", words="her sister", note="Who it was", paragraph=2)
    lead = m.Lead.objects.first()
    asked = {"meeting": "Scrutiny", "asked_on": today(), "due_on": today(), "lead": lead, "text": "Why is it so late?"}
    question = record_members_question(by=people["officer"], action=second, **asked)
    answer_members_question(by=people["officer"], question=question, answer="It is not late.")
    keep_settings(by=people["officer"], plan=plan, settings=Settings(report_ref="12/2026", committee="Scrutiny"))
    sheet_of(plan, people["officer"])


def _letters(text: str) -> list[int]:
    """The places of its letters; in what holds JSON, of those within quotes: other letters leave no JSON."""
    if not text.startswith(("{", "[")):
        return list(range(len(text)))
    return [at for found in re.finditer(r'"[a-z_A-Z ]{3,}"', text) for at in range(found.start() + 1, found.end() - 1)]


class AnyPaper(TestCase):
    """Whatever people did before and do after it, a paper made anew has the content digest that was issued."""

    @settings(max_examples=5, suppress_health_check=list(HealthCheck))
    @given(MOVES, MOVES)
    def test_a_paper_made_anew_has_the_digest_of_the_one_that_was_issued(self, before, after):
        _regenerates(before, after)

    @pytest.mark.thorough
    @settings(max_examples=100, suppress_health_check=list(HealthCheck))
    @given(MOVES, MOVES)
    def test_in_a_hundred_of_a_hundred_histories(self, before, after):
        _regenerates(before, after)


def _regenerates(before, after):
    plan = factories.plan()
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    actions = factories.actions_of(plan)
    _all_of(before, actions, lead, manager)
    period = open_period(by=SYSTEM, plan=plan, name="Now", position_on=today())
    snapshot = snapshots.freeze(by=SYSTEM, period=period)
    options = printing.options_of(plan, snapshot, Settings(), state=frozen(snapshot), number=1)
    digest = printing.content_digest(frozen(snapshot), options)
    kept = IssuedPaper(plan=plan, snapshot=snapshot, options=options.plain())
    _all_of(after, actions, lead, manager)
    assert regenerated_digest(kept) == digest


def _all_of(moves, actions, lead, manager):
    for what, which, code, days in moves:
        try:
            histories._do(what, actions[which], lead, manager, code, days)
        except (Refused, Denied, completion.Refused):
            continue
