"""Nobody else on the machine reads what the application keeps, however it came to be readable."""

import os
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core import checks

from actionplans import filemodes
from plans.operations import files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "data"
    made.mkdir(mode=0o755)
    made.chmod(0o755)
    return made


def test_a_database_is_made_private_with_its_journal(folder):
    database = folder / "actionplans.sqlite3"
    filemodes.keep_private(folder, database)
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("CREATE TABLE kites (name)")
    connection.execute("BEGIN")
    connection.execute("INSERT INTO kites VALUES ('red')")
    journal = folder / "actionplans.sqlite3-journal"
    assert (mode(folder), mode(database), mode(journal)) == (0o700, 0o600, 0o600)
    connection.execute("COMMIT")
    connection.close()


def test_what_stands_there_already_is_tightened(folder):
    paths = [folder / name for name in ("actionplans.sqlite3", "actionplans.sqlite3-wal", "secret_key", "evidence")]
    for path in paths[:3]:
        path.write_text("x")
        path.chmod(0o644)
    paths[3].mkdir()
    paths[3].chmod(0o755)
    assert filemodes.exposed(folder, paths[0]) == [folder, *sorted(paths)]
    filemodes.keep_private(folder, paths[0])
    assert [mode(path) for path in (folder, *paths)] == [0o700, 0o600, 0o600, 0o600, 0o700]
    assert filemodes.exposed(folder, paths[0]) == []


def test_a_folder_that_is_shared_with_others_is_not_closed_but_what_is_ours_in_it(folder):
    (folder / "of-somebody-else").write_text("x")
    database = folder / "actionplans.sqlite3"
    database.touch(0o644)
    filemodes.keep_private(folder, database)
    assert (mode(folder), mode(database), mode(folder / "of-somebody-else") & 0o044) == (0o755, 0o600, 0o044)


def test_what_cant_be_changed_is_warned_of(folder, settings, monkeypatch):
    key = folder / "secret_key"
    key.touch(0o644)
    key.chmod(0o644)

    def refused(*_args):
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refused)
    filemodes.keep_private(folder, None)
    settings.DATA_DIR = folder
    told = [found for found in checks.run_checks(tags=["security"]) if found.id == "actionplans.W001"]
    assert any(f"may read {key}" in found.msg for found in told)


def test_what_is_uploaded_is_private(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path / "files" / "evidence"
    sha256 = files.store(b"Trained: 40 of 42")
    path = settings.EVIDENCE_DIR / sha256[:2] / sha256
    assert [mode(found) for found in (settings.EVIDENCE_DIR, path.parent, path)] == [0o700, 0o700, 0o600]


def test_starting_any_command_is_enough(folder):
    database = folder / "actionplans.sqlite3"
    database.touch()
    database.chmod(0o644)
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR, env={**environment, "DATA_DIR": str(folder)}, check=True, capture_output=True,
    )  # fmt: skip
    assert [mode(path) for path in (folder, database, folder / "secret_key")] == [0o700, 0o600, 0o600]
