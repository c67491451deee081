"""One's own reminders: choosing, the signed link, and the secret address of a calendar."""

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from icalendar import Calendar

from plans import models as m
from plans.operations.periods import close_period
from plans.operations.plans import set_up_plan
from plans.operations.reminders import choose_reminders, make_calendar_address
from plans.permissions.permission import Denied
from plans.trail import SYSTEM
from reports.reminders.addresses import stop_link
from tests import factories

pytestmark = pytest.mark.django_db


def path(link: str) -> str:
    return "/" + link.split("/", 3)[3]


def test_what_is_unticked_is_switched_off_and_may_come_back(client, lead):
    client.force_login(lead)
    assert client.post(reverse("reminders"), {"often": "daily", "tell": ["owed", "returned"]}).status_code == 302
    assert m.ReminderChoice.objects.get(user=lead).without == ["soon", "to_decide", "to_verify"]
    page = client.get(reverse("reminders")).text
    assert 'value="owed" checked' in page
    assert 'value="soon" checked' not in page
    client.post(reverse("reminders"), {"often": "daily", "tell": list(m.ReminderChoice.OPTIONAL)})
    assert m.ReminderChoice.objects.get(user=lead).without == []


def test_what_can_t_be_told_is_refused(client, lead):
    client.force_login(lead)
    answer = client.post(reverse("reminders"), {"often": "daily", "tell": ["overdue"]})
    assert (answer.status_code, "nothing that you can be told" in answer.text) == (422, True)


def test_nobody_chooses_for_another(lead, officer):
    with pytest.raises(Denied):
        choose_reminders(by=officer, user=lead, without=["soon"], weekly_on=None)


def test_the_link_in_a_mail_asks_and_its_one_click_does(client, lead):
    call_command("send_reminders", verbosity=0)
    link = path(mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>"))
    assert "Leave these out" in client.get(link).text
    assert not m.ReminderChoice.objects.exists(), "mail programmes open links by themselves"
    done = client.post(link, {"List-Unsubscribe": "One-Click"})
    assert (done.status_code, "fewer reminders from now on" in done.text) == (200, True)
    assert set(m.ReminderChoice.objects.get(user=lead).without) == set(m.ReminderChoice.OPTIONAL)
    act = m.ChangeSet.objects.latest("moment")
    assert (act.verb, act.why) == ("stop_reminders", ""), "a reason is what a person gave"


@pytest.mark.parametrize("token", ["MQ", "MQ:1xWLuq:forged", "x" * 300])
def test_a_link_that_we_did_not_make_says_how_to_mend_it(client, lead, token):
    response = client.get(reverse("stop_reminders", args=[token]))
    assert (response.status_code, "Copy the whole address" in response.text) == (404, True)
    assert client.post(reverse("stop_reminders", args=[token])).status_code == 404


def test_a_link_of_somebody_who_left_leads_nowhere(client, lead):
    link = path(stop_link(lead))
    m.User.objects.filter(pk=lead.pk).update(is_active=False)
    assert client.post(link).status_code == 404


@pytest.fixture
def feed(lead):
    """The address of Ada Lead's calendar."""
    return reverse("calendar_feed", args=[make_calendar_address(by=lead, user=lead)])


def test_a_calendar_holds_what_is_due_and_when_reports_close(client, lead, actions, collecting, feed, on):
    answer = client.get(feed)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = {str(event["summary"]): event for event in Calendar.from_ical(answer.content).events}
    due = events["Due: EH 1.1 Do the thing numbered 1 and show that it works"]
    assert due.start == actions[0].timescales.get().latest
    assert due["url"].endswith(f"/actions/{actions[0].pk}/update/")
    assert events["Updates due: End November 2026"].start == collecting.due_on
    assert events["Meeting: End November 2026"].start == collecting.meeting_on
    assert len({str(event["uid"]) for event in events.values()}) == len(events) == 5
    close_period(by=SYSTEM, period=collecting)
    assert b"End November 2026" not in client.get(feed).content


def test_a_programme_that_has_it_already_is_told_so(client, feed, clock):
    first = client.get(feed)
    for header in ({"If-None-Match": first["ETag"]}, {"If-Modified-Since": first["Last-Modified"]}):
        assert client.get(feed, headers=header).status_code == 304
    clock.pass_by(days=1)
    assert client.get(feed, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_nothing_is_written_for_a_programme_that_has_it_until_something_is_done(client, plan, feed, monkeypatch):
    first = client.get(feed)
    written = []
    monkeypatch.setattr("reports.views.calendar.calendar", lambda *_of, **_named: written.append(1) or b"")
    assert client.get(feed, headers={"If-None-Match": first["ETag"]}).status_code == 304
    assert not written
    set_up_plan(by=SYSTEM, plan=plan, title="A Plan of Another Name")
    assert client.get(feed, headers={"If-None-Match": first["ETag"]}).status_code == 200
    assert written


def test_the_address_is_shown_once_and_kept_only_as_its_digest(client, lead):
    client.force_login(lead)
    shown = client.post(reverse("calendar_address"), {"do": "make"}).text
    secret = shown.split("/calendar/")[1].split(".ics")[0]
    assert secret not in client.get(reverse("reminders")).text
    assert secret not in str(list(m.CalendarAddress.history.values()) + list(m.CalendarAddress.objects.values()))
    client.logout()
    assert client.get(reverse("calendar_feed", args=[secret])).status_code == 200


def test_an_address_made_anew_or_withdrawn_answers_nobody(client, lead, feed):
    client.force_login(lead)
    shown = client.post(reverse("calendar_address"), {"do": "make"}).text
    new = reverse("calendar_feed", args=[shown.split("/calendar/")[1].split(".ics")[0]])
    assert (client.get(feed).status_code, client.get(new).status_code) == (404, 200)
    client.post(reverse("calendar_address"), {"do": "withdraw"})
    assert client.get(new).status_code == 404


def test_the_calendar_of_somebody_who_left_and_an_unknown_one_are_not_there(client, lead, feed):
    assert client.get(reverse("calendar_feed", args=["x" * 43])).status_code == 404
    m.User.objects.filter(pk=lead.pk).update(is_active=False)
    assert client.get(feed).status_code == 404


def test_a_reader_s_calendar_is_empty(client, plan, collecting):
    reader = factories.person("Vera Viewer", plan=plan, role="viewer")
    feed = reverse("calendar_feed", args=[make_calendar_address(by=reader, user=reader)])
    assert Calendar.from_ical(client.get(feed).content).events == []
