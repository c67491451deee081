"""What a document newly says of how an action is going: an update by the document, true of its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plans import leadnames, rules, stages
from plans.importing.editions.differences import PROGRESS, At, Change, Difference
from plans.importing.editions.sides import Sides, told
from plans.importing.editions.similarity import plain, same
from plans.importing.understood_plan import UnderstoodAction
from plans.importing.vocabulary.completion import says_done
from plans.schemes import key
from plans.state import ActionState, RagState, UpdateState
from plans.wording import day

SAME_DAY = "The plan has an update of the document’s own day already."
WITHDRAWS = "The document does not say that it is complete, so this withdraws the claim that waits to be verified."
UNDATED = "The document bears no date, so these words would count as said today."


def rating_named(ratings: tuple[RagState, ...], text: str | None) -> RagState | None:
    """The rating of the scheme that a cell's word names, by code or label."""
    name = leadnames.key(text or "")
    return next((r for r in ratings if name and name in (leadnames.key(r.code), leadnames.key(r.label))), None)


@dataclass(frozen=True, slots=True)
class _News:
    """What of a document's word on an action was not said before: its words, its rating, a claim. `completes`: it says
    that the action is done, whether or not that is new; `stands` is the rating that the action has."""

    rating: RagState | None
    stands: RagState | None
    words: bool
    rates: bool
    claims: bool
    completes: bool

    @property
    def says_nothing(self) -> bool:
        return not (self.words or self.rates or self.claims)

    @property
    def shown_rating(self) -> RagState | None:
        """The rating, where it comes with what is new and is another than the one that stands."""
        newly = self.rates or (self.claims and self.rating is not None and self.rating != self.stands)
        return self.rating if newly else None


def progress_difference(sides: Sides, at: At, old: ActionState, new: UnderstoodAction) -> Difference | None:
    """New words, a new rating or a new claim; None where the document says nothing that was not said before."""
    news = _news(sides, old, new)
    if news.says_nothing:
        return None
    last, dated = old.latest_update, sides.edition.dated
    refusal = _refusal(sides, old, last)
    withdraws = not news.completes and _withdraws(old, dated)
    rating = news.rating if news.rates or news.claims else None
    other = sides.other_meanings.get(key(rating.label)) if rating else None
    later = dated is not None and (last is None or dated > last.position_on)
    return sides.difference(
        PROGRESS,
        "action",
        at,
        *_changes(news, last, new, withdraws=withdraws),
        was=old.id,
        default=later and not any((refusal, withdraws, other)),
        refusal=refusal,
        note=_note(rating, other, later=later or bool(refusal), withdraws=withdraws, dated=dated is not None),
    )


def _news(sides: Sides, old: ActionState, new: UnderstoodAction) -> _News:
    last = old.latest_update
    rating, stands = rating_named(sides.plan.scheme.ratings, new.rag), rules.rating(sides.plan, old)
    is_said = bool(plain(new.progress))
    is_new = is_said and not any(same(update.narrative, new.progress) for update in old.updates)
    repeats_older = is_said and not is_new and last is not None and not same(last.narrative, new.progress)
    finishes = rating is not None and rating.means_finished
    rates = rating is not None and not finishes and not repeats_older and rating != stands
    completes = says_done(new) or finishes
    may_claim = completes and old.stage not in (stages.CLAIMED, *stages.FINISHED)
    claims = may_claim and (is_new or rates or not any(update.claims_completion for update in old.updates))
    return _News(rating, stands, is_new, rates, claims, completes)


def _changes(news: _News, last: UpdateState | None, new: UnderstoodAction, *, withdraws: bool) -> tuple[Change, ...]:
    rating = news.shown_rating
    return told(
        Change(
            "progress", "Progress", last.narrative if last and news.words else "", (new.progress or "") * news.words
        ),
        Change("rag", "RAG", _label(news.stands) * bool(rating), _label(rating)),
        Change("claim", "Completion", "", "Claimed by the document" * news.claims),
        Change("claim", "Completion", "Claimed complete" * withdraws, "Claim withdrawn" * withdraws),
    )


def _withdraws(old: ActionState, dated: date | None) -> bool:
    """Whether words that claim nothing, true of that day (None: the day on which they are applied), withdraw the
    claim that waits to be verified."""
    if not rules.awaits_verification(old):
        return False
    claim = next((update for update in reversed(old.updates) if update.claims_completion), None)
    return claim is not None and (dated is None or dated >= claim.position_on)


def _note(rating: RagState | None, other: tuple[str, str] | None, *, later: bool, withdraws: bool, dated: bool) -> str:
    """What applying it means. `other` are the meanings that the plan and the document's key give to the rating, where
    they differ."""
    notes = [WITHDRAWS] if withdraws else []
    if rating and other:
        ours, theirs = other
        notes.append(f"{rating.label} is “{theirs}” in the document’s key and “{ours}” in the plan’s RAG scheme.")
    if not later:
        notes.append(SAME_DAY if dated else UNDATED)
    return " ".join(notes)


def _label(rating: RagState | None) -> str:
    return rating.label if rating else ""


def _refusal(sides: Sides, old: ActionState, last: UpdateState | None) -> str:
    if old.stage in stages.FINISHED:
        return f"The action is {stages.STAGES[old.stage].lower()}, so it takes no more updates."
    dated = sides.edition.dated
    if dated and last and last.position_on > dated:
        return f"The plan’s own update of {day(last.position_on)} is newer than the document, which is of {day(dated)}."
    return ""
