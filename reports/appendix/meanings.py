"""What the words of the paper mean: its ratings, the few words of our own that it uses, its abbreviations."""

from __future__ import annotations

from datetime import date

from plans import columns, rules, stages
from plans.importing import tells_ratings
from plans.state import PlanState, RagState
from reports import figures
from reports.appendix.cells import badge
from reports.appendix.model import Meaning
from reports.appendix.text import one_line
from reports.appendix.words import number

_UNRATED = "No rating has been recorded. It is never taken to mean on track"


def meanings(
    plan: PlanState, on: date, *, unrated_shown: bool, words: bool = True, glossary: bool = True
) -> tuple[Meaning, ...]:
    """With `words` ratings first, where any action is rated or the plan's document explained its ratings, then own
    words that occur; with `glossary` then the plan's abbreviations. `unrated_shown` tells that the summary counts what
    is not rated."""
    short = [Meaning(term=one_line(short), text=one_line(full)) for short, full in plan.glossary] if glossary else []
    return (*_of_ratings(plan, unrated_shown), *_own_words(plan, on), *short) if words else tuple(short)


def not_published(actions: int) -> Meaning:
    """What the public version says of what it leaves out, so many whole actions among it."""
    text = "Left out of this version because it is exempt from publication (Local Government Act 1972, Schedule 12A)"
    if actions:
        text += f". {number(actions, 'action is', 'actions are')} left out as a whole and counted in no figure"
    return Meaning(term="Not published", text=text)


def _of_ratings(plan: PlanState, unrated_shown: bool) -> list[Meaning]:
    rated = figures.any_rated(plan) or any(map(tells_ratings, plan.legend))
    ratings = [Meaning(badge=badge(r), text=_meaning(plan, r)) for r in plan.scheme.ratings if rated]
    unrated = []
    if unrated_shown or any(column.meaning == columns.RAG for column in plan.columns):
        unrated = [Meaning(badge=badge(None), text=_UNRATED)]
    return [*ratings, *unrated]


def _meaning(plan: PlanState, rating: RagState) -> str:
    """What it means; of one that says finished, for how many nobody has verified that yet."""
    found = ((action, rules.rating(plan, action)) for action in plan.actions)
    claimed = sum(rated == rating and rules.only_claimed(action, rated) for action, rated in found)
    return one_line(rating.meaning) + (f" ({claimed:,} claimed, not verified yet)" if claimed else "")


def _own_words(plan: PlanState, on: date) -> list[Meaning]:
    actions = plan.actions
    words = {
        "Past date": (
            any(rules.overdue(action, on) for action in actions),
            "The agreed date has gone by and the action is neither claimed complete nor finished",
        ),
        "Claimed": (
            any(rules.awaits_verification(action) for action in actions),
            "Said to be complete, and not yet verified by someone else",
        ),
        "Verified": (
            any(action.stage in (stages.VERIFIED, stages.EMBEDDED) for action in actions),
            "Found to be complete by someone who did not say so first",
        ),
        "Extension": (
            any(rules.extensions(action) for action in actions),
            "A later date that was agreed; the first date stays on record",
        ),
        "Forecast": (
            any(rules.forecast_late(action) for action in actions),
            "When the lead expects it. It does not change the agreed date",
        ),
        "No date": (
            any(rules.no_date(action) for action in actions),
            "No day has been agreed by which it must be done",
        ),
    }
    return [Meaning(term=term, text=text) for term, (occurs, text) in words.items() if occurs]
