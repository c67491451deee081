"""Questions that pages ask at every turn. Their SQL is made once in a process, with blanks for what differs from one
person and one day to the next: making it anew takes several times as long as the database takes to answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BigIntegerField, DateField, Expression, Field, QuerySet

SHAPES = 50
"""Of each question whose SQL is kept."""


@dataclass(frozen=True, slots=True)
class Gap:
    """The place of a value among the parameters of a query; `sent` gives it the form in which it is sent."""

    name: str
    sent: Callable[[Any], Any]


class Blank(Expression):
    """Stands in a question for a value that is told by this name when it is asked."""

    def __init__(self, name: str, output_field: Field | None = None):
        super().__init__(output_field or BigIntegerField())
        self.name = name

    def as_sql(self, compiler, connection):
        return "%s", [Gap(self.name, lambda value: self.output_field.get_db_prep_value(value, connection))]


def blank_day(name: str) -> Blank:
    return Blank(name, DateField())


class KeptQuery:
    """The rows of `values_list`. `rows` gives the queryset, with blanks, for a shape: what decides of which parts the
    query consists, and must be hashable."""

    def __init__(self, rows: Callable[..., QuerySet]):
        self._rows = rows
        self._made = lru_cache(maxsize=SHAPES)(self._make)

    def __call__(self, *shape, **told) -> Iterable[tuple]:
        """The answer; `told` fills the blanks."""
        sql, params, converters = self._made(connection.vendor, *shape)
        found = _answer(sql, params, told)
        return [_converted(row, converters) for row in found] if converters else found

    def _make(self, _vendor: str, *shape):
        compiler = self._rows(*shape).query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        converters = compiler.get_converters([expression for expression, _sql, _alias in compiler.select])
        return sql, params, list(converters.items())


class KeptCounts:
    """How many rows some questions find, each counted up to `most`, as one query. `questions` gives their querysets
    for a shape."""

    def __init__(self, questions: Callable[..., Sequence[QuerySet]], *, most: int):
        self._questions, self._most = questions, most
        self._made = lru_cache(maxsize=SHAPES)(self._make)

    def __call__(self, *shape, **told) -> tuple[int, ...]:
        """The counts in the order of the questions; `told` fills the blanks."""
        sql, params = self._made(connection.vendor, *shape)
        return _answer(sql, params, told)[0]

    def _make(self, _vendor: str, *shape) -> tuple[str, list]:
        counts: list[str] = []
        params: list = []
        for number, rows in enumerate(self._questions(*shape)):
            try:
                sql, own = rows.order_by().values("pk")[: self._most].query.sql_with_params()
            except EmptyResultSet:  # of no plan at all, for one
                counts.append("0")
                continue
            counts.append(f"(SELECT COUNT(*) FROM ({sql}) AS rows_{number})")  # noqa: S608
            params += own
        return f"SELECT {', '.join(counts)}", params


def _answer(sql: str, params: Iterable, told: dict[str, Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [each.sent(told[each.name]) if isinstance(each, Gap) else each for each in params])
        return cursor.fetchall()


def _converted(row: tuple, converters) -> tuple:
    """The row as Django gives it: SQLite keeps a day as text."""
    values = list(row)
    for at, (steps, expression) in converters:
        for step in steps:
            values[at] = step(values[at], expression, connection)
    return tuple(values)
