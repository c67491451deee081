"""A backup that an earlier version made comes back into this one, with a trail that holds.

`backups/2026-11.backup` was made before any act had the second form of manifest. It is never made again: of a later
version, add another.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from actionplans.backup.archive import checked
from actionplans.backup.contents import columns

BACKUPS = sorted((Path(__file__).parent / "backups").glob("*.backup"))
PLANS_HEAD = "kites 8 62557f459a9c3d22293243f6b7fbe72c48bf4fff9695bd0f9eab0933a7bab14c"
"""As `verify_audit` printed it when the first of them was made."""


@pytest.mark.parametrize("path", BACKUPS, ids=lambda path: path.stem)
def test_every_row_of_it_has_the_columns_that_it_is_read_with(path):
    with checked(path) as archive:
        for label in archive.labels:
            names = columns(archive.manifest, label)
            rows = archive.file.read(f"rows/{label}.jsonl").splitlines()
            assert {len(json.loads(row)) for row in rows} <= {len(names)}, label


@pytest.mark.thorough
@pytest.mark.parametrize("path", BACKUPS, ids=lambda path: path.stem)
def test_it_is_restored_by_this_version_and_everything_holds(path, tmp_path):
    def manage(*words):
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return subprocess.run(  # noqa: S603 our own command
            [sys.executable, "manage.py", *words],
            cwd=settings.BASE_DIR, env={**kept, "DATA_DIR": str(tmp_path / "data")}, capture_output=True, text=True,
        )  # fmt: skip

    done = manage("restore", str(path))
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 files are restored, and the audit trail holds." in done.stdout
    held = manage("verify_audit")
    assert (held.returncode, PLANS_HEAD in held.stdout.splitlines()) == (0, True)
    asked = manage("verify_audit", "--head", PLANS_HEAD.removeprefix("kites "))
    assert "when Olive Officer redacted personal data on 29 November 2026" in asked.stdout
    again = manage("restore", str(path))
    assert (again.returncode, "the database is not empty" in again.stderr) == (1, True)
