"""What is exempt from publication as those see it who may read it: where it stands, and on what ground it is not
published. A pure function of a `PlanState` and what officers have marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from plans import columns, exemptions
from plans.exempt_words import Quoted, composed, pattern_of
from plans.exemptions import (
    ACTION,
    EVIDENCE,
    PARAGRAPHS,
    ROLES,
    VALUE,
    Exempt,
    Instead,
    each_passage,
    is_lost,
    noticed,
    numbered,
    standing,
    texts,
)
from plans.state import ActionState, AssignmentState, PlanState, StepState
from plans.texts import Spot, changed

END = "[end exempt]"
ACT = "Part 1 of Schedule 12A to the Local Government Act 1972"

_BEFORE = re.compile(r"\s*(?:(?:[•●▪◦‣➢·*–-]|\d{1,3}[.)])\s+)?")
_SIGNS = re.compile(r"\[exempt(?:: paragraphs? \d(?:, \d)*(?: and \d)?)?\] ?| ?\[end exempt\]")

_CUT_SIGN = re.compile(r"(?:^| )\[(?:exempt|end)\b[^]]*…$")


def marked(state: PlanState, marks: Iterable[Exempt]) -> PlanState:
    """The whole plan, in which what is exempt stands between "[exempt: paragraph 3]" and "[end exempt]"."""
    return shown_as(state, marks, whole=True)


def shown_as(state: PlanState, marks: Iterable[Exempt], *, whole: bool) -> PlanState:
    """The plan with every rating, date and stage, in which what is exempt is marked or, where it is not shown as a
    `whole`, says that it is not published."""
    by_action: dict[int, list[Exempt]] = defaultdict(list)
    for mark in marks:
        by_action[mark.action_id].append(mark)
    if not by_action:
        return state
    passages = standing(state, (mark for found in by_action.values() for mark in found))
    told: Instead = between if whole else noticed
    shown = each_passage(state, passages, told)
    return shown.with_actions(lambda actions: (_action(state, each, by_action[each.id], told) for each in actions))


def closed(cut: str) -> str:
    """A text that was cut short, in which what is exempt ends with its sign though the sign itself was cut."""
    cut = _CUT_SIGN.sub(" …", cut)
    return f"{cut} {END}" if cut.count("[exempt") > cut.count(END) else cut


def unmarked(text: str) -> str:
    """The words without the signs that `marked` gives them."""
    return _SIGNS.sub("", text)


def paragraphs_in(text: str) -> tuple[int, ...]:
    """The paragraphs that the signs in a text name."""
    return tuple(sorted({int(found) for sign in _SIGNS.findall(text) for found in re.findall(r"\d", sign)}))


def applying(marks: Iterable[Exempt], *states: PlanState) -> tuple[Exempt, ...]:
    """Those of the marks that leave out something of one of these positions."""
    return tuple(mark for mark in marks if any(_applies(mark, state) for state in states))


def ground(paragraphs: Iterable[int | None]) -> str:
    """On what ground something is not for publication, in the words of the Act; empty where no paragraph is known."""
    found = sorted(filter(None, set(paragraphs)))
    words = "; ".join(f"paragraph {number}, “{PARAGRAPHS[number]}”" for number in found)
    return f"exempt information as described in {ACT}: {words}" if found else ""


def exempt_sources(state: PlanState, marks: Iterable[Exempt]) -> dict[int | None, list[str]]:
    """Every text that is exempt, as its mark or the position has it, by the paragraph that says so. Who leads something
    is none: posts are named everywhere."""
    actions = {action.id: action for action in state.actions}
    by_paragraph: dict[int | None, list[str]] = defaultdict(list)
    for mark in marks:
        action, found = actions.get(mark.action_id), by_paragraph[mark.paragraph]
        if mark.what == exemptions.PASSAGE:
            found.append(mark.words)
        elif action and mark.what == EVIDENCE:
            found += [proof.title for proof in action.evidence if proof.id == mark.evidence_id]
        elif action:
            found += [
                text
                for of, heading, text in texts(action)
                if of not in ROLES
                and of != columns.TIMESCALE
                and (mark.what == ACTION or (of, heading) == (mark.field, mark.heading))
            ]
    return by_paragraph


def quotations(state: PlanState, sources: Iterable[str]) -> list[tuple[str, Spot]]:
    """The runs of words in a plan that stand in something exempt too, each with its place."""
    found: list[tuple[str, Spot]] = []
    runs = Quoted(sources)

    def look(text: str, spot: Spot) -> str:
        found.extend((text[start:end], spot) for start, end in runs.within(text))
        return text

    if runs:
        changed(state, look)
    return found


def _says(state: PlanState, words: str) -> bool:
    """Whether any text of the plan says these words."""
    pattern, found = pattern_of(words), []

    def look(text: str, _spot: Spot) -> str:
        found.append(pattern.search(composed(text)) is not None)
        return text

    changed(state, look)
    return any(found)


def _applies(mark: Exempt, state: PlanState) -> bool:
    action = next((each for each in state.actions if each.id == mark.action_id), None)
    match mark.what:
        case exemptions.PASSAGE:
            return _says(state, mark.words) or (action is not None and is_lost(action, mark))
        case exemptions.ACTION:
            return action is not None
        case exemptions.EVIDENCE:
            return action is not None and any(proof.id == mark.evidence_id for proof in action.evidence)
    said_there = ((of, head) for of, head, text in texts(action) if text.strip()) if action else ()
    return (mark.field, mark.heading) in said_there or (action is not None and mark.field in ROLES)


def between(words: str, paragraphs: Iterable[int | None]) -> str:
    """The words between the signs, what hangs before a line staying before them."""
    if not words.strip() or words.lstrip().startswith("[exempt"):
        return words
    told = numbered(paragraphs)
    first = _BEFORE.match(words)
    at = first.end() if first else 0
    return f"{words[:at]}[exempt{': ' if told else ''}{told}] {words[at:]} {END}"


def _action(state: PlanState, action: ActionState, marks: list[Exempt], told: Instead) -> ActionState:
    for mark in marks:
        if mark.what in (VALUE, ACTION) or is_lost(action, mark):
            fields = None if mark.what == ACTION else (mark.field, mark.heading)
            action = _whole(state, action, fields, mark, told)
        elif mark.what == EVIDENCE:
            proofs = (_proof(proof, mark, told) if proof.id == mark.evidence_id else proof for proof in action.evidence)
            action = replace(action, evidence=tuple(proofs))
    return action


def _proof(proof, mark: Exempt, told: Instead):
    shown = replace(proof, title=_said(proof.title, mark, told))
    return shown if told is between else replace(shown, url="", file_name="")


def _said(text: str, mark: Exempt, told: Instead) -> str:
    """A text that is exempt as a whole: what is marked within it is so with the rest."""
    return told(unmarked(text), frozenset([mark.paragraph]))


def _whole(
    state: PlanState, action: ActionState, field: tuple[str, str] | None, mark: Exempt, told: Instead
) -> ActionState:
    """The action with what a column says of it, or with None all that it says, between the signs."""

    def of(meaning: str, heading: str = "") -> bool:
        return field is None or field == (meaning, heading)

    def said(text: str, meaning: str, heading: str = "") -> str:
        return _said(text, mark, told) if text and of(meaning, heading) else text

    def who(given: tuple[AssignmentState, ...]) -> tuple[AssignmentState, ...]:
        return tuple(
            replace(each, printed=_said(each.printed or state.lead(each.lead_id).name, mark, told))
            if any(of(meaning) and each.role in roles for meaning, roles in ROLES.items())
            else each
            for each in given
        )

    def step(each: StepState) -> StepState:
        times = tuple(replace(time, text=said(time.text, columns.TIMESCALE)) for time in each.timescales)
        return replace(each, text=said(each.text, columns.ACTION), assignments=who(each.assignments), timescales=times)

    updates = (replace(each, narrative=said(each.narrative, columns.PROGRESS)) for each in action.updates)
    decided = (replace(each, reason=said(each.reason, columns.PROGRESS)) for each in action.decisions)
    return replace(
        action,
        text=said(action.text, columns.ACTION),
        lead_in=said(action.lead_in, columns.ACTION),
        steps=tuple(map(step, action.steps)),
        assignments=who(action.assignments),
        expected_evidence=said(action.expected_evidence, columns.EVIDENCE),
        related_plans=tuple(said(each, columns.RELATED_PLANS) for each in action.related_plans),
        outcome=said(action.outcome, columns.OUTCOME),
        updates=tuple(updates),
        decisions=tuple(decided),
        extra=tuple((head, said(text, columns.EXTRA, head)) for head, text in action.extra),
        timescales=tuple(replace(each, text=said(each.text, columns.TIMESCALE)) for each in action.timescales),
        evidence=tuple(_proof(each, mark, told) for each in action.evidence) if field is None else action.evidence,
    )
