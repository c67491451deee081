"""One document on a real database: several commit it at once, in threads, and a worker dies in the middle of it."""

import json
import os
import signal
import subprocess
import sys

import pytest

from tests.browser.site import ROOT
from tests.load.test_eight_at_once import a_database_of_its_own

pytestmark = pytest.mark.load


@pytest.fixture
def run(tmp_path):
    """Runs a command's module on an empty database of its own."""
    with a_database_of_its_own(tmp_path) as database:
        environment = {**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": database}

        def run(*words: str, ends: int = 0) -> str:
            done = subprocess.run(  # noqa: S603
                [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True
            )
            assert done.returncode == ends, done.stderr
            return done.stdout

        yield run


def test_officers_who_commit_one_document_at_once_make_one_plan(run):
    told = json.loads(run("-m", "tests.load.importers", "drafts").splitlines()[-1])
    [slug] = told["plans"]
    assert sorted(told["told"]) == sorted([slug] * 2 + ["KnownDocument"] * 10)
    assert told["faults"] == []


def test_commands_that_import_one_file_at_once_make_one_plan_and_all_print_it(run):
    told = json.loads(run("-m", "tests.load.importers", "commands").splitlines()[-1])
    assert set(told["told"]) == set(told["plans"]) and len(told["plans"]) == 1
    assert told["faults"] == []


def test_a_worker_that_is_killed_leaves_a_draft_that_can_be_gone_on_with(run):
    def say(word, **how):
        told = run("-m", "tests.load.importers", word, **how)
        return json.loads(told.splitlines()[-1]) if told else None

    say("killed_reading", ends=-signal.SIGKILL)
    told = say("read")
    assert told["before"]["status"] == "reading"
    assert (told["after"]["status"], told["after"]["plans"], told["after"]["faults"]) == ("ready", 0, [])
    say("killed_writing", ends=-signal.SIGKILL)
    told = say("written")
    before, after = told["before"], told["after"]
    assert (before["status"], before["plans"], before["actions"], before["faults"]) == ("committing", 0, 0, [])
    assert (after["status"], after["plans"], after["actions"], after["faults"]) == ("committed", 1, 4, [])
