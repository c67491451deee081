"""An action's timeline: each update, decision and change, with who, when, before and after; newest first. An act that
did several things shows each of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from audits import changes
from audits.action_updates import ActionUpdates
from audits.words import DONE, done, moved
from plans import models as m
from plans import stages, wording
from plans.operations.imports.left_open import SHEET
from plans.passages import in_line

PARTS = (m.Step, m.Assignment, m.Timescale, m.ProgressUpdate, m.Decision, m.Evidence, m.Exemption, m.MembersQuestion)
"""The models whose rows belong to one action, beside the action itself."""

UNDONE = "Taken back since"
QUESTIONS = ("record_members_question", "answer_members_question", "withdraw_members_question")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that an act did, as the timeline shows it. `kind` is update, decision or change; `update` is what was
    said, or what a decision said along with it."""

    act: m.ChangeSet
    kind: str
    title: str
    words: str = ""
    facts: tuple[str, ...] = ()
    update: m.ProgressUpdate | None = None
    differences: tuple[changes.Difference, ...] = ()


def timeline(action: m.Action) -> list[Entry]:
    """Everything that happened to an action: a dozen queries, however much it was."""
    by_act = defaultdict(list)
    for change in _row_changes(action):
        by_act[change.change_id].append(change)
    acts = [
        act
        for act in m.ChangeSet.objects.filter(pk__in=by_act)
        if act.details.get("moved") == action.pk or not _only_beside(by_act[act.pk])
    ]
    said = ActionUpdates(action, acts)
    undone = {act.details.get("taken") for act in acts if act.verb == "take_back_act"}
    found = [
        (act, _undone(entry) if act.pk in undone else entry)
        for act in acts
        for entry in _entries(act, by_act[act.pk], said)
    ]
    found += [(entry.act, entry) for entry in _rescaled(action, said)]
    return [entry for _act, entry in sorted(found, key=lambda pair: (pair[0].moment, pair[0].pk), reverse=True)]


def _undone(entry: Entry) -> Entry:
    """What an act did that was taken back as a whole since."""
    return entry if UNDONE in entry.facts else replace(entry, facts=(UNDONE, *entry.facts))


def _rescaled(action: m.Action, said: ActionUpdates) -> Iterator[Entry]:
    """What each change of the plan's RAG scheme made of the rating that the action had then."""
    scale = m.ChangeSet.objects.filter(verb="change_plan_scheme", links__chain__key=action.plan.chain_key)
    label = None
    stands = [update for update in said.updates.values() if not update.withdrawn]
    since = None
    for act in scale.order_by("moment", "pk"):
        before = [update for update in stands if update.recorded_at <= act.moment]
        if not before:
            continue
        if before[-1].pk != since:
            since, label = before[-1].pk, before[-1].rag and before[-1].rag.label
        now = {was: new for was, new, _number in act.details.get("becomes", ())}.get(label, label)
        if now != label:
            facts = (f"{label or 'Not rated'} to {now or 'Not rated'}",)
            yield Entry(act, "change", f"{act.actor_name} {done(act)}", act.why, facts)
        label = now


def _only_beside(rows) -> bool:
    """The act only moved this action up or down because of another beside it."""
    return all(row.model is m.Action and row.only_place for row in rows)


def _row_changes(action: m.Action) -> list[changes.RowChange]:
    out = changes.of_objects(m.Action, [action.pk])
    # What an import asked is told where it is answered.
    asked = m.OpenQuestion.objects.filter(action=action, field=SHEET).values_list("pk", flat=True)
    out += changes.of_objects(m.OpenQuestion, asked)
    for model in PARTS:
        ids = model._base_manager.filter(action=action).values_list("pk", flat=True)
        out += changes.of_objects(model, ids)
    extensions = m.Extension._base_manager.filter(timescale__action=action).values_list("pk", flat=True)
    return out + changes.of_objects(m.Extension, extensions)


def _entries(act, rows, said: ActionUpdates) -> Iterator[Entry]:
    """Each decision, update and request of the act, then what else it changed."""
    if act.verb == "take_back_act":
        shown = tuple(d for row in rows for d in row.differences)
        yield Entry(act, "change", f"{act.actor_name} {done(act)}", act.why, _imported(act), differences=shown)
        return
    updates, decisions = _new(rows, m.ProgressUpdate), _new(rows, m.Decision)
    extensions = [row for row in rows if row.model is m.Extension]
    questions = [*_asked(act, rows), *_asked_back(rows)]
    yield from _said_entries(act, rows, updates, decisions, said)
    for row in extensions:
        facts = tuple(_recorded(act, row))
        yield Entry(act, "decision", _extension_title(act, row), _extension_words(row), facts)
    for row in questions:
        yield _asked_back_entry(act, row) if row.model is m.OpenQuestion else _question_entry(act, row)
    if act.verb == "import_plan":
        yield Entry(act, "change", "Imported with the plan", facts=_imported(act))
        return
    rest = [row for row in rows if row not in questions]
    shown = tuple(d for row in rest for d in _besides(row, bool(updates), bool(decisions), bool(extensions)))
    if shown or not any((updates, decisions, extensions, questions)):
        facts = tuple(filter(None, [moved(act)]))
        yield Entry(act, "change", f"{act.actor_name} {done(act)}", act.why, facts, differences=shown)


def _new(rows, model) -> list:
    return [row for row in rows if row.model is model and row.is_new]


def _asked(act, rows) -> list:
    """The rows of an act that is about a question of members."""
    return [row for row in rows if row.model is m.MembersQuestion] if act.verb in QUESTIONS else []


def _asked_back(rows) -> list:
    """The rows of an act that are questions asked back in a sheet."""
    return [row for row in rows if row.model is m.OpenQuestion]


def _asked_back_entry(act, row) -> Entry:
    """A question as it was asked back, or its answer."""
    values = row.values
    if row.is_new:
        because = f"{values['because'][:1].upper()}{values['because'][1:]}"
        return Entry(act, "decision", f"{act.actor_name} {DONE['ask_back']}", values["text"], (because,))
    facts = (f"The question was: {values['text']}",)
    return Entry(act, "decision", f"{act.actor_name} {done(act)}", values["answer"], facts)


def _question_entry(act, row) -> Entry:
    """What members asked, its answer with the one that it amends, or why it was withdrawn."""
    values, title = row.values, f"{act.actor_name} {done(act)}"
    if row.is_new:
        minute = f", minute {values['minute']}" if values["minute"] else ""
        asked = f"{values['meeting']}, {wording.day(values['asked_on'])}{minute}"
        facts = (asked, f"To be answered by {wording.day(values['due_on'])}")
        return Entry(act, "decision", title, values["text"], facts)
    if values["withdrawn"]:
        return Entry(act, "decision", title, act.why)
    amended = tuple(each for each in row.differences if each.label == "Answer" and each.before)
    return Entry(act, "decision", title, "" if amended else values["answer"], differences=amended)


def _said_entries(act, rows, updates, decisions, said: ActionUpdates) -> Iterator[Entry]:
    """The act's decisions, each with the updates that were said along with it, or its updates."""
    for row in decisions:
        along = [said.updates[each.object_id] for each in updates if act.verb == row.values["kind"]]
        yield _decision_entry(act, row, along, said)
    if not any(act.verb == row.values["kind"] for row in decisions):
        yield from (_update_entry(act, said.updates[row.object_id], said, rows) for row in reversed(updates))


def _besides(row, updates: bool, decisions: bool, extensions: bool) -> Iterator[changes.Difference]:
    """What of a row's differences no other entry of its act tells."""
    if row.model in (m.Decision, m.Extension) or (row.model is m.ProgressUpdate and row.is_new):
        return
    if updates and (row.model is m.Evidence and row.is_new):
        return
    told = {
        m.Action: "Stage" if updates or decisions else "",
        m.Step: "Step done on" if updates else "",
        m.Timescale: "Agreed date" if extensions else "",
    }.get(row.model)
    yield from (each for each in row.differences if each.label != told)


def _decision_entry(act, row, along, said: ActionUpdates) -> Entry:
    """A decision, with the rating that it gave the action."""
    update = along[-1] if along else None
    facts = _rated(update, said) if update else _unrated(row, said)
    return Entry(act, "decision", f"{act.actor_name} {DONE[row.values['kind']]}", row.values["reason"], facts, update)


def _unrated(row, said: ActionUpdates) -> tuple[str, ...]:
    """The rating that goes with a document's claim that is returned; by what a claim went without anybody's reason."""
    if row.values["kind"] == stages.WITHDRAW and not row.values["reason"]:
        return ("By the update of the same act, which does not say that the claim stands",)
    claim = said.updates.get(row.values["claim_id"])
    if row.values["kind"] != stages.RETURN or not claim or not claim.rag or not claim.rag.means_finished:
        return ()
    return (f"{claim.rag.label} to Not rated",)


def _rated(update, said: ActionUpdates) -> tuple[str, ...]:
    """From which rating to which, where it differs from the one before."""
    before = said.before.get(update.pk)
    if not before or before.rag_id == update.rag_id:
        return ()
    gone = before.rag and before.rag.means_finished and before.pk in said.returned
    was = "Not rated" if gone or not before.rag else before.rag.label
    now = update.rag.label if update.rag else "Not rated"
    return (f"{was} to {now}",) if was != now else ()


def _update_entry(act, update, said: ActionUpdates, rows) -> Entry:
    facts = (*_rated(update, said), *_facts(update, said), *_along(update, rows))
    if act.pk in said.wordless:
        title = f"{act.details['about']} came home without words"
        return Entry(act, "update", title, "", (*facts, _words_left(update)), None)
    if act.verb == "change_plan_scheme":
        return Entry(act, "update", f"{act.actor_name} {done(act)}", "", (*facts, *_meant(act, update, said)), None)
    if act.pk in said.unrated and update.rag:
        facts = (f"{update.rag.label} stayed from before: it is no word of {update.said_by_name}’s", *facts)
    title = _printed(act) if update.by_document else f"{update.said_by_name}’s update"
    return Entry(act, "update", title, update.narrative, facts, update)


def _words_left(update) -> str:
    """What becomes of words where something was said without any."""
    return "The words of before stand" if update.narrative else "Nothing was ever said in words, so that is still owed"


def _meant(act, update, said: ActionUpdates) -> Iterator[str]:
    """Why a change of scheme claimed the action complete, or rated it finished: what its rating came to mean."""
    before = said.before.get(update.pk)
    was = before.rag.label if before and before.rag else None
    now = {old: new for old, new, _number in act.details.get("becomes", ())}.get(was)
    if was and now:
        yield f"It was rated {was}, which is {now} in the scheme {act.details['to']} and means finished"


def _facts(update, said: ActionUpdates) -> Iterator[str]:
    """What an update says beside its words and its rating, and how it came to be."""
    if update.forecast_on:
        yield f"Forecast {wording.day(update.forecast_on)}"
    if update.claims_completion:
        yield "Says that the claim stands" if update.pk in said.renewed else "Claimed complete"
    if update.corrects_id:
        yield f"Corrects the update of {wording.day(said.updates[update.corrects_id].position_on)}"
    if update.recorded_by_name != update.said_by_name and not update.by_document:
        yield f"Recorded by {update.recorded_by_name}"
    if update.withdrawn:
        yield UNDONE
    if update.position_on != update.recorded_at.date():
        yield f"True of {wording.day(update.position_on)}"


def _along(update, rows) -> Iterator[str]:
    """The steps that were met and the evidence that was given with an update."""
    for row in rows:
        met = row.model is m.Step and any(each.label == "Step done on" for each in row.differences)
        if met and row.values["met_on"]:
            yield f"Step done: {row.values['text']}"
    for row in rows:
        if row.model is m.Evidence and row.is_new and row.values["update_id"] in (None, update.pk):
            yield f"Evidence: {row.values['title']}"


def _printed(act) -> str:
    """What is said of words that the document prints; where a question about them was answered, of both."""
    answer, printed = act.details.get("answer"), act.details.get("printed")
    if not answer:
        return "Printed in the plan"
    return f"Printed in the plan{f' as “{in_line(printed)}”' if printed else ''}, answered: {in_line(answer)}"


def _extension_title(act, row) -> str:
    days = " to ".join(filter(None, (wording.day(row.values["from_latest"]), wording.day(row.values["to_latest"]))))
    status = row.values["status"]
    if status == "requested":
        return f"{row.values['asked_by_name'] or act.actor_name} asked for a new date: {days}"
    return f"Extension {status}: {days}"


def _recorded(act, row) -> Iterator[str]:
    """Who recorded a request that somebody else made."""
    if row.values["status"] == "requested" and row.values["asked_by_name"] not in ("", act.actor_name):
        yield f"Recorded by {act.actor_name}"


def _extension_words(row) -> str:
    return row.values["decision_reason"] if row.values["status"] != "requested" else row.values["reason"]


def _imported(act) -> tuple[str, ...]:
    name = act.details.get("file") or act.details.get("taken_file")
    return (f"From “{name}”",) if name else ()
