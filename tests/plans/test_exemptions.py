"""What the public version of a paper leaves out: marking, reading, taking off, and the plan without it."""

import dataclasses
import re

import pytest
from django.urls import reverse

from audits.timeline import timeline
from audits.verification import faults
from plans import columns, exemptions
from plans import models as m
from plans.exemptions import Exempt, left_out, published
from plans.operations.errors import Refused
from plans.operations.evidence import Proof, add_evidence
from plans.operations.exemptions import mark_exempt, read_exemption, state_of, take_off_exemption
from plans.operations.progress.updates import Word, submit_progress
from plans.permissions.permission import Denied
from plans.queries import exempt_of, plan_state
from plans.trail import SYSTEM, change_set
from tests import factories

pytestmark = pytest.mark.django_db

PRICE = "4,125 pounds a week"


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def action(plan, lead):
    first = factories.actions_of(plan)[0]
    words = f"A bed costs {PRICE},\nwhich the Board has agreed."
    submit_progress(by=lead, action=first, word=Word(narrative=words, rag=factories.rag("amber")))
    return first


def texts_of(value) -> str:
    """Every text of a state, however deep it stands."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple | list):
        return "\n".join(map(texts_of, value))
    if dataclasses.is_dataclass(value):
        return "\n".join(texts_of(getattr(value, field.name)) for field in dataclasses.fields(value))
    return ""


def test_an_officer_marks_a_passage_and_takes_the_mark_off_with_a_reason(plan, action, officer):
    mark = mark_exempt(by=officer, action=action, what="passage", words=f"{PRICE}, which", paragraph=3, note="a price")
    assert (mark.field, mark.update, mark.marked_by_name) == (columns.PROGRESS, action.updates.get(), "Olive Officer")
    state = published(plan_state(plan), exempt_of(plan))
    assert state.actions[0].latest_update.narrative == (
        "A bed costs [not published: paragraph 3] the Board has agreed."
    )
    with pytest.raises(Refused, match="marked already"):
        mark_exempt(by=officer, action=action, what="passage", words=f"{PRICE}, which", paragraph=3)
    with pytest.raises(Refused, match="Say why"):
        take_off_exemption(by=officer, exemption=mark, reason=" ")
    take_off_exemption(by=officer, exemption=mark, reason="The contract is public now.")
    with pytest.raises(Refused, match="taken off already"):
        take_off_exemption(by=officer, exemption=mark, reason="Again.")
    assert exempt_of(plan) == () and published(plan_state(plan), ()) == plan_state(plan)
    told = [entry.title for entry in timeline(action)]
    assert told[:2] == [
        "Olive Officer took a mark of exemption off",
        "Olive Officer marked something as exempt from publication",
    ]
    assert list(faults()) == []


def test_a_lead_has_something_read_and_an_officer_says_why(plan, action, lead, officer):
    with pytest.raises(Denied, match="decided by the plan’s officers"):
        mark_exempt(by=lead, action=action, what="passage", words=PRICE, paragraph=3)
    mark = mark_exempt(by=lead, action=action, what="passage", words=PRICE)
    assert PRICE not in texts_of(published(plan_state(plan), exempt_of(plan)))
    with pytest.raises(Denied):
        read_exemption(by=lead, exemption=mark, paragraph=3)
    for wrong in (None, 8):
        with pytest.raises(Refused, match="aragraph"):
            read_exemption(by=officer, exemption=mark, paragraph=wrong)
    read_exemption(by=officer, exemption=mark, paragraph=3)
    with pytest.raises(Refused, match="meanwhile"):
        read_exemption(by=officer, exemption=mark, paragraph=2)
    assert "[not published: paragraph 3]" in texts_of(published(plan_state(plan), exempt_of(plan)))


def test_a_passage_goes_wherever_the_plan_says_it(plan, action, officer, lead):
    second = factories.actions_of(plan)[1]
    submit_progress(by=lead, action=second, word=Word(narrative=f"See 1: {PRICE.upper()}.", rag=factories.rag("green")))
    mark_exempt(by=officer, action=action, what="passage", words=PRICE, paragraph=3)
    state = plan_state(plan)
    whole, public = texts_of(state).lower(), texts_of(published(state, exempt_of(plan))).lower()
    assert (whole.count(PRICE), public.count(PRICE), "see 1: " in public) == (2, 0, True)


def test_what_was_reworded_after_it_was_marked_is_left_out_as_a_whole_until_it_is_read(plan, action, officer, lead):
    mark_exempt(by=officer, action=action, what="passage", words="and show that it works", paragraph=2)
    m.Action.objects.filter(pk=action.pk).update(text="Do it otherwise and show  that it works well")
    assert "otherwise" in texts_of(published(plan_state(plan), exempt_of(plan)))
    m.Action.objects.filter(pk=action.pk).update(text="Do it otherwise")
    state = state_of(action)
    assert exemptions.is_lost(state, exempt_of(plan)[0])
    assert left_out(state, exempt_of(plan)).fields == {columns.ACTION}
    assert "otherwise" not in texts_of(published(plan_state(plan), exempt_of(plan)))
    mark_exempt(by=officer, action=action, what="passage", words=PRICE, paragraph=3)
    submit_progress(by=lead, action=action, word=Word(narrative="All is agreed.", rag=factories.rag("green")))
    said = published(plan_state(plan), exempt_of(plan)).actions[0]
    assert said.latest_update.narrative == "All is agreed." and PRICE not in texts_of(said)
    before = dataclasses.replace(said, updates=())
    assert not exemptions.is_lost(before, exempt_of(plan)[1]), "a position from before the update has nothing of it"


@pytest.mark.parametrize("field", exemptions.VALUES[:-1])
def test_a_value_is_left_out_as_a_whole_and_nothing_else(plan, action, officer, field):
    m.Action.objects.filter(pk=action.pk).update(outcome="Fewer waits", related_plans=["The other plan"])
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.add(m.Assignment(action=action, lead=factories.lead(), printed="Somebody", role="responsible", order=3))
    state = plan_state(plan)
    before = {(of, head): text for of, head, text in exemptions.texts(state.actions[0]) if text.strip()}
    mark_exempt(by=officer, action=action, what="value", field=field, paragraph=1)
    after = dict.fromkeys(before) | {
        (of, head): text
        for of, head, text in exemptions.texts(published(state, exempt_of(plan)).actions[0])
        if text.strip()
    }
    assert after.pop((field, "")).strip() == "Not published: paragraph 1"
    assert after == {key: text for key, text in before.items() if key != (field, "")}
    assert left_out(state.actions[0], exempt_of(plan)).fields == {field}


def test_an_action_and_a_piece_of_evidence(plan, action, officer, lead):
    proof = add_evidence(by=lead, action=action, proof=Proof(title="Caseloads", url="https://files.example/by-worker"))
    mark_exempt(by=officer, action=action, what="evidence", evidence=proof, paragraph=1)
    [shown] = published(plan_state(plan), exempt_of(plan)).actions[0].evidence
    assert (shown.title, shown.url) == ("Not published: paragraph 1", "")
    with pytest.raises(Refused, match="of this action"):
        mark_exempt(by=officer, action=factories.actions_of(plan)[1], what="evidence", evidence=proof, paragraph=1)
    mark_exempt(by=officer, action=action, what="action", paragraph=2)
    assert [each.id for each in published(plan_state(plan), exempt_of(plan)).actions] == [
        each.pk for each in factories.actions_of(plan)[1:]
    ]
    assert left_out(state_of(action), exempt_of(plan)) == exemptions.LeftOut(whole=True, evidence=frozenset({proof.pk}))


def test_what_cant_be_marked(plan, action, officer):
    for given, said in (
        ({"what": "passage", "words": "nobody said this"}, "don’t stand in this action"),
        ({"what": "passage", "words": "a,"}, "at least 3 letters"),
        ({"what": "passage", "words": " "}, "as they stand"),
        ({"what": "value", "field": "rag"}, "Choose which column"),
        ({"what": "nothing"}, "Choose what"),
    ):
        with pytest.raises(Refused, match=said):
            mark_exempt(by=officer, action=action, paragraph=3, **given)


def test_the_pages_mark_read_and_take_off(client, plan, action, officer, lead):
    url = reverse("exempt", args=[action.pk])
    client.force_login(lead)
    assert "Mark something as exempt (not for publication)" in client.get(reverse("action", args=[action.pk])).text
    assert "An officer of the plan (Olive Officer) reads it" in client.get(url).text
    assert client.post(url, {"what": "passage", "words": PRICE, "paragraph": "3"}).status_code == 302
    mark = m.Exemption.objects.get()
    assert mark.paragraph is None
    assert "To be read by an officer" in client.get(url).text
    client.force_login(officer)
    wrong = client.post(url, {"what": "passage", "words": "nobody said this", "paragraph": "3"})
    assert wrong.status_code == 422 and "don’t stand in this action" in wrong.text and "nobody said this" in wrong.text
    assert "Choose the paragraph of Schedule 12A" in client.post(url, {"what": "action"}).text
    at = reverse("exemption", args=[mark.pk])
    assert "Is this exempt?" in client.get(at).text
    assert "Choose one of the paragraphs" in client.post(at, {"do": "read"}).text
    assert client.post(at, {"do": "read", "paragraph": "3", "note": "a price"}).status_code == 302
    assert "Say why this can be published" in client.post(at, {"do": "take_off", "reason": ""}).text
    assert client.post(at, {"do": "take_off", "reason": "It is public."}).status_code == 302
    assert "nothing left to decide" in client.get(at).text
    assert "taken off already" in client.post(at, {"do": "take_off", "reason": "Again."}).text


def test_no_mark_is_taken_off_on_a_page_that_has_become_stale(client, action, officer, lead):
    mark = mark_exempt(by=lead, action=action, what="passage", words=PRICE)
    at = reverse("exemption", args=[mark.pk])
    client.force_login(officer)
    seen = re.search(r'name="seen" value="(\d+)"', client.get(at).text)[1]
    read_exemption(by=officer, exemption=mark, paragraph=3)
    stale = client.post(at, {"do": "take_off", "reason": "Nobody minds.", "seen": seen})
    mark.refresh_from_db()
    assert (stale.status_code, mark.withdrawn) == (409, False)
    assert "New since you opened this page" in stale.text and "Nobody minds." in stale.text
    anew = re.search(r'name="seen" value="(\d+)"', stale.text)[1]
    assert client.post(at, {"do": "take_off", "reason": "Nobody minds.", "seen": anew}).status_code == 302


def test_marks_of_another_action_change_nothing(plan, action):
    state = plan_state(plan)
    assert published(state, [Exempt(id=1, action_id=-5, what="action", paragraph=2)]) == state
