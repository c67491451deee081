"""What all tests share."""

import pytest
from django.test import SimpleTestCase
from hypothesis import HealthCheck, settings

from tests import strictness

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
"""No test fails because the machine is slow, or busy with something else: how long an example takes proves nothing.
That too much is filtered out, or that a fixture is shared by examples, is still told."""

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark as `pure` what may not ask the database, so that it is run on one database alone."""
    for item in items:
        if not _asks_the_database(item):
            item.add_marker("pure")


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
def fast_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def limits_in_memory(settings):
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
