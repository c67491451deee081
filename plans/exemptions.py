"""What of a plan is exempt from publication, and the plan as it may be published: a pure function of a `PlanState` and
what officers have marked.

A passage that is exempt is left out wherever the plan says it, not only where it was marked. Where what was marked
can't be found any more, the whole that it stood in is left out: nobody has read what stands there now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from plans import columns
from plans.exempt_words import composed, pattern_of, replaced, spans
from plans.state import ActionState, AssignmentState, LeadState, PlanState
from plans.texts import Spot, changed
from plans.wording import listed

PASSAGE, VALUE, ACTION, EVIDENCE = "passage", "value", "action", "evidence"

PARAGRAPHS = {
    1: "Information relating to any individual",
    2: "Information which is likely to reveal the identity of an individual",
    3: "Information relating to the financial or business affairs of any particular person (including the authority "
    "holding that information)",
    4: "Information relating to any consultations or negotiations, or contemplated consultations or negotiations, in "
    "connection with any labour relations matter arising between the authority or a Minister of the Crown and "
    "employees of, or office holders under, the authority",
    5: "Information in respect of which a claim to legal professional privilege could be maintained in legal "
    "proceedings",
    6: "Information which reveals that the authority proposes (a) to give under any enactment a notice under or by "
    "virtue of which requirements are imposed on a person; or (b) to make an order or direction under any enactment",
    7: "Information relating to any action taken or to be taken in connection with the prevention, investigation or "
    "prosecution of crime",
}
"""Part 1 of Schedule 12A to the Local Government Act 1972 in its own words, a paragraph each."""

VALUES = (
    columns.ACTION,
    columns.LEAD,
    columns.RESPONSIBLE,
    columns.EVIDENCE,
    columns.RELATED_PLANS,
    columns.OUTCOME,
    columns.PROGRESS,
    columns.EXTRA,
)
"""What of an action can be exempt as a whole, by what its column means. Ratings and dates are not among them: the
figures of a paper would no longer add up, so the action is left out instead."""

Instead = Callable[[str, frozenset[int | None]], str]

ROLES = {columns.LEAD: ("lead", "supporting"), columns.RESPONSIBLE: ("responsible",)}
"""Whom the columns that say who name, by their roles."""

WITHHELD_LEAD = 0
"""The id of the lead that stands where who leads is exempt; no lead of a database has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exempt:
    """One mark: what is exempt (`PASSAGE`, `VALUE`, `ACTION` or `EVIDENCE`) of which action, and the paragraph that
    says why, None while an officer has yet to read it. `field` is what the column means in which it stands,
    `heading` that of a column of the plan's own; `words` are a passage's; `update_id` the update in which it was
    marked."""

    id: int
    action_id: int
    what: str
    field: str = ""
    heading: str = ""
    words: str = ""
    evidence_id: int | None = None
    update_id: int | None = None
    paragraph: int | None = None

    @property
    def notice(self) -> str:
        """What is printed in its place."""
        return notice(self.paragraph)


def notice(*paragraphs: int | None) -> str:
    """ "Not published: paragraph 2"."""
    told = numbered(paragraphs)
    return f"Not published: {told}" if told else "Not published"


def noticed(_words: str, paragraphs: Iterable[int | None]) -> str:
    """ "[not published: paragraph 2]", in place of words in a text."""
    told = notice(*paragraphs)
    return f"[{told[:1].lower()}{told[1:]}]"


def numbered(paragraphs: Iterable[int | None]) -> str:
    """ "paragraph 2", "paragraphs 1 and 3"; empty where none is known."""
    found = sorted(filter(None, set(paragraphs)))
    return f"paragraph{'s' if len(found) > 1 else ''} {listed(list(map(str, found)))}" if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What is exempt of one action, for whoever hands out its cells: all of it (`whole`), the `fields` by what their
    columns mean, columns of the plan's own by their `headings`, pieces of `evidence` by id, `passages` of its texts."""

    whole: bool = False
    fields: frozenset[str] = frozenset()
    headings: frozenset[str] = frozenset()
    evidence: frozenset[int] = frozenset()
    passages: tuple[str, ...] = ()


def left_out(action: ActionState, marks: Iterable[Exempt]) -> LeftOut:
    """What of this action is exempt. The state that `published` gives has none of it any more."""
    mine = [mark for mark in marks if mark.action_id == action.id]
    values = [mark for mark in mine if mark.what == VALUE or is_lost(action, mark)]
    return LeftOut(
        whole=any(mark.what == ACTION for mark in mine),
        fields=frozenset(mark.field for mark in values if mark.field != columns.EXTRA),
        headings=frozenset(mark.heading for mark in values if mark.field == columns.EXTRA),
        evidence=frozenset(mark.evidence_id for mark in mine if mark.evidence_id is not None),
        passages=tuple(mark.words for mark in mine if mark.what == PASSAGE and not is_lost(action, mark)),
    )


def published(state: PlanState, marks: Iterable[Exempt], *, in_place: bool = False) -> PlanState:
    """The plan without what is exempt: values and passages say that they are not published, an action that is exempt
    is gone or, with `in_place`, says nothing but its reference and that it is not published."""
    marks, by_action = tuple(marks), defaultdict(list)
    for mark in marks:
        by_action[mark.action_id].append(mark)
    if not by_action:
        return state
    passages = standing(state, marks)
    kept = state.with_actions(lambda actions: _actions(actions, by_action, in_place))
    kept = replace(kept, leads=(*state.leads, *_withheld_leads(by_action.values())))
    return each_passage(kept, passages, noticed)


def without_actions(state: PlanState, ids: frozenset[int]) -> PlanState:
    """The plan without some of its actions."""
    if not ids:
        return state
    return state.with_actions(lambda actions: (action for action in actions if action.id not in ids))


def whole_actions(marks: Iterable[Exempt]) -> frozenset[int]:
    """The ids of the actions that are exempt as a whole."""
    return frozenset(mark.action_id for mark in marks if mark.what == ACTION)


def is_lost(action: ActionState, mark: Exempt) -> bool:
    """Whether the passage that was marked does not stand in its action any more, though nothing was said anew in place
    of it: the text was reworded, and has to be read again."""
    if mark.what != PASSAGE or mark.action_id != action.id or stands(action, mark.words):
        return False
    latest = action.latest_update
    return mark.update_id is None or (latest is not None and latest.id == mark.update_id)


def stands(action: ActionState, words: str) -> bool:
    """Whether some text of the action says these words, whatever space stands between them."""
    pattern = pattern_of(words)
    return any(pattern.search(composed(text)) for _field, _heading, text in texts(action))


def texts(action: ActionState) -> Iterator[tuple[str, str, str]]:
    """What an action says, as what the column means, the heading of a column of the plan's own, and the text."""
    yield columns.ACTION, "", action.text
    yield columns.ACTION, "", action.lead_in
    for step in action.steps:
        yield columns.ACTION, "", step.text
    for who in action.every_assignment:
        field = next(field for field, roles in ROLES.items() if who.role in roles)
        yield field, "", " ".join((who.printed, who.note))
    yield columns.EVIDENCE, "", action.expected_evidence
    yield columns.RELATED_PLANS, "", "\n".join(action.related_plans)
    yield columns.OUTCOME, "", action.outcome
    for update in reversed(action.updates):
        yield columns.PROGRESS, "", update.narrative
    for decision in action.decisions:
        yield columns.PROGRESS, "", decision.reason
    for heading, text in action.extra:
        yield columns.EXTRA, heading, text
    for timescale in action.timescales:
        yield columns.TIMESCALE, "", timescale.text
    for proof in action.evidence:
        yield EVIDENCE, "", f"{proof.title} {proof.url} {proof.file_name}"


def _withheld_leads(marks: Iterable[list[Exempt]]) -> tuple[LeadState, ...]:
    hides_who = any(mark.field in ROLES for of_action in marks for mark in of_action)
    return (LeadState(id=WITHHELD_LEAD, name=notice(None), kind="post"),) if hides_who else ()


def _actions(
    actions: tuple[ActionState, ...], by_action: dict[int, list[Exempt]], in_place: bool
) -> Iterator[ActionState]:
    for action in actions:
        marks = by_action.get(action.id, [])
        whole = next((mark for mark in marks if mark.what == ACTION), None)
        if whole is None:
            yield _without_values(action, marks)
        elif in_place:
            yield ActionState(id=action.id, ref=action.ref, row=action.row, text=whole.notice, stage=action.stage)


def _without_values(action: ActionState, marks: list[Exempt]) -> ActionState:
    shown = action
    for mark in marks:
        if mark.what == VALUE or is_lost(action, mark):
            shown = _without_value(shown, mark)
        elif mark.what == EVIDENCE:
            shown = _without_evidence(shown, mark)
    if any(mark.what == VALUE and mark.field in ROLES for mark in marks):
        asked = tuple(replace(question, lead_id=WITHHELD_LEAD) for question in shown.questions)
        shown = replace(shown, questions=asked)
    return shown


def _without_evidence(action: ActionState, mark: Exempt) -> ActionState:
    proofs = (
        replace(proof, title=mark.notice, url="", file_name="", sha256="", size=0)
        if proof.id == mark.evidence_id
        else proof
        for proof in action.evidence
    )
    return replace(action, evidence=tuple(proofs))


def _without_value(action: ActionState, mark: Exempt) -> ActionState:
    match mark.field:
        case columns.ACTION:
            steps = tuple(replace(step, text=mark.notice) for step in action.steps)
            lead_in = mark.notice if action.lead_in else ""
            return replace(action, text=mark.notice, lead_in=lead_in, steps=steps)
        case columns.LEAD | columns.RESPONSIBLE:
            steps = tuple(replace(each, assignments=_nobody(each.assignments, mark)) for each in action.steps)
            return replace(action, assignments=_nobody(action.assignments, mark), steps=steps)
        case columns.EVIDENCE:
            return replace(action, expected_evidence=mark.notice)
        case columns.RELATED_PLANS:
            return replace(action, related_plans=(mark.notice,))
        case columns.OUTCOME:
            return replace(action, outcome=mark.notice)
        case columns.PROGRESS:
            updates = tuple(replace(each, narrative=mark.notice if each.narrative else "") for each in action.updates)
            decided = tuple(replace(each, reason=mark.notice if each.reason else "") for each in action.decisions)
            return replace(action, updates=updates, decisions=decided)
        case columns.EXTRA:
            extra = ((head, mark.notice if head == mark.heading else said) for head, said in action.extra)
            return replace(action, extra=tuple(extra))
        case columns.TIMESCALE:
            return replace(action, timescales=tuple(replace(t, text=mark.notice) for t in action.timescales))
    return action


def _nobody(assignments: tuple[AssignmentState, ...], mark: Exempt) -> tuple[AssignmentState, ...]:
    return tuple(
        replace(each, lead_id=WITHHELD_LEAD, printed=mark.notice, note="") if each.role in ROLES[mark.field] else each
        for each in assignments
    )


def standing(state: PlanState, marks: Iterable[Exempt]) -> list[Exempt]:
    """The passages among the marks that can be found in their actions, or whose place says something else by now."""
    actions = {action.id: action for action in state.actions}
    found = (mark for mark in marks if mark.what == PASSAGE and mark.action_id in actions and mark.words.strip())
    return [mark for mark in found if not is_lost(actions[mark.action_id], mark)]


def each_passage(state: PlanState, passages: Iterable[Exempt], instead: Instead) -> PlanState:
    """The plan with other words (`instead`, of what stands there and its paragraphs) wherever it says a passage."""
    patterns = [(pattern_of(mark.words), mark.paragraph) for mark in passages]

    def change(text: str, _spot: Spot) -> str:
        read = composed(text)
        found = spans(read, patterns)
        return replaced(read, found, instead) if found else text

    return changed(state, change) if patterns else state
