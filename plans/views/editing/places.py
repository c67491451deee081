"""Where a thing may move to, as the buttons and the list of its page offer it."""

from __future__ import annotations

from dataclasses import dataclass

from plans import models as m
from plans.operations.editing import siblings
from plans.views.editing import names


@dataclass(frozen=True, slots=True)
class Places:
    """What may be chosen, in groups: the group's name, and for each choice its value and words."""

    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    def read(self, value: str):
        """The parent's number (0: where it is) and the place that a choice stands for; None for what is none, or none
        any more."""
        for _name, choices in self.groups:
            for at, (choice, _words) in enumerate(choices):
                if choice == value:
                    return int(value.partition(":")[0]), at
        return None


def places(thing, plan: m.Plan) -> Places:
    """Everywhere it may go: among those beside it, and, for a recommendation or action, under the others."""
    match thing:
        case m.Recommendation():
            parents = m.Section.objects.filter(plan=plan, withdrawn=False).order_by("order", "pk")
            rows = m.Recommendation.objects.filter(section__plan=plan, withdrawn=False).order_by("order", "pk")
            return _grouped(parents, rows, "section_id", thing)
        case m.Action():
            under = m.Recommendation.objects.filter(section__plan=plan, withdrawn=False, section__withdrawn=False)
            actions = m.Action.objects.of_plan(plan).current().select_related("recommendation").order_by("order", "pk")
            ordered = under.select_related("section").order_by("section__order", "order", "pk")
            return _grouped(ordered, actions, "recommendation_id", thing)
    return Places((("", _choices(0, [each for each in siblings(thing) if each.pk != thing.pk])),))


def beside(thing, to: str) -> int:
    """The place one up or one down from where it stands."""
    keys = [each.pk for each in siblings(thing)]
    return keys.index(thing.pk) + (1 if to == "down" else -1)


def _grouped(parents, rows, field: str, thing) -> Places:
    under: dict[int, list] = {}
    for row in rows:
        if row.pk != thing.pk:
            under.setdefault(getattr(row, field), []).append(row)
    return Places(
        tuple((_short(f"{names.name(p)} {names.words(p)}"), _choices(p.pk, under.get(p.pk, []))) for p in parents)
    )


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
