"""How a thing is called on its editing pages, where it stands in the plan, and where its page leads back to."""

from __future__ import annotations

from django.urls import reverse

from plans import models as m
from plans.operations.editing import NOUNS


def name(thing) -> str:
    """A few words by which a person knows it again."""
    match thing:
        case m.Plan():
            return thing.title
        case m.Section():
            return f"Section “{thing.title}”" if thing.title else "The section without a title"
        case m.Column():
            return f"Column “{thing.heading}”"
        case m.Source():
            return f"Source {thing.code or thing.title}"
        case m.Recommendation():
            return f"Recommendation {thing.printed_ref}".strip()
        case m.Action():
            return f"Action {thing.known_as}".strip()
        case m.Step():
            return f"Step {thing.order + 1} of {lower(thing.action)}"
        case m.Assignment():
            return f"Lead “{thing.printed}” of {lower(thing.step or thing.action)}"
        case m.Timescale():
            return f"Timescale “{thing.text}” of {lower(thing.section or thing.step or thing.action)}"
    raise TypeError(type(thing).__name__)


def words(thing) -> str:
    """What it says besides its name, for a page that asks something of it."""
    match thing:
        case m.Source() if thing.code:
            return thing.title
        case m.Recommendation() | m.Action() | m.Step():
            return thing.text
    return ""


def anchor(thing) -> str:
    """The id of the place on the plan's editing page where it stands."""
    match thing:
        case m.Plan():
            return "main"
        case m.Column() | m.Source():
            return f"{NOUNS[type(thing)]}s"
        case m.Assignment() | m.Step():
            return anchor(thing.action)
        case m.Timescale():
            return anchor(thing.section or thing.action)
    return f"{NOUNS[type(thing)]}-{thing.pk}"


def place(plan: m.Plan, thing) -> str:
    """The address of that place, which names the part of a long plan that it is in."""
    return f"{reverse('edit_plan', args=[plan.slug])}{_part(thing)}#{anchor(thing)}"


def _part(thing) -> str:
    match thing:
        case m.Section():
            return f"?section={thing.pk}"
        case m.Recommendation():
            return f"?recommendation={thing.pk}"
        case m.Action():
            return f"?recommendation={thing.recommendation_id}"
        case m.Assignment() | m.Step():
            return _part(thing.action)
        case m.Timescale():
            return _part(thing.section or thing.action)
    return ""


def context(thing) -> list[tuple[str, str]]:
    """What it stands under, from the outside in: what each is called, and its words."""
    out = []
    while (outer := above(thing)) is not None:
        out.append((name(outer), words(outer)))
        thing = outer
    return out[::-1]


def above(thing):
    """What it stands directly under; None for the plan itself."""
    match thing:
        case m.Recommendation():
            return thing.section if thing.section.title else None
        case m.Action():
            return thing.recommendation
        case m.Step():
            return thing.action
        case m.Assignment():
            return thing.step or thing.action
        case m.Timescale():
            return thing.section or thing.step or thing.action
    return None


def lower(thing) -> str:
    """Its name within a sentence."""
    called = name(thing)
    return called[0].lower() + called[1:]
