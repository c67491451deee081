"""Choosing the committee's appendix, and the file that comes of it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from plans.clock import today
from plans.operations.plans import open_period
from plans.trail import SYSTEM
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return factories.plan(report_ref="CYP/26/41, Appendix B")


@pytest.fixture
def url(client, plan):
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    return reverse("appendix", args=[plan.slug])


def test_an_address_without_a_format_fills_the_form_in(client, url):
    page = client.get(url, {"on_day": "31", "on_month": "2", "on_year": "2026", "author": "A. Clerk"})
    assert page.status_code == 200
    assert "govuk-error-summary" not in page.text
    for name, value in (("on_day", "31"), ("on_month", "2"), ("on_year", "2026")):
        assert f'name="{name}" inputmode="numeric" value="{value}"' in page.text
    assert 'name="author" value="A. Clerk"' in page.text
    assert 'value="pdf" checked' in page.text


def test_the_period_proposed_is_the_one_that_was_open_on_the_day_asked_for(client, plan, url):
    then = today() - timedelta(days=60)
    open_period(by=SYSTEM, plan=plan, name="Then", position_on=then)
    open_period(by=SYSTEM, plan=plan, name="Now", position_on=today())
    assert ">Now</option>" in selected(client.get(url))
    asked = {"on_day": then.day, "on_month": then.month, "on_year": then.year}
    assert ">Then</option>" in selected(client.get(url, asked))


def selected(page) -> str:
    """The markup of the chosen option."""
    return page.text.partition(" selected")[2].partition("\n")[0].partition("<option")[0]


def test_an_empty_format_is_asked_for(client, url):
    page = client.get(url, {"format": ""})
    assert (page.status_code, "Choose a format." in page.text) == (422, True)


@pytest.mark.parametrize("final, end", [({}, "-draft.csv"), ({"final": "yes"}, ".csv")])
def test_the_file_is_named_after_the_plan_and_the_day_and_says_that_it_is_a_draft(client, plan, url, final, end):
    response = client.get(url, {"format": "csv", **final})
    assert response.status_code == 200
    name = f"early-help-improvement-plan-appendix-{today():%Y-%m-%d}{end}"
    assert f'filename="{name}"' in response["Content-Disposition"]
