"""A backup that an earlier version made, brought up to this one.

Its rows are laid into a database of their own, an SQLite file that is thrown away after, whose tables are as they
were then; that is migrated as any database is, and backed up. It is done by a process of its own, since a migration
writes to the database that the settings name.

    python -m actionplans.backup.earlier FILE OUT
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from actionplans.backup.archive import Archive, checked
from actionplans.backup.contents import Damaged


@contextmanager
def brought_up(path: Path) -> Iterator[Path]:
    """A backup of the same rows as this version makes it, without the files; gone afterwards. Raises Damaged where a
    migration does not take them, and OSError."""
    with tempfile.TemporaryDirectory(prefix="actionplans-") as folder:
        out = Path(folder) / "now.backup"
        done = subprocess.run(  # noqa: S603 our own module
            [sys.executable, "-m", "actionplans.backup.earlier", str(path.resolve()), str(out)],
            cwd=settings.BASE_DIR,
            env=_environment(folder),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no reason was given"])[-1]
            raise Damaged(f"It was made by an earlier version and could not be brought up to this one: {last}")
        yield out


def _environment(folder: str) -> dict[str, str]:
    """This process's, with a place of its own for everything that is kept, and with nobody to write to."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("EVIDENCE_S3_", "EMAIL_"))}
    own = {
        "DATA_DIR": folder,
        "DATABASE_URL": f"sqlite:///{folder}/then.sqlite3",
        "DJANGO_SETTINGS_MODULE": "actionplans.settings",
        "SECRET_KEY": settings.SECRET_KEY,
        "TASKS": "",
    }
    return {**kept, **own}


def bring_up(path: Path, out: Path) -> None:
    """In a process whose database is a new file: lay the rows into tables as they were, migrate, and back up."""
    from django.core.management import call_command
    from django.db import connection, transaction
    from django.db.migrations.executor import MigrationExecutor
    from django.db.migrations.loader import MigrationLoader

    from actionplans.backup.writer import write
    from plans.clock import now

    with checked(path) as archive:
        executor = MigrationExecutor(connection)
        # The backup may be of a version between those whose migrations are squashed into one by now.
        executor.loader = MigrationLoader(connection, replace_migrations=False)
        then = [tuple(name.split(".", 1)) for name in archive.manifest["migrations"]]
        own = [name for name in then if not executor.loader.disk_migrations[name].replaces]
        models = executor.migrate(own).apps
        with transaction.atomic():
            _lay(archive, models)
    call_command("migrate", verbosity=0)
    write(out, made=now())


def _lay(archive: Archive, models) -> None:
    for label in archive.labels:
        archive.fill(models.get_model(label))


if __name__ == "__main__":
    import django

    django.setup()
    bring_up(Path(sys.argv[1]), Path(sys.argv[2]))
