"""What the settings read from the environment, with words that say how to mend what is wrong there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

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


def choice(name: str, choices: tuple[str, ...]) -> str:
    """One of these words, the first by default. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip().lower() or choices[0]
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is “{value}”. Set it to one of: {', '.join(choices)}.")
    return value


def policy(name: str) -> str:
    """Who must use 2-step verification; empty where that is left to the administrators. Raises ImproperlyConfigured."""
    given = os.environ.get(name, "").strip()
    return choice(name, ("nobody", "administrators", "officers", "everyone")) if given else ""


def data_dir(base: Path) -> Path:
    """The folder of the database, evidence and issued files; made when absent. Raises ImproperlyConfigured
    where it can't be made."""
    path = Path(os.environ.get("DATA_DIR") or base / "var")
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
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
        _for_postgresql(config)
    return dict(config)


def _for_postgresql(config: dj_database_url.DBConfig) -> None:
    """Without just-in-time compiling, which costs a short query more than it saves, and with room in which a hundred
    thousand actions are counted without being sorted first. What answers requests shares as many connections as it has
    threads, waits briefly for one, and gives up a query that nobody waits for any more."""
    config["CONN_HEALTH_CHECKS"] = True
    options = config.setdefault("OPTIONS", {})
    words = [f"-c work_mem={WORK_MEMORY}", options.get("options", ""), "-c jit=off"]
    if not flag("SERVES_REQUESTS"):
        config["CONN_MAX_AGE"] = 60
    else:
        words.append(f"-c statement_timeout={number('STATEMENT_SECONDS', 30) * 1000}")
        options["connect_timeout"] = options.get("connect_timeout", SECONDS_FOR_A_CONNECTION)
        threads = number("WEB_THREADS", THREADS)
        config["CONN_MAX_AGE"] = 0
        options["pool"] = {"min_size": 1, "max_size": threads, "timeout": SECONDS_FOR_A_CONNECTION}
    options["options"] = " ".join(filter(None, words))


THREADS = 8
"""In each process that answers requests."""
SECONDS_FOR_A_CONNECTION = 5
WORK_MEMORY = "16MB"
"""Of one step of a query; what `DATABASE_URL` says of it comes after it and holds."""


def processes() -> int:
    """How many of them: as many as this process may use cores, two at least so that one that is busy or is started
    anew keeps nobody waiting, eight at most."""
    return min(max(len(os.sched_getaffinity(0)), 2), 8)


def sqlite_file(database: dict) -> Path | None:
    """The file of an SQLite database; None for one in memory and for another kind."""
    name = str(database.get("NAME") or "")
    is_file = database["ENGINE"] == "django.db.backends.sqlite3" and name and ":memory:" not in name
    return Path(name) if is_file and not name.startswith("file:") else None


def mail() -> dict:
    """Django's EMAIL settings from EMAIL_URL, or from EMAIL_HOST and its companions. When neither is set letters go
    nowhere, and that is said; with console: they are printed, secret links and all. Raises ImproperlyConfigured for an
    address that can't be read."""
    url = os.environ.get("EMAIL_URL", "").strip()
    if url:
        return _mail_of(url)
    host = os.environ.get("EMAIL_HOST", "").strip()
    if not host:
        return {"EMAIL_BACKEND": "actionplans.letterbox.NoServer"}
    return {
        **SMTP,
        "EMAIL_HOST": host,
        "EMAIL_PORT": number("EMAIL_PORT", 25),
        "EMAIL_HOST_USER": os.environ.get("EMAIL_HOST_USER", ""),
        "EMAIL_HOST_PASSWORD": os.environ.get("EMAIL_HOST_PASSWORD", ""),
        "EMAIL_USE_TLS": flag("EMAIL_USE_TLS"),
        "EMAIL_USE_SSL": flag("EMAIL_USE_SSL"),
    }


SMTP = {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend", "EMAIL_TIMEOUT": 10}


def _mail_of(url: str) -> dict:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in ("smtp", "smtp+tls", "smtps") or not parts.hostname or port == -1:
        raise ImproperlyConfigured(
            "EMAIL_URL can't be read. It looks like smtp+tls://user:password@host:587, smtps://… (port 465), "
            "smtp://… for a relay without encryption, or console:"
        )
    tls = parts.scheme == "smtp+tls" or bool(parse_qs(parts.query).get("tls"))
    return {
        **SMTP,
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or {"smtps": 465}.get(parts.scheme, 587 if tls else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls,
        "EMAIL_USE_SSL": parts.scheme == "smtps",
    }


def openid(name: str = "council") -> dict:
    """allauth's providers from OIDC_CLIENT_ID and its companions; none when they are not set. The provider's own
    word that an address is verified is asked for, except in OIDC_VERIFIED_DOMAINS. Raises ImproperlyConfigured when
    one is set without the others."""
    wanted = ("OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_SERVER_URL")
    given = {key: os.environ.get(key, "").strip() for key in wanted}
    if not any(given.values()):
        return {}
    missing = [key for key, value in given.items() if not value]
    if missing:
        raise ImproperlyConfigured(f"To sign in by OpenID Connect, {' and '.join(missing)} must be set too.")
    app = {
        "provider_id": name,
        "name": os.environ.get("OIDC_NAME", "").strip() or "your council account",
        "client_id": given["OIDC_CLIENT_ID"],
        "secret": given["OIDC_CLIENT_SECRET"],
        "settings": {
            "server_url": given["OIDC_SERVER_URL"].rstrip("/"),
            "verified_email": [domain.lower() for domain in words("OIDC_VERIFIED_DOMAINS")],
        },
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
