"""Answers about which rating the document shows."""

from __future__ import annotations

from plans import models as m
from plans.operations.imports.answers.corrections import last_printed, said_anew
from plans.operations.imports.answers.effect import Effect, actions_of

NOT_RATED = "Not rated"


def rated(question: m.OpenQuestion, rating: m.Rag | None) -> list[Effect]:
    """Every action that shows it alike gets the rating; one that means finished is a claim. None leaves them not
    rated."""
    if rating is None:
        return []
    alike = actions_of(question.plan).filter(pk__in=question.alike).prefetch_related("updates__rag", "decisions")
    return [_rated(action, rating, question) for action in alike]


def _rated(action: m.Action, rating: m.Rag, question: m.OpenQuestion) -> Effect:
    printed = last_printed(action)
    before = printed.rag.label if printed and printed.rag else NOT_RATED
    after = f"{rating.label}, claimed complete: waits to be verified" if rating.means_finished else rating.label
    claims = rating.means_finished or bool(printed and printed.claims_completion)
    on = printed.position_on if printed else question.position_on
    return said_anew(action, printed, "Rating", before, after, rag=rating, claims_completion=claims, position_on=on)
