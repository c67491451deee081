"""Chasing: who owes what, when they last spoke and were reminded, and reminding them now."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from audits.verification import faults
from plans import models as m
from plans.operations.people import appoint, grant_role, name_lead
from plans.operations.plans import set_up_plan
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.reminders import MESSAGE_LIMIT, remind
from plans.permissions.permission import Denied
from plans.trail import SYSTEM, change_set
from reports.reminders.chase import chased
from reports.reminders.remedies import remedy
from tests import factories

FROM_HERE = "?from=%2Fchase%2F"
"""What every page that mends something is told of where one came from."""

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(client, plan, officer, django_capture_on_commit_callbacks):
    """Sends the page's form as the officer does."""

    def run(**fields):
        client.force_login(officer)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("remind", args=[plan.slug]), fields)

    return run


def also_led_by(plan, name, kind="post"):
    """Another lead of the plan's first action."""
    lead = name_lead(name=name, kind=kind)
    [action, *_rest] = factories.actions_of(plan)
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(m.Assignment(action=action, lead=lead, printed=name, role="supporting", order=1))
    return lead


def test_it_says_who_owes_what_and_when_they_last_spoke(client, plan, lead, officer, actions, on, clock):
    submit_progress(by=lead, action=actions[2], word=Word(narrative="On its way.", rag=factories.rag("green")))
    client.force_login(officer)
    page = client.get(reverse("chase"))
    assert "2 updates owed in 1 live plan" in page.text
    [debts] = chased([plan], on=on)
    [debt] = debts.people
    assert (debt.user, debt.needed, debt.overdue) == (lead, 2, 2)
    assert debt.posts == [("Head of Early Help", factories.lead().pk)]
    assert (debt.said, debt.reminder) == (on, None)


def test_those_who_owe_have_pages_and_who_is_ticked_stays_so(client, send, plan, lead, officer, monkeypatch):
    monkeypatch.setattr("reports.views.chase.FEW", 1)
    monkeypatch.setattr("reports.views.chase.A_PAGE", 1)
    for name in ("Bert Lead", "Cleo Lead"):
        post = also_led_by(plan, f"Head of {name}")
        person = factories.person(name, plan=plan)
        grant_role(by=officer, user=person, role="contributor", plan=plan)
        appoint(by=officer, lead=post, user=person, from_on=None)
    also_led_by(plan, "Head of Nobody")
    client.force_login(officer)
    first = client.get(reverse("chase")).text
    assert first.count('name="who"') == 1 and "Remind all 3" in first and "Show all 4" in first
    opened = send(who=lead.pk, at=1, go=2)
    assert opened.status_code == 200 and not m.Reminder.objects.exists()
    assert f'type="hidden" name="who" value="{lead.pk}"' in opened.text and opened.text.count('name="who"') == 2
    last = send(who=lead.pk, at=2, go=4).text
    assert "Nobody holds this post" in last and "Remind all 3" in last and "1 ticked on other pages" in last
    assert "Nobody holds this post" in client.get(reverse("chase"), {"plan": plan.slug, "page": 4}).text
    assert send(who=lead.pk, at=4).status_code == 302
    assert [reminder.user_id for reminder in m.Reminder.objects.all()] == [lead.pk]


def test_one_click_reminds_one_person_with_the_officer_s_words(send, client, plan, lead, officer):
    factories.mail_arrives(by=factories.person("Abe Administrator", is_administrator=True))
    answer = send(one=lead.pk, message="Before Friday, please.")
    assert answer.status_code == 302
    [message] = mail.outbox
    assert message.subject == "Early Help Improvement Plan: 2 overdue, 1 update owed"
    assert "Olive Officer asks for your word" in message.body
    assert "Before Friday, please." in message.body
    page = client.get(reverse("chase")).text
    assert "Ada Lead will get a reminder." in page
    assert "by Olive Officer" in page
    log = client.get(reverse("log", args=[plan.slug])).text
    assert "reminded people of their updates" in log
    assert "Before Friday, please." in log
    assert list(faults()) == []


def test_all_are_reminded_at_once_and_nobody_twice_within_the_hour(send, client, plan, lead, clock):
    also_led_by(plan, "Practice Lead")
    other = factories.person(
        "Bea Lead", plan=plan, role="contributor", posts=[m.Lead.objects.get(name="Practice Lead")]
    )
    send(all="on")
    assert {message.to[0] for message in mail.outbox} == {lead.email, other.email}
    send(who=[lead.pk, other.pk])
    assert len(mail.outbox) == 2
    assert "were reminded of this plan less than an hour ago" in client.get(reverse("chase")).text
    clock.pass_by(minutes=61)
    send(who=[lead.pk])
    assert len(mail.outbox) == 3


def test_what_can_t_be_sent_is_said_with_nothing_typed_lost(send, lead):
    nobody = send(message="Before Friday, please.")
    assert (nobody.status_code, "Tick whom you want to remind" in nobody.text) == (422, True)
    assert "Before Friday, please." in nobody.text
    long = send(who=[lead.pk], message="x" * (MESSAGE_LIMIT + 3))
    assert "they are 3 over" in long.text
    assert f'value="{lead.pk}" checked' in long.text
    assert "owes nothing any more" in send(who=["999"]).text
    assert mail.outbox == []


def test_whom_no_reminder_reaches_stands_there_with_what_to_do(client, plan, lead, officer, actions, on):
    m.Membership.objects.filter(user=lead).update(role="viewer")
    also_led_by(plan, "Practice Lead")
    appoint(lead=also_led_by(plan, "Team Lead"), name="Nora Noaccount")
    leaver = factories.person("Lee Leaver", plan=plan, role="contributor", posts=[also_led_by(plan, "Night Lead")])
    m.User.objects.filter(pk=leaver.pk).update(is_active=False)
    also_led_by(plan, "Safeguarding Board", kind="board")
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        assignment = actions[2].assignments.get()
        assignment.withdrawn = True
        act.save(assignment)
    [debts] = chased([plan], on=on)
    assert debts.people == []
    assert {debt.name: debt.why_not for debt in debts.unreachable} == {
        "Ada Lead": "No part in this plan beyond reading it",
        "Practice Lead": "Nobody holds this post",
        "Nora Noaccount": "No account",
        "Lee Leaver": "Their account is closed",
        "Safeguarding Board": "Nobody speaks for it",
        "No lead": "No lead",
    }
    client.force_login(officer)
    page = client.get(reverse("chase")).text
    mended_at = {
        "Ada Lead": reverse("plan_role", args=[plan.slug, lead.pk]),
        "Practice Lead": reverse("hand_over", args=[factories.lead("Practice Lead").pk]),
        "Nora Noaccount": reverse("hand_over", args=[factories.lead("Team Lead").pk]),
        "Lee Leaver": reverse("hand_over", args=[factories.lead("Night Lead").pk]),
        "Safeguarding Board": reverse("hand_over", args=[factories.lead("Safeguarding Board").pk]),
        "No lead": reverse("edit_plan", args=[plan.slug]),
    }
    for debt in debts.unreachable:
        way = remedy(debt, plan, runs=True)
        assert way.url == mended_at[debt.name]
        assert f'href="{way.url}{FROM_HERE}">{way.words}' in page
        assert client.get(way.url).status_code == 200
    client.force_login(factories.person("Moira Manager", plan=plan, role="manager"))
    page = client.get(reverse("chase")).text
    assert "Ask an officer of the plan to say who holds it." in page
    assert mended_at["Practice Lead"] not in page


def test_what_is_said_of_a_reminder_is_no_more_than_is_known_of_mail(send, client, lead, settings):
    send(one=lead.pk)
    assert "Nobody has seen yet whether mail from here arrives" in client.get(reverse("chase")).text
    settings.EMAIL_BACKEND = "actionplans.letterbox.NoServer"
    m.Reminder.objects.all().update(asked_at=timezone.now() - timedelta(hours=2))
    send(one=lead.pk)
    page = client.get(reverse("chase")).text
    assert "goes nowhere: no mail server is set up" in page
    assert "no reminder goes" in page
    assert "No mail goes at present" in client.get(reverse("reminders")).text


def test_a_plan_without_a_manager_says_so(client, plan, officer, lead):
    client.force_login(officer)
    pages = [reverse("chase"), reverse("plan", args=[plan.slug]), reverse("plan_people", args=[plan.slug])]
    for page in pages:
        assert "requests for new dates wait for nobody" in client.get(page).text, page
    manager = factories.person("Moira Manager", plan=plan, role="manager")
    for page in pages:
        assert "wait for nobody" not in client.get(page).text, page
    m.User.objects.filter(pk=manager.pk).update(is_active=False)
    for page in pages:
        assert "wait for nobody" in client.get(page).text, page


def test_a_mail_server_that_is_away_is_told_and_tried_again_by_hand(
    send, client, plan, lead, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    send(one=lead.pk)
    page = client.get(reverse("chase")).text
    assert "1 reminder could not be sent" in page
    assert "The mail server can’t be reached, or did not take it" in page
    assert "Connection refused" in page
    assert "The mail server said" not in page, "it said nothing: it was not there"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("try_reminders_again", args=[plan.slug]))
    assert [message.to for message in mail.outbox] == [[lead.email]]
    assert "could not be sent" not in client.get(reverse("chase")).text


def test_officers_and_managers_of_the_plan_remind_and_nobody_else(plan, lead, officer, manager):
    for by in (officer, manager):
        remind(by=by, plan=plan, users=[lead])
    outside = factories.person("Otto Outsider", plan=factories.plan("Another Plan"), role="officer")
    for by in (lead, outside, factories.person("Abe Administrator", is_administrator=True)):
        with pytest.raises(Denied, match="officers and managers remind"):
            remind(by=by, plan=plan, users=[lead])


def test_nobody_is_chased_in_a_plan_that_is_not_live(client, plan, lead, officer):
    set_up_plan(by=SYSTEM, plan=plan, status="closed")
    client.force_login(officer)
    assert "there is nobody to chase" in client.get(reverse("chase")).text
    assert client.post(reverse("remind", args=[plan.slug]), {"all": "on"}).status_code == 403


def test_the_digest_counts_as_a_reminder_too(plan, lead, officer, on, clock):
    sent = m.Reminder(user=lead, user_name="Ada Lead", on=on, asked_at=clock.moment, sent_at=clock.moment)
    m.Reminder.objects.bulk_create([sent])
    [debts] = chased([plan], on=on + timedelta(days=1))
    assert debts.people[0].reminded == "by their usual mail"


def test_each_post_is_a_link_and_a_person_is_one_for_who_may_see_them(client, plan, lead, officer, actions):
    empty = also_led_by(plan, "Practice Lead")
    of_person = reverse("person", args=[lead.pk])
    client.force_login(officer)
    page = client.get(reverse("chase")).text
    for post in (factories.lead(), empty):
        address = reverse("post", args=[post.pk])
        assert f'<a href="{address}{FROM_HERE}">{post.name}</a>' in page
        assert client.get(address).status_code == 200
    assert of_person not in page
    m.User.objects.filter(pk=officer.pk).update(is_administrator=True)
    assert f'<a href="{of_person}{FROM_HERE}">Ada Lead</a>' in client.get(reverse("chase")).text
    assert client.get(of_person).status_code == 200


def test_many_plans_come_in_pages_and_one_can_be_asked_for(client, plan, lead, officer, send):
    plans = [plan, *(factories.plan(f"Kite Plan {n:02}", actions=1) for n in range(11))]
    for other in plans[1:]:
        grant_role(user=officer, plan=other, role="officer")
        grant_role(user=lead, plan=other, role="contributor")
    client.force_login(officer)

    def titles(**asked):
        page = client.get(reverse("chase"), asked)
        assert "14 updates owed in 12 live plans" in page.text
        return [debts.plan.title for row in page.context["rows"] for debts in [row["debts"]]]

    assert titles() == [made.title for made in plans[:10]]
    assert titles(page=2) == [made.title for made in plans[10:]]
    assert titles(plan=plans[11].slug) == ["Kite Plan 10"]
    assert client.get(reverse("chase"), {"plan": "no-such-plan"}).status_code == 404
    page = client.get(reverse("chase")).text
    assert f'<option value="{plans[11].slug}">Kite Plan 10 (1 owed)</option>' in page
    last = client.post(reverse("remind", args=[plans[11].slug]), {"one": lead.pk})
    assert last.url == f"{reverse('chase')}?page=2#plan-{plans[11].pk}"
    first = send(one=lead.pk)
    assert first.url == f"{reverse('chase')}#plan-{plan.pk}"
    nobody = client.post(reverse("remind", args=[plans[11].slug]), {})
    assert (nobody.status_code, len(nobody.context["rows"])) == (422, 1)


def test_few_plans_stand_on_one_page_with_nothing_to_choose(client, plan, officer):
    client.force_login(officer)
    page = client.get(reverse("chase")).text
    assert plan.title in page
    assert "<select" not in page
    assert 'aria-label="Pages"' not in page
