"""Accounts, roles and posts: given, changed, handed over and ended, each as one act of the register."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from audits.people import history
from audits.verification import faults
from plans import models as m
from plans.operations import people as verbs
from plans.operations.errors import Refused
from plans.permissions.parts import roles
from plans.permissions.permission import Denied
from plans.trail import REGISTER
from tests import factories

pytestmark = pytest.mark.django_db

FIRST = date(2026, 12, 1)


@pytest.fixture
def administrator():
    return factories.person("Abe Administrator", is_administrator=True)


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


def last_act():
    return m.ChangeSet.objects.order_by("pk").last()


def on_register(act) -> bool:
    return act.links.filter(chain__key=REGISTER).exists()


def test_a_successor_takes_over_in_one_act_and_the_past_keeps_its_holder(plan, lead, administrator):
    successor, post = factories.person("Sunil Successor"), factories.lead()
    acts = m.ChangeSet.objects.count()
    done = verbs.hand_over(by=administrator, leads=[post], to=successor, from_on=FIRST)
    assert m.ChangeSet.objects.count() == acts + 1
    assert on_register(last_act())
    assert done.given == (plan,)
    held = [(h.name, h.from_on, h.to_on) for h in post.holdings.order_by("pk")]
    assert held == [("Ada Lead", None, FIRST - timedelta(days=1)), ("Sunil Successor", FIRST, None)]
    mine = m.Action.objects.of_plan(plan)
    assert mine.held_by(lead, on=FIRST - timedelta(days=1)).count() == 3
    assert mine.held_by(lead, on=FIRST).count() == 0
    assert mine.held_by(successor, on=FIRST).count() == 3
    assert roles(successor, plan) == {"contributor"}


def test_a_viewer_who_takes_over_becomes_a_contributor_and_a_manager_stays_one(plan, lead, manager, administrator):
    viewer, post = factories.person("Vera Viewer", plan=plan, role="viewer"), factories.lead()
    verbs.hand_over(by=administrator, leads=[post], to=viewer, from_on=FIRST)
    assert roles(viewer, plan) == {"contributor"}
    assert verbs.hand_over(by=administrator, leads=[post], to=manager, from_on=FIRST + timedelta(days=9)).given == ()
    assert roles(manager, plan) == {"manager"}


def test_an_officer_hands_over_but_gives_no_role_in_a_plan_of_others(plan, lead, officer):
    other = factories.plan("Road Safety Plan")
    successor = factories.person("Sunil Successor")
    done = verbs.hand_over(by=officer, leads=[factories.lead()], to=successor, from_on=FIRST)
    assert (done.given, done.still_to_give) == ((plan,), (other,))
    assert roles(successor, other) == set()


@pytest.mark.parametrize("from_on, words", [(date(2020, 1, 1), "later day"), (FIRST, "already holds")])
def test_a_handing_over_that_would_rewrite_the_past_is_refused_whole(plan, lead, administrator, from_on, words):
    first = factories.lead()
    second = verbs.name_lead(by=administrator, name="Head of Play")
    verbs.appoint(by=administrator, lead=second, user=lead, from_on=date(2026, 1, 1))
    to = lead if words == "already holds" else factories.person("Sunil Successor")
    with pytest.raises(Refused, match=words):
        verbs.hand_over(by=administrator, leads=[first, second], to=to, from_on=from_on)
    assert first.holdings.get().to_on is None


def test_a_time_that_is_over_is_not_shortened_by_a_later_holder(plan, lead, administrator):
    post, second = factories.lead(), factories.person("Sunil Successor")
    verbs.hand_over(by=administrator, leads=[post], to=second, from_on=date(2026, 3, 1))
    third = factories.person("Tess Third")
    with pytest.raises(Refused, match="until 28 February 2026"):
        verbs.hand_over(by=administrator, leads=[post], to=third, from_on=date(2026, 2, 1))
    assert [h.to_on for h in post.holdings.order_by("pk")] == [date(2026, 2, 28), None]


def test_a_closed_account_takes_nothing_over(plan, lead, administrator):
    gone = factories.person("Gus Gone")
    verbs.deactivate(by=administrator, user=gone, why="Left.")
    gone.refresh_from_db()
    with pytest.raises(Refused, match="closed"):
        verbs.hand_over(by=administrator, leads=[factories.lead()], to=gone, from_on=FIRST)


def test_the_last_administrator_keeps_the_flag_and_the_account(administrator):
    details = {"email": administrator.email, "name": administrator.name, "job_title": ""}
    with pytest.raises(Refused, match="only administrator"):
        verbs.amend_person(by=administrator, user=administrator, is_administrator=False, **details)
    second = factories.person("Bea Administrator", is_administrator=True)
    verbs.deactivate(by=second, user=administrator, why="Left.")
    second.refresh_from_db()
    with pytest.raises(Denied, match="your own account"):
        verbs.deactivate(by=second, user=second, why="Left.")
    with pytest.raises(Refused, match="only administrator"):
        verbs.deactivate(user=second, why="Left.")


def test_closing_an_account_keeps_what_it_said_and_held_and_opening_it_gives_back_its_roles(plan, lead, administrator):
    with pytest.raises(Refused, match="Say why"):
        verbs.deactivate(by=administrator, user=lead, why=" ")
    verbs.deactivate(by=administrator, user=lead, why="Left the council.")
    lead.refresh_from_db()
    assert roles(lead, plan) == set()
    assert not m.Plan.objects.visible_to(lead).exists()
    assert factories.lead().holdings.get().user == lead
    verbs.reactivate(by=administrator, user=lead)
    lead.refresh_from_db()
    assert roles(lead, plan) == {"contributor"}
    newest, closed, *_earlier, opened = history(lead)
    assert [(d.label, d.before, d.after) for d in closed.differences] == [("Account open", "Yes", "No")]
    assert "Administrator" not in [d.label for d in opened.differences]
    assert [newest.done, closed.done] == ["opened the account again", "closed the account"]


def test_an_officer_gives_roles_in_their_plan_but_not_to_themself(plan, officer):
    somebody = factories.person("Sam Somebody")
    role = verbs.grant_role(by=officer, user=somebody, plan=plan, role="viewer")
    assert on_register(last_act())
    verbs.grant_role(by=officer, user=somebody, plan=plan, role="manager")
    with pytest.raises(Refused, match="Say why"):
        verbs.withdraw_role(by=officer, membership=role, why="")
    verbs.withdraw_role(by=officer, membership=m.Membership.objects.get(pk=role.pk), why="Moved on.")
    assert roles(somebody, plan) == set()
    with pytest.raises(Denied, match="your own role"):
        verbs.grant_role(by=officer, user=officer, plan=plan, role="manager")
    with pytest.raises(Denied):
        verbs.grant_role(by=officer, user=somebody, plan=factories.plan("Road Safety Plan"), role="viewer")


def test_an_address_is_kept_in_small_letters_so_that_the_sign_in_finds_it():
    user = verbs.add_person(email="Ada.Smith@Northmere.example", name="Ada Smith")
    assert user.email == "ada.smith@northmere.example"
    with pytest.raises(ValidationError):
        verbs.add_person(email="ADA.SMITH@northmere.example", name="Another Ada")


def test_how_somebody_signs_in_is_in_the_trail_without_its_secret(lead):
    verbs.note_credential(by=lead, user=lead, what="second_factor_on")
    act = last_act()
    assert (act.verb, act.details, act.manifest.count()) == ("second_factor_on", {"user": lead.pk}, 0)
    assert on_register(act)
    assert history(lead)[0].done == "turned on 2-step verification"
    with pytest.raises(ValueError, match="none of"):
        verbs.note_credential(by=lead, user=lead, what="told_a_secret")


def test_after_all_of_that_the_trail_holds(plan, lead, administrator, officer):
    successor = factories.person("Sunil Successor")
    verbs.hand_over(by=officer, leads=[factories.lead()], to=successor, from_on=FIRST)
    verbs.note_credential(by=lead, user=lead, what="password_changed")
    verbs.deactivate(by=administrator, user=lead, why="Left.")
    assert list(faults()) == []
