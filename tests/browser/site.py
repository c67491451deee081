"""The demonstration on a real server process with a database of its own, and a browser in front of it."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page, sync_playwright

from tests.tables import put_tables_into

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "improving-together"
PATIENCE = 120_000
"""Milliseconds that are waited for what is to come: a busy machine is no failure."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where the demonstration is served, and the environment in which its commands run."""

    url: str
    environment: dict[str, str]

    def manage(self, *words: str) -> subprocess.CompletedProcess:
        """A command of manage.py on the same data."""
        return subprocess.run(  # noqa: S603
            [sys.executable, "manage.py", *words], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )


def load(folder: Path) -> None:
    """Put the demonstration's database and files into an empty folder."""
    put_tables_into(folder)
    loaded = subprocess.run(
        [sys.executable, "manage.py", "demo", "--load-only"],
        cwd=ROOT,
        env=_environment(folder),
        capture_output=True,
        text=True,
    )
    if loaded.returncode:
        raise RuntimeError(loaded.stderr)


@contextmanager
def serve(folder: Path, *, new: bool = False) -> Iterator[Site]:
    """A server, with a worker beside it, of what a folder holds; of an empty database where it is `new`."""
    environment = _environment(folder)
    if new:
        put_tables_into(folder)
    address = f"127.0.0.1:{free_port()}"
    with tempfile.TemporaryFile() as said:
        server = subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", "serve", address],
            cwd=ROOT,
            env=environment,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            wait_for(f"http://{address}/health/")
            yield Site(f"http://{address}", environment)
        except BaseException:
            said.seek(0)
            print(said.read().decode(errors="replace")[-4000:])  # beside the failure, which tells too little
            raise
        finally:
            os.killpg(server.pid, signal.SIGTERM)  # the server and the worker beside it
            server.wait(60)
            _wait_until_gone(server.pid)


@contextmanager
def demonstration() -> Iterator[Site]:
    """Load it into a folder of its own and serve it; everything is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        load(Path(folder))
        with serve(Path(folder)) as served:
            yield served


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": "", "EMAIL_URL": "console:"}


@contextmanager
def browser() -> Iterator:
    """Debian's Chromium, without a screen."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield chromium
        finally:
            chromium.close()


def window(chromium, **options) -> Page:
    """A page in a window of its own, which waits for what is to come as long as a busy machine needs."""
    page = chromium.new_context(**options).new_page()
    page.set_default_timeout(PATIENCE)
    return page


def follow(locator: Locator) -> None:
    """Click on what leads to another page, or to the same one anew, and wait until that is there: without it what
    follows may still look at the page before, or at one that has only begun to come."""
    with locator.page.expect_navigation():
        locator.click()


def sign_in(page: Page, site: Site, email: str) -> None:
    """Go to the sign-in page, and through it to the first page behind it."""
    page.goto(f"{site.url}/account/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    follow(page.get_by_role("button", name="Sign in"))


def free_port() -> int:
    """One that no connection is given as its own end meanwhile: those lie above 32,767."""
    while True:
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", random.randrange(20_000, 32_000)))  # noqa: S311
            return probe.getsockname()[1]


def _wait_until_gone(group: int) -> None:
    """Until no process of the group is left that could still write into the folder."""
    for _ in range(600):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)


def wait_for(url: str) -> None:
    """Until it answers. Raises RuntimeError after five minutes by the clock: a server whose processes do not come up
    takes a connection all the same, and lets it wait."""
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(url, timeout=10):  # noqa: S310
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{url} did not answer")
