"""The shape of a plan as `plans.tree` says it is the one that the models have."""

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from plans import models as m
from plans import tree
from tests import factories


@pytest.mark.parametrize("name", tree.UNDER)
def test_what_a_model_stands_under_is_what_its_fields_point_to(name):
    model = apps.get_model("plans", name)
    for field in tree.UNDER[name]:
        assert model._meta.get_field(field).related_model._meta.model_name == field
    if name in tree.OF_A_STEP:
        assert model._meta.get_field("step").related_model is m.Step
    else:
        with pytest.raises(FieldDoesNotExist):
            model._meta.get_field("step")


def test_each_comes_after_what_it_stands_under():
    seen = {"plan"}
    for name, parents in tree.UNDER.items():
        assert set(parents) <= seen
        seen.add(name)


@pytest.mark.django_db
def test_rows_are_found_by_their_plan_whatever_they_stand_under():
    plan, other = factories.plan(), factories.plan("Another plan")
    for model in (m.Section, m.Recommendation, m.Action, m.Step, m.Assignment, m.Timescale, m.Column):
        ours, theirs = (set(model.objects.of_plan(each).values_list("pk", flat=True)) for each in (plan, other))
        assert not ours & theirs
        assert ours | theirs == set(model.objects.values_list("pk", flat=True))
        assert bool(ours) is (model is not m.Step)


@pytest.mark.django_db
def test_an_action_comes_with_its_plan_in_one_query(django_assert_num_queries):
    factories.plan()
    with django_assert_num_queries(1):
        assert [action.plan.scheme.name for action in m.Action.objects.with_plan("scheme")]
