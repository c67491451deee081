"""The summary at the head of the appendix: a sentence, and the counts by section, which add up."""

from __future__ import annotations

from datetime import date

from plans.state import PlanState
from reports import figures
from reports.appendix.cells import badge
from reports.appendix.model import Summary, SummaryRow
from reports.appendix.text import one_line
from reports.appendix.words import listed, number
from reports.charts import Part, stacked_bar
from reports.figures import Tally

UNTITLED = "Without a heading"


def summary(plan: PlanState, on: date) -> Summary:
    """The figures of the plan on that day. Where nothing is rated the ratings have no columns, and a plan
    without sections then needs no table."""
    sections = figures.by_section(plan, on)
    whole = figures.tally(plan, plan.actions, on)
    rated = figures.any_rated(plan)
    scale = max((tally.total for _, tally in sections), default=0)
    named = [(one_line(section.title) or UNTITLED, tally) for section, tally in sections]
    bands = named if len(sections) > 1 or any(section.title for section, _ in sections) else []
    ratings = (*(plan.scheme.ratings if rated else ()), None)
    return Summary(
        sentence=sentence(plan, whole),
        badges=tuple(badge(rating) for rating in ratings),
        headings=("Total", "Claimed", "Verified", "Past date"),
        rows=tuple(_row(plan, name, tally, rated, scale) for name, tally in bands),
        total=SummaryRow(name="All", counts=_counts(whole, rated)) if rated or bands else None,
    )


def _row(plan: PlanState, name: str, tally: Tally, rated: bool, scale: int) -> SummaryRow:
    counted = zip(plan.scheme.ratings, tally.by_rating, strict=True)
    parts = [Part(name=badge(rating).word, colour=rating.colour, count=count) for rating, count in counted]
    none = badge(None)
    parts.append(Part(name=none.word, colour=none.colour, count=tally.not_rated))
    bar = stacked_bar(parts, name=name, scale=scale) if rated else None
    return SummaryRow(name=name, counts=_counts(tally, rated), bar=bar)


def _counts(tally: Tally, rated: bool) -> tuple[int, ...]:
    return (
        *(tally.by_rating if rated else ()),
        tally.not_rated,
        tally.total,
        tally.claimed,
        tally.verified,
        tally.past_date,
    )


def sentence(plan: PlanState, tally: Tally) -> str:
    """What the counts say, in words: how many are done, how they are rated, what is late."""
    if not tally.total:
        return "The plan has no actions."
    return " ".join([_done(tally), _rated(plan, tally), _dated(tally)])


def _done(tally: Tally) -> str:
    of = f"Of {number(tally.total, 'action')}"
    wait = "waits" if tally.claimed == 1 else "wait"
    waiting = f"{_are(tally.claimed)} claimed complete and {wait} to be verified"
    if tally.verified and tally.claimed:
        words = f"{of}, {_are(tally.verified)} complete and verified, and {waiting}."
    elif tally.verified:
        words = f"{of}, {_are(tally.verified)} complete and verified."
    elif tally.claimed:
        words = f"{of}, none is complete and verified; {waiting}."
    else:
        words = f"{of}, none is complete yet."
    return f"{words} {_are(tally.closed).capitalize()} closed for another reason." if tally.closed else words


def _rated(plan: PlanState, tally: Tally) -> str:
    if tally.not_rated == tally.total:
        return "None has been rated." if tally.total > 1 else "It has not been rated."
    counted = zip(plan.scheme.ratings, tally.by_rating, strict=True)
    attention = [(badge(rating).word, count) for rating, count in counted if rating.needs_attention and count]
    parts = [f"{_are(count)} {word}" for word, count in attention]
    none = [badge(rating).word for rating in figures.needing_attention(plan)]
    words = listed(parts) if parts else f"none is {listed(none, 'or')}" if none else ""
    unrated = f"{_are(tally.not_rated)} not rated" if tally.not_rated else ""
    said = "; ".join(part for part in (words, unrated) if part)
    everything = "It is rated." if tally.total == 1 else "All are rated."
    return f"{said[:1].upper()}{said[1:]}." if said else everything


def _dated(tally: Tally) -> str:
    if tally.no_date == tally.total:
        return "None has a date." if tally.total > 1 else "It has no date."
    its = "its" if tally.past_date < 2 else "their"
    late = f"{_are(tally.past_date)} past" if tally.past_date else "None is past"
    undated = f"; {tally.no_date:,} {'has' if tally.no_date == 1 else 'have'} no date" if tally.no_date else ""
    return f"{late} {its} agreed date{undated}."


def _are(count: int) -> str:
    return f"{count:,} {'is' if count == 1 else 'are'}"
