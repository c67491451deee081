"""How a period's paper is set: what its page shows of columns, rows and the preview."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.http import QueryDict

from audits.models import Snapshot
from plans.characters import whole_number
from plans.models import PaperOrder, Plan
from plans.state import PlanState
from reports.appendix.layout import table_columns
from reports.appendix.options import ChosenColumn
from reports.forms.issue import IssueForm
from reports.issue import options_of, read_before
from reports.operations.previews import RESTRICTED
from reports.settings import Settings, kept_for

MOST_PICTURES = 12
"""Pages of a preview that are shown in the page; the others are in the PDF."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """A column as the form shows it: its place, its key and the heading that it has without a given one."""

    at: int
    key: str
    words: str
    on: bool
    width: str
    heading: str
    usual: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Builder:
    """What the page shows beside the fields of its form."""

    columns: list[ColumnRow]
    exceptions: int
    version: int
    seen: int
    kept_by: str
    kept_on: date | None
    preview: PaperOrder | None
    pictures: list[int]
    restricted: bool
    set_by_hand: bool


def builder(
    plan: Plan,
    form: IssueForm,
    preview: PaperOrder | None,
    *,
    offered: Sequence[tuple[str, str]],
    exceptions: int,
    moved: str = "",
) -> Builder:
    """What the page shows of the paper's settings: of the columns that are `offered`, and of so many `exceptions`.
    `moved` is a column that goes up or down ("up:lead")."""
    columns = _moved(_chosen(form, offered), moved)
    kept, typed = kept_for(plan), _typed_widths(form)
    return Builder(
        columns=_rows(columns, offered, typed),
        exceptions=exceptions,
        version=kept.version if kept else 0,
        seen=form.version if form.is_overtaken else _seen(form),
        kept_by=kept.kept_by_name if kept else "",
        kept_on=kept.kept_at.date() if kept else None,
        preview=preview,
        pictures=pictures_of(preview) if preview else [],
        restricted=preview is not None and QueryDict(preview.asked).get("version") == RESTRICTED,
        set_by_hand=bool(moved)
        or any(typed.values())
        or any(not each.on or each.width or each.heading for each in columns)
        or [each.key for each in columns] != [key for key, _words in offered],
    )


def pictures_of(preview: PaperOrder) -> list[int]:
    """The numbers of the pages that are shown in the page."""
    return list(range(1, min(preview.pages, MOST_PICTURES) + 1))


def _typed_widths(form: IssueForm) -> dict[str, str]:
    """The widths as they were typed, by the keys of their columns: one that is no number stays to be mended."""
    data, at = form.typed, 0
    found: dict[str, str] = {}
    while f"column-{at}" in data:
        found[data.get(f"column-{at}", "")] = data.get(f"width-{at}", "").strip()
        at += 1
    return found


def _seen(form: IssueForm) -> int:
    """The version of the settings that the page was opened with: of one that was sent, the one that it had then."""
    typed = whole_number(form.typed.get("seen", ""))
    return form.version if typed is None else typed


def columns_offered(plan: Plan, state: PlanState, shown: Snapshot) -> Sequence[tuple[str, str]]:
    """The columns that the table of this position could have: the key and heading of each."""
    options = options_of(plan, shown, Settings(), state=state, number=1, before=read_before(shown), draft=True)
    return table_columns(state, options)


def _chosen(form: IssueForm, offered: Sequence[tuple[str, str]]) -> list[ChosenColumn]:
    """The columns as they were sent, else as they are kept; those of which nothing was said follow."""
    if form.is_bound and "column-0" in form.data:
        found = list(_sent(cast(QueryDict, form.data)))
    else:
        found = [ChosenColumn(**each) for each in form.initial.get("columns", ())]
    keys = {key for key, _words in offered}
    found = [each for each in found if each.key in keys]
    said = {each.key for each in found}
    return [*found, *(ChosenColumn(key=key) for key, _words in offered if key not in said)]


def _sent(data: QueryDict):
    at = 0
    while f"column-{at}" in data:
        width = (data.get(f"width-{at}") or "").strip().rstrip("%")
        yield ChosenColumn(
            key=data.get(f"column-{at}", ""),
            on=f"on-{at}" in data,
            width=float(width) if width.replace(".", "", 1).isdigit() else 0.0,
            heading=data.get(f"heading-{at}", ""),
        )
        at += 1


def _moved(columns: list[ChosenColumn], moved: str) -> list[ChosenColumn]:
    """The columns with one of them a place further up or down."""
    way, _, key = moved.partition(":")
    at = next((at for at, each in enumerate(columns) if each.key == key), None)
    to = None if at is None else at + (-1 if way == "up" else 1)
    if at is None or to is None or not 0 <= to < len(columns):
        return columns
    columns[at], columns[to] = columns[to], columns[at]
    return columns


def _rows(columns: list[ChosenColumn], offered: Sequence[tuple[str, str]], typed: dict[str, str]) -> list[ColumnRow]:
    words, usual = dict(offered), [key for key, _words in offered]
    return [
        ColumnRow(
            at=at,
            key=each.key,
            words=words[each.key],
            on=each.on,
            width=typed.get(each.key, f"{each.width:g}" if each.width else ""),
            heading=each.heading,
            usual=usual[at],
            first=at == 0,
            last=at == len(columns) - 1,
        )
        for at, each in enumerate(columns)
    ]
