"""How an action is called where it stands without its table: its own printed number, or its place under its
recommendation."""

from __future__ import annotations

from collections.abc import Iterable


def action_ref(recommendation_ref: str, own_ref: str, position: int) -> str:
    """ "12" for an action printed "12)"; "4.2" for the second under recommendation "4."; "CP 10.1" under "CP 10".

    `position` counts from 1. Empty where the paper prints no number at all.
    """
    own = own_ref.strip().rstrip(").")
    if own:
        return own
    stem = recommendation_ref.strip().rstrip(").")
    return f"{stem}.{position}" if stem else ""


def is_kept(recommendation_ref: str, order: int, before: str, after: str) -> bool:
    """Whether an own number, that was `before` and is `after`, is only the one that followed from its place (from 0),
    kept when others came or went: nothing that it is called by became another."""
    return after != before == "" and after == action_ref(recommendation_ref, "", order + 1)


def is_made(ref: str, recommendation_refs: Iterable[str]) -> bool:
    """Whether it is a number that follows from a place under one of these recommendations."""
    stem, _dot, number = ref.rpartition(".")
    return number.isdecimal() and stem in {each.strip().rstrip(").") for each in recommendation_refs if each}


def known_as(code: str, ref: str, row: int | None) -> str:
    """Its reference where several plans are listed: "CS 4.2", or "SE row 7" where the paper numbers nothing."""
    if not ref and row:
        ref = f"row {row}"
    return ref if ref.startswith(code) else f"{code} {ref}".strip()


def key(ref: str) -> str:
    """A reference as it is compared: "cs1.4" for "CS 1.4", "CS1.4." and "cs 1.4)"."""
    return "".join(ref.split()).casefold().lstrip("(").rstrip("().,:")


def headline(text: str, lead_in: str) -> str:
    """What an action is called in a list: the words before its steps, or the first of what its cell lists and how
    many there are besides."""
    lines = [line for line in (line.strip(" •-–·\t") for line in (lead_in or text).splitlines()) if line]
    if not lines:
        return ""
    first = lines[0].rstrip(":")
    more = 0 if lead_in else len(lines) - 1
    return f"{first.rstrip('.;')} (and {more} more)" if more else first
