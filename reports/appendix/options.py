"""What the officer chooses when an appendix is made."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import date
from typing import Literal

from plans.canonical import digest
from plans.state import PlanState

Paper = Literal["a4", "a3"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """`on` is the day that every figure and every "days late" is true of. `report_ref` is the whole reference,
    the appendix letter included ("142/2026 Appendix A"); empty `report_ref` and `committee` are the plan's own.
    `period_on` is the position date of the period that `period_name` names. `learnt` says how an earlier position
    became known. `people` are those whom a paper without names must not name: each with the post that is printed
    instead, or nothing; `left` are the keys of the places where a name stands all the same (`naming.Mention`).
    `head` is the head of the trail from which the appendix was drawn, printed small at the end."""

    on: date
    report_ref: str = ""
    committee: str = ""
    meeting_on: date | None = None
    author: str = ""
    period_name: str = ""
    period_on: date | None = None
    learnt: str = ""
    paper: Paper = "a4"
    posts_instead_of_people: bool = False
    people: tuple[tuple[str, str], ...] = ()
    left: tuple[str, ...] = ()
    head: str = ""
    draft: bool = True
    include_exceptions: bool = True
    all_exceptions: bool = False


def content_digest(state: PlanState, options: Options) -> str:
    """SHA-256, in hexadecimal, of the state and of the options that shape the appendix; never of its bytes.

    Options at their default are left out, so that a new option leaves old digests alone. `head` is left out
    too: it tells where the content was drawn from, and is no part of it.
    """
    chosen = {
        field.name: str(getattr(options, field.name))
        for field in fields(options)
        if field.name != "head" and getattr(options, field.name) != field.default
    }
    text = json.dumps({"options": chosen, "state": digest(state)}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
