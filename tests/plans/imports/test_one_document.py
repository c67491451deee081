"""One document is one plan, however many people bring it in at once, unless somebody says why there are to be two."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from plans import models as m
from plans.operations.errors import Refused
from plans.operations.imports import new_plan
from plans.operations.imports.commit import commit_draft, commit_later, make_edition
from plans.operations.imports.documents import KnownDocument, plan_of
from plans.operations.imports.new_plan import commit_import
from plans.operations.imports.upload import open_draft
from plans.permissions.permission import Denied
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.plans.importing.workbench.leisure import NAME, TEXT
from tests.plans.imports.conftest import NOW

pytestmark = pytest.mark.django_db
Status = m.ImportDraft.Status
TITLE = "Harrowmoor Council Leisure Services Improvement Plan"


@pytest.fixture
def other():
    return factories.person("Otis Officer", plan=factories.plan("Another"), role="officer")


@pytest.fixture
def theirs(other, django_capture_on_commit_callbacks):
    """The same document, as another officer is at work on it."""
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_draft(by=other, data=TEXT.encode(), name="copy.md", at=NOW)
    return fresh(opened)


def fresh(draft):
    return m.ImportDraft.objects.get(pk=draft.pk)


def made():
    return m.Plan.objects.filter(title=TITLE)


@pytest.fixture
def in_the_middle(monkeypatch):
    """Has something happen once everything was asked and before anything is written: where a race is lost."""

    def happen(act):
        store = new_plan.store_of

        def store_and_act(*args, **kwargs):
            monkeypatch.setattr(new_plan, "store_of", store)
            act()
            return store(*args, **kwargs)

        monkeypatch.setattr(new_plan, "store_of", store_and_act)

    return happen


def test_two_officers_who_commit_one_file_at_once_make_one_plan(officer, draft, other, theirs, in_the_middle):
    in_the_middle(lambda: commit_draft(by=other, draft=theirs))
    with pytest.raises(KnownDocument, match="has become a plan already"):
        commit_draft(by=officer, draft=draft)
    assert [plan.pk for plan in made()] == [fresh(theirs).plan_id]
    assert (fresh(draft).status, fresh(draft).plan) == (Status.READY, None)
    call_command("verify_audit")


def test_a_draft_that_is_sent_twice_at_once_gives_its_plan_both_times(officer, draft, in_the_middle):
    first = []
    in_the_middle(lambda: first.append(commit_draft(by=officer, draft=fresh(draft))))
    assert commit_draft(by=officer, draft=draft) == first[0]
    assert commit_draft(by=officer, draft=fresh(draft), seen="long ago") == first[0]
    assert made().count() == 1


def test_two_commands_at_once_make_one_plan_and_both_are_told_of_it(in_the_middle):
    first = []

    def another():
        first.append(commit_import(by=SYSTEM, data=TEXT.encode(), name=NAME, door="command"))

    in_the_middle(another)
    done = commit_import(by=SYSTEM, data=TEXT.encode(), name=NAME, door="command")
    assert (done.is_new, done.plan) == (False, first[0].plan)
    assert made().count() == 1


def test_a_command_pours_no_known_document_into_another_plan_and_makes_a_second_one_for_a_reason(
    draft, tmp_path, capsys
):
    path = tmp_path / NAME
    path.write_text(TEXT)
    call_command("import_plan", str(path))
    empty = m.Plan.objects.get(title="Early Help Improvement Plan")
    hollow = m.Plan(title="Hollow", slug="hollow", scheme=empty.scheme)
    with change_set(by=SYSTEM, verb="test", door="command") as act:
        act.save(hollow)
        act.join(hollow)
    with pytest.raises(CommandError, match=r"is the plan .* already"):
        call_command("import_plan", str(path), "--into", "hollow")
    capsys.readouterr()
    call_command("import_plan", str(path), "--again", "One for the east, one for the west.")
    slug = capsys.readouterr().out.splitlines()[-1]
    assert (made().count(), made().order_by("pk").last().slug) == (2, slug)
    act = m.ChangeSet.objects.filter(verb="import_plan").order_by("pk").last()
    assert act.why == "One for the east, one for the west."


def test_a_worker_that_comes_second_leaves_the_draft_to_be_checked(officer, draft, other, theirs):
    from plans.operations.imports.commit import write_plan

    commit_later(by=officer, draft=draft)
    commit_draft(by=other, draft=theirs)
    assert write_plan.func(draft.pk, officer.pk) == Status.READY
    assert made().count() == 1
    with pytest.raises(KnownDocument):
        commit_later(by=officer, draft=fresh(draft))


class TestOnThePage:
    @pytest.fixture
    def browser(self, client, officer):
        client.force_login(officer)
        return client

    @pytest.fixture
    def plan(self, other, theirs):
        return commit_draft(by=other, draft=theirs)

    def finish(self, browser, draft, do, **more):
        fields = {"do": do, "seen": fresh(draft).stamp, **more}
        return browser.post(reverse("import_finish", args=[draft.pk]), fields, follow=True)

    def seen_by(self, officer, plan, role="officer"):
        from plans.operations.people import grant_role

        grant_role(user=officer, plan=plan, role=role)

    def test_committing_leads_to_the_choice_and_not_to_a_second_plan(self, browser, officer, draft, plan):
        self.seen_by(officer, plan)
        page = self.finish(browser, draft, "commit")
        assert page.redirect_chain[-1][0].endswith(f"/imports/{draft.pk}/#known")
        assert "This document is a plan already" in page.text
        assert reverse("plan", args=[plan.slug]) in page.text
        assert "by Otis Officer on" in page.text
        assert "See what differs from it" in page.text
        assert made().count() == 1

    def test_who_can_t_see_that_plan_is_not_told_its_name(self, browser, draft, plan):
        page = browser.get(reverse("import", args=[draft.pk]))
        assert "into a plan that you can’t see" in page.text
        assert (plan.slug in page.text, "See what differs" in page.text) == (False, False)

    def test_a_viewer_of_it_brings_no_edition_into_it(self, browser, officer, draft, plan):
        self.seen_by(officer, plan, "viewer")
        assert "See what differs" not in browser.get(reverse("import", args=[draft.pk])).text
        with pytest.raises(Denied):
            make_edition(by=officer, draft=draft, plan=plan, at=NOW)

    def test_it_becomes_a_later_edition_with_what_was_said_of_it(self, browser, officer, draft, plan):
        from plans.importing.workbench.edits import ActionSaid
        from plans.operations.imports.edits import amend_draft
        from tests.plans.importing.workbench.leisure import SURVEY

        self.seen_by(officer, plan)
        said = ActionSaid(str(SURVEY), "text", "Ask the members")
        amend_draft(by=officer, draft=draft, edits=[said], words="It asks", at=NOW)
        page = self.finish(browser, draft, "edition")
        assert page.redirect_chain[-1][0] == reverse("import_edition", args=[draft.pk])
        assert "Ask the members" in page.text
        seen = page.context["form"].edition
        done = browser.post(
            reverse("import_edition", args=[draft.pk]),
            {"do": "apply", "apply": list(seen.defaults), "seen": seen.digest},
            follow=True,
        )
        assert "change applied" in done.text
        assert m.Action.objects.of_plan(plan).filter(text="Ask the members").exists()
        assert made().count() == 1
        call_command("verify_audit")

    def test_a_second_plan_needs_a_reason_and_keeps_it_in_its_log(self, browser, officer, draft, plan):
        page = self.finish(browser, draft, "second", again=" - ")
        assert (page.status_code, page.text.count("Say why there are to be two plans of one document")) == (422, 2)
        self.finish(browser, draft, "second", again="The east has one of its own.")
        assert made().count() == 2
        second = fresh(draft).plan
        act = m.ChangeSet.objects.get(links__chain__key=second.chain_key)
        assert (act.verb, act.why) == ("import_plan", "The east has one of its own.")

    def test_a_form_that_is_sent_twice_is_answered_with_the_plan_both_times(self, browser, draft):
        fields = {"do": "commit", "seen": fresh(draft).stamp}
        address = reverse("import_finish", args=[draft.pk])
        answers = [browser.post(address, fields) for _ in range(2)]
        assert {answer.url for answer in answers} == {reverse("plan", args=[made().get().slug])}


def test_the_edition_of_another_document_is_refused(officer, draft):
    with pytest.raises(Refused, match="is not the document of"):
        make_edition(by=officer, draft=draft, plan=m.Plan.objects.get(), at=NOW)


def test_bytes_that_no_plan_came_from_are_in_none(draft):
    assert plan_of(draft.sha256) is None
