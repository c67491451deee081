"""The actions list as CSV, for a spreadsheet.

Days are ISO 8601 ("2013-06-30"): Excel, Numbers, LibreOffice and Sheets read those as real dates whatever the
language they run in, where "30 Jun 2013" stays text outside English ones; and they sort rightly even as text.
"""

from __future__ import annotations

from collections.abc import Iterable

from plans import stages
from plans.delimited import as_csv
from plans.filemark import LIST, Mark, link
from plans.filters.listing import Listing
from plans.models import Chain, Plan, ProgressUpdate
from plans.views.action_lines import Line, lines, with_rows
from plans.wording import late

HEADINGS = (
    "Ref",
    "Plan",
    "Section",
    "Recommendation",
    "Action",
    "Lead",
    "Also named",
    "Due",
    "Lateness",
    "Timescale without a date",
    "RAG",
    "Stage",
    "Last update",
    "Owes an update",
    "Forecast",
    "Forecast late",
    "Latest words",
)


def list_as_csv(listing: Listing) -> bytes:
    """Every action of the listing in its order. The mark by which we know it again heads an empty last column."""
    actions = list(with_rows(listing.actions))
    words = _latest_words(listing)
    rows = ((*_cells(line, words.get(line.action.pk, ""), listing.on), "") for line in lines(listing, actions))
    return as_csv([*HEADINGS, str(_mark(listing))], rows)


def file_name(listing: Listing) -> str:
    """Such as actions-early-help-plan-2026-11-22.csv: the plan where the list is of one."""
    plans = listing.filters.data.getlist("plan")
    return "-".join(["actions", *(plans if len(plans) == 1 else []), listing.on.isoformat()]) + ".csv"


def _mark(listing: Listing) -> Mark:
    """What the file is: of which plan, where it is of one, and at which link of its chain."""
    asked = listing.filters.data.getlist("plan")
    plan = Plan.objects.filter(slug=asked[0]).first() if len(asked) == 1 else None
    if plan is None:
        return Mark(kind=LIST, on=listing.on)
    chain = Chain.objects.filter(key=plan.chain_key).first()
    at = link(f"{chain.position} {chain.head}") if chain else ""
    return Mark(kind=LIST, plan=plan.slug, on=listing.on, at=at)


def _latest_words(listing: Listing) -> dict[int, str]:
    """The narrative that speaks for each action now."""
    updates = ProgressUpdate.objects.filter(action__in=listing.scope.actions.values("pk"), corrected_by=None)
    return dict(updates.order_by("position_on", "recorded_at", "pk").values_list("action_id", "narrative"))


def _cells(line: Line, words: str, on) -> Iterable[str]:
    action = line.action
    section = action.recommendation.section
    return (
        action.ref,
        section.plan.title,
        section.title,
        action.recommendation.text,
        action.text,
        "; ".join(line.leads),
        "; ".join(line.others),
        _day(action.due),
        late(action.due, on) if line.overdue else "",
        line.printed or line.undated,
        line.rating.label if line.rating else "Not rated",
        stages.STAGES[action.stage],
        _day(action.said_on),
        _yes(line.owes),
        _day(action.forecast_now),
        _yes(line.forecast_late),
        words,
    )


def _day(day) -> str:
    return day.isoformat() if day else ""


def _yes(is_so: bool) -> str:
    return "Yes" if is_so else "No"
