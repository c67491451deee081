"""Rows as CSV for a spreadsheet, none of whose cells is run as a formula. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula, the last four in their full width."""


AT_ONCE = 1 << 16
"""Characters that are handed on together."""


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The rows under their headings: UTF-8 with the mark by which Excel knows it."""
    return b"".join(in_pieces(headings, rows))


def in_pieces(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[bytes]:
    """The same, piece by piece as the rows come."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    sheet.write("\ufeff")
    writer.writerow(headings)
    for row in rows:
        writer.writerow([safe(cell) if cell and not cell[0].isalnum() else cell for cell in row])  # most are
        if sheet.tell() > AT_ONCE:
            yield sheet.getvalue().encode()
            sheet.seek(0)
            sheet.truncate()
    yield sheet.getvalue().encode()


def safe(cell: str) -> str:
    """The cell as text: an apostrophe before what would otherwise be run as a formula."""
    return f"'{cell}" if cell and (cell[0] in FORMULA or cell.lstrip()[:1] in FORMULA) else cell
