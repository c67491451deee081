"""An officer, and a document with doubts that has been read."""

from datetime import UTC, datetime

import pytest

from plans import models as m
from plans.operations.imports.draft import _base, _document, _reading
from plans.operations.imports.upload import open_draft
from tests import factories
from tests.plans.importing.workbench.leisure import NAME, TEXT

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def nothing_kept_from_another_test():
    for kept in (_reading, _base, _document):
        kept.cache_clear()


@pytest.fixture
def officer():
    return factories.person("Olive Officer", plan=factories.plan(), role="officer")


@pytest.fixture
def read(officer, django_capture_on_commit_callbacks):
    """The draft of a document's text under a name, once it has been read."""

    def read_text(text, name):
        with django_capture_on_commit_callbacks(execute=True):
            opened = open_draft(by=officer, data=text.encode(), name=name, at=NOW)
        return m.ImportDraft.objects.get(pk=opened.pk)

    return read_text


@pytest.fixture
def draft(read):
    return read(TEXT, NAME)
