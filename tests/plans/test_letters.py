"""The letters of a plan, which the page of the appendix asks instead of reading the whole plan."""

import pytest
from django.apps import apps
from django.db.models import CharField, TextField
from django.urls import reverse

from plans import models as m
from plans import tree
from plans.letters import beyond_ascii
from plans.queries import plan_state
from plans.texts import strings
from tests import factories

pytestmark = pytest.mark.django_db

FIRST = 0x10D0
"""A letter of Georgian, and after it as many as there are fields."""


def test_a_letter_in_any_text_of_the_plan_is_found():
    plan = factories.plan(actions=2, sections=2)
    assert beyond_ascii(plan) <= set("–’“”‘…£")
    letters = {}
    models = [apps.get_model("plans", name) for name in tree.UNDER] + [m.Lead, m.Rag, m.RagScheme, m.Plan]
    for model in models:
        row = model._default_manager.order_by("pk").first()
        names = [
            field.name
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField) and not field.choices and field.name != "slug"
        ]
        for name in names if row else ():
            letter = chr(FIRST + len(letters))
            letters[letter] = (model, name)
            model._default_manager.filter(pk=row.pk).update(**{name: letter})
    m.Plan.objects.filter(pk=plan.pk).update(notes_before=["Å note"], glossary=[["Ŵ", "a letter"]])
    plan.refresh_from_db()
    found = beyond_ascii(plan)
    assert {letter: letters[letter] for letter in set(letters) - found} == {}
    assert {"Å", "Ŵ"} <= found
    assert {char for text in strings(plan_state(plan)) for char in text if not char.isascii()} <= found
    assert len(letters) > 20


def test_the_appendix_page_tells_of_a_letter_that_it_can_t_print(client):
    plan = factories.plan(actions=2)
    client.force_login(factories.person("Olive Officer", plan=plan, role="officer"))
    address = reverse("appendix", args=[plan.slug])
    assert "EGYPTIAN" not in client.get(address).content.decode().upper()
    action = factories.actions_of(plan)[0]
    m.Action.objects.filter(pk=action.pk).update(text="Count the \U00013000 of the river.")
    assert "EGYPTIAN" in client.get(address).content.decode().upper()
