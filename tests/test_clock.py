"""The clock of the server, a browser or a telephone an hour off, and put right again: nothing breaks, nothing is lost,
nothing happens twice."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings as site
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actionplans import workers
from actionplans.middleware import BEGAN, SEEN
from audits.sources import as_at
from audits.verification import faults
from plans import canonical
from plans import models as m
from plans.operations.errors import Refused
from plans.operations.periods import close_period
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.reminders import make_calendar_address
from plans.queries import plan_state
from plans.trail import SYSTEM
from tests import factories
from tests.actionplans.totp import code

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
PASSWORD = "a-long-word-9"


class Clock:
    """What the server takes for the time; starts right, at noon of Monday 23 November 2026."""

    moment = NOON

    def at(self, *when) -> None:
        """Set it to a day and time of London."""
        self.moment = datetime(*when, tzinfo=timezone.get_default_timezone())

    def pass_by(self, much) -> None:
        self.moment += much


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(timezone, "now", lambda: clock.moment)
    monkeypatch.setattr("time.time", lambda: clock.moment.timestamp())
    return clock


@pytest.fixture
def plan(clock):
    return factories.plan()


@pytest.fixture
def action(plan):
    return factories.actions_of(plan)[0]


@pytest.fixture
def lead(plan):
    return factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()], password=PASSWORD)


def says(by, action, words="On its way.", **more):
    return submit_progress(by=by, action=action, word=Word(narrative=words, rag=factories.rag("green"), **more))


# The trail


def test_what_is_done_after_the_clock_was_put_back_comes_after_what_was_done_before(lead, plan, action, clock):
    clock.pass_by(HOUR)
    first = says(lead, action, "Done while the clock was fast.")
    clock.pass_by(-HOUR)
    second = says(lead, action, "Done when it was put right.")
    assert first.recorded_at < second.recorded_at < first.recorded_at + timedelta(seconds=1)
    clock.pass_by(HOUR + timedelta(minutes=1))
    assert says(lead, action, "Done later.").recorded_at == clock.moment, "it does not stay behind"
    assert list(faults()) == []
    on = timezone.localdate()
    assert canonical.to_json(as_at(plan, on=on)) == canonical.to_json(plan_state(plan))


def test_the_day_of_an_act_is_the_clock_s_even_when_the_last_act_seems_to_be_of_tomorrow(lead, plan, action, clock):
    clock.at(2026, 11, 24, 0, 20)
    open_period(by=SYSTEM, plan=plan, name="End November", position_on=timezone.localdate())
    clock.pass_by(-HOUR)
    assert says(lead, action).position_on == timezone.localdate() == datetime(2026, 11, 23).date()
    with pytest.raises(Refused, match="can’t be in the future"):
        says(lead, action, "More.", position_on=datetime(2026, 11, 24).date())
    period = m.Period.objects.get()
    assert close_period(by=SYSTEM, period=period).closed_on == timezone.localdate()


def test_what_was_said_of_tomorrow_by_a_clock_that_was_fast_breaks_no_page(client, lead, manager, plan, action, clock):
    clock.at(2026, 11, 24, 0, 20)
    update = says(lead, action)
    clock.pass_by(-HOUR)
    assert update.position_on > timezone.localdate()
    for user in (lead, manager):
        client.force_login(user)
        for name, args in (
            ("my_actions", []),
            ("overview", []),
            ("chase", []),
            ("actions", []),
            ("actions_csv", []),
            ("action", [action.pk]),
            ("update", [action.pk]),
            ("plan", [plan.slug]),
            ("log", [plan.slug]),
            ("periods", [plan.slug]),
        ):
            assert client.get(reverse(name, args=args)).status_code == 200, name
    call_command("send_reminders", verbosity=0)


# The day


@pytest.mark.parametrize("month", [7, 11], ids=["summer", "winter"])
def test_the_day_that_words_are_true_of_is_london_s_up_to_midnight_and_from_it(client, manager, action, clock, month):
    clock.at(2027, month, 15, 23, 59, 59)
    client.force_login(manager)
    url = reverse("update", args=[action.pk])

    def send(day, words):
        last = action.updates.order_by("-id").first()
        typed = {"rag": "amber", "narrative": words, "seen": last.pk if last else ""}
        typed |= {"position_on_day": str(day), "position_on_month": str(month), "position_on_year": "2027"}
        return client.post(url, typed)

    refused = send(16, "Tomorrow’s words.")
    assert (refused.status_code, "can’t be in the future" in refused.text) == (422, True)
    assert "Tomorrow’s words." in refused.text
    clock.at(2027, month, 16, 0, 0, 1)
    assert send(16, "Tomorrow’s words.").status_code == 302
    assert send(17, "Too early.").status_code == 422
    assert [update.position_on.day for update in action.updates.all()] == [16]


def test_a_report_is_collected_until_the_end_of_its_day_in_london(plan, clock):
    day = datetime(2027, 7, 15).date()
    open_period(by=SYSTEM, plan=plan, name="Mid-July", position_on=day, due_on=day)
    for hour, collected in ((23, 1), (0, 0)):
        clock.at(2027, 7, 15 + (hour == 0), hour, 30)
        assert len(m.Period.objects.collecting(on=timezone.localdate())) == collected


# Sessions


def test_a_clock_that_is_put_forward_ends_sessions_and_loses_no_words(client, lead, action, clock):
    client.force_login(lead)
    client.get("/my-actions/")
    clock.pass_by(HOUR + timedelta(seconds=1))
    told = client.post(reverse("update", args=[action.pk]), {"rag": "amber", "narrative": "Two of three.", "seen": ""})
    assert (told.status_code, "your words are kept" in told.text) == (401, True)


def test_a_session_of_a_clock_that_was_fast_does_not_outlive_its_hours(client, lead, clock):
    clock.pass_by(HOUR)
    client.force_login(lead)
    client.get("/my-actions/")
    clock.pass_by(-HOUR)
    assert client.get("/my-actions/").status_code == 200
    session = client.session
    assert (session[SEEN], session[BEGAN]) == (clock.moment.timestamp(),) * 2
    clock.pass_by(site.SESSION_IDLE + timedelta(seconds=1))
    assert client.get("/my-actions/").status_code == 302


def test_the_browser_s_clock_has_no_part_in_anything(client, lead):
    """No script asks it, and the session's cookie has no day on which a browser would drop it."""
    for script in Path(site.BASE_DIR, "static", "js").glob("*.js"):
        assert not re.search(r"\bDate\b|performance\.now|timeOrigin", script.read_text()), script.name
    client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    assert client.cookies[site.SESSION_COOKIE_NAME]["expires"] == ""


# Drafts


def test_whether_others_have_spoken_since_a_draft_is_not_asked_of_the_clock(client, lead, manager, action, clock):
    clock.pass_by(HOUR)
    client.force_login(lead)
    kept = {"narrative": "Half a sentence", "draft": "", "seen": ""}
    assert client.post(reverse("update_draft", args=[action.pk]), kept).status_code == 302
    page = reverse("update", args=[action.pk])
    assert "has updated this action since" not in client.get(page).text
    clock.pass_by(-HOUR + timedelta(minutes=5))
    says(manager, action, "Another’s words.")
    assert "Moira Manager has updated this action since" in client.get(page).text


# Second factors


@pytest.mark.parametrize("off", [HOUR, -HOUR], ids=["fast", "slow"])
def test_a_telephone_an_hour_off_is_told_so_and_a_recovery_code_opens(client, lead, off, clock):
    client.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD})
    url = reverse("mfa_activate_totp")
    secret = "".join(re.findall(r"<span>([A-Z2-7]{1,4})</span>", client.get(url).text))
    wrong = client.post(url, {"code": code(secret, (clock.moment + off).timestamp())})
    assert "set its time to automatic" in wrong.text
    assert not Authenticator.objects.exists()
    client.post(url, {"code": code(secret, clock.moment.timestamp())})
    [*_, recovery] = re.findall(r"<code>(\d+)</code>", client.get(reverse("mfa_view_recovery_codes")).text)
    other = Client()
    asked = other.post(reverse("account_login"), {"login": lead.email, "password": PASSWORD}).url
    wrong = other.post(asked, {"code": code(secret, (clock.moment + off).timestamp())})
    assert "set its time to automatic" in wrong.text
    assert other.post(asked, {"code": recovery}).status_code == 302


# Reminders and the calendar


def test_nobody_is_told_twice_in_a_day_whose_hour_came_twice(lead, clock):
    for change in (timedelta(), HOUR, -HOUR, HOUR):
        clock.pass_by(change)
        call_command("send_reminders", verbosity=0)
    assert len(mail.outbox) == 1


def test_a_calendar_that_was_changed_by_a_clock_that_was_fast_is_not_taken_for_unchanged(client, lead, action, clock):
    feed = reverse("calendar_feed", args=[make_calendar_address(by=lead, user=lead)])
    clock.pass_by(HOUR)
    says(lead, action)
    clock.pass_by(-HOUR)
    answer = client.get(feed)
    assert "Last-Modified" not in answer.headers, "it would be later than the answer itself"
    [date] = m.Timescale.objects.filter(action=action)
    factories.move(date, to=date.latest + timedelta(days=9))
    again = client.get(feed, headers={"If-Modified-Since": "Mon, 23 Nov 2026 13:00:00 GMT"})
    assert again.status_code == 200
    assert client.get(feed, headers={"If-None-Match": again["ETag"]}).status_code == 304


# Workers


@pytest.fixture
def running(settings):
    """A task that the worker “busy” is at."""
    from django_tasks_db.models import DBTaskResult

    from tests.actionplans.tasks import leave_mark

    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    leave_mark.enqueue("mark")
    task = DBTaskResult.objects.get()
    task.status, task.started_at, task.worker_ids = "RUNNING", timezone.now(), ["busy"]
    task.save()
    return task


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=["forward", "back"])
def test_a_step_of_the_clock_takes_no_task_from_a_worker_that_is_alive(running, clock, step):
    watch = workers.Watch()
    workers.sign("busy")
    assert watch.take_up(at=0) == 0
    clock.pass_by(step)
    assert watch.take_up(at=1) == 0
    workers.sign("busy")
    assert watch.take_up(at=workers.SECONDS_ALIVE + 2) == 0


@pytest.mark.parametrize("step", [timedelta(), HOUR, -HOUR], ids=["steady", "forward", "back"])
def test_a_dead_worker_s_task_is_taken_up_after_the_same_time_whatever_the_clock_says(running, clock, step):
    watch = workers.Watch()
    workers.sign("busy")
    watch.take_up(at=0)
    clock.pass_by(step)
    assert watch.take_up(at=workers.SECONDS_ALIVE - 1) == 0
    assert watch.take_up(at=workers.SECONDS_ALIVE) == 1
    assert watch.take_up(at=workers.SECONDS_ALIVE + 1) == 0
