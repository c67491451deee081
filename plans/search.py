"""Finding actions, plans and leads by a reference or by any word, within what one may see, ranked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, Window

from plans import tree
from plans.filters import words
from plans.filters.scope import Scope
from plans.models import Assignment, Decision, Evidence, Extension, Lead, Plan, ProgressUpdate, Standing
from plans.models.word_start import BEFORE
from plans.wording import short_day

MOST = 50
"""Actions that are shown; the list shows all of them."""

CANDIDATES = 200
"""Actions that are ranked; where the newest have as many, no others are looked through or counted."""

NEWEST = 2000
"""Actions, those of which was said something last, that are looked through first where there are more."""

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
    the best first, of `number` in all, or of `more` than so many."""

    exact: tuple[Standing, ...] = ()
    plans: tuple[Plan, ...] = ()
    leads: tuple[Lead, ...] = ()
    hits: tuple[Hit, ...] = ()
    number: int = 0
    more: bool = False

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
    newest, number = _newest(text, scope, [each.pk for each in exact])
    candidates = with_action.in_bulk(newest)
    hits = _ranked(candidates, asked)
    return Found(
        exact=exact,
        plans=tuple(plan for plan in scope.plans if _all_in(f"{plan.code} {plan.title}", asked))[:MOST],
        leads=tuple(_leads(scope, asked)),
        hits=hits[:MOST],
        number=len(exact) + (CANDIDATES if number is None else number),
        more=number is None,
    )


def _newest(text: str, scope: Scope, apart: list[int]) -> tuple[list[int], int | None]:
    """The actions that are ranked, but those apart, the newest first, and how many there are in all; None where there
    are more, and counting them would be to look through all that was ever said."""
    others = scope.standings.exclude(pk__in=apart)
    few = scope.number <= NEWEST
    first = others if few else others.filter(position_on__isnull=False).order_by("-position_on", "pk")[:NEWEST]
    among = list(first.values_list("pk", flat=True))
    having = {word: _having(word, scope, others, among) for word in set(text.split())}
    every = set.intersection(*having.values())
    if few:
        return _counted(others, every, text, scope)
    if len(every) > CANDIDATES:
        return [pk for pk in among if pk in every][:CANDIDATES], None
    return _counted(others, _having_all(sorted(having, key=lambda word: len(having[word])), scope, others), text, scope)


def _having_all(asked: list[str], scope: Scope, others) -> set[int]:
    """The actions with all of these words. They are looked for one by one, those that the newest have least first:
    what is rare leaves few in which to look for the next, and what is nowhere none."""
    left = _having(asked[0], scope, others, None)
    for word in asked[1:]:
        if left:
            left &= _having(word, scope, others, list(left) if len(left) <= NEWEST else None)
    return left


def _having(word: str, scope: Scope, others, among: list[int] | None) -> set[int]:
    return set(others.filter(words.having(word, scope.plans, among)).values_list("pk", flat=True))


def _counted(others, having: set[int], text: str, scope: Scope) -> tuple[list[int], int]:
    """The newest of these and of those whose reference begins so, and how many there are."""
    matching = others.filter(Q(pk__among=list(having)) | words.referring(text, scope.plans))
    by_day = matching.order_by(F("position_on").desc(nulls_last=True), "pk")
    counted = dict(by_day.annotate(of=Window(Count("pk"))).values_list("pk", "of")[:CANDIDATES])
    return list(counted), next(iter(counted.values()), 0)


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
            any_form |= words.holding("name", form) | words.holding("holdings__user__name", form)
            in_use = words.holding("aliases__name", form) & Q(aliases__withdrawn=False)
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
                any_word |= words.holding(name, form)
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
    pattern = _pattern(asked)
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


def _pattern(asked: Iterable[str]) -> re.Pattern[str]:
    """Any of the words in any of its forms, the longest first."""
    forms = {form for word in asked for form in words.forms_of(word)}
    longest_first = sorted(forms, key=len, reverse=True)
    ways = [
        (f"(?<![^{re.escape(BEFORE)}])" if words.begins_words(form) else "") + re.escape(form) for form in longest_first
    ]
    return re.compile("|".join(ways), re.IGNORECASE)


def _all_in(text: str, asked: list[str]) -> bool:
    return all(_pattern([word.casefold()]).search(text.casefold()) for word in asked)
