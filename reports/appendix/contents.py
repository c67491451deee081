"""Which actions a paper prints and counts, under which bands and in which order, and what it leaves out of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import inf

from plans import exempt_shown, exemptions, rules
from plans.exemptions import Exempt, without_actions
from plans.movement import Movement, compare
from plans.state import ActionState, PlanState, RecommendationState, SectionState
from reports import figures
from reports.appendix import leads
from reports.appendix.options import Options
from reports.appendix.refs import refs
from reports.appendix.text import one_line
from reports.appendix.without_names.anonymity import without_names
from reports.appendix.words import month

NO_LEAD, NO_DATE, PAST = "No lead", "No date", "Past its date"
UNTITLED = "Without a reference"

LAST = "\U0010ffff"
"""Comes after every word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """The plan as the paper counts it and as its table prints it, in which those `withheld` say nothing but that they
    are not published; what changed since the paper before; and the options, without names where there are to be
    none."""

    counted: PlanState
    printed: PlanState
    withheld: frozenset[int]
    movement: Movement | None
    options: Options


def contents(state: PlanState, options: Options) -> Contents:
    """What the paper is of. Every text of it has been looked through: for what is exempt, then for names. A version
    that is not for publication says where what is exempt begins and ends."""
    whole = frozenset() if options.restricted else exemptions.whole_actions(options.exempt)
    withheld = whole & {action.id for action in state.actions}
    movement = None
    if options.since:
        movement = compare(without_actions(options.since.state, withheld), without_actions(state, withheld))
    if withheld or options.rows or options.grouping or options.order:
        state = _numbered(state)
    if options.restricted:
        shown = exempt_shown.marked(state, options.exempt)
    else:
        shown = exemptions.published(state, options.exempt, in_place=True)
    if options.posts_instead_of_people:
        shown, options = without_names(shown, options)
    shown = _arranged(shown, options, withheld)
    counted = without_actions(shown, withheld)
    return Contents(
        counted=counted,
        printed=_chosen(shown, counted, options),
        withheld=withheld,
        movement=movement,
        options=options,
    )


def published_with(state: PlanState, options: Options, *words: str) -> tuple[PlanState, tuple[str, ...]]:
    """The plan as the public version of a paper with these options says it, without the actions that are exempt as a
    whole; and some words beside it, looked through as the plan's are."""
    noted = replace(_numbered(state), notes_after=(*words, *state.notes_after))
    shown = exemptions.published(noted, options.exempt)
    if options.posts_instead_of_people:
        shown, _options = without_names(shown, options)
    return replace(shown, notes_after=shown.notes_after[len(words) :]), shown.notes_after[: len(words)]


def marked_with(state: PlanState, marks: Iterable[Exempt], *words: str) -> tuple[PlanState, tuple[str, ...]]:
    """The plan, and some words beside it, with what is exempt between its signs."""
    noted = replace(_numbered(state), notes_after=(*words, *state.notes_after))
    shown = exempt_shown.marked(noted, marks)
    return replace(shown, notes_after=shown.notes_after[len(words) :]), shown.notes_after[: len(words)]


def _numbered(state: PlanState) -> PlanState:
    """The plan with the reference of each action kept with it: others that go or move leave it as it is."""
    known = refs(state)

    def rec_with(rec: RecommendationState) -> RecommendationState:
        alone = len(rec.actions) == 1
        return replace(rec, actions=tuple(replace(a, ref=a.ref or ("" if alone else known[a.id])) for a in rec.actions))

    return state.with_recommendations(rec_with)


def _chosen(shown: PlanState, counted: PlanState, options: Options) -> PlanState:
    """The plan with the rows that are to be printed, without bands and recommendations that have none of them."""
    if not options.rows:
        return shown
    found = frozenset(options.listed)
    if options.rows == "exceptions":
        found = frozenset(action.id for action in figures.exceptions(counted, options.on))
    others = frozenset(action.id for action in shown.actions if action.id not in found)
    kept = without_actions(shown, others)
    sections = (
        replace(section, recommendations=tuple(rec for rec in section.recommendations if rec.actions))
        for section in kept.sections
    )
    return replace(kept, sections=tuple(section for section in sections if section.recommendations))


Placed = tuple[SectionState, RecommendationState, ActionState]


def _arranged(state: PlanState, options: Options, withheld: frozenset[int]) -> PlanState:
    """The plan under other bands or in another order; `withheld` come last: nothing of them may tell their place."""
    if not (options.grouping or options.order):
        return state
    placed = [(section, rec, action) for section in state.sections for rec in section.recommendations
              for action in rec.actions]  # fmt: skip
    groups: dict[tuple[str | int, str], list[Placed]] = {}
    for place in placed:
        groups.setdefault(_band_of(state, options, place, place[2].id in withheld), []).append(place)
    keys = sorted(groups, key=lambda key: key[0]) if options.grouping else list(groups)
    sections = [
        SectionState(
            id=-number if options.grouping else groups[key][0][0].id,
            title=key[1],
            recommendations=_grouped(_ordered(state, options, groups[key], withheld)),
        )
        for number, key in enumerate(keys, start=1)
    ]
    return replace(state, sections=tuple(sections))


def _band_of(state: PlanState, options: Options, place: Placed, is_withheld: bool) -> tuple[str | int, str]:
    """What the band of an action is sorted by, and its title."""
    section, rec, action = place
    if is_withheld and options.grouping in ("lead", "due"):
        return LAST + LAST, exemptions.notice(None)
    match options.grouping:
        case "recommendation":
            order = [each.id for of in state.sections for each in of.recommendations].index(rec.id)
            return order, " ".join(filter(None, (one_line(rec.ref), one_line(rec.text)))) or UNTITLED
        case "lead":
            names = leads.said(action, leads.LEAD, state) or leads.said(action, leads.RESPONSIBLE, state)
            return (names[0].casefold(), names[0]) if names else (LAST, NO_LEAD)
        case "due":
            due = rules.due(action)
            if rules.overdue(action, options.on):
                return "", PAST
            return (due.isoformat()[:7], month(due)) if due else (LAST, NO_DATE)
    return section.id, one_line(section.title)


def _ordered(state: PlanState, options: Options, placed: list[Placed], withheld: frozenset[int]) -> list[Placed]:
    def key(place: Placed) -> tuple:
        action, last = place[2], place[2].id in withheld
        match options.order:
            case "due":
                due = rules.due(action)
                return last, due.isoformat() if due else LAST
            case "rating":
                rating = rules.rating(state, action)
                return last, rating.rank if rating else inf
            case "lead":
                names = leads.said(action, leads.LEAD, state)
                return last, names[0].casefold() if names else LAST
        return ()

    return sorted(placed, key=key) if options.order else placed


def _grouped(placed: Iterable[Placed]) -> tuple[RecommendationState, ...]:
    """The recommendations of these actions, one for those that follow each other."""
    found: list[RecommendationState] = []
    for _section, rec, action in placed:
        if found and found[-1].id == rec.id:
            found[-1] = replace(found[-1], actions=(*found[-1].actions, action))
        else:
            found.append(replace(rec, actions=(action,)))
    return tuple(found)
