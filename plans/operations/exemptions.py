"""Marking what is exempt from publication, reading what somebody marked, and taking a mark off."""

from __future__ import annotations

from plans import columns, exemptions
from plans.exempt_words import pattern_of
from plans.models import Action, Evidence, Exemption, User
from plans.operations.errors import Refused
from plans.operations.freshness import check_seen
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.exemptions import can_ask_exempt, can_mark_exempt, can_read_exemption
from plans.queries import plan_state
from plans.state import ActionState
from plans.trail import change_set

MOST_WORDS = 4000
FEWEST_LETTERS = 3
"""Of a passage: fewer would be left out of every other word."""


def mark_exempt(
    *,
    by: User,
    action: Action,
    what: str,
    paragraph: int | None = None,
    field: str = "",
    heading: str = "",
    words: str = "",
    evidence: Evidence | None = None,
    note: str = "",
    door: str = "web",
    at=None,
) -> Exemption:
    """Mark something of an action as exempt: an officer with the paragraph that says why; whoever updates the action
    without one, for an officer to read. Raises Denied; Refused for what is marked already, for words that don't stand
    in the action, and for what can't be left out."""
    needed = can_mark_exempt if paragraph is not None else can_ask_exempt
    needed.enforce(by, action)
    check_paragraph(paragraph)
    mark = Exemption(action=action, what=what, note=said(note, limit=200, field="note"), paragraph=paragraph)
    with change_set(action.plan, by=by, verb="mark_exempt", door=door, at=at) as act:
        state = state_of(action)
        _fill(mark, state, field=field, heading=heading, words=words, evidence=evidence)
        mark.marked_on, mark.marked_by_name = act.today, by.name
        if paragraph is not None:
            mark.read_on, mark.read_by_name = act.today, by.name
        act.save(mark)
    return mark


def state_of(action: Action) -> ActionState:
    """The action as it is now."""
    state = plan_state(action.plan, recommendations=[action.recommendation_id])
    return next(each for each in state.actions if each.id == action.pk)


def check_paragraph(paragraph: int | None) -> None:
    """Raises Refused for a number that Schedule 12A does not have."""
    if paragraph is not None and paragraph not in exemptions.PARAGRAPHS:
        raise Refused("Choose one of the paragraphs 1 to 7 of Schedule 12A.", "paragraph")


def _fill(mark: Exemption, state: ActionState, *, field, heading, words, evidence) -> None:
    """What is marked. Raises Refused."""
    match mark.what:
        case exemptions.PASSAGE:
            _fill_passage(mark, state, words)
        case exemptions.VALUE:
            said_there = [text for of, head, text in exemptions.texts(state) if (of, head) == (field, heading)]
            if field not in exemptions.VALUES or not any(text.strip() for text in said_there):
                raise Refused("Choose which column is left out, of those in which something stands.", "value")
            mark.field, mark.heading = field, heading
        case exemptions.EVIDENCE:
            if evidence is None or evidence.action_id != mark.action_id or evidence.withdrawn:
                raise Refused("Choose a piece of evidence of this action.", "evidence")
            mark.evidence = evidence
        case exemptions.ACTION:
            pass
        case _:
            raise Refused("Choose what is left out.", "what")
    same = {"what": mark.what, "field": mark.field, "heading": mark.heading, "words": mark.words}
    if Exemption.objects.filter(action=mark.action, evidence=mark.evidence, withdrawn=False, **same).exists():
        raise Refused("This is marked already.", "what")


def _fill_passage(mark: Exemption, state: ActionState, words: str) -> None:
    need = "Give the words that are left out, as they stand in the action."
    mark.words = said(words, limit=MOST_WORDS, field="words", need=need)
    if sum(map(str.isalnum, mark.words)) < FEWEST_LETTERS:
        raise Refused(f"Give at least {FEWEST_LETTERS} letters: fewer stand in every other word.", "words")
    pattern = pattern_of(mark.words)
    for field, heading, text in exemptions.texts(state):
        if pattern.search(text) and field in columns.MEANINGS:
            mark.field, mark.heading = field, heading
            if field == columns.PROGRESS and state.latest_update:
                mark.update_id = state.latest_update.id
            return
    raise Refused("These words don’t stand in this action. Copy them from below, as they are written there.", "words")


def read_exemption(
    *,
    by: User,
    exemption: Exemption,
    paragraph: int | None,
    note: str = "",
    seen: int | None = None,
    door: str = "web",
    at=None,
) -> Exemption:
    """Give the paragraph by which what somebody marked is exempt. Raises Denied; Refused without one, and for a mark
    that was read or taken off meanwhile; Stale."""
    can_read_exemption.enforce(by, exemption)
    if paragraph is None:
        raise Refused("Choose the paragraph of Schedule 12A that says why this is not published.", "paragraph")
    check_paragraph(paragraph)
    note = said(note, limit=200, field="note")
    with change_set(exemption.action.plan, by=by, verb="read_exemption", door=door, at=at) as act:
        exemption.refresh_from_db()
        check_seen(exemption, seen)
        if exemption.withdrawn or exemption.paragraph is not None:
            raise Refused("Somebody has decided on this mark meanwhile.")
        exemption.paragraph, exemption.note = paragraph, note or exemption.note
        exemption.read_on, exemption.read_by_name = act.today, by.name
        act.save(exemption)
    return exemption


def take_off_exemption(
    *, by: User, exemption: Exemption, reason: str, seen: int | None = None, door: str = "web", at=None
) -> Exemption:
    """Publish what was marked from the next paper on. Raises Denied; Refused without a reason and for a mark that was
    taken off already; Stale."""
    can_read_exemption.enforce(by, exemption)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why this can be published after all.")
    with change_set(exemption.action.plan, by=by, verb="take_off_exemption", why=reason, door=door, at=at) as act:
        exemption.refresh_from_db()
        check_seen(exemption, seen)
        if exemption.withdrawn:
            raise Refused("This mark has been taken off already.")
        exemption.withdrawn, exemption.withdrawn_reason = True, reason
        act.save(exemption)
    return exemption
