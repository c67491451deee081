"""What pages work out of a whole plan is kept, as long as nothing was written since."""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from audits.operations import snapshots
from audits.operations.redaction import redact
from plans import kept_results
from plans.clock import today
from plans.operations.people import amend_person
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from reports.views import position, since
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def worked_out(monkeypatch):
    """How often it was worked out; of plans of any size it is kept."""
    times, facts = [], position._facts
    monkeypatch.setattr(kept_results, "WORTH_KEEPING", 0)
    monkeypatch.setattr(position, "_facts", lambda *args: times.append(1) or facts(*args))
    return times


@pytest.fixture
def period(plan, officer):
    return open_period(by=officer, plan=plan, name="End July", position_on=today())


@pytest.fixture
def page(plan, period):
    return reverse("period_paper", args=[plan.slug, period.pk])


def test_it_is_worked_out_once_and_the_page_is_the_same(client, page, worked_out):
    first, second = (re.sub(r'value="\w{64}"', "", client.get(page).text) for _time in range(2))
    assert first == second and len(worked_out) == 1


def test_it_is_worked_out_anew_after_whatever_it_may_rest_on(client, page, plan, period, officer, worked_out):
    def say():
        word = Word(narrative="Agreed with Tamsla Quornby.", rag=factories.rag("green"))
        submit_progress(by=officer, action=factories.actions_of(plan)[0], word=word)

    def rename():
        amend_person(user=officer, name="Olive Quornby", email=officer.email, job_title="", is_administrator=False)

    client.get(page)
    for number, act in enumerate((say, rename, lambda: snapshots.freeze(by=officer, period=period, despite="So.")), 2):
        act()
        text = client.get(page).text
        assert len(worked_out) == number
        assert "Tamsla Quornby" in text


def test_with_other_settings_it_is_another(client, page, worked_out):
    client.get(page)
    assert "Names in the public version" not in client.post(page, {"move": "down:lead", "author": "Olive"}).text
    assert len(worked_out) == 2


def test_a_redaction_leaves_nothing_of_it(client, page, plan, officer, worked_out):
    word = Word(narrative="We met Tamsla Quornby.", rag=factories.rag("green"))
    submit_progress(by=officer, action=factories.actions_of(plan)[0], word=word)
    assert "Tamsla Quornby" in client.get(page).text
    assert b"Tamsla Quornby" in cache.get(f"kept:period-paper:{plan.pk}")[1]
    administrator = factories.person("Abe Administrator", is_administrator=True)
    redact(by=administrator, plan=plan, words="Tamsla Quornby", why="A child’s name.")
    assert cache.get(f"kept:period-paper:{plan.pk}") is None


def test_of_a_small_plan_nothing_is_kept(client, page, plan):
    client.get(page)
    assert cache.get(f"kept:period-paper:{plan.pk}") is None


def test_what_changed_is_worked_out_once_for_each_figure_and_anew_after_an_act(client, plan, officer, monkeypatch):
    times, shown = [], since._shown
    monkeypatch.setattr(kept_results, "WORTH_KEEPING", 0)
    monkeypatch.setattr(since, "_shown", lambda *args: times.append(1) or shown(*args))
    url = reverse("since", args=[plan.slug])
    first, second = (re.sub(r'value="\w{64}"', "", client.get(url).text) for _time in range(2))
    assert first == second and len(times) == 1
    assert client.get(f"{url}?show=same").status_code == 200 and len(times) == 2
    assert client.get(f"{url}?show=nonsense").status_code == client.get(f"{url}?show=nonsense").status_code == 400
    word = Word(narrative="It goes well.", rag=factories.rag("green"))
    submit_progress(by=officer, action=factories.actions_of(plan)[0], word=word)
    assert "It goes well." in client.get(url).text
