"""The mark that every file bears which the application makes, so that it is known when it comes home.

    action-plans/1/appendix/parks-plan/2026-11-29/12.0123456789abcdef

One word of plain characters, so that no program takes it apart: it goes unharmed through the properties (the
keywords) of a PDF, a Word document, a workbook and a web page, through the heading of an empty last column of a CSV
or a sheet, and through whatever saves these again. `find` finds it in any text. Where a program has dropped it,
`resembles` knows what only our own files say; of which plan and day is then often lost.

A file that bears it is nobody's later edition: read as one, what a person changed in a cell would be another action.
Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from plans.wording import day

VERSION = 1
APPENDIX, LIST, SINCE, LOG, INDEX, SHEET, TABLE = "appendix", "list", "since", "log", "index", "sheet", "table"

DRAWN = "Drawn from the record as at"
"""How the line begins that ends each appendix: the day follows."""

_HEADINGS = (
    {"Section timescale", "Recommendation ref", "Days late", "Owes an update", "Printed row"},
    {"Also named", "Lateness", "Timescale without a date", "Owes an update", "Latest words"},
    {"What happened", "Not comparable because", "RAG then", "RAG now", "Last word on"},
    {"Moment", "What was done", "Before and after", "Rows written", "Digest of the link"},
    {"Action’s words", "Added on", "Withdrawn because", "SHA-256", "Not here because"},
)
"""Headings that stand together in one of our tables, and in no document; in the order of `_KINDS`."""
_KINDS = (APPENDIX, LIST, SINCE, LOG, INDEX)
_SAYS = {
    APPENDIX: "the appendix",
    LIST: "a list of actions",
    SINCE: "what changed",
    LOG: "the audit log",
    INDEX: "the index of an export",
    SHEET: "a sheet that was sent out to be filled in",
    TABLE: "a list that was taken away",
}
_OF = {SINCE: "in"}

_MARK = re.compile(
    r"action-plans/(?P<version>\d{1,3})/(?P<kind>[a-z-]{1,20})/(?P<plan>[\w-]{0,80})/"
    r"(?P<on>\d{4}-\d{2}-\d{2})?(?:/(?P<at>[\w.-]{1,60}))?",
    re.ASCII,
)
_ROW_OF_A_SHEET = re.compile(r"AP\d{1,9}-\d{1,12}-[0-9A-Z]{10}-[0-9A-Z]{2}")
"""The key of a row (`plans.sheets.keys`)."""
_ROW_OF_A_FILE = re.compile(r"\bAQ\d{1,9}-\d{1,12}-[0-9A-Z]{11}-\d{6}[A-Z]{0,4}-[0-9A-Z]{10}-[0-9A-Z]{2}")
"""The mark of a row (`plans.sheets.marks`)."""
_DRAWN = re.compile(rf"{DRAWN} (\d{{1,2}} [A-Z][a-z]+ \d{{4}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a file says of itself: its kind, the slug of its plan (empty for a list of several), the day that it is
    true of, and the moment that it was drawn from the record: the link of the plan's chain, where it is of one plan
    ("12.0123456789abcdef", its number and the beginning of its digest). `on` is None where only its look tells what
    it is."""

    kind: str
    plan: str = ""
    on: date | None = None
    at: str = ""
    version: int = VERSION

    def __str__(self) -> str:
        on = self.on.isoformat() if self.on else ""
        return f"action-plans/{self.version}/{self.kind}/{self.plan}/{on}{f'/{self.at}' if self.at else ''}"

    @property
    def in_words(self) -> str:
        """What it is, of which plan and day, as far as it tells."""
        words, of = _SAYS.get(self.kind, "a file"), _OF.get(self.kind, "of")
        any_plan = "" if self.kind in (LIST, SHEET, TABLE) else f" {of} a plan"
        whose = f" {of} the plan “{self.plan}”" if self.plan else any_plan
        return f"{words}{whose}{f' as at {day(self.on)}' if self.on else ''}"


def link(head: str) -> str:
    """The head of a chain as reports print it ("12 0123…"), as a mark holds it."""
    position, _, digest = head.partition(" ")
    return f"{position}.{digest[:16]}" if digest else ""


def find(text: str) -> Mark | None:
    """The first mark in a text."""
    found = _MARK.search(text)
    if found is None:
        return None
    try:
        on = date.fromisoformat(found["on"]) if found["on"] else None
    except ValueError:
        return None
    return Mark(kind=found["kind"], plan=found["plan"], on=on, at=found["at"] or "", version=int(found["version"]))


def marks_row(text: str) -> bool:
    """Whether the mark of a row stands in a text."""
    return bool(_ROW_OF_A_FILE.search(text))


def resembles(texts: Iterable[str]) -> Mark | None:
    """What the texts of one row, or one paragraph, tell of a file whose mark is lost."""
    said = {" ".join(text.split()) for text in texts}
    if any(map(_ROW_OF_A_SHEET.fullmatch, said)):
        return Mark(kind=SHEET)
    if any(map(marks_row, said)):
        return Mark(kind=APPENDIX)
    for kind, headings in zip(_KINDS, _HEADINGS, strict=True):
        if headings <= said:
            return Mark(kind=kind)
    drawn = next(filter(None, map(_DRAWN.search, said)), None)
    if drawn is None:
        return None
    try:
        on = datetime.strptime(drawn[1], "%d %B %Y").date()
    except ValueError:
        return None
    return Mark(kind=APPENDIX, on=on)
