"""Single lines, wherever they come from, a form, a command or a document: what goes into a column of one is on one."""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from django.db import models

from plans.characters import foreign, one_line
from plans.refusals import Refused
from plans.trail import tracked_models as histories

Row = TypeVar("Row", bound=models.Model)


@cache
def lines_of(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a model that hold one line of words: every short text that is no choice."""
    short = (models.CharField, models.EmailField)
    names = set(histories.fields(model))
    held = (field for field in model._meta.concrete_fields if field.attname in names)
    return tuple(field.attname for field in held if type(field) in short and not field.choices)


def tidy(row: Row) -> Row:
    """The row with each of these on one line. Raises Refused for a character that is no text."""
    for name in lines_of(type(row)):
        value = getattr(row, name)
        if not isinstance(value, str) or value.isprintable():
            continue
        if found := foreign(value):
            raise Refused(found, name)
        setattr(row, name, one_line(value))
    return row
