"""Ready is who can store a row, keep a file, have long work done, and has room."""

from collections import namedtuple

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import OperationalError

from actionplans import readiness, workers
from plans import workforce
from plans.operations import files

pytestmark = pytest.mark.django_db

Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def asked_anew(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    cache.clear()
    workforce.note_alive()
    readiness.forget()
    yield
    readiness.forget()


def test_all_well_is_200_and_leaves_nothing_behind(client):
    answer = client.get("/ready/")
    told = {"ready": True, "database": "ok", "files": "ok", "worker": "ok", "disk": "ok"}
    assert (answer.status_code, answer.json()) == (200, told)
    assert Session.objects.count() == 0
    assert list(files.kept()) == []


def broken_database(monkeypatch, _settings):
    def broken(*_args, **_kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr("actionplans.readiness.SessionStore.create", broken)


def unwritable_files(_monkeypatch, settings):
    settings.EVIDENCE_DIR.parent.joinpath("a file").write_text("where a folder should be")
    settings.EVIDENCE_DIR = settings.EVIDENCE_DIR.parent / "a file"


def no_worker(_monkeypatch, _settings):
    cache.clear()


def full_disk(monkeypatch, _settings):
    monkeypatch.setattr(readiness.shutil, "disk_usage", lambda _path: Usage(10**12, 10**12, 5 * 1024**2))


@pytest.mark.parametrize(
    "harm, name, words",
    [
        (broken_database, "database", "does not work (OperationalError)"),
        (unwritable_files, "files", "does not work ("),
        (no_worker, "worker", "none is alive"),
        (full_disk, "disk", "only 5 MB are free"),
    ],
)
def test_what_fails_is_named_and_the_rest_is_well(client, monkeypatch, settings, harm, name, words):
    harm(monkeypatch, settings)
    answer = client.get("/ready/")
    told = answer.json()
    assert (answer.status_code, told.pop("ready")) == (503, False)
    assert words in told.pop(name)
    assert set(told.values()) == {"ok"}
    assert client.get("/health/").status_code == 200


def test_an_answer_is_given_again_for_a_moment_so_that_nobody_makes_it_write_all_day(client, monkeypatch):
    client.get("/ready/")
    probes = []
    monkeypatch.setattr(files, "probe", lambda: probes.append(1))
    client.get("/ready/")
    assert probes == []


def test_health_asks_one_question_whatever_there_is(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert client.get("/health/").status_code == 200


def test_a_worker_that_signs_is_known_to_everybody():
    cache.clear()
    assert not workforce.somebody_works()
    workers.sign("one")
    assert workforce.somebody_works()


def test_where_there_is_no_queue_nobody_is_needed(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    cache.clear()
    assert workforce.somebody_works()
