"""The pages of RAG schemes: rearranged, kept, refused in words; and a plan that takes another scheme."""

import pytest
from django.urls import reverse

from plans import models as m
from plans.operations import schemes
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM
from tests import factories
from tests.plans.permissions.rows import TWO_RATINGS, TYPED_RATINGS

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan(actions=3)


@pytest.fixture
def browser(client, plan):
    client.force_login(factories.person("Olwen Price", plan=plan, role="officer"))
    return client


def text(response) -> str:
    return response.content.decode()


def test_a_scheme_is_started_copied_changed_and_retired(browser, plan):
    made = browser.post(reverse("new_scheme"), {"name": "Two words", **TYPED_RATINGS, "do": "keep"})
    scheme = m.RagScheme.objects.get(name="Two words")
    assert made.status_code == 302 and made.url == reverse("scheme", args=[scheme.pk])
    copied = text(browser.get(reverse("new_scheme"), {"copy": scheme.pk}))
    assert 'value="Two words, copy"' in copied and ">Behind its date</textarea>" in copied
    kept = browser.post(
        reverse("scheme", args=[scheme.pk]),
        {"name": "Two words", **TYPED_RATINGS, "meaning-0": "Well behind its date", "why": "Reworded", "do": "keep"},
    )
    second = m.RagScheme.objects.get(name="Two words", version=2)
    assert kept.url == reverse("scheme", args=[second.pk])
    shown = text(browser.get(kept.url))
    assert '<ins class="ap-ins">Well behind</ins>' in shown and "Olwen Price: Reworded" in shown
    assert " now</p>" not in shown, "only what changed is told"
    assert text(browser.get(reverse("scheme", args=[scheme.pk]))).count("There is a newer one") == 1
    overtaken = browser.post(
        reverse("scheme", args=[scheme.pk]), {"name": "Two words", **TYPED_RATINGS, "label-0": "Lost", "why": "Again"}
    )
    assert overtaken.status_code == 409 and 'value="Lost"' in text(overtaken) and "Reworded" in text(overtaken)
    fate = reverse("scheme_fate", args=[second.pk])
    refused = browser.post(fate, {"do": "retire", "reason": ""})
    assert refused.status_code == 422 and "Say why it is retired" in text(refused)
    assert browser.post(fate, {"do": "retire", "reason": "Nobody used it"}).status_code == 302
    assert "Retired" in text(browser.get(reverse("schemes")))


def test_rows_that_are_sent_empty_stay_to_be_filled_in(browser):
    empty = {name: "" for name in TYPED_RATINGS if name.startswith(("label", "meaning"))}
    refused = browser.post(reverse("new_scheme"), {"name": "Two words", **TYPED_RATINGS, **empty, "do": "keep"})
    assert refused.status_code == 422 and "Give at least one rating" in text(refused)
    assert 'name="label-0"' in text(refused) and 'name="label-1"' in text(refused)


def test_buttons_of_the_table_rearrange_and_keep_nothing(browser):
    def labels(response):
        return [line.rating.label for line in response.context["form"].lines]

    address, before = reverse("new_scheme"), m.RagScheme.objects.count()
    assert labels(browser.post(address, {**TYPED_RATINGS, "do": "down-0"})) == ["Well", "Late"]
    assert labels(browser.post(address, {**TYPED_RATINGS, "do": "up-1"})) == ["Well", "Late"]
    assert labels(browser.post(address, {**TYPED_RATINGS, "do": "remove-0"})) == ["Well"]
    added = browser.post(address, {**TYPED_RATINGS, "do": "add"})
    assert labels(added) == ["Late", "Well", ""]
    assert len({line.rating.shape for line in added.context["form"].lines}) == 3
    alike = browser.post(address, {**TYPED_RATINGS, "shape-1": "diamond", "do": "look"})
    assert alike.status_code == 200 and "To mend" in text(alike)
    assert m.RagScheme.objects.count() == before


def test_what_cannot_stand_is_said_at_its_field(browser):
    sent = {"name": "brag", **TYPED_RATINGS, "meaning-1": "", "do": "keep"}
    first = browser.post(reverse("new_scheme"), sent)
    assert first.status_code == 422 and 'href="#meaning-1"' in text(first) and 'id="meaning-1-error"' in text(first)
    second = browser.post(reverse("new_scheme"), {**sent, "meaning-1": "As it should be"})
    assert second.status_code == 422 and 'href="#name"' in text(second)


def test_a_plan_takes_another_scheme_after_seeing_what_each_rating_touches(browser, plan):
    other = schemes.start_scheme(by=SYSTEM, name="Two words", ratings=TWO_RATINGS)
    for action in factories.actions_of(plan)[:2]:
        submit_progress(by=SYSTEM, action=action, word=Word(narrative="Slow", rag=factories.rag("amber")))
    address = reverse("plan_scheme", args=[plan.slug])
    assert "Two words" in text(browser.get(address))
    shown = browser.get(address, {"to": other.pk})
    assert [(line.rating.label, line.actions, value) for line, value, _id in shown.context["lines"]] == [
        ("Red", 0, "none"),
        ("Amber", 2, ""),
        ("Green", 0, "none"),
        ("Blue", 0, "none"),
    ]
    typed = {f"becomes-{line.rating.pk}": value for line, value, _id in shown.context["lines"]}
    sent = {**typed, "to": other.pk, "seen": plan.scheme_id, "why": "The board’s words"}
    unsaid = browser.post(address, sent)
    assert unsaid.status_code == 422 and "Choose what Amber becomes." in text(unsaid)
    amber = f"becomes-{factories.rag('amber').pk}"
    chosen = str(other.ratings.get(label="Late").pk)
    no_reason = browser.post(address, {**sent, amber: chosen, "why": ""})
    assert no_reason.status_code == 422 and 'href="#why"' in text(no_reason)
    assert browser.post(address, {**sent, amber: chosen}).status_code == 302
    action = factories.actions_of(plan)[0]
    for name, args in (("plan", [plan.slug]), ("action", [action.pk]), ("update", [action.pk])):
        page = text(browser.get(reverse(name, args=args)))
        assert "Late</strong>" in page, name
    assert "Amber" in text(browser.get(reverse("action", args=[action.pk]))), "its timeline says what was said"
    assert "changed the plan’s RAG scheme" in text(browser.get(reverse("log", args=[plan.slug])))


def test_the_plans_that_use_a_scheme_come_by_pages(monkeypatch, browser, plan):
    factories.plan("Fostering Plan", actions=3)
    officer = m.User.objects.get(pk=browser.session["_auth_user_id"])
    factories.grant_role(user=officer, plan=m.Plan.objects.get(title="Fostering Plan"), role="viewer")
    address = reverse("scheme", args=[plan.scheme_id])
    whole = browser.get(address).context["used"]
    monkeypatch.setattr("plans.views.schemes.schemes.A_PAGE", 1)
    first, second = browser.get(address), browser.get(address, {"page": 2})
    rows = [row["plan"] for page in (first, second) for row in page.context["used"]["rows"]]
    assert rows == [row["plan"] for row in whole["rows"]] and len(rows) == 2
    assert [page.context["used"]["actions"] for page in (first, second)] == [whole["actions"]] * 2
    assert "page=2#used" in text(first)
