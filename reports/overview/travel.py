"""Movement since the last issued papers: by plan, each figure with the address of its actions; and the trend of one
plan's ratings over what was issued."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from audits.models import IssuedPaper
from plans.models import Plan, Standing, standing
from plans.movement import DIRECTIONS
from reports.charts import NOT_RATED, Bar, Part, stacked_bar
from reports.overview.tables import Counted, Figure

MOST = 8
"""Papers that a trend goes back."""

LISTED = ("better", "worse")
"""The directions by which the list of actions can be narrowed; what else moved is on the page of what changed."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A plan with its last paper, and how many of its actions went which way since."""

    plan: Plan
    paper: IssuedPaper
    url: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """The ratings of one issued position, or of today."""

    name: str
    note: str
    url: str
    bar: Bar
    counts: tuple[int, ...]


def moved(user, plans: Sequence[Plan]) -> tuple[Moved, ...]:
    """Of those plans that have issued a paper which this person may see: two queries."""
    last = _last(user, plans)
    counted = {name: Count("pk", filter=standing.moved(name)) for name in (*DIRECTIONS, standing.NEW)}
    rows = Standing.objects.filter(current=True, plan__in=last).order_by().values("plan").annotate(**counted)
    counts: dict[int, dict] = {row["plan"]: dict(row) for row in rows}
    return tuple(_moved(plan, last[plan.pk], counts[plan.pk]) for plan in plans if plan.pk in counts)


def _last(user, plans: Sequence[Plan]) -> dict[int, IssuedPaper]:
    papers = IssuedPaper.objects.visible_to(user).papers().filter(plan__in=[plan.pk for plan in plans])
    papers = papers.select_related("period").defer("options", "figures", "made_with").by_position()
    return {paper.plan_id: paper for paper in papers}


def _moved(plan: Plan, paper: IssuedPaper, counts: dict) -> Moved:
    since = f"{reverse('since', args=[plan.slug])}?from=paper-{paper.number}"
    words = {**DIRECTIONS, standing.NEW: "New"}
    return Moved(
        plan=plan,
        paper=paper,
        url=since,
        figures=tuple(Figure(counts[key], words[key], _address(plan, key, since)) for key in words),
    )


def _address(plan: Plan, key: str, since: str) -> str:
    if key in LISTED:
        return f"{reverse('actions')}?{urlencode({'plan': plan.slug, 'when': key})}"
    return f"{since}#new" if key == standing.NEW else f"{since}&direction={key}#chosen"


def trend(user, plan: Plan, now: Counted | None) -> tuple[tuple[str, ...], tuple[Point, ...]]:
    """The headings and rows of the plan's last issued positions, oldest first, and today's (`now`, a row of the
    overview). Nothing before there is a paper, and where its scheme had other ratings."""
    papers = IssuedPaper.objects.visible_to(user).papers().filter(plan=plan)
    found = list(reversed(papers.select_related("period", "snapshot").by_position().reverse()[:MOST]))
    if not found or now is None:
        return (), ()
    ratings = found[-1].figures.get("ratings", [])
    names = [rating[0] for rating in ratings]
    alike = [paper for paper in found if [rating[0] for rating in paper.figures.get("ratings", [])] == names]
    rows = [(paper, _counts(paper)) for paper in alike]
    today = now.rated if len(now.rated) == len(names) + 1 else ()
    scale = max(sum(counts) for counts in (*(counts for _paper, counts in rows), today))
    points = [
        Point(
            name=str(paper),
            note=paper.period.name,
            url=reverse("issued_paper", args=[paper.pk]),
            bar=_bar(ratings, counts, f"Ratings of {paper}", scale),
            counts=(*counts, sum(counts)),
        )
        for paper, counts in rows
    ]
    if today:
        bar = _bar(ratings, today, "Ratings today", scale)
        points.append(Point("Today", "", reverse("plan", args=[plan.slug]), bar, (*today, sum(today))))
    return (*names, "Not rated", "All"), tuple(points)


def _counts(paper: IssuedPaper) -> tuple[int, ...]:
    return (*(rating[3] for rating in paper.figures["ratings"]), paper.figures.get("not_rated", 0))


def _bar(ratings: list, counts: Sequence[int], name: str, scale: int) -> Bar:
    heads = [*((label, colour) for label, colour, _shape, _count in ratings), ("Not rated", NOT_RATED)]
    parts = [Part(name=label, colour=colour, count=n) for (label, colour), n in zip(heads, counts, strict=True)]
    return stacked_bar(parts, name=name, scale=scale)
