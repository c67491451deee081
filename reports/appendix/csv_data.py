"""The flat data as CSV, for any program that reads tables."""

from __future__ import annotations

import csv
import io
from datetime import date

from reports.appendix.model import Appendix, Value

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula, in the forms that some turn into these as well."""


def delimited(appendix: Appendix) -> bytes:
    """UTF-8 with a byte order mark, which spreadsheets look for, and days as YYYY-MM-DD. The mark of the file heads
    the last column, which holds those of the rows, or nothing; every program keeps it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(_written(heading) for heading in appendix.data.headings), appendix.mark])
    marks = appendix.data.marks or [""] * len(appendix.data.rows)
    rows = zip(appendix.data.rows, marks, strict=True)
    writer.writerows([*(_written(value) for value in row), mark] for row, mark in rows)
    return out.getvalue().encode("utf-8-sig")


def _written(value: Value) -> str | int:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it (OWASP, CSV injection)."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value
