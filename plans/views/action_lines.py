"""What the actions list shows of each action, on the page and as CSV: from rows, not from objects of each table, which
are most of what a long list costs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db.models import Q

from plans import refs, stages
from plans.filters.listing import Listing
from plans.models import Assignment, Plan, Rag, Standing, Timescale
from plans.models.blanks import Blank, KeptQuery
from plans.models.standing import direction, is_overdue, is_owed
from plans.rules import DATED_OTHERWISE
from plans.state import RagState
from plans.wording import KINDS_IN_WORDS

UNDATED = "No date"

AT_ONCE = 1_000
"""Rows that are read together where all of a list is wanted."""


@dataclass(slots=True)
class Line:
    """One action and where it stands. `why` is its recommendation; `leads` are its leads' names, `others` names with a
    role that is not lead's; `direction` is how its rating went since the last issued paper, which
    printed `reported`; `undated` stands in place of a day (Ongoing, No date) with `printed`, the paper's own words
    where they say more; `said` is empty unless it was asked for."""

    pk: int
    ref: str
    row: int | None
    plan: Plan
    section: str
    why: str
    text: str
    lead_in: str
    leads: tuple[str, ...]
    others: tuple[str, ...]
    due: date | None
    undated: str
    printed: str
    rating: Rag | RagState | None
    stage: str
    position_on: date | None
    forecast_on: date | None
    overdue: bool
    owes: bool
    forecast_late: bool
    direction: str
    reported: Rag | None
    said: str

    @property
    def finished(self) -> bool:
        return self.stage in stages.FINISHED

    @property
    def headline(self) -> str:
        return refs.headline(self.text, self.lead_in)

    @property
    def known_as(self) -> str:
        return refs.known_as(self.plan.code, self.ref, self.row)


ABOVE = "action__recommendation"
COLUMNS = (
    *("pk", "plan", "stage", "open", "due", "position_on", "forecast_on", "rag", "section__title"),
    *("reported", "reported_in"),
    *(f"{ABOVE}__printed_ref", f"{ABOVE}__text"),
    *(f"action__{name}" for name in ("printed_ref", "order", "row", "text", "lead_in")),
)


def _stand(words: bool):
    """Where some actions stand, and what is shown of each."""
    columns = (*COLUMNS, "update__narrative") if words else COLUMNS
    return Standing.objects.filter(pk__among=Blank("ids")).values_list(*columns)


def _parts():
    """Who has a part in some actions, in the order of the paper."""
    parts = Assignment.objects.current().filter(action__among=Blank("ids")).order_by("order", "pk")
    return parts.values_list("action", "role", "lead__name")


def _dates():
    """What says when some actions are to be done."""
    return unmet_timescales().filter(action__among=Blank("ids")).values_list("action", "kind", "text")


_STAND, _PARTS, _DATES = KeptQuery(_stand), KeptQuery(_parts), KeptQuery(_dates)


def lines(listing: Listing, ids: Iterable[int], *, words: bool = False) -> Iterator[Line]:
    """A line for each of these actions, in their order: three queries for so many at once. With `words`, what was said
    last is read too."""
    rest = iter(ids)
    plans = {plan.pk: plan for plan in listing.scope.plans}
    while some := list(islice(rest, AT_ONCE)):
        found = {row[0]: row for row in _STAND(words, ids=some)}
        named = _named(some)
        unmet = _unmet([pk for pk in some if pk in found and found[pk][4] is None])  # of others the day is shown
        for pk in some:
            if pk in found:  # else it went while the list was being read
                yield _line(listing, plans, found[pk], named[pk], unmet[pk])


def _line(listing: Listing, plans: dict[int, Plan], row: tuple, named, unmet) -> Line:
    pk, plan, stage, is_open, due, position_on, forecast_on, rag, section, *more = row
    reported, reported_in, above, why, own, order, at, *rest = more
    text, lead_in, *said = rest
    leads = tuple(dict.fromkeys(name for role, name in named if role == Assignment.Role.LEAD))
    undated, printed = without_a_day(unmet, due)
    return Line(
        pk=pk,
        ref=refs.action_ref(above, own, order + 1),
        row=at,
        plan=plans[plan],
        section=section,
        why=why,
        text=text,
        lead_in=lead_in,
        leads=leads,
        others=others(named, leads),
        due=due,
        undated=undated,
        printed=printed,
        rating=listing.scope.rags.get(rag),
        stage=stage,
        position_on=position_on,
        forecast_on=forecast_on,
        overdue=is_overdue(stage, due, listing.on),
        owes=is_owed(stage, position_on, listing.scope.owed_since.get(plan)),
        forecast_late=bool(is_open and due and forecast_on and forecast_on > due),
        direction=direction(listing.scope.rags.get(rag), listing.scope.rags.get(reported), reported_in),
        reported=listing.scope.rags.get(reported),
        said=said[0] or "" if said else "",
    )


def _named(ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """The role and the name of everybody who has a part in these actions."""
    found = defaultdict(list)
    for action, role, name in _PARTS(ids=ids):
        found[action].append((role, name))
    return found


def others(named, leads: tuple[str, ...]) -> tuple[str, ...]:
    """Those who support or answer for it and do not lead it."""
    if len(named) == len(leads):
        return ()
    found = {name: Assignment.Role(role).label for role, name in named if name not in leads}
    return tuple(f"{name} ({role.lower()})" for name, role in found.items())


def _unmet(ids: list[int]) -> dict[int, list[tuple[str, str]]]:
    """What says when these actions are to be done: kind and words."""
    found = defaultdict(list)
    for action, kind, text in _DATES(ids=ids) if ids else ():
        found[action].append((kind, text))
    return found


def unmet_timescales():
    """What says when the work is to be done, on an action or its steps, met steps apart."""
    unmet = Q(step=None) | Q(step__met_on=None, step__withdrawn=False)
    return Timescale.objects.filter(unmet, withdrawn=False).order_by("order", "pk")


def without_a_day(unmet: list[tuple[str, str]], due: date | None) -> tuple[str, str]:
    """What stands in place of a day, and the printed words where they say more than that, of an action with these
    kinds and words of unmet timescales."""
    if due:
        return "", ""
    kinds = [each for each in unmet if each[0] in DATED_OTHERWISE] or unmet
    if not kinds:
        return UNDATED, ""
    kind, text = kinds[0]
    words = KINDS_IN_WORDS[kind] if kind in DATED_OTHERWISE else UNDATED
    says_more = text.strip().casefold() != words.casefold()
    return words, text.strip() if says_more else ""
