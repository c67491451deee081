"""The server process: slow clients hold nobody up, and what ends is started again."""

import json
import os
import signal
import socket
import threading
from contextlib import contextmanager

import psycopg
import pytest

from tests.load.postgresql import PROGRAMS, server
from tests.load.serving import PATIENCE, served, until
from tests.load.test_eight_at_once import Person

pytestmark = [pytest.mark.load, pytest.mark.pure]
"""Each server here has a database of its own, whatever that of the tests is: once is enough."""

SLOW = 60
HEAD = b"GET /help/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = b"POST /account/sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nlogin="


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with served(tmp_path_factory.mktemp("served")) as made:
        yield made


@contextmanager
def dripping(port: int, begun: bytes):
    """Many connections that have begun to say something, and go on byte by byte."""
    sockets = [socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) for _ in range(SLOW)]
    ended = threading.Event()

    def drip():
        while not ended.wait(0.5):
            for each in sockets:
                try:
                    each.send(b"x")
                except OSError:
                    continue

    for each in sockets:
        if begun:
            each.send(begun)
    thread = threading.Thread(target=drip)
    if begun:
        thread.start()
    try:
        yield sockets
    finally:
        ended.set()
        if begun:
            thread.join()
        for each in sockets:
            each.close()


@pytest.mark.parametrize("begun", [b"", HEAD, BODY], ids=["idle", "a head", "a body"])
def test_sixty_slow_connections_hold_nobody_up(site, begun):
    """Each of twenty requests is answered while all sixty are still open: with a thread for each connection that comes
    none would be."""
    with dripping(site.port, begun) as sockets:
        for _ in range(10):
            assert site.ask("/health/")[0] == 200
            assert site.ask("/help/")[0] == 200
        if not begun:
            return
        sockets[0].setblocking(False)
        with pytest.raises(BlockingIOError):
            sockets[0].recv(1)


def test_a_connection_that_says_nothing_is_closed_by_itself(site):
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as silent:
        assert silent.recv(1) == b""


def test_a_connection_is_kept_for_the_next_request(site):
    ask = b"GET /health/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as kept:
        for _ in range(5):
            kept.sendall(ask)
            answer = b""
            while not answer.endswith(b"\r\n\r\nok"):
                more = kept.recv(4096)
                assert more
                answer += more


@pytest.mark.parametrize("name", ["web", "work"])
def test_a_process_that_is_killed_is_started_again(site, name):
    assert until(site.is_ready)
    before = site.processes(name)
    assert before
    os.kill(min(before), signal.SIGKILL)
    assert until(lambda: len(site.processes(name)) == len(before) and min(before) not in site.processes(name))
    assert until(site.is_ready)


@pytest.mark.parametrize("bound", [{"WEB_MAX_REQUESTS": "20"}, {"WEB_MAX_MEMORY": "1", "WEB_MAX_REQUESTS": "0"}])
def test_a_process_that_has_done_its_share_is_replaced_and_no_request_is_lost(tmp_path, bound):
    with served(tmp_path / "data", WEB_CONCURRENCY="2", **bound) as site:
        before = site.processes("web")

        def are_replaced() -> bool:
            assert {site.ask("/health/")[0] for _ in range(10)} == {200}
            return not before & site.processes("web")

        assert until(are_replaced)
        assert {site.ask("/health/")[0] for _ in range(20)} == {200}


@pytest.fixture(scope="module")
def database():
    if not PROGRAMS:
        pytest.skip("no PostgreSQL on this machine")
    with server() as started:
        yield started


def test_a_question_that_is_never_answered_is_given_up_and_the_page_says_so(tmp_path, database):
    with served(tmp_path / "data", database.url, STATEMENT_SECONDS="3") as site:
        assert until(site.is_ready)
        with psycopg.connect(database.url) as locking:
            locking.execute("LOCK TABLE django_session")
            status, page = site.ask("/plans/", cookie="sessionid=that-of-nobody")
            assert (status, "database did not answer in time" in page) == (503, True)
            status, told = site.ask("/ready/")
            assert (status, json.loads(told)["files"]) == (503, "ok")
        assert until(site.is_ready)


def test_a_process_has_a_connection_for_each_thread_and_no_more(tmp_path, database):
    """Twelve wait for a table that somebody locks: three at once, with connections that compile nothing."""
    more = {"WEB_CONCURRENCY": "1", "WEB_THREADS": "3", "STATEMENT_SECONDS": "20"}
    with served(tmp_path / "data", database.url, **more) as site:
        assert site.run("-c", WHAT_A_CONNECTION_SAYS).split() == ["off", "20s"]
        assert until(site.is_ready)
        answered = []
        with psycopg.connect(database.url) as locking, psycopg.connect(database.url, autocommit=True) as watching:
            locking.execute("LOCK TABLE django_session")
            threads = [
                threading.Thread(target=lambda: answered.append(site.ask("/plans/", cookie=NOBODYS))) for _ in range(12)
            ]
            for thread in threads:
                thread.start()
            assert until(lambda: _waiting(watching) == 3)
        for thread in threads:
            thread.join()
        assert {status for status, _page in answered} == {200}, "each is asked to sign in once the table is free"


def _waiting(watching) -> int:
    """How many connections wait for a lock; never more than three."""
    words = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%django_session%'"
    [found] = watching.execute(words).fetchone()
    assert found <= 3
    return found


NOBODYS = "sessionid=that-of-nobody"
WHAT_A_CONNECTION_SAYS = """
import os, django
os.environ.update(DJANGO_SETTINGS_MODULE="actionplans.settings", SERVES_REQUESTS="1")
django.setup()
from django.db import connection
for name in ("jit", "statement_timeout"):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        print(*cursor.fetchone())
"""


def test_everybody_outlives_a_restart_of_the_database(tmp_path, database):
    with served(tmp_path / "data", database.url) as site:
        assert until(site.is_ready)
        before = site.processes("work"), site.processes("web")
        database.stop()
        assert site.ask("/health/")[0] == 503
        assert site.ask("/ready/")[0] == 503
        database.start()
        assert until(site.is_ready)
        site.run("-c", QUEUE_A_TASK)
        assert until(lambda: site.run("-c", IS_IT_DONE).strip() == "1")
        assert (site.processes("work"), site.processes("web")) == before


QUEUE_A_TASK = """
import os, django
os.environ.update(DJANGO_SETTINGS_MODULE="actionplans.settings", TASKS="database")
django.setup()
from django.contrib.auth import get_user_model
from plans.operations.imports.upload import open_draft
from plans.operations.people import add_person
from django.utils import timezone
user = add_person(email="a@b.example", name="A", is_administrator=True)
from plans.operations.imports import upload
upload.can_import.check = lambda *_args: None
open_draft(by=user, data=b"Ref,Action,Lead\\n1,Fly the kite,Jo Bell\\n", name="kites.csv", at=timezone.now())
"""
IS_IT_DONE = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "actionplans.settings"
django.setup()
from plans.models import ImportDraft
print(ImportDraft.objects.exclude(status="reading").count())
"""


@contextmanager
def hanging_bucket():
    """Somebody who takes every connection and never says a word; and how many have come."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        came: list[socket.socket] = []

        def take():
            while True:
                try:
                    came.append(listening.accept()[0])
                except OSError:
                    return

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield listening.getsockname()[1], came
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for each in came:
                each.close()


def test_while_the_bucket_hangs_everything_else_goes_on(tmp_path):
    folder = tmp_path / "data"
    with hanging_bucket() as (port, came):
        variables = {
            "EVIDENCE_S3_BUCKET": "kites",
            "EVIDENCE_S3_REGION": "eu-west-2",
            "EVIDENCE_S3_ENDPOINT": f"http://127.0.0.1:{port}",
            "AWS_ACCESS_KEY_ID": "a",
            "AWS_SECRET_ACCESS_KEY": "b",
            "WEB_CONCURRENCY": "1",
        }
        with served(folder, **variables) as site:
            made = json.loads(site.run("-m", "tests.load.hand", "seed"))
            site.run("-c", GIVE_THE_PLAN_A_DOCUMENT)
            people = [Person(site.url, email) for email in made["people"]]
            for person in people:
                person.sign_in()
            threads = [threading.Thread(target=each.ask, args=("/plans/load-plan/original/",)) for each in people]
            for thread in threads:
                thread.start()
            assert until(lambda: bool(came))
            reader = Person(site.url, made["people"][0])
            reader.sign_in()
            assert reader.ask("/plans/load-plan/")[0] == 200
            assert any(thread.is_alive() for thread in threads), "the page came only when the bucket was given up"
            for thread in threads:
                thread.join()
            assert {code for person in people for code in person.answers} == {200, 302, 503}


GIVE_THE_PLAN_A_DOCUMENT = """
import os, django
os.environ["DJANGO_SETTINGS_MODULE"] = "actionplans.settings"
django.setup()
from plans.models import Plan
Plan.objects.update(imported_sha256="a" * 64, imported_from="plan.docx")
"""
