"""The mark of a row in a file that the application makes: whose row it is, as of when, and what each cell said. Pure.

    AQ3-412-0HJ5M2K9XD4-261129P-K4Q2M9XD4T-7B ACK4Q2M.RGZZ2T9

Plan 3, action 412, as known at a moment, of the position of 29 November 2026, of a public version; a seal, which nobody
guesses; check letters. Then, for each cell, its column and the print of what it said, and what was printed beside its
own words (a reference before them, how late it is below). A row that goes on from the one above says "+"; one of no
action has the number 0.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from plans.sheets import fields as f
from plans.sheets.keys import CHECK, LETTERS, SEAL, letters
from plans.sheets.prints import beside, print_of, prints_of, without

PUBLIC, NAMELESS, LIST, FLAT, OUTSIDE, VALUE = "P", "N", "L", "D", "O", "V"
"""Of a file that leaves out what is exempt; of one that prints posts instead of people; of a list; of a row of flat
data, which programs that open a CSV make days and numbers of; of what was printed outside of the rows; of one value of
an action, which stands by itself in large print."""

_UNLABELLED = "W"
"""What stands before the print of a value that has no label beside it."""

CODES = {
    f.TEXT: "AC", f.LEAD: "LD", f.RAG: "RG", f.PROGRESS: "PR", f.FORECAST: "FC", f.DATE: "DU", f.RESPONSIBLE: "RO",
    f.EVIDENCE: "EV", f.OUTCOME: "OC", f.RELATED: "RP", f.TIMESCALE: "TS",
    "Section": "Z0", "Section timescale": "Z1", "Recommendation ref": "Z2", "Recommendation": "Z3", "Sources": "Z4",
    "Links to findings": "Z5", "Ref": "Z6", "Supporting": "Z7", "First due": "Z8", "Extensions": "Z9",
    "Past date": "ZA", "Days late": "ZB", "No date": "ZC", "Stage": "ZD", "Position on": "ZE", "Owes an update": "ZF",
    "Evidence filed": "ZG", "Printed row": "ZH", "Since the last paper": "ZJ", "How it is known": "ZK", "Plan": "ZM",
    "Also named": "ZN", "Lateness": "ZP", "Timescale without a date": "ZQ", "RAG in the last paper": "ZR",
    "Last update": "ZS", "Forecast late": "ZT", "Not for publication": "ZU",
}  # fmt: skip
"""From each field, and each heading that can't be taken, to its two letters. They stand in files for good: none is ever
another's."""

HEADINGS = {
    "Action": f.TEXT,
    "Lead": f.LEAD,
    "Responsible officer": f.RESPONSIBLE,
    "Evidence expected": f.EVIDENCE,
    "Timescale": f.TIMESCALE,
    "Due": f.DATE,
    "Forecast": f.FORECAST,
    "RAG": f.RAG,
    "Progress": f.PROGRESS,
    "Latest words": f.PROGRESS,
    "Outcome": f.OUTCOME,
    "Links to other plans": f.RELATED,
}
"""From a heading of flat data to the field that its cells are; any other heading is itself the name."""

MOST_PRINTED = 30_000
"""Letters of prints that a cell of a workbook holds beside their key."""

MOST_KEPT, LONG = 2_000, 500
"""Texts of a column whose marks are kept, and letters of one that is not."""

_OF_ROW = str.maketrans("", "", FLAT + OUTSIDE + VALUE)
"""What flags say of a row and not of its file."""

_NAMES = {code: name for name, code in CODES.items()}
_MOMENT = 11
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KEY = re.compile(
    rf"\bAQ(\d{{1,9}})-(\d{{1,12}})-([0-9A-Z]{{{_MOMENT}}})-(\d{{6}})([A-Z]{{0,4}})-([0-9A-Z]{{{SEAL}}})"
    rf"-([0-9A-Z]{{{CHECK}}})(?: +(\+|[0-9A-Z.]+))?",
    re.ASCII,
)
_CELL = re.compile(
    r"(?P<code>[0-9A-Z]{2})(?P<all>[0-9A-Z]{5})(?:B(?P<before>[0-9A-Z]{6}))?(?:A(?P<after>[0-9A-Z]{6}))?"
    r"(?:O(?P<own>[0-9A-Z]{5}))?"
)
"""Print of all, what stands before and after, and print of what is the cell's own without these."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says as it is written, by its field or heading; `before` and `after` are what of it is printed beside
    its own words."""

    name: str
    text: str
    before: str = ""
    after: str = ""

    def mark(self, code: str) -> str:
        told = f"{code}{print_of(self.text)}"
        before, after = (beside(each) if each else "" for each in (self.before, self.after))
        if before or after:
            own = print_of(without(self.text, before, after))
            told += (f"B{before}" if before else "") + (f"A{after}" if after else "") + f"O{own}"
        return told


class PlainCells(dict[str, str]):
    """The marks of one column's cells, which have nothing beside their own words, by their texts. They are kept: in a
    list of thousands a rating, a day, a lead comes again, and a recommendation with each of its actions."""

    def __init__(self, name: str):
        super().__init__()
        self._code = CODES[name]

    def __missing__(self, text: str) -> str:
        told = f"{self._code}{print_of(text)}"
        if len(self) < MOST_KEPT and len(text) < LONG:
            self[text] = told
        return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """From what a row was drawn: which plan, as known at which moment, of which day's position, with which `flags`."""

    plan: int
    known: datetime
    on: date
    flags: str = ""


@dataclass(frozen=True, slots=True)
class Seal:
    """Marks the rows of one plan in one file. `extras` are the headings of the plan's own columns, in the order of
    `extras_of`."""

    drawn: Drawn
    secret: str = field(repr=False)

    def row(self, action: int, cells: Iterable[Said], extras: tuple[str, ...] = (), flags: str = "") -> str:
        """The mark of an action's row with these cells."""
        own = {f"{f.EXTRA}{name}": f"X{letter}" for letter, name in zip(LETTERS, extras, strict=False)}
        codes = CODES | own if own else CODES
        marks = (each.mark(codes[each.name]) for each in cells if each.name in codes)
        return f"{self.key(action, flags)} {'.'.join(marks)}".rstrip()

    def plain_row(self, action: int, told: Iterable[str], flags: str = "") -> str:
        """The same of cells with nothing beside their own words, of which the marks are told (`PlainCells`)."""
        return f"{self.key(action, flags)} {'.'.join(told)}"

    def value(self, action: int, cell: Said, extras: tuple[str, ...], flags: str, *, is_labelled: bool) -> str:
        """The mark of one value of an action, beside its label or without one."""
        key, _, told = self.row(action, [cell], extras, f"{flags}{VALUE}").partition(" ")
        return f"{key} {told if is_labelled else f'{_UNLABELLED}.{told}'}"

    def more(self, action: int, flags: str = "") -> str:
        """That of a row that goes on from the one above."""
        return f"{self.key(action, flags)} +"

    def outside(self, prints: str) -> str:
        """What bears the prints of all that stands outside of the rows; nothing where a cell can't hold it."""
        return f"{self.key(0, OUTSIDE)} {prints}" if prints and len(prints) < MOST_PRINTED else ""

    def key(self, action: int, flags: str = "") -> str:
        drawn, own = self.drawn, self.drawn.flags + flags
        start = f"AQ{drawn.plan}-{action}-{_of_moment(drawn.known)}-{_of_day(drawn.on)}{own}"
        start = f"{start}-{_seal(self.secret, start)}"
        return f"{start}-{_check(start)}"


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """What a mark tells of one cell."""

    code: str
    all: str
    before: str = ""
    after: str = ""
    own: str = ""

    def still_says(self, text: str, *, loose: bool = False) -> bool:
        """Whether a text is what was printed, or what of it is the cell's own."""
        return self.all in prints_of(text, loose=loose) or bool(
            self.own and self.own in prints_of(self.own_words(text))
        )

    def own_words(self, text: str) -> str:
        """The text without what was printed beside the cell's own words."""
        return without(text, self.before, self.after)

    def name(self, extras: tuple[str, ...]) -> str:
        """Its field or heading; "" for a code that nothing has."""
        if self.code[0] == "X":
            at = LETTERS.find(self.code[1])
            return f"{f.EXTRA}{extras[at]}" if 0 <= at < len(extras) else ""
        return _NAMES.get(self.code, "")


@dataclass(frozen=True, slots=True)
class RowMark:
    """A mark as it was found, whole by its check letters. `goes_on`: its row belongs to the one above; `is_flat`: it is
    one of flat data; `is_value`: it is that of one value, which may be `is_unlabelled`."""

    drawn: Drawn
    action: int
    cells: tuple[PrintedCell, ...]
    goes_on: bool
    is_flat: bool
    is_value: bool
    is_unlabelled: bool
    start: str = field(repr=False)
    seal: str = field(repr=False)
    printed: frozenset[str] = frozenset()
    """The prints of what stands outside of the rows."""

    def is_sealed(self, secrets: Iterable[str]) -> bool:
        """Whether it was made with one of these."""
        return any(hmac.compare_digest(self.seal, _seal(secret, self.start)) for secret in secrets)


def find(text: str) -> RowMark | None:
    """The first whole mark in a text."""
    for found in _KEY.finditer(text) if "AQ" in text else ():
        plan, action, moment, day, flags, seal, check, told = found.groups()
        start = f"AQ{plan}-{action}-{moment}-{day}{flags}"
        if _check(f"{start}-{seal}") != check:
            continue
        try:
            on, known = datetime.strptime(day, "%y%m%d").date(), _moment(moment)
        except ValueError:
            continue
        cells = tuple(
            PrintedCell(m["code"], m["all"], m["before"] or "", m["after"] or "", m["own"] or "")
            for m in map(_CELL.fullmatch, (told or "").split("."))
            if m
        )
        drawn = Drawn(plan=int(plan), known=known, on=on, flags=flags.translate(_OF_ROW))
        printed = frozenset((told or "").split(".")) if OUTSIDE in flags else frozenset[str]()
        return RowMark(
            drawn,
            int(action),
            cells,
            told == "+",
            FLAT in flags,
            VALUE in flags,
            _UNLABELLED in (told or "").split("."),
            start,
            seal,
            printed,
        )
    return None


def going_on(mark: str) -> str:
    """The mark of what goes on from the row with this one."""
    return f"{mark.partition(' ')[0]} +" if mark else ""


def unmarked(text: str) -> str:
    """The text without its marks."""
    return _KEY.sub("", text).strip() if "AQ" in text else text


@lru_cache(1024)
def _of_day(day: date) -> str:
    return f"{day:%y%m%d}"


@lru_cache(1024)
def _of_moment(moment: datetime) -> str:
    number = (moment - _EPOCH) // timedelta(microseconds=1)
    return "".join(LETTERS[number >> 5 * at & 31] for at in reversed(range(_MOMENT)))


def _moment(told: str) -> datetime:
    number = 0
    for letter in told:
        number = number << 5 | LETTERS.index(letter)
    if number >= 1 << 52:
        raise ValueError(told)
    return _EPOCH + timedelta(microseconds=number)


def _seal(secret: str, start: str) -> str:
    return letters(hmac.digest(secret.encode(), f"row {start}".encode(), "sha256"), SEAL)


def _check(start: str) -> str:
    return letters(hashlib.sha256(start.encode()).digest(), CHECK)
