"""The trend of the ratings: those of the last issued papers, as they were issued, and of this one."""

from __future__ import annotations

from collections.abc import Sequence

from plans import rules
from plans.state import PlanState
from reports.appendix.cells import badge
from reports.appendix.model import Badge, Trend, TrendRow
from reports.appendix.options import Earlier
from reports.appendix.text import one_line
from reports.charts import Part, stacked_bar

FEWEST = 2
"""Papers before this one with which there is a trend: with one, the table of then and now says the same."""


def trend(earlier: Sequence[Earlier], now: PlanState, *, whole: bool) -> Trend | None:
    """The positions of papers that had the ratings of this one; `whole` counts what public versions leave out."""
    ratings = (*now.scheme.ratings, None)
    badges = tuple(badge(each) for each in ratings)
    labels = [*(each.label for each in now.scheme.ratings), ""]
    alike = [each for each in earlier if [label for label, _public, _whole in each.counts] == labels]
    if len(alike) < FEWEST:
        return None
    counted = [
        (_name(each), tuple(every if whole else public for _label, public, every in each.counts)) for each in alike
    ]
    here = tuple(sum(rules.rating(now, action) == rating for action in now.actions) for rating in ratings)
    counted.append(("This paper", here))
    scale = max(sum(counts) for _name_, counts in counted)
    return Trend(
        badges=badges,
        positions=tuple(
            TrendRow(name=name, counts=(*counts, sum(counts)), bar=_bar(name, badges, counts, scale))
            for name, counts in counted
        ),
    )


def _name(each: Earlier) -> str:
    return f"{one_line(each.paper)}, {one_line(each.name)}"


def _bar(name: str, badges: Sequence[Badge], counts: Sequence[int], scale: int):
    parts = [Part(name=b.word, colour=b.colour, count=n) for b, n in zip(badges, counts, strict=True)]
    return stacked_bar(parts, name=name, scale=scale)
