"""The questions of a reading, each under a key that holds, which of them are answered, and of which decision each is.

What is asked of many rows in one way is one decision: its questions are answered together. What merely might be looked
at is no question but a mark on its row (`MARKED`).

Names that are nearly those of leads whom the organisation has, or of another lead of the same document, are asked,
never decided.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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


def near_names(plan: UnderstoodPlan, known: Iterable[str]) -> Iterator[tuple[Question, tuple[str, ...]]]:
    """A question for each name of the plan that no known lead bears but some nearly do, or that it prints once where it
    prints one that is nearly the same more often; and the names that it nearly is, the nearest first."""
    by_key = {leadnames.key(name): name for name in known}
    printed: dict[str, list[tuple[UnderstoodAction, UnderstoodLead]]] = {}
    for action in plan.actions:
        for lead in leads_printed(action):
            printed.setdefault(leadnames.key(lead.name), []).append((action, lead))
    often = {key: found[-1][1].name for key, found in printed.items() if len(found) > 1}
    for key, found in printed.items():
        unknown = [(action, lead) for action, lead in found if not lead.means]
        if not unknown or key in by_key:
            continue
        action, lead = unknown[0]
        near, whose = _nearest(key, by_key), "whom the organisation has already"
        if not near and len(found) == 1:
            near, whose = _nearest(key, often), "whom this document names in other rows"
        if near:
            because = f"nearly “{near[0]}”, {whose}; are they the same?"
            rows = tuple(dict.fromkeys(one.row for one, _ in found))
            yield Question(action.row, "leads", lead.name, because, action.line, rows), near


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
    for question, near in near_names(base, known_leads):
        if question.text not in doubtful:
            asked.append(_asked(question, actions, settled, near))
    return tuple(sorted(asked, key=lambda found: found.question.row or 0))


@dataclass(frozen=True, slots=True)
class KindOfQuestion:
    """Questions that are one decision: of these fields, their reason holding these words. `asks` is the decision in
    words; `alone`: each of them is a decision of its own."""

    fields: frozenset[str]
    words: re.Pattern[str]
    asks: str
    alone: bool = False


def _kind(fields: str, words: str, asks: str, *, alone: bool = False) -> KindOfQuestion:
    return KindOfQuestion(frozenset(fields.split()), re.compile(words), asks, alone)


MARKED = (
    _kind("steps", "", "Several things are listed"),
    _kind("leads", "nobody is named yet", "Nobody is named yet"),
)
"""What merely might be looked at: every word of it is kept, and what it says is not in doubt."""
KINDS = (
    _kind("leads timescales progress recommendation rag section",
          r"does this\?|is this the rating\?|are these the sections\?", "What do these columns hold?"),
    _kind("timescales dated", "^The date of the document is not known|^the document does not print its date",
          "Of which day is the document?"),
    _kind("dated", "", "Of which day is the document?"),
    _kind("timescales anchor", "^From which day does|does not say from which day", "From which day do these count?"),
    _kind("timescales", "no column says by when", "Are the days that actions name their dates?"),
    _kind("timescales", "", "By when is it to be done?"),
    _kind("rag", "column is empty", "Where are the ratings?", alone=True),
    _kind("rag", "", "Which ratings do these signs stand for?"),
    _kind("scheme", "", "Is this what the plan’s key means?"),
    _kind("columns", "may as well be", "What does this column hold?", alone=True),
    _kind("columns", "", "What do these columns hold?"),
    _kind("leads", "^nearly ", "Are these the same as a lead who is known?"),
    _kind("leads", "", "Who are these?"),
    _kind("ref", "without a number", "Recommendations without a number, or titles of sections?"),
    _kind("ref", "", "Are these references right?"),
    _kind("recommendation", "", "Recommendations without an action, or titles of sections?"),
    _kind("text", "no action is printed", "Is it right that these are actions?"),
    _kind("rows", "texts may be what will be done", "Which column says what will be done?", alone=True),
    _kind("rows", "may as well be|may hold them", "What are these rows?", alone=True),
    _kind("rows", "^read as the headings", "Are these the column headings?"),
    _kind("rows", "rows of a table of its own", "Is it right that this table is no part of the plan?", alone=True),
    _kind("rows", "rest of the row above", "Are these the rest of the row above?"),
    _kind("rows", "does it title", "Do these title the rows below them?"),
    _kind("rows", "on each page", "Is this printed on each page, and no row?"),
    _kind("rows", "no row of the plan|no action|no actions of it", "Is it right that these are no actions?"),
    _kind("rows", "", "Which rows are the plan’s?"),
    _kind("section", "", "Are these titles of sections read rightly?"),
    _kind("file", "", "Is it right how the file was read?"),
    _kind("title", "", "What is the plan’s title?"),
)  # fmt: skip
"""The first that fits is a question's; kinds that ask the same are one decision; one that fits none is of its field."""
MOST_ALONE = 5
"""Decisions of one kind that are asked apart; the others are asked as one."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing to decide: its questions, and the rows that hang on it. `key` is the same as long as it is asked."""

    key: str
    asks: str
    asked: tuple[AskedQuestion, ...]
    rows: tuple[int, ...]

    @property
    def is_open(self) -> bool:
        return not all(one.answered for one in self.asked)


def is_mark(question: Question) -> bool:
    """Whether a question merely says that a row might be looked at."""
    return any(question.field in kind.fields and kind.words.search(question.because) for kind in MARKED)


def decisions_of(plan: UnderstoodPlan, asked: Iterable[AskedQuestion]) -> tuple[Decision, ...]:
    """The decisions that these questions of a plan come to, those first on which the most rows hang. Marks are none."""
    found = [
        Decision(_hashed(name), asks, of, _rows_of(plan, [one.question for one in of]))
        for name, asks, of in asked_alike(one for one in asked if not is_mark(one.question))
    ]
    return tuple(sorted(found, key=lambda decision: -len(decision.rows)))


def asked_alike(asked: Iterable[AskedQuestion]) -> list[tuple[str, str, tuple[AskedQuestion, ...]]]:
    """Questions, or marks, that are one decision: a name of it, what it asks in words, and its questions."""
    kinds: dict[str, tuple[str, list[AskedQuestion]]] = {}
    for one in asked:
        name, kind = _kind_of(one.question)
        if kind.alone and sum(other.startswith(f"{name}:") for other in kinds) < MOST_ALONE:
            name = f"{name}:{one.key}"
        kinds.setdefault(name, (kind.asks, []))[1].append(one)
    return [(name, asks, tuple(of)) for name, (asks, of) in kinds.items()]


def rows_asked(plan: UnderstoodPlan, question: Question) -> tuple[int, ...]:
    """The rows that hang on one question of a plan, in its order."""
    return _rows_of(plan, [question])


def decisions(plan: UnderstoodPlan) -> tuple[Decision, ...]:
    """The decisions that a reading asks for."""
    actions = {action.row: action.key for action in plan.actions}
    return decisions_of(plan, [_asked(question, actions, set()) for question in plan.questions])


def marks(plan: UnderstoodPlan) -> tuple[Question, ...]:
    """What of single rows merely might be looked at."""
    return tuple(question for question in plan.questions if is_mark(question))


def _kind_of(question: Question) -> tuple[str, KindOfQuestion]:
    for kind in (*MARKED, *KINDS):
        if question.field in kind.fields and kind.words.search(question.because):
            return kind.asks, kind
    return question.field, _kind(question.field, "", "Is this read rightly?")


def _rows_of(plan: UnderstoodPlan, questions: list[Question]) -> tuple[int, ...]:
    """The rows that hang on questions: those of which they are asked, those with words in the column, and for the day
    of the document those whose progress and rating is of that day."""
    rows = {row for question in questions for row in question.rows or ((question.row,) if question.row else ())}
    if any(question.field == "dated" for question in questions):
        rows |= {action.row for action in plan.actions if action.progress or action.rag}
    return tuple(sorted(rows | _rows_in_columns(plan, questions) | _rows_on_lines(plan, questions)))


def _rows_in_columns(plan: UnderstoodPlan, questions: list[Question]) -> set[int]:
    """The rows with words in the columns that questions are about."""
    headings = {question.text for question in questions if question.field == "columns"}
    if not headings:
        return set()
    return {a.row for a in plan.actions if any(text and heading in headings for heading, text in a.printed)}


def _rows_on_lines(plan: UnderstoodPlan, questions: list[Question]) -> set[int]:
    """The rows whose lines the other reading rules otherwise."""
    lines = {line for question in questions for line, _ in question.instead}
    return {action.row for action in plan.actions if lines.intersection(action.lines)} if lines else set()


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


def _asked(question: Question, actions: dict[int, str], settled: set[str], near: tuple[str, ...] = ()) -> AskedQuestion:
    key = question_key(question)
    return AskedQuestion(key, question, actions.get(question.row or 0), key in settled, near)


def question_key(question: Question) -> str:
    """What names a question: its field, the words that it is about, and why it is asked. What is asked of many rows
    alike is one question, whichever row comes first."""
    because = question.because
    for words, before in _SAID_BEFORE:
        because = because.replace(words, before)
    return _hashed("\x1f".join((question.field, question.text, because)))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
