"""One browser for all journeys, and a demonstration for each file of them, so that none finds its work done by another;
each walks in a window of its own."""

import fcntl
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser import site as sites

if not Path(sites.CHROMIUM).exists():
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def loaded(tmp_path_factory, worker_id):
    """The demonstration as it is when just loaded: once, whichever process of this run comes first."""
    own = tmp_path_factory.getbasetemp()
    shared = own if worker_id == "master" else own.parent
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "demonstration").exists():
            (shared / "loading").mkdir()
            sites.load(shared / "loading")
            (shared / "loading").rename(shared / "demonstration")
    return shared / "demonstration"


@pytest.fixture(scope="module")
def site(loaded, tmp_path_factory):
    copy = tmp_path_factory.mktemp("site") / "data"
    shutil.copytree(loaded, copy)
    with sites.serve(copy) as served:
        yield served


@pytest.fixture(scope="session")
def chromium():
    with sites.browser() as opened:
        yield opened


expect.set_options(timeout=sites.PATIENCE)


@pytest.fixture
def page(chromium):
    opened = sites.window(chromium, viewport={"width": 1280, "height": 900})
    complaints = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.complaints = complaints
    yield opened
    opened.context.close()
    assert [c for c in complaints if "Content Security Policy" in c] == []


@pytest.fixture
def check(page):
    """Axe over the page as it stands: WCAG 2.2 AA and best practice find nothing."""

    def run(where: str) -> None:
        page.wait_for_load_state()
        found = Axe().run(page).response["violations"]
        told = [f"{v['id']}: {v['help']} at {[n['target'] for n in v['nodes']][:3]}" for v in found]
        assert told == [], f"{where}: {told}"

    return run
