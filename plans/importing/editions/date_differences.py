"""Timescales beside those of the plan. An agreed day is only ever moved, and what moves it is counted: the first day
is never lost. A document that prints “complete” in its place claims completion, and moves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plans import stages
from plans.columns import TIMESCALE
from plans.importing.editions.differences import CHANGED, DATE, GONE, NEW, At, Change, Difference
from plans.importing.editions.sides import Sides
from plans.importing.editions.similarity import same
from plans.importing.vocabulary.completion import CLAIMS
from plans.state import TimescaleState
from plans.timescales import Timescale
from plans.wording import KINDS_IN_WORDS, day

LOOSE = "loose"
"""The stage of what has none: a section's timescale is part of its title, so it may change like any words."""


def date_differences(
    sides: Sides,
    at: At,
    old: tuple[TimescaleState, ...],
    new: tuple[Timescale, ...],
    *,
    stage: str = LOOSE,
    met: bool = False,
) -> Iterator[Difference]:
    """Of an action or step (with its action's stage, and whether the step is met), or of a section."""
    pairs, added, gone = _pairs(old, new)
    for n, timescale in pairs:
        difference = _changed(sides, at, n, timescale, new[n], stage, met)
        if difference:
            yield difference
    for n in added:
        if new[n].kind not in CLAIMS or stage == LOOSE:
            change = Change("text", "Timescale", "", _told(new[n].text, new[n].latest, new[n].kind))
            yield sides.difference(NEW, "timescale", at, change, item=n)
    for timescale in () if sides.silent_on(TIMESCALE) and stage != LOOSE else gone:
        yield _gone(sides, at, timescale, is_loose=stage == LOOSE)


def _gone(sides: Sides, at: At, timescale: TimescaleState, *, is_loose: bool) -> Difference:
    agreed = timescale.latest and not is_loose and sides.plan.status != "draft"
    change = Change("text", "Timescale", _told(timescale.text, timescale.latest, timescale.kind), "")
    refusal = "An agreed date stays until it is moved or its action is closed." if agreed else ""
    return sides.difference(GONE, "timescale", at, change, was=timescale.id, refusal=refusal)


def _pairs(old, new):
    """Equal words first, then in order; what is left over on either side."""
    left_old, left_new = list(old), list(range(len(new)))
    pairs = []
    for n, reading in enumerate(new):
        found = next((t for t in left_old if same(t.text, reading.text)), None)
        if found:
            pairs.append((n, found))
            left_old.remove(found)
            left_new.remove(n)
    pairs += zip(left_new, left_old, strict=False)
    both = min(len(left_new), len(left_old))
    return pairs, left_new[both:], left_old[both:]


def _changed(
    sides: Sides, at: At, n: int, old: TimescaleState, new: Timescale, stage: str, met: bool
) -> Difference | None:
    words = same(old.text, new.text)
    if stage != LOOSE and new.kind in CLAIMS:
        return None
    dated = old.latest != new.latest and not (words and old.latest)
    if words and not dated:
        return None
    slips = (new.latest - old.latest).days if dated and old.latest and new.latest else None
    refusal = _refusal(sides, old, new, stage, met) if dated and old.latest and stage != LOOSE else ""
    note = _decided_since(old, sides.edition.dated) if slips is not None and not refusal else ""
    change = Change("text", "Timescale", *(_told(t.text, t.latest, t.kind) for t in (old, new)))
    return sides.difference(
        DATE if dated else CHANGED,
        "timescale",
        at,
        change,
        was=old.id,
        item=n,
        default=not refusal and not note,
        slips=slips,
        refusal=refusal,
        note=note,
    )


def _refusal(sides: Sides, old: TimescaleState, new: Timescale, stage: str, met: bool) -> str:
    if stage in stages.FINISHED:
        return f"The action is {stages.STAGES[stage].lower()}, so its date doesn’t move."
    if met or old.met_on:
        return "This date has been met, so it doesn’t move."
    if any(extension.status == "requested" for extension in old.extensions):
        return "Somebody has asked to move this date already. Decide on that request first."
    if new.latest is None and sides.plan.status != "draft":
        return "The document gives no day in its place. An agreed date is moved to another day, or its action closed."
    return ""


def _decided_since(old: TimescaleState, dated: date | None) -> str:
    """Why it is not applied unless somebody ticks it: the plan may know better than the document."""
    decided = [
        e for e in old.extensions if e.status == "agreed" and e.decided_on and not (dated and e.decided_on < dated)
    ]
    if not decided:
        return ""
    last = decided[-1]
    return f"{day(last.to_latest)} was agreed on {day(last.decided_on)}, which the document may not know yet."


def _told(text: str, latest: date | None, kind: str) -> str:
    """The words as printed, and the day that they mean where that is not what they say."""
    meant = day(latest) or KINDS_IN_WORDS.get(kind, "")
    return text if not meant or same(text, meant) else f"{text} ({meant})"
