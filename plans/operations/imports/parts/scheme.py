"""The RAG scheme that a document's plan gets: one that is there, or one made from the document's own key."""

from __future__ import annotations

from dataclasses import dataclass

from plans import models as m
from plans.importing import OWN_SCHEME, UnderstoodPlan
from plans.operations.errors import Refused
from plans.operations.schemes import add_scheme, free_name, ratings_of
from plans.schemes import Rating, same_meanings
from plans.trail import Act

NAME_SHOWN = 80
"""Characters of a plan's title in the name of its scheme."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """`scheme` is the one that is there (None: one is made, or nothing is there yet and the default one is made);
    `ratings` are what the plan can be rated, worst first; `is_own` tells that they are made from the key."""

    scheme: m.RagScheme | None
    ratings: tuple[Rating, ...]
    is_own: bool = False


def proposal(document: UnderstoodPlan, into: m.Plan | None) -> Proposal:
    """What was said of the scheme; else, of a key that says what an offered scheme says, that scheme; of any other key,
    a scheme of its own; of none, the plan's or that of new plans. A plan that holds actions keeps its scheme."""
    usual = into.scheme if into else m.RagScheme.objects.filter(is_default=True).first()
    if into and m.Action.objects.of_plan(into).exists():
        return Proposal(usual, ratings_of(usual))
    if document.scheme_chosen.isdigit():
        chosen = m.RagScheme.objects.filter(pk=int(document.scheme_chosen)).first()
        return Proposal(chosen or usual, ratings_of(chosen or usual))
    if not document.scheme:
        return Proposal(usual, ratings_of(usual))
    if document.scheme_chosen != OWN_SCHEME:
        same = _of_the_same_meanings(document.scheme, usual)
        if same:
            return Proposal(same, ratings_of(same))
    return Proposal(None, document.scheme, is_own=True)


def _of_the_same_meanings(ratings: tuple[Rating, ...], usual: m.RagScheme | None) -> m.RagScheme | None:
    """The offered scheme that gives the same words the same meanings; the usual one first."""
    offered = m.RagScheme.objects.offered().order_by("-is_default", "pk")
    first = [usual] if usual and not usual.retired else []
    return next((s for s in (*first, *offered) if same_meanings(ratings, ratings_of(s))), None)


def scheme_of(act: Act, document: UnderstoodPlan, into: m.Plan | None) -> m.RagScheme | None:
    """The scheme that is proposed, written now where it is the document's own; None where even the default one is
    still to be made. Raises Refused for ratings that can't stand, and for a scheme that was retired meanwhile."""
    proposed = proposal(document, into)
    if proposed.is_own:
        name = document.title if len(document.title) <= NAME_SHOWN else document.title[: NAME_SHOWN - 1] + "…"
        return add_scheme(act, free_name(f"Key of {name}"), proposed.ratings)
    if proposed.scheme and proposed.scheme.retired and not (into and into.scheme == proposed.scheme):
        raise Refused(f"The scheme {proposed.scheme} was retired meanwhile. Choose another.", "scheme")
    return proposed.scheme
