"""manage.py export_appendix has what the builder's page has."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from plans.clock import today
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM
from tests import factories
from tests.reports.test_appendix_page import backdated

pytestmark = pytest.mark.django_db

SLUG = "early-help-improvement-plan"


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def export(plan, tmp_path):
    """Run the command; the paper as text, and what it told."""

    def run(*arguments, slug=SLUG):
        told, file = io.StringIO(), tmp_path / "paper.html"
        call_command("export_appendix", slug, "--format", "html", *arguments, "--output", str(file), stderr=told)
        return file.read_text(), told.getvalue()

    return run


def test_each_choice_is_on_the_paper(export, plan):
    meeting = today() + timedelta(days=9)
    open_period(by=SYSTEM, plan=plan, name="End of term", position_on=today(), due_on=today(), meeting_on=meeting)
    paper, _ = export(
        *("--period", "end OF term", "--number", "142/2026 C", "--committee", "Scrutiny", "--author", "A. Clerk"),
        *("--paper", "a3", "--no-exceptions", "--final", "--not-over"),
    )
    for words in ("Period: End of term", "142/2026 C", "Scrutiny", "Report author: A. Clerk", "apx--a3", "Meeting of"):
        assert words in paper
    for words in ("draft", "Draft", "Exceptions"):
        assert words not in paper


@pytest.mark.parametrize(
    ("arguments", "mend"),
    [
        (["--final"], "is not over: .* Add --not-over .* leave --final out .* or give --as-at"),
        (["--period", "Never"], "has no period “Never”. Its periods: none yet."),
        (["--as-at", "2199-01-01"], "--as-at: The day that the paper is of can’t be in the future."),
        (["--as-at", "soon"], "Give a date such as"),
        (["--number", "x" * 121], "--number: Shorten this to 120 characters"),
        (["--paper", "a5"], "--paper: invalid choice: 'a5'"),
        (["--no-exceptions", "--all-exceptions"], "not both"),
        (["--posts", "--leave", "plan-1-title.0"], "no name stands there"),
    ],
)
def test_what_cannot_be_is_refused_with_how_to_mend_it(export, arguments, mend):
    with pytest.raises(CommandError, match=f"(?s){mend}"):
        export(*arguments)


def test_an_output_that_cannot_be_written_is_told(plan, tmp_path):
    with pytest.raises(CommandError, match="can't be written"):
        call_command("export_appendix", SLUG, "--format", "csv", "--output", str(tmp_path / "none" / "paper.csv"))


def test_a_final_paper_of_a_day_that_is_over_is_made(export):
    plan = backdated()
    paper, _ = export("--final", "--as-at", "2026-03-31", slug=plan.slug)
    assert "draft" not in paper
    assert "As printed in the document of 31 March 2026" in paper


def test_names_give_way_and_it_is_told_where(export):
    plan = backdated()
    factories.person("Sam Quill")
    paper, told = export("--posts", slug=plan.slug)
    assert "Quill" not in paper
    assert "No post is known of Sam Quill" in told
    assert "The plan’s notes before the plan: Sam Quill is printed as “Officer (post not recorded)”" in told
    key = told.partition("--leave ")[2].split()[0]
    paper, told = export("--posts", "--leave", key, slug=plan.slug)
    assert paper.count("Sam Quill") == 1
    assert "Sam Quill is left as it is" in told


def test_the_heading_follows_the_words_without_any_period(export):
    plan = backdated()
    [action] = factories.actions_of(plan)
    officer = factories.person("Rae Moss", plan=plan, role="officer")
    assert "Progress End March 2026" in export(slug=plan.slug)[0]
    submit_progress(by=officer, action=action, word=Word(narrative="Said today", rag=factories.rag("green")))
    paper, _ = export(slug=plan.slug)
    assert "Progress as at" in paper and "Progress End March" not in paper
