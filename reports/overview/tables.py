"""The figures and tables of the overview, each number with the address of the actions behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from plans import stages
from plans.filters import NONE
from plans.filters.ratings import Rating
from plans.models import Action, Assignment, Lead, Rag
from plans.wording import number_of
from reports.charts import NOT_RATED, Bar, Part, stacked_bar
from reports.overview.addresses import Addresses
from reports.overview.standing import Standing

VERIFIED = (stages.VERIFIED, stages.EMBEDDED)
CLAIMS = (("Claimed", (stages.CLAIMED, *VERIFIED)), ("Verified", VERIFIED), ("Waiting", (stages.CLAIMED,)))
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
    """A row of a table: a plan, section or lead with its counts, and its bar in the tables of ratings."""

    name: str
    url: str
    counts: tuple[Figure, ...]
    bar: Bar | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(figure.count for figure in self.counts)


def headline_figures(standing: Standing, addresses: Addresses) -> Iterable[Figure]:
    """The figures at the top: the ratings that need attention, then what is late, silent, claimed, done, unrated."""
    actions, where = standing.actions, addresses.actions
    for rating in standing.ratings:
        if rating.rag.needs_attention:
            count = _rated(standing, actions, rating)
            note = rating.label.partition(": ")[2]
            yield Figure(count, rating.label, where(rag=rating.value), rating=rating.rag, note=note)
    longest = max(map(standing.days_late, actions), default=0)
    note = f"longest {number_of(longest, 'day')}" if longest else ""
    yield Figure(len(standing.late), "Overdue", where(when="overdue"), note=note)
    forecast = sum(standing.forecast_late_by(action) > 0 for action in actions)
    yield Figure(forecast, "Forecast late", where(when="forecast"), note="beyond the agreed date")
    owing = sum(map(standing.owes, actions))
    yield Figure(owing, "Owe an update", where(when="owes"), note="silent for too long")
    yield Figure(_at((stages.CLAIMED,), actions), "To verify", where(stage=stages.CLAIMED), note="claimed complete")
    yield Figure(
        _at(VERIFIED, actions), "Verified", where(stage=VERIFIED), note=f"of {number_of(len(actions), 'action')}"
    )
    unrated = sum(standing.rating(action) is None for action in actions)
    never = sum(action.said_on is None for action in actions)
    yield Figure(unrated, "Not rated", where(rag=NONE), unrated=True, note=f"{never} never updated")


class Tables:
    """The rows of each table over one standing. Bars of one table share a scale."""

    def __init__(self, standing: Standing, addresses: Addresses):
        self._standing, self._where = standing, addresses.actions

    def by_plan(self) -> tuple[Counted, ...]:
        plans = self._plans()
        scale = _longest(plans.values())
        return tuple(
            self._row(plan.title, reverse("plan", args=[plan.slug]), mine, {"plan": plan.slug}, scale)
            for plan, mine in plans.items()
        )

    def by_section(self) -> tuple[Counted, ...]:
        """Of one plan. Sections of one title are one row, as they are one filter of the list."""
        sections = defaultdict(list)
        for action in self._standing.actions:
            sections[action.recommendation.section.title].append(action)
        scale = _longest(sections.values())
        rows = []
        for title, mine in sections.items():
            where = {"plan": mine[0].plan.slug, "section": title or NONE}
            rows.append(self._row(title or "No section", self._where(**where), mine, where, scale))
        return tuple(rows)

    def by_lead(self) -> tuple[tuple[Counted, ...], tuple[Counted, ...]]:
        """Everybody who leads an action, with all that is assigned to them: those with something off track,
        overdue or not rated, the most of it first; and those with nothing."""
        leads = self._leads()
        scale = _longest(mine for _lead, mine in leads)
        rows: dict[bool, list[Counted]] = {True: [], False: []}
        for lead, mine in leads:
            where = {"lead": lead.pk}
            rows[any(self._trouble(mine))].append(self._row(lead.name, self._where(**where), mine, where, scale))
        return tuple(rows[True]), tuple(rows[False])

    def claims(self) -> tuple[Counted, ...]:
        """Claimed, verified and waiting by plan; no rows before anything is claimed."""
        rows = []
        for plan, mine in self._plans().items():
            counts = []
            for words, counted in CLAIMS:
                url = self._where(plan=plan.slug, stage=counted)
                counts.append(Figure(sum(action.stage in counted for action in mine), words, url))
            rows.append(Counted(plan.title, reverse("plan", args=[plan.slug]), tuple(counts)))
        return tuple(rows) if any(any(row.numbers) for row in rows) else ()

    def _plans(self) -> dict:
        plans = defaultdict(list)
        for action in self._standing.actions:
            plans[action.plan].append(action)
        return plans

    def _leads(self) -> list[tuple[Lead, list[Action]]]:
        """Those who lead an action, the most off track first, each with every action that they are assigned to in
        any part, on a step too: what the list shows for them."""
        found = {action.pk: action for action in self._standing.actions}
        mine, leading = defaultdict(dict), set()
        assigned = Assignment.objects.current().filter(action__in=found).order_by("action")
        for lead, action, role in assigned.values_list("lead_id", "action_id", "role"):
            mine[lead][action] = found[action]
            if role == Assignment.Role.LEAD:
                leading.add(lead)
        leads = Lead.objects.in_bulk(leading)
        pairs = [(lead, list(mine[pk].values())) for pk, lead in leads.items()]
        return sorted(pairs, key=lambda pair: (*(-count for count in self._trouble(pair[1])), pair[0].name))

    def _trouble(self, actions: list[Action]) -> tuple[int, int, int]:
        """How many of these need attention by their rating, are overdue, are not rated."""
        standing = self._standing
        return (
            sum(map(standing.needs_attention, actions)),
            sum(action.pk in standing.late for action in actions),
            sum(standing.rating(action) is None for action in actions),
        )

    def _row(self, name: str, url: str, actions: list[Action], where: dict, scale: int) -> Counted:
        counts, parts = [], []
        for rating in self._standing.ratings:
            count = _rated(self._standing, actions, rating)
            counts.append(Figure(count, rating.label, self._where(**where, rag=rating.value)))
            parts.append(Part(name=rating.label, colour=rating.rag.colour, count=count))
        _attention, late, unrated = self._trouble(actions)
        counts += [
            Figure(unrated, "Not rated", self._where(**where, rag=NONE)),
            Figure(len(actions), "Total", self._where(**where)),
            *(Figure(_at(stage, actions), words, self._where(**where, stage=stage)) for words, stage in BOTH),
            Figure(late, "Overdue", self._where(**where, when="overdue")),
        ]
        parts.append(Part(name="Not rated", colour=NOT_RATED, count=unrated))
        return Counted(name, url, tuple(counts), stacked_bar(parts, name=name, scale=scale))


def _rated(standing: Standing, actions: Iterable[Action], rating: Rating) -> int:
    """How many of these are rated so."""
    return sum(found.pk in rating.ids for found in map(standing.rating, actions) if found)


def _at(counted: tuple[str, ...], actions: Iterable[Action]) -> int:
    """How many of these are at one of those stages."""
    return sum(action.stage in counted for action in actions)


def _longest(lists: Iterable[list]) -> int:
    return max(map(len, lists), default=0)
