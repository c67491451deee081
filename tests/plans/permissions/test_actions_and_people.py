"""Who may do what: role × verb × own or another plan × state of the action, at the operation. The same table is
tried at the addresses by `test_addresses`.

A cell holds the roles for which the verb is done. Everybody else is denied.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.utils import timezone

from plans.operations import organisation, people
from plans.operations import plans as plan_verbs
from plans.operations.decisions import completion, extensions
from plans.operations.evidence import Proof, add_evidence
from plans.operations.imports.new_plan import commit_import
from plans.operations.progress.updates import submit_progress
from plans.permissions.permission import Denied
from tests import factories
from tests.plans.permissions import rows
from tests.plans.permissions.world import DOCUMENT, ROLES, STATES, fresh, outcome, word

pytestmark = pytest.mark.django_db

FINISHED, SHUT = STATES[4:6], STATES[6:]
WHATEVER = ("in progress", "plan closed")
"""For verbs that no action's state has a say in: tried in these two."""

WRITERS = {"lead", "officer", "manager"}


@dataclass(frozen=True)
class Verb:
    """One row of the table: how it is done, who may in each state (`refused`: those who may are told that the state
    does not allow it)."""

    do: callable
    may: set
    states: tuple = STATES
    refused: tuple = ()
    denied: tuple = SHUT


TABLE = {
    "submit_progress": Verb(
        do=lambda w, by: submit_progress(by=by, action=w.action, word=word()),
        may=WRITERS,
        refused=FINISHED,
    ),
    "add_evidence": Verb(
        do=lambda w, by: add_evidence(by=by, action=w.action, proof=Proof(title="Register", url="https://a.example")),
        may=WRITERS,
    ),
    "request_extension": Verb(
        do=lambda w, by: extensions.request_extension(
            by=by, timescale=rows.timescale(w), to_latest=factories.TODAY.replace(year=2099), reason="Illness."
        ),
        may=WRITERS,
        refused=FINISHED,
    ),
    "agree_later_date": Verb(
        do=lambda w, by: extensions.agree_later_date(
            by=by, timescale=rows.timescale(w), to_latest=factories.TODAY.replace(year=2099), reason="Illness."
        ),
        may={"manager"},
        refused=FINISHED,
    ),
    "verify_completion": Verb(
        do=lambda w, by: completion.verify_completion(by=by, claim=w.claim, reason="Seen."),
        may={"officer", "manager"},
        states=("claimed", "returned", "verified"),
        refused=("returned", "verified"),
    ),
    "return_claim": Verb(
        do=lambda w, by: completion.return_claim(by=by, claim=w.claim, reason="Two files are missing."),
        may={"officer", "manager"},
        states=("claimed", "returned", "verified"),
        refused=("returned", "verified"),
    ),
    "withdraw_claim": Verb(
        do=lambda w, by: completion.withdraw_claim(by=by, claim=w.claim, reason="Two have left."),
        may=WRITERS,
        states=("claimed", "returned", "verified"),
        refused=("returned", "verified"),
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
    ),
    "withdraw_role": Verb(
        do=lambda w, by: people.withdraw_role(
            by=by, membership=w.plan.memberships.get(user=w.people["viewer"]), why="Moved on."
        ),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "hand_over": Verb(
        do=lambda w, by: people.hand_over(
            by=by, leads=[factories.lead("Head of Play")], to=w.people["viewer"], from_on=factories.TODAY
        ),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
    ),
    **{
        verb: Verb(do=do, may={"officer", "administrator"}, states=WHATEVER, denied=())
        for verb, do in {
            "amend_lead": lambda w, by: people.amend_lead(by=by, lead=rows.post(w), name="Head of All", kind="post"),
            "merge_lead": lambda w, by: people.merge_lead(
                by=by, lead=rows.post(w), into=rows.other_post(w), why="One post."
            ),
            "split_lead": lambda w, by: people.split_lead(
                by=by, lead=rows.post(w), post="Head of All", person="Ann Bell", why="Two."
            ),
            "undo_merge": lambda w, by: people.undo_merge(by=by, lead=rows.merged_post(w), why="Two posts."),
        }.items()
    },
    "invite to the plan": Verb(
        do=lambda w, by: people.invite(
            by=by, name="Nia", email="nia@northmere.example", root="http://x", plan=w.plan, role="viewer"
        ),
        may={"officer", "administrator"},
        states=WHATEVER,
        denied=(),
    ),
    "send_invitation": Verb(
        do=lambda w, by: people.send_invitation(by=by, user=rows.invited(w), root="http://x"),
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


def test_the_table_leaves_no_verb_of_the_people_out():
    """A verb that is added to the room of people has to be thought of here, or named as one that asks no role."""
    named = " ".join(TABLE) + " return_claim"
    elsewhere = {
        "accept_invitation",  # by the link's own signature
        "check_acceptable",
        "come",  # by oneself, signing in
        "invitation_of",
        "merger_of",  # a question, not an act
        "link_of",  # a secret, for whoever has just made it
        "note_seen",  # by oneself, being there
    }
    verbs = {name for name in people.__all__ if name[0].islower()}
    assert {v for v in verbs - elsewhere - ADMINISTRATORS.keys() if v.split("_")[0] not in named} == set()


ADMINISTRATORS = {
    "add_person": lambda by, user, session: people.add_person(by=by, email="x@northmere.example", name="X"),
    "set_organisation": lambda by, user, session: people.set_organisation(by=by, name="Us"),
    "send_test_mail": lambda by, user, session: organisation.send_test_mail(by=by, root="http://x"),
    "say_whether_mail_came": lambda by, user, session: organisation.say_whether_mail_came(by=by, came=True),
    "set_second_factor": lambda by, user, session: organisation.set_second_factor(by=by, policy="nobody"),
    "agree_schemes": lambda by, user, session: organisation.agree_schemes(by=by),
    "put_off_setup": lambda by, user, session: organisation.put_off_setup(by=by),
    "name_lead": lambda by, user, session: people.name_lead(by=by, name="Head of Nothing"),
    "reactivate": lambda by, user, session: people.reactivate(by=by, user=user),
    "withdraw_invitation": lambda by, user, session: people.withdraw_invitation(by=by, user=user),
    "end_session": lambda by, user, session: people.end_session(by=by, user=user, session=session),
    "end_sessions": lambda by, user, session: people.end_sessions(by=by, user=user),
    "note_credential": lambda by, user, session: people.note_credential(by=by, user=user, what="password_changed"),
    "appoint": lambda by, user, session: people.appoint(
        by=by, lead=people.name_lead(name="A post of no plan"), user=by
    ),
}
"""Verbs for administrators alone, whatever the plan."""


@pytest.mark.parametrize("role", ROLES[:-1])
def test_what_is_for_administrators_alone_is_denied_to_all_others(role):
    plan = factories.plan(actions=1)
    given = {"elsewhere": "officer", "outsider": None, "stranger": "contributor", "lead": "contributor"}
    by = factories.person("Pat", plan=plan, role=given.get(role, role))
    user = factories.person("Ada Lead")
    session = user.usersession_set.create(session_key="k", ip="127.0.0.1", user_agent="x", created_at=timezone.now())
    for attempt in ADMINISTRATORS.values():
        with pytest.raises(Denied):
            attempt(by, user, session)
