"""One thing that a person says of a reading, as a frozen value with a JSON form.

Rows are named by their source line, actions by their key (`UnderstoodAction.key`), columns by their heading, so that
what was said of one thing holds when another is changed. An edit of something that is no longer there has no effect.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, astuple, dataclass, fields
from datetime import date
from typing import Any, ClassVar

from plans.importing.rulings import RULINGS
from plans.importing.understood_plan import OWN_SCHEME, UnderstoodLead
from plans.importing.vocabulary.heading_words import SAYABLE
from plans.schemes import Rating
from plans.timescales import KINDS, Timescale

FRAME = ("title", "subtitle", "organisation", "report_ref", "dated", "anchor")
"""What of the whole plan can be said; the last two are days."""
DAYS = frozenset({"dated", "anchor"})
SAID_OF_ACTION = ("ref", "text", "evidence", "outcome", "progress", "rag")
SAID_OF_RECOMMENDATION = ("ref", "text", "links_text")
ROLES = ("lead", "responsible", "supporting")


class NoSuchEdit(ValueError):
    """A stored or sent value is no edit."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is said. `name` is its kind in JSON; `known` are its fields that are one of some words, with these."""

    name: ClassVar[str]
    known: ClassVar[dict[str, Collection[str]]] = {}
    kinds: ClassVar[dict[str, type[Edit]]] = {}

    def __init_subclass__(cls) -> None:
        Edit.kinds[cls.name] = cls

    def __post_init__(self) -> None:
        for field, words in self.known.items():
            _one_of(getattr(self, field), words)


@dataclass(frozen=True, slots=True)
class Ruled(Edit):
    """A source line is a row, a band, headings, the rest of the row above, or nothing (`plans.importing.rulings`)."""

    name: ClassVar[str] = "ruled"
    known: ClassVar = {"ruling": RULINGS}
    line: int
    ruling: str


@dataclass(frozen=True, slots=True)
class RowCut(Edit):
    """A source line holds two rows: the lower begins, in each of its cells, with this printed line (from 0)."""

    name: ClassVar[str] = "cut"
    line: int
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ColumnMeans(Edit):
    """A column, named by its heading as printed, has a meaning of `SAYABLE`."""

    name: ClassVar[str] = "column"
    known: ClassVar = {"meaning": SAYABLE}
    heading: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Framed(Edit):
    """A field of the whole plan (`FRAME`); a day as "YYYY-MM-DD", "" for none."""

    name: ClassVar[str] = "frame"
    known: ClassVar = {"field": FRAME}
    field: str
    value: str

    def __post_init__(self) -> None:
        Edit.__post_init__(self)
        if self.field in DAYS and self.value:
            date.fromisoformat(self.value)


@dataclass(frozen=True, slots=True)
class SectionTitled(Edit):
    """The section that begins at a line has this title."""

    name: ClassVar[str] = "section"
    line: int
    title: str


@dataclass(frozen=True, slots=True)
class RecommendationSaid(Edit):
    """A recommendation, named by its line, has this in one of `SAID_OF_RECOMMENDATION`."""

    name: ClassVar[str] = "recommendation"
    known: ClassVar = {"field": SAID_OF_RECOMMENDATION}
    line: int
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class ActionSaid(Edit):
    """An action has this in one of `SAID_OF_ACTION`."""

    name: ClassVar[str] = "action"
    known: ClassVar = {"field": SAID_OF_ACTION}
    key: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class StepsSaid(Edit):
    """An action lists these steps after this lead-in; none makes it one thing."""

    name: ClassVar[str] = "steps"
    key: str
    lead_in: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepsApart(Edit):
    """The steps of an action are actions of their own."""

    name: ClassVar[str] = "apart"
    key: str


@dataclass(frozen=True, slots=True)
class LeadsSaid(Edit):
    """Who leads an action (`step` None) or one of its steps (from 0): (name, role, note) each."""

    name: ClassVar[str] = "leads"
    key: str
    step: int | None
    leads: tuple[tuple[str, str, str], ...]

    def __post_init__(self) -> None:
        for _name, role, _note in self.leads:
            _one_of(role, ROLES)

    def values(self) -> tuple[UnderstoodLead, ...]:
        return tuple(UnderstoodLead(name, role, note=note or None) for name, role, note in self.leads)


@dataclass(frozen=True, slots=True)
class NameMeans(Edit):
    """A name, wherever the document prints it as a lead, is this lead of the organisation or a new one so named."""

    name: ClassVar[str] = "name"
    printed: str
    lead: str


@dataclass(frozen=True, slots=True)
class Dated:
    """One timescale as edits hold it: days as "YYYY-MM-DD", "" for none."""

    text: str
    kind: str
    earliest: str = ""
    latest: str = ""

    def __post_init__(self) -> None:
        _one_of(self.kind, KINDS)
        first, last = self.value().earliest, self.value().latest
        if first and last and first > last:
            raise NoSuchEdit("a timescale ends after it begins")

    def value(self) -> Timescale:
        return Timescale(self.text, self.kind, _day(self.earliest), _day(self.latest))

    @classmethod
    def of(cls, timescale: Timescale) -> Dated:
        first, last = (day.isoformat() if day else "" for day in (timescale.earliest, timescale.latest))
        return cls(timescale.text, timescale.kind, first, last)


@dataclass(frozen=True, slots=True)
class DatesSaid(Edit):
    """The timescales of an action (`step` None) or of one of its steps (from 0)."""

    name: ClassVar[str] = "dates"
    key: str
    step: int | None
    timescales: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class WordsMean(Edit):
    """These words, wherever the document prints them as a timescale, mean this."""

    name: ClassVar[str] = "words"
    timescale: Dated


@dataclass(frozen=True, slots=True)
class RatingMeans(Edit):
    """What shows a rating (`UnderstoodAction.rag_sign`), wherever it stands, is this of the plan's scheme; "" leaves
    it not rated."""

    name: ClassVar[str] = "rating"
    printed: str
    rating: str


@dataclass(frozen=True, slots=True)
class SchemeSaid(Edit):
    """The plan's RAG scheme is this: `OWN_SCHEME`, made of the ratings (label, meaning, colour, shape, needs attention,
    means finished, code), worst first; or the number of one that is there, and no ratings."""

    name: ClassVar[str] = "scheme"
    chosen: str
    ratings: tuple[tuple[str, str, str, str, bool, bool, str], ...] = ()

    def __post_init__(self) -> None:
        if self.chosen != OWN_SCHEME and not self.chosen.isdigit():
            raise NoSuchEdit(f"“{self.chosen}” is no scheme")

    @classmethod
    def of(cls, chosen: str, ratings: tuple[Rating, ...] = ()) -> SchemeSaid:
        return cls(chosen, tuple(astuple(rating) for rating in ratings))

    def values(self) -> tuple[Rating, ...]:
        return tuple(
            Rating(
                label=label,
                meaning=meaning,
                colour=colour,
                shape=shape,
                needs_attention=attention,
                means_finished=finished,
                code=code,
            )
            for label, meaning, colour, shape, attention, finished, code in self.ratings
        )


@dataclass(frozen=True, slots=True)
class QuestionSettled(Edit):
    """A question has been answered, if only by leaving things as printed."""

    name: ClassVar[str] = "settled"
    question: str


def edit_as_json(edit: Edit) -> dict[str, Any]:
    """The edit as plain values, its kind under "edit"."""
    return {"edit": edit.name, **asdict(edit)}


def edit_from_json(value: dict[str, Any]) -> Edit:
    """The edit that plain values hold. Raises NoSuchEdit for what is none."""
    try:
        kind: Any = Edit.kinds[value["edit"]]
        given = {field.name: _held(value[field.name]) for field in fields(kind)}
        if kind is DatesSaid:
            given["timescales"] = tuple(Dated(**timescale) for timescale in value["timescales"])
        if kind is WordsMean:
            given["timescale"] = Dated(**value["timescale"])
        return kind(**given)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise NoSuchEdit(f"this is no edit: {value!r:.200}") from error


def _held(value: Any) -> Any:
    return tuple(_held(part) for part in value) if isinstance(value, list | tuple) else value


def _one_of(value: str, known) -> None:
    if value not in known:
        raise NoSuchEdit(f"“{value}” is none of {', '.join(known)}")


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
