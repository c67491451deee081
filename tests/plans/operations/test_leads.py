"""The register of leads: named anew, merged and parted again, taken apart; what plans printed stays as printed."""

import pytest

from audits.verification import faults
from plans import models as m
from plans.operations import people
from plans.operations.editing import find_lead
from plans.operations.errors import Refused
from plans.permissions.permission import Denied
from plans.standings import differing
from plans.trail import SYSTEM, change_set
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(plan):
    """A second lead, of the plan's first two actions: supporting the first beside its lead, alone in the second."""
    first, second, *_rest = factories.actions_of(plan)
    lead = people.name_lead(name="EH Lead", aliases=["EHL"])
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        act.save(m.Assignment(action=first, lead=lead, printed="EH Lead", role="supporting", order=1))
        alone = second.assignments.get()
        alone.lead, alone.printed = lead, "the EH Lead"
        act.save(alone)
        act.save(m.PlanLead(plan=plan, lead=lead, printed="EH Lead", order=0))
    return lead


def parts(lead):
    return sorted(m.Assignment.objects.filter(lead=lead, withdrawn=False).values_list("printed", "role"))


def test_a_lead_that_is_named_anew_is_still_found_by_its_former_name(plan):
    lead = factories.lead()
    people.amend_lead(lead=lead, name="Head of Family Help", kind="post", aliases=["HoFH"])
    for name in ("Head of Early Help", "head of family help", "HOFH"):
        assert find_lead(name, plan) == lead, name
    assert parts(lead)[0] == ("Head of Early Help", "lead"), "as printed"


def test_two_leads_do_not_get_one_name(plan, other):
    for name in ("Head of Early Help", "EHL"):
        with pytest.raises(Refused, match=r"has that name already|means"):
            people.amend_lead(lead=people.name_lead(name="Somebody"), name=name, kind="post")


def test_a_merger_moves_what_it_leads_holds_and_is_called(plan, other):
    into, dilys = factories.lead(), factories.person()
    people.appoint(lead=other, user=dilys)
    told = people.merger_of(other, into)
    assert (told.actions, len(told.doubled), len(told.plan_leads), len(told.holdings)) == (2, 1, 1, 1)
    people.merge_lead(lead=other, into=into, why="One post under two names.")
    other.refresh_from_db()
    assert (other.merged_into, other.assignments.count(), other.holdings.count()) == (into, 0, 0)
    assert parts(into) == [("Head of Early Help", "lead")] * 2 + [("the EH Lead", "lead")], "printed as before"
    assert m.PlanLead.objects.get(plan=plan).lead == into
    assert into.holdings.get().user == dilys
    assert {find_lead(name, plan) for name in ("EH Lead", "EHL", "Head of Early Help")} == {into}
    assert other not in m.Lead.objects.current()
    assert list(differing(m.Action.objects.all())) == [], "the kept first lead is that of the merger"
    act = m.ChangeSet.objects.get(verb="merge_lead")
    assert set(act.links.values_list("chain__key", flat=True)) == {"register", plan.chain_key}
    assert list(faults()) == []


def test_the_lesser_of_two_parts_in_one_action_is_withdrawn(plan, other):
    """Here it is that of the lead which stays: the other one's is the lead's part."""
    into = factories.lead()
    people.merge_lead(lead=into, into=other, why="One post.")
    [kept] = m.Assignment.objects.filter(action=factories.actions_of(plan)[0], withdrawn=False)
    assert (kept.lead, kept.printed, kept.role) == (other, "Head of Early Help", "lead")
    [withdrawn] = m.Assignment.objects.filter(withdrawn=True)
    assert "names “EH Lead” already" in withdrawn.withdrawn_reason


def test_a_merger_can_be_undone_while_nothing_stands_on_it(plan, other):
    into = factories.lead()
    people.appoint(lead=other, user=factories.person())
    before = {lead: parts(lead) for lead in (other, into)}
    people.merge_lead(lead=other, into=into, why="One post.")
    other.refresh_from_db()
    people.undo_merge(lead=other, why="They are two.")
    other.refresh_from_db()
    assert {lead: parts(lead) for lead in (other, into)} == before
    assert (other.merged_into, other.holdings.count(), into.holdings.count()) == (None, 1, 0)
    assert (find_lead("EHL", plan), find_lead("EH Lead", plan)) == (other, other)
    assert list(differing(m.Action.objects.all())) == []


def test_what_was_changed_since_hinders_undoing(plan, other):
    into, third = factories.lead(), people.name_lead(name="Third")
    people.merge_lead(lead=other, into=into, why="One post.")
    people.merge_lead(lead=into, into=third, why="All one.")
    other.refresh_from_db()
    assert other.merged_into == third
    with pytest.raises(Refused, match="changed since"):
        people.undo_merge(lead=other, why="Two.")
    into.refresh_from_db()
    people.undo_merge(lead=into, why="Not all.")
    other.refresh_from_db()
    people.undo_merge(lead=other, why="Two.")
    assert find_lead("EHL", plan) == other


@pytest.mark.parametrize("why, again", [("", False), ("One post.", True)])
def test_a_merger_wants_a_reason_and_two_leads_that_stand(plan, other, why, again):
    if again:
        people.merge_lead(lead=other, into=factories.lead(), why="One post.")
    with pytest.raises(Refused, match=r"Say why|has been merged"):
        people.merge_lead(lead=other, into=factories.lead(), why=why)


def test_a_name_is_taken_apart_into_a_post_and_its_holder(plan):
    lead = people.amend_lead(lead=factories.lead(), name="Ann Bell Head of Early Help", kind="team")
    ann = factories.person("Ann Bell")
    post = people.split_lead(lead=lead, post="Head of Play", person="Ann Bell", user=ann, why="Two in one.")
    assert (post.pk, post.name, post.kind) == (lead.pk, "Head of Play", "post")
    assert (post.holdings.get().user, post.holdings.get().from_on) == (ann, None)
    assert find_lead("Ann Bell Head of Early Help", plan) == post


def test_a_post_that_is_known_already_takes_over_and_keeps_its_holder(plan, other):
    post, ada = factories.lead(), factories.person("Ada Lead")
    people.appoint(lead=post, user=ada)
    made = people.split_lead(lead=other, post=post.name, person="Ann Bell", why="Two in one.")
    other.refresh_from_db()
    assert (made, other.merged_into, [h.name for h in post.holdings.all()]) == (post, post, ["Ada Lead"])


def test_an_officer_keeps_the_leads_that_stand_in_their_plans_alone(plan, other):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    people.amend_lead(by=officer, lead=other, name="Lead for Early Help", kind="post")
    factories.plan("Road Safety Plan")
    shared = factories.lead()
    with pytest.raises(Denied, match="plans that you don’t run"):
        people.amend_lead(by=officer, lead=shared, name="Head", kind="post")
    with pytest.raises(Denied, match="plans that you don’t run"):
        people.merge_lead(by=officer, lead=shared, into=other, why="One.")
    people.merge_lead(by=officer, lead=other, into=shared, why="Mine is theirs.")
    other.refresh_from_db()
    with pytest.raises(Denied):
        people.undo_merge(by=officer, lead=other, why="No.")


def test_whose_name_stands_there_without_an_account_holds_on_by_it(plan):
    lead = factories.lead()
    stood = people.appoint(lead=lead, name="Ann Bell", from_on=factories.TODAY)
    people.hand_over(leads=[lead], to=factories.person("Ann Bell"), from_on=factories.TODAY)
    held = lead.holdings.get()
    assert (held.pk, held.user.name, held.from_on) == (stood.pk, "Ann Bell", factories.TODAY)
