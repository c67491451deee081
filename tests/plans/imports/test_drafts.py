"""A draft from the upload to the plan: what is said of it holds, what is committed is committed once."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from plans import models as m
from plans.importing import readers, rulings
from plans.importing.workbench import edits as e
from plans.operations.errors import Refused
from plans.operations.imports.commit import commit_draft
from plans.operations.imports.draft import standing
from plans.operations.imports.edits import amend_draft, discard_draft, take_back
from plans.operations.imports.questions import settle_question
from plans.operations.imports.task import read_draft
from plans.operations.imports.upload import open_draft, read_again
from plans.permissions.permission import Denied
from tests import factories
from tests.kept import path_of
from tests.plans.importing.workbench.leisure import LIFEGUARDS, NAME, PUBLISH, SURVEY, TEXT
from tests.plans.imports.conftest import NOW

pytestmark = pytest.mark.django_db
Status = m.ImportDraft.Status


def say(officer, draft, *edits, words="Said"):
    amend_draft(by=officer, draft=draft, edits=edits, words=words, at=NOW + timedelta(minutes=1))
    return m.ImportDraft.objects.get(pk=draft.pk)


def test_a_document_is_read_and_nothing_is_in_the_record_yet(draft):
    assert draft.status == Status.READY
    assert len(standing(draft).plan.actions) == 4
    assert m.Plan.objects.count() == 1
    assert not m.ChangeSet.objects.filter(verb="import_plan").exists()


@pytest.mark.parametrize(("data", "status"), [(TEXT.encode(), Status.READY), (b"PK\x03\x04 cut", Status.REFUSED)])
def test_a_stranger_s_file_is_read_in_a_process_of_its_own(
    officer, data, status, in_a_child, monkeypatch, django_capture_on_commit_callbacks
):
    """Nothing of it is read here, where it could stop us."""
    monkeypatch.setattr(readers, "_read", None)
    monkeypatch.setattr(readers, "_read_text", None)
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_draft(by=officer, data=data, name=NAME, at=NOW)
    assert m.ImportDraft.objects.get(pk=opened.pk).status == status


GARDEN = "Wish,Gardener,Flower,Colour\nA pond,Jo Bell,Lily,white\nA hedge,Ann Fox,Rose,red\n"
"""A table that can be read, and that does not look like a plan."""


def test_where_no_plan_is_seen_a_person_says_where_it_stands(officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_draft(by=officer, data=GARDEN.encode(), name="garden.csv", at=NOW)
    draft = m.ImportDraft.objects.get(pk=opened.pk)
    stands = standing(draft)
    assert (draft.status, stands.plan.actions) == (Status.READY, ())
    (asked,) = (asked.question for asked in stands.asked if asked.question.field == "rows")
    assert (asked.line, "Which row holds the headings?" in asked.because) == (1, True)
    with pytest.raises(Refused, match="No row of this document is read as an action yet"):
        commit_draft(by=officer, draft=draft)
    say(officer, draft, e.ColumnMeans("Wish", "action"), e.Ruled(1, rulings.HEADINGS))
    draft.refresh_from_db()
    plan = standing(draft).plan
    assert [action.text for action in plan.actions] == ["A pond", "A hedge"]
    take_back(by=officer, draft=draft, number=0, at=NOW)
    draft.refresh_from_db()
    assert standing(draft).plan.actions == ()


def test_a_file_that_is_gone_is_refused_and_can_be_read_again(officer, draft, django_capture_on_commit_callbacks):
    path_of(draft.sha256).unlink()
    with django_capture_on_commit_callbacks(execute=True):
        read_again(by=officer, draft=draft, at=NOW)
    draft.refresh_from_db()
    assert (draft.status, "could not be opened" in draft.refusal) == (Status.REFUSED, True)
    path_of(draft.sha256).write_bytes(TEXT.encode())
    with django_capture_on_commit_callbacks(execute=True):
        read_again(by=officer, draft=draft, at=NOW)
    draft.refresh_from_db()
    assert draft.status == Status.READY


def test_reading_a_draft_twice_changes_nothing(officer, draft):
    draft = say(officer, draft, e.Framed("title", "Leisure"))
    assert read_draft.call(draft.pk) == "not waiting"
    draft.refresh_from_db()
    assert standing(draft).plan.title == "Leisure"


def test_the_same_file_is_taken_up_where_it_stands(officer, draft):
    assert open_draft(by=officer, data=TEXT.encode(), name="again.md", at=NOW).pk == draft.pk


@pytest.mark.parametrize(("data", "words"), [(b"  ", "is empty"), (b"x" * 20_000_001, "larger than 20 MB")])
def test_what_can_t_be_a_plan_is_refused_at_once(officer, data, words):
    with pytest.raises(Refused, match=words):
        open_draft(by=officer, data=data, name="big.csv", at=NOW)
    assert not m.ImportDraft.objects.exists()


def test_what_is_said_holds_and_can_be_taken_back_in_any_order(officer, draft):
    draft = say(officer, draft, e.Ruled(PUBLISH, rulings.ASIDE))
    draft = say(officer, draft, e.NameMeans("Leisure Manager", "Head of Leisure"))
    assert len(standing(draft).plan.actions) == 3
    assert take_back(by=officer, draft=draft, number=0, at=NOW) == "Said"
    draft = m.ImportDraft.objects.get(pk=draft.pk)
    assert len(standing(draft).plan.actions) == 4
    assert standing(draft).plan.actions[1].leads[0].chosen == "Head of Leisure"
    with pytest.raises(Refused, match="taken back already"):
        take_back(by=officer, draft=draft, number=7, at=NOW)


def test_words_of_a_row_that_is_left_out_are_no_longer_in_the_plan(officer, draft):
    before = standing(draft).account
    after = standing(say(officer, draft, e.Ruled(SURVEY, rulings.ASIDE))).account
    assert (before.left_out, after.words) == (0, before.words)
    assert after.left_out == len(
        "2 Know which classes people want Survey members Leisure Manager Q1 500 replies Yellow".split()
    )
    assert after.placed == before.placed - after.left_out
    assert after.set_aside == before.set_aside + after.left_out
    assert after.unplaced == before.unplaced


def test_a_ruling_that_would_leave_no_plan_is_refused_and_nothing_is_kept(officer, draft):
    everything = [e.Ruled(line, rulings.ASIDE) for line in range(1, 20)]
    with pytest.raises(Refused, match="no plan would be left"):
        say(officer, draft, *everything)
    draft.refresh_from_db()
    assert draft.said == []


def test_only_who_opened_it_works_on_it(draft):
    other = factories.person("Otis Officer", plan=m.Plan.objects.get(), role="officer")
    for act in (
        lambda: say(other, draft, e.Framed("title", "Mine")),
        lambda: take_back(by=other, draft=draft, number=0, at=NOW),
        lambda: discard_draft(by=other, draft=draft, at=NOW),
        lambda: commit_draft(by=other, draft=draft),
        lambda: read_again(by=other, draft=draft, at=NOW),
    ):
        with pytest.raises(Denied):
            act()
    assert list(m.ImportDraft.objects.visible_to(other)) == []


def test_a_contributor_opens_no_draft():
    nobody = factories.person("Con Tributor", plan=factories.plan(), role="contributor")
    with pytest.raises(Denied):
        open_draft(by=nobody, data=TEXT.encode(), name=NAME, at=NOW)


def test_the_plan_is_committed_as_one_act_that_names_the_file_and_what_was_said(officer, draft):
    draft = say(
        officer, draft, e.NameMeans("Leisure Manager", "Head of Sport"), words="Leisure Manager is Head of Sport"
    )
    draft = say(officer, draft, e.StepsApart(str(LIFEGUARDS)))
    plan = commit_draft(by=officer, draft=draft)
    [act] = m.ChangeSet.objects.filter(verb="import_plan")
    assert (act.actor_name, act.details["file"], act.details["sha256"]) == ("Olive Officer", NAME, draft.sha256)
    assert act.details["said"][0] == "Leisure Manager is Head of Sport"
    assert m.Action.objects.of_plan(plan).count() == 5
    assert m.Assignment.objects.get(printed="Leisure Manager").lead.name == "Head of Sport"
    assert m.LeadAlias.objects.get(name="Leisure Manager", plan=plan).lead.name == "Head of Sport"
    draft.refresh_from_db()
    assert (draft.status, draft.plan, draft.document) == (Status.COMMITTED, plan, None)
    call_command("verify_audit")


def test_what_was_said_of_an_edition_is_said_of_the_next_and_can_be_taken_back(
    officer, draft, django_capture_on_commit_callbacks
):
    draft = say(officer, draft, e.Ruled(PUBLISH, rulings.ASIDE))
    draft = say(officer, draft, e.NameMeans("Leisure Manager", "Head of Sport"))
    draft = say(officer, draft, e.ActionSaid(str(SURVEY), "text", "Ask the members"))
    plan = commit_draft(by=officer, draft=draft)
    later = TEXT.replace("| Immediate |", "| 0 | Open the museum | Hire a curator | | | | | | |\n| Immediate |")
    with django_capture_on_commit_callbacks(execute=True):
        opened = open_draft(by=officer, data=later.encode(), name="later.md", into=plan, at=NOW)
    edition = m.ImportDraft.objects.get(pk=opened.pk)
    assert [act["words"] for act in edition.said] == [f"What was said of “{NAME}” holds here too: 2 things"]
    texts = [action.text for action in standing(edition).plan.actions]
    assert ("Publish the results" in texts, "Survey members" in texts) == (False, True)
    take_back(by=officer, draft=edition, number=0, at=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        read_again(by=officer, draft=edition, at=NOW)
    edition.refresh_from_db()
    assert (edition.status, edition.said) == (Status.READY, [])


def test_questions_that_nobody_answered_stay_on_the_plan_at_their_action(officer, draft):
    stands = standing(draft)
    answered, *others = [asked for asked in stands.asked if asked.action]
    draft = say(officer, draft, e.QuestionSettled(answered.key))
    plan = commit_draft(by=officer, draft=draft)
    left = plan.open_questions.exclude(action=None)
    assert {question.because for question in left} == {asked.question.because for asked in others}
    assert all(question.action.row for question in left)


def test_an_open_question_is_answered_once_with_words(officer, draft):
    plan = commit_draft(by=officer, draft=draft)
    question = plan.open_questions.first()
    with pytest.raises(Refused, match="in a few words"):
        settle_question(by=officer, question=question, answer=" ")
    settle_question(by=officer, question=question, answer="It is right as printed")
    question.refresh_from_db()
    assert (question.answer, question.answered_by_name) == ("It is right as printed", "Olive Officer")
    with pytest.raises(Refused, match="answered this already"):
        settle_question(by=officer, question=question, answer="No")
    stranger = factories.person("Vera Viewer", plan=plan, role="viewer")
    with pytest.raises(Denied):
        settle_question(by=stranger, question=plan.open_questions.last(), answer="Yes")
    call_command("verify_audit")


def test_a_draft_is_committed_once_even_from_two_windows(officer, draft):
    stale = m.ImportDraft.objects.get(pk=draft.pk)
    plan = commit_draft(by=officer, draft=draft)
    assert commit_draft(by=officer, draft=stale) == plan
    assert m.Plan.objects.filter(title=plan.title).count() == 1
    with pytest.raises(Refused, match="was imported before"):
        open_draft(by=officer, data=TEXT.encode(), name=NAME, into=plan, at=NOW)


def test_what_was_changed_after_it_was_looked_at_is_not_committed(officer, draft):
    stale = m.ImportDraft.objects.get(pk=draft.pk)
    say(officer, draft, e.Framed("title", "Another title"))
    with pytest.raises(Refused, match="another window"):
        commit_draft(by=officer, draft=stale)
    assert m.Plan.objects.count() == 1


def test_a_discarded_draft_holds_nothing_any_more(officer, draft):
    draft = say(officer, draft, e.Framed("title", "Leisure"))
    discard_draft(by=officer, draft=draft, at=NOW)
    draft = m.ImportDraft.objects.get(pk=draft.pk)
    assert (draft.status, draft.document, draft.said) == (Status.DISCARDED, None, [])
    with pytest.raises(Refused, match="discarded"):
        say(officer, draft, e.Framed("title", "Again"))
    with pytest.raises(Refused, match="discarded"):
        commit_draft(by=officer, draft=draft)


def test_a_date_that_was_put_right_is_the_action_s(officer, draft):
    meant = e.Dated("Q1", "quarter", "2027-04-01", "2027-06-30")
    plan = commit_draft(by=officer, draft=say(officer, draft, e.WordsMean(meant)))
    action = m.Action.objects.of_plan(plan).get(row=standing_row(SURVEY))
    assert action.timescales.get().latest == date(2027, 6, 30)


def standing_row(line):
    return {LIFEGUARDS: 1, SURVEY: 2, PUBLISH: 3}[line]
