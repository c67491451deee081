"""The one JSON text of a `PlanState`, and its digest.

Sorted keys, and empty values left out, so that a new optional field does not alter the digest of a state that lacks
it. Any other change of shape raises `SCHEMA` and adds an upgrader to `UPGRADERS`, tested against the frozen file of
the schema before it (`fixtures/states`).
"""

from __future__ import annotations

import hashlib
import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime

from plans.state import PlanState

SCHEMA = 1

UPGRADERS: dict[int, typing.Callable[[dict], dict]] = {}
"""From a schema number to the function that turns its JSON into the next one's."""


def to_json(state: PlanState) -> str:
    """The canonical JSON text of a state: sorted keys, empty values left out, dates as ISO 8601."""
    tree = {"schema": SCHEMA, "plan": _plain(state)}
    return json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> PlanState:
    """Read a state back, upgrading an older schema first. Raises ValueError for a schema from the future."""
    tree = json.loads(text)
    schema = tree["schema"]
    while schema < SCHEMA:
        tree = UPGRADERS[schema](tree)
        schema = tree["schema"]
    if schema != SCHEMA:
        raise ValueError(f"This state has schema {schema}; the application reads up to {SCHEMA}.")
    return _build(PlanState, tree["plan"])


def digest(state: PlanState) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return digest_of_text(to_json(state))


def digest_of_text(text: str) -> str:
    """The digest of a state that is kept as text, of whichever schema: byte for byte, before anything is upgraded."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value):
    if is_dataclass(value):
        pairs = ((field.name, _plain(getattr(value, field.name))) for field in fields(value))
        return {name: plain for name, plain in pairs if plain is not False and plain not in (None, "", [])}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def _build(kind, value):
    origin = typing.get_origin(kind)
    if origin is tuple:
        inner = typing.get_args(kind)
        if len(inner) == 2 and inner[1] is not Ellipsis:
            return tuple(_build(k, v) for k, v in zip(inner, value, strict=True))
        return tuple(_build(inner[0], item) for item in value)
    if origin is types.UnionType:
        return None if value is None else _build(typing.get_args(kind)[0], value)
    if is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return kind(**{f.name: _build(hints[f.name], value.get(f.name, _empty(f))) for f in fields(kind)})
    if kind in (date, datetime):
        return kind.fromisoformat(value)
    return value


def _empty(field):
    """What an absent field reads as: its default, or the empty text that the canonical JSON left out."""
    return "" if field.default is MISSING else field.default
