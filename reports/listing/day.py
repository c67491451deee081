"""Which day an address of the actions list asks for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict

from plans.forms.dates import BOXES, DateField
from plans.wording import day

NAME = "as_at"
NAMES = (NAME, *(f"{NAME}_{box}" for box in BOXES))
"""What of an address says the day: one word such as 2026-07-31, or the three boxes of the form."""


@dataclass(frozen=True, slots=True)
class AskedDay:
    """`on` the day (None: today), `rest` the address without it, `problems` a sentence where it can't be used."""

    on: date | None
    rest: QueryDict
    problems: tuple[str, ...] = ()


def asked(address: QueryDict, *, today: date) -> AskedDay:
    """What the address asks for."""
    rest = address.copy()
    for name in NAMES:
        rest.pop(name, None)
    try:
        on = _read(address)
    except ValidationError as error:
        return AskedDay(None, rest, (f"{error.message} This is the list as it stands today.",))
    if on is not None and on > today:
        return AskedDay(None, rest, (f"{day(on)} has not come yet. This is the list as it stands today.",))
    return AskedDay(None if on == today else on, rest)


def _read(address: QueryDict) -> date | None:
    boxes = [address.get(f"{NAME}_{box}", "") for box in BOXES]
    field = DateField(what="the day", required=False)
    if any(boxes):
        return field.clean(boxes)
    word = address.get(NAME, "").strip()
    if not word:
        return None
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise ValidationError(f"“{word[:40]}” is no day. Write it such as 2026-07-31.") from None
