"""What frames the table: the plan's own fields, its columns, sources and plan leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plans import leadnames
from plans.columns import REF
from plans.importing.editions.differences import CHANGED, GONE, NEW, Change, Difference, Place
from plans.importing.editions.sides import Sides
from plans.importing.editions.similarity import plain, same
from plans.importing.understood_plan import UnderstoodColumn, frame_of, gives_title
from plans.schemes import key
from plans.state import ColumnState
from plans.wording import day

FIELDS = {
    "title": "Title",
    "subtitle": "Subtitle",
    "organisation": "Organisation",
    "report_ref": "Report number",
    "dated": "The document’s date",
    "anchor_on": "Day from which timescales count",
    "cadence_days": "Days between updates",
    "notes_before": "Notes before the table",
    "notes_after": "Notes after the table",
    "legend": "Legend",
    "glossary": "Abbreviations",
}
SET_HERE = ("title", "organisation", "anchor_on", "cadence_days")
"""What an officer sets for the plan, whatever its document prints."""
OURS = "This is set for the plan here, so it stays unless you tick this."
OTHER_KEY = (
    "The document’s key says other things than the plan’s RAG scheme. The plan’s stays: it is changed on its own page, "
    "where each rating finds its place. A rating that means two things is not applied unless you tick it."
)
STAYS = "A column stays in the plan, because what stands in it stays. Nothing has to be done."


def frame_differences(sides: Sides) -> Iterator[Difference]:
    """Only what the edition says: where it is silent, the plan keeps what it has."""
    given = frame_of(sides.edition)
    for name, label in FIELDS.items():
        before, after = _words(getattr(sides.plan, name)), _words(given[name])
        if not after or same(before, after) or (name == "title" and not gives_title(sides.edition)):
            continue
        yield Difference(
            key=f"plan-{name}",
            kind=CHANGED,
            about="plan",
            place=Place("", "The plan"),
            changes=(Change(name, label, before, after),),
            default=name not in SET_HERE or not before,
            note=OURS if name in SET_HERE and before else "",
        )
    yield from _scheme(sides)
    yield from _columns(sides)
    yield from _sources(sides)
    yield from _plan_leads(sides)


def _scheme(sides: Sides) -> Iterator[Difference]:
    """A key that says other things than the plan's scheme."""
    ours, theirs = sides.plan.scheme.ratings, sides.edition.scheme
    known = {key(rating.label) for rating in ours}
    if not theirs or (not sides.other_meanings and all(key(rating.label) in known for rating in theirs)):
        return
    before, after = ("; ".join(f"{r.label}: {r.meaning}" for r in ratings) for ratings in (ours, theirs))
    yield Difference(
        key="plan-scheme",
        kind=CHANGED,
        about="plan",
        place=Place("", "The plan"),
        changes=(Change("scheme", "What the ratings mean", before, after),),
        refusal=OTHER_KEY,
    )


def _words(value: Any) -> str:
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple):
        return "\n".join(" – ".join(item) if isinstance(item, list | tuple) else item for item in value)
    return str(value or "")


def column_pairs(sides: Sides) -> dict[int, ColumnState]:
    """From the index of each column of the edition to the plan's: of one meaning, by heading, else by order."""
    left = list(sides.plan.columns)
    pairs: dict[int, ColumnState] = {}
    for alike in (lambda a, b: same(a.heading, b.heading), lambda a, b: a.meaning != "extra"):
        for n, column in enumerate(sides.edition.columns):
            found = (old for old in left if old.meaning == column.meaning and alike(old, column))
            if n not in pairs and (old := next(found, None)) is not None:
                pairs[n] = old
                left.remove(old)
    return pairs


def _columns(sides: Sides) -> Iterator[Difference]:
    pairs = column_pairs(sides)
    for n, column in enumerate(sides.edition.columns):
        if column.meaning == REF and not column.heading:
            continue
        old = pairs.get(n)
        place = Place("", f"The column “{column.heading}”")
        if old is None:
            change = Change("heading", "Heading", "", column.heading)
            yield sides.difference(NEW, "column", None, change, item=n, place=place)
        elif changes := tuple(_headings(sides, old, column)):
            yield sides.difference(CHANGED, "column", None, *changes, was=old.id, item=n, place=place)
    if not sides.edition.columns:
        return
    for old in sides.plan.columns:
        if old not in pairs.values():
            place = Place("", f"The column “{old.heading}”")
            change = Change("heading", "Heading", old.heading, "")
            yield sides.difference(GONE, "column", None, change, was=old.id, place=place, refusal=STAYS)


def _headings(sides: Sides, old: ColumnState, column: UnderstoodColumn) -> Iterator[Change]:
    if not same(old.heading, column.heading):
        yield Change("heading", "Heading", old.heading, column.heading)
    variants = dict(column.variants)
    for (s, *_), section in sides.found.matched.sections.items():
        before, after = old.heading_in(section), variants.get(s, column.heading)
        printed = dict(old.variants).get(section, "")
        if (printed or s in variants) and not same(before, after):
            title = sides.edition.sections[s].title or "this section"
            yield Change(f"variant-{s}", f"Heading in {title}", before, after)


def _sources(sides: Sides) -> Iterator[Difference]:
    known = {source.code: source for source in sides.plan.sources}
    for n, source in enumerate(sides.edition.sources):
        old = known.get(source.code[:20])
        before = _source(old.title, old.on) if old else ""
        after = _source(source.title, source.on)
        if old and (same(before, after) or not plain(after)):
            continue
        was, place = old.id if old else None, Place("", f"Source {source.code}")
        change = Change("title", "Source", before, after)
        yield sides.difference(CHANGED if old else NEW, "source", None, change, was=was, item=n, place=place)


def _source(title: str, on: date | None) -> str:
    return f"{title}, {day(on)}" if on else title


def _plan_leads(sides: Sides) -> Iterator[Difference]:
    """Only those who are new: nobody ceases to lead a plan because a document does not name them."""
    known = {leadnames.key(name.rstrip("…")) for name in sides.plan.plan_leads}
    for n, name in enumerate(sides.edition.plan_leads):
        if leadnames.key(name) not in known:
            change = Change("printed", "Leads the plan", "", name)
            yield Difference(
                key=f"planlead-n{n}",
                kind=NEW,
                about="plan",
                place=Place("", "Who leads the plan"),
                item=n,
                changes=(change,),
                default=True,
            )
