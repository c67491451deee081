"""Searching actions for words: in what is to be done and why, its reference, everything that was said, shown and
decided of it, and who leads."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from plans import refs
from plans.models import Action, Assignment, Decision, Evidence, Extension, Lead, Plan, ProgressUpdate

APOSTROPHES = ("'", "’")


def matching(text: str, plans: Iterable[Plan]) -> Q:
    """What a standing has to fulfil so that every one of the words is found somewhere, in capitals or not; or that
    its reference begins with all of them together, with or without the code of its plan (one of these)."""
    every = Q()
    for word in text.split():
        found = Q()
        for form in forms_of(word):
            found |= _found(form)
        every &= found | referring(word, plans)
    return every | referring(text, plans)


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


def _found(word: str) -> Q:
    """Each place is looked through by itself, so that the database can use the index of each."""
    actions, assigned = Action.objects.order_by(), Assignment.objects.current().order_by()
    places = (
        actions.filter(
            Q(text__icontains=word) | Q(expected_evidence__icontains=word) | Q(outcome__icontains=word)
        ).values("pk"),
        actions.filter(recommendation__text__icontains=word).values("pk"),
        ProgressUpdate.objects.filter(narrative__icontains=word, corrected_by=None).order_by().values("action"),
        assigned.filter(lead__in=Lead.objects.filter(name__icontains=word)).values("action"),
        assigned.filter(printed__icontains=word).values("action"),
        Evidence.objects.filter(title__icontains=word, withdrawn=False).order_by().values("action"),
        Decision.objects.filter(reason__icontains=word).order_by().values("action"),
        Extension.objects.filter(reason__icontains=word).order_by().values("timescale__action"),
    )
    found = Q()
    for place in places:
        found |= Q(pk__in=place)
    return found
