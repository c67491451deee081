"""Every address, asked for by everybody: a forgotten guard, or an address missing from the table, fails here.

A cell is the status of a GET; POST to a page without forms is the same or 405. 302 of somebody signed out leads
to the sign-in page.
"""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from plans.operations.editing import withdraw
from plans.operations.evidence import Proof
from plans.operations.extensions import request_extension
from plans.operations.progress import Word, submit_progress
from tests import factories

pytestmark = pytest.mark.django_db

ROLES = ("nobody", "outsider", "viewer", "stranger", "lead", "officer", "manager", "administrator")
"""Signed out; signed in without a role; the four roles of the plan, a contributor with (lead) and without
(stranger) a post that leads the action; an administrator without a role in the plan."""

EVERYBODY = dict.fromkeys(ROLES, 200)
SIGNED_IN = {**EVERYBODY, "nobody": 302}
WHO_SEES_THE_PLAN = {**SIGNED_IN, "outsider": 404}
WHO_EDITS_THE_PLAN = {**dict.fromkeys(ROLES, 403), "nobody": 302, "outsider": 404, "officer": 200, "administrator": 200}
WHO_OPENS_PLANS = {**WHO_EDITS_THE_PLAN, "outsider": 403}

TABLE = {
    "home": dict.fromkeys(ROLES, 302),
    "health": EVERYBODY,
    "help": EVERYBODY,
    "accessibility": EVERYBODY,
    "privacy": EVERYBODY,
    "account_login": {**dict.fromkeys(ROLES, 302), "nobody": 200},
    "account_logout": {**SIGNED_IN},
    "account_inactive": EVERYBODY,
    "my_actions": SIGNED_IN,
    "plans": SIGNED_IN,
    "plan": WHO_SEES_THE_PLAN,
    "log": WHO_SEES_THE_PLAN,
    "appendix": {**WHO_SEES_THE_PLAN},
    "overview": SIGNED_IN,
    "actions": SIGNED_IN,
    "actions_csv": SIGNED_IN,
    "action": WHO_SEES_THE_PLAN,
    "update": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "administrator": 403},
    "extend": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "administrator": 403},
    "to_verify": SIGNED_IN,
    "verify": {**WHO_SEES_THE_PLAN, "viewer": 403, "stranger": 403, "lead": 403, "administrator": 403},
    "to_decide": SIGNED_IN,
    "decide": {
        **WHO_SEES_THE_PLAN,
        "viewer": 403,
        "stranger": 403,
        "lead": 403,
        "officer": 403,
        "administrator": 403,
    },
    "evidence": WHO_SEES_THE_PLAN,
    "start_plan": WHO_OPENS_PLANS,
    "template_workbook": WHO_OPENS_PLANS,
    "edit_plan": WHO_EDITS_THE_PLAN,
    "edit_frame": WHO_EDITS_THE_PLAN,
    "edit_add": WHO_EDITS_THE_PLAN,
    "edit_thing": WHO_EDITS_THE_PLAN,
    "edit_move": WHO_EDITS_THE_PLAN,
    "edit_withdraw": WHO_EDITS_THE_PLAN,
    "edit_restore": WHO_EDITS_THE_PLAN,
    "people": {**dict.fromkeys(ROLES, 403), "nobody": 302, "administrator": 200},
}


def every_name(patterns=None):
    """The name of each address of the site."""
    for entry in patterns or get_resolver().url_patterns:
        if isinstance(entry, URLResolver):
            yield from every_name(entry.url_patterns)
        elif isinstance(entry, URLPattern):
            yield entry.name or str(entry.pattern)


@pytest.fixture
def world():
    """A plan with one of everything, and somebody of each role."""
    plan = factories.plan()
    post = factories.lead()
    people = {
        "outsider": factories.person("Otto Outsider"),
        "viewer": factories.person("Vera Viewer", plan=plan, role="viewer"),
        "stranger": factories.person("Sam Stranger", plan=plan, role="contributor"),
        "lead": factories.person("Ada Lead", plan=plan, role="contributor", posts=[post]),
        "officer": factories.person("Olive Officer", plan=plan, role="officer"),
        "manager": factories.person("Moira Manager", plan=plan, role="manager"),
        "administrator": factories.person("Abe Administrator", is_administrator=True),
    }
    [action, other, *_rest] = factories.actions_of(plan)
    proof = Proof(file_name="register.txt", data=b"Trained: 40 of 42")
    word = Word(narrative="Done.", rag=factories.rag("green"), claims_completion=True, proofs=(proof,))
    claim = submit_progress(by=people["lead"], action=action, word=word)
    timescale = other.timescales.get()
    extension = request_extension(
        by=people["lead"],
        timescale=timescale,
        to_latest=timescale.latest.replace(year=timescale.latest.year + 1),
        reason="Illness.",
    )
    column = withdraw(by=people["officer"], thing=plan.columns.first(), reason="Not printed.")
    args = {
        **{name: [plan.slug] for name in ("plan", "log", "appendix", "edit_plan", "edit_frame")},
        **{name: [plan.slug, "action", other.pk] for name in ("edit_thing", "edit_move", "edit_withdraw")},
        "edit_add": [plan.slug, "section"],
        "edit_restore": [plan.slug, "column", column.pk],
        **{name: [other.pk] for name in ("action", "update", "extend")},
        "verify": [claim.pk],
        "decide": [extension.pk],
        "evidence": [action.evidence.get().pk],
    }
    return people, args


def test_no_address_is_missing_from_the_table():
    assert set(every_name()) == set(TABLE)


@pytest.mark.parametrize("name", TABLE)
def test_each_role_gets_what_the_table_says(client, world, name):
    people, args = world
    url = reverse(name, args=args.get(name))
    got = {}
    for role in ROLES:
        client.logout()
        if role in people:
            client.force_login(people[role])
        got[role] = client.get(url).status_code
    assert got == TABLE[name]


@pytest.mark.parametrize("name", [n for n, row in TABLE.items() if 403 in row.values()])
def test_what_a_role_may_not_open_it_may_not_send_either(client, world, name):
    people, args = world
    url = reverse(name, args=args.get(name))
    for role, status in TABLE[name].items():
        if status in (403, 404):
            client.force_login(people[role])
            assert client.post(url, {"decision": "verify", "reason": "x"}).status_code in (status, 405), role
