"""Which letters a plan is written in, asked of its rows without reading them all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_

from django.apps import apps
from django.db.models import CharField, Func, IntegerField, JSONField, Model, Q, QuerySet, TextField
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThan

from plans import models as m
from plans import tree


class Octets(Func):
    """How many bytes a text takes: more than it has characters where one is beyond ASCII."""

    function = "OCTET_LENGTH"
    output_field = IntegerField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="LENGTH(CAST(%(expressions)s AS BLOB))", **context)


def beyond_ascii(plan: m.Plan) -> set[str]:
    """Every character beyond ASCII in a text of the plan, of what was withdrawn too, and in the names of its leads."""
    found: set[str] = set()
    for rows in _rows(plan):
        for row in _texts(rows):
            for text in _strings(row):
                found.update(text)
    return {char for char in found if not char.isascii()}


def _rows(plan: m.Plan) -> Iterator[QuerySet]:
    for name in tree.UNDER:
        for path in tree.paths(name):
            yield apps.get_model("plans", name)._default_manager.filter(**{path: plan})
    parts = (m.Assignment.objects.filter(**{tree.ACTION_PLAN: plan}), m.PlanLead.objects.filter(plan=plan))
    leads = {lead for rows in parts for lead in rows.order_by().values_list("lead", flat=True).distinct()}
    yield m.Lead.objects.filter(pk__among=leads)
    yield m.Holding.objects.filter(lead__among=leads)
    yield m.RagScheme.objects.filter(pk=plan.scheme_id)
    yield m.Rag.objects.filter(scheme=plan.scheme_id)
    yield m.Plan.objects.filter(pk=plan.pk)
    yield m.User.objects.filter(pk=plan.coordinator_id)


def _texts(rows: QuerySet) -> Iterable[tuple]:
    """The texts of those rows in which one goes beyond ASCII; of every row where one may lie within a list."""
    model: type[Model] = rows.model
    texts = [field.name for field in model._meta.concrete_fields if isinstance(field, CharField | TextField)]
    lists = [field.name for field in model._meta.concrete_fields if isinstance(field, JSONField)]
    if not lists:
        if not texts:
            return ()
        rows = rows.filter(reduce(or_, (Q(GreaterThan(Octets(name), Length(name))) for name in texts)))
    return rows.order_by().values_list(*texts, *lists)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        if not value.isascii():
            yield value
    elif isinstance(value, dict):
        yield from _strings((*value, *value.values()))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
