"""What the command line does with a later edition of a plan that holds actions."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from textwrap import shorten

from django.core.management.base import CommandError, OutputWrapper

from plans.importing import (
    CHANGED,
    DATE,
    GONE,
    KINDS_OF_DIFFERENCE,
    MOVED,
    NEW,
    PROGRESS,
    Edition,
    UnderstoodPlan,
    compare,
    edition_as_json,
    in_words,
    unconfirmed_ratings,
)
from plans.models import Plan
from plans.operations.editions import apply_edition, imported_before
from plans.passages import in_line
from plans.queries import plan_state
from plans.trail import SYSTEM
from plans.wording import day, number_of, slipping

ACCEPTABLE = (NEW, CHANGED, MOVED, PROGRESS)
"""The kinds that `--accept` takes: a date is moved, and what is gone withdrawn, by a person who is asked why."""

LATER = "bring the edition in by the browser, where each is asked about"
"""How what an edition only proposes is confirmed."""


def kinds_of(text: str) -> list[str]:
    """The kinds that `--accept` names. Raises CommandError for others."""
    kinds = [kind.strip() for kind in text.split(",") if kind.strip()]
    unknown = [kind for kind in kinds if kind not in ACCEPTABLE]
    if DATE in unknown or GONE in unknown:
        raise CommandError(
            "Dates are moved, and what is gone is withdrawn, by somebody who can be asked why. "
            f"Do that in the browser; --accept takes {', '.join(ACCEPTABLE)}."
        )
    if unknown or not kinds:
        raise CommandError(f"--accept is “{text}”. Name one or more of {', '.join(ACCEPTABLE)}, with commas between.")
    return kinds


def print_differences(out: OutputWrapper, plan: Plan, document: UnderstoodPlan, *, as_text: bool) -> None:
    """The differences, one to a line with its fields below; or with `as_text` as JSON."""
    edition = compare(plan_state(plan), document)
    if as_text:
        out.write(json.dumps(edition_as_json(edition), ensure_ascii=False, indent=1))
        return
    dated = f", dated {day(document.dated)}" if document.dated else ""
    out.write(f"{document.title}{dated}, beside “{plan}”: {_counted(edition)}")
    say_unconfirmed(out, unconfirmed_ratings(document), LATER)
    section = None
    for each in edition.differences:
        if each.place.section != section:
            section = each.place.section
            out.write(section or "")
        slips = f", {slipping(each.slips)}" if each.slips else ""
        out.write(f"  {KINDS_OF_DIFFERENCE[each.kind]}: {each.place.subject}{slips}")
        for change in each.changes:
            before, after = (
                shorten(in_line(text), 90, placeholder="…") or "–" for text in (change.before, change.after)
            )
            out.write(f"      {change.label}: {before} → {after}")
        for words in filter(None, (each.refusal, each.note, each.hint)):
            out.write(f"      {words}")


def apply(
    out: OutputWrapper, plan: Plan, document: UnderstoodPlan, *, data: bytes, name: str, kinds: list[str] | None
) -> None:
    """Apply what is proposed of these kinds. Without kinds nothing is applied: raises CommandError with how many
    differences there are, if there are any. Says to standard output what was applied and what was left."""
    if imported_before(plan, hashlib.sha256(data).hexdigest()):
        out.write(f"{name} was brought into this plan before. Nothing has been changed.")
        return
    edition = compare(plan_state(plan), document)
    if not edition.differences:
        out.write(f"{name} says nothing that the plan doesn't say already. Nothing has been changed.")
        return
    if kinds is None:
        raise CommandError(
            f"“{plan}” holds actions already, and {name} differs from it in "
            f"{number_of(len(edition.differences), 'place')} ({_counted(edition)}). Nothing has been changed. "
            f"Look at them with --dry-run; accept them in the browser, or whole kinds with --accept "
            f"{','.join(ACCEPTABLE)}."
        )
    done = apply_edition(
        by=SYSTEM,
        plan=plan,
        document=document,
        data=data,
        name=name,
        accepted=edition.of_kinds(kinds) & edition.defaults,
        seen=edition.digest,
        door="command",
    )
    say_unconfirmed(out, unconfirmed_ratings(document), LATER)
    out.write(f"Applied: {in_words(done.applied)}. Left: {in_words(done.left)}.")


def say_unconfirmed(out: OutputWrapper, number: int, how: str) -> None:
    """Say how many ratings are only proposed, and `how` they are confirmed."""
    if number:
        are, them = ("is", "it") if number == 1 else ("are", "them")
        out.write(f"{number_of(number, 'rating')} {are} only proposed, not given until you confirm {them}: {how}.")


def _counted(edition: Edition) -> str:
    same = f"; {number_of(len(edition.same), 'action')} as before" if edition.same else ""
    return in_words(Counter(each.kind for each in edition.differences)) + same
