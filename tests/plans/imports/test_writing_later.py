"""A large plan is written by a worker while a page waits: once, all or nothing, and it can be taken back."""

import pytest
from django.urls import reverse

from plans import models as m
from plans.importing.workbench.edits import Framed
from plans.operations.errors import Refused
from plans.operations.imports import commit
from plans.operations.imports.commit import check_again, commit_later, write_plan
from plans.operations.imports.edits import amend_draft
from plans.views.imports import finish
from tests import factories
from tests.kept import path_of
from tests.plans.imports.conftest import NOW

pytestmark = pytest.mark.django_db
Status = m.ImportDraft.Status


@pytest.fixture
def browser(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def waiting(officer, draft):
    """The draft as it waits for a worker that has not begun."""
    commit_later(by=officer, draft=draft)
    return fresh(draft)


def fresh(draft):
    return m.ImportDraft.objects.get(pk=draft.pk)


def plans_of(draft):
    return m.Plan.objects.filter(imported_sha256=draft.sha256).count()


def write(draft, officer):
    return write_plan.func(draft.pk, officer.pk)


def test_a_large_plan_is_imported_while_the_page_waits(browser, draft, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(finish, "MOST_AT_ONCE", 3)
    with django_capture_on_commit_callbacks() as later:
        sent = browser.post(reverse("import_finish", args=[draft.pk]), {"do": "commit", "seen": fresh(draft).stamp})
    page = browser.get(sent.url)
    assert (page["Refresh"], "Importing “leisure.md”" in page.content.decode()) == ("2", True)
    assert browser.get(reverse("import_progress", args=[draft.pk])).json()["status"] == "committing"
    assert "Being imported" in browser.get(reverse("imports")).content.decode()
    for run in later:
        run()
    page = browser.get(sent.url, follow=True).content.decode()
    assert "Harrowmoor Council Leisure Services Improvement Plan” is imported." in page.replace("&quot;", "")
    assert plans_of(draft) == 1


def test_writing_it_twice_makes_one_plan(officer, waiting):
    assert [write(waiting, officer), write(waiting, officer)] == ["committed", "not waiting"]
    assert plans_of(waiting) == 1


def test_nothing_is_said_of_it_meanwhile_and_it_waits_once(officer, waiting):
    with pytest.raises(Refused, match="being imported"):
        amend_draft(by=officer, draft=waiting, edits=[Framed("title", "Another")], words="Its title.", at=NOW)
    with pytest.raises(Refused, match="being imported"):
        commit_later(by=officer, draft=waiting)
    check_again(by=officer, draft=waiting, at=NOW)
    with pytest.raises(Refused, match="changed or finished"):
        commit_later(by=officer, draft=fresh(waiting), seen="another page")


def test_it_is_taken_back_and_the_worker_that_comes_late_makes_no_plan(officer, browser, waiting):
    browser.post(reverse("import_finish", args=[waiting.pk]), {"do": "again"})
    assert fresh(waiting).status == Status.READY
    assert write(waiting, officer) == "not waiting"
    assert plans_of(waiting) == 0
    with pytest.raises(Refused, match="not waiting"):
        check_again(by=officer, draft=waiting, at=NOW)


def test_one_that_was_taken_back_in_the_middle_is_not_written(officer, waiting, monkeypatch):
    def taken_back(draft):
        check_again(by=officer, draft=draft, at=NOW)
        return stands(draft)

    stands = commit.standing
    monkeypatch.setattr(commit, "standing", taken_back)
    assert write(waiting, officer) == Status.READY
    assert plans_of(waiting) == 0


def test_what_can_not_be_imported_is_to_be_checked_again_and_says_why(officer, browser, waiting):
    path_of(waiting.sha256).unlink()
    assert write(waiting, officer) == Status.READY
    page = browser.get(reverse("import", args=[waiting.pk])).content.decode()
    assert "Nothing was imported" in page
    assert "could not be read where the service keeps files" in page
    amend_draft(by=officer, draft=waiting, edits=[Framed("title", "Another")], words="Its title.", at=NOW)
    assert "Nothing was imported" not in browser.get(reverse("import", args=[waiting.pk])).content.decode()


def test_somebody_who_may_no_longer_import_makes_no_plan(officer, waiting):
    m.Membership.objects.filter(user=officer).update(withdrawn=True)
    assert write(waiting, officer) == Status.READY
    assert "a right that an administrator gives" in fresh(waiting).refusal
    assert plans_of(waiting) == 0


def test_only_the_one_who_opened_it_has_it_written_or_takes_it_back(waiting):
    other = factories.person("Otis Officer", plan=m.Plan.objects.get(), role="officer")
    for verb in (lambda: commit_later(by=other, draft=waiting), lambda: check_again(by=other, draft=waiting, at=NOW)):
        with pytest.raises(Exception, match="Only the person who opened"):
            verb()
