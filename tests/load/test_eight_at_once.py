"""Eight people update one plan at once, through a real server process: nothing fails, nothing is lost, nothing is
said twice. LOAD_SECONDS lengthens it."""

from __future__ import annotations

import json
import os
import random
import re
import secrets
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.browser.site import ROOT, free_port, wait_for
from tests.load.hand import PASSWORD
from tests.tables import postgresql_database, put_tables_into

pytestmark = pytest.mark.load

SECONDS = float(os.environ.get("LOAD_SECONDS", "10"))


class Stay(urllib.request.HTTPRedirectHandler):
    """Shows a redirection instead of following it."""

    def redirect_request(self, *args, **kwargs):
        return None


class Person:
    """Somebody at a browser of their own, who goes from action to action and says how each is going."""

    def __init__(self, url: str, email: str):
        self.url, self.email = url, email
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), Stay)
        self.said: list[str] = []
        self.answers: Counter[int] = Counter()

    def ask(self, path: str, fields: dict | None = None) -> tuple[int, str]:
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(self.url + path, data, {"Referer": self.url + path})  # noqa: S310
        try:
            with self.opener.open(request, timeout=60) as answer:
                status, text = answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            status, text = error.code, error.read().decode()
        self.answers[status] += 1
        return status, text

    def sign_in(self) -> None:
        _status, page = self.ask("/account/sign-in/")
        token = field(page, "csrfmiddlewaretoken")
        fields = {"csrfmiddlewaretoken": token, "login": self.email, "password": PASSWORD}
        assert self.ask("/account/sign-in/", fields)[0] == 302

    def update(self, action: int) -> None:
        """One update, however often somebody else is quicker."""
        path = f"/actions/{action}/update/"
        status, page = self.ask(path)
        assert status == 200, page[:500]
        words = f"Said by {self.email}: {secrets.token_hex(8)}"
        fields = {"rag": random.choice(["red", "amber", "green"]), "narrative": words}  # noqa: S311 any will do
        while True:
            token = {"csrfmiddlewaretoken": field(page, "csrfmiddlewaretoken"), "seen": field(page, "seen")}
            status, page = self.ask(path, {**fields, **token})
            if status != 409:
                break
            fields |= {"conflict": "yes", "keep": "mine"}
        assert status == 302, (status, re.findall(r"<(?:title|h1|h2|li|p)\b[^>]*>.*", page)[:40])
        self.said.append(words)

    def work(self, actions: list[int], until: float, failures: list) -> None:
        try:
            while time.monotonic() < until:
                self.update(random.choice(actions))  # noqa: S311
        except Exception as error:
            failures.append(f"{self.email}: {error!r}"[:2000])


def faults_in(log: Path) -> str:
    """What a server's log tells of faults, from the first on."""
    return log.read_text()[-400_000:].partition("Traceback")[2][:20_000]


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


@contextmanager
def a_database_of_its_own(folder: Path) -> Iterator[str]:
    """The address of a database with its tables; empty for the SQLite file in the folder."""
    address = os.environ.get("DATABASE_URL", "")
    if address.startswith("postgres"):
        with postgresql_database(address) as made:
            yield made
    else:
        put_tables_into(folder)
        yield ""


@pytest.fixture
def served(tmp_path):
    """Runs a command's module on the served database; and where it is served."""
    with a_database_of_its_own(tmp_path) as database:
        environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": database}

        def run(*words: str) -> str:
            done = subprocess.run(  # noqa: S603
                [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        address = f"127.0.0.1:{free_port()}"
        log = tmp_path / "served.log"
        with log.open("w") as said:
            server = subprocess.Popen(  # noqa: S603
                [sys.executable, "manage.py", "serve", address], cwd=ROOT, env=environment, stderr=said
            )
        try:
            wait_for(f"http://{address}/health/")
            yield run, f"http://{address}"
        finally:
            server.terminate()
            server.wait(60)
            print(faults_in(log))  # beside the failure of a test, of which the answers alone tell too little


def test_eight_people_update_one_plan_at_once(served):
    run, url = served
    made = json.loads(run("-m", "tests.load.hand", "seed"))
    people = [Person(url, email) for email in made["people"]]
    for person in people:
        person.sign_in()
    failures: list[str] = []
    until = time.monotonic() + SECONDS
    threads = [threading.Thread(target=each.work, args=(made["actions"], until, failures)) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    answers = sum((person.answers for person in people), Counter())
    assert set(answers) <= {200, 302, 409}
    told = json.loads(run("-m", "tests.load.hand", "tell"))
    said = sorted(words for person in people for words in person.said)
    assert min(len(person.said) for person in people) > 0
    assert sorted(told["said"]) == said
    assert sorted(told["trail"]) == said
    assert told["acts"] == len(said)
    assert told["faults"] == []
    print(f"{len(said)} updates in {SECONDS:g} s, {answers[409]} of them after a conflict; answers {dict(answers)}")
