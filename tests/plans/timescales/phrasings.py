"""How expectations are written: "month 2012-11-01..2012-11-30", "ongoing", "range 2014-02-01..", one a reading."""

from datetime import date

import pytest

OCTOBER_2012 = {"dated": date(2012, 10, 1)}
APRIL_2011 = {"dated": date(2011, 4, 30)}
JULY_2013 = {"dated": date(2013, 7, 31)}
SEPTEMBER_2026 = {"dated": date(2026, 9, 15)}
PERHAPS_2017 = {"hint": date(2017, 1, 1)}
NOTHING_KNOWN: dict[str, date] = {}


def said(timescale) -> str:
    """A timescale in the notation of the tables."""
    if timescale.earliest is None and timescale.latest is None:
        return timescale.kind
    return f"{timescale.kind} {timescale.earliest or ''}..{timescale.latest or ''}"


def each(*rows):
    """Rows of a table as parameters, named by their text."""
    return [pytest.param(*row, id=row[0].replace("\n", "⏎") or "(empty)") for row in rows]
