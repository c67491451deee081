"""Taking an import back in the browser: what it undoes and what hinders is shown before, and the way there is found."""

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.urls import reverse

from plans import models as m
from plans.operations.imports.new_plan import commit_import
from plans.operations.progress.updates import Word, submit_progress
from tests import factories
from tests.plans.operations.editions.edited_plans import ALL, FIRST, LATER, apply, imported

pytestmark = pytest.mark.django_db
WHY = "It was the draft of another board."


@pytest.fixture
def plan():
    return imported()


def last(plan, verb):
    return m.ChangeSet.objects.filter(links__chain__key=plan.chain_key, verb=verb).order_by("pk").last()


def url(plan, verb):
    return reverse("take_back", args=[plan.slug, last(plan, verb).pk])


def words(response):
    return " ".join(BeautifulSoup(response.content, "lxml").main.text.split())


def counts(response):
    rows = BeautifulSoup(response.content, "lxml").select("section[aria-labelledby=undone] tbody tr")
    return {row.th.text: (row.td.text, row.select("td")[1].text) for row in rows}


def test_the_log_leads_there_and_back_to_the_plan(client, officer, plan):
    apply(plan, LATER, by=officer, keys=ALL)
    log = client.get(reverse("log", args=[plan.slug])).text
    assert url(plan, "apply_edition") in log and url(plan, "import_plan") in log
    page = client.get(url(plan, "apply_edition"))
    assert counts(page)["Action"] == ("1", "Withdrawn, with your reason")
    assert counts(page)["New date"] == ("1", "Withdrawn, with your reason")
    assert counts(page)["Action, changed"][1] == "As before"
    assert "Repair the roof of the Quay branch" in words(page)
    assert "twice a year" in words(page) and "once a year" in words(page)
    done = client.post(url(plan, "apply_edition"), {"reason": WHY}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("plan", args=[plan.slug])
    assert "What “libraries-2.md” brought in was taken back." in done.text
    log = client.get(reverse("log", args=[plan.slug])).text
    assert "took back what a document had brought in" in log and WHY in log and "Taken back since." in log
    assert "This has been taken back already." in words(client.get(url(plan, "apply_edition")))
    call_command("verify_audit")


def test_the_scheme_that_came_with_an_import_is_said_to_stay(client, plan, capsys):
    officer = factories.person("Ada Admin", plan=plan, role="officer", is_administrator=True)
    client.force_login(officer)
    keyed = FIRST.replace("\n| ", "\nRAG key: Green = Complete. Amber = On track. Red = Behind schedule\n\n| ", 1)
    made = commit_import(by=officer, data=keyed.encode(), name="keyed.md", again="Another key").plan
    assert made.scheme != plan.scheme
    page = client.get(url(made, "import_plan"))
    stays = BeautifulSoup(page.content, "lxml").select_one("section[aria-labelledby=stays]")
    assert stays.a["href"] == reverse("scheme", args=[made.scheme.pk])
    assert f"The RAG scheme “{made.scheme}”" in stays.text and "Role in the plan: 1" in stays.text
    call_command("take_back", made.slug, "--dry-run")
    assert f"The RAG scheme “{made.scheme}” stays" in capsys.readouterr().out
    client.post(url(made, "import_plan"), {"reason": WHY})
    assert m.RagScheme.objects.filter(pk=made.scheme.pk).exists()
    assert not BeautifulSoup(client.get(url(plan, "import_plan")).content, "lxml").select("#stays a")


def test_a_reason_is_asked_for_and_nothing_is_undone_without(client, officer, plan):
    acts = m.ChangeSet.objects.count()
    page = client.post(url(plan, "import_plan"), {"reason": " "})
    assert page.status_code == 422
    assert page.text.count("Say why it is taken back") == 2
    assert m.ChangeSet.objects.count() == acts


def test_a_whole_plan_goes_to_its_log_and_out_of_the_lists(client, officer, plan):
    page = client.get(url(plan, "import_plan"))
    assert "The whole plan came with it, and goes with it" in page.text
    done = client.post(url(plan, "import_plan"), {"reason": WHY}, follow=True)
    assert done.redirect_chain[-1][0] == reverse("log", args=[plan.slug])
    assert plan.title not in client.get(reverse("plans")).text
    assert client.get(reverse("plan", args=[plan.slug])).status_code == 404
    assert client.get(url(plan, "import_plan")).status_code == 404


def test_the_imports_page_lists_what_one_brought_in(client, officer, plan):
    made = commit_import(by=officer, data=FIRST.replace("Library", "Museum").encode(), name="museum.md").plan
    page = client.get(reverse("imports")).text
    assert url(made, "import_plan") in page
    assert url(plan, "import_plan") not in page
    client.post(url(made, "import_plan"), {"reason": WHY})
    page = client.get(reverse("imports")).text
    assert "Taken back" in page and reverse("log", args=[made.slug]) in page


def test_what_hinders_is_named_with_its_action(client, officer, plan):
    action = m.Action.objects.of_plan(plan).get(text__startswith="Visit")
    submit_progress(by=officer, action=action, word=Word(narrative="Ten by now.", rag=factories.rag("green")))
    page = client.get(url(plan, "import_plan"))
    assert "Olive Officer gave an update" in words(page)
    assert reverse("action", args=[action.pk]) in page.text
    assert "Take it back</button>" not in page.text
    late = client.post(url(plan, "import_plan"), {"reason": WHY})
    assert (late.status_code, "Nothing was taken back" in late.text) == (422, True)


def test_the_timeline_tells_both_and_shows_the_withdrawn_word_as_such(client, officer, plan):
    apply(plan, LATER, by=officer, keys=ALL)
    action = m.Action.objects.of_plan(plan).get(text__startswith="Visit")
    client.post(url(plan, "apply_edition"), {"reason": WHY})
    page = words(client.get(reverse("action", args=[action.pk])))
    assert "Olive Officer took back what a document had brought in" in page
    assert "Nine visited" in page and "Taken back since" in page
    assert b"Two visited" in client.get("/actions.csv?words=visit").getvalue()


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_others_are_not_offered_it(client, plan, role):
    client.force_login(factories.person("Vera Viewer", plan=plan, role=role))
    assert "Take this back" not in client.get(reverse("log", args=[plan.slug])).text
    assert client.get(url(plan, "import_plan")).status_code == 403
