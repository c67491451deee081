"""Templates that name what is not there fail the tests, where the site shows nothing.

Django prints an empty text for an unknown name, and `|default:"None"` then says something that is not so. In a test
with `strict_templates` such a name raises `UnknownName`; what is known to be None, and what lies behind it, stays what
it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.http import QueryDict
from django.template.base import FilterExpression, Variable, VariableDoesNotExist
from django.template.context import BaseContext

MAY_LACK = ContextVar("MAY_LACK", default=False)
FREE = {"attrs", "details", "errors"}
"""What is looked up in that may hold this or that."""

OURS = Path(__file__).parent.parent / "templates"


class UnknownName(AssertionError):
    """A template of ours names something that its context does not hold."""


@contextmanager
def strict() -> Iterator[None]:
    """Let unknown names raise meanwhile."""
    resolve, resolve_leniently = Variable._resolve_lookup, FilterExpression.resolve

    def expression(self, context, ignore_failures=False):
        """A condition or a loop over a name that a page may leave out altogether says so by `ignore_failures`."""
        token = MAY_LACK.set(ignore_failures)
        try:
            return resolve_leniently(self, context, ignore_failures)
        finally:
            MAY_LACK.reset(token)

    def checked(self, context):
        try:
            return resolve(self, context)
        except VariableDoesNotExist as missing:
            if _is_ours(context) and not _is_optional(self, missing):
                name, holder = missing.params[0], type(missing.params[1]).__name__
                template = Path(context.template.origin.name).name
                raise UnknownName(f"“{self.var}”: no “{name}” in {holder}, in {template}") from missing
            raise

    Variable._resolve_lookup = checked
    FilterExpression.resolve = expression
    try:
        yield
    finally:
        Variable._resolve_lookup, FilterExpression.resolve = resolve, resolve_leniently


def _is_ours(context) -> bool:
    origin = context.template and context.template.origin
    return bool(origin) and OURS in Path(str(origin.name)).parents


def _is_optional(variable: Variable, missing: VariableDoesNotExist) -> bool:
    """What lies behind None; a field of what was sent, an attribute of an input, a detail of an act: none of these
    need be there; nor a whole name of the context that is only asked for, as in {% if draft %}."""
    holder = missing.params[1] if len(missing.params) > 1 else None
    free = len(variable.lookups) > 1 and variable.lookups[-2] in FREE
    left_out = MAY_LACK.get() and isinstance(holder, BaseContext)
    return holder is None or left_out or isinstance(holder, QueryDict) or (free and isinstance(holder, dict))
