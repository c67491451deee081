"""Sources: what gave rise to the plan or a recommendation of it."""

from __future__ import annotations

from datetime import date

from plans.models import Plan, Source
from plans.operations.editing.edit import differs, editing, text
from plans.operations.editing.order import last
from plans.operations.editing.things import about


def add_source(
    *, by, plan: Plan, title: str, code: str = "", on: date | None = None, why: str = "", door: str = "web", at=None
) -> Source:
    """Add a source. Raises Denied and Refused."""
    source = Source(plan=plan, on=on, **_words(code, title))
    with editing(plan, by=by, verb="add_source", why=why, details=about(source), door=door, at=at) as act:
        source.order = last(source)
        act.save(source)
    return source


def change_source(
    *,
    by,
    source: Source,
    title: str,
    code: str = "",
    on: date | None = None,
    why: str = "",
    opened: str = "",
    door: str = "web",
    at=None,
) -> Source:
    """Change a source. Raises Denied, Refused, Overtaken."""
    values = {**_words(code, title), "on": on}
    with editing(source.plan, by=by, verb="change_source", why=why, details=about(source), door=door, at=at) as act:
        if differs(act, source, values, opened=opened):
            for name, value in values.items():
                setattr(source, name, value)
            act.save(source)
    return source


def _words(code: str, title: str) -> dict[str, str]:
    return {
        "code": text(code, field="code", limit=20),
        "title": text(title, field="title", need="Say what the source is, such as an inspection and its month."),
    }
