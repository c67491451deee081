"""Many actions changed together: by the rules of single actions, looked through before, in one act, which is undone as
one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from audits.timeline import timeline
from audits.verification import faults
from plans import models as m
from plans.forms.bulk_edit import words_of_closing
from plans.operations.bulk import BulkChange, carry_out, choose_actions, look_through, offered_to, rows_of
from plans.operations.decisions.completion import close_action
from plans.operations.editing import add_section
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.operations.progress.updates import Word, submit_progress
from plans.operations.retraction import take_back_act
from plans.permissions.permission import Denied
from plans.queries import plan_state
from tests import factories

pytestmark = pytest.mark.django_db
WHY = "The two services become one."


@pytest.fixture
def plan():
    return factories.plan(actions=4, sections=2)


@pytest.fixture
def officer(plan):
    return factories.person("Olive Officer", plan=plan, role="officer")


@pytest.fixture
def post():
    with factories.change_set(by=factories.SYSTEM, verb="test", door="command", register=True) as act:
        act.save(lead := m.Lead(name="Head of First Response", kind="post"))
    return lead


def looked(by, actions, what, **said):
    edit = choose_actions(by=by, actions=[each.pk for each in actions], came_from="/actions/", at=timezone.now())
    change = BulkChange(what=what, reason=WHY, among=frozenset(edit.actions), **said)
    look_through(by=by, edit=edit, change=change, typed="", at=timezone.now())
    edit.refresh_from_db()
    return edit


def acts(plan):
    return m.ChangeSet.objects.filter(links__chain__key=plan.chain_key)


def done(by, plan, what, actions=None, **said):
    edit = looked(by, actions or factories.actions_of(plan), what, **said)
    before = acts(plan).count()
    [act] = carry_out(by=by, edit=edit)
    assert acts(plan).count() == before + 1
    assert list(faults()) == []
    return act


CASES = {
    "lead": {"name": "Head of First Response"},
    "responsible": {"name": "Head of First Response"},
    "section": {"section": "theme 2"},
    "related": {"related": "Fire Safety Plan"},
    "withdraw": {},
}


@pytest.mark.parametrize("what", CASES)
def test_looking_leaves_nothing_doing_is_one_act_and_undoing_leaves_the_plan_as_it_was(plan, officer, post, what):
    stood, acted = plan_state(plan), m.ChangeSet.objects.count()
    edit = looked(officer, factories.actions_of(plan), what, **CASES[what])
    assert (plan_state(plan), m.ChangeSet.objects.count()) == (stood, acted)
    assert any(row.changes for row in rows_of(edit)) and not any(row.hindrance for row in rows_of(edit))
    act = done(officer, plan, what, **CASES[what])
    assert (act.why, act.verb) == (WHY, "change_many") and plan_state(plan) != stood
    take_back_act(by=officer, plan=plan, act=act, reason="It was the wrong list.")
    assert replace(plan_state(plan), leads=()) == replace(stood, leads=())
    assert list(faults()) == []


def test_a_manager_closes_several_and_takes_that_back(plan, manager, officer):
    stood = plan_state(plan)
    act = done(manager, plan, "close", kind="superseded")
    assert {each.stage for each in factories.actions_of(plan)} == {"superseded"}
    assert m.Decision.objects.filter(reason=WHY).count() == 4
    entry = timeline(factories.actions_of(plan)[0])[0]
    assert entry.title == "Moira Manager closed it as superseded" and entry.words == WHY
    with pytest.raises(Denied):
        take_back_act(by=officer, plan=plan, act=act, reason="No.")
    take_back_act(by=manager, plan=plan, act=act, reason="It was the wrong list.")
    assert plan_state(plan) == stood and list(faults()) == []


def test_a_managers_dates_are_agreed_and_an_officers_are_asked_for(plan, manager, officer):
    later = factories.TODAY + timedelta(days=300)
    first, *rest = factories.actions_of(plan)
    stood = first.timescales.get().latest
    act = done(manager, plan, "date", [first], latest=later)
    moved = m.Extension.objects.get()
    assert (moved.status, moved.from_latest, moved.decided_by, moved.reason) == ("agreed", stood, manager, WHY)
    assert first.timescales.get().latest == later
    take_back_act(by=manager, plan=plan, act=act, reason="Another board.")
    assert first.timescales.get().latest == stood
    edit = looked(officer, rest, "date", latest=later)
    assert rows_of(edit)[0].after.endswith("once a manager has agreed")
    carry_out(by=officer, edit=edit)
    assert m.Extension.objects.filter(status="requested").count() == len(rest)


def test_each_row_says_what_hinders_it_by_the_rule_of_the_single_action(plan, manager, officer):
    one, two, three, four = factories.actions_of(plan)
    close_action(by=manager, action=one, kind="superseded", reason="Another does it.")
    early = looked(manager, [one, two], "date", latest=date(2026, 1, 1))
    assert [row.hindrance for row in rows_of(early)] == [
        "The action is superseded, so its date doesn’t have to move.",
        "The new date has to be later than the agreed one.",
    ]
    denied = looked(officer, [two], "close", kind="superseded")
    assert "needs a manager" in rows_of(denied)[0].hindrance
    with pytest.raises(Refused, match="nothing to change"):
        carry_out(by=officer, edit=denied)
    add_section(by=officer, plan=plan, title="Later", why="More to come.")
    part = looked(officer, [three, two, four], "section", section="Later")
    assert [bool(row.hindrance) for row in rows_of(part)] == [False, True, False]
    assert "goes whole" in rows_of(part)[1].hindrance
    carry_out(by=officer, edit=part)
    assert [a.recommendation.section.title for a in factories.actions_of(plan)] == ["Theme 1"] * 2 + ["Later"] * 2


def test_what_was_done_since_is_looked_through_again_before_anything_is_changed(plan, officer, manager, post):
    edit = looked(officer, factories.actions_of(plan), "withdraw")
    submit_progress(by=manager, action=factories.actions_of(plan)[1], word=Word(narrative="It has begun."))
    acted = acts(plan).count()
    with pytest.raises(Stale):
        carry_out(by=officer, edit=edit)
    assert acts(plan).count() == acted and not m.Action.objects.filter(withdrawn=True).exists()
    edit.refresh_from_db()
    carry_out(by=officer, edit=edit)
    assert m.Action.objects.filter(withdrawn=True).count() == 4


def test_an_update_on_what_it_changed_hinders_undoing_and_one_beside_it_does_not(plan, officer):
    one, two, *_rest = factories.actions_of(plan)
    act = done(officer, plan, "withdraw", [one])
    submit_progress(by=officer, action=two, word=Word(narrative="Two has begun."))
    take_back_act(by=officer, plan=plan, act=act, reason="Not that one.")
    assert [each.pk for each in factories.actions_of(plan)][:2] == [one.pk, two.pk]
    assert m.Action.objects.get(pk=two.pk).stage == "in_progress" and list(faults()) == []
    act = done(officer, plan, "related", [two], related="Fire Safety Plan")
    submit_progress(by=officer, action=two, word=Word(narrative="Two goes on."))
    with pytest.raises(Refused, match="can’t be taken back"):
        take_back_act(by=officer, plan=plan, act=act, reason="Not that one.")


def test_several_leads_are_asked_for_and_only_the_one_that_is_named_goes(plan, officer, post):
    one, *_rest = factories.actions_of(plan)
    done(officer, plan, "responsible", [one], name="Head of First Response")
    with factories.change_set(plan, by=factories.SYSTEM, verb="test", door="command") as act:
        act.save(m.Assignment(action=one, lead=post, printed=post.name, role="lead", order=9))
        register = m.Lead(name="Head of Housing", kind="post")
        act.save(register)
    edit = looked(officer, [one], "lead", name="Head of Housing")
    assert "Say in whose place" in rows_of(edit)[0].hindrance
    done(officer, plan, "lead", [one], name="Head of Housing", instead="Head of Early Help")
    held = one.assignments.filter(withdrawn=False, role="lead").order_by("order")
    assert [each.lead.name for each in held] == ["Head of Housing", "Head of First Response"]


def test_each_plan_has_an_act_of_its_own_and_what_may_not_be_seen_is_not_taken(plan, officer, post):
    other, hidden = factories.plan("Housing Plan", actions=2), factories.plan("Hidden Plan", actions=1)
    factories.grant_role(user=officer, plan=other, role="officer")
    every = [*factories.actions_of(plan), *factories.actions_of(other), *factories.actions_of(hidden)]
    edit = looked(officer, every, "lead", name="Head of First Response")
    assert len(edit.actions) == 6
    made = carry_out(by=officer, edit=edit)
    assert [act.details["about"] for act in made] == ["Lead: 4 actions", "Lead: 2 actions"]
    assert m.Assignment.objects.filter(action__in=factories.actions_of(hidden), lead=post).count() == 0
    assert list(faults()) == []


def test_who_runs_nothing_is_offered_nothing(plan, officer, manager):
    viewer = factories.person("Vera Viewer", plan=plan, role="viewer")
    assert offered_to(viewer) == []
    assert [what for what, _words in offered_to(manager)] == ["date", "close"]
    assert "close" not in dict(offered_to(officer)) and "withdraw" in dict(offered_to(officer))
    edit = looked(officer, factories.actions_of(plan), "withdraw")
    with pytest.raises(Denied):
        carry_out(by=manager, edit=edit)


def test_the_ways_of_closing_stand_in_one_order():
    """Not in that of a set, which is another in each process."""
    assert [kind for kind, _words in words_of_closing()] == ["", "superseded", "no_longer_applicable", "risk_accepted"]
