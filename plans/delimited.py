"""Rows as CSV for a spreadsheet, none of whose cells is run as a formula. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the beginning of a formula, the last four in their full width."""


def as_csv(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """The rows under their headings: UTF-8 with the mark by which Excel knows it."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(headings)
    writer.writerows(map(safe, row) for row in rows)
    return sheet.getvalue().encode("utf-8-sig")


def safe(cell: str) -> str:
    """The cell as text: an apostrophe before what would otherwise be run as a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) or cell.lstrip().startswith(FORMULA) else cell
