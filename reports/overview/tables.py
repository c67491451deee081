"""The figures and tables of the overview, each number with the address of the actions behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.urls import reverse

from plans import stages
from plans.filters import NONE
from plans.models import Plan, Rag
from plans.wording import number_of
from reports.charts import IN_PERCENT, NOT_RATED, Bar, Part, stacked_bar
from reports.overview.addresses import Addresses
from reports.overview.tally import Mixture, Tally

VERIFIED = (stages.VERIFIED, stages.EMBEDDED)
CLAIMED = (stages.CLAIMED, *VERIFIED)
CLAIMS = (("Claimed", CLAIMED), ("Verified", VERIFIED), ("Waiting", (stages.CLAIMED,)))
"""The columns of the table of claims, and the stages that each counts."""

BOTH = (("To verify", (stages.CLAIMED,)), ("Verified", VERIFIED))
"""What stands beside every total: what is claimed and not verified yet, and what is verified."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and the address of the actions behind it; `rating` where it counts one (`unrated`: none)."""

    count: int
    words: str
    url: str
    rating: Rag | None = None
    unrated: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Counted:
    """A row of a table: a plan, section or lead with its counts, and in the tables of ratings its bar, each part of
    which holds its figure and leads to the actions behind it."""

    name: str
    url: str
    counts: tuple[Figure, ...]
    bar: Bar | None = None
    rated: tuple[int, ...] = ()

    @property
    def numbers(self) -> tuple[int, ...]:
        """How many of each rating and of none, and then each of the counts."""
        return (*self.rated, *(figure.count for figure in self.counts))


@dataclass(frozen=True, slots=True)
class Leads:
    """So many of the leads: `rows` have something off track, overdue or unrated; `quiet` nothing, as `quiet_number` of
    all."""

    page: Page
    rows: tuple[Counted, ...]
    quiet: tuple[Counted, ...]
    quiet_number: int


def headline_figures(tally: Tally, addresses: Addresses) -> Iterable[Figure]:
    """The figures at the top: the ratings that need attention, then what is late, silent, claimed, done, unrated."""
    count, where = tally.count, addresses.actions
    for rating in tally.ratings:
        if rating.rag.needs_attention:
            note = rating.label.partition(": ")[2]
            found = count(tally.rated(rating))
            yield Figure(found, rating.label, where(rag=rating.value), rating=rating.rag, note=note)
    longest = tally.longest
    note = f"longest {number_of(longest, 'day')}" if longest else ""
    yield Figure(_late(tally.mixtures), "Overdue", where(when="overdue"), note=note)
    forecast = sum(mixture.beyond for mixture in tally.mixtures)
    yield Figure(forecast, "Forecast late", where(when="forecast"), note="beyond the agreed date")
    owing = sum(mixture.owes for mixture in tally.mixtures)
    yield Figure(owing, "Owe an update", where(when="owes"), note="silent for too long")
    yield Figure(count(_at((stages.CLAIMED,))), "To verify", where(stage=stages.CLAIMED), note="claimed complete")
    yield Figure(count(_at(VERIFIED)), "Verified", where(stage=VERIFIED), note=f"of {number_of(count(), 'action')}")
    never = sum(mixture.silent for mixture in tally.mixtures)
    yield Figure(count(_unrated), "Not rated", where(rag=NONE), unrated=True, note=f"{never} never updated")


def rated(tally: Tally, addresses: Addresses) -> Iterable[Figure]:
    """How many actions have each rating, and none."""
    for rating in tally.ratings:
        yield Figure(tally.count(tally.rated(rating)), rating.label, addresses.actions(rag=rating.value))
    yield Figure(tally.count(_unrated), "Not rated", addresses.actions(rag=NONE))


class Tables:
    """The rows of each table over one tally. Bars of one table share a scale."""

    def __init__(self, tally: Tally, addresses: Addresses):
        self._tally, self._where = tally, addresses.actions

    def by_plan(self, plans: Iterable[Plan]) -> tuple[Counted, ...]:
        of = self._tally.by_plan
        scale = _longest(of.values())
        return tuple(
            self._row(plan.title, reverse("plan", args=[plan.slug]), of[plan.pk], {"plan": plan.slug}, scale)
            for plan in plans
        )

    def total(self) -> tuple[int, ...]:
        """Of all plans together, what stands beside the bar of each."""
        every = self._tally.mixtures
        return (_sum(every), *(_sum(every, _at(stage)) for _words, stage in BOTH), _late(every))

    def by_section(self) -> tuple[Counted, ...]:
        """Of one plan. Sections of one title are one row, as they are one filter of the list."""
        titles = self._tally.sections()
        sections: dict[str, list[Mixture]] = {title: [] for title in titles.values()}
        for mixture in self._tally.mixtures:
            sections[titles[mixture.section]].append(mixture)
        [plan] = self._tally.plans.values()
        scale = _longest(sections.values())
        rows = []
        for title, mine in sections.items():
            if mine:
                where = {"plan": plan.slug, "section": title or NONE}
                rows.append(self._row(title or "No section", self._where(**where), mine, where, scale))
        return tuple(rows)

    def by_lead(self, number: int, most: int) -> Leads:
        """Everybody who leads an action, with all that is assigned to them, so many on a page: those with something off
        track, overdue or not rated, the most of it first; then those with nothing."""
        troubled = [(lead, mine, self._trouble(mine)) for lead, mine in self._tally.by_lead()]
        troubled.sort(key=lambda each: (*(-count for count in each[2]), each[0].name))
        scale = _longest(mine for _lead, mine, _trouble in troubled)
        page = Paginator(troubled, most).get_page(number)
        rows: dict[bool, list[Counted]] = {True: [], False: []}
        for lead, mine, trouble in page:
            where = {"lead": lead.pk}
            rows[any(trouble)].append(self._row(lead.name, self._where(**where), mine, where, scale))
        quiet = sum(not any(trouble) for _lead, _mine, trouble in troubled)
        return Leads(page=page, rows=tuple(rows[True]), quiet=tuple(rows[False]), quiet_number=quiet)

    def claims(self, plans: Iterable[Plan]) -> tuple[Counted, ...]:
        """Claimed, verified and waiting by plan; no rows before anything is claimed."""
        if not self._tally.count(_at(CLAIMED)):
            return ()
        rows = []
        for plan in plans:
            counts = []
            for words, counted in CLAIMS:
                url = self._where(plan=plan.slug, stage=counted)
                counts.append(Figure(_sum(self._tally.by_plan[plan.pk], _at(counted)), words, url))
            rows.append(Counted(plan.title, reverse("plan", args=[plan.slug]), tuple(counts)))
        return tuple(rows)

    def _trouble(self, mixtures: list[Mixture]) -> tuple[int, int, int]:
        """How many of these need attention by their rating, are overdue, are not rated."""
        return (
            _sum(mixtures, self._tally.needs_attention),
            _late(mixtures),
            _sum(mixtures, _unrated),
        )

    def _row(self, name: str, link: str, mixtures: list[Mixture], where: dict, scale: int) -> Counted:
        parts = []
        for rating in self._tally.ratings:
            count = _sum(mixtures, self._tally.rated(rating))
            url = self._where(**where, rag=rating.value)
            parts.append(Part(name=rating.label, colour=rating.rag.colour, count=count, url=url))
        _attention, late, unrated = self._trouble(mixtures)
        parts.append(Part(name="Not rated", colour=NOT_RATED, count=unrated, url=self._where(**where, rag=NONE)))
        counts = [
            Figure(_sum(mixtures), "Total", self._where(**where)),
            *(Figure(_sum(mixtures, _at(stage)), words, self._where(**where, stage=stage)) for words, stage in BOTH),
            Figure(late, "Overdue", self._where(**where, when="overdue")),
        ]
        bar = stacked_bar(parts, name=name, scale=scale, measure=IN_PERCENT)
        return Counted(name, link, tuple(counts), bar, rated=tuple(part.count for part in parts))


def _sum(mixtures: Iterable[Mixture], which: Callable[[Mixture], bool] = lambda _mixture: True) -> int:
    return sum(mixture.number for mixture in mixtures if which(mixture))


def _at(counted: tuple[str, ...]) -> Callable[[Mixture], bool]:
    """Whether a mixture is at one of those stages."""
    return lambda mixture: mixture.stage in counted


def _late(mixtures: Iterable[Mixture]) -> int:
    """How many of their actions are overdue."""
    return sum(mixture.late for mixture in mixtures)


def _unrated(mixture: Mixture) -> bool:
    return mixture.rag is None


def _longest(lists: Iterable[list[Mixture]]) -> int:
    return max(map(_sum, lists), default=0)
