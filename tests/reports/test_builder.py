"""How a period's paper is set: columns, rows, bands and contents, a preview of its pages, and what is kept of it."""

import io
import re
from datetime import timedelta

import pdfplumber
import pytest
from django.urls import reverse

from audits.models import IssuedPaper
from audits.operations import snapshots
from plans import models as m
from plans.clock import today
from plans.operations import files
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from reports import issue as printing
from reports.issue import Settings
from reports.operations import issue as verbs
from reports.operations import orders, previews
from reports.operations.settings import keep_settings
from reports.settings import kept_for, proposed
from tests import factories
from tests.reports.confirming import issue_by_form
from tests.reports.regenerated import regenerated_digest

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch):
    for module in (printing, verbs):
        monkeypatch.setattr(module, "in_child", lambda prints, **_more: prints())
    monkeypatch.setattr(
        previews, "print_in_child", lambda state, options, fmt, **_more: printing.render(state, options, fmt)
    )


@pytest.fixture
def plan():
    return factories.plan(actions=4)


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def period(plan, officer):
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=[factories.lead()])
    for action, code in zip(factories.actions_of(plan), ("green", "red", "amber", "green"), strict=True):
        word = Word(narrative=f"It is {code} now.", rag=factories.rag(code))
        submit_progress(by=lead, action=action, word=word)
    return open_period(by=officer, plan=plan, name="End July", position_on=today())


@pytest.fixture
def page(client, plan, officer, period):
    client.force_login(officer)
    return reverse("period_paper", args=[plan.slug, period.pk])


def form_in(text) -> dict:
    """The form of the settings as a browser would send it."""
    form = text[text.index('class="ap-builder__set"') : text.index('id="preview"')]
    sent = {}
    for field in re.findall(r"<input[^>]*>", form):
        of = dict(re.findall(r'([\w-]+)="([^"]*)"', field))
        if of.get("type") not in ("checkbox", "radio") or " checked" in field:
            sent[of["name"]] = of.get("value", "")
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options)
        sent[name] = chosen[1] if chosen else ""
    return sent


def issued(client, page, plan, officer, sent, callbacks):
    snapshots.freeze(by=officer, period=plan.periods.get(), despite="The agenda closes.")
    with callbacks(execute=True):
        assert issue_by_form(client, page, sent).status_code == 302
    paper = IssuedPaper.objects.get()
    return paper, {file.format: files.read(file.sha256) for file in paper.files.all()}


def test_what_is_not_chosen_prints_what_was_always_printed(
    client, page, plan, officer, django_capture_on_commit_callbacks
):
    sent = form_in(client.get(page).text)
    assert sent["column-0"].startswith("column-") and sent["summary"] == sent["meanings"] == "yes"
    paper, _made = issued(client, page, plan, officer, {**sent, "posts": ""}, django_capture_on_commit_callbacks)
    new = {"columns", "rows", "listed", "rows_told", "grouping", "order", "public", "exempt"}
    assert not new & set(paper.options) and not any(name.startswith("without") for name in paper.options)


def test_columns_rows_and_order_reach_every_format(client, page, plan, officer, django_capture_on_commit_callbacks):
    shown = client.get(page).text
    sent = {key: value for key, value in form_in(shown).items() if key != "posts"}
    moved = client.post(page, {**sent, "move": f"down:{sent['column-0']}"})
    assert moved.status_code == 200
    sent = {key: value for key, value in form_in(moved.text).items() if key != "posts"}
    headings = re.findall(r'<label for="on-\d+">([^<]+)</label>', moved.text)
    assert headings[:2] == ["Recommendation", "No"]
    lead = next(at for at, words in enumerate(headings) if words == "Lead")
    sent |= {"heading-0": "What must improve", "width-0": "30 %", "grouping": "due", "order": "rating"}
    sent |= {"rows": "listed", "view": "", "filter": "https://plans.example/actions/?rag=green"}
    sent |= {"summary": "", "abbreviations": ""}
    del sent[f"on-{lead}"], sent["summary"]
    paper, made = issued(client, page, plan, officer, sent, django_capture_on_commit_callbacks)
    assert paper.options["rows"] == "listed" and len(paper.options["listed"]) == 2
    page_ = made["html"].decode()
    plan_part = page_[page_.index("The plan</h2>") :]
    assert "What must improve" in plan_part and "It is red now" not in plan_part and "It is green now" in plan_part
    assert '<th scope="col">Lead</th>' not in plan_part and "<h2>Summary</h2>" not in page_
    assert "The table has some of the actions; figures are of all" in page_
    with pdfplumber.open(io.BytesIO(made["pdf"])) as document:
        said = "\n".join(each.extract_text() for each in document.pages)
    assert "improve" in said and "It is red now" not in said[said.index("The plan") :]
    kept = kept_for(plan)
    assert kept.version == 1 and Settings.of_plain(kept.chosen) == proposed(plan, "Nobody")
    assert regenerated_digest(paper) == paper.content_digest
    again = form_in(client.get(page).text) if "builder__set" in client.get(page).text else {}
    assert again == {} and kept.chosen["grouping"] == "due"


def test_settings_are_kept_in_versions_and_taken_over_by_the_next_period(client, page, plan, officer):
    sent = form_in(client.get(page).text)
    assert client.post(page, {**sent, "do": "keep", "paper": "a3", "committee": "Scrutiny"}).status_code == 302
    assert client.post(page, {**sent, "do": "keep", "paper": "a3", "committee": "Scrutiny"}).status_code == 302
    assert client.post(page, {**sent, "do": "keep", "paper": "a4", "committee": "Scrutiny"}).status_code == 302
    assert list(m.PaperSettings.objects.values_list("version", flat=True)) == [2, 1]
    later = open_period(by=officer, plan=plan, name="End August", position_on=today() + timedelta(days=1))
    shown = client.get(reverse("period_paper", args=[plan.slug, later.pk])).text
    assert "version 2, Olive Officer" in shown and 'value="Scrutiny"' in shown
    assert m.ChangeSet.objects.filter(verb="set_paper").count() == 2


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"width-0": "wide"}, "a number of per cent"),
        ({"width-0": "90"}, "between 3 and 70"),
        ({"rows": "listed", "view": "", "filter": ""}, "copy its address here"),
        ({"paper": "a9"}, "Choose A4, A3"),
        ({"grouping": "colour"}, "Choose one of the bands"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(client, page, typed, said):
    sent = form_in(client.get(page).text) | {"committee": "Scrutiny of Words"}
    answer = client.post(page, {**sent, **typed, "do": "keep"})
    assert answer.status_code == 422 and said in answer.text and "Scrutiny of Words" in answer.text
    for name in typed.keys() & {"width-0"}:
        assert f'name="{name}" value="{typed[name]}"' in answer.text and 'open id="columns"' in answer.text
    assert not m.PaperSettings.objects.exists()


def test_a_filter_that_the_list_cant_use_is_told(client, page):
    sent = form_in(client.get(page).text) | {"rows": "listed", "view": "", "filter": "?rag=nosuch"}
    answer = client.post(page, {**sent, "do": "look"})
    assert answer.status_code == 422 and "can’t use this filter" in answer.text


def test_the_pages_are_looked_at_in_the_page_before_anything_is_issued(client, page, plan, officer):
    sent = form_in(client.get(page).text)
    order = client.post(page, {**sent, "do": "look", "committee": "Not kept yet"}).url
    at = client.get(order).url
    assert at.startswith(page) and at.endswith("#preview")
    shown = client.get(at).text
    [preview] = m.PaperOrder.objects.previews()
    assert f"<b>{preview.pages} pages</b>" in shown and "Not kept yet" in shown
    for number in (1, preview.pages):
        answer = client.get(reverse("paper_page", args=[preview.pk, number]))
        assert answer["Content-Type"] == "image/png" and answer.content.startswith(b"\x89PNG")
    assert client.get(reverse("paper_page", args=[preview.pk, preview.pages + 1])).status_code == 404
    assert client.get(reverse("paper_file", args=[preview.pk])).content.startswith(b"%PDF")
    assert not IssuedPaper.objects.exists() and not m.PaperSettings.objects.exists()
    assert "paper-draft" not in client.get(reverse("appendix", args=[plan.slug])).text
    client.force_login(factories.person("Else Officer", plan=plan, role="officer"))
    assert client.get(reverse("paper_page", args=[preview.pk, 1])).status_code == 404


def test_a_worker_makes_the_preview_of_a_large_plan(client, page, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(orders, "MOST_AT_ONCE", 1)
    sent = form_in(client.get(page).text)
    with django_capture_on_commit_callbacks(execute=True):
        order = client.post(page, {**sent, "do": "look"}).url
    assert client.get(order).url.startswith(page)
    assert m.PaperOrder.objects.previews().get().pages > 0


def test_settings_of_another_day_are_read_without_what_they_did_not_know(plan, officer):
    kept = keep_settings(by=officer, plan=plan, settings=Settings(author="Ada"))
    chosen = dict(kept.chosen) | {"of_tomorrow": 1}
    del chosen["grouping"]
    assert Settings.of_plain(chosen) == Settings(author="Ada")
