"""A worker that is killed while it sends: real processes, a real mail server, kill -9."""

import email
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection

from plans import models as m
from plans.operations.people import name_lead
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.reports.reminders.mailserver import mail_server

pytestmark = [pytest.mark.load, pytest.mark.django_db(transaction=True)]


class Workers:
    """Worker processes on the test's database, or on a copy of it where that is in memory."""

    def __init__(self, folder: Path, server):
        self.server = server
        self.database = None
        if connection.vendor == "sqlite":
            self.database = folder / "actionplans.sqlite3"
            with closing(sqlite3.connect(self.database)) as copy:
                connection.connection.backup(copy)
        self.environment = {
            **os.environ,
            "DATA_DIR": str(folder),
            "DATABASE_URL": "" if self.database else _address(connection.settings_dict),
            "TASKS": "database",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(server.port),
        }
        self.process: subprocess.Popen | None = None

    def run(self) -> int:
        """Let one worker work until nothing is queued or it dies; what it ended with."""
        command = [sys.executable, "manage.py", "work", "--once", "-v0"]
        self.process = subprocess.Popen(command, cwd=site.BASE_DIR, env=self.environment)  # noqa: S603
        return self.process.wait(60)

    def kill(self) -> bool:
        """Kill the worker as it runs; False, for the mail server that it was talking to."""
        self.process.kill()
        self.process.wait(60)
        return False

    def ask(self, sql: str) -> list:
        if self.database:
            with closing(sqlite3.connect(self.database)) as database, database:
                return database.execute(sql).fetchall()
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []

    def forget_signs(self) -> None:
        """Let the time pass after which a worker without a sign of life is taken for dead."""
        self.ask("DELETE FROM cache")

    def recipients(self) -> list[str]:
        """To whom the mails are that the server took."""
        return [email.message_from_string(text)["To"] for text in self.server.accepted]


def _address(database: dict) -> str:
    """The DATABASE_URL of a database on a server."""
    return "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**database)


@pytest.fixture
def workers(settings, plan, lead, tmp_path):
    """Two people's digests are queued."""
    factories.person("Bea Lead", plan=plan, role="manager", posts=[second_post(plan)])
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
    call_command("send_reminders", verbosity=0)
    with mail_server() as server:
        yield Workers(tmp_path, server)


def second_post(plan) -> m.Lead:
    """A post beside the plan's own that supports each of its actions."""
    post = name_lead(name="Practice Lead")
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.add_all(
            m.Assignment(action=action, lead=post, printed=post.name, role="supporting", order=1)
            for action in factories.actions_of(plan)
        )
    return post


def test_killed_in_mid_sending_it_loses_and_doubles_nothing(workers):
    workers.server.before_accepting = workers.kill
    assert (workers.run(), workers.server.accepted) == (-9, [])
    workers.server.before_accepting = None
    workers.forget_signs()
    assert workers.run() == 0
    assert len(workers.recipients()) == len(set(workers.recipients())) == 2
    assert workers.ask("SELECT count(*) FROM plans_reminder WHERE sent_at IS NULL") == [(0,)]
