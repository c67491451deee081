"""The figures of the overview: how the actions of live plans stand on a day, by plan, section and lead.

Everything is summed from one count, so that every table adds up to the same total.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator

from plans.filters.ratings import Rating
from plans.models import Plan
from reports.overview.addresses import Addresses
from reports.overview.attention import Attention, attention, everything
from reports.overview.tables import Counted, Figure, Leads, Tables, headline_figures, rated
from reports.overview.tally import Tally

A_PAGE = 50
"""Plans, and leads, that stand on a page, each in a row of its own."""


@dataclass(frozen=True, slots=True)
class Overview:
    """`plan` is the one that was asked for, or None; `plans` those that can be. `first` needs attention first, and
    `everything` leads to all that does. `by_section` is empty unless one plan is counted; `claims` unless something
    was claimed. With `all_leads` the leads' pages are asked for instead of the plans'. `page` holds the plans of
    `by_plan` and `claims`, and `leads` its page of them; `total` and everything else is of all."""

    plan: Plan | None
    plans: tuple[Plan, ...]
    figures: tuple[Figure, ...]
    first: tuple[Attention, ...]
    everything: tuple[Figure, ...]
    ratings: tuple[Rating, ...]
    page: Page
    claims: tuple[Counted, ...]
    by_plan: tuple[Counted, ...]
    by_section: tuple[Counted, ...]
    leads: Leads
    all_leads: bool
    total: tuple[int, ...]
    rated: tuple[Figure, ...]

    @property
    def several_meanings(self) -> bool:
        """Whether the plans' schemes differ, so that the tables have more columns than a page is wide."""
        return any(rating.label != rating.word for rating in self.ratings)


class NoSuchPlan(LookupError):
    """It is not a live plan that the person may see."""


def overview(user, *, on: date, slug: str = "", page: int = 1, all_leads: bool = False) -> Overview:
    """The overview of every live plan that this person may see, or of one by its slug: a dozen queries, however
    many actions. Of many plans a page has each by itself; with `all_leads` it is the leads' page. Raises
    NoSuchPlan."""
    visible = list(Plan.objects.visible_to(user).order_by("title", "pk"))
    live = tuple(plan for plan in visible if plan.status == Plan.Status.LIVE)
    chosen = next((plan for plan in live if plan.slug == slug), None)
    if slug and chosen is None:
        raise NoSuchPlan(slug)
    counted = (chosen,) if chosen else live
    tally = Tally(counted, on=on)
    addresses = Addresses(plan=chosen, others=len(live) < len(visible))
    tables = Tables(tally, addresses)
    shown = Paginator(tally.with_actions, A_PAGE).get_page(1 if all_leads else page)
    return Overview(
        plan=chosen,
        plans=live,
        figures=tuple(headline_figures(tally, addresses)),
        first=attention(tally),
        everything=tuple(everything(tally, addresses)),
        ratings=tally.ratings,
        page=shown,
        claims=tables.claims(shown.object_list),
        by_plan=tables.by_plan(shown.object_list),
        by_section=tables.by_section() if len(counted) == 1 else (),
        leads=tables.by_lead(page if all_leads else 1, A_PAGE),
        all_leads=all_leads,
        rated=tuple(figure for figure in rated(tally, addresses) if figure.count),
        total=tables.total(),
    )
