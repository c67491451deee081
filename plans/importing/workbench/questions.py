"""The questions of a reading, each under a key that holds, and which of them are answered.

Names that are nearly those of leads whom the organisation has, or of another lead of the same document, are asked,
never decided.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher

from plans import leadnames
from plans.importing.understanding.ratings import UNCONFIRMED
from plans.importing.understood_plan import Question, UnderstoodAction, UnderstoodLead, UnderstoodPlan
from plans.importing.workbench.apply_edit import timescale_from_anchor
from plans.importing.workbench.edits import Edit, Framed, QuestionSettled

_DIGITS = re.compile(r"\d+")

NEAR = 0.82
"""How alike two names are (0 to 1) that may be one: "Head of Childrens Service", "Head of Children’s Services"."""
MOST_OFFERED = 3
SHORTEST = 5
"""Letters that a name needs before likeness says anything; initials are never near."""


@dataclass(frozen=True, slots=True)
class Near:
    """A name and the names that it nearly is, the nearest first; the first row (with its line) that prints it; and
    why that is asked."""

    name: str
    near: tuple[str, ...]
    row: int
    line: int
    because: str


def near_names(plan: UnderstoodPlan, known: Iterable[str]) -> Iterator[Near]:
    """Each name of the plan that no known lead bears but some nearly do; or that it prints once, where it prints one
    that is nearly the same more often."""
    by_key = {leadnames.key(name): name for name in known}
    printed = Counter(leadnames.key(lead.name) for action in plan.actions for lead in leads_printed(action))
    names = {leadnames.key(lead.name): lead.name for action in plan.actions for lead in leads_printed(action)}
    often = {key: names[key] for key, times in printed.items() if times > 1}
    seen: set[str] = set()
    for action in plan.actions:
        for lead in leads_printed(action):
            key = leadnames.key(lead.name)
            if key in seen or key in by_key or lead.means:
                continue
            seen.add(key)
            near, whose = _nearest(key, by_key), "whom the organisation has already"
            if not near and printed[key] == 1:
                near, whose = _nearest(key, often), "whom this document names in other rows"
            if near:
                yield Near(lead.name, near, action.row, action.line, f"nearly “{near[0]}”, {whose}; are they the same?")


def leads_printed(action: UnderstoodAction) -> tuple[UnderstoodLead, ...]:
    """Everyone who leads the action or one of its steps."""
    return (*action.leads, *(lead for step in action.steps for lead in step.leads))


def _nearest(key: str, by_key: dict[str, str]) -> tuple[str, ...]:
    if len(key) < SHORTEST:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(key)
    found = []
    for other, name in by_key.items():
        if len(other) < SHORTEST or _DIGITS.findall(other) != _DIGITS.findall(key):
            continue  # teams that are told apart by their numbers are not near
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR and matcher.ratio() >= NEAR:
            found.append((-matcher.ratio(), name))
    return tuple(name for _likeness, name in sorted(found)[:MOST_OFFERED])


_SAID_BEFORE = ((" is proposed as ", " is read as "), ("; proposed as ", "; read as "), (f"; {UNCONFIRMED}", ""))
"""Words that questions are asked in, and those of before: answers that were given to these still hold."""


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, the key of the action that it is about (None: the whole plan), and leads of the organisation that
    may be meant. `key` is the same as long as the question is."""

    key: str
    question: Question
    action: str | None
    answered: bool
    near: tuple[str, ...] = ()


def ask_all(base: UnderstoodPlan, edits: Iterable[Edit], known_leads: Iterable[str]) -> tuple[AskedQuestion, ...]:
    """Every question of a base reading, those of the whole plan first, then by row, with those that arise because a
    name is nearly that of a lead whom the organisation has. The day from which the plan counts, once it is said,
    answers every question that asks for it."""
    edits = tuple(edits)
    settled = {edit.question for edit in edits if isinstance(edit, QuestionSettled)}
    settled |= {question_key(question) for question in _answered_by_the_anchor(base, edits)}
    actions = {action.row: action.key for action in base.actions}
    asked = [_asked(question, actions, settled) for question in base.questions]
    doubtful = {question.text for question in base.questions if question.field == "leads"}
    for found in near_names(base, known_leads):
        if found.name in doubtful:
            continue
        question = Question(found.row, "leads", found.name, found.because, found.line)
        asked.append(_asked(question, actions, settled, found.near))
    return tuple(sorted(asked, key=lambda found: found.question.row or 0))


def _answered_by_the_anchor(base: UnderstoodPlan, edits: tuple[Edit, ...]) -> list[Question]:
    said = [edit.value for edit in edits if isinstance(edit, Framed) and edit.field == "anchor"]
    if not said or not said[-1]:
        return []
    anchor = date.fromisoformat(said[-1])
    return [
        question
        for question in base.questions
        if question.field == "anchor"
        or (question.field == "timescales" and timescale_from_anchor(question.text, dated=base.dated, anchor=anchor))
    ]


def doubtful_ratings(plan: UnderstoodPlan) -> dict[str, int]:
    """What shows a rating and is still asked about (`UnderstoodAction.rag_sign`), to the row at which it is asked."""
    signs = {action.row: action.rag_sign for action in plan.actions}
    asked = ((signs.get(question.row or 0), question.row) for question in plan.questions if question.field == "rag")
    return {sign: row for sign, row in asked if sign and row}


def unconfirmed_ratings(plan: UnderstoodPlan) -> int:
    """How many actions show a rating that is none until its question is answered."""
    doubtful = doubtful_ratings(plan)
    return sum(bool(action.rag) and action.rag_sign in doubtful for action in plan.actions)


def shown_alike(plan: UnderstoodPlan, question: Question) -> tuple[UnderstoodAction, ...]:
    """The actions that a question about a rating is of: all whose rating is shown alike. None for any other."""
    if question.field != "rag":
        return ()
    sign = next((action.rag_sign for action in plan.actions if action.row == question.row), None)
    return tuple(action for action in plan.actions if sign and action.rag_sign == sign)


def without_doubtful_ratings(plan: UnderstoodPlan) -> UnderstoodPlan:
    """The plan without the ratings that its questions still ask about, wherever they are shown alike: a colour or a
    letter is a proposal until a person has said what it means, and not rated is never taken for a rating."""
    doubtful = doubtful_ratings(plan)
    if not doubtful:
        return plan

    def sure(action: UnderstoodAction) -> UnderstoodAction:
        return replace(action, rag=None) if action.rag_sign in doubtful else action

    sections = tuple(
        replace(
            section,
            recommendations=tuple(
                replace(found, actions=tuple(sure(action) for action in found.actions))
                for found in section.recommendations
            ),
        )
        for section in plan.sections
    )
    return replace(plan, sections=sections)


def _asked(question: Question, actions: dict[int, str], settled: set[str], near: tuple[str, ...] = ()) -> AskedQuestion:
    key = question_key(question)
    return AskedQuestion(key, question, actions.get(question.row or 0), key in settled, near)


def question_key(question: Question) -> str:
    """What names a question: its field, the words that it is about, and why it is asked. What is asked of many rows
    alike is one question, whichever row comes first."""
    because = question.because
    for words, before in _SAID_BEFORE:
        because = because.replace(words, before)
    text = "\x1f".join((question.field, question.text, because))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
