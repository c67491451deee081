"""Where an action stands is kept beside it, by the act that changes it, and can be derived anew."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from plans import models as m
from plans import stages, standings
from plans.models.assignments import led_by
from plans.operations import editing
from plans.operations.decisions import completion, extensions
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from tests import factories
from tests.factories import TODAY

pytestmark = pytest.mark.django_db


def stands(action):
    return m.Standing.objects.get(action=action)


def said(by, action, **word):
    return submit_progress(by=by, action=action, word=Word(narrative="Two of three are done.", **word))


def test_a_new_action_stands_open_with_its_day_and_nothing_said(plan):
    action = factories.actions_of(plan)[0]
    standing = stands(action)
    assert (standing.current, standing.open, standing.stage) == (True, True, stages.NOT_STARTED)
    assert standing.due == TODAY - timedelta(days=14)
    assert (standing.update, standing.rag, standing.position_on, standing.claim) == (None, None, None, None)
    assert (standing.plan, standing.section) == (plan, action.recommendation.section)
    assert (standing.lead, standing.shared) == (factories.lead(), False)


def test_an_action_of_two_leads_is_shared_from_the_second_on(plan, officer):
    action = factories.actions_of(plan)[0]
    editing.add_lead(by=officer, action=action, led=editing.Led(name="Head of Housing", new=True))
    assert (stands(action).lead, stands(action).shared) == (factories.lead(), True)


def test_an_update_speaks_for_it_and_a_late_word_for_an_earlier_day_does_not(plan, lead):
    action = factories.actions_of(plan)[0]
    update = said(lead, action, rag=factories.rag("amber"), position_on=TODAY, forecast_on=TODAY + timedelta(days=9))
    said(lead, action, rag=factories.rag("red"), position_on=TODAY - timedelta(days=9))
    standing = stands(action)
    assert (standing.update, standing.rag.code, standing.position_on) == (update, "amber", TODAY)
    assert standing.forecast_on == TODAY + timedelta(days=9)
    assert standing.stage == stages.IN_PROGRESS


def test_a_claim_waits_until_it_is_verified(plan, lead, manager):
    action = factories.actions_of(plan)[0]
    claim = said(lead, action, rag=factories.rag("green"), claims_completion=True)
    assert (stands(action).claim, stands(action).open) == (claim, True)
    completion.verify_completion(by=manager, claim=claim)
    assert (stands(action).claim, stands(action).open, stands(action).stage) == (None, False, stages.VERIFIED)


def test_an_agreed_extension_moves_the_day_and_is_counted(plan, lead, manager):
    action = factories.actions_of(plan)[0]
    timescale = action.timescales.get()
    later = TODAY + timedelta(days=60)
    asked = extensions.request_extension(by=lead, timescale=timescale, to_latest=later, reason="The supplier failed.")
    assert stands(action).extensions == 0
    extensions.decide_extension(by=manager, extension=asked, agreed=True, reason="Agreed.")
    assert (stands(action).due, stands(action).extensions) == (later, 1)


def test_what_is_withdrawn_above_it_takes_it_out(plan):
    officer = factories.person("Olive Officer", plan=plan, role="officer")
    section = plan.sections.get()
    editing.withdraw(by=officer, thing=section, reason="Printed twice.")
    assert not m.Standing.objects.filter(current=True).exists()
    editing.bring_back(by=officer, thing=section, why="It was not.")
    assert m.Standing.objects.filter(current=True).count() == 3


def test_what_was_altered_behind_the_application_is_found_and_mended(plan, capsys):
    action = factories.actions_of(plan)[1]
    m.Standing.objects.filter(action=action).update(due=None, undated=True)
    [(derived, kept)] = standings.differing(m.Action.objects.all())
    assert (derived.action_id, derived.due, kept.due) == (action.pk, TODAY - timedelta(days=7), None)
    call_command("rebuild_standings", plan.slug)
    assert "1 of 3 stood otherwise" in capsys.readouterr().out
    assert stands(action).due == TODAY - timedelta(days=7)


def test_an_action_without_a_standing_is_given_one(plan):
    m.Standing.objects.all().delete()
    assert standings.rebuild() == 3
    assert standings.rebuild() == 0


def test_an_unknown_plan_is_named():
    with pytest.raises(CommandError, match="no plan “nowhere”"):
        call_command("rebuild_standings", "nowhere")


def test_an_act_writes_the_standings_of_many_in_a_fixed_number_of_statements(django_assert_max_num_queries, plan):
    actions = factories.plan("Another plan", actions=60)
    with django_assert_max_num_queries(13):
        standings.refresh(factories.actions_of(actions))


def test_a_list_asks_the_standing_and_no_update(plan):
    sql = str(m.Action.objects.current().with_position().owes_update(on=TODAY).query)
    assert "standing" in sql and "progressupdate" not in sql and "timescale" not in sql


def test_what_each_lead_has_a_part_in_is_read_where_it_stands(plan):
    """Alone, first of several, second, on a step, on a step that was withdrawn, not any more; and of nobody."""
    factories.lead()
    names = ("Head of Play", "Head of Sport", "Head of Parks", "Head of Art")
    with change_set(plan, by=SYSTEM, verb="test", door="command", register=True) as act:
        leads = [act.add(m.Lead(name=name)) for name in names]
        first, second, third = factories.actions_of(plan)
        steps = [act.add(m.Step(action=second, order=n, text="A step", withdrawn=n == 1)) for n in range(2)]
        parts = ((first, None, False), (second, steps[0], False), (second, steps[1], False), (third, None, True))
        for lead, (action, step, gone) in zip(leads, parts, strict=True):
            act.add(
                m.Assignment(action=action, step=step, lead=lead, printed="x", role="lead", order=1, withdrawn=gone)
            )
    for lead in m.Lead.objects.all():
        truth = m.Assignment.objects.current().filter(lead=lead).values_list("action", flat=True)
        assert sorted(m.Standing.objects.filter(led_by([lead.pk])).values_list("pk", flat=True)) == sorted(truth), lead
    assert m.Standing.objects.filter(led_by(list(m.Lead.objects.values_list("pk", flat=True)))).count() == 3
    assert not m.Standing.objects.filter(led_by([])).exists()


def test_the_first_of_its_leads_and_the_last_of_its_claims_stand_beside_it(plan, lead, manager):
    action = factories.actions_of(plan)[0]
    second = m.Lead(name="Head of Play")
    with change_set(plan, by=SYSTEM, verb="test", door="command", register=True) as act:
        act.save(second)
        act.save(m.Assignment(action=action, lead=second, printed=second.name, role="lead", order=1))
    assert stands(action).lead == factories.lead()
    first = said(lead, action, rag=factories.rag("green"), claims_completion=True)
    assert stands(action).claim == first
    completion.return_claim(by=manager, claim=first, reason="Not yet.")
    assert stands(action).claim is None
    again = said(lead, action, rag=factories.rag("green"), claims_completion=True)
    assert stands(action).claim == again
