"""How a command sets a paper: as is kept of the plan's, and otherwise where an argument says so."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.core.management.base import CommandError

from reports.appendix.options import ChosenColumn
from reports.forms.issue import GROUPINGS, ORDERS
from reports.settings import LISTED, Settings

LAYOUT = ("rows", "filter", "bands", "order", "column", "summary", "meanings", "abbreviations")
"""The arguments that say how the table is set, and what stands before it."""

_OWN = "own"
"""What an argument calls the plan's own bands and order."""


def add_layout(parser: ArgumentParser) -> None:
    """The arguments of `LAYOUT`; what is not given is None."""
    parser.add_argument("--rows", choices=["all", "exceptions"], help="which rows the table has")
    parser.add_argument(
        "--filter", metavar="QUERY", help="the rows that the list of actions shows for it, such as when=overdue"
    )
    parser.add_argument("--bands", choices=_choices(GROUPINGS), help="what the table is grouped by")
    parser.add_argument("--order", choices=_choices(ORDERS), help="the order within the bands")
    parser.add_argument(
        "--column",
        action="append",
        metavar="COLUMN[=WIDTH[:HEADING]]",
        help="a column that is printed, by its heading or key, in this order; its width in per cent and another "
        "heading; the others are not printed",
    )
    for name, words in (
        ("summary", "the covering summary"),
        ("meanings", "what the ratings and words mean"),
        ("abbreviations", "the plan's abbreviations"),
    ):
        parser.add_argument(f"--{name}", action=BooleanOptionalAction, default=None, help=words)


def _choices(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [value or _OWN for value, _words in pairs]


def set_by(
    begun: Settings, given: Mapping, names: Mapping[str, str], columns: Callable[[], Sequence[tuple[str, str]]]
) -> Settings:
    """The settings with what was given: `names` are fields by their arguments, beside those of `LAYOUT`; `columns` the
    keys and headings that there are. Raises CommandError."""
    found = {field: given[name] for name, field in names.items() if given[name] is not None}
    found |= {name: given[name] for name in ("summary", "meanings", "abbreviations") if given[name] is not None}
    if given["rows"] and given["filter"]:
        raise CommandError("Give --rows or --filter, not both.")
    if given["rows"]:
        found |= {"rows": "" if given["rows"] == "all" else given["rows"], "filter": ""}
    if given["filter"]:
        found |= {"rows": LISTED, "filter": given["filter"]}
    for name, field in (("bands", "grouping"), ("order", "order")):
        if given[name]:
            found[field] = "" if given[name] == _OWN else given[name]
    if given["column"]:
        found["columns"] = _columns(given["column"], dict(columns()))
    return replace(begun, **found)


def _columns(asked: Sequence[str], known: Mapping[str, str]) -> tuple[ChosenColumn, ...]:
    called = {heading.casefold(): key for key, heading in known.items()} | {key: key for key in known}
    found: dict[str, ChosenColumn] = {}
    for column in map(_column, asked):
        key = called.get(column.key) or called.get(column.key.casefold())
        if key is None:
            there = ", ".join(f"{key} ({heading})" for key, heading in known.items())
            raise CommandError(f"--column: there is no column “{column.key}”. There are: {there}.")
        found[key] = replace(column, key=key)
    off = (ChosenColumn(key=key, on=False) for key in known if key not in found)
    return (*found.values(), *off)


def _column(text: str) -> ChosenColumn:
    key, _, told = text.partition("=")
    width, _, heading = told.partition(":")
    try:
        wide = float(width or 0)
    except ValueError as error:
        raise CommandError(f"--column: “{width}” is no width in per cent, such as 12.") from error
    if wide and not 3 <= wide <= 70:
        raise CommandError("--column: a column is between 3 and 70 per cent wide.")
    return ChosenColumn(key=key, width=wide, heading=heading)
