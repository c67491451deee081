"""Which models have a history, which fields of them it holds, and the values that are compared and digested."""

from __future__ import annotations

from functools import cache

from django.apps import apps

FRAME = ("history_date", "history_change_reason", "history_user_id", "change_id")
"""What every history row says besides its model's fields: when, why, who, and of which act."""


@cache
def models():
    """The tracked models by label in lower case, such as plans.action."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if hasattr(model._meta, "simple_history_manager_attribute")
    }


@cache
def history_of(model):
    """The history model of a tracked model."""
    return model.history.model


@cache
def fields(model) -> tuple[str, ...]:
    """The names of the columns that the history of this model holds, without its key."""
    return tuple(field.attname for field in history_of(model).tracked_fields if not field.primary_key)


def values(instance, names) -> dict:
    """The values of those columns, each as its field reads it: a text that means a date equals the date."""
    meta = instance._meta
    return {name: meta.get_field(name).to_python(getattr(instance, name)) for name in names}
