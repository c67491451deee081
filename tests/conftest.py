"""What all tests share."""

import gc
import json
from collections import Counter

import pytest
from django.test import SimpleTestCase
from hypothesis import HealthCheck, settings

from plans.importing import document_as_json, document_from_json
from plans.importing.readers import read_document
from tests import factories, strictness

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
"""No test fails because the machine is slow, or busy with something else: how long an example takes proves nothing.
That too much is filtered out, or that a fixture is shared by examples, is still told."""

QUICK_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark as `pure` what may not ask the database, so that it is run on one database alone. Among several processes
    the files that take longest come first: a file is one's, and the last to begin should not keep the others
    waiting."""
    for item in items:
        if not _asks_the_database(item):
            item.add_marker("pure")
    chosen = yield
    if hasattr(config, "workerinput"):
        heavy: Counter = Counter()
        for item in items:
            heavy[item.path] += _weight(item)
        items.sort(key=lambda item: -heavy[item.path])
    return chosen


def pytest_collection_finish(session):
    """What stands in memory once everything is imported stays to the end, so it is not looked through for what nobody
    needs; that took a twelfth of the whole run, and seconds at its end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _weight(item) -> int:
    """About how long a test takes, in tenths of what one that builds a plan does."""
    if item.get_closest_marker("load") or item.get_closest_marker("thorough") or item.get_closest_marker("browser"):
        return 200
    each = 1 if item.get_closest_marker("pure") else 10
    return each * 20 if getattr(item.obj, "is_hypothesis_test", False) else each


def _asks_the_database(item) -> bool:
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("load")
    of_django = item.cls is not None and issubclass(item.cls, SimpleTestCase)
    return bool(marked or of_django or DATABASE_FIXTURES.intersection(item.fixturenames))


@pytest.fixture(autouse=True, scope="session")
def strict_templates():
    """Unknown names in templates raise, see `tests.strictness`."""
    with strictness.strict():
        yield


@pytest.fixture(autouse=True)
def evidence_in_a_folder_of_its_own(settings, tmp_path):
    settings.EVIDENCE_DIR = tmp_path / "evidence"


@pytest.fixture(autouse=True)
def documents_read_here(request, monkeypatch):
    """Reading a document starts no process of its own, which takes a second, but where a test asks for it by
    `in_a_child`. What is read goes through the same JSON as between the two."""
    if "in_a_child" not in request.fixturenames:
        read_here(monkeypatch)


def read_here(monkeypatch) -> None:
    """Have documents read in this process."""
    for module in ("plans.importing.plan_reader", "plans.operations.imports.task"):
        monkeypatch.setattr(f"{module}.read_in_child", _read_here)


def _read_here(data, name, *, progress=None, own=False):
    document = read_document(data, name, progress or (lambda done, in_all: None), own=own)
    return document_from_json(json.loads(json.dumps(document_as_json(document))))


@pytest.fixture
def in_a_child():
    """Documents are read in a child process, as the site reads them."""


@pytest.fixture(autouse=True)
def fast_passwords(settings):
    settings.PASSWORD_HASHERS = QUICK_HASHERS


@pytest.fixture(autouse=True)
def limits_in_memory(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def plan():
    return factories.plan()


@pytest.fixture
def action(plan):
    return factories.actions_of(plan)[0]


@pytest.fixture
def lead(plan):
    """Signs in with "a-long-word-9"."""
    post = factories.lead()
    return factories.person("Ada Lead", plan=plan, role="contributor", posts=[post], password="a-long-word-9")


@pytest.fixture
def manager(plan):
    return factories.person("Moira Manager", plan=plan, role="manager")


@pytest.fixture
def officer(client, plan):
    """The officer of the test's own `plan`, signed in."""
    user = factories.person("Olive Officer", plan=plan, role="officer")
    client.force_login(user)
    return user
