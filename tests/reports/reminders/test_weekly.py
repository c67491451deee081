"""One mail a week: on its day, made good where it was missed, and never at the cost of what can't wait."""

import io
from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from audits.verification import faults
from plans import models as m
from plans import standings
from plans.operations.errors import Refused
from plans.operations.people import appoint
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.reminders import choose_reminders
from plans.trail import SYSTEM, change_set
from reports.reminders import weekly
from reports.reminders.addresses import stop_link
from tests import factories
from tests.reports.reminders.mailserver import mail_server

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY = range(5)
WEEK = [date(2026, 11, 23) + timedelta(days=n) for n in range(5)]
"""From Monday 23 November 2026; the first two actions were due on the 8th and the 15th, the third on the 22nd."""


def choose(user, weekday, without=()):
    return choose_reminders(by=user, user=user, without=without, weekly_on=weekday)


@pytest.fixture
def run(clock):
    """Runs the command as a timer does on that morning; the subjects of the mails that it sent."""

    def run(day):
        clock.set(day=day, hour=7, minute=30)
        before = len(mail.outbox)
        call_command("send_reminders", stdout=io.StringIO())
        return [message.subject.removeprefix("Action Plans: ") for message in mail.outbox[before:]]

    return run


def says(lead, action, day, clock, **more):
    clock.set(day=day)
    word = Word(narrative="On its way.", rag=factories.rag("green"), position_on=day, **more)
    return submit_progress(by=lead, action=action, word=word)


@pytest.fixture
def nothing_overdue(lead, actions, clock):
    """All actions are due in the next year, and their lead owes an update of each."""
    with change_set(actions[0].plan, by=SYSTEM, verb="test", door="command") as act:
        for timescale in m.Timescale.objects.all():
            timescale.latest = WEEK[0] + timedelta(days=100)
            act.save(timescale)


@pytest.mark.parametrize(
    ("weekday", "on", "day"),
    [
        (MONDAY, date(2026, 11, 23), date(2026, 11, 23)),
        (MONDAY, date(2026, 11, 22), date(2026, 11, 16)),
        (FRIDAY, date(2026, 11, 26), date(2026, 11, 20)),
        (MONDAY, date(2026, 8, 31), date(2026, 8, 24)),  # a bank holiday: not yet
        (MONDAY, date(2026, 9, 1), date(2026, 9, 1)),  # but on the day after it
        (FRIDAY, date(2026, 12, 28), date(2026, 12, 18)),  # Christmas Day, the weekend, Boxing Day’s substitute
        (FRIDAY, date(2026, 12, 29), date(2026, 12, 29)),
        (FRIDAY, date(2027, 1, 1), date(2026, 12, 29)),  # New Year’s Day
        (FRIDAY, date(2027, 1, 4), date(2027, 1, 4)),
    ],
)
def test_the_day_is_the_weekday_or_the_working_day_after_a_bank_holiday(weekday, on, day):
    assert weekly.day_of(weekday, on=on) == day


@pytest.mark.parametrize(
    ("on", "before"),
    [
        (date(2026, 11, 23), date(2026, 11, 16)),
        (date(2026, 11, 25), date(2026, 11, 16)),
        (date(2026, 9, 1), date(2026, 8, 24)),  # the mail of a Monday that is a bank holiday
        (date(2026, 9, 7), date(2026, 9, 1)),  # and that of the week after it
    ],
)
def test_the_mail_before_is_that_of_the_week_before_also_after_a_bank_holiday(on, before):
    assert weekly.last_before(MONDAY, on=on) == before


def test_it_comes_on_its_day_and_on_no_other(lead, nothing_overdue, run):
    choose(lead, WEDNESDAY)
    run(WEEK[MONDAY] - timedelta(days=4))  # a round of the week before
    assert [run(day) for day in WEEK] == [[], [], ["3 updates owed"], [], []]
    assert run(WEEK[WEDNESDAY] + timedelta(days=7)) == ["3 updates owed"]
    assert list(faults()) == []


def test_run_twice_it_sends_once(lead, nothing_overdue, run):
    choose(lead, MONDAY)
    assert (run(WEEK[0]), run(WEEK[0])) == (["3 updates owed"], [])


def test_a_day_that_was_missed_is_made_good_by_the_next_round(lead, nothing_overdue, run):
    choose(lead, MONDAY)
    run(WEEK[0] - timedelta(days=3))
    assert [run(day) for day in WEEK[WEDNESDAY:]] == [["3 updates owed"], [], []]


def test_a_week_in_which_nothing_waited_on_its_day_is_not_made_good(lead, nothing_overdue, actions, run, clock):
    """The round was there: what begins to wait on Thursday comes with the next mail of the week."""
    choose(lead, MONDAY)
    for action in actions:
        says(lead, action, WEEK[0] - timedelta(days=28), clock)
    assert [run(day) for day in WEEK] == [[]] * 5, "28 days have passed on Monday, and not more"
    assert run(WEEK[0] + timedelta(days=7)) == ["3 updates owed"]


@pytest.fixture
def smtp(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server


def test_a_weekly_mail_that_could_not_be_sent_comes_the_day_after(lead, nothing_overdue, run, smtp):
    choose(lead, MONDAY)
    smtp.refuses = True
    with pytest.raises(CommandError):
        run(WEEK[MONDAY])
    smtp.refuses = False
    run(WEEK[TUESDAY])
    assert ["3 updates owed" in text for text in smtp.accepted] == [True]
    run(WEEK[WEDNESDAY])
    assert len(smtp.accepted) == 1


def test_what_can_t_wait_and_could_not_be_sent_is_not_taken_for_told(lead, nothing_overdue, actions, run, smtp):
    choose(lead, MONDAY)
    run(WEEK[MONDAY])
    m.Timescale.objects.filter(action=actions[0]).update(latest=WEEK[MONDAY])
    standings.rebuild()
    smtp.refuses = True
    with pytest.raises(CommandError):
        run(WEEK[TUESDAY])
    smtp.refuses = False
    for day in WEEK[WEDNESDAY:]:
        run(day)
    assert ["1 overdue" in text for text in smtp.accepted] == [False, True]


def test_a_weekly_mail_of_which_nothing_was_left_is_not_made_good(lead, nothing_overdue, run):
    """It was settled between being queued and being sent."""
    choose(lead, MONDAY)
    assert run(WEEK[MONDAY])
    m.Reminder.objects.update(sent_at=None, dropped=m.Reminder.NOTHING_LEFT)
    assert run(WEEK[TUESDAY]) == []


def test_what_becomes_overdue_does_not_wait_and_is_told_once(lead, nothing_overdue, actions, run):
    choose(lead, MONDAY)
    run(WEEK[MONDAY])
    m.Timescale.objects.filter(action=actions[0]).update(latest=WEEK[TUESDAY])
    standings.rebuild()
    assert run(WEEK[TUESDAY]) == []
    assert run(WEEK[WEDNESDAY]) == ["1 overdue"]
    assert "It can’t wait for Monday, when your mail of the week comes." in mail.outbox[-1].body
    assert "It can’t wait for Monday" in mail.outbox[-1].alternatives[0].content
    assert [run(day) for day in WEEK[THURSDAY:]] == [[], []]
    assert run(WEEK[MONDAY] + timedelta(days=7)) == ["1 overdue, 2 updates owed"]
    assert "can’t wait" not in mail.outbox[-1].body


def test_a_post_taken_over_with_an_overdue_action_does_not_wait(plan, actions, run):
    successor = factories.person("Sue Cessor", plan=plan, role="contributor")
    choose(successor, MONDAY)
    run(WEEK[MONDAY])
    appoint(lead=factories.lead(), user=successor, from_on=WEEK[TUESDAY])
    assert run(WEEK[TUESDAY]) == ["3 overdue"]


def test_what_a_report_needs_is_told_when_it_is_asked_for_and_as_its_day_comes(lead, plan, nothing_overdue, run, clock):
    choose(lead, MONDAY)
    run(WEEK[MONDAY])
    asked = {"position_on": WEEK[MONDAY], "due_on": WEEK[FRIDAY]}
    open_period(by=SYSTEM, plan=plan, name="End November", **asked)
    needed = ["3 updates needed by Friday 27 November"]
    assert [run(day) for day in WEEK[TUESDAY:]] == [needed, [], needed, needed]


def test_a_deadline_after_the_weekend_is_told_on_friday(lead, plan, nothing_overdue, run):
    choose(lead, WEDNESDAY)
    monday = WEEK[MONDAY] + timedelta(days=7)
    open_period(by=SYSTEM, plan=plan, name="End November", position_on=WEEK[MONDAY], due_on=monday)
    run(WEEK[WEDNESDAY])
    needed = ["3 updates needed by Monday 30 November"]
    assert [run(day) for day in (*WEEK[THURSDAY:], monday)] == [[], needed, needed]


def test_the_rest_waits_for_the_week_s_day(lead, manager, actions, run, clock):
    """A claim to verify, which a manager on daily mail hears of on the day."""
    choose(manager, FRIDAY)
    run(WEEK[MONDAY] - timedelta(days=3))
    says(lead, actions[0], WEEK[MONDAY], clock, claims_completion=True)
    told = [run(day) for day in WEEK]
    assert [any("to verify" in subject for subject in day) for day in told] == [False] * 4 + [True]


def test_who_wants_less_gets_a_weekly_mail_of_what_can_t_be_left_out(lead, run):
    choose(lead, MONDAY, m.ReminderChoice.OPTIONAL)
    assert [run(day) for day in WEEK] == [["3 overdue"], [], [], [], []]


def test_others_are_told_each_day_as_before(lead, nothing_overdue, run):
    assert [run(day) for day in WEEK] == [["3 updates owed"]] * 5


def test_the_page_keeps_what_was_chosen_and_shows_it(client, lead):
    client.force_login(lead)
    page = reverse("reminders")
    assert 'value="daily" checked' in client.get(page).text
    assert '<option value="0" selected>Monday' in client.get(page).text
    client.post(page, {"often": "weekly", "weekday": "3", "tell": ["owed"]})
    kept = m.ReminderChoice.objects.get(user=lead)
    assert (kept.weekly_on, "owed" in kept.without, len(kept.without)) == (3, False, 4)
    shown = client.get(page).text
    assert 'value="weekly" checked' in shown
    assert '<option value="3" selected>Thursday' in shown
    client.post(page, {"often": "least", "weekday": "3", "tell": ["owed"]})
    kept.refresh_from_db()
    assert (kept.weekly_on, set(kept.without)) == (None, set(m.ReminderChoice.OPTIONAL))
    assert 'value="least" checked' in client.get(page).text
    assert m.ChangeSet.objects.filter(verb="choose_reminders").count() == 2
    assert kept.history.count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Choose how often you want to be told."),
        ({"often": "hourly"}, "Choose how often you want to be told."),
        ({"often": "weekly", "weekday": "6"}, "Choose a day from Monday to Friday."),
    ],
)
def test_what_is_no_choice_is_refused_and_what_was_typed_stays(client, lead, typed, words):
    client.force_login(lead)
    answer = client.post(reverse("reminders"), {**typed, "tell": ["owed"]})
    assert (answer.status_code, words in answer.text) == (422, True)
    assert 'value="owed" checked' in answer.text
    assert 'value="soon" checked' not in answer.text
    assert not m.ReminderChoice.objects.exists()


def test_no_mail_of_the_week_comes_on_a_sunday(lead):
    with pytest.raises(Refused, match="Monday to Friday"):
        choose(lead, 6)


def test_the_link_in_a_mail_leaves_the_week_as_it_is(client, lead):
    choose(lead, TUESDAY)
    answer = client.post("/" + stop_link(lead).split("/", 3)[3])
    assert "Your mail of the week stays on Tuesday" in answer.text
    kept = m.ReminderChoice.objects.get(user=lead)
    assert (kept.weekly_on, set(kept.without)) == (TUESDAY, set(m.ReminderChoice.OPTIONAL))
