"""Saying how an action is going."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from plans import stages
from plans.models import Action, Lead, ProgressUpdate, Rag, User
from plans.operations.errors import Changed, Refused, Stored
from plans.operations.evidence import Proof, attach, check_address, lacking
from plans.operations.progress.claims import is_later, standing_claim, withdraw_by_word
from plans.operations.words import said
from plans.permissions.actions import can_record_for_others, can_update_progress
from plans.permissions.parts import speaks_in
from plans.trail import Actor, change_set
from plans.wording import day

NARRATIVE_LIMIT = 4000
"""Characters: about a page, more than a committee reads of one action."""
EARLY = "The day you expect it to be done can’t be before the day you are writing of."


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What is said of an action: its words, rating, the day they are true of, and what goes with them.

    `claim_stands` says of an action that is claimed complete whether that still stands; one who says so claims it
    too. Left out (None), a word that claims nothing withdraws the claim, unless it is true of an earlier day, or
    `knows_of_claim` says that its writer could not know of it. `words_stand` says that its words are those of before,
    or none: it gives a rating, a forecast or a claim alone.
    """

    narrative: str
    rag: Rag | None = None
    position_on: date | None = None
    forecast_on: date | None = None
    claims_completion: bool = False
    claim_stands: bool | None = None
    knows_of_claim: bool = True
    words_stand: bool = False
    steps_met: tuple[int, ...] = ()
    proofs: tuple[Proof, ...] = ()


def submit_progress(
    *,
    by: User | Actor,
    action: Action,
    word: Word,
    said_by: User | Lead | Actor | None = None,
    seen: int | None = None,
    check_seen: bool = False,
    door: str = "web",
    at=None,
) -> ProgressUpdate:
    """Record an update, the steps that it says are met, and its evidence, as one act. Where completion is claimed and
    the word does not say that the claim stands, the same act withdraws it. `said_by` is somebody with a part in the
    plan, or a lead of the action, for one who has no account; or just somebody of that name (an `Actor`), whose
    words came home in a sheet.

    With `check_seen`, `seen` is the id of the last update that the writer had before them (None: there was
    none); if something has been said since, nothing is written and `Changed` carries it, or `Stored` where the
    writer has said the very same. Raises Denied, Refused (with the field), Changed and Stored.
    """
    said_by = said_by or (by if isinstance(by, User) else None)
    _check_writer(by, action, said_by)
    with change_set(action.plan, by=by, verb=_verb(word), door=door, at=at) as act:
        action = Action.objects.with_plan().get(pk=action.pk)
        position_on, claim = _check_whole(by, action, word, act.today, check_seen=check_seen, seen=seen)
        claims = _claims(word, claim, position_on)
        update = ProgressUpdate(
            action=action,
            position_on=position_on,
            recorded_at=act.moment,
            narrative=word.narrative.strip(),
            rag=word.rag,
            forecast_on=word.forecast_on,
            claims_completion=claims,
            **_who(by, said_by, act.today),
        )
        act.save(update)
        for step in action.steps.filter(pk__in=word.steps_met, withdrawn=False, met_on=None):
            step.met_on = position_on
            act.save(step)
        for proof in word.proofs:
            attach(act, action, proof, update=update)
        action.stage = stages.after(action.stage, stages.CLAIM if claims else stages.UPDATE)
        if claim and not claims and _withdraws(word, claim, position_on):
            withdraw_by_word(act, action, claim, update)
        act.save(action)
    return update


def _who(by: User | Actor, said_by: User | Lead | Actor | None, on: date) -> dict[str, Any]:
    """Who said an update and who recorded it, as its fields hold them."""
    return {
        "said_by": said_by if isinstance(said_by, User) else None,
        "said_by_name": _name_of(said_by, on) if said_by else by.name,
        "recorded_by": by if isinstance(by, User) else None,
        "recorded_by_name": by.name,
    }


def check_progress(
    *, by: User, action: Action, word: Word, said_by: User | Lead | None = None, seen: int | None, on: date
) -> None:
    """Whether this could be submitted on that day, as things stand. Raises whatever `submit_progress` would."""
    _check_writer(by, action, said_by or by)
    _check_whole(by, Action.objects.get(pk=action.pk), word, on, check_seen=True, seen=seen)


def _check_writer(by: User | Actor, action: Action, said_by: User | Lead | Actor | None) -> None:
    """Raises Denied, and Refused where somebody without a part in the plan is to have said it, or a lead that has
    none in the action."""
    can_update_progress.enforce(by, action)
    if said_by != by and not isinstance(by, Actor):
        can_record_for_others.enforce(by, action.plan)
        if isinstance(said_by, Lead):
            if not action.assignments.filter(withdrawn=False, lead=said_by).exists():
                raise Refused(f"{said_by} does not lead this action, so can’t have said it.", "said_by")
        elif isinstance(said_by, User) and not speaks_in(said_by, action.plan):
            raise Refused(f"{said_by} has no part in this plan, so can’t have said it.", "said_by")


def _name_of(said_by: User | Lead | Actor, on: date) -> str:
    """Whose word it is: of a lead whoever holds it on that day, by the name that is known, else the lead itself."""
    if not isinstance(said_by, Lead):
        return said_by.name[:200]
    holding = said_by.holdings.on(on).newest_first().first()
    return (holding.name if holding else said_by.name)[:200]


def _check_whole(
    by, action: Action, word: Word, today: date, *, check_seen: bool, seen: int | None
) -> tuple[date, ProgressUpdate | None]:
    """Everything that has to hold before a word is written; the day that it is true of, and the claim that stands.
    Raises Refused, Changed and Stored."""
    position_on = word.position_on or today
    if check_seen:
        _check_first(by, action, word, seen)
    _check(action, word, position_on, today)
    claim = standing_claim(action)
    _check_claim(action, word, claim)
    if _claims(word, claim, position_on) and not word.proofs and not isinstance(by, Actor) and lacking(action):
        raise Refused(lacking(action), "evidence")
    for proof in word.proofs:
        check_address(proof.url)
    latest = action.updates.order_by("-id").first()
    if check_seen and (latest.pk if latest else None) != seen:
        raise Changed(latest)
    if check_seen:
        _check_new(by, latest, word)
    return position_on, claim


def _check_first(by, action: Action, word: Word, seen: int | None) -> None:
    """The same person has said the very same since they opened the form: it came twice. Raises Stored."""
    since = action.updates.filter(recorded_by=by if isinstance(by, User) else None, pk__gt=seen or 0)
    for update in since.prefetch_related("evidence").order_by("-pk"):
        if _says_the_same(update, word):
            raise Stored(update)


def _says_the_same(update: ProgressUpdate, word: Word) -> bool:
    claims = word.claims_completion or word.claim_stands is True
    said = (word.narrative.strip(), word.rag, claims, word.forecast_on)
    day = word.position_on or update.position_on
    proofs = {proof.sha256 or proof.url for proof in word.proofs}
    return (
        said == (update.narrative, update.rag, update.claims_completion, update.forecast_on)
        and day == update.position_on
        and proofs == {evidence.sha256 or evidence.url for evidence in update.evidence.all()}
    )


def _claims(word: Word, claim: ProgressUpdate | None, position_on: date) -> bool:
    """Whether the update is a claim itself: one that says that an earlier one stands is, if it is true of that day or
    a later one."""
    renews = claim is not None and word.claim_stands is True and is_later(claim, position_on)
    return word.claims_completion or renews


def _withdraws(word: Word, claim: ProgressUpdate, position_on: date) -> bool:
    silent = word.claim_stands is None and word.knows_of_claim
    return word.claim_stands is False or (silent and is_later(claim, position_on))


def _check_claim(action: Action, word: Word, claim: ProgressUpdate | None) -> None:
    """Nobody speaks of a claim that was decided while they wrote. Raises Refused."""
    if claim or word.claim_stands is None:
        return
    decided = action.decisions.order_by("recorded_at", "pk").last()
    how = f"{decided.get_kind_display().lower()} by {decided.by_name}, {day(decided.on)}" if decided else "not there"
    said_why = f": “{decided.reason}”" if decided and decided.reason else ""
    raise Refused(f"The claim that you speak of was decided while you wrote ({how}{said_why}). Look over your words.")


def _check_new(by, latest: ProgressUpdate | None, word: Word) -> None:
    """The same words under the same rating by the same person are a form sent twice. Raises Refused."""
    if latest is None or isinstance(by, Actor):
        return
    same = (latest.narrative, latest.rag, latest.claims_completion, latest.recorded_by_id)
    if same == (word.narrative.strip(), word.rag, word.claims_completion, by.pk):
        raise Refused(
            "You have submitted these very words already, and they stand. If something new has happened, say what.",
            "narrative",
        )


def _verb(word: Word) -> str:
    return "claim_completion" if word.claims_completion else "submit_progress"


def _says_without_words(word: Word) -> bool:
    gives = word.rag or word.forecast_on or word.claims_completion or word.claim_stands
    return word.words_stand and bool(gives)


def _check(action: Action, word: Word, position_on: date, today: date) -> None:
    """What can't stand, one reason at a time. Raises Refused."""
    if action.stage in stages.FINISHED:
        raise Refused(f"This action is {stages.STAGES[action.stage].lower()}, so it takes no more updates.")
    if not _says_without_words(word):
        need = "Say what has happened, in a sentence or two."
        said(word.narrative, limit=NARRATIVE_LIMIT, field="narrative", need=need)
    if position_on > today:
        raise Refused("The day on which this is true can’t be in the future.", "position_on")
    if word.forecast_on and word.forecast_on < position_on:
        raise Refused(EARLY, "forecast")
    if word.rag and word.rag.scheme_id != action.plan.scheme_id:
        raise Refused("Choose one of this plan’s own ratings.", "rag")
    if word.rag and word.rag.means_finished:
        raise Refused(
            f"{word.rag.label} is given when somebody else has verified the action. "
            "To ask for that, tick “This action is complete”.",
            "rag",
        )
