"""What follows an act that is stored can't undo it; and what is stored is known, and only that."""

import pytest
from django.db import transaction

from plans import models as m
from plans.trail import SYSTEM, after_commit, afterwards, change_set, commits, note_stored
from tests import factories

pytestmark = pytest.mark.django_db


class StandsAllTheSame(Exception):
    """Says of itself that the act stands."""


def fail(kind=ValueError):
    raise kind("no post today")


def test_what_fails_after_a_commit_is_logged_and_the_rest_follows(django_capture_on_commit_callbacks, caplog):
    done = []
    with django_capture_on_commit_callbacks(execute=True):
        after_commit("a letter", fail)
        after_commit("a task", lambda: done.append("task"))
        assert done == []
    assert done == ["task"]
    [line] = caplog.records
    assert (line.name, line.levelname) == ("actionplans.afterwards", "ERROR")
    assert line.getMessage() == "a letter failed after the act was stored; the act stands"
    assert "no post today" in line.exc_text


def test_what_says_itself_that_the_act_stands_goes_on_to_the_page(django_capture_on_commit_callbacks, caplog):
    with pytest.raises(StandsAllTheSame), django_capture_on_commit_callbacks(execute=True):
        after_commit("a letter", lambda: fail(StandsAllTheSame), tells=StandsAllTheSame)
    with pytest.raises(StandsAllTheSame), afterwards("a letter", tells=(StandsAllTheSame,)):
        fail(StandsAllTheSame)
    assert caplog.records == []


def test_the_end_of_the_process_is_no_failure_of_a_letter():
    with pytest.raises(KeyboardInterrupt), afterwards("a letter"):
        fail(KeyboardInterrupt)


def test_nothing_follows_an_act_that_was_not_stored(django_capture_on_commit_callbacks):
    done = []
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValueError), transaction.atomic():
        after_commit("a task", lambda: done.append("task"))
        fail()
    assert done == []


def test_what_a_request_has_stored_is_known_once_it_is_committed(django_capture_on_commit_callbacks):
    outcome = commits.begin_outcome()
    plan = factories.plan()
    outcome = commits.begin_outcome()
    with django_capture_on_commit_callbacks() as callbacks:
        with change_set(plan, by=SYSTEM, verb="rename", door="command") as act:
            plan.title = "Another title"
            act.save(plan)
            assert (outcome.stored, outcome.is_closing) == ([], False)
        assert (outcome.stored, outcome.is_closing) == ([], True)
    for call in callbacks:
        call()
    assert (outcome.stored, outcome.is_closing) == (["rename"], False)


def test_an_act_that_wrote_nothing_is_not_told_as_stored(django_capture_on_commit_callbacks):
    plan = factories.plan()
    outcome = commits.begin_outcome()
    with django_capture_on_commit_callbacks(execute=True), change_set(plan, by=SYSTEM, verb="rename", door="command"):
        pass
    assert (outcome.stored, outcome.is_closing) == ([], False)


def test_what_one_request_stored_is_none_of_the_next(django_capture_on_commit_callbacks):
    first = commits.begin_outcome()
    with django_capture_on_commit_callbacks(execute=True):
        note_stored("a draft")
    second = commits.begin_outcome()
    assert (first.stored, second.stored) == (["a draft"], [])


def test_what_the_log_is_to_say_of_an_act_stands_in_it_once_it_is_committed(django_capture_on_commit_callbacks, caplog):
    plan, by = factories.plan(), factories.person("Olive Officer")
    with caplog.at_level("INFO"), django_capture_on_commit_callbacks(execute=True):
        with change_set(plan, by=by, verb="rename", door="web") as act:
            plan.title = "Another title"
            act.save(plan)
            act.told = {"plan": plan.slug}
        with change_set(plan, by=SYSTEM, verb="quiet", door="command") as quiet:
            plan.title = "A third title"
            quiet.save(plan)
        assert caplog.records == []
    [line] = [each for each in caplog.records if getattr(each, "event", "") == "act"]
    assert line.result == "rename"
    assert line.facts == {"act": act.record.pk, "by": by.pk, "door": "web", "plan": plan.slug}
    assert m.ChangeSet.objects.filter(verb="quiet").exists()
