"""The command line: what goes wrong because the database has no tables yet is said in words."""

from __future__ import annotations

import sys

import django
from django.core.management import execute_from_command_line
from django.db import OperationalError, ProgrammingError, connection
from django.db.migrations.executor import MigrationExecutor

from actionplans import VERSION


def main(argv: list[str]) -> None:
    """Run a command, or tell the version. One that fails on tables which are not those of this version ends with what
    to do about it."""
    if argv[1:] in (["version"], ["--version"]):
        sys.stdout.write(f"Action Plans {VERSION} (Django {django.get_version()})\n")
        return
    try:
        execute_from_command_line(argv)
    except (OperationalError, ProgrammingError):
        if "--traceback" in argv or not _lacks_tables():
            raise
        sys.stderr.write(
            "CommandError: The database does not have the tables of this version, so nothing was done. "
            "Make them with `manage.py migrate`, or give another database by DATABASE_URL or DATA_DIR.\n"
        )
        sys.exit(1)


def _lacks_tables() -> bool:
    """Whether migrations of this version were never applied; False where the database can't be asked."""
    try:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except OperationalError:
        return False
