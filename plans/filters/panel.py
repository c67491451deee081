"""What the filter panel shows: each heading with its options, how many actions each would leave, what is on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plans import stages
from plans.filters import NONE
from plans.filters.action_filter import DATES, FLAGS
from plans.filters.facets import DAYS, Option
from plans.filters.fields import YES
from plans.filters.listing import Listing
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
        self._scope, self._facets = listing.scope, listing.facets
        self._labels = _labels(listing)
        self._places = {option: place for place, option in enumerate(self._labels)}

    def label(self, option: Option) -> str:
        """Such as "RAG: Red", "Overdue", "Words: court reports"."""
        name, value = option
        heading = _CHIP_HEADINGS.get(name)
        label = value if name == "words" else self._labels[option]
        return f"{heading}: {label}" if heading else label

    def headings(self) -> Iterable[Heading]:
        """In the order of the page; one that offers no choice is left out."""
        yield self._heading("rag", "RAG", self._named("rag"))
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

    def _flags(self) -> list[Option]:
        flags = [("off_track", YES), *(("when", flag) for flag in FLAGS), ("mine", YES)]
        return [each for each in flags if each[0] != "mine" or self._facets.members[each] or self._on(each)]

    def _stages(self) -> list[Option]:
        return [
            each
            for each in self._named("stage")
            if each[1] in USUAL_STAGES or self._facets.members[each] or self._on(each)
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


def _labels(listing: Listing) -> dict[Option, str]:
    """The label of every option that there is, in the order of the page."""
    scope = listing.scope
    labels: dict[Option, str] = {("rag", rating.value): rating.label for rating in scope.ratings}
    labels["rag", NONE] = "Not rated"
    labels |= {("when", value): label for value, label in (DATES | FLAGS).items()}
    days = {*map(str, DAYS), *listing.filters.data.getlist("due_within")}
    labels |= {("due_within", each): f"Due within {number_of(int(each), 'day')}" for each in days}
    labels |= {("off_track", YES): "Off track", ("mine", YES): "Mine"}
    labels |= {("plan", plan.slug): plan.title for plan in scope.plans}
    labels |= {("status", value): label for value, label in Plan.Status.choices}
    labels |= {("lead", str(pk)): name for pk, name in scope.leads.items()}
    labels["lead", NONE] = "Nobody"
    labels |= {("stage", stage): label for stage, label in stages.STAGES.items()}
    labels |= {("section", title): "No section" if title == NONE else title for title in scope.sections}
    return labels
