"""Any list as a file, as it is shown: the same rows in the same order, all of its pages together, as CSV (`?file=csv`)
or as a workbook (`?file=xlsx`) of the address that shows them. A page with several lists names which (`&which=`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from plans.clock import today
from plans.csv_rows import in_pieces
from plans.filemark import TABLE, Mark
from plans.filters import links
from plans.forms.address import AddressForm, OneOf, in_address, unusable, whole_address
from plans.forms.text import Text
from plans.models import Plan
from plans.views.file_words import words_for

Cell = str | int | date | None
Columns = Mapping[str, Callable[[Any], Cell]]
"""Each heading, and what stands under it of a row: words, a number, a day or a moment; None is an empty cell."""

TOGETHER = 200
"""Rows that are read at once."""
MOST = 5_000
"""Rows of a workbook, which is made in one piece while somebody waits; of more, a CSV goes out as they are read."""

CSV, XLSX = "csv", "xlsx"
KINDS = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class FileAddress(AddressForm):
    file = OneOf(KINDS)
    which = Text(max_length=40, required=False)


def list_file(
    request,
    name: str,
    columns: Columns,
    rows: Iterable,
    *,
    of: str = "",
    mark: Mark | None = None,
    kind: str = "",
    is_worded: bool = False,
) -> HttpResponseBase | None:
    """The file that the address asks for. None where it asks for the page, for another of the page's lists than `of`,
    or for what can't be used, which the page then says. `name` begins the file's name; `rows` is read only where a file
    is made. Of more rows than a workbook takes, the page is shown again and says so. `kind` is that of an address
    which has only one. What is exempt from publication gives way or is marked in every cell, unless the rows are
    worded so already (`is_worded`)."""
    asked = in_address(request, FileAddress)
    wanted = kind or asked["file"]
    if request.method not in ("GET", "HEAD") or not wanted or asked["which"] != of or unusable(request):
        return None
    on = today()
    mark = mark or Mark(kind=TABLE, on=on)
    cells = ([cell(row) for cell in columns.values()] for row in rows)
    words = None if is_worded else words_for(request.user, Plan.objects.visible_to(request.user), in_any_cell=True)
    if words:
        cells = ([words.text(each) if isinstance(each, str) else each for each in row] for row in cells)
    if wanted == CSV:
        body = in_pieces([*columns, str(mark)], ([*map(_written, row), ""] for row in cells))
        response: HttpResponseBase = StreamingHttpResponse(body, content_type=KINDS[CSV])
    else:
        data = _workbook(name, columns, cells, mark)
        if data is None:
            messages.warning(request, f"A workbook takes {MOST:,} rows, and these are more. Take the CSV instead.")
            return redirect(f"{request.path}{links.query(_without_file(whole_address(request)))}")
        response = HttpResponse(data, content_type=KINDS[XLSX])
    response["Content-Disposition"] = f'attachment; filename="{name}-{on.isoformat()}.{wanted}"'
    return response


def in_batches(found: QuerySet, shown: Callable[[list], Iterable] = list) -> Iterator:
    """Every row of the queryset in its order, some at a time, each as `shown` makes it of those; which they are is
    settled before the first is read."""
    ids = list(found.values_list("pk", flat=True))
    for at in range(0, len(ids), TOGETHER):
        some = ids[at : at + TOGETHER]
        rows = found.in_bulk(some)
        yield from shown([rows[pk] for pk in some if pk in rows])


def _workbook(name: str, columns: Columns, cells: Iterator[list[Cell]], mark: Mark) -> bytes | None:
    rows: list[list[str | int | date]] = []
    for row in cells:
        if len(rows) == MOST:
            return None
        rows.append([_local(cell) for cell in row])
    from plans.tablebook import as_workbook  # its library is loaded by whoever asks for one

    title = name.replace("-", " ").capitalize()
    return as_workbook(title, list(columns), rows, mark=str(mark), on=mark.on or today())


def _local(cell: Cell) -> str | int | date:
    """A moment as London's clocks show it."""
    if isinstance(cell, datetime):
        return timezone.localtime(cell).replace(tzinfo=None, microsecond=0)
    return "" if cell is None else cell


def _written(cell: Cell) -> str:
    """Days and moments as ISO 8601, which every spreadsheet reads as such."""
    value = _local(cell)
    return value.isoformat(" ") if isinstance(value, datetime) else str(value)


def _without_file(address):
    kept = address.copy()
    for name in ("file", "which"):
        kept.pop(name, None)
    return kept
