"""Applying what is taken of a sheet that came home: one act with one reason, undone as one."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from django.utils.timezone import localdate

from audits.models import SheetReturn
from audits.operations.sheets.choices import ADD, new_beforehand, taken_of
from audits.operations.sheets.update import OF_UPDATE
from audits.operations.sheets.writer import Writer
from audits.sheets.file_merge import Merge, merged
from audits.sheets.returns import ReadSheet
from audits.sheets.sides import plans_of
from plans import models as m
from plans.operations.errors import Refused
from plans.operations.freshness import Stale
from plans.operations.words import REASON_LIMIT, said
from plans.permissions.parts import keeping_parts
from plans.permissions.sheets import can_send_sheets
from plans.sheets import fields as f
from plans.trail import Actor, whole_act

VERB = "merge_sheet"
KINDS = {
    "update": "Updates",
    "claim": "Claims of completion, to be verified",
    "date": "Requests for a new date",
    "lead": "Leads and responsible officers changed",
    "text": "Words of the plan changed",
    "question": "Questions asked back",
    "new": "New actions",
    "note": "Words kept as a note",
}
"""What things become, in the order in which they are told."""

BEING_APPLIED = "This file is being applied at the moment. Stop that first, or wait until it is done."
STOPPED = "It was stopped before it was applied."


def merge_of(returned: SheetReturn, by: m.User | Actor | None = None) -> Merge:
    """The merge of a file that came home, as things stand now and `by` may apply it."""
    on = returned.position_on or localdate(returned.came_at)
    return merged(returned.sheet, ReadSheet.from_json(returned.read), by=by, on=on)


def apply_return(
    *,
    by: m.User | Actor,
    returned: SheetReturn,
    choices: dict[str, str],
    reason: str,
    position_on: date | None = None,
    seen: str | None = None,
    said_by: str = "",
    is_ordered: bool = False,
    door: str = "workbook",
    at=None,
) -> m.ChangeSet:
    """Apply what is taken as one act, and keep what became of it and what could not be applied. `seen` is the stamp of
    the merge that somebody looked at; `said_by` names whose the words of a paper or a list of ours are; a worker does
    what `is_ordered`. Raises Denied; Refused without a reason, without anybody who said what becomes an update, where
    the file was merged already or is being applied, and where what was ordered was stopped; Stale where the merge is
    another by now."""
    sheet = returned.sheet
    plans = plans_of(sheet)
    for plan in plans:
        can_send_sheets.enforce(by, plan)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why, such as whose sheet it is and for when.")
    details = {"sheet": sheet.pk, "file": returned.name, "sha256": returned.sha256, "about": str(sheet)}
    with whole_act(*plans, by=by, verb=VERB, why=reason, details=details, door=door, at=at) as act:
        returned = SheetReturn.objects.select_for_update().get(pk=returned.pk)
        if returned.act_id and not taken_back(returned):
            raise Refused("This file has been merged already.")
        if bool(returned.ordered) != is_ordered:
            raise Refused(STOPPED if is_ordered else BEING_APPLIED)
        merge = merge_of(returned, by)
        check_application(by=by, merge=merge, choices=choices, reason=reason, said_by=said_by, seen=seen)
        _name_whose(merge, said_by)
        writer = Writer(by, merge, reason, position_on or act.today, door, became=[], waits=[])
        with keeping_parts(by):
            writer.write(choices)
        whom, user = merge.sheet.whom, merge.sheet.user
        sheet.refresh_from_db()
        sheet.merged_at, sheet.whom, sheet.user = act.moment, whom, user
        act.save(sheet)
        returned.act, returned.choices, returned.position_on = act.record, choices, position_on
        returned.applied, returned.waits = [asdict(each) for each in writer.became], writer.waits
        returned.ordered, returned.failure = {}, ""
        returned.save(update_fields=("act", "choices", "position_on", "applied", "waits", "ordered", "failure"))
    return act.record


def check_application(
    *,
    by: m.User | Actor,
    merge: Merge,
    choices: dict[str, str],
    reason: str,
    said_by: str = "",
    seen: str | None = None,
) -> str:
    """The reason, where what is chosen may be applied by whoever asks for it. Raises as `apply_return`."""
    for plan in plans_of(merge.sheet):
        can_send_sheets.enforce(by, plan)
    reason = said(reason, limit=REASON_LIMIT, field="reason", need="Say why, such as whose sheet it is and for when.")
    if seen is not None and seen != merge.stamp:
        raise Stale
    unnamed = merge.sheet.is_file and not merge.sheet.whom and not said_by.strip()
    if unnamed and says_words(merge, choices):
        raise Refused("Say who changed the file: what it says is said by them.", "said_by")
    return reason


def says_words(merge: Merge, choices: dict[str, str]) -> bool:
    """Whether something is taken that somebody said: an update, or a question, of an action or of a new one."""
    taken = [name for names in taken_of(merge, choices).values() for name in names]
    for new in merge.new:
        if new.read and choices.get(f"new-{new.number}", new_beforehand(new)) == ADD:
            taken += [cell.field for cell in new.read.telling if new.read.is_chosen(cell)]
    return any(name in (*OF_UPDATE, f.QUESTION) for name in taken)


def _name_whose(merge: Merge, said_by: str) -> None:
    """Say of a file of ours whose words they are: those of the person of that name, where they have an account."""
    sheet, name = merge.sheet, " ".join(said_by.split())
    if not sheet.is_file or (sheet.whom and not name):
        return
    people = list(m.User.objects.filter(name__iexact=name, is_active=True)[:2]) if name else []
    sheet.whom, sheet.user = name[:200], people[0] if len(people) == 1 else None


def taken_back(returned: SheetReturn) -> bool:
    """Whether the act by which it was merged was undone."""
    undone = m.ChangeSet.objects.filter(verb="take_back_act", details__taken=returned.act_id)
    return bool(returned.act_id) and undone.exists()


def waits_to_be_merged(returned: SheetReturn) -> bool:
    """Whether nothing of the file is applied: it was not merged yet, or that was undone."""
    return not returned.act_id or taken_back(returned)
