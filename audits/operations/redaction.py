"""Expunging personal data: the words go, wherever they stand; that they went, by whom and why, stays."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from audits.issued_words import papers_with
from audits.models import IssuedFile, IssuedPaper, Redaction, SheetReturn
from audits.places import Places, action_of, places
from audits.signals import papers_expunged
from audits.word_replacement import SHORT, Words
from plans import models as m
from plans import wording
from plans.canonical import digest_of_text
from plans.kept_results import forget
from plans.operations.errors import Refused
from plans.operations.files import remove
from plans.operations.freshness import Stale
from plans.operations.words import said
from plans.permissions.records import can_redact
from plans.trail import Act, after_commit, change_set, digests
from plans.trail import tracked_models as histories

log = logging.getLogger("actionplans.redaction")

WHY_LIMIT = 300
"""Characters: the reason stands in the place of the words."""

FEWEST = 3
"""Letters of what is expunged: fewer would be found in every other word."""

UNSEEN = (
    "The words stand in places that you have not looked at yet, so nothing has been redacted. They are marked New "
    "here: look at them, and decide again."
)


def redact(
    *,
    by: m.User,
    plan: m.Plan,
    words: str = "",
    evidence: Iterable[m.Evidence] = (),
    original: bool = False,
    why: str,
    seen: frozenset[str] | None = None,
    door: str = "web",
    at=None,
) -> Redaction:
    """Expunge words from every value of a plan, of its leads, its history, acts, frozen states and drafts, and the
    bytes of some evidence files, of the issued papers that print the words and, with `original`, of the document that
    the plan came from. Digests stay, salts go; `audits.verification` knows both. The papers are then made anew.

    `seen` are the keys of the places that the person had before them (None: they had no page); others are not
    expunged unseen. Raises Denied; Refused without a reason, for a reason that repeats the words, for words that are
    too short or stand nowhere, and where there is nothing to do; Stale where they stand elsewhere by now.
    """
    can_redact.enforce(by, plan)
    files = list(evidence)
    wanted, why = check(words=words, why=why, evidence=files, original=original)
    with change_set(plan, by=by, verb="redact", why=why, door=door, register=True, at=at) as act:
        found = places(plan, wanted)
        if wanted.text and not found and not _came_home(plan, wanted):
            raise Refused("These words stand nowhere in this plan. Check how they are written there.", "words")
        if seen is not None and found.unseen(seen):
            raise Stale(UNSEEN)
        mark = f"[Redacted on {wording.day(act.today)} because {wording.clause(why)}]"
        papers = papers_with(plan, wanted, found.snapshots)
        details = _expunge(found, wanted, mark)
        _drop_wholes(plan)
        _withdraw(act, plan, [*files, *m.Evidence.objects.filter(pk__in=_links(found))], mark)
        issued = _withdraw_issued(act, papers, mark)
        document = plan.imported_sha256 if original else ""
        details |= {"files": sorted(file.pk for file in files), "original": document}
        details["issued"] = sorted(file.pk for file in issued)
        m.ChangeSet.objects.filter(pk=act.record.pk).update(details=details)
        touched = {action for value in found.values if (action := action_of(value))} | {f.action_id for f in files}
        done = {"places": len(found), "files": details["files"], "actions": sorted(touched)}
        redaction = Redaction(plan=plan, on=act.today, by=by, by_name=by.name, why=why, **done)
        act.save(redaction)
        hashes = {document, *(file.sha256 for file in files), *(file.sha256 for file in issued)}
        after_commit("Taking away redacted files", lambda: _unlink(hashes - {""}))
        after_commit("Making redacted papers anew", lambda: _told(papers))
    return redaction


def _came_home(plan: m.Plan, wanted: Words) -> bool:
    """Whether a sheet that came home says them."""
    return any(wanted.stand_in(each.read) for each in SheetReturn.objects.of_plan(plan).defer("data"))


def _drop_wholes(plan: m.Plan) -> None:
    """Take away what may say the words and is no part of the record: papers that are kept for a day, what is about to
    be changed of many actions, files of sheets that came home, of which the record holds what was taken, and what pages
    keep of any plan, as its leads may be in others."""
    forget(m.Plan.objects.values_list("pk", flat=True))
    m.PaperOrder.objects.filter(plan=plan).delete()
    m.BulkEdit.objects.naming(plan).delete()
    SheetReturn.objects.of_plan(plan).delete()


def _links(found: Places) -> list[int]:
    """The ids of the evidence whose address holds the words."""
    return [value.object_id for value in found.values if value.model is m.Evidence and value.name == "url"]


def check(*, words: str, why: str, evidence, original: bool = False) -> tuple[Words, str]:
    """The words and the reason as they are used. Raises Refused for what can't stand, wherever it is found."""
    wanted = Words(" ".join(words.split()))
    if not wanted.text and not evidence and not original:
        raise Refused("Give the words that have to go, or choose a file.", "words")
    if wanted.text and sum(char.isalnum() for char in wanted.text) < FEWEST:
        raise Refused(f"Give at least {FEWEST} letters: fewer stand in every other word.", "words")
    why = said(why, limit=WHY_LIMIT, field="why", need="Say why, without repeating what goes: others will ask.")
    if wanted.text and wanted.stand_in([why, SHORT, "Redacted on because"]):
        raise Refused("The reason stays for all to read, so it can’t hold the words that go.", "why")
    return wanted, why


def _expunge(found: Places, wanted: Words, mark: str) -> dict:
    """Replace the words; returns what `audits.verification` needs to hold the rows to: of each history row and
    field a new salt and digest, of each act and frozen state a new digest."""
    fields = [entry for value in found.values for entry in _value(value, wanted, mark)]
    acts = {}
    for record in found.acts:
        record.why = wanted.replaced(record.why, mark)
        if record.verb != "redact":
            record.details = wanted.replaced(record.details, SHORT)
        record.save(update_fields=["why", "details"])
        acts[str(record.pk)] = digests.of_act(record, list(record.manifest.all()))
    snapshots = {}
    for snapshot in found.snapshots:
        state = json.dumps(
            wanted.replaced(json.loads(snapshot.state), mark), sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        type(snapshot).objects.filter(pk=snapshot.pk).update(state=state)
        snapshots[str(snapshot.pk)] = digest_of_text(state)
    for draft in found.drafts:
        draft.delete()
    return {"fields": fields, "acts": acts, "snapshots": snapshots}


def _value(value, wanted: Words, mark: str):
    """Replace one value, now and in its history, without a history row of its own: the old one would stay."""
    model, name = value.model, value.name
    most = model._meta.get_field(name).max_length
    label = model._meta.label_lower
    try:
        with transaction.atomic():
            live = model._base_manager.filter(pk=value.object_id)
            live.update(**{name: wanted.replaced(live.values_list(name, flat=True).get(), mark, most=most)})
    except IntegrityError as error:
        raise Refused(f"The words in “{value.label}” can’t go alone. Give the whole of what stands there.") from error
    history = histories.history_of(model)
    past = history.objects.filter(history_id__in=value.history_ids) if value.history_ids else ()
    for row in past:
        new = wanted.replaced(getattr(row, name), mark, most=most)
        history.objects.filter(pk=row.pk).update(**{name: new})
        entry = m.ManifestEntry.objects.get(model=label, history_id=row.pk)
        entry.fields[name] = ["", entry.fields[name][1]]
        entry.save(update_fields=["fields"])
        salt = digests.new_salt()
        yield [label, row.pk, name, salt, digests.salted(new, salt)]


def _withdraw(act: Act, plan: m.Plan, evidence, mark: str) -> None:
    """Withdraw the evidence whose bytes or address go. Raises Refused for another plan's."""
    for file in evidence:
        if file.action.plan != plan:
            raise Refused("Choose files of this plan.", "evidence")
        file.refresh_from_db()
        file.withdrawn, file.withdrawn_reason = True, mark
        act.save(file)


def _withdraw_issued(act: Act, papers: Iterable[IssuedPaper], mark: str) -> list[IssuedFile]:
    """Withdraw the files of these papers; their bytes go when the record of it stands."""
    found = list(IssuedFile.objects.filter(paper__in=papers, withdrawn=False).order_by("pk"))
    for file in found:
        file.withdrawn, file.withdrawn_reason = True, mark
        act.save(file)
    return found


def _told(papers: Iterable[IssuedPaper]) -> None:
    """Whoever prints papers makes these anew."""
    for paper in papers:
        papers_expunged.send(sender=IssuedPaper, paper=paper)


def _unlink(hashes: Iterable[str]) -> None:
    """Take the bytes away, once the record of it stands."""
    for sha256 in hashes:
        try:
            remove(sha256)
        except OSError:
            log.exception("the file %s could not be removed; remove it by hand", sha256)
