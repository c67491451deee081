"""A file that the application made comes home: nothing is changed, and it is said what it is and what to do instead."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from plans import models as m
from plans.filemark import SHEET, Mark
from reports.appendix import Options, render
from reports.sources import head_of, state_for
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(officer):
    return m.Plan.objects.get()


@pytest.fixture
def edited(plan):
    """The plan's workbook with one action in other words."""
    options = Options(on=TODAY, head=head_of(plan))
    book = openpyxl.load_workbook(io.BytesIO(render(state_for(plan, on=TODAY, today=TODAY), options, "xlsx")))
    for row in book["Appendix"].iter_rows():
        for cell in row:
            if cell.value == "Do the thing numbered 2 and show that it works":
                cell.value = "Do it otherwise"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def upload(client, officer, django_capture_on_commit_callbacks):
    client.force_login(officer)

    def upload(data, **fields):
        with django_capture_on_commit_callbacks(execute=True):
            sent = client.post(reverse("imports"), {"file": SimpleUploadedFile("edited.xlsx", data), **fields})
        return client.get(sent.url)

    return upload


@pytest.mark.parametrize("into", ["", "early-help-improvement-plan"])
def test_an_edited_workbook_is_told_of_and_makes_no_action(upload, edited, plan, into):
    acts, actions = m.ChangeSet.objects.count(), m.Action.objects.count()
    page = upload(edited, into=into).text
    assert "“edited.xlsx” comes from this application" in page
    assert f"the appendix of the plan “{plan.slug}” as at 22 November 2026" in page
    assert f"{reverse('actions')}?plan={plan.slug}" in page
    assert reverse("edit_plan", args=[plan.slug]) in page
    assert (m.ChangeSet.objects.count(), m.Action.objects.count()) == (acts, actions)
    [draft] = m.ImportDraft.objects.all()
    assert (draft.status, draft.document) == (m.ImportDraft.Status.REFUSED, None)


def test_a_sheet_that_was_filled_in_is_led_to_where_it_comes_home(client, upload, edited):
    page = upload(edited)
    assert f"{reverse('sheets')}?plan=" in page.text and "make a sheet" in page.text
    m.ImportDraft.objects.update(mark=str(Mark(kind=SHEET, on=TODAY)))
    told = client.get(page.request["PATH_INFO"]).text
    assert "let it come home as a sheet" in told and f'href="{reverse("sheets")}"' in told


def test_who_can_t_see_the_plan_gets_no_way_into_it(client, upload, edited, plan):
    page = upload(edited)
    stranger = factories.person("Sten Stranger", plan=factories.plan("Another"), role="officer")
    m.ImportDraft.objects.update(owner=stranger)
    client.force_login(stranger)
    page = client.get(page.request["PATH_INFO"]).text
    assert "comes from this application" in page
    assert (plan.title in page, reverse("edit_plan", args=[plan.slug]) in page) == (False, False)


@pytest.mark.parametrize("options", [[], ["--into", "early-help-improvement-plan", "--accept", "new,changed"]])
@pytest.mark.parametrize("dry", [[], ["--dry-run"]])
def test_the_command_says_so_and_changes_nothing(edited, plan, tmp_path, options, dry):
    path = tmp_path / "edited.xlsx"
    path.write_bytes(edited)
    acts = m.ChangeSet.objects.count()
    with pytest.raises(CommandError, match=r"is the appendix of the plan “early-help-improvement-plan” as at 22 Nov"):
        call_command("import_plan", str(path), *options, *dry)
    assert m.ChangeSet.objects.count() == acts
