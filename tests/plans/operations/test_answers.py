"""Each kind of question that an import can leave on a plan takes effect when it is answered, or says where it is."""

import ast
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.urls import reverse

from audits.verification import faults
from plans import models as m
from plans.operations.decisions.extensions import request_extension
from plans.operations.errors import Refused
from plans.operations.imports.answers import ELSEWHERE, TAKES, effects_of, takes
from plans.operations.imports.questions import answer_question
from plans.operations.progress.updates import Word, submit_progress
from plans.timescales import Timescale
from plans.trail import SYSTEM, change_set
from tests import factories

ROOT = Path(__file__).parent.parent.parent.parent
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def asked_about() -> set[str]:
    """What the import's questions can be about, read from where they are asked."""
    found = set()
    for path in (ROOT / "plans/importing").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("ask", "doubt") and len(node.args) > 1:
                found |= {node.args[1].value} if isinstance(node.args[1], ast.Constant) else set()
    return found


def test_no_kind_of_question_is_forgotten():
    found = asked_about()
    assert {"anchor", "leads", "timescales", "columns", "rag"} <= found
    assert found - TAKES.keys() - ELSEWHERE.keys() == set()


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def action(plan):
    """The first of the plan, of which the document has said something on the day of the import."""
    action = factories.actions_of(plan)[0]
    said = m.ProgressUpdate(
        action=action, position_on=date(2026, 11, 22), recorded_at=NOW, narrative="Half done?", by_document=True,
        said_by_name="The document", recorded_by_name="Olive",
    )  # fmt: skip
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(said)
    return action


def question(plan, field, *, action=None, text="", **fields):
    row = m.OpenQuestion(plan=plan, action=action, order=0, field=field, text=text, because="it is in doubt", **fields)
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(row)
    return row


def timescale(action):
    return action.timescales.get()


def last_said(action):
    return action.updates.order_by("pk").last()


EFFECTS = {
    "anchor": ("", "3 June 2026", lambda a: str(m.Plan.objects.get(pk=a.plan.pk).anchor_on), "2026-06-03"),
    "dated": ("", "31 July 2026", lambda a: str(last_said(a).position_on), "2026-07-31"),
    "timescales": ("a day", "30 June 2027", lambda a: str(timescale(a).latest), "2027-06-30"),
    "leads": ("Head of Early Help", "Ann Other", lambda a: a.assignments.get().lead.name, "Ann Other"),
    "lead": ("not printed", "Ann Other", lambda a: a.assignments.last().lead.name, "Ann Other"),
    "responsible": ("Head of Early Help", "Ann Other", lambda a: a.assignments.get().lead.name, "Ann Other"),
    "rag": ("A/G", "amber", lambda a: last_said(a).rag.label, "Amber"),
    "title": ("", "Another title", lambda a: m.Plan.objects.get(pk=a.plan.pk).title, "Another title"),
    "subtitle": ("", "For 2027", lambda a: m.Plan.objects.get(pk=a.plan.pk).subtitle, "For 2027"),
    "section": ("Theme 1", "Safer roads", lambda a: m.Section.objects.get(plan=a.plan).title, "Safer roads"),
    "ref": ("1.", "7.1", lambda a: a.recommendation.printed_ref, "7.1"),
    "text": ("", "Do another thing", lambda a: a.text, "Do another thing"),
    "evidence": ("", "Ten files\nread", lambda a: a.expected_evidence, "Ten files\nread"),
    "outcome": ("", "Fewer accidents", lambda a: a.outcome, "Fewer accidents"),
    "progress": ("Half done?", "Half done", lambda a: last_said(a).narrative, "Half done"),
}
"""For each kind that is answered here: its printed words, an answer, and what of the plan is then what."""


def test_every_kind_that_is_answered_here_is_tried():
    assert EFFECTS.keys() == TAKES.keys()


@pytest.mark.parametrize("field", EFFECTS)
def test_an_answer_is_shown_and_takes_effect(client, officer, plan, action, field):
    text, value, found, becomes = EFFECTS[field]
    asked = question(plan, field, action=action, text=text, alike=[action.pk] if field == "rag" else [])
    url = reverse("questions", args=[plan.slug])
    client.force_login(officer)
    shown = client.post(url, {"question": asked.pk, "value": value})
    assert shown.status_code == 200
    assert "As it will be" in shown.text
    fresh = m.Action.objects.get(pk=action.pk)
    assert not m.OpenQuestion.objects.get(pk=asked.pk).answered_on
    seen = re.search(r'name="seen" value="(\w+)"', shown.text)[1]
    acts = m.ChangeSet.objects.count()
    assert client.post(url, {"question": asked.pk, "value": value, "seen": seen}).status_code == 302
    fresh = m.Action.objects.get(pk=action.pk)
    assert found(fresh) == becomes
    assert m.ChangeSet.objects.count() == acts + 1
    assert re.search(r"things? changed|1 action rated", m.OpenQuestion.objects.get(pk=asked.pk).answer)
    assert list(faults()) == []


@pytest.mark.parametrize("field", [*ELSEWHERE, "something else"])
def test_every_other_kind_says_where_and_stays(client, officer, plan, action, field):
    asked = question(plan, field, action=None if field == "columns" else action, text="Action")
    url = reverse("questions", args=[plan.slug])
    client.force_login(officer)
    page = client.get(url).text
    stays = "Each stays marked" if field == "steps" else "The question stays until you say that it is settled"
    assert stays in page
    assert ELSEWHERE.get(field, "Look at it where the plan is edited") in page.replace("&#x27;", "'")
    link = re.search(r'href="([^"]+)">Go there', page)[1].replace("&amp;", "&")
    assert client.get(link).status_code == 200
    assert takes(asked) == ""
    assert client.post(url, {"question": asked.pk, "value": "Anything"}).status_code == 422
    assert not m.OpenQuestion.objects.get(pk=asked.pk).answered_on
    done = client.post(url, {"question": asked.pk, "settle": "by_hand"}, follow=True).text
    assert "Put right where the plan is edited" in done


def test_a_date_that_was_asked_to_move_stays(plan, lead, officer, action):
    request_extension(by=lead, timescale=timescale(action), to_latest=date(2027, 9, 1), reason="The builder is late.")
    asked = question(plan, "timescales", action=action, text="a day")
    effects = effects_of(asked, Timescale("a day", "date", None, date(2027, 6, 30)))
    assert [bool(each.left) for each in effects] == [True, False, False]
    done = answer_question(
        by=officer, question=asked, value=Timescale("a day", "date", None, date(2027, 6, 30)), words="June"
    )
    assert done.answer == "June: 2 things changed, 1 left as it was"
    assert timescale(action).latest != date(2027, 6, 30)


def test_what_people_have_said_since_stands(plan, lead, officer, action):
    submit_progress(by=lead, action=action, word=Word(narrative="All done.", rag=factories.rag("green")))
    asked = question(plan, "progress", action=action, text="Half done?")
    done = answer_question(by=officer, question=asked, value="Half done", words="Half done")
    assert "1 left as it was" in done.answer
    assert last_said(action).narrative == "All done."


def test_several_readings_of_one_print_become_one(plan, officer, action):
    first = timescale(action)
    first.text = "March"
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(first)
        act.save(m.Timescale(action=action, order=1, text="April 17", kind="month", latest=date(2017, 4, 30)))
    asked = question(plan, "timescales", action=action, text="March/April 17")
    meant = Timescale("March/April 17", "range", date(2017, 3, 1), date(2017, 4, 30))
    answer_question(by=officer, question=asked, value=meant, words="March to April 2017")
    [now] = action.timescales.current()
    assert (now.text, now.earliest, now.latest) == ("March/April 17", date(2017, 3, 1), date(2017, 4, 30))
    assert list(faults()) == []


def test_an_answer_that_would_change_nothing_is_refused(plan, officer):
    asked = question(plan, "section", text="A band that is gone")
    with pytest.raises(Refused, match="would change nothing"):
        answer_question(by=officer, question=asked, value="Another", words="Another")
