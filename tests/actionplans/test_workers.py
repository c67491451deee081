"""The task queue: what a killed worker left is taken up again, and what kills every worker is given up."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db.utils import OperationalError
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from actionplans import workers
from plans import models as m
from reports.operations import issue_orders
from tests import factories
from tests.actionplans.tasks import leave_mark, lose_database

pytestmark = pytest.mark.django_db
IN_A_WORKER = pytest.mark.django_db(transaction=True)
"""A worker closes its connection, and a transaction of the test's with it."""


@pytest.fixture(autouse=True)
def queue_in_the_database(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def queued():
    cache.delete("mark")
    leave_mark.enqueue("mark")
    return DBTaskResult.objects.get()


def running(task, worker_ids):
    """The task as a worker leaves it that was killed while it ran."""
    task.status, task.started_at, task.worker_ids = TaskResultStatus.RUNNING, timezone.now(), worker_ids
    task.save()


@IN_A_WORKER
def test_a_task_waits_until_a_worker_does_it(queued):
    assert cache.get("mark") is None
    call_command("work", once=True, verbosity=0)
    assert cache.get("mark") == 1


@IN_A_WORKER
def test_the_task_of_a_dead_worker_is_queued_again_and_done_once(queued):
    running(queued, ["dead"])
    assert workers.Watch().take_up(at=0) == 1
    call_command("work", once=True, verbosity=0)
    call_command("work", once=True, verbosity=0)
    queued.refresh_from_db()
    assert (queued.status, cache.get("mark")) == (TaskResultStatus.SUCCESSFUL, 1)


def test_the_task_of_a_worker_that_is_alive_is_left_to_it(queued):
    workers.sign("busy")
    running(queued, ["dead", "busy"])
    assert workers.Watch().take_up(at=0) == 0
    queued.refresh_from_db()
    assert queued.status == TaskResultStatus.RUNNING


def test_a_task_that_killed_every_worker_is_given_up(queued):
    running(queued, ["one", "two", "three"])
    workers.Watch().take_up(at=0)
    queued.refresh_from_db()
    assert queued.status == TaskResultStatus.FAILED


@pytest.fixture
def waiting():
    """From the path of each task that somebody waits for to what waits for it, and what it is given."""
    plan = factories.plan()
    person = factories.person("Olive Officer", plan=plan, role="officer")
    now = timezone.now()
    order = {"plan": plan, "today": now.date(), "actions": 1, "asked_at": now}
    draft = {"owner": person, "name": "plan.docx", "sha256": "0" * 64, "size": 1, "opened_at": now, "changed_at": now}
    orders = [
        m.PaperOrder.objects.create(owner=factories.person(f"Ona {at}", plan=plan, role="officer"), **order)
        for at in range(3)
    ]
    edit = {"owner": person, "actions": [], "asked_at": now}
    edits = [m.BulkEdit.objects.create(status=status, **edit) for status in ("looking", "writing")]
    drafts = [m.ImportDraft.objects.create(status=status, **draft) for status in ("reading", "committing")]
    operations = "plans.operations"
    return {
        "reports.operations.orders.make_paper": (orders[0], [], "failed"),
        "reports.operations.previews.print_preview": (orders[1], [], "failed"),
        "reports.operations.issue_orders.issue_ordered": (orders[2], [], "failed"),
        f"{operations}.bulk.orders.look_at_many": (edits[0], [], "failed"),
        f"{operations}.bulk.orders.change_many": (edits[1], [], "failed"),
        f"{operations}.imports.task.read_draft": (drafts[0], [], "refused"),
        f"{operations}.imports.commit.write_plan": (drafts[1], [person.pk], "ready"),
    }


def test_whoever_waits_for_a_task_that_killed_every_worker_is_told(waiting):
    """It is no longer being done, says why, and is in nobody's way."""
    for path, (thing, more, status) in waiting.items():
        task = import_string(path)
        task.enqueue(thing.pk, *more)
        running(DBTaskResult.objects.get(task_path=path), ["one", "two", "three"])
        assert workers.Watch().take_up(at=0) == 1
        thing.refresh_from_db()
        why = thing.refusal if isinstance(thing, m.ImportDraft) else thing.failure
        assert (thing.status, "Something went wrong" in why) == (status, True), path


@IN_A_WORKER
def test_whoever_waits_for_a_task_that_failed_is_told(waiting, monkeypatch):
    [(order, _more, status)] = [each for path, each in waiting.items() if path.endswith("issue_ordered")]
    monkeypatch.setattr(issue_orders, "_issued", lambda *_given: 1 / 0)
    issue_orders.issue_ordered.enqueue(order.pk)
    call_command("work", once=True, verbosity=0)
    order.refresh_from_db()
    assert order.status == status


def test_a_beat_survives_a_database_that_is_away(monkeypatch, caplog):
    def away(*_args, **_kwargs):
        raise workers.Error("gone")

    monkeypatch.setattr(workers, "sign", away)
    workers.Pulse("one").beat()
    assert "could not say that it is alive" in caplog.text


def test_a_worker_ends_when_its_server_is_gone(monkeypatch):
    ended = []
    monkeypatch.setattr(workers.os, "_exit", ended.append)
    monkeypatch.setattr(workers, "SECONDS_BETWEEN_SIGNS", 0)
    monkeypatch.setattr(workers, "SECONDS_BETWEEN_LOOKS", 0)
    pulse = workers.Pulse("one", parent=-1)
    monkeypatch.setattr(pulse, "beat", pulse.stopped.set)
    pulse.run()
    assert ended == [0]


def test_a_queue_that_is_not_known_is_refused_with_words(monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    from actionplans import environment

    monkeypatch.setenv("TASKS", "celery")
    with pytest.raises(ImproperlyConfigured, match="Set it to database"):
        environment.tasks()


@IN_A_WORKER
def test_a_worker_outlives_a_database_that_goes_away_and_does_what_it_had_begun(queued, monkeypatch, caplog):
    from actionplans.management.commands import work

    waits, real = [], work.Worker.run

    def away(worker):
        if len(waits) < 3:
            running(queued, [worker.worker_id])
            raise OperationalError("the connection is lost")
        return real(worker)

    monkeypatch.setattr(work.Worker, "run", away)
    monkeypatch.setattr(work.Command, "rest", lambda _command, pause: waits.append(pause))
    monkeypatch.setattr(workers.Pulse, "start", lambda _pulse: None)
    call_command("work", once=True, verbosity=0)
    assert waits[:3] == [0.5, 1, 2]
    assert "The database is away (the connection is lost)" in caplog.text
    assert cache.get("mark") == 1


@IN_A_WORKER
def test_a_task_that_lost_its_database_is_done_again_and_given_up_after_three(settings):
    cache.delete("tries")
    lose_database.enqueue(2)
    call_command("work", once=True, verbosity=0)
    task = DBTaskResult.objects.get()
    assert (task.status, cache.get("tries")) == (TaskResultStatus.SUCCESSFUL, 3)
    cache.delete("tries")
    lose_database.enqueue(9)
    call_command("work", once=True, verbosity=0)
    assert DBTaskResult.objects.filter(status=TaskResultStatus.FAILED).count() == 1
    assert cache.get("tries") == 3


def test_a_worker_that_is_told_to_end_ends_after_its_task_even_while_the_database_is_away(queued, monkeypatch):
    from actionplans.management.commands import work

    command = work.Command()

    def away(worker):
        command.stop()
        assert not worker.running
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(work.Worker, "run", away)
    monkeypatch.setattr(workers.Pulse, "start", lambda _pulse: None)
    command.handle(parent=None, once=False)


def test_a_task_that_waits_since_before_its_module_had_a_new_name_is_done(queued):
    for path in ("plans.operations.drafts.reading.read_draft", "reports.operations.reminding.deliver"):
        DBTaskResult.objects.filter(pk=queued.pk).update(task_path=path)
        import_module("actionplans.migrations.0003_tasks_by_the_names_of_their_modules").rename(apps, None)
        queued.refresh_from_db()
        assert queued.task_path != path
        assert isinstance(queued.task, Task)
