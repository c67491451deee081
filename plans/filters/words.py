"""Searching actions for words: in what is to be done and why, its reference, everything that was said, shown and
decided of it, and who leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from plans import refs
from plans.models import Action, Assignment, Decision, Evidence, Extension, Lead, Plan, ProgressUpdate

APOSTROPHES = ("'", "’")


SHORT = 3
"""Letters from which on a word is looked for within words: "it" is in "with", and no index has it."""


def matching(text: str, plans: Iterable[Plan]) -> Q:
    """What a standing has to fulfil so that every one of the words is found somewhere, in capitals or not; or that
    its reference begins with all of them together, with or without the code of its plan (one of these)."""
    every = Q()
    for word in text.split():
        every &= having(word, plans)
    return every | referring(text, plans)


def having(word: str, plans: Iterable[Plan], among: Sequence[int] | None = None) -> Q:
    """What a standing has to fulfil so that one word is found somewhere, or begins its reference. `among` are the only
    actions that are asked for, where they are few: nothing of others is read then."""
    found = Q()
    for form in forms_of(word):
        found |= _found(form, among)
    found |= referring(word, plans)
    return found if among is None else found & Q(pk__among=among)


def holding(name: str, form: str) -> Q:
    """What this field has to fulfil to have a form of a word: of one or two letters, that a word begins with it."""
    return Q(**{f"{name}__{'has_word_from' if begins_words(form) else 'icontains'}": form})


def begins_words(form: str) -> bool:
    """Whether it is so short that it is looked for where words begin. A script without capitals puts no spaces
    between words, and a sign begins none."""
    first = form[0]
    return len(form) < SHORT and (first.isdecimal() or first.lower() != first.upper())


def referring(text: str, plans: Iterable[Plan], *, whole: bool = False, under: bool = False) -> Q:
    """What a standing has to fulfil so that its reference begins with these words, or is just them (`whole`), or
    counts under them: "1.4" as well as "CS 1.4" of the plan with the code CS, however they are spaced."""
    wanted = refs.key(text)
    if not wanted:
        return Q(pk__in=[])
    how, more = "ref" if whole else "ref__startswith", "." if under else ""
    found = Q(**{how: wanted + more})
    for plan in plans:
        code = refs.key(plan.code)
        if code and wanted.startswith(code) and len(wanted) > len(code):
            found |= Q(plan=plan.pk, **{how: wanted.removeprefix(code) + more})
    return found


def forms_of(word: str) -> set[str]:
    """The ways in which a word may be written: with either apostrophe, and in capitals or not where the database
    compares only the letters a to z without regard to them."""
    forms = {word.replace(old, new) for old in APOSTROPHES for new in APOSTROPHES}
    return forms | {case(form) for form in forms if not word.isascii() for case in (str.lower, str.upper, str.title)}


def _found(word: str, among: Sequence[int] | None) -> Q:
    """Each place is looked through by itself, so that the database can use the index of each."""
    actions, assigned = Action.objects.order_by(), Assignment.objects.current().order_by()
    in_action = holding("text", word) | holding("expected_evidence", word) | holding("outcome", word)
    places = (
        (actions.filter(in_action), "pk"),
        (actions.filter(holding("recommendation__text", word)), "pk"),
        (ProgressUpdate.objects.filter(holding("narrative", word), corrected_by=None), "action"),
        (assigned.filter(lead__in=Lead.objects.filter(holding("name", word))), "action"),
        (assigned.filter(holding("printed", word)), "action"),
        (Evidence.objects.filter(holding("title", word), withdrawn=False), "action"),
        (Decision.objects.filter(holding("reason", word)), "action"),
        (Extension.objects.filter(holding("reason", word)), "timescale__action"),
    )
    found = Q()
    for place, action in places:
        asked = place if among is None else place.filter(**{f"{action}__among": among})
        found |= Q(pk__in=asked.order_by().values(action))
    return found
