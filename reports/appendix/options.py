"""What the officer chooses when an appendix is made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Literal

from plans.canonical import digest
from plans.exemptions import Exempt
from plans.sheets.marks import Seal
from plans.state import PlanState

Paper = Literal["a4", "a3", "large"]
"""A4 or A3 across, or A4 upright in large print: one action after the other, label and value, in 16 points."""

Rows = Literal["", "exceptions", "listed"]
Grouping = Literal["", "recommendation", "lead", "due"]
Order = Literal["", "due", "rating", "lead"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenColumn:
    """A column of the plan's table as an officer sets it: its `key` (`columns.key_of`), whether it is printed, its
    width in per cent (0: as its words need) and its heading (empty: the plan's own)."""

    key: str
    on: bool = True
    width: float = 0.0
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The ratings of an issued paper: its name ("No 2") and that of its period; of each rating and at last of none its
    label (of none ""), how many actions the public version counts, and how many there were."""

    name: str
    paper: str
    counts: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """The paper before: the name of its period, its own ("No 2"), the position that it was made of, and the ratings of
    the last papers up to it, the oldest first."""

    name: str
    paper: str
    state: PlanState
    earlier: tuple[Earlier, ...] = ()

    def __str__(self) -> str:
        words = f"{self.paper}, {self.name}: {digest(self.state)}"
        return f"{words} {self.earlier}" if self.earlier else words

    def plain(self) -> dict:
        """All but the position, as JSON holds it."""
        earlier = {"earlier": [asdict(each) for each in self.earlier]} if self.earlier else {}
        return {"name": self.name, "paper": self.paper, **earlier}

    @classmethod
    def of_plain(cls, plain: dict, state: PlanState) -> Before:
        """What was kept, with its position."""
        earlier = tuple(
            Earlier(name=each["name"], paper=each["paper"], counts=tuple(map(tuple, each["counts"])))
            for each in plain.get("earlier", ())
        )
        return cls(name=plain["name"], paper=plain["paper"], state=state, earlier=earlier)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`on` is the day that every figure and every "days late" is true of. `report_ref` is the whole reference,
    the appendix letter included ("142/2026 Appendix A"); empty `report_ref` and `committee` are the plan's own.
    `period_on` is the position date of the period that `period_name` names. `learnt` says how an earlier position
    became known. `people` are those whom a paper without names must not name: each with the post that is printed
    instead, or nothing; `left` are the keys of the places where a name stands all the same (`anonymity.Mention`), and
    `replaced` the words that are names though nothing says so (`anonymity.Doubt`).
    `head` is the head of the trail from which the appendix was drawn, printed small at the end. `issued_as` is
    what an issued paper is called ("Paper No 3"); each page of one that is `restricted` says that it is not for
    publication. With `since`, the paper says what changed since the one before. A `public` version leaves out what is
    `exempt`; a restricted one marks it, and says that it is by the paragraphs of that, and by those of the `grounds`,
    that it is not for publication; `named` says that it has people's names, where the public one has posts. With a
    `seal` its rows are marked, and known by that when the file comes home.

    `columns` are those that are set otherwise than the plan has them, in their order; those that are not among them
    follow. Of the actions those of `rows` are printed, which are those `listed`, the exceptions, or all (""), and
    `rows_told` says which they are; figures are of the whole plan. `grouping` and `order` are the plan's own where they
    are empty. What is printed where nobody says otherwise is left out by `without_…`."""

    on: date
    report_ref: str = ""
    committee: str = ""
    meeting_on: date | None = None
    author: str = ""
    period_name: str = ""
    period_on: date | None = None
    learnt: str = ""
    paper: Paper = "a4"
    posts_instead_of_people: bool = False
    people: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    head: str = ""
    draft: bool = True
    include_exceptions: bool = True
    all_exceptions: bool = False
    issued_as: str = ""
    restricted: bool = False
    since: Before | None = None
    public: bool = False
    exempt: tuple[Exempt, ...] = ()
    grounds: tuple[int, ...] = ()
    named: bool = False
    columns: tuple[ChosenColumn, ...] = ()
    rows: Rows = ""
    listed: tuple[int, ...] = ()
    rows_told: str = ""
    grouping: Grouping = ""
    order: Order = ""
    without_summary: bool = False
    without_meanings: bool = False
    without_abbreviations: bool = False
    seal: Seal | None = None

    @property
    def unrestricted(self) -> Options:
        """The same paper for those who may read all of it."""
        return replace(
            self,
            public=False,
            restricted=True,
            named=self.posts_instead_of_people,
            posts_instead_of_people=False,
            people=(),
            left=(),
            replaced=(),
        )

    def plain(self) -> dict:
        """The options that are chosen, as JSON holds them; `of_plain` reads them back."""
        chosen = {field.name: getattr(self, field.name) for field in fields(self)}
        chosen = {name: value for name, value in chosen.items() if value not in (None, "", (), False)}
        chosen.pop("seal", None)
        if self.since:
            chosen["since"] = self.since.plain()
        if self.exempt:
            chosen["exempt"] = [mark.id for mark in self.exempt]
        if self.columns:
            chosen["columns"] = [asdict(column) for column in self.columns]
        return json.loads(json.dumps(chosen, default=date.isoformat))

    @classmethod
    def of_plain(cls, plain: dict, before: PlanState | None = None, marks: Iterable[Exempt] = ()) -> Options:
        """The options that were kept; `before` is the position of the paper before, `marks` those of the plan."""
        read = dict(plain)
        since = read.pop("since", None)
        if since and before:
            read["since"] = Before.of_plain(since, before)
        for name in ("on", "meeting_on", "period_on"):
            if read.get(name):
                read[name] = date.fromisoformat(read[name])
        read["people"] = tuple((name, post) for name, post in read.get("people", ()))
        known = {mark.id: mark for mark in marks}
        for name in ("left", "replaced", "listed", "grounds"):
            read[name] = tuple(read.get(name, ()))
        read["exempt"] = tuple(known[pk] for pk in read.get("exempt", ()))
        read["columns"] = tuple(ChosenColumn(**column) for column in read.get("columns", ()))
        # Options that are on where nobody says otherwise are left out where they are off.
        for name in ("draft", "include_exceptions"):
            read.setdefault(name, False)
        return cls(**read)


def content_digest(state: PlanState, options: Options) -> str:
    """SHA-256, in hexadecimal, of the state and of the options that shape the appendix; never of its bytes.

    Options at their default are left out, so that a new option leaves old digests alone. `head` and `seal` are left out
    too: they tell where the content was drawn from, and are no part of it.
    """
    chosen = {
        field.name: str(getattr(options, field.name))
        for field in fields(options)
        if field.name not in ("head", "seal") and getattr(options, field.name) != field.default
    }
    text = json.dumps({"options": chosen, "state": digest(state)}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
