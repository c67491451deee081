"""Data at scale is on the trail like any other."""

import io

import pytest
from django.core.management import CommandError, call_command

from audits.verification import faults
from plans import models as m

pytestmark = pytest.mark.django_db


def test_it_grows_what_it_is_asked_for_and_the_trail_holds():
    out = io.StringIO()
    call_command("grow", "--plans", "2", "--actions", "7", "--updates", "3", stdout=out)
    assert out.getvalue().split() == ["grown-1", "grown-2"]
    assert (m.Action.objects.count(), m.ProgressUpdate.objects.count()) == (14, 42)
    assert list(faults()) == []


def test_nothing_is_too_little():
    with pytest.raises(CommandError, match="at least 1"):
        call_command("grow", "--actions", "0")
