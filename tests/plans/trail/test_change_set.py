"""Every write has an actor and a trail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audits.verification import faults
from plans import models as m
from plans.operations.progress.updates import Word, submit_progress
from plans.trail import SYSTEM, change_set
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_row_saved_outside_a_change_set_is_refused():
    with pytest.raises(m.OutsideChangeSet):
        m.RagScheme(name="Nobody's").save()


def test_a_tracked_row_is_never_deleted():
    plan = factories.plan()
    with pytest.raises(m.OutsideChangeSet):
        factories.actions_of(plan)[0].assignments.first().delete()


def test_an_act_leaves_one_change_set_and_one_history_row_for_each_row_it_touches():
    plan = factories.plan()
    manager = factories.person(plan=plan, role="manager")
    before = m.ChangeSet.objects.count()
    update = submit_progress(
        by=manager, action=factories.actions_of(plan)[0], word=Word(narrative="Half done.", rag=factories.rag("green"))
    )
    [record] = m.ChangeSet.objects.all()[: m.ChangeSet.objects.count() - before]
    assert (record.actor_id, record.actor_name, record.verb) == (manager.pk, manager.name, "submit_progress")
    touched = sorted((entry.model, entry.object_id) for entry in record.manifest.all())
    assert touched == [("plans.action", update.action_id), ("plans.progressupdate", update.pk)]
    assert {row.history_date for row in update.history.all()} == {record.moment}


def test_an_act_that_changes_nothing_leaves_no_trace():
    plan = factories.plan()
    before = m.ChangeSet.objects.count(), m.Plan.history.count()
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        assert act.save(m.Plan.objects.get(pk=plan.pk)) is False
    assert (m.ChangeSet.objects.count(), m.Plan.history.count()) == before


def test_many_rows_written_at_once_each_have_their_history_and_those_that_are_equal_none():
    plan = factories.plan(actions=4)
    rows = factories.actions_of(plan)
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        for row in rows[:3]:
            row.text = f"Another thing: {row.text}"
        act.save_all(rows)
    entries = m.ManifestEntry.objects.filter(change=act.record)
    assert sorted(entry.object_id for entry in entries) == sorted(row.pk for row in rows[:3])
    assert {entry.history_type for entry in entries} == {"~"}
    assert [row.text for row in factories.actions_of(plan)] == [row.text for row in rows]
    assert not list(faults())


def test_a_text_that_means_the_stored_date_changes_nothing():
    plan = factories.plan()
    same = m.Plan.objects.get(pk=plan.pk)
    same.dated = plan.dated.isoformat()
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        assert act.save(same) is False


def test_an_act_that_fails_leaves_nothing_behind():
    plan = factories.plan()
    before = m.ChangeSet.objects.count(), plan.title
    with pytest.raises(ZeroDivisionError), change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        plan.title = "Another"
        act.save(plan)
        raise ZeroDivisionError
    plan.refresh_from_db()
    assert (m.ChangeSet.objects.count(), plan.title) == before


def test_moments_of_one_chain_only_go_forward_even_when_the_clock_goes_back():
    plan = factories.plan()
    last = m.Chain.objects.get(key=plan.chain_key).last_moment
    with change_set(plan, by=SYSTEM, verb="test", door="command", at=timezone.now() - timedelta(days=9)) as act:
        plan.title = "Another"
        act.save(plan)
    assert act.moment > last


def test_a_deleted_account_would_not_take_its_name_from_the_trail():
    plan = factories.plan()
    record = m.ChangeSet.objects.first()
    assert isinstance(record.actor_name, str)
    assert not any(field.is_relation for field in (m.ChangeSet._meta.get_field("actor_id"),))
    assert m.ChangeSet._meta.get_field("actor_id").get_internal_type() == "BigIntegerField"
    assert plan.history.first().history_user_id is None
