"""An action's timeline: each update, decision and change, with who, when, before and after; newest first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from audits import changes
from audits.words import done, moved
from plans import models as m
from plans import wording

PARTS = (m.Step, m.Assignment, m.Timescale, m.ProgressUpdate, m.Decision, m.Evidence)
"""The models whose rows belong to one action, beside the action itself."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, as the timeline shows it. `kind` is update, decision or change; `rag` the rating an update gave."""

    act: m.ChangeSet
    kind: str
    title: str
    words: str = ""
    facts: tuple[str, ...] = ()
    update: m.ProgressUpdate | None = None
    differences: tuple[changes.Difference, ...] = ()


def timeline(action: m.Action) -> list[Entry]:
    """Everything that happened to an action: nine queries, however much it was."""
    by_act = defaultdict(list)
    for change in _row_changes(action):
        by_act[change.change_id].append(change)
    acts = [
        act
        for act in m.ChangeSet.objects.filter(pk__in=by_act).order_by("-moment", "-pk")
        if act.details.get("moved") == action.pk or not _only_beside(by_act[act.pk])
    ]
    updates = {u.pk: u for u in action.updates.select_related("rag").order_by("position_on", "recorded_at", "id")}
    before = dict(zip(list(updates)[1:], list(updates.values())[:-1], strict=True))
    return [_entry(act, by_act[act.pk], updates, before) for act in acts]


def _only_beside(rows) -> bool:
    """The act only moved this action up or down because of another beside it."""
    return all(row.model is m.Action and row.only_place for row in rows)


def _row_changes(action: m.Action) -> list[changes.RowChange]:
    out = changes.of_objects(m.Action, [action.pk])
    for model in PARTS:
        ids = model.objects.filter(action=action).values_list("pk", flat=True)
        out += changes.of_objects(model, ids)
    extensions = m.Extension.objects.filter(timescale__action=action).values_list("pk", flat=True)
    return out + changes.of_objects(m.Extension, extensions)


def _entry(act, rows, updates, before) -> Entry:
    said = next((row for row in rows if row.model is m.ProgressUpdate), None)
    decided = next((row for row in rows if row.model is m.Decision), None)
    extension = next((row for row in rows if row.model is m.Extension), None)
    if decided:
        return Entry(act, "decision", f"{act.actor_name} {done(act)}", decided.values["reason"])
    if extension:
        return Entry(act, "decision", _extension_title(act, extension), _extension_words(extension))
    if said and not (act.verb == "import_plan" and not said.values["narrative"]):
        update = updates[said.object_id]
        return _update_entry(act, update, before.get(update.pk), rows)
    if act.verb == "import_plan":
        return Entry(act, "change", "Imported with the plan", facts=_imported(act))
    shown = tuple(d for row in rows for d in row.differences)
    facts = tuple(filter(None, [moved(act)]))
    return Entry(act, "change", f"{act.actor_name} {done(act)}", act.why, facts, differences=shown)


def _update_entry(act, update, before, rows) -> Entry:
    facts = []
    if before and before.rag_id != update.rag_id:
        names = [u.rag.label if u.rag else "Not rated" for u in (before, update)]
        facts.append(f"{names[0]} to {names[1]}")
    if update.forecast_on:
        facts.append(f"Forecast {wording.day(update.forecast_on)}")
    if update.claims_completion:
        facts.append("Claimed complete")
    if update.recorded_by_name != update.said_by_name and not update.by_document:
        facts.append(f"Recorded by {update.recorded_by_name}")
    if update.position_on != update.recorded_at.date():
        facts.append(f"True of {wording.day(update.position_on)}")
    met = [row.values["text"] for row in rows if row.model is m.Step and not row.is_new]
    facts += [f"Step done: {text}" for text in met]
    facts += [f"Evidence: {row.values['title']}" for row in rows if row.model is m.Evidence]
    title = "Printed in the plan" if update.by_document else f"{update.said_by_name}’s update"
    return Entry(act, "update", title, update.narrative, tuple(facts), update)


def _extension_title(act, row) -> str:
    days = " to ".join(filter(None, (wording.day(row.values["from_latest"]), wording.day(row.values["to_latest"]))))
    status = row.values["status"]
    if status == "requested":
        return f"{act.actor_name} asked for a new date: {days}"
    return f"Extension {status}: {days}"


def _extension_words(row) -> str:
    return row.values["decision_reason"] if row.values["status"] != "requested" else row.values["reason"]


def _imported(act) -> tuple[str, ...]:
    name = act.details.get("file")
    return (f"From “{name}”",) if name else ()
