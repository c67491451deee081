"""Where words stand in everything that is kept of a plan: its rows, their history, its acts, frozen states and
drafts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qs

from django.db import models

from audits.belongings import belongings
from audits.changes import LABELS
from audits.models import SheetReturn, Snapshot
from audits.word_replacement import Words
from plans import models as m
from plans.trail import tracked_models as histories

KEPT = {
    *("slug", "sha256", "imported_sha256", "content_type", "stage", "digest", "content_digest", "chain_key", "head"),
    *("token", "format", "made_with"),
}
"""Texts that hold no words of anybody's."""

WHOLES = (Snapshot, m.UpdateDraft, m.EditDraft, SheetReturn)


@dataclass(frozen=True, slots=True)
class Value:
    """One field of one row that holds the words, now or in `history_ids`, its history rows that do."""

    model: type[models.Model]
    object_id: int
    name: str
    now: bool
    history_ids: tuple[int, ...]
    excerpt: str

    @property
    def label(self) -> str:
        words = LABELS.get((self.model, self.name)) or self.name.replace("_", " ").capitalize()
        return f"{str(self.model._meta.verbose_name).capitalize()}: {words}"


Place = Value | m.ChangeSet | Snapshot | m.UpdateDraft | m.EditDraft


@dataclass(frozen=True, slots=True)
class Places:
    """Every place of some words in a plan. `acts` are change sets whose reason or details hold them."""

    values: tuple[Value, ...]
    acts: tuple[m.ChangeSet, ...]
    snapshots: tuple[Snapshot, ...]
    drafts: tuple[m.UpdateDraft | m.EditDraft, ...]

    def __bool__(self):
        return bool(self.values or self.acts or self.snapshots or self.drafts)

    def __len__(self):
        return len(self.values) + len(self.acts) + len(self.snapshots) + len(self.drafts)

    @property
    def keys(self) -> dict[str, Place]:
        """Each place by what tells it from every other, and from itself once something else stands there."""
        return {_key(place): place for place in (*self.values, *self.acts, *self.snapshots, *self.drafts)}

    def unseen(self, seen: frozenset[str]) -> list[Place]:
        """Those whose key is not among these."""
        return [place for key, place in self.keys.items() if key not in seen]


def _key(place: Place) -> str:
    if isinstance(place, Value):
        newest = max(place.history_ids, default=0)
        return f"{place.model._meta.label_lower}/{place.object_id}/{place.name}/{newest}"
    saved = f"/{place.saved_at.isoformat()}" if isinstance(place, m.UpdateDraft | m.EditDraft) else ""
    return f"{place._meta.label_lower}/{place.pk}{saved}"


def action_of(value: Value) -> int | None:
    """The id of the action on whose page the value stands; None for what is of the whole plan."""
    if value.model is m.Action:
        return value.object_id
    if any(field.name == "action" for field in value.model._meta.fields):
        return value.model._base_manager.values_list("action_id", flat=True).get(pk=value.object_id)
    if value.model is m.Extension:
        return m.Extension._base_manager.values_list("timescale__action_id", flat=True).get(pk=value.object_id)
    return None


def places(plan: m.Plan, words: Words) -> Places:
    """Where the words stand in a plan, its leads included."""
    acts = m.ChangeSet.objects.filter(links__chain__key=plan.chain_key).exclude(why="", details={}).order_by("pk")
    drafts: list[m.UpdateDraft | m.EditDraft] = [
        *m.UpdateDraft.objects.filter(action__in=m.Action.objects.of_plan(plan)).order_by("pk"),
        *m.EditDraft.objects.filter(plan=plan).order_by("pk"),
    ]
    return Places(
        values=tuple(value for model, ids in _rows(plan) for value in _values(model, ids, words)),
        acts=tuple(act for act in acts if words.stand_in(said_in(act))),
        snapshots=tuple(
            each for each in Snapshot.objects.filter(period__plan=plan) if words.stand_in(json.loads(each.state))
        ),
        drafts=tuple(each for each in drafts if words.stand_in(parse_qs(each.typed))),
    )


def said_in(act: m.ChangeSet) -> list:
    """What of an act may hold words: the details of a redaction hold digests, which may spell anything."""
    return [act.why] if act.verb == "redact" else [act.why, act.details]


def texts(model) -> list[models.Field]:
    """The fields of a model that may hold words: of a tracked one those that its history holds."""
    is_tracked = model in histories.models().values()
    fields = [f for f in model._meta.concrete_fields if not is_tracked or f.attname in histories.fields(model)]
    fields = [f for f in fields if f.attname not in KEPT]
    return [
        f for f in fields if isinstance(f, models.CharField | models.TextField | models.JSONField) and not f.choices
    ]


def _rows(plan: m.Plan) -> Iterator[tuple[type, list[int]]]:
    """The models of a plan with the ids of its rows: all that belongs to it, and the leads that it names. Frozen
    states and drafts apart, which are dealt with as wholes."""
    rows = {model: ids for model, ids in belongings(plan).rows.items() if model not in WHOLES}
    leads = {
        lead
        for model in (m.Assignment, m.PlanLead)
        for lead in model.objects.filter(pk__in=rows.get(model, ())).order_by().values_list("lead_id", flat=True)
    }
    rows[m.Lead] = leads
    for model in (m.LeadAlias, m.Holding):
        found = model.objects.filter(lead__in=leads).order_by().values_list("pk", flat=True)
        rows[model] = rows.get(model, set()) | set(found)
    yield from ((model, sorted(ids)) for model, ids in rows.items())


def _values(model, ids: list[int], words: Words) -> Iterator[Value]:
    names = [field.attname for field in texts(model)]
    if not names or not ids:
        return
    live = {row["pk"]: row for row in model._base_manager.filter(pk__in=ids).values("pk", *names)}
    past: dict[tuple[int, str], list[tuple[int, object]]] = {}
    for row in _history(model, ids, names):
        for name in names:
            if words.stand_in(row[name]):
                past.setdefault((row["id"], name), []).append((row["history_id"], row[name]))
    for pk in sorted(live):
        for name in names:
            now, before = words.stand_in(live[pk][name]), past.get((pk, name), [])
            if now or before:
                shown = live[pk][name] if now else before[-1][1]
                history_ids = tuple(history_id for history_id, _value in before)
                yield Value(model, pk, name, now, history_ids, words.around(shown))


def _history(model, ids: list[int], names: list[str]) -> Iterator[dict]:
    """The history rows of these rows, oldest first; none of a model that is not tracked."""
    if model in histories.models().values():
        rows = histories.history_of(model).objects.filter(id__in=ids).order_by("history_id")
        yield from rows.values("id", "history_id", *names)
