"""The plan as its readers know it from paper: sections, recommendations and actions under its own headings."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from audits.sources import NotThereYet
from plans import columns, rules
from plans.assembly import end_of_day
from plans.clock import today
from plans.forms.address import AddressForm, OneOf, PartAddress, in_address, typed_in_address, whole_address
from plans.forms.dates import DateField
from plans.models import Plan
from plans.operations.imports.left_open import still_open
from plans.parts import Piece
from plans.permissions.parts import roles
from plans.permissions.plans import can_manage_plan
from plans.permissions.sheets import can_send_sheets
from plans.queries import coming_paper
from plans.state import PlanState, RecommendationState, SectionState
from plans.wording import number_of
from plans.worklists import deciders
from reports.appendix import Options
from reports.appendix.layout import body
from reports.appendix.model import Cell, Row, Table
from reports.appendix.plan import title
from reports.appendix.widths import shares
from reports.document import Document, Rated, document
from reports.sources import learnt_of

SCREEN = 590.0
"""What the page leaves for the table on a screen 1,280 pixels wide, in points of the paper's type: letters are
larger there and in Arial, which is wider."""

COMFORT = 44.0
"""How wide a column of text is at least, in the same points: less than on paper, as there is less room."""

MISSING = {
    "lead=none": "No lead",
    "when=no_date": "No date",
    "rag=none": "Not rated",
    "when=owes": "Owes an update",
    "stage=claimed": "To verify",
}
"""What a paper can still lack, by the filter of the list of actions."""

PARTS = ("day", "month", "year")
"""The boxes in which another day is asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one recommendation: each the id of its action (None: it has none), and its cells with what
    their columns mean."""

    recommendation: RecommendationState
    rows: tuple[tuple[int | None, tuple[tuple[str, Cell], ...]], ...]


@dataclass(frozen=True, slots=True)
class ShownBand:
    """A section with its table, and its counts in words; `here` which of its actions are shown, where not all are."""

    section: SectionState
    title: str
    table: Table | None
    widths: tuple[float, ...]
    groups: tuple[Group, ...]
    counts: str
    here: str

    @property
    def listed(self) -> list[tuple[int, RecommendationState]]:
        """The recommendations that the document prints, with their places: one only of its actions names nothing."""
        numbered = enumerate((group.recommendation for group in self.groups), 1)
        return [(number, one) for number, one in numbered if one.ref or one.text]


@dataclass(frozen=True, slots=True)
class Way:
    """A link to a part of the plan: its words, the section and recommendation that it begins with, and whether that
    is the part which is shown."""

    words: str
    section: int
    recommendation: int | None
    here: bool = False


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A section in the list of what is in the plan: its band where any of it is shown, and of one that is cut the
    `ways` to its parts."""

    section: SectionState
    title: str
    band: ShownBand | None
    ways: tuple[Way, ...]


class DayAddress(AddressForm):
    on = DateField(what="the day", required=False)


class KnownAddress(AddressForm):
    known = OneOf(["then"])


def plan(request, slug):
    """The document as it stands, or with `on` as at the end of another day, with `known` as it was known then; a long
    one by the part asked for."""
    found = get_object_or_404(Plan.objects.visible_to(request.user).select_related("coordinator"), slug=slug)
    on, error = _day(request, today())
    wanted = in_address(request, PartAddress)
    known = _known(request, on)
    try:
        shown = document(found, on=on, today=today(), known=known, **wanted)
    except NotThereYet as nothing:
        error = f"{nothing} Choose a later day."
        on, known, shown = today(), None, document(found, on=today(), today=today(), **wanted)
    state, total = shown.state, shown.total
    laid_out = body(shown.printed, Options(on=on), shown.rest)
    widths = _on_screen(laid_out.bands)
    sections = zip(shown.part, shown.printed.sections, laid_out.bands, strict=True)
    bands = [_band(state, *section, widths, shown.rated) for section in sections]
    context = {
        "plan": found,
        "state": state,
        "on": on,
        "is_today": on == today(),
        "learnt": learnt_of(found, on=on, today=today(), known=known),
        "then": known is not None,
        "error": error,
        "boxes": {part: typed_in_address(request, f"on_{part}") if error else getattr(on, part) for part in PARTS},
        "bands": bands,
        "long": len(shown.parts) > 1,
        "places": _places(shown, bands),
        "ways": _ways(shown),
        "subtitle": laid_out.subtitle,
        "before": laid_out.before,
        "after": laid_out.after,
        "ratings": [*zip(state.scheme.ratings, total.by_rating, strict=True), (None, total.not_rated)],
        "total": total.total,
        "missing": _missing(found, shown.missing, as_at=None if on == today() else on),
        "period": rules.open_period(state, on),
        "coming": coming_paper(found) if on == today() and can_manage_plan.allows(request.user, found) else None,
        **_about(request.user, found),
        "can_send_sheets": can_send_sheets.allows(request.user, found),
    }
    return render(request, "reports/plan.html", context, status=422 if error else 200)


def _known(request, on: date) -> datetime | None:
    """The moment as known at which another day is asked for; None for as is known now."""
    return end_of_day(on) if in_address(request, KnownAddress)["known"] and on != today() else None


def _about(user, found: Plan) -> dict:
    """What waits in the plan, and what this person may do with it."""
    manages = can_manage_plan.allows(user, found)
    return {
        "still_open": still_open(found) if manages else None,
        "lacks_manager": found.status != Plan.Status.CLOSED and not deciders(found),
        "can_manage": manages,
        "keeps": bool(roles(user, found) & {"officer", "manager", "administrator"}),
    }


def _day(request, default):
    """The day asked for, and what is wrong with it."""
    form = DayAddress(whole_address(request))
    on, wrong = form.asked["on"] or default, form.errors.get("on")
    if wrong:
        return default, str(wrong[0])
    return (on, None) if on <= default else (default, "Choose a day that is not in the future.")


def _band(state, piece, section, band, widths, rated) -> ShownBand:
    groups = band.table.groups if band.table else ()
    return ShownBand(
        section=section,
        title=band.title,
        table=band.table,
        widths=widths,
        groups=tuple(
            Group(rec, tuple((row.action_id, _cells(band.table, row)) for row in rows))
            for rec, rows in zip(section.recommendations, groups, strict=True)
        ),
        counts=_counts(state, rated[section.id]),
        here="" if piece.whole else piece.numbers,
    )


def _counts(state: PlanState, rated: Rated) -> str:
    counted = [
        f"{count:,} {rating.label}"
        for rating, count in zip(state.scheme.ratings, rated.by_rating, strict=True)
        if count
    ]
    if rated.not_rated:
        counted.append(f"{rated.not_rated:,} not rated")
    return f"{number_of(rated.total, 'action')}: {', '.join(counted)}" if rated.total else "No actions"


def _places(shown: Document, bands: list[ShownBand]) -> tuple[ContentsEntry, ...]:
    of_section = {band.section.id: band for band in bands}
    ways = defaultdict(list)
    for at, part in enumerate(shown.parts):
        for piece in part:
            ways[piece.section].append(Way(piece.numbers, piece.section, _first(piece), here=at == shown.at))
    return tuple(
        ContentsEntry(
            section=section,
            title=title(section),
            band=of_section.get(section.id),
            ways=tuple(ways[section.id]) if len(ways[section.id]) > 1 else (),
        )
        for section in shown.state.sections
    )


def _ways(shown: Document) -> list[tuple[Way, str, str]]:
    """To the part before and the next, where there is one."""
    titles = {section.id: title(section) or "All actions" for section in shown.state.sections}
    found = []
    for at, rel, side in ((shown.at - 1, "prev", "Before this"), (shown.at + 1, "next", "Next")):
        if 0 <= at < len(shown.parts):
            piece = shown.parts[at][0]
            words = titles[piece.section] if piece.whole else f"{titles[piece.section]}, {piece.numbers}"
            found.append((Way(words, piece.section, _first(piece)), rel, side))
    return found


def _first(piece: Piece) -> int | None:
    return piece.entries[0].id if piece.entries else None


def _on_screen(bands) -> tuple[float, ...]:
    """The widths of every band's columns, in per cent: those that fit the plan as a whole."""
    tables = [band.table for band in bands if band.table]
    rows = [row for table in tables for group in table.groups for row in group]
    if not tables:
        return ()
    first = [at for at, meaning in enumerate(tables[0].meanings) if meaning == columns.RECOMMENDATION]
    return shares(tables[0].headings, rows, SCREEN, COMFORT, first)


def _cells(table: Table, row: Row) -> tuple[tuple[str, Cell], ...]:
    pairs = zip(table.meanings, row.cells, strict=True)
    return tuple((meaning, cell) for meaning, cell in pairs if cell is not None)


def _missing(found: Plan, counts: dict[str, int], *, as_at: date | None) -> list[tuple[str, int, str]]:
    """What the paper still lacks: in words, how many, and where they are; as at that day, where it is not today's."""
    base = f"{reverse('actions')}?plan={found.slug}{f'&as_at={as_at.isoformat()}' if as_at else ''}"
    return [(MISSING[query], count, f"{base}&{query}") for query, count in counts.items() if count]
