"""What members ask of an action: recorded, owed by whoever answers, answered, printed until the answer was."""

from datetime import timedelta

import pytest
from django.urls import reverse

from audits.sources import as_at
from audits.timeline import timeline
from audits.verification import faults
from plans import columns, worklists
from plans import models as m
from plans.clock import today
from plans.exemptions import published
from plans.operations.errors import Refused
from plans.operations.exemptions import mark_exempt
from plans.operations.members_questions import (
    answer_members_question,
    record_members_question,
    withdraw_members_question,
)
from plans.operations.people import merge_lead
from plans.operations.people.mergers import undo_merge
from plans.permissions.permission import Denied
from plans.queries import exempt_of, plan_state
from plans.trail import SYSTEM, change_set
from reports.appendix import FORMATS, Options, render
from reports.appendix.layout import build
from reports.appendix.options import Before
from reports.reminders.chase import chased
from reports.reminders.digest import digest
from tests import factories
from tests.reports.appendix.reading import text_of

pytestmark = pytest.mark.django_db

WORDS = "Why do so few gulls nest on the new roof?"
ANSWER = "Because of the netting, which goes in May."


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


def ask(officer, action, *, days_ago=3, within=10, text=WORDS):
    day = today() - timedelta(days=days_ago)
    return record_members_question(
        by=officer,
        action=action,
        text=text,
        meeting="Roofs Committee",
        minute="45/2026",
        asked_on=day,
        lead=factories.lead(),
        due_on=day + timedelta(days=within),
    )


def test_it_is_owed_by_whoever_answers_until_it_is_answered(client, plan, action, officer, lead):
    other = factories.person("Sam Other", plan=plan, role="contributor")
    asked = ask(officer, action, within=1)
    assert list(worklists.members_questions(lead, on=today())) == [asked]
    assert not worklists.members_questions(other, on=today())
    before = worklists.waiting(m.User.objects.get(pk=lead.pk), on=today())
    client.force_login(lead)
    page = client.get(reverse("my_actions")).text
    assert "Asked by members (1)" in page and WORDS in page and "2 days late" in page
    mail = digest(lead, on=today())
    [line] = next(part.lines for part in mail.parts if part.kind == "asked")
    assert line.url.endswith(f"/members-questions/{asked.pk}/")
    assert "1 question of members to answer" in mail.summary and f"asked {asked.pk} {asked.due_on}" in mail.tells
    with pytest.raises(Denied, match="answered by Head of Early Help"):
        answer_members_question(by=other, question=asked, answer=ANSWER)
    answer_members_question(by=lead, question=asked, answer=ANSWER)
    assert "Asked by members" not in client.get(reverse("my_actions")).text
    after = worklists.waiting(m.User.objects.get(pk=lead.pk), on=today())
    assert (before.asked, after.asked, before.owed) == (1, 0, after.owed)
    assert "asked" not in {part.kind for part in getattr(digest(lead, on=today()), "parts", ())}


def test_the_list_is_narrowed_to_it_and_chase_counts_it_for_whoever_answers(client, plan, action, officer, lead):
    asked = [ask(officer, action), ask(officer, action, text="And in winter?")]
    client.force_login(officer)

    def left():
        listing = client.get(reverse("actions"), {"when": "asked"}).context["listing"]
        return listing.standings.count(), listing.facets.count(("when", "asked"))

    def owed():
        [debts] = chased([plan], on=today())
        return [(debt.user, debt.asked) for debt in (*debts.people, *debts.unreachable) if debt.asked]

    assert left() == (1, 1)
    assert owed() == [(lead, 2)]
    assert "Members’ questions" in client.get(reverse("chase")).text
    for each in asked:
        answer_members_question(by=lead, question=each, answer=ANSWER)
    assert left() == (0, 0) and owed() == []


def test_it_stands_on_the_actions_timeline_with_what_the_answer_was_before(action, officer, lead):
    asked = ask(officer, action)
    answer_members_question(by=lead, question=asked, answer=ANSWER)
    answer_members_question(by=officer, question=asked, answer="Because of the nets.")
    withdraw_members_question(by=officer, question=asked, reason="Asked of another roof.")
    told = timeline(action)[:4]
    assert [entry.title for entry in told] == [
        "Olive Officer withdrew a question of members",
        "Olive Officer answered a question of members",
        "Ada Lead answered a question of members",
        "Olive Officer recorded a question of members",
    ]
    assert [(each.before, each.after) for each in told[1].differences if each.label == "Answer"] == [
        (ANSWER, "Because of the nets.")
    ]
    assert (told[2].words, told[3].words) == (ANSWER, WORDS)
    assert told[3].facts[0].endswith("minute 45/2026") and not told[3].differences
    with pytest.raises(Refused, match="has been withdrawn: Asked of another roof"):
        answer_members_question(by=lead, question=asked, answer=ANSWER)
    assert list(faults()) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": " "}, "as the minutes have it"),
        ({"meeting": ""}, "at which meeting"),
        ({"asked_on": today() + timedelta(days=1), "due_on": today() + timedelta(days=9)}, "still to come"),
        ({"due_on": today() - timedelta(days=9)}, "before the question was asked"),
    ],
)
def test_what_is_no_question_is_refused(action, officer, change, says):
    given = {"text": WORDS, "meeting": "Roofs Committee", "asked_on": today(), "due_on": today()}
    with pytest.raises(Refused, match=says):
        record_members_question(by=officer, action=action, lead=factories.lead(), **given | change)


def test_a_past_day_knows_what_was_asked_and_answered_by_then(plan, action, officer, lead):
    with change_set(plan, by=SYSTEM, verb="test", door="command", at=None) as act:
        act.add(
            m.MembersQuestion(
                action=action,
                text=WORDS,
                meeting="Roofs Committee",
                asked_on=today() - timedelta(days=1),
                due_on=today(),
                lead=factories.lead(),
                recorded_at=act.moment,
            )
        )
    answer_members_question(by=lead, question=m.MembersQuestion.objects.get(), answer=ANSWER)
    [now] = plan_state(plan).actions[0].questions
    assert (now.text, now.answer, now.answered_on, now.answered_by) == (WORDS, ANSWER, today(), "Ada Lead")
    assert as_at(plan, on=today()) == plan_state(plan)
    [action_then] = [a for a in as_at(plan, on=today()).actions if a.questions]
    assert action_then.id == action.pk


@pytest.mark.parametrize("fmt", ["pdf", "docx", "xlsx", "html"])
def test_the_paper_prints_it_in_every_format(plan, action, officer, fmt):
    assert fmt in FORMATS
    ask(officer, action)
    printed = " ".join(text_of(render(plan_state(plan), Options(on=today()), fmt), fmt).split())
    assert "Asked by members" in printed and WORDS in printed and "Minute 45/2026" in printed
    assert "Head of Early Help answers by" in printed


def test_the_next_paper_prints_the_answer_and_the_one_after_no_more(plan, action, officer, lead):
    asked = ask(officer, action)
    first = plan_state(plan)
    answer_members_question(by=lead, question=asked, answer=ANSWER)
    second = plan_state(plan)

    def table(state, before):
        since = Before(name="End May", paper="No 1", state=before) if before else None
        found = build(state, Options(on=today(), since=since)).asked
        return [cell.text for row in found.table.rows for cell in row.cells] if found else None

    assert any(ANSWER in text for text in table(second, first))
    assert table(second, second) is None
    assert build(plan_state(factories.plan("Another plan")), Options(on=today())).asked is None


def test_the_public_version_does_not_tell_who_answers_where_it_does_not_tell_who_leads(plan, action, officer):
    ask(officer, action)
    mark_exempt(by=officer, action=action, what="value", field=columns.LEAD, paragraph=2)
    told = build(published(plan_state(plan), exempt_of(plan)), Options(on=today())).asked
    assert "Head of Early Help" not in str(told) and "Not published answers by" in str(told)


def test_the_pages_record_answer_amend_and_withdraw(client, action, officer, lead):
    client.force_login(officer)
    page = client.get(reverse("action", args=[action.pk])).text
    url = reverse("record_members_question", args=[action.pk])
    assert f'href="{url}' in page and "Nothing has been asked of it yet" in page
    wrong = client.post(url, {"meeting": "Roofs", "text": "", "asked_on_day": "1"})
    assert wrong.status_code == 422 and "as the minutes have it" in wrong.text and 'value="Roofs"' in wrong.text
    day = today() - timedelta(days=1)
    typed = {"meeting": "Roofs", "text": WORDS, "lead": factories.lead().pk}
    for name in ("asked_on", "due_on"):
        typed |= {f"{name}_{box}": getattr(day, box) for box in ("day", "month", "year")}
    assert client.post(url, typed).status_code == 302
    asked = m.MembersQuestion.objects.get()
    assert WORDS in client.get(reverse("action", args=[action.pk])).text
    client.force_login(lead)
    at = reverse("members_question", args=[asked.pk])
    assert "Write the answer that members are given." in client.post(at, {"answer": " "}).text
    assert client.post(at, {"answer": ANSWER}).status_code == 302
    assert ANSWER in client.get(reverse("action", args=[action.pk])).text
    assert client.post(at, {"do": "withdraw", "reason": "x"}).status_code == 403
    client.force_login(officer)
    stale = client.post(at, {"answer": "Mine", "seen": "1"})
    assert (
        stale.status_code == 409 and "New since you opened this page" in stale.text and ">Mine</textarea>" in stale.text
    )
    assert client.post(at, {"do": "withdraw", "reason": "Of another roof."}).status_code == 302
    assert "Of another roof." in client.get(at).text
    assert WORDS not in client.get(reverse("action", args=[action.pk])).text.partition("Timeline")[0]


def test_a_merged_lead_takes_its_questions_along_and_back(action, officer, lead):
    asked = ask(officer, action)
    admin = factories.person("Anna Admin", is_administrator=True)
    with change_set(by=SYSTEM, verb="test", door="command", register=True) as act:
        into = act.add(m.Lead(name="Head of Roofs"))
    old = factories.lead()
    merge_lead(by=admin, lead=old, into=into, why="One and the same.")
    asked.refresh_from_db()
    assert asked.lead == into
    assert list(worklists.members_questions(lead, on=today())) == [asked]
    undo_merge(by=admin, lead=m.Lead.objects.get(pk=old.pk), why="They are two.")
    asked.refresh_from_db()
    assert asked.lead_id == old.pk
