"""What the filter panel shows: each heading with its options, how many actions each would leave, what is on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from plans import stages
from plans.filters import NONE, ratings
from plans.filters.action_filter import DATES, FLAGS, MOVED, Option
from plans.filters.facets import DAYS
from plans.filters.fields import YES
from plans.filters.listing import Listing
from plans.filters.scope import Scope
from plans.models import Plan
from plans.wording import number_of

FEW = 6
"""Options that a long heading shows before the rest is opened."""

USUAL_STAGES = (stages.NOT_STARTED, stages.IN_PROGRESS, stages.CLAIMED, stages.VERIFIED)


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a heading."""

    id: str
    name: str
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Heading:
    """`first` always stands open, `rest` (of a long heading) under `opens`, the words that open it."""

    id: str
    legend: str
    first: tuple[Choice, ...]
    rest: tuple[Choice, ...] = ()
    opens: str = ""


class Panel:
    """The headings of one listing, and the words for every option that is on."""

    def __init__(self, listing: Listing):
        self._listing, self._scope, self._facets = listing, listing.scope, listing.facets

    @cached_property
    def _labels(self) -> dict[Option, str]:
        return _labels(self._listing)

    @cached_property
    def _places(self) -> dict[Option, int]:
        return {option: place for place, option in enumerate(self._labels)}

    def label(self, option: Option) -> str:
        """Such as "RAG: Red", "Overdue", "Words: court reports"."""
        heading = _CHIP_HEADINGS.get(option[0])
        label = _label(self._listing, option)
        return f"{heading}: {label}" if heading else label

    def headings(self) -> Iterable[Heading]:
        """In the order of the page; one that offers no choice is left out."""
        yield self._heading("rag", "RAG", self._ratings())
        days = sorted({*map(str, DAYS), *self._chosen("due_within")}, key=int)
        due = [("when", "overdue"), *(("due_within", each) for each in days), ("when", "no_date")]
        yield self._heading("due", "When due", due)
        yield self._heading("only", "Only", self._flags())
        if len(self._scope.plans) > 1:
            yield self._heading("plan", "Plan", self._named("plan"))
        if len({plan.status for plan in self._scope.plans}) > 1 or self._chosen("status"):
            yield self._heading("status", "Status of the plan", self._named("status"))
        leads = sorted(self._telling("lead"), key=lambda option: (-self._facets.count(option), self._labels[option]))
        if leads:
            yield self._long("lead", "Lead", leads)
        yield self._heading("stage", "Stage", self._stages())
        sections = self._telling("section")
        if len(sections) > 1 or self._chosen("section"):
            yield self._long("section", "Section", sections)

    def _ratings(self) -> list[Option]:
        """Those of the chosen plans' schemes, else of all, with whatever is on."""
        own = {("rag", rating.value) for rating in _ratings_of(self._scope, self._chosen("plan"))}
        named = self._named("rag")
        return [each for each in named if each in own or each[1] == NONE or self._on(each)]

    def _flags(self) -> list[Option]:
        flags = [("off_track", YES), *(("when", flag) for flag in FLAGS), ("mine", YES)]
        seldom = {"mine", "asked", *MOVED}
        return [each for each in flags if not seldom & {*each} or self._facets.count(each) or self._on(each)]

    def _stages(self) -> list[Option]:
        return [
            each
            for each in self._named("stage")
            if each[1] in USUAL_STAGES or self._facets.count(each) or self._on(each)
        ]

    def _named(self, name: str) -> list[Option]:
        return [option for option in self._labels if option[0] == name]

    def _telling(self, name: str) -> list[Option]:
        """The options that would leave an action, and those that are on."""
        return [option for option in self._named(name) if self._facets.count(option) or self._on(option)]

    def _chosen(self, name: str) -> list[str]:
        return [value for each, value in self._facets.chosen if each == name]

    def _on(self, option: Option) -> bool:
        return option in self._facets.chosen

    def _long(self, name: str, legend: str, options: list[Option]) -> Heading:
        """The first few options and whatever is on; the rest can be opened."""
        if len(options) <= FEW + 1:
            return self._heading(name, legend, options)
        shown = [option for place, option in enumerate(options) if place < FEW or self._on(option)]
        rest = [option for option in options if option not in shown]
        words = f"All {number_of(len(options), legend.lower())}" if rest else ""
        return self._heading(name, legend, shown, rest, words)

    def _heading(self, name, legend, options, rest=(), opens="") -> Heading:
        first = tuple(self._choice(option) for option in options)
        return Heading(f"filter-{name}", legend, first, tuple(self._choice(option) for option in rest), opens)

    def _choice(self, option: Option) -> Choice:
        name, value = option
        return Choice(
            id=f"{name}-{self._places[option]}",
            name=name,
            value=value,
            label=self._labels[option],
            count=self._facets.count(option),
            chosen=self._on(option),
        )


_CHIP_HEADINGS = {
    "words": "Words",
    "rag": "RAG",
    "plan": "Plan",
    "status": "Status of the plan",
    "lead": "Lead",
    "stage": "Stage",
    "section": "Section",
}


def _ratings_of(scope: Scope, slugs: list[str]) -> list[ratings.Rating]:
    """What the actions of these plans can be rated; of none, those of all that are seen."""
    schemes = {plan.scheme_id for plan in scope.plans if not slugs or plan.slug in slugs}
    return ratings.of_schemes(scope.ratings, scope.rags, schemes)


def _rating(listing: Listing, value: str) -> str:
    """The word of a rating; with its meaning where another of those that are offered has the same word."""
    scope = listing.scope
    found = next((rating for rating in scope.ratings if rating.value == value), None)
    if found is None:
        return "Not rated"
    offered = _ratings_of(scope, listing.filters.data.getlist("plan"))
    return found.word if found in ratings.alone_in_their_word(offered) else found.label


def _label(listing: Listing, option: Option) -> str:
    """What one option is called."""
    name, value = option
    scope = listing.scope
    match name:
        case "rag":
            return _rating(listing, value)
        case "when":
            return (DATES | FLAGS)[value]
        case "due_within":
            return f"Due within {number_of(int(value), 'day')}"
        case "off_track" | "mine":
            return {"off_track": "Off track", "mine": "Mine"}[name]
        case "plan":
            return next(plan.title for plan in scope.plans if plan.slug == value)
        case "status":
            return Plan.Status(value).label
        case "lead":
            return "Nobody" if value == NONE else listing.filters.leads.get(int(value)) or listing.facets.leads[value]
        case "stage":
            return stages.STAGES[value]
        case "section":
            return "No section" if value == NONE else value
    return value


def _labels(listing: Listing) -> dict[Option, str]:
    """The label of every option that there is, in the order of the page."""
    scope = listing.scope
    options: list[Option] = [("rag", rating.value) for rating in scope.ratings] + [("rag", NONE)]
    options += [("when", value) for value in DATES | FLAGS]
    options += [("due_within", each) for each in {*map(str, DAYS), *listing.filters.data.getlist("due_within")}]
    options += [("off_track", YES), ("mine", YES)]
    options += [("plan", plan.slug) for plan in scope.plans]
    options += [("status", value) for value, _label in Plan.Status.choices]
    options += [("lead", lead) for lead in {**listing.facets.leads, **dict.fromkeys(map(str, listing.filters.leads))}]
    options += [("lead", NONE), *(("stage", stage) for stage in stages.STAGES)]
    options += [("section", title) for title in scope.sections]
    return {option: _label(listing, option) for option in options}
