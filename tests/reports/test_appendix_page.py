"""Choosing the committee's appendix, and the file that comes of it."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from plans import models as m
from plans.clock import today
from plans.models import Period
from plans.operations.imports.new_plan import commit_import
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM
from plans.wording import day
from reports.appendix.pdf import press
from reports.papers import Choice
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


@pytest.mark.parametrize("why", [press.NotPrinted("it ended with -9: no memory"), OSError("no room for a process")])
def test_a_paper_that_could_not_be_printed_says_so_and_keeps_what_was_chosen(client, url, monkeypatch, why, caplog):
    def fails(*arguments, **more):
        raise why

    monkeypatch.setattr(press, "_child" if isinstance(why, OSError) else "_ended", fails)
    page = client.get(url, {"format": "pdf", "author": "A. Clerk", "paper": "a4"})
    assert page.status_code == 500
    assert "The PDF could not be made, and nothing of the plan was changed" in page.text
    assert 'value="A. Clerk"' in page.text
    assert str(why) in caplog.text


def test_an_empty_format_is_asked_for(client, url):
    page = client.get(url, {"format": ""})
    assert (page.status_code, "Choose a format." in page.text) == (422, True)


@pytest.mark.parametrize("final, end", [({}, "-draft.csv"), ({"final": "yes", "sure": "final"}, ".csv")])
def test_the_file_is_named_after_the_plan_and_the_day_and_says_that_it_is_a_draft(client, plan, url, final, end):
    response = client.get(url, {"format": "csv", **final})
    assert response.status_code == 200
    name = f"early-help-improvement-plan-appendix-{today():%Y-%m-%d}{end}"
    assert f'filename="{name}"' in response["Content-Disposition"]


BEFORE = "Before the appendix is made"
YESTERDAY = today() - timedelta(days=1)


def backdated():
    """A plan that came from a document of long ago, in which a person's name stands."""
    text = (
        "# Library plan, March 2026\n\nTyped by Sam Quill.\n\n"
        "| Ref | Recommendation | Action | Lead | Progress End March 2026 |\n|---|---|---|---|---|\n"
        "| 1 | Open longer | Consult staff | Head of Libraries | Sam Quill wrote to all |\n"
    )
    return commit_import(by=SYSTEM, data=text.encode(), name="libraries.md").plan


class TestAskedFirst:
    def test_final_of_a_day_that_is_not_over_and_nothing_chosen_is_lost(self, client, url):
        asked = {"format": "csv", "final": "yes", "author": "A. Clerk", "paper": "a3"}
        page = client.get(url, asked)
        assert page.status_code == 200
        assert BEFORE in page.text and "is not over" in page.text
        for name, value in asked.items():
            assert f'<input type="hidden" name="{name}" value="{value}">' in page.text
        assert client.get(url, {**asked, "sure": "final"})["Content-Type"].startswith("text/csv")

    def test_final_of_a_period_whose_day_has_not_come_or_that_is_collected_still(self, client, plan, url):
        coming = open_period(by=SYSTEM, plan=plan, name="Coming", position_on=today() + timedelta(days=20))
        due = today() + timedelta(days=9)
        running = open_period(by=SYSTEM, plan=plan, name="Running", position_on=YESTERDAY, due_on=due)
        words = {coming: "“Coming” is of", running: "Updates for “Running” are collected until"}
        for period, told in words.items():
            assert told in Choice(period=period, on=YESTERDAY).early(today())
        page = client.get(url, {"format": "csv", "final": "yes", "period": coming.pk})
        assert BEFORE in page.text and words[coming] in page.text
        assert words[running] in Choice(on=YESTERDAY, periods=(coming, running)).early(today())
        closed = Period(name="Closed", position_on=YESTERDAY, due_on=due, closed_on=today())
        assert Choice(period=closed).early(today()) == ""

    def test_a_draft_is_not_asked_about(self, client, url):
        assert client.get(url, {"format": "csv"})["Content-Type"].startswith("text/csv")

    def test_names_and_an_officer_leaves_one(self, client):
        plan = backdated()
        factories.person("Sam Quill", job_title="Clerk")
        factories.person("Rae Moss", plan=plan, role="officer")
        client.force_login(m.User.objects.get(name="Rae Moss"))
        url = reverse("appendix", args=[plan.slug])
        asked = {"format": "html", "posts": "yes", "author": "Rae Moss"}
        page = client.get(url, asked).text
        assert BEFORE in page and "1 person has no post" in page
        assert page.count("<b>Sam Quill</b>") == 2
        paper = client.get(url, {**asked, "sure": "names"}).text
        assert "Quill" not in paper and "Moss" not in paper
        assert "Typed by Clerk." in paper and "Clerk wrote to all" in paper
        [key] = re.findall(r'value="(update-[^"]*)"', page)
        left = client.get(url, {**asked, "sure": "names", "left": key}).text
        assert "Typed by Clerk." in left and "Sam Quill wrote to all" in left

    def test_what_may_be_a_name_stays_until_the_officer_says_that_it_is_one(self, client, url):
        asked = {"format": "html", "posts": "yes", "committee": "Asked of Tamsla Quornby"}
        page = client.get(url, asked).text
        assert BEFORE in page and "1 other word or phrase may be a name" in page
        assert "Nothing tells whether it is, so the paper prints it as written." in page
        assert 'name="replaced" value="Tamsla Quornby"' in page
        assert "Tamsla Quornby" in client.get(url, {**asked, "sure": "names"}).text
        paper = client.get(url, {**asked, "sure": "names", "replaced": "Tamsla Quornby"}).text
        assert "Asked of (name withheld)" in paper and "Quornby" not in paper

    def test_choosing_again_shows_what_was_chosen(self, client, url):
        page = client.get(url, {"format": "csv", "final": "yes", "author": "A. Clerk", "again": "yes"})
        assert page.status_code == 200
        assert 'name="author" value="A. Clerk"' in page.text
        assert 'id="final" name="final" value="yes" checked' in page.text
        assert 'id="exceptions" name="exceptions" value="yes">' in page.text


def test_the_plans_page_is_headed_by_the_day_of_its_words_and_not_by_a_period_to_come(client):
    plan = backdated()
    officer = factories.person("Rae Moss", plan=plan, role="officer")
    client.force_login(officer)
    open_period(by=officer, plan=plan, name="End of the next year", position_on=today() + timedelta(days=400))
    url = reverse("plan", args=[plan.slug])
    assert ">Progress End March 2026</th>" in client.get(url).text
    [action] = factories.actions_of(plan)
    submit_progress(by=officer, action=action, word=Word(narrative="Said today", rag=factories.rag("green")))
    page = client.get(url).text
    assert f">Progress as at {day(today())}</th>" in page
    assert "Progress End" not in page


def test_a_day_before_the_import_shows_what_its_document_said_of_it(client):
    plan = backdated()
    client.force_login(factories.person("Rae Moss", plan=plan, role="officer"))
    asked = {"on_day": "31", "on_month": "3", "on_year": "2026"}
    page = client.get(reverse("plan", args=[plan.slug]), asked)
    told = "As printed in the document of 31 March 2026, brought in on"
    assert page.status_code == 200 and told in page.text and "Progress End March 2026" in page.text
    paper = client.get(reverse("appendix", args=[plan.slug]), {"format": "html", **asked})
    assert told in paper.text and "Progress End March 2026" in paper.text
    rows = client.get(reverse("appendix", args=[plan.slug]), {"format": "csv", **asked})
    assert "How it is known" in rows.content.decode() and told in rows.content.decode()
    before = client.get(reverse("appendix", args=[plan.slug]), {"format": "html", **asked, "on_day": "30"})
    assert before.status_code == 422
    assert "It reaches back to 31 March 2026" in before.text


def test_a_letter_that_the_pdf_cannot_print_is_told_before_it_is_made(client, plan, url, capsys, tmp_path):
    assert "unprintable" not in client.get(url).text
    m.Action.objects.filter(pk=factories.actions_of(plan)[0].pk).update(text="Carve ᚠ into the door 🎉")
    page = client.get(url).text
    assert "The PDF can’t print 1 letter" in page
    assert "“ᚠ” (runic letter fehu feoh fe f) in 1" in page
    call_command("export_appendix", plan.slug, format="pdf", output=tmp_path / "paper.pdf")
    assert "no letter for “ᚠ”" in capsys.readouterr().err
    call_command("export_appendix", plan.slug, format="docx", output=tmp_path / "paper.docx")
    assert "no letter" not in capsys.readouterr().err
