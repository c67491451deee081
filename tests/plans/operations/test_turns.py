"""A place for files that hangs keeps few waiting, and everybody else is told at once."""

import threading

import pytest
from django.urls import reverse

from plans.operations import files, turns
from tests import factories


class Hanging:
    """A storage that answers when it is let go."""

    def __init__(self):
        self.asked, self.go = threading.Semaphore(0), threading.Event()

    def open(self, *_args):
        self.asked.release()
        self.go.wait(60)
        raise OSError("it hung")


@pytest.fixture
def hanging(monkeypatch):
    place = Hanging()
    monkeypatch.setattr(turns, "turns", turns.Turns(2))
    monkeypatch.setattr(turns, "SECONDS", 0.01)
    monkeypatch.setattr(turns, "storages", {"evidence": place})
    yield place
    place.go.set()


def wait_two(hanging) -> list[threading.Thread]:
    def one():
        with pytest.raises(OSError, match="it hung"):
            files.opened("a" * 64)

    threads = [threading.Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for _ in threads:
        assert hanging.asked.acquire(timeout=60)
    return threads


def test_who_comes_while_all_turns_are_taken_is_told_at_once_and_a_turn_comes_back(hanging):
    threads = wait_two(hanging)
    with pytest.raises(turns.Busy):
        files.opened("b" * 64)
    hanging.go.set()
    for thread in threads:
        thread.join(60)
    with pytest.raises(OSError, match="it hung"):
        files.opened("b" * 64)


@pytest.mark.django_db
def test_a_download_says_so_and_when_to_come_back(client, hanging):
    plan = factories.plan()
    plan.imported_sha256 = "c" * 64
    type(plan).objects.filter(pk=plan.pk).update(imported_sha256="c" * 64, imported_from="plan.docx")
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    threads = wait_two(hanging)
    answer = client.get(reverse("original", args=[plan.slug]))
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert "does not answer, or not fast enough" in answer.text
    hanging.go.set()
    for thread in threads:
        thread.join(60)
