"""Searching actions for words: in what is to be done and why, its reference, what was said last, and who leads."""

from __future__ import annotations

from django.db.models import Case, CharField, Exists, F, Func, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Concat, Trim

from plans.models import Assignment, ProgressUpdate

APOSTROPHES = ("'", "’")


def matching(actions, text: str):
    """The actions in which every one of the words is found somewhere, in capitals or not."""
    last = ProgressUpdate.objects.filter(action=OuterRef("pk"), corrected_by=None).order_by(
        "-position_on", "-recorded_at", "-id"
    )
    actions = actions.alias(last_words=Subquery(last.values("narrative")[:1]), spaced_ref=_spaced_ref())
    for word in text.split():
        found = Q()
        for form in forms_of(word):
            found |= _found(form)
        actions = actions.filter(found)
    return actions


def forms_of(word: str) -> set[str]:
    """The ways in which a word may be written: with either apostrophe, and in capitals or not where the database
    compares only the letters a to z without regard to them."""
    forms = {word.replace(old, new) for old in APOSTROPHES for new in APOSTROPHES}
    return forms | {case(form) for form in forms if not word.isascii() for case in (str.lower, str.upper, str.title)}


def _found(word: str) -> Q:
    named = (
        Assignment.objects.current()
        .filter(action=OuterRef("pk"))
        .filter(Q(lead__name__icontains=word) | Q(printed__icontains=word))
    )
    return (
        Q(text__icontains=word)
        | Q(recommendation__text__icontains=word)
        | Q(spaced_ref__icontains=f" {word}")
        | Q(last_words__icontains=word)
        | Q(Exists(named))
    )


def _spaced_ref():
    """The references of the action (as `plans.refs` puts it together) and of its recommendation, each with a
    space before it: "4.2" finds "4.2" and "4.20" and not "14.2"."""
    own, stem = _bare("printed_ref"), _bare("recommendation__printed_ref")
    place = Concat(stem, Value("."), Cast(F("order") + 1, CharField()))
    ref = Case(
        When(~Q(printed_ref=""), then=own),
        When(~Q(recommendation__printed_ref=""), then=place),
        default=Value(""),
        output_field=CharField(),
    )
    return Concat(Value(" "), ref, Value(" "), stem, output_field=CharField())


def _bare(name: str):
    """A printed reference without its closing bracket or stop."""
    return Func(Trim(name), Value(")."), function="RTRIM", output_field=CharField())
