"""The track of an action's dates: what is drawn where, in the user units of an SVG, for a template to write out.

Pure: dates in, geometry out. Words never lie over other words nor over the line of today: a label moves to one side
of its mark where that helps, and is left out where nothing does. The description holds every date in words.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plans.wording import day, number_of, short_day

WIDTH = 760
LEFT, RIGHT = 20, 740
"""The drawing's width, and where its line begins and ends; how high what stands is the template's."""

LETTER = 6.6
"""A generous width of one letter of the track's 12 px type."""

GAP = 8
"""Room between two labels, and between a label and the line of today."""

NEAR = 40
"""How far from its mark a label may begin or end."""

PRECEDENCE = ("agreed", "original", "forecast", "extension")
"""The kinds of mark in the order in which they are given room for their words."""

TIMES = ("once", "twice", "three times", "four times", "five times")
ORDINALS = ("first", "second", "third", "fourth", "fifth")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """How a date came to be what it is: the original, each day that it was moved to, and what is forecast."""

    original: date
    moves: tuple[date, ...] = ()
    forecast: date | None = None

    @property
    def agreed(self) -> date:
        return self.moves[-1] if self.moves else self.original

    @property
    def in_words(self) -> str:
        """How often and how far it moved, and how far the forecast is from it; empty where neither is so."""
        said = []
        if self.moves:
            count = len(self.moves)
            times = TIMES[count - 1] if count <= len(TIMES) else f"{count} times"
            days = (self.agreed - self.original).days
            said.append(f"Moved {times}, {number_of(abs(days), 'day')}{' earlier' if days < 0 else ''} in all.")
        if self.forecast and self.forecast != self.agreed:
            days = (self.forecast - self.agreed).days
            side = "beyond" if days > 0 else "before"
            said.append(f"Forecast {number_of(abs(days), 'day')} {side} the agreed date.")
        return " ".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A day above the line and what it is below, both from `x` by the SVG's `anchor` (start, middle, end)."""

    x: float
    anchor: str
    day: str
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A place on the line. `kind` is original, extension, agreed or forecast; `label` None where it has no room."""

    kind: str
    x: float
    label: Label | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Marks in the order of their making; `today` is a place; `ends` name the first and the last day of the line
    where there is room. `description` says in words what is drawn."""

    marks: tuple[Mark, ...]
    today: float
    ends: tuple[Label, ...]
    description: str

    @property
    def moved(self) -> tuple[float, float] | None:
        """From the original to the agreed date, where it moved."""
        return self._between(self.marks[0], self._agreed)

    @property
    def expected(self) -> tuple[float, float] | None:
        """From the agreed date to a later forecast."""
        return self._between(self._agreed, self.marks[-1])

    @property
    def _agreed(self) -> Mark:
        return next(mark for mark in self.marks if mark.kind == "agreed")

    @staticmethod
    def _between(first: Mark, last: Mark) -> tuple[float, float] | None:
        return (first.x, last.x) if first.x < last.x else None


def track(dates: Dates, *, today: date) -> Track:
    """Lay the dates out on a line that begins and ends with a month, somewhat before the first and after the last."""
    told = list(_told(dates))
    every = [on for _kind, on, _words in told] + [today]
    first, last = _month(min(every), -1), _month(max(every), 2)

    def place(on: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (on - first).days / (last - first).days, 1)

    layouts = [_layout(told, place, today, beside=beside) for beside in (False, True)]
    room, labels = max(layouts, key=lambda layout: sum(label is not None for label in layout[1]))
    ends = (Label(x=LEFT, anchor="start", day=short_day(first)), Label(x=RIGHT, anchor="end", day=short_day(last)))
    return Track(
        marks=tuple(
            Mark(kind=kind, x=place(on), label=label) for (kind, on, _words), label in zip(told, labels, strict=True)
        ),
        today=place(today),
        ends=tuple(filter(None, map(room.take, ends))),
        description=_description(dates, today),
    )


def words_across(label: Label) -> tuple[float, float]:
    """Where a label begins and ends from left to right, at most."""
    width = LETTER * max(len(label.day), len(label.words))
    left = label.x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    return left, left + width


def _layout(told, place, today: date, *, beside: bool) -> tuple[_Room, list[Label | None]]:
    """Each mark’s label, placed in the order of `PRECEDENCE`. `beside`: the first of them keeps left of its mark, so
    as to leave room to its right."""
    room = _Room(place(today))
    labels: list[Label | None] = [None] * len(told)
    turns = sorted(range(len(told)), key=lambda number: PRECEDENCE.index(told[number][0]))
    for turn, number in enumerate(turns):
        _kind, on, words = told[number]
        labels[number] = room.label(place(on), short_day(on), words, beside=beside and turn == 0)
    return room, labels


class _Room:
    """What is taken from left to right, at first by the line of today."""

    def __init__(self, today: float):
        self._today = today
        self._taken = [(today - 1, today + 1)]

    def label(self, x: float, said: str, words: str, *, beside: bool = False) -> Label | None:
        """The label over its mark, or beside the mark or the line of today where that is near, or None."""
        places = [("middle", x), ("end", x + GAP), ("start", x - GAP), ("end", x - GAP), ("start", x + GAP)]
        if beside:
            places = [*places[1:], places[0]]
        if abs(x - self._today) < NEAR:
            places += [("end", self._today - GAP - 1), ("start", self._today + GAP + 1)]
        for anchor, at in places:
            label = self.take(Label(x=round(at, 1), anchor=anchor, day=said, words=words))
            if label:
                return label
        return None

    def take(self, label: Label) -> Label | None:
        """The label, if nothing else is there."""
        left, right = words_across(label)
        inside = left >= 0 and right <= WIDTH
        if not inside or any(left < b + GAP and a - GAP < right for a, b in self._taken):
            return None
        self._taken.append((left, right))
        return label


def _told(dates: Dates) -> Iterable[tuple[str, date, str]]:
    """Each mark's kind, day and words."""
    if dates.moves:
        yield "original", dates.original, "original"
    for number, on in enumerate(dates.moves[:-1]):
        yield "extension", on, f"{ORDINALS[number]} extension" if number < len(ORDINALS) else "extension"
    agreed = "agreed now" if dates.moves else "agreed"
    yield "agreed", dates.agreed, f"{agreed} and forecast" if dates.forecast == dates.agreed else agreed
    if dates.forecast and dates.forecast != dates.agreed:
        yield "forecast", dates.forecast, "forecast"


def _month(on: date, months: int) -> date:
    """The first day of the month so many months away."""
    number = on.year * 12 + on.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _description(dates: Dates, today: date) -> str:
    then = [f"moved to {day(dates.moves[0])}", *(f"then to {day(on)}" for on in dates.moves[1:])] if dates.moves else []
    agreed = ", ".join([f"Original date {day(dates.original)}", *then]) if then else f"Agreed date {day(dates.agreed)}"
    forecast = f" Forecast {day(dates.forecast)}." if dates.forecast else ""
    return f"{agreed}. Today is {day(today)}.{forecast}"
