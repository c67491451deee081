"""Every write has an actor and a trail."""

from datetime import timedelta

import pytest
from django.utils import timezone

from audits.verification import faults
from plans import models as m
from plans.operations.progress.updates import Word, submit_progress
from plans.refusals import Refused
from plans.trail import SYSTEM, change_set, whole_act
from plans.trail.single_lines import lines_of
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
    later = last + timedelta(days=9)
    with change_set(plan, by=SYSTEM, verb="test", door="command", at=later) as act:
        plan.title = "A third"
        act.save_all([plan])
    assert act.moment == later
    assert m.Plan.objects.get().title == "A third"


def test_two_acts_of_one_moment_come_one_after_the_other():
    plan = factories.plan()
    at = m.Chain.objects.get(key=plan.chain_key).last_moment + timedelta(hours=1)
    moments = []
    for words in ("One thing.", "Another thing."):
        row = factories.actions_of(plan)[0]
        row.text = words
        with change_set(plan, by=SYSTEM, verb="test", door="command", at=at) as act:
            act.save(row)
        moments.append(act.record.moment)
    assert moments == [at, at + timedelta(microseconds=1)]


def test_a_deleted_account_would_not_take_its_name_from_the_trail():
    plan = factories.plan()
    record = m.ChangeSet.objects.first()
    assert isinstance(record.actor_name, str)
    assert not any(field.is_relation for field in (m.ChangeSet._meta.get_field("actor_id"),))
    assert m.ChangeSet._meta.get_field("actor_id").get_internal_type() == "BigIntegerField"
    assert plan.history.first().history_user_id is None


def renamed(plan, title, **more):
    """A verb of its own, as those of single rows are."""
    with change_set(plan, by=SYSTEM, verb="rename", door="command", **more) as act:
        plan.title = title
        act.save(plan)
        return act


def test_the_parts_of_a_whole_act_are_one_act_of_its_person_and_reason():
    plan, by = factories.plan(), factories.person("Olive Officer")
    before = m.ChangeSet.objects.count()
    with whole_act(plan, by=by, verb="change_many", door="web", why="Moved.", details={"what": "title"}) as whole:
        assert renamed(plan, "Second title").record == whole.record
        renamed(plan, "Third title")
    assert m.ChangeSet.objects.count() == before + 1
    record = m.ChangeSet.objects.get(pk=whole.record.pk)
    assert (record.verb, record.why, record.actor_name) == ("change_many", "Moved.", "Olive Officer")
    assert record.details == {"what": "title"}
    assert record.manifest.count() == 2
    assert renamed(plan, "Fourth title").record != record
    assert list(faults()) == []


def test_a_part_that_fails_leaves_nothing_and_the_others_stand():
    plan = factories.plan()
    with whole_act(plan, by=SYSTEM, verb="change_many", door="command") as whole:
        renamed(plan, "Second title")
        with pytest.raises(ZeroDivisionError), change_set(plan, by=SYSTEM, verb="x", door="command") as part:
            plan.title = "Third title"
            part.save(plan)
            raise ZeroDivisionError
        assert len(whole.written) == 1
    assert m.Plan.objects.get(pk=plan.pk).title == "Second title"
    assert whole.record.manifest.count() == 1
    assert list(faults()) == []


def test_a_part_of_an_act_stays_on_the_chains_that_the_act_has_locked():
    plan, other = factories.plan(), factories.plan("Another Plan")
    with whole_act(plan, by=SYSTEM, verb="change_many", door="command"):
        with pytest.raises(RuntimeError, match="has not locked"):
            renamed(other, "Second title")
        with pytest.raises(RuntimeError, match="has not locked"):
            renamed(plan, "Second title", register=True)


def test_a_whole_act_that_fails_is_open_no_more():
    plan = factories.plan()
    with pytest.raises(ZeroDivisionError), whole_act(plan, by=SYSTEM, verb="change_many", door="command"):
        raise ZeroDivisionError
    assert renamed(plan, "Second title").record.verb == "rename"


def test_an_act_on_several_plans_is_a_link_of_each_of_their_chains():
    plans = [factories.plan(), factories.plan("Another Plan")]
    lengths = [m.Chain.objects.get(key=plan.chain_key).position for plan in plans]
    with change_set(*plans, by=SYSTEM, verb="test", door="command") as act:
        for plan in plans:
            plan.committee = "Scrutiny"
            act.save(plan)
    assert [m.Chain.objects.get(key=plan.chain_key).position for plan in plans] == [n + 1 for n in lengths]
    assert {link.chain.key for link in act.record.links.all()} == {plan.chain_key for plan in plans}
    assert list(faults()) == []


def test_an_act_that_stands_is_kept_though_it_wrote_no_row():
    plan = factories.plan()
    with change_set(plan, by=SYSTEM, verb="end_session", door="command") as act:
        act.stands = True
    assert m.ChangeSet.objects.get(verb="end_session").digest
    assert act.record.manifest.count() == 0
    assert list(faults()) == []


def test_the_lines_of_a_model_are_its_short_texts_that_are_no_choices():
    assert set(lines_of(m.ProgressUpdate)) == {"said_by_name", "recorded_by_name"}  # not its narrative
    assert set(lines_of(m.Section)) == {"title"}  # not why it was withdrawn
    assert "status" not in lines_of(m.Plan)


def test_a_line_of_words_is_one_line_wherever_it_comes_from_and_no_character_that_is_no_text():
    plan = factories.plan()
    plan.title = "Early\nHelp\t Plan"
    with change_set(plan, by=SYSTEM, verb="rename", door="command") as act:
        assert act.save(plan) is True
    assert m.Plan.objects.get(pk=plan.pk).title == "Early Help Plan"
    plan.title = "Early\x00Help"
    with pytest.raises(Refused) as refused, change_set(plan, by=SYSTEM, verb="rename", door="command") as act:
        act.save(plan)
    assert refused.value.field == "title"
    assert m.Plan.objects.get(pk=plan.pk).title == "Early Help Plan"


def test_many_new_rows_are_told_as_new_with_who_and_when():
    plan, by = factories.plan(), factories.person("Olive Officer")
    rows = [m.Section(plan=plan, title=f"Theme {n}", order=n + 5) for n in range(3)]
    with change_set(plan, by=by, verb="test", door="command") as act:
        act.add_all(iter(rows))
        act.add_all([])
        act.save_all([])
    entries = act.record.manifest.filter(model="plans.section")
    assert [entry.history_type for entry in entries] == ["+", "+", "+"]
    history = m.Section.history.filter(change=act.record)
    assert {(row.history_user_id, row.history_date) for row in history} == {(by.pk, act.record.moment)}
    assert list(faults()) == []


def test_several_rows_added_are_all_written_and_the_last_comes_back():
    plan = factories.plan()
    rows = [m.Section(plan=plan, title=f"Theme {n}", order=n + 5) for n in range(3)]
    with change_set(plan, by=SYSTEM, verb="test", door="command") as act:
        assert act.add(*rows) is rows[2]
    assert {entry.object_id for entry in act.record.manifest.all()} == {row.pk for row in rows}
