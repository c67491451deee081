"""One mail a person and day, written down before it goes, and tried until it is sent or too late."""

import email
import io
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from audits.verification import faults
from plans import models as m
from plans import standings
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from reports.operations import reminders
from tests import factories
from tests.reports.reminders.mailserver import mail_server

pytestmark = pytest.mark.django_db
IN_A_WORKER = pytest.mark.django_db(transaction=True)
"""A worker closes its connection, and a transaction of the test's with it."""


@pytest.fixture
def send():
    """Runs the command as a timer does; returns what it prints."""

    def run(*words):
        out = io.StringIO()
        call_command("send_reminders", *words, stdout=out)
        return out.getvalue()

    return run


@pytest.fixture
def smtp(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", server.port, 5
        yield server


@pytest.fixture
def queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


def work():
    call_command("work", once=True, verbosity=0)


def test_run_twice_it_sends_once(lead, send):
    assert "1 person to tell of 22 November 2026: 1" not in send("--dry-run")
    send()
    said = send()
    assert [message.to for message in mail.outbox] == [["ada.lead@northmere.example"]]
    assert said == "1 person to tell of 22 November 2026: 0 sent now, 0 queued, 1 told before.\n"
    assert list(faults()) == []


def test_a_dry_run_says_who_would_be_told_and_writes_nothing(lead, send):
    said = send("--dry-run")
    assert "Ada Lead <ada.lead@northmere.example>: 2 overdue, 1 update owed\n" in said
    assert (m.Reminder.objects.count(), mail.outbox) == (0, [])


def test_the_day_is_london_s_whatever_the_clock_s_hour(lead, send, clock, on):
    """Half an hour past midnight in London's summer is still the day before in UTC."""
    summer = on.replace(month=7, day=15)
    clock.set(day=summer, hour=0, minute=30)
    send()
    clock.set(day=summer, hour=23, minute=30)
    send()
    assert [reminder.on for reminder in m.Reminder.objects.all()] == [summer]
    clock.pass_by(hours=1)
    send()
    clock.pass_by(hours=-1)
    send()
    clock.pass_by(hours=1)
    send()
    assert [r.on for r in m.Reminder.objects.order_by("on")] == [summer, summer + timedelta(days=1)]
    assert len(mail.outbox) == 2


def test_a_day_that_is_no_date_is_refused_in_words(send):
    with pytest.raises(CommandError, match="Write it as YYYY-MM-DD"):
        send("--on", "tomorrow")


def test_nobody_can_have_two_digests_of_one_day_even_by_two_rounds_at_once(lead, on, clock):
    row = {"user": lead, "user_name": lead.name, "on": on, "asked_at": clock.moment}
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Reminder.objects.bulk_create([m.Reminder(**row), m.Reminder(**row)])


def test_the_mail_can_be_read_as_words_and_leads_to_each_update(lead, collecting, actions, send, settings):
    settings.SITE_URL = "https://plans.example.gov.uk"
    send()
    [message] = mail.outbox
    assert message.subject == "Action Plans: 2 overdue, 1 update needed by Friday 27 November"
    for text in (message.body, message.alternatives[0].content):
        for action in actions:
            assert f"https://plans.example.gov.uk/actions/{action.pk}/update/" in text
        assert (
            "“End November 2026” of the Early Help Improvement Plan, which goes to its meeting on Friday 11 December"
            in text
        )
    headers = message.message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].strip("\n <>").startswith("https://plans.example.gov.uk/reminders/stop/")
    assert headers["Auto-Submitted"] == "auto-generated"


def test_words_that_look_like_markup_are_words_in_both_parts(
    lead, plan, officer, settings, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        reminders.remind(by=officer, plan=plan, users=[lead], message="Is <b>it</b> done & checked?")
    [message] = mail.outbox
    assert "Is <b>it</b> done & checked?" in message.body
    assert "Is &lt;b&gt;it&lt;/b&gt; done &amp; checked?" in message.alternatives[0].content
    assert message.reply_to == [officer.email]


def test_a_long_list_is_cut_with_a_way_to_the_rest(send):
    plan = factories.plan("A Long Plan", actions=40)
    factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    send()
    [message] = mail.outbox
    assert message.body.count("/update/\n") == 10
    assert "and 30 more: http" in message.body


def test_a_mail_server_that_refuses_leaves_the_reminder_to_be_tried_again(lead, smtp, send, clock):
    smtp.refuses = True
    with pytest.raises(CommandError, match=r"1 reminder could not be sent and will be tried again.*disk is full"):
        send()
    [reminder] = m.Reminder.objects.all()
    assert (reminder.sent_at, reminder.waits, "disk is full" in reminder.failure) == (None, True, True)
    smtp.refuses = False
    send()
    assert smtp.accepted == [], "it is tried again after a while, not at once"
    clock.pass_by(minutes=6)
    send()
    reminder.refresh_from_db()
    assert (len(smtp.accepted), reminder.sent_at, reminder.failure) == (1, clock.moment, "")
    send()
    assert len(smtp.accepted) == 1


def test_a_server_that_hangs_up_after_taking_a_mail_gets_the_same_mail_again(lead, smtp, send, clock):
    """Whether it was taken can't be known: it comes twice under one Message-ID rather than never."""
    smtp.after_accepting = lambda: False
    with pytest.raises(CommandError, match="SMTPServerDisconnected"):
        send()
    smtp.after_accepting = None
    clock.pass_by(minutes=6)
    send()
    first, again = (email.message_from_string(text) for text in smtp.accepted)
    assert first["Message-ID"] == again["Message-ID"]


def test_no_mail_server_at_all_is_told_and_logged(lead, smtp, send, settings, caplog):
    smtp.server_close()
    with pytest.raises(CommandError, match="ConnectionRefusedError"):
        send()
    assert "could not be sent (try 1): ConnectionRefusedError" in caplog.text
    assert list(faults()) == []


@IN_A_WORKER
def test_the_queue_tries_again_by_itself(lead, smtp, queue, send, clock):
    smtp.refuses = True
    assert "0 sent now, 1 queued" in send()
    work()
    [later] = DBTaskResult.objects.filter(status="READY")
    assert later.run_after == clock.moment + timedelta(minutes=5)
    smtp.refuses = False
    clock.pass_by(minutes=5)
    work()
    work()
    assert len(smtp.accepted) == 1
    assert not m.Reminder.objects.filter(sent_at=None).exists()


@IN_A_WORKER
def test_a_try_that_another_has_replaced_sends_nothing(lead, queue, send, clock, smtp):
    send()
    clock.pass_by(minutes=11)
    send()
    assert DBTaskResult.objects.count() == 2, "the first was not done in time, so a second was queued"
    work()
    assert len(smtp.accepted) == 1


@IN_A_WORKER
def test_what_is_no_longer_true_is_not_sent(lead, queue, send, actions, smtp):
    for action in actions[:2]:
        m.Timescale.objects.filter(action=action).update(latest=None)
    standings.rebuild()
    send()
    for action in actions:
        submit_progress(by=lead, action=action, word=Word(narrative="On its way.", rag=factories.rag("green")))
    m.Timescale.objects.update(latest=None)
    standings.rebuild()
    work()
    [reminder] = m.Reminder.objects.all()
    assert (smtp.accepted, reminder.dropped) == ([], "Nothing was left to say.")


def test_yesterday_s_digest_that_never_went_gives_way_to_today_s(lead, smtp, send, clock):
    smtp.refuses = True
    with pytest.raises(CommandError):
        send()
    clock.pass_by(days=1)
    smtp.refuses = False
    send()
    assert len(smtp.accepted) == 1
    assert m.Reminder.objects.exclude(dropped="").get().dropped == "The digest of a later day took its place."


@IN_A_WORKER
def test_a_reminder_that_can_t_be_sent_for_days_is_given_up(
    lead, plan, officer, smtp, queue, clock, django_capture_on_commit_callbacks
):
    smtp.refuses = True
    with django_capture_on_commit_callbacks(execute=True):
        reminders.remind(by=officer, plan=plan, users=[lead])
    work()
    clock.pass_by(days=3)
    work()
    [reminder] = m.Reminder.objects.all()
    assert (reminder.dropped, reminder.waits) == ("It could not be sent in time.", False)
    assert not DBTaskResult.objects.filter(status="READY").exists()


@IN_A_WORKER
def test_a_worker_that_is_told_to_stop_in_mid_sending_leaves_the_reminder_to_be_tried_again(
    lead, queue, send, clock, monkeypatch
):
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", stop)
    send()
    work()
    [reminder] = m.Reminder.objects.all()
    assert (reminder.waits, reminder.failure) == (True, "SystemExit: 1")
    monkeypatch.undo()


def stop(*_args):
    raise SystemExit(1)


@IN_A_WORKER
def test_a_digest_of_a_person_who_left_meanwhile_is_not_sent(lead, queue, send, smtp):
    send()
    assert m.Reminder.objects.filter(user=lead).exists()
    m.User.objects.filter(pk=lead.pk).update(is_active=False)
    work()
    assert smtp.accepted == []


def test_only_the_command_and_administrators_send_everybody_s_digest(officer, on, clock):
    with pytest.raises(Denied):
        reminders.send_digests(by=officer, on=on, now=clock.moment)
