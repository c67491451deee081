"""A plan's audit log as a file: an act a row, newest first, with what it changed in words."""

from __future__ import annotations

from collections.abc import Callable

from audits.actkinds import LABELS, kind_of
from audits.log import Logged
from plans.exempt_files import FileWords
from plans.views.list_files import Columns


def _detail(item: Logged, name: str) -> str:
    details = item.act.details if isinstance(item.act.details, dict) else {}
    return str(details.get(name, ""))


COLUMNS: Columns = {
    "Link": lambda item: item.position,
    "Moment": lambda item: item.act.moment,
    "Person": lambda item: item.act.actor_name,
    "What was done": lambda item: item.done,
    "Kind": lambda item: LABELS[kind_of(item.act.verb)],
    "How": lambda item: item.act.get_door_display(),
    "Actions": lambda item: "; ".join(action.ref or f"row {action.row}" for action in item.actions),
    "About": lambda item: item.about,
    "Why": lambda item: item.act.why,
    "Before and after": lambda item: "\n".join(
        f"{each.label}: {each.before or 'nothing'} → {each.after or 'nothing'}" for each in item.differences
    ),
    "Rows written": lambda item: item.rows,
    "File": lambda item: _detail(item, "file"),
    "SHA-256 of the file": lambda item: _detail(item, "sha256"),
    "Digest of the link": lambda item: item.digest,
}


def columns_in(words: Callable[[], FileWords]) -> Columns:
    """The same, in these words, which are asked for where a file is made."""

    def said(heading: str):
        return lambda item: words().act(str(COLUMNS[heading](item) or ""), [action.pk for action in item.actions])

    return {**COLUMNS, **{heading: said(heading) for heading in ("About", "Why", "Before and after")}}
