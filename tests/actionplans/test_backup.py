"""A backup is everything, restores as it was, and nothing is restored over anything or from a damaged file."""

import io
import os
import random
import subprocess
import sys
import zipfile
from datetime import timedelta

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from actionplans.backup import contents
from actionplans.backup.reader import read
from audits.operations.snapshots import freeze
from audits.verification import faults
from plans import models as m
from plans.clock import today
from plans.operations.evidence import Proof
from plans.operations.plans import open_period
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.reminders import choose_reminders
from plans.trail import SYSTEM
from tests import factories
from tests.kept import path_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def site():
    """A plan with history, evidence, a frozen period, and words that are hard on any format."""
    plan = factories.plan(notes_before=["“Naïve” – ŵ ŷ ✓", 'A "quoted" \\ line\nand another\u2028'])
    posts = [factories.lead()]
    lead = factories.person("Ada Lead", plan=plan, role="contributor", posts=posts, password="a-long-word-9")
    [action, *_rest] = factories.actions_of(plan)
    proof = Proof(file_name="register.txt", data=b"Trained: 40 of 42")
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,))
    submit_progress(by=lead, action=action, word=word)
    freeze(by=SYSTEM, period=open_period(by=SYSTEM, plan=plan, name="End July", position_on=today()))
    account = SocialAccount.objects.create(user=lead, provider="council", uid="1")
    SocialAccount.objects.filter(pk=account.pk).update(date_joined=long_ago(plan))
    choose_reminders(by=lead, user=lead, without=["soon"], weekly_on=None)
    return plan


def long_ago(plan):
    """A moment of the past: a field that stamps itself would have another."""
    return plan.history.latest().history_date - timedelta(days=400)


@pytest.fixture
def file(tmp_path):
    return tmp_path / "site.backup"


def test_a_database_without_tables_is_told_in_words(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    told = subprocess.run(  # noqa: S603 our own command
        [sys.executable, "manage.py", "backup", str(tmp_path / "site.backup")],
        cwd=settings.BASE_DIR, env={**environment, "DATA_DIR": str(tmp_path / "data")}, capture_output=True, text=True,
    )  # fmt: skip
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    assert told.stderr.startswith("CommandError: The database does not have the tables of this version")
    assert not (tmp_path / "site.backup").exists()


def rows():
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in contents.models()}


def empty_the_database():
    with connection.cursor() as cursor:
        for model in contents.models():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608


def restore(file):
    out = io.StringIO()
    call_command("restore", str(file), stdout=out)
    return out.getvalue()


def test_everything_comes_back_as_it_was(site, file):
    before, [evidence] = rows(), m.Evidence.objects.all()
    call_command("backup", str(file), stdout=io.StringIO())
    empty_the_database()
    path_of(evidence.sha256).unlink()
    assert restore(file).endswith("1 file are restored, and the audit trail holds.\n")
    assert rows() == before
    assert path_of(evidence.sha256).read_bytes() == b"Trained: 40 of 42"
    assert m.User.objects.get().check_password("a-long-word-9")


def test_what_is_written_after_a_restore_goes_on_where_it_ended(site, file):
    call_command("backup", str(file), stdout=io.StringIO())
    empty_the_database()
    restore(file)
    factories.plan("Another Plan")
    assert list(faults()) == []


def test_nothing_is_restored_over_anything(site, file):
    call_command("backup", str(file), stdout=io.StringIO())
    before = rows()
    with pytest.raises(CommandError, match="not empty"):
        restore(file)
    assert rows() == before


def test_a_file_with_any_bit_turned_or_cut_anywhere_is_refused_whole(site, file):
    call_command("backup", str(file), stdout=io.StringIO())
    empty_the_database()
    whole, chance = file.read_bytes(), random.Random(7)  # noqa: S311
    for _time in range(40):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        file.write_bytes(data)
        with pytest.raises(contents.Damaged):
            read(file)
    for length in (0, 10, contents.HEADER, len(whole) - 1):
        file.write_bytes(whole[:length])
        with pytest.raises(contents.Damaged):
            read(file)
    with pytest.raises(CommandError, match=r"Nothing is restored from .*Use another copy"):
        restore(file)
    assert not m.Plan.objects.exists()


def test_a_backup_of_a_later_version_says_which(site, file, monkeypatch):
    made_by = contents.migrations()
    monkeypatch.setattr("actionplans.backup.writer.migrations", lambda: [*made_by, "plans.9999_from_the_future"])
    call_command("backup", str(file), stdout=io.StringIO())
    empty_the_database()
    with pytest.raises(CommandError, match=r"later version .* plans\.9999_from_the_future\. Install that version"):
        restore(file)
    assert not m.Plan.objects.exists()


def test_a_backup_that_can_not_be_brought_up_to_this_version_says_why(site, file, monkeypatch):
    call_command("backup", str(file), stdout=io.StringIO())
    empty_the_database()
    monkeypatch.setattr("actionplans.backup.reader.migrations", lambda: ["plans.9998"])
    monkeypatch.setattr("actionplans.backup.earlier.sys.executable", "/bin/false")
    with pytest.raises(CommandError, match="earlier version and could not be brought up to this one: no reason"):
        restore(file)
    assert not m.Plan.objects.exists()


def test_a_backup_that_fails_leaves_the_one_before_it(site, file, monkeypatch):
    call_command("backup", str(file), stdout=io.StringIO())
    before = file.read_bytes()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("actionplans.backup.writer._seal", full)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("backup", str(file), stdout=io.StringIO())
    assert [path.read_bytes() for path in file.parent.iterdir() if path.is_file()] == [before]


def test_evidence_that_is_missing_is_told_and_what_is_tampered_with_comes_back_as_it_was(site, file):
    path_of(m.Evidence.objects.get().sha256).unlink()
    told = io.StringIO()
    call_command("backup", str(file), stdout=io.StringIO(), stderr=told)
    assert "is missing from the evidence folder" in told.getvalue()
    empty_the_database()
    with pytest.raises(CommandError, match=r"the audit trail does not hold: plans.evidence .*its file is missing"):
        restore(file)


def test_a_file_that_was_altered_is_told_and_does_not_keep_the_rest_from_being_backed_up(site, file):
    path_of(m.Evidence.objects.get().sha256).write_bytes(b"Trained: 42 of 42")
    told = io.StringIO()
    call_command("backup", str(file), stdout=io.StringIO(), stderr=told)
    assert "was altered where it is kept, so it is not in the backup" in told.getvalue()
    assert "is missing" not in told.getvalue()
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if name.startswith("evidence/")]


def test_neither_the_key_nor_sessions_are_in_it_and_only_its_owner_reads_it(site, file, settings):
    call_command("backup", str(file), stdout=io.StringIO())
    assert settings.SECRET_KEY.encode() not in file.read_bytes()
    assert file.stat().st_mode & 0o077 == 0
    assert "sessions" not in {model._meta.app_label for model in contents.models()}
    assert "plans.paperorder" not in {model._meta.label_lower for model in contents.models()}


@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_folder_that_is_not_there_is_told_in_words(command, tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command(command, str(tmp_path / "nowhere" / "site.backup"))
