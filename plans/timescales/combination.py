"""What belongs together: a date and the one that took its place, a status and its date, a remark in brackets."""

from __future__ import annotations

from dataclasses import replace

from plans.timescales.durations import Duration, Recurrence
from plans.timescales.expressions import OPENING, Expression
from plans.timescales.interpretation import Sense, sense_of_date, sense_of_duration, with_question
from plans.timescales.parts import (
    TIES,
    LinePart,
    between,
    doubt_a_lone_pair,
    is_ahead,
    is_yearless,
    merged,
    status_with_date,
    status_with_review,
    with_adjective,
    with_remark,
    with_their_dates,
    words_of_both,
    words_told_as_past,
)
from plans.timescales.questions import ask
from plans.timescales.readings import DocumentDates
from plans.timescales.scan import Find, clause_words, is_separator
from plans.timescales.tokens import NUMBER, Tokens
from plans.timescales.vocabulary import (
    MOVED,
    MOVED_TO,
    NEXT_DUE,
    NEXT_OR_LAST,
    ORDINAL_WORDS,
    ORDINALS,
    ORIGINALLY,
    StatusWord,
)

_NEW_CLAUSE = frozenset({"thereafter", "after", "basis", "from", "and", "then"})
"""With these words after it a word such as "quarterly" describes nothing."""


def parts_of(tokens: Tokens, finds: list[Find], context: DocumentDates) -> list[LinePart]:
    """The parts that the finds make, each find joined to the one before it where they are one timescale."""
    parts: list[LinePart] = []
    for number, find in enumerate(finds):
        before, after = clause_words(tokens, finds, number)
        sense = _sense(tokens, find, before, context)
        goes_on = bool(after) and after[0] not in _NEW_CLAUSE
        part = LinePart(find.first, find.last, find.body, sense, bool(before), goes_on)
        joined = _joined(tokens, parts[-1], part, context) if parts else None
        if joined is None:
            parts.append(part)
        else:
            parts[-1] = joined
    return doubt_a_lone_pair(tokens, with_their_dates(tokens, parts, context))


def _sense(tokens: Tokens, find: Find, before: list[str], context: DocumentDates) -> Sense:
    """The meaning of a find by itself, and of the words that lead up to it."""
    body = find.body
    if isinstance(body, Expression):
        sense = sense_of_date(body, _words_to_quote(tokens, find, body), context)
        told = words_told_as_past(tokens, find.first, before)
        if told and not body.bound and sense.kind != "other" and not is_ahead(body, sense, context):
            return with_question(sense, ask("told", tokens.slice(find.first - told, find.last)))
        return sense
    words = tokens.slice(find.first, find.last)
    if isinstance(body, Duration):
        return sense_of_duration(body, words, context)
    if isinstance(body, Recurrence):
        return Sense("recurring", questions=(ask(body.doubt, words),) if body.doubt else ())
    return Sense(body.kind, questions=(ask("closed", words),) if body.form == "closed" else ())


def _words_to_quote(tokens: Tokens, find: Find, expression: Expression) -> str:
    """The words of a date, and beside it "2nd" of a week, or the word that makes a verb of "May"."""
    first, last = find.first, find.last
    if expression.week and (tokens[first - 1].text in ORDINAL_WORDS or tokens[first - 1].text in NEXT_OR_LAST):
        first -= 1
    elif expression.week and tokens[first - 1].text in ORDINALS and tokens[first - 2].kind == NUMBER:
        first -= 2
    return tokens.slice(first, last + 1 if expression.doubt == "verb" else last)


def _joined(tokens: Tokens, left: LinePart, right: LinePart, context: DocumentDates) -> LinePart | None:
    """Both parts as one, or None where they are two timescales."""
    beside = between(tokens, left, right)
    if _was_moved(tokens, left, right):
        return _moved(tokens, left, right, right.sense)
    if _names_the_original(tokens, left, right, beside):
        return _moved(tokens, left, right, left.sense)
    if _says_it_twice(tokens, left, right, beside):
        return merged(left, right, left.body, left.sense)
    if (reviewed := status_with_review(tokens, left, right)) is not None:
        return reviewed
    if "(" in beside and ")" not in beside:
        return with_remark(tokens, left, right, context)
    if isinstance(left.body, StatusWord) and isinstance(right.body, StatusWord):
        return merged(left, right, left.body, left.sense) if _are_one_status(left, right, beside) else None
    if beside == ["to"] and right.sense.kind == "ongoing":
        return merged(left, right, right.body, replace(left.sense, kind="ongoing", latest=None))
    if not isinstance(right.body, Expression):
        return with_adjective(left, right, beside)
    return _with_date(tokens, left, right, right.body, context)


def _with_date(
    tokens: Tokens, left: LinePart, right: LinePart, expression: Expression, context: DocumentDates
) -> LinePart | None:
    """A part and the date after it, whose body is `expression`, as one."""
    if isinstance(left.body, StatusWord):
        return status_with_date(tokens, left, right, context)
    if isinstance(left.body, Recurrence):
        joined = _recurrence_with_date(tokens, left, right, left.body, expression, context)
        return _still_doubted(left, joined)
    if isinstance(left.body, Duration) and left.body.adjective and _is_one_clause(tokens, left, right):
        return merged(left, right, expression, right.sense)
    return None


def _was_moved(tokens: Tokens, left: LinePart, right: LinePart) -> bool:
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


def _are_one_status(left: LinePart, right: LinePart, between: list[str]) -> bool:
    """Whether two words of status are one, said twice: "Complete - done"."""
    return left.sense.kind == right.sense.kind and bool(between) and TIES.issuperset(between)


def _says_it_twice(tokens: Tokens, left: LinePart, right: LinePart, between: list[str]) -> bool:
    """Whether two dates are one in two languages: "31 March 2027 / 31 Mawrth 2027"."""
    if between != ["/"]:
        return False
    same = left.sense.latest is not None and left.sense == right.sense
    texts = {tokens.slice(part.first, part.last).lower() for part in (left, right)}
    return same and len(texts) == 2


def _names_the_original(tokens: Tokens, left: LinePart, right: LinePart, between: list[str]) -> bool:
    """Whether the second date is the one first agreed: "June 2013 (originally May 2013)"."""
    if not (isinstance(left.body, Expression) and isinstance(right.body, Expression)):
        return False
    words = [text for text in between if text not in ("(", ",", "-", ";", "[")]
    if not words:  # "revised to December 2013 from June 2013"
        to = tokens[left.first - 1].text == "to" and tokens[left.first - 2].text in MOVED
        return to and right.body.bound == "from"
    return words[-1] in ORIGINALLY or (words[-1] in MOVED and right.body.bound == "from")


def _moved(tokens: Tokens, left: LinePart, right: LinePart, sense: Sense) -> LinePart:
    """One part for a date that was moved, with a question: the first date is never to be lost."""
    body = right.body if sense is right.sense else left.body
    reason = "moved" if sense.latest else "moved_undated"
    question = ask(reason, words_of_both(tokens, left, right), latest=sense.latest)
    return merged(left, right, body, with_question(sense, question))


def _recurrence_with_date(
    tokens: Tokens,
    left: LinePart,
    right: LinePart,
    recurrence: Recurrence,
    expression: Expression,
    context: DocumentDates,
) -> LinePart | None:
    """Such as "Quarterly from April 2013", "annually in March"; in "monthly audit March 2013" the date counts."""
    words = tokens.slice(left.first, right.last)
    beside = set(between(tokens, left, right))
    if recurrence.annual and is_yearless(expression.period) and beside <= TIES | {","}:
        yearly = replace(expression, recurs=True)
        return merged(left, right, yearly, sense_of_date(yearly, words, context))
    if "next" in beside and beside <= NEXT_DUE:
        return merged(left, right, left.body, replace(right.sense, kind="recurring"))
    if not _is_one_clause(tokens, left, right):
        return None
    if expression.bound in OPENING:
        sense = replace(right.sense, kind="recurring", latest=None)
        return merged(left, right, left.body, sense)
    if right.first > left.last:
        return merged(left, right, expression, right.sense)
    if expression.bound == "by":
        return merged(left, right, left.body, Sense("recurring", questions=(ask("until", words),)))
    return None


def _still_doubted(recurrence: LinePart, joined: LinePart | None) -> LinePart | None:
    """What recurs with its date, and with the question that its word leaves ("bi-annually")."""
    if joined is None or joined.sense.kind != "recurring" or not recurrence.sense.questions:
        return joined
    return replace(joined, sense=replace(joined.sense, questions=recurrence.sense.questions + joined.sense.questions))


def _is_one_clause(tokens: Tokens, left: LinePart, right: LinePart) -> bool:
    """Whether no separator stands between the parts; a dash right before the date does not count after words."""
    end = right.first
    if end - left.last > 1 and tokens[end - 1].text in TIES:
        end -= 1
    return not any(
        is_separator(tokens, index) or tokens[index].text in ("(", ")", "→", "and", "then")
        for index in range(left.last, end)
    )
