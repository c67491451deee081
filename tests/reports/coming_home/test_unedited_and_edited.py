"""Every plan's files come home with no difference where nobody changed them, and with exactly the changes that somebody
made: of the demonstration, and of the five real plans where they lie beside the project."""

from contextlib import suppress
from datetime import timedelta
from functools import cache
from itertools import product

import pytest

from actionplans.demonstration.loader import load
from audits.sources import NotThereYet
from plans import models as m
from plans.clock import today
from plans.operations.imports.new_plan import commit_import
from plans.queries import plan_state
from plans.trail import SYSTEM
from tests.once import made_once
from tests.reports.coming_home.editing import (
    EDITS,
    FORMATS,
    Editor,
    home,
    needs_office,
    out,
    same,
    saved_by_office,
    told,
)
from tests.test_seeds import SEEDS

pytestmark = [pytest.mark.django_db, pytest.mark.either]

THOROUGH = pytest.mark.thorough
SHARE = 0.08
"""Of the cells that are typed into."""
COUNTED = {"each run": 350, "the rest": 650} if SEEDS else {"each run": 170, "the rest": 330}
"""The least number of them."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("evidence")


@pytest.fixture
def evidence_in_a_folder_of_its_own(settings, folder):
    settings.EVIDENCE_DIR = folder


@pytest.fixture(scope="module")
def plans(django_db_setup, django_db_blocker, folder):
    """All of them."""
    with made_once(django_db_blocker, folder):
        for _line in load(on=today()):
            pass
        for path in SEEDS:
            commit_import(by=SYSTEM, data=path.read_bytes(), name=path.name, door="command")
        yield list(m.Plan.objects.order_by("pk"))


@pytest.fixture(scope="module")
def printed():
    """What `out` gives, made once for all tests here: none of them changes a plan."""
    return cache(out)


CHOICES = ({}, {"on": today() - timedelta(days=30)}, {"posts": True, "paper": "a3"}, {"restricted": True})

SHARES = ["each run", pytest.param("the rest", marks=THOROUGH)]
"""Each run has every plan in every format, and every format in every choice; the rest are the other pairs of them."""


def in_share(share: str, number: int, of: int) -> bool:
    return (number % of == 0) == (share == "each run")


@pytest.mark.parametrize("share", SHARES)
def test_what_nobody_changed_is_no_change(plans, printed, share):
    came = 0
    for (p, plan), (f, fmt), (c, choice) in product(enumerate(plans), enumerate(FORMATS), enumerate(CHOICES)):
        if in_share(share, p + f + c, len(CHOICES)):
            with suppress(NotThereYet):
                assert home(printed(plan, fmt, **choice), f"paper.{fmt}") == [], (plan.slug, fmt, choice)
                came += 1
    assert came >= 3 * len(plans)


@pytest.mark.parametrize("share", SHARES)
def test_each_change_comes_home_and_nothing_else(plans, printed, share):
    count = 0
    for (p, plan), (number, (how, edit)) in product(enumerate(plans), enumerate(EDITS.items())):
        choice = {"paper": "large"} if how.endswith("large") else {}
        if (choice and plan not in plans[::3]) or not in_share(share, p + number, 3):
            continue
        fmt, editor = how.split()[0], Editor(plan_state(plan), 7 * plan.pk + number)
        found = told(home(edit(printed(plan, fmt, **choice), editor, SHARE), f"paper.{fmt}"))
        assert found.keys() == editor.expected.keys(), (plan.slug, how)
        assert all(same(found[key], said) for key, said in editor.expected.items()), (plan.slug, how)
        count += len(found)
    assert count > COUNTED[share]


@needs_office
@pytest.mark.parametrize(
    ("fmt", "ending"),
    [
        pytest.param("xlsx", "xlsx", marks=THOROUGH),
        ("xlsx", "ods"),
        ("docx", "docx"),
        pytest.param("csv", "csv", marks=THOROUGH),
    ],
)
def test_what_libreoffice_saved_is_no_change(plans, printed, fmt, ending, folder):
    files = {f"{plan.pk}.{fmt}": printed(plan, fmt) for plan in plans[::3]}
    for name, saved in zip(files, saved_by_office(files, ending, folder), strict=True):
        assert home(saved, f"paper.{ending}") == [], (name, ending)


@needs_office
@pytest.mark.parametrize(
    "how", ["csv", pytest.param("xlsx", marks=THOROUGH), "xlsx paper", pytest.param("docx", marks=THOROUGH)]
)
def test_each_change_comes_home_from_libreoffice(plans, printed, how, folder):
    fmt = how.split()[0]
    editors = {f"{plan.pk}.{fmt}": Editor(plan_state(plan), plan.pk) for plan in plans[::4]}
    edited = {
        name: EDITS[how](printed(plan, fmt), editor, SHARE)
        for (name, editor), plan in zip(editors.items(), plans[::4], strict=True)
    }
    for editor, saved in zip(editors.values(), saved_by_office(edited, fmt, folder), strict=True):
        found = told(home(saved, f"paper.{fmt}"))
        assert found.keys() == editor.expected.keys(), (editor.state.title, how)
        assert all(same(found[key], said) for key, said in editor.expected.items()), (editor.state.title, how)
