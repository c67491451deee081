"""The plan as its readers know it from paper: sections, recommendations and actions under its own headings."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from audits.sources import NotThereYet
from plans import columns, permissions, rules
from plans.clock import today
from plans.forms.dates import DateField
from plans.models import Plan
from plans.state import PlanState, RecommendationState, SectionState
from plans.wording import number_of
from reports import figures
from reports.appendix import Options
from reports.appendix.layout import build
from reports.appendix.model import Cell, Row, Table
from reports.appendix.widths import shares
from reports.sources import learnt_of, state_for

SCREEN = 590.0
"""What the page leaves for the table on a screen 1,280 pixels wide, in points of the paper's type: letters are
larger there and in Arial, which is wider."""

COMFORT = 44.0
"""How wide a column of text is at least, in the same points: less than on paper, as there is less room."""

PARTS = ("day", "month", "year")
"""The boxes in which another day is asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one recommendation: each the id of its action (None: it has none), and its cells with what
    their columns mean."""

    recommendation: RecommendationState
    rows: tuple[tuple[int | None, tuple[tuple[str, Cell], ...]], ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A section with its table, and its counts in words."""

    section: SectionState
    title: str
    table: Table | None
    widths: tuple[float, ...]
    groups: tuple[Group, ...]
    counts: str


def plan(request, slug):
    """The document as it stands, or with `on` as at the end of another day."""
    found = get_object_or_404(Plan.objects.visible_to(request.user).select_related("coordinator"), slug=slug)
    on, error = _day(request, today())
    try:
        state = state_for(found, on=on, today=today())
    except NotThereYet as nothing:
        error = f"{nothing} Choose a later day."
        on, state = today(), state_for(found, on=today(), today=today())
    laid_out = build(state, Options(on=on))
    widths = _on_screen(laid_out.bands)
    tally = figures.tally(state, state.actions, on)
    context = {
        "plan": found,
        "questions": found.open_questions.filter(answered_on=None).count(),
        "state": state,
        "on": on,
        "is_today": on == today(),
        "learnt": learnt_of(found, on=on, today=today()),
        "error": error,
        "boxes": {part: request.GET.get(f"on_{part}", "") if error else getattr(on, part) for part in PARTS},
        "bands": [_band(state, *pair, widths, on) for pair in zip(state.sections, laid_out.bands, strict=True)],
        "before": laid_out.before,
        "after": laid_out.after,
        "ratings": [*zip(state.scheme.ratings, tally.by_rating, strict=True), (None, tally.not_rated)],
        "total": tally.total,
        "missing": _missing(found, state, on),
        "period": rules.open_period(state, on),
        "can_manage": permissions.can_manage_plan(request.user, found),
    }
    return render(request, "reports/plan.html", context, status=422 if error else 200)


def _day(request, default):
    """The day asked for, and what is wrong with it."""
    if not any(request.GET.get(f"on_{part}") for part in PARTS):
        return default, None
    field = DateField(what="the day", required=True)
    try:
        on = field.clean([request.GET.get(f"on_{part}", "") for part in PARTS])
    except ValidationError as error:
        return default, error.message
    return (on, None) if on <= default else (default, "Choose a day that is not in the future.")


def _band(state, section, band, widths, on) -> Band:
    groups = band.table.groups if band.table else ()
    tally = figures.tally(state, section.actions, on)
    counted = [
        f"{count:,} {rating.label}"
        for rating, count in zip(state.scheme.ratings, tally.by_rating, strict=True)
        if count
    ]
    if tally.not_rated:
        counted.append(f"{tally.not_rated:,} not rated")
    return Band(
        section=section,
        title=band.title,
        table=band.table,
        widths=widths,
        groups=tuple(
            Group(rec, tuple((row.action_id, _cells(band.table, row)) for row in rows))
            for rec, rows in zip(section.recommendations, groups, strict=True)
        ),
        counts=f"{number_of(tally.total, 'action')}: {', '.join(counted)}" if tally.total else "No actions",
    )


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


def _missing(found: Plan, state: PlanState, on) -> list[tuple[str, int, str]]:
    """What the paper still lacks: in words, how many, and where they are."""
    actions = state.actions
    base = f"{reverse('actions')}?plan={found.slug}"
    counts = (
        ("No lead", sum(not (a.assignments or any(s.assignments for s in a.steps)) for a in actions), "&lead=none"),
        ("No date", sum(rules.no_date(a) for a in actions), "&when=no_date"),
        ("Not rated", sum(rules.rating(state, a) is None for a in actions), "&rag=none"),
        ("Owes an update", sum(rules.owes_update(state, a, on) for a in actions), "&when=owes"),
        ("To verify", sum(rules.awaits_verification(a) for a in actions), "&stage=claimed"),
    )
    return [(words, count, base + query) for words, count, query in counts if count]
