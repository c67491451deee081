"""Where a thing may move to, as the buttons and the list of its page offer it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q

from plans import models as m
from plans.operations.editing import siblings
from plans.parts import WHOLE
from plans.views.editing import names


@dataclass(frozen=True, slots=True)
class Places:
    """What may be chosen, in groups: the group's name, and for each choice its value and words. Of a long plan those
    of one section, `shown`, and beside it the other `sections`."""

    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    sections: tuple[m.Section, ...] = ()
    shown: m.Section | None = None

    def read(self, value: str):
        """The parent's number (0: where it is) and the place that a choice stands for; None for what is none, or none
        any more."""
        for _name, choices in self.groups:
            for at, (choice, _words) in enumerate(choices):
                if choice == value:
                    return int(value.partition(":")[0]), at
        return None


def places(thing, plan: m.Plan, section: int | None = None) -> Places:
    """Everywhere it may go: among those beside it, and, for a recommendation or action, under the others; where a plan
    has too many of them, those of one section, its own or the one that is asked for."""
    if not isinstance(thing, m.Recommendation | m.Action):
        return Places((("", _choices(0, [each for each in siblings(thing) if each.pk != thing.pk])),))
    of_these = Count("recommendations", filter=Q(recommendations__withdrawn=False))
    sections = m.Section.objects.filter(plan=plan, withdrawn=False).annotate(of_these=of_these)
    every = tuple(sections.order_by("order", "pk"))
    if sum(each.of_these for each in every) <= WHOLE:
        return Places(_in_these(every, thing))
    own = thing.section_id if isinstance(thing, m.Recommendation) else thing.recommendation.section_id
    asked = {each.pk: each for each in every}
    shown = asked.get(section or own) or asked.get(own) or every[0]
    return Places(_in_these((shown,), thing), every, shown)


def _in_these(sections: Collection[m.Section], thing):
    under = m.Recommendation.objects.filter(section__in=sections, withdrawn=False)
    if isinstance(thing, m.Recommendation):
        return _grouped(sections, under.order_by("order", "pk"), "section_id", thing)
    actions = m.Action.objects.filter(recommendation__in=under, withdrawn=False).select_related("recommendation")
    ordered = under.select_related("section").order_by("section__order", "order", "pk")
    return _grouped(ordered, actions.order_by("order", "pk"), "recommendation_id", thing)


def beside(thing, to: str) -> int:
    """The place one up or one down from where it stands."""
    keys = [each.pk for each in siblings(thing)]
    return keys.index(thing.pk) + (1 if to == "down" else -1)


def _grouped(parents, rows, field: str, thing) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    under: dict[int, list] = {}
    for row in rows:
        if row.pk != thing.pk:
            under.setdefault(getattr(row, field), []).append(row)
    return tuple((_short(f"{names.name(p)} {names.words(p)}"), _choices(p.pk, under.get(p.pk, []))) for p in parents)


def _choices(parent: int, rows) -> tuple[tuple[str, str], ...]:
    """First, or after one of those that are there, each by its own number: on a page that has become stale "after 2.1"
    stays after 2.1, wherever that is now."""
    first = (f"{parent}:0", "First" if rows else "As the only one")
    after = ((f"{parent}:{row.pk}", _short(f"After {_called(row)}")) for row in rows)
    return (first, *after)


def _called(thing) -> str:
    match thing:
        case m.Recommendation():
            return f"{thing.printed_ref} {thing.text}".strip()
        case m.Action():
            return f"{thing.ref} {thing.headline}".strip()
        case m.Column():
            return thing.heading
        case m.Section() | m.Source():
            return thing.title or names.name(thing)
        case m.Assignment():
            return thing.printed
    return thing.text


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 90 else words[:89].rstrip() + "…"
