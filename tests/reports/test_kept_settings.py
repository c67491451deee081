"""What is kept of a plan's paper sets those of the commands and of the page of the appendix, and arguments say
otherwise."""

import csv
import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from audits.models import IssuedPaper
from plans.clock import today
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM
from reports.appendix.options import ChosenColumn
from reports.operations.settings import keep_settings
from reports.settings import LISTED, Settings
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed_in_this_process")]

KEPT = Settings(
    report_ref="12/2026",
    committee="Scrutiny",
    paper="a3",
    summary=False,
    exceptions=False,
    rows=LISTED,
    filter="rag=red",
    grouping="lead",
    order="due",
    columns=(ChosenColumn(key="progress", heading="Where we are"), ChosenColumn(key="action", width=40)),
)


@pytest.fixture
def plan():
    made = factories.plan(actions=3)
    lead = factories.person("Ada Lead", plan=made, role="contributor", posts=[factories.lead()])
    for action, code in zip(factories.actions_of(made), ("red", "amber", "red"), strict=True):
        submit_progress(by=lead, action=action, word=Word(narrative=f"It is {code}.", rag=factories.rag(code)))
    return made


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


def printed_key(plan, heading: str) -> str:
    return f"column-{plan.columns.get(heading=heading).pk}"


def exported(plan, *arguments, fmt="html") -> str:
    out = io.BytesIO()

    class Out:
        buffer = out

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", Out)
        call_command("export_appendix", plan.slug, "--format", fmt, *arguments)
    return out.getvalue().decode()


def issued(plan, tmp_path, *arguments) -> IssuedPaper:
    open_period(by=SYSTEM, plan=plan, name="Now", position_on=today())
    call_command("freeze_period", plan.slug, "Now", stdout=io.StringIO())
    call_command("issue_paper", plan.slug, "Now", "--output", str(tmp_path), *arguments, stdout=io.StringIO())
    return IssuedPaper.objects.get()


def test_issue_paper_takes_what_is_kept(plan, officer, tmp_path):
    keep_settings(by=officer, plan=plan, settings=KEPT)
    options = issued(plan, tmp_path).options
    assert (options["report_ref"], options["committee"], options["paper"]) == ("12/2026", "Scrutiny", "a3")
    assert (options["rows"], options["grouping"], options["order"]) == (LISTED, "lead", "due")
    assert len(options["listed"]) == 2 and options["without_summary"]
    assert [column["key"] for column in options["columns"]] == ["progress", "action"]


def test_an_argument_says_otherwise(plan, officer, tmp_path):
    keep_settings(by=officer, plan=plan, settings=KEPT)
    given = (
        "--rows",
        "all",
        "--bands",
        "own",
        "--summary",
        "--paper",
        "a4",
        "--large-print",
        "--column",
        "action=60:To do",
    )
    paper = issued(plan, tmp_path, *given)
    options = paper.options
    assert "rows" not in options and "grouping" not in options and "without_summary" not in options
    assert options["paper"] == "a4" and options["report_ref"] == "12/2026"
    first, *others = options["columns"]
    assert first == {"key": printed_key(plan, "Action"), "on": True, "width": 60, "heading": "To do"}
    assert others and not any(column["on"] for column in others)
    assert paper.files.filter(format="large").exists()


def test_nothing_of_it_is_taken_where_nobody_wants_it(plan, officer, tmp_path):
    keep_settings(by=officer, plan=plan, settings=KEPT)
    options = issued(plan, tmp_path, "--no-kept").options
    assert options["paper"] == "a4" and "columns" not in options and "rows" not in options


def test_export_appendix_takes_it_too(plan, officer):
    keep_settings(by=officer, plan=plan, settings=KEPT)
    kept = exported(plan, "--kept")
    assert "Where we are" in kept and "It is amber." not in kept and "12/2026" in kept
    assert "<h2>Summary</h2>" not in kept and "some of the actions" in kept
    plain = exported(plan)
    assert "Where we are" not in plain and "It is amber." in plain
    only = exported(plan, "--filter", "rag=amber", "--no-exceptions")
    assert "It is amber." in only and "<h2>Summary</h2>" in only
    assert "It is amber." in exported(plan, "--kept", "--rows", "all")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--column", "nothing"), "no column “nothing”. There are: "),
        (("--column", "action=wide"), "no width in per cent"),
        (("--column", "action=90"), "between 3 and 70"),
        (("--filter", "colour=red"), "can’t use this filter"),
        (("--filter", "rag=red", "--rows", "exceptions"), "not both"),
    ],
)
def test_what_cant_be_used_is_said(plan, given, said):
    with pytest.raises(CommandError, match=said):
        exported(plan, *given)


def test_the_page_of_the_appendix_begins_with_it(client, plan, officer):
    client.force_login(officer)
    url = reverse("appendix", args=[plan.slug])
    assert 'name="as_kept"' not in client.get(url).text
    keep_settings(by=officer, plan=plan, settings=KEPT)
    shown = client.get(url).text
    assert "as the plan’s paper is set (version 1, Olive Officer" in shown and 'value="12/2026"' in shown
    got = client.get(url, {"format": "html", "as_kept": "yes"}).text
    assert "Where we are" in got and "It is amber." not in got
    assert "It is amber." in client.get(url, {"format": "html"}).text
    rows = list(csv.reader(io.StringIO(client.get(url, {"format": "csv", "as_kept": "yes"}).text)))
    assert len(rows) > 1


def test_a_kept_filter_that_cant_be_used_any_more_is_told_on_the_page(client, plan, officer):
    keep_settings(by=officer, plan=plan, settings=Settings(rows=LISTED, filter="colour=red"))
    client.force_login(officer)
    answer = client.get(reverse("appendix", args=[plan.slug]), {"format": "html", "as_kept": "yes"})
    assert answer.status_code == 422 and "can’t use this filter" in answer.text
