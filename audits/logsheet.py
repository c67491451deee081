"""A plan's audit log as CSV: an act a row, newest first, with what it changed in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from audits.actkinds import LABELS, kind_of
from audits.log import Logged, describe
from plans import models as m
from plans.csv_rows import as_csv
from plans.filemark import LOG, Mark

HEADINGS = (
    "Link", "Moment", "Person", "What was done", "Kind", "How", "Actions", "About", "Why", "Before and after",
    "Rows written", "File", "SHA-256 of the file", "Digest of the link",
)  # fmt: skip
TOGETHER = 200
"""Acts whose rows are read at once."""


def log_as_csv(plan: m.Plan, links, *, on: date) -> bytes:
    """These links, all of them. Moments are London's, as ISO 8601 without the zone, which spreadsheets read as such.
    The mark by which we know the file again heads an empty last column."""
    rows = ((*_cells(item), "") for item in _described(links))
    return as_csv([*HEADINGS, str(Mark(kind=LOG, plan=plan.slug, on=on))], rows)


def _described(links) -> Iterator[Logged]:
    found = list(links)
    for at in range(0, len(found), TOGETHER):
        yield from describe(found[at : at + TOGETHER])


def _cells(item: Logged) -> Iterable[str]:
    act = item.act
    details = act.details if isinstance(act.details, dict) else {}
    return (
        str(item.position),
        timezone.localtime(act.moment).strftime("%Y-%m-%d %H:%M:%S"),
        act.actor_name,
        item.done,
        LABELS[kind_of(act.verb)],
        act.get_door_display(),
        "; ".join(action.ref or f"row {action.row}" for action in item.actions),
        item.about,
        act.why,
        "\n".join(f"{each.label}: {each.before or 'nothing'} → {each.after or 'nothing'}" for each in item.differences),
        str(item.rows),
        str(details.get("file", "")),
        str(details.get("sha256", "")),
        item.digest,
    )
