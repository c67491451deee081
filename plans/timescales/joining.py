"""What belongs together: a date and the one that took its place, a status and its date, a remark in brackets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .durations import Duration, Recurrence
from .expressions import OPENING, Expression
from .leaning import Context
from .meaning import Sense, sense_of_date, sense_of_duration, with_question
from .periods import Span, Undecided
from .questions import ask
from .scanning import Body, Find, clause_words, is_separator
from .tokens import Tokens
from .vocabulary import MOVED, MOVED_TO, ORIGINALLY, Status

_TIES = frozenset({"-", ":"})
_BRACKETS = frozenset({"(", ")", "[", "]"})


@dataclass(frozen=True, slots=True)
class Part:
    """What will be one reading: tokens `first` up to `last`, its sense, and whether words lead up to it.

    `qualifies` is true of a word such as "quarterly" that has more words after it in its clause.
    """

    first: int
    last: int
    body: Body
    sense: Sense
    led: bool = False
    qualifies: bool = False


def parts_of(tokens: Tokens, finds: list[Find], context: Context) -> list[Part]:
    """The parts that the finds make, each find joined to the one before it where they are one timescale."""
    parts: list[Part] = []
    for number, find in enumerate(finds):
        before, after = clause_words(tokens, finds, number)
        part = Part(find.first, find.last, find.body, _sense(tokens, find, context), bool(before), _goes_on(after))
        joined = _joined(tokens, parts[-1], part, context) if parts else None
        if joined is None:
            parts.append(part)
        else:
            parts[-1] = joined
    return _doubt_a_lone_pair(tokens, parts)


def _goes_on(after: list[str]) -> bool:
    return bool(after) and after[0] not in ("thereafter", "after", "basis", "from", "and", "then")


def _sense(tokens: Tokens, find: Find, context: Context) -> Sense:
    words = tokens.slice(find.first, find.last)
    if isinstance(find.body, Expression):
        return sense_of_date(find.body, words, context)
    if isinstance(find.body, Duration):
        return sense_of_duration(find.body, words, context)
    return Sense("recurring" if isinstance(find.body, Recurrence) else find.body.kind)


def _joined(tokens: Tokens, left: Part, right: Part, context: Context) -> Part | None:
    """Both parts as one, or None where they are two timescales."""
    between = [tokens[index].text for index in range(left.last, right.first)]
    if _was_moved(tokens, left, right):
        return _moved(tokens, left, right, right.sense)
    if _names_the_original(left, right, between):
        return _moved(tokens, left, right, left.sense)
    if "(" in between and ")" not in between:
        return _with_remark(tokens, left, right, context)
    if isinstance(left.body, Status) and isinstance(right.body, Status):
        same = left.body.kind == right.body.kind and between and _TIES.issuperset(between)
        return _one(left, right, left.body, left.sense) if same else None
    if between == ["to"] and right.sense.kind == "ongoing":
        return _one(left, right, right.body, replace(left.sense, kind="ongoing", latest=None))
    if not isinstance(right.body, Expression):
        return _with_adjective(left, right, between)
    if isinstance(left.body, Status):
        return _status_with_date(left, right, left.body, right.body, between)
    if isinstance(left.body, Recurrence):
        return _recurrence_with_date(tokens, left, right, left.body, right.body, context)
    if isinstance(left.body, Duration) and left.body.adjective and _is_one_clause(tokens, left, right):
        return _one(left, right, right.body, right.sense)
    return None


def _one(left: Part, right: Part, body: Body, sense: Sense) -> Part:
    return Part(left.first, right.last, body, sense, left.led, right.qualifies)


def _was_moved(tokens: Tokens, left: Part, right: Part) -> bool:
    """Whether an arrow, or words such as "revised to", stand between the parts."""
    for index in range(left.last, right.first):
        found = MOVED_TO.at(tokens, index)
        if found is None:
            continue
        place, end = found
        first = all(tokens[each].text in ("(", ",", ";", "-", "and") for each in range(left.last, index))
        if place == "anywhere" or (first and all(tokens[at].text == ":" for at in range(end, right.first))):
            return True
    return False


def _names_the_original(left: Part, right: Part, between: list[str]) -> bool:
    """Whether the second date is the one first agreed: "June 2013 (originally May 2013)"."""
    if not (isinstance(left.body, Expression) and isinstance(right.body, Expression)):
        return False
    words = [text for text in between if text not in ("(", ",", "-", ";", "[")]
    if not words:
        return False
    return words[-1] in ORIGINALLY or (words[-1] in MOVED and right.body.bound == "from")


def _moved(tokens: Tokens, left: Part, right: Part, sense: Sense) -> Part:
    """One part for a date that was moved, with a question: the first date is never to be lost."""
    words = tokens.slice(left.first, right.last + (tokens[right.last].text == ")"))
    body = right.body if sense is right.sense else left.body
    question = ask("moved" if sense.latest else "moved_undated", words, latest=sense.latest)
    return _one(left, right, body, with_question(sense, question))


def _with_remark(tokens: Tokens, left: Part, right: Part, context: Context) -> Part | None:
    """A part with another in brackets after it, where that is no timescale of its own."""
    if isinstance(left.body, Expression) and not isinstance(left.body.period, Undecided):
        if isinstance(right.body, Recurrence) and right.body.annual and _is_yearless(left.body):
            yearly = replace(left.body, recurs=True)
            words = tokens.slice(left.first, right.last + 1)
            return _one(left, right, yearly, sense_of_date(yearly, words, context))
        is_remark = isinstance(right.body, Duration | Recurrence) or right.sense.kind in ("tbc", "ongoing")
        return _one(left, right, left.body, left.sense) if is_remark else None
    if not isinstance(right.body, Expression):
        return _one(left, right, left.body, left.sense) if left.sense.kind != "other" else None
    if left.sense.kind in ("complete", "in_place"):
        return _one(left, right, left.body, left.sense)
    if isinstance(left.body, Recurrence):
        return _one(left, right, left.body, replace(right.sense, kind="recurring"))
    if isinstance(left.body, Duration | Expression) or left.sense.kind == "immediate":
        return _one(left, right, right.body, right.sense)
    return None


def _with_adjective(left: Part, right: Part, between: list[str]) -> Part | None:
    """A date with "quarterly review" or "6 month review" straight after it: a remark on the date."""
    describes = isinstance(right.body, Recurrence) or (isinstance(right.body, Duration) and right.body.adjective)
    if between or not describes or not right.qualifies or not isinstance(left.body, Expression):
        return None
    return _one(left, right, left.body, left.sense)


def _status_with_date(left: Part, right: Part, status: Status, date: Expression, between: list[str]) -> Part | None:
    """A status and the date straight after it, where they are one thing."""
    if not _TIES.issuperset(between):
        return None
    if status.form == "deed" or (status.form == "bare" and between):
        due = date.bound in ("by", "before") and not between
        return _one(left, right, right.body, right.sense) if due else _one(left, right, status, left.sense)
    if between or status.kind == "immediate":
        return None
    if date.bound in ("by", "before") or status.form == "event":
        return _one(left, right, right.body, right.sense)
    if date.bound in OPENING and status.kind != "tbc":
        opening = right.sense.earliest if status.kind == "ongoing" else None
        sense = replace(right.sense, kind=status.kind, earliest=opening, latest=None)
        return _one(left, right, status, sense)
    if left.led and status.kind in ("in_place", "complete"):
        return _one(left, right, right.body, right.sense)
    return None


def _recurrence_with_date(
    tokens: Tokens, left: Part, right: Part, recurrence: Recurrence, expression: Expression, context: Context
) -> Part | None:
    """Such as "Quarterly from April 2013", "annually in March"; in "monthly audit March 2013" the date counts."""
    words = tokens.slice(left.first, right.last)
    between = {tokens[index].text for index in range(left.last, right.first)}
    if recurrence.annual and _is_yearless(expression) and between <= _TIES | {","}:
        yearly = replace(expression, recurs=True)
        return _one(left, right, yearly, sense_of_date(yearly, words, context))
    if not _is_one_clause(tokens, left, right):
        return None
    if expression.bound in OPENING:
        sense = replace(right.sense, kind="recurring", latest=None)
        return _one(left, right, left.body, sense)
    if right.first > left.last:
        return _one(left, right, expression, right.sense)
    if expression.bound == "by":
        return _one(left, right, left.body, Sense("recurring", questions=(ask("until", words),)))
    return None


def _is_yearless(expression: Expression) -> bool:
    period = expression.period
    ends = (period.first, period.last) if isinstance(period, Span) else (period,)
    return all(not isinstance(end, Span | Undecided) and end.year is None for end in ends)


def _is_one_clause(tokens: Tokens, left: Part, right: Part) -> bool:
    """Whether no separator stands between the parts; a dash right before the date does not count after words."""
    end = right.first
    if end - left.last > 1 and tokens[end - 1].text in _TIES:
        end -= 1
    return not any(
        is_separator(tokens, index) or tokens[index].text in ("(", ")", "→", "and", "then")
        for index in range(left.last, end)
    )


def _doubt_a_lone_pair(tokens: Tokens, parts: list[Part]) -> list[Part]:
    """The parts, with a question where all that a line has is a status and a date side by side."""
    if len(parts) != 2:
        return parts
    left, right = parts
    statuses = [part for part in parts if part.sense.kind in ("in_place", "complete", "ongoing", "tbc")]
    dates = [part for part in parts if isinstance(part.body, Expression)]
    if len(statuses) != 1 or len(dates) != 1:
        return parts
    between = {tokens[index].text for index in range(left.last, right.first)}
    claim = statuses[0].sense.kind == "complete"
    if not between <= _TIES | _BRACKETS | ({",", ".", ";"} if claim else set()):
        return parts
    words = tokens.slice(left.first, right.last + (tokens[right.last].text in (")", "]")))
    return [left, replace(right, sense=with_question(right.sense, ask("status_and_date", words)))]
