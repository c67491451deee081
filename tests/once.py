"""Rows that many tests of a module read, made once: each test begins with them, and what it changes of them is undone
after it as ever."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.test import override_settings

from tests import conftest


@contextmanager
def made_once(blocker, folder) -> Iterator[None]:
    """What is made within stays until the block ends, which a fixture of a module has around its `yield`; files of it
    lie in `folder`. Where a test of the module asks for these files, it sets EVIDENCE_DIR to it."""
    quick = override_settings(EVIDENCE_DIR=folder, PASSWORD_HASHERS=conftest.QUICK_HASHERS)
    with blocker.unblock(), quick, pytest.MonkeyPatch.context() as patch, transaction.atomic():
        conftest.read_here(patch)
        yield
        transaction.set_rollback(True)
