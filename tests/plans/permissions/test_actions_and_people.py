"""Who may do what: role × verb × own or another plan × state of the action, at the operation and at the address.

A cell holds the roles for which the verb is done. Everybody else is denied at the operation; at the address they get
a 404 where they may not know of the plan, and a 403 that says why where they may.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from plans import models as m
from plans.operations import completion, extensions, people
from plans.operations import plans as plan_verbs
from plans.operations.evidence import Proof, add_evidence
from plans.operations.importing import commit_import
from plans.operations.progress import submit_progress
from plans.permissions import Denied
from tests import factories
from tests.plans.permissions.world import BLIND, DOCUMENT, ROLES, STATES, Undo, fresh, outcome, word

pytestmark = pytest.mark.django_db

FINISHED, SHUT = STATES[4:6], STATES[6:]
WHATEVER = ("in progress", "plan closed")
"""For verbs that no action's state has a say in: tried in these two."""

WRITERS = {"lead", "officer", "manager"}


@dataclass(frozen=True)
class Verb:
    """One row of the table: how it is done, who may in each state (`refused`: those who may are told that the state
    does not allow it), and the form of its page."""

    do: callable
    may: set
    states: tuple = STATES
    refused: tuple = ()
    denied: tuple = SHUT
    page: str = ""
    args: callable = None
    fields: dict = field(default_factory=dict)


def _first_date(world) -> m.Timescale:
    """The date for which nothing has been asked yet; of the other one, `extension` asks."""
    return world.action.timescales.get(order=0)


TABLE = {
    "submit_progress": Verb(
        do=lambda w, by: submit_progress(by=by, action=w.action, word=word()),
        may=WRITERS,
        refused=FINISHED,
        page="update",
        args=lambda w: [w.action.pk],
        fields={"rag": "amber", "narrative": "All but two."},
    ),
    "add_evidence": Verb(
        do=lambda w, by: add_evidence(by=by, action=w.action, proof=Proof(title="Register", url="https://a.example")),
        may=WRITERS,
    ),
    "request_extension": Verb(
        do=lambda w, by: extensions.request_extension(
            by=by, timescale=_first_date(w), to_latest=factories.TODAY.replace(year=2099), reason="Illness."
        ),
        may=WRITERS,
        refused=FINISHED,
        page="extend",
        args=lambda w: [w.action.pk],
        fields={
            "timescale": _first_date,
            "to_latest_day": "1",
            "to_latest_month": "3",
            "to_latest_year": "2099",
            "reason": "Illness.",
        },
    ),
    "verify_completion": Verb(
        do=lambda w, by: completion.verify_completion(by=by, claim=w.claim, reason="Seen."),
        may={"officer", "manager"},
        states=("claimed", "returned", "verified"),
        refused=("returned", "verified"),
        page="verify",
        args=lambda w: [w.claim.pk],
        fields={"decision": "verify", "reason": "Seen."},
    ),
    "return_claim": Verb(
        do=lambda w, by: completion.return_claim(by=by, claim=w.claim, reason="Two files are missing."),
        may={"officer", "manager"},
        states=("claimed", "returned", "verified"),
        refused=("returned", "verified"),
        page="verify",
        args=lambda w: [w.claim.pk],
        fields={"decision": "return", "reason": "Two files are missing."},
    ),
    "close_action": Verb(
        do=lambda w, by: completion.close_action(by=by, action=w.action, kind="superseded", reason="Merged."),
        may={"manager"},
        refused=FINISHED,
    ),
    "decide_extension": Verb(
        do=lambda w, by: extensions.decide_extension(by=by, extension=w.extension, agreed=True),
        may={"manager"},
        refused=FINISHED,
        page="decide",
        args=lambda w: [w.extension.pk],
        fields={"decision": "agree"},
    ),
    "set_up_plan": Verb(
        do=lambda w, by: plan_verbs.set_up_plan(by=by, plan=w.plan, committee="Scrutiny"),
        may={"officer", "administrator"},
        states=WHATEVER,
        refused=("plan closed",),
        denied=(),
    ),
    "open_period": Verb(
        do=lambda w, by: plan_verbs.open_period(by=by, plan=w.plan, name="End July", position_on=factories.TODAY),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "commit_import into an empty plan": Verb(
        do=lambda w, by: commit_import(by=by, data=DOCUMENT, name="plan.md", into=w.empty),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "grant_role": Verb(
        do=lambda w, by: people.grant_role(by=by, user=w.people["outsider"], plan=w.plan, role="viewer"),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
        page="plan_role",
        args=lambda w: [w.plan.slug, w.people["outsider"].pk],
        fields={"role": "viewer"},
    ),
    "withdraw_role": Verb(
        do=lambda w, by: people.withdraw_role(
            by=by, membership=w.plan.memberships.get(user=w.people["viewer"]), why="Moved on."
        ),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
        page="plan_role",
        args=lambda w: [w.plan.slug, w.people["viewer"].pk],
        fields={"role": "none", "why": "Moved on."},
    ),
    "hand_over": Verb(
        do=lambda w, by: people.hand_over(
            by=by, leads=[factories.lead("Head of Play")], to=w.people["viewer"], from_on=factories.TODAY
        ),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
        page="hand_over",
        args=lambda w: [factories.lead("Head of Play").pk],
        fields={"from_on_day": "1", "from_on_month": "12", "from_on_year": "2026", "to": lambda w: w.people["viewer"]},
    ),
    "invite to the plan": Verb(
        do=lambda w, by: people.invite(
            by=by, name="Nia", email="nia@northmere.example", root="http://x", plan=w.plan, role="viewer"
        ),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "invite an administrator": Verb(
        do=lambda w, by: people.invite(
            by=by, name="Nia", email="nia@northmere.example", root="http://x", is_administrator=True
        ),
        may={"administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "deactivate": Verb(
        do=lambda w, by: people.deactivate(by=by, user=w.people["stranger"], why="Left."),
        may={"administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "amend_person": Verb(
        do=lambda w, by: people.amend_person(
            by=by, user=w.people["lead"], email="a@b.example", name="A", job_title="", is_administrator=True
        ),
        may={"administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "reset_second_factor": Verb(
        do=lambda w, by: people.reset_second_factor(by=by, user=w.people["lead"]),
        may={"administrator"},
        states=WHATEVER,
        denied=(),
        refused=STATES,
    ),
}


def expected(verb: Verb, state: str, role: str) -> str:
    if role not in verb.may or state in verb.denied:
        return "denied"
    return "refused" if state in verb.refused else "done"


@pytest.mark.parametrize("state, world", [(s, s) for s in STATES], indirect=["world"], ids=STATES)
def test_at_the_operation(state, world):
    wrong = {}
    for name, verb in TABLE.items():
        if state not in verb.states:
            continue
        for role in ROLES:
            got = outcome(verb.do, fresh(world), world.people[role])
            if got != expected(verb, state, role):
                wrong[name, role] = f"{got}, not {expected(verb, state, role)}"
    assert wrong == {}


@pytest.mark.thorough
@pytest.mark.parametrize("state, world", [(s, s) for s in STATES], indirect=["world"], ids=STATES)
def test_at_the_address(client, state, world):
    wrong = {}
    pages = {name: verb for name, verb in TABLE.items() if verb.page and state in verb.states}
    for role in ROLES:
        client.force_login(world.people[role])
        for name, verb in pages.items():
            url = reverse(verb.page, args=verb.args(world))
            told = expected(verb, state, role)
            seen = client.get(url).status_code
            sent = _send(client, url, verb, world)
            if role in BLIND:
                right = (404,), (404,)
            elif told == "denied":
                right = (403,), (403,)
            else:
                right = (200, 302), (302,) if told == "done" else (302, 422)
            if seen not in right[0] or sent not in right[1]:
                wrong[name, role] = f"GET {seen}, POST {sent}, where {told}"
    assert wrong == {}


def _send(client, url, verb, world) -> int:
    """The status of the form when it is sent; what it did is taken back."""
    fields = {key: value(world).pk if callable(value) else value for key, value in verb.fields.items()}
    if verb.page == "update":
        last = world.action.updates.order_by("-id").first()
        fields["seen"] = last.pk if last else ""
    try:
        with transaction.atomic():
            status = client.post(url, fields).status_code
            raise Undo
    except Undo:
        return status


def test_the_table_leaves_no_verb_of_the_people_out():
    """A verb that is added to the room of people has to be thought of here, or named as one that asks no role."""
    named = " ".join(TABLE) + " return_claim"
    elsewhere = {
        "accept_invitation",  # by the link's own signature
        "check_acceptable",
        "come",  # by oneself, signing in
        "invitation_of",
        "note_seen",  # by oneself, being there
    }
    administrators = {
        "add_person",
        "appoint",
        "end_session",
        "end_sessions",
        "name_lead",
        "note_credential",
        "reactivate",
        "send_invitation",
        "set_organisation",
        "withdraw_invitation",
    }
    verbs = {name for name in people.__all__ if name[0].islower()}
    assert {v for v in verbs - elsewhere - administrators if v.split("_")[0] not in named} == set()


@pytest.mark.parametrize("role", ROLES[:-1])
def test_what_is_for_administrators_alone_is_denied_to_all_others(role):
    plan = factories.plan(actions=1)
    given = {"elsewhere": "officer", "outsider": None, "stranger": "contributor", "lead": "contributor"}
    by = factories.person("Pat", plan=plan, role=given.get(role, role))
    user = factories.person("Ada Lead")
    session = user.usersession_set.create(session_key="k", ip="127.0.0.1", user_agent="x", created_at=timezone.now())
    tries = [
        lambda: people.add_person(by=by, email="x@northmere.example", name="X"),
        lambda: people.set_organisation(by=by, name="Us"),
        lambda: people.name_lead(by=by, name="Head of Nothing"),
        lambda: people.reactivate(by=by, user=user),
        lambda: people.send_invitation(by=by, user=user, root="http://x"),
        lambda: people.withdraw_invitation(by=by, user=user),
        lambda: people.end_session(by=by, user=user, session=session),
        lambda: people.end_sessions(by=by, user=user),
        lambda: people.note_credential(by=by, user=user, what="password_changed"),
        lambda: people.appoint(by=by, lead=people.name_lead(name="A post of no plan"), user=by),
    ]
    for attempt in tries:
        with pytest.raises(Denied):
            attempt()
