"""The actions list as a file for a spreadsheet: CSV or a workbook.

Days are ISO 8601 ("2013-06-30"): Excel, Numbers, LibreOffice and Sheets read those as real dates whatever the
language they run in, where "30 Jun 2013" stays text outside English ones; and they sort rightly even as text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from operator import getitem

from plans import columns, refs, stages
from plans.csv_rows import in_pieces
from plans.exempt_files import FileWords
from plans.filemark import LIST, Mark, link
from plans.fileseals import seals_of
from plans.filters.listing import Listing
from plans.models import Chain, Plan
from plans.movement import DIRECTIONS
from plans.sheets.marks import FLAT, PlainCells
from plans.sheets.marks import HEADINGS as FIELDS
from plans.sheets.marks import LIST as OF_A_LIST
from plans.views.action_lines import Line
from plans.wording import late

Value = str | date

HEADINGS = (
    "Ref",
    "Plan",
    "Section",
    "Recommendation",
    "Action",
    "Lead",
    "Also named",
    "Due",
    "Lateness",
    "Timescale without a date",
    "RAG",
    "Since the last paper",
    "RAG in the last paper",
    "Stage",
    "Last update",
    "Owes an update",
    "Forecast",
    "Forecast late",
    "Latest words",
)


SAYS = {
    "Action": columns.ACTION,
    "Lead": columns.LEAD,
    "Also named": columns.RESPONSIBLE,
    "Timescale without a date": columns.TIMESCALE,
    "Latest words": columns.PROGRESS,
}
"""From each heading to what of an action its cells are, where that can be exempt."""


def list_as_csv(
    listing: Listing, lines: Callable[[Iterable[int]], Iterable[Line]], words: FileWords
) -> Iterator[bytes]:
    """Every action of the listing in its order, some at a time. Which they are, and their order, is settled before
    the first row goes out. The mark by which we know it again heads the last column, which has those of the rows."""
    mark, ids = _mark(listing), list(listing.ids)
    rows = ([*plain, told] for _cells, plain, told in _marked(listing, lines(ids), words))
    return in_pieces([*HEADINGS, str(mark)], rows)


def list_as_workbook(listing: Listing, lines: Callable[[Iterable[int]], Iterable[Line]], words: FileWords) -> bytes:
    """The same rows and columns as a workbook, with real days."""
    rows = list(_marked(listing, lines(list(listing.ids)), words))
    from plans.tablebook import as_workbook

    cells, marks = [cells for cells, _plain, _mark in rows], [mark for _cells, _plain, mark in rows]
    return as_workbook("Actions", HEADINGS, cells, mark=str(_mark(listing)), on=listing.on, marks=marks)


def _marked(
    listing: Listing, lines: Iterable[Line], words: FileWords
) -> Iterator[tuple[tuple[Value, ...], list[str], str]]:
    """The cells of each line, what is exempt in them given way or marked, the same as plain text, and the mark by which
    its row is known."""
    seals = seals_of(listing.scope.plans, on=listing.on, flags=OF_A_LIST)
    columns = [PlainCells(FIELDS.get(heading, heading)) for heading in HEADINGS]
    for line in lines:
        cells = _cells(line, listing.on)
        if words:
            cells = tuple(
                words.text(cell, line.pk, SAYS.get(heading, "")) if isinstance(cell, str) else cell
                for heading, cell in zip(HEADINGS, cells, strict=True)
            )
        plain = [cell if isinstance(cell, str) else cell.isoformat() for cell in cells]
        seal, told = seals.get(line.plan.pk), map(getitem, columns, plain)
        yield cells, plain, seal.plain_row(line.pk, told, FLAT) if seal else ""


def file_name(listing: Listing, ending: str = "csv") -> str:
    """Such as actions-early-help-plan-2026-11-22.csv: the plan where the list is of one."""
    plans = listing.filters.data.getlist("plan")
    return "-".join(["actions", *(plans if len(plans) == 1 else []), listing.on.isoformat()]) + f".{ending}"


def _mark(listing: Listing) -> Mark:
    """What the file is: of which plan, where it is of one, and at which link of its chain."""
    asked = listing.filters.data.getlist("plan")
    plan = Plan.objects.filter(slug=asked[0]).first() if len(asked) == 1 else None
    if plan is None:
        return Mark(kind=LIST, on=listing.on)
    chain = Chain.objects.filter(key=plan.chain_key).first()
    at = link(f"{chain.position} {chain.head}") if chain else ""
    return Mark(kind=LIST, plan=plan.slug, on=listing.on, at=at)


def _cells(line: Line, on) -> tuple[Value, ...]:
    return (
        line.ref or refs.known_as("", "", line.row),
        line.plan.title,
        line.section,
        line.why,
        line.text,
        "; ".join(line.leads),
        "; ".join(line.others),
        line.due or "",
        late(line.due, on) if line.overdue and line.due else "",
        line.printed or line.undated,
        line.rating.label if line.rating else "Not rated",
        DIRECTIONS.get(line.direction, ""),
        line.reported.label if line.reported else "Not rated" if line.direction else "",
        stages.STAGES[line.stage],
        line.position_on or "",
        _yes(line.owes),
        line.forecast_on or "",
        _yes(line.forecast_late),
        line.said,
    )


def _yes(is_so: bool) -> str:
    return "Yes" if is_so else "No"
