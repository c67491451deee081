"""How an action is called where it stands without its table: its own printed number, or its place under its
recommendation."""

from __future__ import annotations


def action_ref(recommendation_ref: str, own_ref: str, position: int) -> str:
    """ "12" for an action printed "12)"; "4.2" for the second under recommendation "4."; "CP 10.1" under "CP 10".

    `position` counts from 1. Empty where the paper prints no number at all.
    """
    own = own_ref.strip().rstrip(").")
    if own:
        return own
    stem = recommendation_ref.strip().rstrip(").")
    return f"{stem}.{position}" if stem else ""


def headline(text: str, lead_in: str) -> str:
    """What an action is called in a list: the words before its steps, or the first of what its cell says."""
    lines = [line.strip(" •-–·\t") for line in (lead_in or text).splitlines()]
    return next((line.rstrip(":") for line in lines if line), "")
