"""Finding actions, plans and leads by a reference or by any word, within what one may see, ranked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Window

from plans import tree
from plans.filters import words
from plans.filters.scope import Scope
from plans.models import Assignment, Decision, Evidence, Extension, Lead, Plan, ProgressUpdate, Standing
from plans.wording import short_day

MOST = 50
"""Actions that are shown; the list shows all of them."""

CANDIDATES = 200
"""Actions that are ranked."""

AROUND = 70
"""Characters on either side of a word that are shown of a text."""

PLACES = 3
"""Places that are shown of one action."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the words are: `what` says in which text, by whom and of which day; `parts` are pieces of it, each with
    whether it is one of the words."""

    what: str
    parts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Hit:
    stands: Standing
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`exact` are the actions of just this reference, or else of the recommendation that bears it; `hits` the others,
    the best first, of `number` in all."""

    exact: tuple[Standing, ...] = ()
    plans: tuple[Plan, ...] = ()
    leads: tuple[Lead, ...] = ()
    hits: tuple[Hit, ...] = ()
    number: int = 0

    @property
    def shown(self) -> int:
        return len(self.exact) + len(self.hits)


def find(text: str, scope: Scope) -> Found:
    """Everything that this person may see with all of these words."""
    asked = text.split()
    if not asked:
        return Found()
    with_action = scope.standings.select_related(tree.ACTION_PLAN, "lead", "rag", "update")
    exact = _of_reference(text, scope, with_action)
    matching = scope.standings.filter(words.matching(text, scope.plans)).exclude(pk__in=[each.pk for each in exact])
    counted = matching.annotate(of=Window(Count("pk")))
    newest = dict(counted.order_by("-position_on", "pk").values_list("pk", "of")[:CANDIDATES])
    candidates = with_action.in_bulk(newest)
    hits = _ranked(candidates, asked)
    return Found(
        exact=exact,
        plans=tuple(plan for plan in scope.plans if _all_in(f"{plan.code} {plan.title}", asked))[:MOST],
        leads=tuple(_leads(scope, asked)),
        hits=hits[:MOST],
        number=len(exact) + next(iter(newest.values()), 0),
    )


def _of_reference(text: str, scope: Scope, standings) -> tuple[Standing, ...]:
    """Where a recommendation has one action, documents and papers print the recommendation's reference alone."""
    for how in ({"whole": True}, {"under": True}):
        found = standings.filter(words.referring(text, scope.plans, **how))
        rows = tuple(found.order_by("plan__title", "place", "pk")[:MOST])
        if rows or not any(char.isdigit() for char in text):
            return rows
    return ()


def _leads(scope: Scope, asked: list[str]) -> Iterable[Lead]:
    named = Q()
    for word in asked:
        any_form = Q()
        for form in words.forms_of(word):
            any_form |= Q(name__icontains=form) | Q(holdings__user__name__icontains=form)
            in_use = Q(aliases__name__icontains=form, aliases__withdrawn=False)
            any_form |= in_use & (Q(aliases__plan=None) | Q(aliases__plan__in=scope.plans))
        named &= any_form
    found = Lead.objects.current().filter(named).distinct().order_by("name")[:CANDIDATES]
    seen = scope.leads_among([lead.pk for lead in found])
    return [lead for lead in found if lead.pk in seen][:MOST]


def _ranked(candidates: dict[int, Standing], asked: list[str]) -> tuple[Hit, ...]:
    """The hits, those first whose own text has the words, then by what was said, the newest first."""
    said = _said(candidates, asked)
    hits = []
    for pk, stands in candidates.items():
        places = [*_printed(stands, asked), *said[pk]]
        best = min((weight for weight, _place in places), default=9)
        hits.append((best, -(stands.position_on or date.min).toordinal(), pk, stands, places))
    return tuple(
        Hit(stands, tuple(place for _weight, place in sorted(places, key=lambda each: each[0])[:PLACES]))
        for _best, _newest, _pk, stands, places in sorted(hits, key=lambda hit: hit[:3])
    )


def _printed(stands: Standing, asked: list[str]) -> Iterator[tuple[int, Place]]:
    action = stands.action
    texts = (
        (0, "Action", action.text),
        (1, "Recommendation", action.recommendation.text),
        (4, "Evidence asked for", action.expected_evidence),
        (4, "Outcome", action.outcome),
    )
    for weight, what, text in texts:
        yield from ((weight, place) for place in _places(what, text, asked))


def _said(candidates: dict[int, Standing], asked: list[str]) -> dict[int, list[tuple[int, Place]]]:
    """Of each candidate where the words are in what was said, shown and decided, and among those who lead it."""
    found: dict[int, list[tuple[int, Place]]] = defaultdict(list)
    ids = list(candidates)

    def add(action: int, weight: int, what: str, text: str) -> None:
        found[action].extend((weight, place) for place in _places(what, text, asked))

    def with_any(name: str) -> Q:
        any_word = Q()
        for word in asked:
            for form in words.forms_of(word):
                any_word |= Q(**{f"{name}__icontains": form})
        return any_word

    updates = ProgressUpdate.objects.filter(action__in=ids, corrected_by=None).filter(with_any("narrative"))
    for update in updates.order_by("-position_on", "-recorded_at", "-pk"):
        add(update.action_id, 3, f"Update, {update.said_by_name}, {short_day(update.position_on)}", update.narrative)
    assigned = Assignment.objects.current().filter(action__in=ids).filter(with_any("lead__name") | with_any("printed"))
    for each in assigned.select_related("lead"):
        add(each.action_id, 2, each.get_role_display(), each.lead.name)
    for each in Evidence.objects.filter(action__in=ids, withdrawn=False).filter(with_any("title")):
        add(each.action_id, 4, f"Evidence, {short_day(each.added_on)}", each.title)
    for each in Decision.objects.filter(action__in=ids).filter(with_any("reason")).order_by("-pk"):
        add(each.action_id, 5, f"Reason, {each.by_name}, {short_day(each.on)}", each.reason)
    asks = (
        Extension.objects.filter(timescale__action__in=ids)
        .filter(with_any("reason"))
        .select_related("timescale__action")
    )
    for each in asks.order_by("-pk"):
        what = f"New date asked for, {each.asked_by_name}, {short_day(each.asked_on)}"
        add(each.action.pk, 5, what, each.reason)
    return found


def _places(what: str, text: str, asked: list[str]) -> Iterator[Place]:
    parts = _parts(text, asked)
    if parts:
        yield Place(what, parts)


def _parts(text: str, asked: list[str]) -> tuple[tuple[str, bool], ...]:
    """The text around the first of the words in it, cut into words that were asked for and what is between them;
    empty where none is in it."""
    flat = " ".join(text.split())
    forms = {form for word in asked for form in words.forms_of(word)}
    pattern = re.compile("|".join(map(re.escape, sorted(forms, key=len, reverse=True))), re.IGNORECASE)
    first = pattern.search(flat)
    if not first:
        return ()
    begin = max(0, first.start() - AROUND)
    end = min(len(flat), first.end() + 2 * AROUND)
    begin = flat.find(" ", begin, first.start()) + 1 if begin else 0
    end = flat.rfind(" ", first.end(), end) if end < len(flat) and flat.rfind(" ", first.end(), end) > 0 else end
    shown, at, parts = flat[begin:end], 0, []
    for match in pattern.finditer(shown):
        parts += [(shown[at : match.start()], False), (match.group(), True)]
        at = match.end()
    parts.append((shown[at:], False))
    if begin:
        parts.insert(0, ("…", False))
    if end < len(flat):
        parts.append(("…", False))
    return tuple(part for part in parts if part[0])


def _all_in(text: str, asked: list[str]) -> bool:
    folded = text.casefold()
    return all(any(form.casefold() in folded for form in words.forms_of(word)) for word in asked)
