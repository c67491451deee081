"""Templates that name what is not there fail the tests, where the site shows nothing.

Django prints an empty text for an unknown name, and `|default:"None"` then says something that is not so; a condition
takes it for false, and a misspelt one then hides for ever what it should show. In the tests such a name raises
`UnknownName`, one that is only asked for (`{% if draft %}`) too: a template that can do without a name says so at its
head (`{% optional "draft" %}`), or its view gives None. What is known to be None, and what lies behind it, stays what
it is.

It holds for the templates that a test renders in its own process; a server of its own is as lenient as in use.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.http import QueryDict
from django.template.base import Variable, VariableDoesNotExist

FREE = {"attrs", "details", "errors", "initial"}
"""What is looked up in that may hold this or that."""

OURS = Path(__file__).parent.parent / "templates"


class UnknownName(BaseException):
    """A template of ours names something that its context does not hold. No Exception: Django takes one that is
    raised within a condition for a no, and a view may answer it with a page."""


@contextmanager
def strict() -> Iterator[None]:
    """Let unknown names raise meanwhile."""
    resolve = Variable._resolve_lookup

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
    try:
        yield
    finally:
        Variable._resolve_lookup = resolve


def _is_ours(context) -> bool:
    origin = context.template and context.template.origin
    return bool(origin) and OURS in Path(str(origin.name)).parents


def _is_optional(variable: Variable, missing: VariableDoesNotExist) -> bool:
    """What lies behind None; a field of what was sent, an attribute of an input, a value that a form begins with, a
    detail of an act: none of these need be there."""
    holder = missing.params[1]
    free = len(variable.lookups) > 1 and variable.lookups[-2] in FREE
    return holder is None or isinstance(holder, QueryDict) or (free and isinstance(holder, dict))
