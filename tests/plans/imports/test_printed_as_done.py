"""What a document prints in a column for it, that an action is done, is a claim of the document."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from plans import models as m
from plans.operations.imports.new_plan import commit_import
from tests import factories

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "heading, done, not_done",
    [
        ("Date completed", "3 March 2026", ""),
        ("Open/Closed", "Closed", "Open - overdue"),
        ("% complete", "100%", "40%"),
        ("Completed?", "Yes", "No"),
        ("Closed", "✓", "not yet"),
    ],
)
def test_a_column_that_says_so_claims_it(heading, done, not_done):
    text = (
        f"Action\tLead\tBy when\t{heading}\tUpdate\n"
        f"Buy string\tJo Bell\tMay 2026\t{done}\tBought\nTie tails\tAl Moss\tMay 2026\t{not_done}\tTen tied\n"
    )
    officer = factories.person("Olive Officer", plan=factories.plan(), role="officer")
    plan = commit_import(by=officer, data=text.encode(), name="kites.txt", at=NOW).plan
    bought, tied = m.Action.objects.of_plan(plan).order_by("row")
    assert (bought.stage, tied.stage) == ("claimed", "in_progress")
    said = bought.updates.get()
    assert (said.narrative, said.claims_completion, said.by_document) == ("Bought", True, True)
    assert plan.open_questions.filter(field="columns", text=heading).exists()


def test_the_workbench_says_so_before_anything_is_written(client, django_capture_on_commit_callbacks):
    text = "Action\tLead\tDate completed\nBuy string\tJo Bell\t3 March 2026\nTie tails\tAl Moss\t\n"
    client.force_login(factories.person("Olive Officer", plan=factories.plan(), role="officer"))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("imports"), {"text": text})
    page = client.get(reverse("import", args=[m.ImportDraft.objects.get().pk])).text
    assert page.count("Taken as done, because the document says so") == 1


def test_days_for_some_of_the_steps_claim_nothing():
    text = (
        "Action\tLead\tBy when\tDate completed\n"
        "<ul><li>Buy string</li><li>Tie tails</li></ul>\tJo Bell\tMay 2026\t3 March 2026\n"
        "<ul><li>Sow grass</li><li>Mow it</li></ul>\tAl Moss\tMay 2026\t<p>3 March 2026</p><p>4 March 2026</p>\n"
    )
    officer = factories.person("Olive Officer", plan=factories.plan(), role="officer")
    plan = commit_import(by=officer, data=text.encode(), name="kites.txt", at=NOW).plan
    assert list(m.Action.objects.of_plan(plan).order_by("row").values_list("stage", flat=True)) == [
        "not_started",
        "claimed",
    ]
