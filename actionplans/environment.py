"""What the settings read from the environment, with words that say how to mend what is wrong there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def flag(name: str, default: bool = False) -> bool:
    """A yes or no. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "yes" if default else "").strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to 1 or 0, or leave it out.")
    return value in TRUE


def number(name: str, default: int) -> int:
    """A whole number. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip() or str(default)
    if not value.isdigit():
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to a whole number, such as {default}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """A list with commas between its parts."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def data_dir(base: Path) -> Path:
    """The folder of the database, evidence and issued files; made when absent. Raises ImproperlyConfigured
    where it can't be made."""
    path = Path(os.environ.get("DATA_DIR") or base / "var")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"DATA_DIR is “{path}”, where no folder can be made ({error.strerror}). "
            "Set it to a folder that this user may write to."
        ) from error
    return path


def secret_key(folder: Path) -> str:
    """SECRET_KEY, or one made once and kept in the data folder, readable by its owner only."""
    if os.environ.get("SECRET_KEY"):
        return os.environ["SECRET_KEY"]
    path = folder / "secret_key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return path.read_text().strip()


TASK_BACKENDS = {
    "immediate": "django_tasks.backends.immediate.ImmediateBackend",
    "database": "django_tasks_db.DatabaseBackend",
}


def tasks() -> str:
    """The backend that TASKS names. Raises ImproperlyConfigured for another word."""
    name = os.environ.get("TASKS", "").strip().lower() or "immediate"
    if name not in TASK_BACKENDS:
        raise ImproperlyConfigured(f"TASKS is “{name}”. Set it to database, or leave it out.")
    return TASK_BACKENDS[name]


def database(folder: Path) -> dict:
    """The database of DATABASE_URL, or SQLite in the data folder.

    SQLite: every transaction takes the write lock at its start and waits up to 20 seconds for it, and the
    rollback journal is flushed to the disk, because the write-ahead log of SQLite before 3.51.3 can corrupt.
    Raises ImproperlyConfigured for an address that can't be read.
    """
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{folder / 'actionplans.sqlite3'}"
    try:
        config = dj_database_url.parse(url)
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            "DATABASE_URL can't be read. It looks like postgres://user:password@host:5432/name, "
            "or sqlite:////folder/file.sqlite3."
        ) from error
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;",
        }
    else:
        config["CONN_MAX_AGE"] = 60
        config["CONN_HEALTH_CHECKS"] = True
    return config
