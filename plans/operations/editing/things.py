"""The things that a plan is made of, as editing sees them: what they are called, what they stand under and beside,
and the values of each that a form shows."""

from __future__ import annotations

import hashlib

from django.apps import apps
from django.db.models import Model

from plans import models as m
from plans import tree
from plans.trail.digests import canonical

NOUNS: dict[type[Model], str] = {apps.get_model("plans", name): noun for name, noun in tree.NOUNS.items()}
"""From each model that is edited by hand to the word for it, in verbs and addresses."""

FRAME = (
    "title",
    "subtitle",
    "code",
    "organisation",
    "committee",
    "report_ref",
    "dated",
    "anchor_on",
    "cadence_days",
    "status",
    "coordinator_id",
    "scheme_id",
    "notes_before",
    "notes_after",
    "legend",
    "glossary",
)
"""The fields of a plan's own row that its details page edits."""


def plan_of(thing) -> m.Plan:
    """The plan that the thing belongs to."""
    match thing:
        case m.Plan():
            return thing
        case m.Recommendation():
            return thing.section.plan
        case m.Step() | m.Assignment():
            return thing.action.plan
        case m.Timescale():
            return thing.section.plan if thing.section else thing.action.plan  # type: ignore[union-attr]  # one of both
    return thing.plan


def siblings(thing):
    """The current things beside it, in order; itself among them where it is current."""
    beside = {column: getattr(thing, column) for column in tree.beside(type(thing)._meta.model_name)}
    return type(thing).objects.filter(**beside, withdrawn=False).order_by("order", "pk")


def own_words(action: m.Action) -> str:
    """What the action says besides its steps: the words before them, or all of its text where it has none."""
    return action.lead_in if action.steps.filter(withdrawn=False).exists() else action.text


def values_of(thing) -> dict:
    """What a form shows of it, by the names that the verbs take."""
    match thing:
        case m.Plan():
            return {name: getattr(thing, name) for name in FRAME}
        case m.Section():
            return {"title": thing.title}
        case m.Column():
            return {"heading": thing.heading, "meaning": thing.meaning}
        case m.Source():
            return {"code": thing.code, "title": thing.title, "on": thing.on}
        case m.Recommendation():
            links = thing.source_links.filter(withdrawn=False, source__withdrawn=False).order_by("order", "pk")
            return {
                "ref": thing.printed_ref,
                "text": thing.text,
                "sources": list(links.values_list("source_id", flat=True)),
                "links_text": thing.links_text,
            }
        case m.Action():
            return {
                "ref": thing.printed_ref,
                "text": own_words(thing),
                "expected_evidence": thing.expected_evidence,
                "outcome": thing.outcome,
                "related_plans": list(thing.related_plans),
                "extra": dict(thing.extra),
            }
        case m.Step():
            return {"text": thing.text, "met_on": thing.met_on}
        case m.Assignment():
            return {"name": thing.printed, "role": thing.role, "note": thing.note}
        case m.Timescale():
            return {name: getattr(thing, name) for name in ("text", "kind", "earliest", "latest")}
    raise TypeError(f"{type(thing).__name__} is not edited by hand")


def mark(thing) -> str:
    """A short digest of those values: a form bears the one that it was opened with. Progress and decisions leave it
    as it is, so that an update in between is no conflict."""
    return hashlib.sha256(canonical(values_of(thing)).encode()).hexdigest()[:20]


def about(thing) -> dict[str, str]:
    """How the audit log names what an act was about, where it is not an action's part: no words that a person
    wrote beyond titles and references."""
    match thing:
        case m.Section():
            return {"about": f"Section “{thing.title}”" if thing.title else "The section without a title"}
        case m.Column():
            return {"about": f"Column “{thing.heading}”"}
        case m.Source():
            return {"about": f"Source {thing.code}".strip()}
        case m.Recommendation():
            return {"about": f"Recommendation {thing.printed_ref}".strip()}
        case m.Timescale() if thing.section:
            return {"about": f"Section “{thing.section.title}”"}
    return {}
