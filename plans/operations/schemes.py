"""RAG schemes."""

from __future__ import annotations

from plans.models import Rag, RagScheme
from plans.trail import SYSTEM, change_set

BRAG = (
    ("red", "Red", "Not achieved by its date, or off track with no agreed way back", "red", True, False),
    ("amber", "Amber", "At risk of not being achieved by its date", "amber", True, False),
    ("green", "Green", "On track to be achieved by its date", "green", False, False),
    ("blue", "Blue", "Complete, and verified by somebody else", "blue", False, True),
)
"""The default scheme, worst first: code, label, meaning, colour, needs attention, means finished."""


def default_scheme(*, by=SYSTEM, door: str = "command", at=None) -> RagScheme:
    """The scheme that a new plan gets; made the first time it is asked for."""
    scheme = RagScheme.objects.filter(is_default=True).first()
    if scheme:
        return scheme
    with change_set(by=by, verb="add_scheme", door=door, register=True, at=at) as act:
        scheme = RagScheme(name="BRAG", is_default=True)
        act.save(scheme)
        for rank, (code, label, meaning, colour, attention, finished) in enumerate(BRAG, start=1):
            act.save(
                Rag(
                    scheme=scheme,
                    code=code,
                    label=label,
                    meaning=meaning,
                    colour=colour,
                    rank=rank,
                    needs_attention=attention,
                    means_finished=finished,
                )
            )
    return scheme


def ratings_offered(scheme: RagScheme | None) -> list[tuple[str, str]]:
    """The ratings of a scheme as (code, label), worst first; without one, those that a new plan will have."""
    scheme = scheme or RagScheme.objects.filter(is_default=True).first()
    if scheme is None:
        return [(code, label) for code, label, *_others in BRAG]
    return list(scheme.ratings.values_list("code", "label"))


def ratings_that_finish(scheme: RagScheme | None) -> list[str]:
    """Of the ratings that `ratings_offered` gives, the labels of those that say that an action is finished."""
    scheme = scheme or RagScheme.objects.filter(is_default=True).first()
    if scheme is None:
        return [label for _code, label, *_others, finished in BRAG if finished]
    return list(scheme.ratings.filter(means_finished=True).values_list("label", flat=True))
